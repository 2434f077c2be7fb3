import type { Act } from "./attribution.js";

/**
 * Beginnings of words that cue an act, each of three letters or more; `a:b` means `a` with `b`
 * right behind it. General English, collected by hand along the guide's acts; what each is worth is
 * learned (see act-weights.ts), so a beginning may stand under several.
 */
export const ACT_CUES: Readonly<Record<Act, string>> = {
  refusal:
    "declin refus decline:to comment respond return:call no:comment withhold avoid:question dodg " +
    "sidestep evad stonewall unwilling",
  question: "ask wonder question query inquir quiz press:on survey curious interrogat",
  commitment:
    "vow promis pledg agre threaten commit swear swor guarante undertak offer plan intend announc " +
    "volunteer will:be set:to prepar determin resolv aim",
  demand:
    "urg call:on call:for demand order request ask:to insist:that requir instruct direct tell:to " +
    "told:to encourag recommend advis plead beg implor appeal push press pressur warn suggest " +
    "propos advocat counsel exhort lobb petition must should need want:to invit challeng mandat " +
    "forbid ban prohibit allow permit",
  denial:
    "deni deny reject dismiss disput refut disavow rebut contradict repudiat insist:not disagre " +
    "disown distanc debunk",
  accusation:
    "accus blam alleg charg implicat indict sue suing lawsuit condemn complain fault claim slam " +
    "blast attack",
  prediction:
    "predict expect forecast project anticipat fear foresee foresaw estimat bet warn prophes " +
    "speculat caution likely worr envision prospect could",
  attitude:
    "believ think thought feel felt hop wish want support prais critici mock oppos endors favor " +
    "prefer lik lov hat admir respect concern worr fear disappoint condemn applaud welcom agre " +
    "disagre doubt trust distrust regret reject ridicul ripped blast slam lament view consider " +
    "regard see saw seen call:it dismiss defend embrac dislik approv disapprov celebrat complain " +
    "admonish denounc derid tout hail laud enthusias happ proud glad sorry afraid convinc " +
    "confident skeptic optimis pessimis care interest surpris shock outrag anger angry frustrat " +
    "upset desir back opinion sympath accept appreciat thank congratulat apolog outspoken judg " +
    "suspect assum understand know knew realiz recogniz acknowledg enjoy tir excit eager reluct " +
    "appall rebuk scold scoff chid bash",
  assertion:
    "say said says accord tell told state report note add explain claim writ wrot show find found " +
    "indicat reveal describ point argu cit mention confirm declar testif recall releas publish " +
    "detail conclud suggest emphasi stress refer disclos tweet post highlight list discuss admit " +
    "concede observ remark demonstrat speak spoke talk comment quot boast brag joke repeat " +
    "reiterat maintain contend assert insist identif determin estimat record document learn read",
};

/**
 * Words of the content that lean to an act when the cue does not tell: judgements of value, wrongs
 * done, denials, duties, intentions, silence. Beginnings of words, as above, of general English.
 */
export const CONTENT_CUES: Readonly<Record<string, string>> = {
  good:
    "good great best better wonderful amazing excellent fantastic terrific brilliant beautiful " +
    "love proud happy glad honor honour thank grateful right hero brave courage courag smart strong " +
    "success important critical essential vital crucial need valuable deserv respect admir fair " +
    "decent honest genuine tremendous incredible remarkable outstanding perfect positive pleas " +
    "thrill excit delight inspir effective reasonable popular favor benefi improve ideal fine",
  bad:
    "bad worse worst terrible horrible awful disgust disgrac shame shameful stupid ridiculous absurd " +
    "outrag danger reckless weak failure fail disaster disastrous sad tragic tragedy unfair unaccept " +
    "wrong nonsense crazy insane dumb foolish embarrass pathetic hateful hate offensive vile ugly " +
    "nasty divisive hypocri extrem radical irrespons incompet unfit disqualif loser clown joke bigot " +
    "sexist xenophob demagog mistake problem threat damag harm hurt ruin mess fear worri concern " +
    "troubl disturb alarm frustrat angry anger disappoint sick evil ignoran arrogan useless hard " +
    "difficult tough unfortunate suffer pain struggl risk",
  degree:
    "very really so too absolutely totally completely extremely certainly truly never always most " +
    "least ever just clearly obviously simply enough deeply incredibly pretty",
  stance:
    "think thought believe believ feel felt hope wish want support oppos prefer love like agree " +
    "disagree trust doubt guess suppose sure seems seem appear probabl perhaps maybe",
  wrong:
    "lie lied lies lying liar corrupt rigged rig steal stole stolen cheat fraud illegal violat " +
    "betray decei mislead misled smear abus racist terrorist criminal crime guilty murder bribe " +
    "exploit hid hidden cover-up conspir sabotag attack discriminat harass assault kill rape " +
    "manipulat distort fabricat hack launder profit pander suppress silenc undermin blam",
  untrue:
    "untrue false falsehood substance baseless unfounded fiction distort inaccurate incorrect lie " +
    "wrong nothing never deni reject not",
  duty:
    "should must ought need needs let stop please have has got don't demand call urge ask request " +
    "require time important",
  intent:
    "plan plans planned intend intends going announce promise pledge commit willing ready prepared " +
    "decide agree offer launch seek run vote campaign endorse",
  silence:
    "comment mum silent silence secret withhold withheld confidential private privilege fifth " +
    "discuss disclose unwilling release anonymous anonymity",
  doubt: "may might could likely unlikely possible possibly potential chance expect predict future",
};

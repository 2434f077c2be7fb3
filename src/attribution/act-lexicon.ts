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

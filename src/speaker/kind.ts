import {
  DOCUMENTS,
  FOLLOWER,
  GROUPS,
  KNOWN_BODIES,
  NOT_PLURAL,
  ORGANIZATIONS,
  words as list,
} from "./lexicon.js";
import type { SpeakerKind } from "./speaker.js";

const POSSESSIVE = /(?:['’]s|s['’])$/u;
const singular = (word: string): string =>
  word
    .replace(/ies$/, "y")
    .replace(/(?<=ch|sh|x)es$/, "")
    .replace(/s$/, "");

const ROUGHLY =
  "(?:only|just|about|nearly|almost|roughly|exactly|more than|fewer than|less than|at least|as many as|up to|over|close to|around|some|not|shy of|an?|the|another|entire|growing|fast-growing)";
const QUANTITY = new RegExp(
  `^(?:${ROUGHLY} )*(?:no one|one in|much of|half|thirds|(?:third|quarter|fifth)(?= of\\b|$)|quarters|majority|plurality|handful|dozen|dozens|number|lot|pair|series|coalition|team|group|duo|share|constellation|percentage|proportion|\\d[\\d.,]*%?(?: in| out| percent|$)|(?:two|three|four|five|six|seven|eight|nine|ten)\\b(?!-))`,
  "i",
);
const OF_MANY =
  /^(?:an? |the )?(?:[\p{L}-]+ ){0,2}(?:coalition|flood|wave|band|class|chorus|crowd|numbers|number|share|constellation|percentage|proportion|series|handful|pair|couple|lot|dozen|majority|group|set|string|trio|slew|clutch|array|host|mix) of /u;

/** Persons, and no numbers. */
const FIGURES =
  /(?:^|\s)(?:party|establishment|top|leading|prominent|religious|political|public|senior|key|major|gop|republican|democratic|conservative|liberal) figures\b/u;

/** "The council and the ministry": two, each with its article. */
const TWO =
  /^(?:(?!(?:of|by|with|at|from|for|in|on|to) )[\p{L}’'-]+ ){1,5}(?:and|or) (?:the|an?|some|many|several|other|his|her|their) \p{Ll}/u;

/** The kind that a description's head noun shows. */
export function kindOfHead(head: string, words: string): SpeakerKind {
  const noun = head.replace(POSSESSIVE, "").replace(/[.,]$/, "");
  const lower = words.toLowerCase();
  const isDocument = (word: string): boolean =>
    DOCUMENTS.has(word) || DOCUMENTS.has(singular(word));
  if (/^(?:“|‘|''|")\p{Lu}/u.test(words) && !isPersonNoun(noun)) return "document";
  const many = OF_MANY.exec(lower);
  if (many) {
    const rest = lower.slice(many[0].length).split(/ (?:of|from|by|in|on|for|to|that|who)\b|,/)[0]!;
    return isDocument(rest.slice(rest.lastIndexOf(" ") + 1)) ? "document" : "group";
  }
  if (FIGURES.test(lower) || lower.endsWith(" and i")) return "group";
  if (isDocument(noun)) return "document";
  if (TWO.test(words)) return "group";
  if (/^(?:some(?:one|body)\b|another$|@)/.test(lower)) return "unnamed";
  if (
    QUANTITY.test(lower) ||
    (GROUPS.has(noun) && words !== "Labour") ||
    noun.endsWith("men") ||
    /\b(?:media|police)$/.test(noun)
  )
    return "group";
  if (ORGANIZATIONS.has(noun) || HOUSES.has(noun) || noun === "pac" || words === "Labour")
    return "organization";
  if (
    /^\d[\d.,]*(?![\d-]|st\b|nd\b|rd\b|th\b)|percent|^(?:many|some|most|several|few|both|all|those|these|each|every|not one|one or more of)\b/.test(
      lower,
    )
  )
    return "group";
  if (noun.endsWith("s") && !NOT_PLURAL.has(noun) && !noun.endsWith("ss")) return "group";
  if (FOLLOWER.test(words)) return "unnamed";
  if (OFFICE.test(noun) || PERSON_ALONE.test(words)) return "unnamed";
  // A name that the model did not know for one: "ProPublica", "the F.B.I.".
  if (KNOWN_BODIES.test(words) || (NAMED.test(words) && words.length > 3))
    return noun.endsWith("s") && !NOT_PLURAL.has(noun) ? "group" : "organization";
  // What no person is called: "the tax compromise", "the stream of new money".
  return /^\p{Ll}{3,}$/u.test(noun) &&
    words.includes(noun) &&
    !isPersonNoun(noun) &&
    !NO_NOUN.has(noun)
    ? "document"
    : "unnamed";
}

/** Words that end as nouns of persons do, and are none. */
const NO_PERSON =
  "server computer number matter border quarter center letter floor paper summer answer dinner labor gender corner " +
  "theater danger disaster chamber door behavior reminder winter career favor water mirror motor teleprompter order " +
  "prayer hunger marker banner cancer helicopter metaphor terror encounter waiver ladder epicenter filibuster lever " +
  "monster eraser vigor cover color humor counter trailer slaughter fodder bulldozer honor merger fervor thriller " +
  "butter roster trigger layer perimeter corridor freezer remainder voucher charter blockbuster escalator liquor " +
  "sticker offer tower river weather power buffer barrier shower fever finger shoulder printer newsletter anger " +
  "hammer register factor sector tractor armor error murder chapter poster folder restaurant prison " +
  "silver pepper tiger soccer horror meter supper harbor list mist wrist twist heist insist persist resist consist " +
  "exist assist never ever over under after rather other another former latter later earlier further better larger " +
  "bigger smaller higher lower longer stronger closer deeper older younger wider broader cheaper easier harder " +
  "faster prior interior exterior inferior inner outer upper proper super poor whether together either neither";
/** Nouns that name what a person does. */
export const PERSON_NOUN = new RegExp(
  `^(?!(?:${NO_PERSON.replaceAll(" ", "|")})$).*(?:er|or|ist|ian|man|woman|secretary|president|chief|aide|attorney|minister|official|nominee|candidate|chair|executive|person|analyst|expert|strategist|governor|mogul|star|host|coach|captain|judge|justice|general|delegate|activist|scholar|pastor|critic|advocate|economist|head|leader|champion|ally|friend|wife|husband|son|daughter|brother|sister|mother|father|representative|consultant|fellow|veteran|diplomat|partner|writer|columnist|spokeswoman|spokesman|deputy|assistant|colleague|counterpart|laureate|boss|nurse|student|agent|surgeon|priest|bishop|envoy|pilot|poet|architect|teammate|constable|sergeant|superintendent|principal|academic|paramedic|counsel|clerk|ceo|cfo|widow|uncle|aunt|cousin|nephew|niece|\\b(?:mp|mep|msp|mum|dad))$`,
  "u",
);
/** Whether a noun in the singular, in lower case, names a person. */
export const isPersonNoun = (noun: string): boolean =>
  PERSON_NOUN.test(noun) || PERSONS.has(noun) || PERSON_END.test(noun);
/** Ends of nouns of persons ("employee", "resident", "consultant", "delegate"). */
const PERSON_END = /(?:ee|ant|(?<!m)ent|ician|[gcd]ate|eur|friend|child|body|liberal|moderate)$/;
const PERSONS = list(
  "executive operative relative conservative native detective counsel fan boy girl guy kid teen novice architect " +
    "nurse pilot source voice rival radical individual professional colleague dad mom coach clerk guard cop vet " +
    "monk nun priest guest athlete poet pundit guru spouse bride groom uncle aunt cousin nephew niece adult foe " +
    "peer lady mate dean chef hero victim intern heir sergeant major colonel spy expat saint progressive evangelical boss " +
    "witness actress hostess princess associate magistrate bishop rabbi imam sheikh landlord widow widower orphan " +
    "inmate captive hostage suspect plaintiff nanny neighbour neighbor barista toddler chief deputy monarch " +
    "captain lieutenant corporal skipper pastor vicar curate cyclist motorist pedestrian duke duchess countess " +
    "emperor empress sultan emir prefect warden pirate rebel loyalist fugitive convict accomplice culprit " +
    "tycoon magnate admiral surgeon neurosurgeon graduate prince billionaire millionaire model revolutionary " +
    "mum granny grandad nan fiancée fiancé fiance sibling twin baby lad lass bloke chap local maid waitress " +
    "landlady steward stewardess stevedore lifeguard bodyguard paramedic medic matron constable marshal marine " +
    "mercenary recruit cadet conscript deacon archbishop cardinal missionary pilgrim provost bursar academic " +
    "pupil undergraduate sophomore alumna alumnus apprentice principal envoy consul attaché rep ceo cfo actuary " +
    "playwright soprano comic celebrity socialite heiress bandmate teammate team-mate jockey umpire goalie " +
    "quarterback lord earl baron baroness viscount marquess knight squire oligarch kingpin aristocrat bureaucrat " +
    "technocrat autocrat sceptic skeptic agnostic zealot fanatic exile pontiff bailiff accused thief burglar assassin troll",
);
/** Houses that speak by those who run them. */
const HOUSES = list(
  "hotel restaurant pub shop store supermarket factory brewery winery bakery pharmacy surgery hospice nursery " +
    "prison jail airport zoo theatre theater palace abbey monastery convent cathedral farm",
);
/** Words that a description may turn on though they are no noun. */
const NO_NOUN = list(
  "one another other who here there self each first second last latter former mine yours same half",
);

/** Offices of one person, also in capitals ("the President"). */
export const OFFICE =
  /^(?:president|secretary|governor|senator|mayor|minister|chair(?:man|woman)?|speaker|ambassador|general|commissioner|director|sheriff|justice|chancellor|pope|king|queen|mp|mep|msp|ceo|cfo|coo)$/;
/** For patterns: what one calls one's own parents, as if by name. */
export const PARENTS = "Mother|Father|Mum|Mom|Dad|Mummy|Daddy|Gran(?:ny|dad|dpa|dma)?|Nan";
/** A person's noun that a headline sets in a capital; no firm is called so ("Carrier" is). */
const PERSON_ALONE = new RegExp(
  `^(?:Lawmaker|Lawyer|Leader|Officer|Teacher|Worker|Writer|Reporter|Member|Voter|Supporter|Founder|Doctor|Professor|Author|Advisers?|Aide|Attorney|Official|Nominee|Candidate|Analyst|Expert|Strategist|Judge|Activist|Pastor|Critic|Economist|Spokes(?:man|woman|person)|Congress(?:man|woman)|Council(?:man|woman)|Man|Woman|Candidate|Delegate|Veteran|Diplomat|Columnist|Insider|Donor|Witness|${PARENTS})$`,
);
/** Words that all begin with a capital. One space after each word, or the time would grow without bound. */
const NAMED = /^\p{Lu}[\p{L}\p{N}.&’'-]*(?:\s\p{Lu}[\p{L}\p{N}.&’'-]*)*\s?$/u;

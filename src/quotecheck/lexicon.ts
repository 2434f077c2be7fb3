/** Closed classes of words that decide what a change of wording means. In normal form (`words.ts`). */

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/u));

export const NEGATIONS = words(
  "not no never none nobody nothing nowhere neither nor without cannot nope hardly scarcely barely",
);
export const MODALS = words(
  "will would can could may might must shall should ought 'd " +
    "maybe perhaps probably possibly likely unlikely certainly definitely surely allegedly reportedly apparently supposedly potentially presumably",
);
export const QUANTIFIERS = words(
  "all some any every each most many much few several both either more less least fewer half only " +
    "always often sometimes rarely seldom usually mostly largely nearly almost entirely completely totally partly " +
    "everyone everybody everything someone somebody something anyone anybody anything enough majority minority another other " +
    "about around approximately roughly over under up",
);
export const CONDITIONS = words("if unless until except");
export const ARTICLES = words("a an the");

/** Personal pronouns: the same letter means the same person and number, whatever the case. */
export const PERSONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "1": "i me my mine myself",
    "1+": "we us our ours ourselves",
    "2": "you your yours yourself yourselves",
    "3m": "he him his himself",
    "3f": "she her hers herself",
    "3n": "it its itself",
    "3+": "they them their theirs themselves",
  }).flatMap(([person, forms]) => forms.split(" ").map((form) => [form, person] as const)),
);

/** Sounds that are no words wherever they stand. */
export const HESITATIONS = words("um uh er erm ah eh hmm hm mm mhm uhm umm uhh oh huh");
/** Words that fill where they stand apart: at a start, or between commas or dashes. */
export const FILLERS = words(
  "well so look like now right okay yes actually basically literally anyway listen see again just really and but",
);
/** Fillers of several words. */
export const FILLER_PHRASES: readonly (readonly string[])[] = [
  ["as", "you", "know"],
  ["you", "know"],
  ["i", "mean"],
  ["kind", "of"],
  ["sort", "of"],
  ["if", "you", "will"],
  ["as", "i", "said"],
  ["let", "me", "see"],
  ["you", "see"],
];
/** What a transcriber puts in brackets: not said by anybody. */
export const STAGE = words(
  "laughter laughs laughing applause crosstalk inaudible ph sic pause continued speaking cough coughs cheers booing sighs chuckles",
);

/** Words that carry grammar, not matter: their insertion or loss alone changes little. */
export const FUNCTION_WORDS = words(
  "a an the and or but so that this these those there here then than as of in on at by for with from to into onto out off up down " +
    "is are am was were be been being do does did doing done have has had having 's 'd " +
    "who whom whose which what when where why how it its very really quite just also too even still well now again indeed actually " +
    "because since while though although however therefore about over under after before between through during against among",
);

const UNITS = new Map(
  Object.entries({
    zero: 0, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10,
    eleven: 11, twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17,
    eighteen: 18, nineteen: 19, twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70,
    eighty: 80, ninety: 90,
    first: 1, second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6, seventh: 7, eighth: 8, ninth: 9,
    tenth: 10, eleventh: 11, twelfth: 12, thirteenth: 13, fourteenth: 14, fifteenth: 15, sixteenth: 16,
    seventeenth: 17, eighteenth: 18, nineteenth: 19, twentieth: 20, thirtieth: 30,
  }),
); // prettier-ignore
const SCALES = new Map(
  Object.entries({
    hundred: 100,
    dozen: 12,
    thousand: 1e3,
    million: 1e6,
    billion: 1e9,
    trillion: 1e12,
  }),
);
const OTHER_NUMBERS = words(
  "hundreds thousands millions billions trillions dozens dozen twice thrice double triple quarter thirds quarters percent $ € £",
);

/** Whether a word names a number, or a part of one. */
export const isNumber = (word: string): boolean =>
  /^\d/u.test(word) || UNITS.has(word) || SCALES.has(word) || OTHER_NUMBERS.has(word);

/**
 * What a run of words is as a number ("nineteen thousand", "1.5 million", "19000"), or null where
 * it is none. "and" and "a" inside are passed over.
 */
export function numberOf(run: readonly string[]): number | null {
  let total = 0;
  let part: number | null = null;
  let seen = false;
  for (const word of run) {
    if (word === "and" || word === "a" || word === "percent") continue;
    const digits = /^\d+(?:\.\d+)?$/u.test(word) ? Number(word) : null;
    const unit = digits ?? UNITS.get(word);
    const scale = SCALES.get(word);
    if (unit !== undefined && unit !== null) {
      if (part !== null && digits !== null) return null;
      part = (part ?? 0) + unit;
    } else if (scale === 100 || scale === 12) part = (part ?? 1) * scale;
    else if (scale !== undefined) {
      total += (part ?? 1) * scale;
      part = null;
    } else return null;
    seen = true;
  }
  return seen ? total + (part ?? 0) : null;
}

/** Irregular forms: every form after the first leads to the first. */
const IRREGULAR: ReadonlyMap<string, string> = new Map(
  (
    "be am is are was were been being|have has had having|do does did done doing|go goes went gone going|say said|get got gotten|make made|know knew known|" +
    "think thought|take took taken|see saw seen|come came|give gave given|find found|tell told|become became|leave left|feel felt|put put|" +
    "bring brought|begin began begun|keep kept|hold held|write wrote written|stand stood|hear heard|let let|mean meant|meet met|run ran|pay paid|" +
    "sit sat|speak spoke spoken|lead led|read read|grow grew grown|lose lost|fall fell fallen|send sent|build built|understand understood|draw drew drawn|" +
    "break broke broken|spend spent|rise rose risen|drive drove driven|buy bought|wear wore worn|choose chose chosen|seek sought|throw threw thrown|" +
    "catch caught|deal dealt|win won|forget forgot forgotten|lay laid|fight fought|teach taught|eat ate eaten|sell sold|fly flew flown|" +
    "shake shook shaken|strike struck|steal stole stolen|swear swore sworn|hide hid hidden|sink sank sunk|bind bound|freeze froze frozen|" +
    "man men|woman women|child children|person people|foot feet|life lives|this these|that those|good better best|bad worse worst|shall should|" +
    "can could|will would|may might"
  )
    .split("|")
    .flatMap((line) => {
      const [lemma, ...forms] = line.split(" ");
      return forms.map((form) => [form, lemma!] as const);
    }),
);

/**
 * The stem that the inflected forms of an English word share, roughly: irregular forms by a list,
 * regular ones by their endings. Two words with one stem are forms of one word; for nothing else.
 */
export function stemOf(word: string): string {
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return withoutSilent(irregular);
  if (word.length < 4 || /^\d/u.test(word)) return word;
  let stem = word;
  if (/(?:[^aeiou]ies|[^aeiou]ied)$/u.test(stem)) stem = `${stem.slice(0, -3)}y`;
  else if (/(?:sses|shes|ches|xes|zes)$/u.test(stem)) stem = stem.slice(0, -2);
  else if (/[^su]s$/u.test(stem)) stem = stem.slice(0, -1);
  else if (stem.endsWith("ing") && /[aeiouy]/u.test(stem.slice(0, -3)) && stem.length > 5)
    stem = stem.slice(0, -3);
  else if (stem.endsWith("ed") && /[aeiouy]/u.test(stem.slice(0, -2)) && stem.length > 4)
    stem = stem.slice(0, -2);
  // "stopped", "stopping": the doubled letter; "make", "making": the silent e.
  if (stem !== word && /([bdgmnprt])\1$/u.test(stem)) stem = stem.slice(0, -1);
  return withoutSilent(stem);
}

const withoutSilent = (stem: string): string =>
  stem.length > 3 && stem.endsWith("e") ? stem.slice(0, -1) : stem;

/** A form that tells past from present. */
export const isPast = (word: string): boolean =>
  word.endsWith("ed") ||
  (IRREGULAR.has(word) &&
    !/s$|ing$|men$|en$/u.test(word) &&
    !/^(?:are|am|is|has|does|goes)$/u.test(word));

/** Spellings that no rule tells: the American one first. */
const SPELLINGS: ReadonlyMap<string, string> = new Map(
  (
    "gray grey|judgment judgement|practice practise|license licence|analyze analyse|analyzed analysed|analyzing analysing|" +
    "toward towards|among amongst|while whilst|afterward afterwards|skeptic sceptic|skeptical sceptical|skepticism scepticism|" +
    "fulfill fulfil|enroll enrol|enrollment enrolment|installment instalment|skillful skilful|willful wilful|aging ageing|" +
    "check cheque|checks cheques|plow plough|maneuver manoeuvre|maneuvers manoeuvres|pediatric paediatric|aluminum aluminium|" +
    "airplane aeroplane|jewelry jewellery|liter litre|liters litres|meter metre|meters metres|fiber fibre|caliber calibre|" +
    "mom mum|mold mould|smolder smoulder|donut doughnut|adviser advisor|advisers advisors"
  )
    .split("|")
    .map((pair) => pair.split(" ").reverse() as [string, string]),
);
/** Longer ones are no words, and rules that look back over them would take long. */
const LONGEST_SPELLED = 30;

/** British and American spellings to one form. */
export function spellingOf(word: string): string {
  if (word.length > LONGEST_SPELLED) return word;
  return (
    SPELLINGS.get(word) ??
    word
      .replace(/(?<=[a-z]{3})is(?=e[sd]?$|ing$|ations?$|ers?$)/u, "iz")
      .replace(/(?<=[a-z]{2})our(?=s?$|ed$|ing$|able$|ite$)/u, "or")
      .replace(/(?<=[a-z]{3})tre(?=s?$)/u, "ter")
      // "travelled", not "filled": of a word with one vowel the two letters stay.
      .replace(/(?<=[aeiouy][a-z]*[aeiouy])ll(?=ed$|ing$|ers?$)/u, "l")
      .replace(/(?<=[a-z]{3})ence$/u, "ense")
      .replace(/ogue(?=s?$)/u, "og")
      .replace(/amme(?=s?$)/u, "am")
  );
}

/** Groups of words that a sub-editor may take one for the other without changing what was said. */
const SYNONYMS: readonly ReadonlySet<string>[] = (
  "big large huge|small little tiny|begin start commence|end finish conclude|buy purchase|help assist aid|show demonstrate|" +
  "important crucial vital significant key|quick fast rapid swift|quickly fast rapidly swiftly|also additionally too|but however yet|" +
  "child kid youngster|folk people|get obtain receive|give provide offer|say state|speak talk|tell inform|ask inquire|answer reply response respond|" +
  "need require|try attempt|keep retain maintain|happy glad pleased delighted|sad unhappy|hard difficult tough|easy simple|" +
  "job work employment|money funds funding cash|plan program scheme|problem issue trouble|choose select pick|change alter modify|" +
  "make create produce|build construct|fix repair mend|stop halt cease|think believe|want wish desire|look watch|see view|" +
  "near close|far distant|whole entire|right correct|wrong incorrect mistaken|sure certain|clear obvious plain evident|" +
  "strong powerful|weak feeble|rich wealthy|poor impoverished|old elderly aged|new fresh recent|fair just|glad happy|" +
  "house home residence|car vehicle automobile|road street|city town|country nation|law statute|meeting gathering|effort endeavor|" +
  "discuss debate|consider weigh|decide determine|announce declare|continue proceed|increase raise boost grow|decrease reduce lower cut|" +
  "grow expand|protect defend safeguard|ensure guarantee|support back|oppose resist|allow permit let|prevent block|lead guide|" +
  "hope wish|expect anticipate|remember recall|understand comprehend grasp|explain clarify|describe depict|include contain comprise|" +
  "because since as|before prior|after following|now currently presently|soon shortly|later afterwards subsequently|often frequently|" +
  "regarding concerning about on|toward towards|among amongst|while whilst|within inside|outside beyond|between among|" +
  "additional further extra|various different diverse|total complete full|terrible awful horrible dreadful|great terrific wonderful excellent|" +
  "huge enormous massive|critical essential|priority focus|conversation discussion talk|administration government|steps actions measures moves|" +
  "view opinion|goal aim objective target|way manner|kind sort type|part portion|lots plenty|lot deal|step action measure move"
)
  .split("|")
  .map((group) => new Set(group.split(" ").map(stemOf)));

/** Whether one may stand for the other. Given as stems. */
export const areSynonyms = (a: string, b: string): boolean =>
  SYNONYMS.some((group) => group.has(a) && group.has(b));

/** "legal", "illegal"; "likely", "unlikely": one denies the other. */
export function areOpposites(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length < 4 || !long.endsWith(short)) return false;
  return /^(?:un|in|im|il|ir|dis|non|mis|anti)$/u.test(long.slice(0, long.length - short.length));
}

/** At most one letter apart (given, left out, changed or swapped): a slip of the key. */
export function isSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || Math.min(a.length, b.length) < 5) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  if (a.length === b.length)
    return (
      a.slice(i + 1) === b.slice(i + 1) ||
      (a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2))
    );
  return a.length > b.length ? a.slice(i + 1) === b.slice(i) : a.slice(i) === b.slice(i + 1);
}

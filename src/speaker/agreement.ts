import type { Gender } from "./entity.js";
import { headNoun, headPhrase } from "./head.js";
import { FIRM_NAME, NEWSPAPERS } from "./lexicon.js";
import { OFFICE, PERSON_NOUN } from "./kind.js";
import type { Party } from "./party.js";
import type { Feature } from "./reference-features.js";
import type { SpeakerKind } from "./speaker.js";

/** A description that may take up a party mentioned elsewhere. */
export interface Description {
  /** Its words without a leading article. */
  readonly words: string;
  /** The noun that it turns on, in lower case. */
  readonly head: string;
  readonly kind: SpeakerKind;
  /** It begins with "the", "this", "his", … */
  readonly definite: boolean;
  /** It holds a name ("the government in Oulu"). */
  readonly names: boolean;
  readonly gender: Gender | null;
  /** What it comes to where it takes up nobody. */
  readonly party: Party;
}

type Values = Partial<Record<Feature, number>>;

/** Words of a description that tell nothing of whom it means. */
const EMPTY = new Set(
  "the this that new latest recent same own other newly first to of in at and".split(" "),
);
const FEMALE_NOUN = /(?:woman|lady|wife|mother|daughter|sister|actress|girl|widow|heroine|nun)$/u;
const MALE_NOUN =
  /^(?:(?:business|congress|gentle|council|police|states|country|noble)?man|(?:grand|step)?(?:father|son)|husband|brother|boy|widower)$/u;

/** The gender that a noun shows, or null: a "chairman" or a "spokesman" may be a woman. */
export function genderOfHead(head: string): Gender | null {
  if (FEMALE_NOUN.test(head)) return "female";
  return MALE_NOUN.test(head) ? "male" : null;
}

/** Where a candidate stands. */
export interface Standing {
  /** Sentences between it and the description. */
  readonly back: number;
  /** How often it is named, against the most named of its sort. */
  readonly main: number;
  /** It is the last that spoke. */
  readonly last: boolean;
  /** No other candidate is called by the description's noun. */
  readonly onlyRole: boolean;
}

/** Bodies that a definite noun takes up ("the company" after "Brightwater Foods"). */
export const TAKES_UP: ReadonlySet<string> = new Set(
  (
    "company organization organisation network paper newspaper magazine agency firm group union school " +
    "university bank association foundation outlet station bureau publication center institute nonprofit " +
    "corporation department tabloid broadcaster outfit regulator retailer lender insurer operator carrier " +
    "manufacturer carmaker automaker drugmaker planemaker chipmaker steelmaker toymaker shipbuilder " +
    "housebuilder brewer airline trust club"
  ).split(" "),
);

/** "review" of "review of old letters", which is no letters; "online University of Oulu poll" whole. */
function withoutOthers(name: string): string {
  const head = headPhrase(name);
  const named =
    / \p{Lu}[^ ]*$/u.test(head) || /^ of \p{Lu}(?!.*['’]s )/u.test(name.slice(head.length));
  return named || head.endsWith("ly") ? name : head;
}

/** How a description agrees with a candidate that stands `back` sentences before it. */
export function agreement(
  { words, head, kind, names }: Description,
  { name, kind: theirs, entity }: Party,
  { back, main, last, onlyRole }: Standing,
): Values {
  const person = kind === "unnamed" && (theirs === "person" || theirs === "unnamed");
  const fits = (person || kind === theirs) && !name.includes(" | ");
  const place = kind === "organization" && entity?.kind === "place";
  const sameHead = entity === null && headNoun(name) === headNoun(words);
  const lower = (entity || sameHead ? name : withoutOthers(name)).toLowerCase();
  const known = `${lower} ${(entity?.title ?? "").toLowerCase()} ${entity?.affiliation ?? ""}`;
  const own = words
    .toLowerCase()
    .split(/[\s-]+/)
    .filter((word) => !EMPTY.has(word));
  const missed = own.filter(
    (word) => !known.includes(word) && !entity?.roles.has(word) && !initials(name).includes(word),
  );
  const short = own.length <= 1 && !names;
  const near = back <= 1;
  const role = entity?.roles.has(head) ?? false;
  const inName = theirs !== "person" && lower.includes(own.join(" "));
  const takesUp = TAKES_UP.has(head) && own.length <= 2 && theirs === "organization" && !names;
  return {
    fuller: +(sameHead && missed.length === 0),
    inName: +inName,
    inNameLong: +(inName && own.length > 1),
    conflict: +(kind === "unnamed"
      ? theirs !== "person" && theirs !== "unnamed"
      : theirs === "person" && !name.includes(" | ")),
    onlyRole: +(role && onlyRole),
    takesUpNear: +(takesUp && near),
    takesUpLast: +(takesUp && last),
    nounMisfit: +(kind === "unnamed" && !PERSON_NOUN.test(head)),
    kindFits: +fits,
    kindFitsNear: +(fits && near),
    kindFitsLastSpeaker: +(fits && last),
    kindFitsMain: fits ? main : 0,
    placeFits: +place,
    headInName: +(
      lower.split(" ").includes(head) &&
      (theirs === "organization" || theirs === "document")
    ),
    role: +role,
    titleHolds: +(
      own.length > 1 && (entity?.title ?? "").toLowerCase().includes(words.toLowerCase())
    ),
    wordsWithin: +(missed.length === 0),
    sameHead: +sameHead,
    wordsMissed: missed.length / Math.max(1, own.length),
    shortFits: +(short && fits),
    shortFitsNear: +(short && fits && near),
    shortFitsLastSpeaker: +(short && fits && last),
    shortFitsMain: short && fits ? main : 0,
  };
}

/** What speaks for a description being a party of its own. */
export function itself({ words, kind, definite, names }: Description): Values {
  const size = words.split(" ").length;
  return {
    itself: 1,
    itselfShort: +(size === 1),
    itselfLong: Math.min(1, Math.max(0, size - 2) / 4),
    itselfIndefinite: +!definite,
    itselfUnnamed: +(kind === "unnamed"),
    itselfGroup: +(kind === "group"),
    itselfOrganization: +(kind === "organization"),
    itselfDocument: +(kind === "document"),
    itselfNames: +names,
  };
}

/** "rnc" of "Riverside National Committee member". */
const initials = (name: string): string =>
  (name.match(/(?<!\S)\p{Lu}/gu) ?? []).join("").toLowerCase();

/** Whether a text tells of somebody new by a description's noun: "an inspector", before "the inspector". */
export function introduces(before: string, { head, kind }: Description): boolean {
  if (kind !== "unnamed" || !/^\p{Ll}{4,}$/u.test(head) || !PERSON_NOUN.test(head)) return false;
  for (let at = before.indexOf(` ${head}`); at >= 0; at = before.indexOf(` ${head}`, at + 1))
    if (
      (/(?:^|[\s“"(])[Aa]n? (?:\p{Ll}+ )?$/u.test(before.slice(Math.max(0, at - 24), at + 1)) ||
        // "Told his aide", whom no name follows.
        (/\b(?:his|her|their) $/u.test(before.slice(Math.max(0, at - 6), at + 1)) &&
          !/^,? \p{Lu}/u.test(before.slice(at + head.length + 1)))) &&
      // "Ada Lund, an inspector": somebody named.
      !/\p{Lu}[\p{L}.’-]*, an? (?:\p{Ll}+ )?$/u.test(before.slice(Math.max(0, at - 60), at + 1)) &&
      !/\p{L}/u.test(before[at + head.length + 1] ?? "")
    )
      return true;
  return false;
}

/** Whether the text gives somebody a noun for a role or title. */
export const isCalled = ({ entity }: Party, noun: string): boolean =>
  entity !== null &&
  (entity.roles.has(noun) || (entity.title ?? "").toLowerCase().split(" ").includes(noun));

/** Descriptions of two: "the two mayors", "both parents", "the couple". */
export const TWO =
  /^(?:two|both)\b(?! of)|\b(?:pair|duo)\b|^(?:couple|brothers|sisters|siblings|spouses|parents|rivals|neighbou?rs|leaders|candidates|countries|nations|sides|departments)$/i;

/** Whether a description of two may mean the pair: people by a noun of people, bodies by one of bodies. */
export function areTwo({ words, head }: Description, { kind }: Party): boolean {
  if (!TWO.test(words)) return false;
  if (/^(?:two|both)$/i.test(words)) return true;
  const people =
    PERSON_NOUN.test(head.replace(/s$/, "")) ||
    /^(?:couple|pair|duo|men|women|parents|siblings|rivals)$/.test(head);
  const bodies = /^(?:countries|nations|sides|governments|departments|agencies|companies)$/;
  return kind === "person" ? people : kind === "organization" && bodies.test(head);
}

const COMPANY = "company firm corporation holding industry conglomerate multinational";
const UNION = "union";
const ASSOCIATION = "association federation league society guild";
const DISTRICT = "district county city town";
/** Sorts of firms. */
const FIRMS = [
  "carmaker automaker manufacturer motor",
  "airline airway carrier",
  "drugmaker",
  "planemaker",
  "chipmaker",
  "steelmaker",
  "toymaker",
  "shipbuilder",
  "housebuilder",
  "brewer",
  "retailer",
  "insurer",
  "operator",
  "bank lender",
  `newspaper paper magazine tabloid time ${NEWSPAPERS.toLowerCase().replaceAll("|", " ")}`,
  "hospital clinic",
  "broadcaster",
];
/** Nouns of bodies that no text takes for one another: a court is no board. */
const SORT_OF: ReadonlyMap<string, string> = new Map(
  [
    ...FIRMS,
    COMPANY,
    UNION,
    ASSOCIATION,
    "court tribunal",
    "board commission committee council panel authority agency department bureau ministry office regulator",
    "university college school",
    DISTRICT,
    "party",
    "church diocese parish",
    "museum gallery",
    "army navy",
  ].flatMap((sort) => sort.split(" ").map((noun) => [noun, sort] as const)),
);

/** Whether bodies of two sorts may be one. */
const alike = (one: string, other: string): boolean =>
  one === other ||
  (one === COMPANY && FIRMS.includes(other)) ||
  (other === COMPANY && FIRMS.includes(one)) ||
  (one === UNION && other === ASSOCIATION);

const OTHER_OFFICE = /\b(?:shadow|vice)\b/iu;

/**
 * Whether a description of one cannot mean a party: several ("the book and film"), or the one of whom it
 * tells somebody else ("the Lund aide", "the mayor's spokesman").
 */
export function isAnother(
  { words, head, kind }: Description,
  { name, kind: theirs, entity }: Party,
): boolean {
  if (name.includes(" | "))
    return (
      !TWO.test(words) && !head.endsWith("s") && !/^(?:both|neither|either|each)\b/iu.test(words)
    );
  if (
    kind === "document" &&
    !entity &&
    / and (?:the )?\p{Ll}+$/u.test(name) &&
    !/ and |s$/u.test(words)
  )
    return true;
  if (kind === "organization" && theirs === "organization") {
    const sort = SORT_OF.get(head);
    if (entity?.kind === "place") return sort !== undefined && sort !== DISTRICT;
    const other =
      SORT_OF.get(headNoun(name)) ?? (entity && FIRM_NAME.test(name) ? COMPANY : undefined);
    return sort !== undefined && other !== undefined && !alike(sort, other);
  }
  // A reporter asks the minister.
  if (kind === "unnamed" && !entity && /^(?:reporter|journalist)$/u.test(headNoun(name)))
    return OFFICE.test(head);
  if (kind !== "unnamed" || entity?.kind !== "person") return false;
  // Who holds another office.
  if (
    OFFICE.test(words) &&
    entity.title !== null &&
    !isCalled({ name, kind: theirs, entity }, head)
  )
    return true;
  // "The transport secretary" is not her shadow.
  if (OTHER_OFFICE.test(entity.title ?? "") && OFFICE.test(head) && !OTHER_OFFICE.test(words))
    return true;
  const surname = name.slice(name.lastIndexOf(" ") + 1);
  const at = ` ${words}`.indexOf(` ${surname}`) + surname.length;
  if (at >= surname.length && /^(?:['’]s?)? (?!the\b)\p{Ll}/u.test(words.slice(at))) return true;
  return /['’]s? /u.test(words) && !entity.roles.has(head) && !entity.title?.endsWith(head);
}

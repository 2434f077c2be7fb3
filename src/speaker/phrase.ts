import type { Span } from "../text/span.js";
import {
  ARTICLES,
  BODIES,
  DOCUMENTS,
  GROUPS,
  NOT_PLURAL,
  ORGANIZATIONS,
  PEOPLES,
  PREPOSITIONS,
  PRONOUNS,
  RELATIVE,
  UTTERANCES,
} from "./lexicon.js";
import type { NameMention } from "./names.js";
import type { SpeakerKind } from "./speaker.js";

/** What the words of a source come to. */
export type Phrase =
  | { readonly form: "pronoun"; readonly pronoun: string }
  /** One or several named parties, joined. */
  | { readonly form: "names"; readonly names: readonly NameMention[] }
  /** Named parties and others who are only described: "Kallio and her lawyers". */
  | { readonly form: "mixed"; readonly names: readonly NameMention[]; readonly others: string }
  /** "her campaign", "Lund's office": a body of an owner. */
  | { readonly form: "body"; readonly owner: Owner; readonly body: string }
  /** "her letter", "Lund's tweet": stands for the owner. */
  | { readonly form: "utterance"; readonly owner: Owner }
  | {
      readonly form: "description";
      readonly words: string;
      readonly head: string;
      readonly definite: boolean;
    };

export type Owner = { readonly pronoun: string } | { readonly name: NameMention };

const DEFINITE = new Set("the this that these those its his her their".split(" "));
/** A description is cut where a clause about why the source is not named begins. */
const CLAUSE =
  /,?\s+who\s+(?:spoke|asked|declined|requested|was not|is not|were not|insisted|did not)\b.*$/isu;

interface Token {
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
}

/** Takes a source's words apart. `names` are all of the document's, in order of place. */
export function analysePhrase(text: string, span: Span, names: readonly NameMention[]): Phrase {
  const tokens = tokensOf(text, span);
  const inside = names.filter(({ span: s }) => s.start >= span.start && s.start < span.end);
  const first = tokens[0];
  if (first && tokens.length === 1 && PRONOUNS.has(first.lower))
    return { form: "pronoun", pronoun: first.lower };
  if (first && RELATIVE.has(first.lower)) return { form: "pronoun", pronoun: first.lower };
  const headEnd = headBorder(tokens, inside, span);
  const mixed = namesAndOthers(text, span, inside);
  if (mixed) return mixed;
  const owned = possession(text, tokens, inside, headEnd);
  if (owned) return owned;
  const called = /\b(?:named|called|dubbed|nicknamed) [“"‘']{0,2}$/u;
  const naming = inside.find(({ span: s }) =>
    called.test(text.slice(Math.max(span.start, s.start - 16), s.start)),
  );
  if (naming && naming === inside[0]) return { form: "names", names: [naming] };
  const joint = jointNames(text, inside, headEnd);
  if (joint.some(({ entity }) => entity.kind === "other")) {
    const told = apposition(text, tokens, inside, headEnd);
    if (told.length > 0) return { form: "names", names: told };
  }
  const people = joint.length === 1 && PEOPLES.test(joint[0]!.entity.name);
  if (joint.length > 0 && !(people && tokens.length > 1 && !ARTICLES.has(first?.lower ?? "")))
    return { form: "names", names: joint };
  const appositive = apposition(text, tokens, inside, headEnd);
  if (appositive.length > 0) return { form: "names", names: appositive };
  const headTokens = tokens.filter((t) => t.end <= headEnd);
  const head = headTokens[headTokens.length - 1]?.lower ?? first?.lower ?? "";
  return {
    form: "description",
    words: describe(text, span, tokens, inside),
    head,
    definite: DEFINITE.has(first?.lower ?? ""),
  };
}

/** "Kallio and her lawyers": the names, and the words after the "and" that begin no name. */
function namesAndOthers(
  text: string,
  span: Span,
  names: readonly NameMention[],
): Extract<Phrase, { form: "mixed" }> | null {
  const first = names[0];
  if (!first || first.entity.kind === "other" || first.entity.kind === "place") return null;
  const lead = text.slice(span.start, first.span.start);
  if (!/^(?:(?:[Nn]either|[Bb]oth|[Tt]he|\p{Lu}\p{L}*\.?)\s+){0,3}$/u.test(lead)) return null;
  const stretch = text.slice(first.span.end, Math.min(span.end, first.span.end + 160));
  const match = /^(?: \([^)]{1,12}\))? (?:and|or|nor) ((?:\p{Ll}[\p{L}’'-]*)(?: [^,;]+)?)$/u.exec(
    stretch,
  );
  if (!match) return null;
  const others = match[1]!;
  const start = first.span.end + stretch.length - others.length;
  // "and the Labour Ministry" is a name.
  const named = names.some(({ span: s }) => s.start - start < 5 && s.start >= start);
  return named ? null : { form: "mixed", names: [first], others: others.replace(/^the /u, "") };
}

function tokensOf(text: string, span: Span): Token[] {
  const out: Token[] = [];
  const pattern = /[\p{L}\p{N}][\p{L}\p{N}.\-&]*(?:['’]s|s['’])?|[^\s\p{L}\p{N}]/gu;
  for (const m of text.slice(span.start, span.end).matchAll(pattern)) {
    const start = span.start + m.index;
    out.push({ text: m[0], lower: m[0].toLowerCase(), start, end: start + m[0].length });
  }
  return out;
}

/** Where the head noun phrase ends: before a preposition, a comma or a relative pronoun. */
function headBorder(tokens: readonly Token[], names: readonly NameMention[], span: Span): number {
  for (const token of tokens.slice(1)) {
    const inName = names.some(({ span: s }) => s.start < token.start && token.start < s.end);
    if (inName) continue;
    if (endsHead(token, tokens[tokens.indexOf(token) - 1])) return token.start;
    if (PREPOSITIONS.has(token.lower) || /^[,(—–:;]$/u.test(token.text)) return token.start;
  }
  return span.end;
}

/** Adverbs and adjectives that stand behind the noun they belong to. */
const BEHIND = new Set(
  "there here everywhere alike themselves himself herself itself respectively close familiar loyal able".split(
    " ",
  ),
);

/** "people | supporting the bill", "actors | involved", "executives | there". */
function endsHead(token: Token, before: Token | undefined): boolean {
  if (BEHIND.has(token.lower)) return true;
  const plural = before !== undefined && /(?:[^s]s|people|men|women|those)$/u.test(before.lower);
  return plural && /^\p{Ll}{3,}(?:ing|ed)$/u.test(token.text);
}

const POSSESSIVE = /(?:['’]s|s['’])$/u;

function possession(
  text: string,
  tokens: readonly Token[],
  names: readonly NameMention[],
  headEnd: number,
): Phrase | null {
  const first = tokens[0];
  if (!first) return null;
  const head = tokens.filter((t) => t.end <= headEnd && /[\p{L}\p{N}]/u.test(t.text));
  const noun = head[head.length - 1];
  if (!noun) return null;
  let owner: Owner | null = null;
  if (
    ["his", "her", "their", "its", "my", "our", "your", "whose"].includes(first.lower) &&
    head.length > 1
  )
    owner = { pronoun: first.lower };
  const mark = names.find(({ span }) => {
    const after = /^(?:['’]s|['’])(?=\s|$)/u.test(text.slice(span.end, span.end + 3));
    return after && span.end < noun.start;
  });
  if (mark) owner = { name: mark };
  // "the Lund campaign", "Obama administration": a name right before a body.
  const before = names.filter(
    ({ span, entity }) =>
      entity.kind === "person" && span.end < noun.start && span.end >= noun.start - 2,
  );
  const bare = noun.lower.replace(POSSESSIVE, "");
  if (!owner && before.length > 0 && BODIES.has(bare)) owner = { name: before[before.length - 1]! };
  if (!owner) return null;
  if (BODIES.has(bare)) return { form: "body", owner, body: bare };
  if (UTTERANCES.has(bare)) return { form: "utterance", owner };
  return null;
}

/** The named parties that are the phrase's head: "A", "A and B", "spokesman A"; not "aide to A". */
function jointNames(
  text: string,
  names: readonly NameMention[],
  headEnd: number,
): readonly NameMention[] {
  const heads = names.filter(({ span: s }) => s.start < headEnd);
  const last = heads[heads.length - 1];
  if (!last) return [];
  // The head must end with a name: "Lund aides" is about aides.
  const rest = text.slice(last.span.end, headEnd).replace(/^['’]s?/u, "");
  const typed = last.entity.kind === "organization" && TYPE_BEHIND.test(rest);
  if (/[\p{L}\p{N}]/u.test(rest) && !typed) return [];
  if (/^['’]s/u.test(text.slice(last.span.end)) && headEnd > last.span.end + 2) return [];
  const joined: NameMention[] = [last];
  const lists = /\s(?:and|&|or)\s/u.test(
    text.slice(last.span.end, names[names.length - 1]!.span.start),
  );
  for (let i = names.indexOf(last) + 1; i < names.length; i++) {
    const between = text.slice(names[i - 1]!.span.end, names[i]!.span.start);
    const owner = /^['’]s?(?=\s)/u.test(text.slice(names[i]!.span.end, names[i]!.span.end + 3));
    const goesOn =
      lists && /^\s*(?:,|and|,\s*and|&|or)\s+(?:[\p{Lu}][\p{L}.]*\s+){0,3}$/u.test(between);
    if (!goesOn || owner) break;
    joined.push(names[i]!);
  }
  for (const one of heads.slice(0, -1).reverse()) {
    const between = text.slice(one.span.end, joined[0]!.span.start);
    if (!/^\s*(?:,|and|,\s*and|&)\s+(?:[\p{L}.]+\s+){0,3}$/u.test(between)) break;
    joined.unshift(one);
  }
  return joined;
}

/** What a body is, printed behind its name: "the Evening Ferry newspaper". */
const TYPE_BEHIND =
  /^ (?:newspaper|tabloid|magazine|network|website|news agency|union|newsletter|daily|weekly)$/u;

/** "the campaign manager, Ada Lund, …", "the rivals, A and B,": the names right after the head's comma. */
function apposition(
  text: string,
  tokens: readonly Token[],
  names: readonly NameMention[],
  headEnd: number,
): readonly NameMention[] {
  if (text[headEnd] !== "," && !tokens.some((t) => t.text === ",")) return [];
  const people = names.filter(({ entity }) => entity.kind === "person");
  const first = people.findIndex(({ span }) =>
    /,\s*(?:\p{Lu}\p{L}*\.?\s+)?$/u.test(text.slice(Math.max(0, span.start - 12), span.start)),
  );
  if (first < 0) return [];
  const second = people[first + 1];
  const between = second ? text.slice(people[first]!.span.end, second.span.start) : "";
  const both = second && between.length < 80 && /(?:^|,) and (?:\p{Lu}\p{L}*\.? )?$/u.test(between);
  return both ? people.slice(first, first + 2) : people.slice(first, first + 1);
}

/** Where a description is cut: what follows a comma, dash or parenthesis only tells more of it. */
const MORE =
  /(?:, (?:including|which|who|where|whose|such as|like|for instance|for example|conducted|commissioned|released|published|taken|a|an|the|all|based|led|along with|not)\b| \(| — | – |, \p{Ll}+ing\b)/u;
const POLLED =
  /^((?:\S+ ){0,8}(?:[Pp]oll|[Ss]urvey))(?: (?:released|out|taken|conducted|published|in|on|this|last|from)\b.*)$/u;
const RECENT = /^(?:(?:latest|most recent|newest|new|recent) )+(?=\p{Lu})/u;
const TRAILING = /(?: (?:themselves|himself|herself|itself|alike|respectively)|[,;:.\s—–]+)+$/u;
const POINTING = new Set(["this", "these"]);

/** The description without its leading article and what hangs on loosely. */
function describe(
  text: string,
  span: Span,
  tokens: readonly Token[],
  names: readonly NameMention[],
): string {
  let start = span.start;
  const first = tokens[0];
  if (
    first &&
    tokens.length > 1 &&
    (ARTICLES.has(first.lower) ||
      (POINTING.has(first.lower) && tokens[1]!.lower !== "of" && tokens[1]!.lower !== "who") ||
      /^[^\p{L}\p{N}]$/u.test(first.text))
  )
    start = tokens[1]!.start;
  let words = text.slice(start, span.end).replace(/\s+/gu, " ");
  // An owner goes by the full name: "Kallio's allies" are Ines Kallio's allies.
  const owner = names.find((one) => one.span.start === start && one.entity.kind === "person");
  if (owner && /^['’]/u.test(text.slice(owner.span.end)))
    words = owner.entity.name + words.slice(owner.span.end - owner.span.start);
  words = words.replace(CLAUSE, "").replace(/^one (?!of\b|(?:in|or|out)\b)/u, "");
  const more = MORE.exec(words);
  if (more && more.index > 3) words = words.slice(0, more.index);
  return words
    .replace(POLLED, (all: string, poll: string) => (/\p{Lu}/u.test(poll) ? poll : all))
    .replace(RECENT, "")
    .replace(TRAILING, "")
    .replace(/(?<=\p{L})['’]s$/u, "");
}

const singular = (word: string): string => word.replace(/ies$/u, "y").replace(/s$/u, "");

const ROUGHLY =
  "(?:only|just|about|nearly|almost|roughly|exactly|more than|fewer than|less than|at least|as many as|up to|over|close to|around|some|not|shy of|an?|the|another|entire|growing|fast-growing)";
const QUANTITY = new RegExp(
  `^(?:${ROUGHLY} )*(?:no one|one in|half|third|thirds|quarter|quarters|fifth|majority|plurality|handful|dozen|dozens|number|lot|pair|series|coalition|team|group|duo|\\d[\\d.,]*%?(?: in| out| percent|$)|(?:two|three|four|five|six|seven|eight|nine|ten)\\b)`,
  "iu",
);
const OF_MANY =
  /^(?:(?:an?|the|large|small|growing|fast-growing) )*(?:number|series|handful|pair|couple|lot|dozen|majority|group|set|string) of /iu;

/** The kind that a description's head noun shows. */
export function kindOfHead(head: string, words: string): SpeakerKind {
  const noun = head.replace(POSSESSIVE, "").replace(/[.,]$/u, "");
  const lower = words.toLowerCase();
  const isDocument = (word: string): boolean =>
    DOCUMENTS.has(word) || DOCUMENTS.has(singular(word));
  if (/^(?:“|‘|''|")\p{Lu}/u.test(words)) return "document";
  const many = OF_MANY.exec(lower);
  if (many) {
    const rest = lower
      .slice(many[0].length)
      .split(/ (?:of|from|by|in|on|for|to|that|who)\b|,/u)[0]!;
    return isDocument(rest.slice(rest.lastIndexOf(" ") + 1)) ? "document" : "group";
  }
  if (isDocument(noun)) return "document";
  if (QUANTITY.test(lower) || GROUPS.has(noun) || /\b(?:media|police)$/u.test(noun)) return "group";
  if (ORGANIZATIONS.has(noun)) return "organization";
  if (/^\d|percent|^(?:many|some|most|several|few|both|all|those|these)\b/u.test(lower))
    return "group";
  if (noun.endsWith("s") && !NOT_PLURAL.has(noun) && !noun.endsWith("ss")) return "group";
  // A name that the model did not know for one: "ProPublica", "the F.B.I.".
  if (/^(?:\p{Lu}[\p{L}\p{N}.&’'-]*\s?)+$/u.test(words) && words.length > 3)
    return noun.endsWith("s") ? "group" : "organization";
  return "unnamed";
}

import type { Span } from "../text/span.js";
import {
  OFFICES_OF,
  ARTICLES,
  BODIES,
  DOCUMENTS,
  FOLLOWER,
  ORGANIZATIONS,
  namesPeople,
  PREPOSITIONS,
  PRONOUNS,
  RELATIVE,
  UTTERANCES,
} from "./lexicon.js";
import { describe } from "./describe.js";
import { isPersonNoun, PERSON_NOUN } from "./kind.js";
import { type NameMention, namesWithin } from "./entity.js";

/** What the words of a source come to. */
export type Phrase =
  | { readonly form: "pronoun"; readonly pronoun: string }
  /** One or several named parties, joined. */
  | { readonly form: "names"; readonly names: readonly NameMention[]; readonly pronoun?: string }
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

/** The subject of a whole clause that was taken for a source ("the senator | spoke at a rally"). */
const CLAUSE =
  /^(?:(?!(?:who|which|that|whose|where|when|said|told|spoke)\b)[\p{L}\p{N}.’'-]+ ){1,5}?(?=(?:is|are|was|were|has|have|had|will|would|can|could|may|might|should|must|did|does|do|said|says|told|spoke|speaks|met|meets|came|went|took|made|gave|wants|wanted)\b(?! (?:of|and|by|or)\b))/u;
const SUBJECTS = new Set("i me he him she they we it".split(" "));
const DEFINITE = new Set("the this that these those its his her their".split(" "));

interface Token {
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
}

/** Takes a source's words apart. `names` are all of the document's, in order of place. */
export function analysePhrase(text: string, whole: Span, names: readonly NameMention[]): Phrase {
  const lead = /^(?:(?:from|by|in|let) |(?:[,;:—–]|-{1,2})\s+)(?=\S)/i.exec(
    text.slice(whole.start, whole.end),
  );
  const start = whole.start + (lead?.[0].length ?? 0);
  const clause = CLAUSE.exec(text.slice(start, whole.end));
  const span = { start, end: clause ? start + clause[0].trimEnd().length : whole.end };
  // "one of her ads" is hers as her ads are.
  const some =
    /^(?:one|some|several|many|most|two|three) of (?=(?:his|her|my|our) [\p{Ll} ]+$)/iu.exec(
      text.slice(span.start, span.end),
    );
  if (some) {
    const rest = { start: span.start + some[0].length, end: span.end };
    const of = analysePhrase(text, rest, names);
    if (of.form === "utterance") return of;
  }
  const tokens = tokensOf(text, span);
  const inside = namesWithin(names, span).filter(({ span: s }) => s.start >= span.start);
  const first = tokens[0];
  if (first && tokens.length === 1 && PRONOUNS.has(first.lower))
    return { form: "pronoun", pronoun: first.lower };
  // "me first", "she faces", "he’s for it", "he — a pilot": the pronoun and what is no part of the source.
  const subject = first?.lower.replace(/['’]s$/u, "") ?? "";
  if (
    SUBJECTS.has(subject) &&
    tokens[1] &&
    (subject !== first!.lower || /^(?!(?:and|or)$)(?:\p{Ll}|[—–-]$)/u.test(tokens[1].text))
  )
    return { form: "pronoun", pronoun: subject };
  const whose = first?.lower === "whose" && tokens.length > 1;
  if (first && RELATIVE.has(first.lower) && !whose)
    return { form: "pronoun", pronoun: first.lower };
  const headEnd = headBorder(tokens, inside, span);
  const together = /^(he|she) and (?:(?!an?\b)[\p{L}.]+ ){0,5}$/iu.exec(
    text.slice(span.start, inside[0]?.span.start ?? span.start),
  );
  if (together && inside[0]!.entity.kind === "person" && inside[0]!.span.end === span.end)
    return { form: "names", names: [inside[0]!], pronoun: together[1]!.toLowerCase() };
  const holder = inside.find(
    ({ span: s, entity }) =>
      entity.kind === "person" &&
      OFFICE_OF.test(text.slice(span.start, s.start)) &&
      /^(?:,|$)/u.test(text.slice(s.end, span.end)),
  );
  if (holder) return { form: "names", names: [holder] };
  const two = withHis(text, span, inside);
  if (two) return { form: "names", names: two };
  const mixed = namesAndOthers(text, span, inside);
  if (mixed) return mixed;
  const owned = possession(text, tokens, inside, headEnd);
  if (owned) return owned;
  const told = text.slice(span.start, span.end);
  const quoted = MARKED.test(told) ? (TITLED.exec(told)?.[1] ?? CALLED.exec(told)?.[1]) : undefined;
  const known = inside.some(({ span: s }) => text.slice(s.start, s.end) === quoted);
  if (quoted && !known) {
    const head =
      tokens[0]!.start === span.start && !TITLED.test(told) ? headOf(tokens, headEnd) : "book";
    return { form: "description", words: quoted, head, definite: false };
  }
  const called = /\b(?:named|called|dubbed|nicknamed|calling (?:himself|herself)) [“"‘']{0,2}$/u;
  const naming = inside.find(({ span: s }) =>
    called.test(text.slice(Math.max(span.start, s.start - 22), s.start)),
  );
  if (naming && naming === inside[0]) return { form: "names", names: [naming] };
  const joint = jointNames(text, inside, headEnd);
  const held =
    joint.length === 1 && joint[0]!.entity.kind !== "person" ? inside[inside.length - 1] : null;
  if (
    held?.entity.kind === "person" &&
    held.span.end === span.end &&
    HOLDS.test(text.slice(joint[0]!.span.end, held.span.start)) &&
    isPersonNoun(text.slice(joint[0]!.span.end, held.span.start).trimEnd().split(" ").pop()!)
  )
    return { form: "names", names: [held] };
  const noParty = ({ entity }: NameMention): boolean =>
    entity.kind === "other" || (entity.kind !== "person" && /\s\p{Ll}+$/u.test(entity.name));
  if (joint.some(noParty)) {
    const told = apposition(text, tokens, inside, headEnd);
    if (told.length > 0) return { form: "names", names: told };
  }
  const people = joint.length === 1 && namesPeople(joint[0]!.entity.name);
  const member = joint.length === 1 && FOLLOWER.test(joint[0]!.entity.name) && tokens.length > 1;
  if (member)
    return {
      form: "description",
      words: describe(text, span, tokens),
      head: joint[0]!.entity.name.toLowerCase(),
      definite: DEFINITE.has(first?.lower ?? ""),
    };
  if (joint.length > 0 && !(people && tokens.length > 1 && !ARTICLES.has(first?.lower ?? "")))
    return { form: "names", names: joint };
  const appositive = apposition(text, tokens, inside, headEnd);
  if (appositive.length > 0) return { form: "names", names: appositive };
  const titled = titledName(text, span, inside, headEnd, tokens);
  if (titled) return { form: "names", names: [titled] };
  const head = headOf(tokens, headEnd);
  return {
    form: "description",
    words: describe(text, span, tokens),
    head,
    definite: DEFINITE.has(first?.lower ?? ""),
  };
}

/** Without a mark there is no title: the patterns below cost more to compile than this one. */
const MARKED = /[“‘"]|''/;
/** A work by its title in marks, with its maker's name or without: "“The Long Quay”", "Lund's ''Tides''". */
const TITLED =
  /^(?:[\p{L}. ]{1,40}['’]s )?(?:“|‘|''|")(\p{Lu}[^“”"]{1,80}?|\d+\p{L}*)(?:,?”|,?’|,?''|,?")(?:,? by [\p{L}. ]+)?,?$/u;
/** What is named only in marks: "a news outlet called “The Buoy”". */
const CALLED = /^[^“"]{3,60}\b(?:called|named|dubbed) [“"](\p{Lu}[^“”"]{1,60})[”"]$/u;

const headOf = (tokens: readonly Token[], headEnd: number): string =>
  tokens.findLast((t) => t.end <= headEnd && /[\p{L}\p{N}]/u.test(t.text))?.lower ??
  tokens[0]?.lower ??
  "";

/** "Secretary of State for the Harbour", "Director of Ferry Operations" before a name. */
const OFFICE_OF = new RegExp(
  `^(?:(?:[Tt]he|[Ff]ormer|[Dd]eputy|\\p{Lu}[\\p{L}.’']*) ){0,3}(?:${OFFICES_OF}|${OFFICES_OF.toLowerCase()}) (?:of|for) (?:the )?(?:(?:\\p{Lu}[\\p{L}’'-]+|and|&|(?:of|for)(?: the)?) ){1,7}$`,
  "u",
);

/** Between "Bank" and who holds an office there: " of Oulu governor ". */
const HOLDS = /^ (?:of|for) (?:the )?(?:\p{Lu}[\p{L}-]* ){1,4}(?:\p{Ll}[\p{L}-]+ ){1,3}$/u;

/** "Kallio and her deputy, Ada Lund,": both. */
function withHis(
  text: string,
  span: Span,
  names: readonly NameMention[],
): readonly NameMention[] | null {
  const [one] = names;
  const other = names.findLast(({ entity }) => entity.kind === "person" && entity !== one?.entity);
  if (!one || !other) return null;
  if (!LEADS.test(text.slice(span.start, one.span.start))) return null;
  const between = text.slice(one.span.end, other.span.start);
  return /^(?:,[^,;]{3,60},)? and (?:his|her|its|their) (?:[\p{L}’'-]+ ){0,4}[\p{L}-]+, (?:\p{Lu}\p{L}*\.? ){0,2}$/u.test(
    between,
  )
    ? [one, other]
    : null;
}

/** Titles, or nothing, before the first name. */
const LEADS = /^(?:(?:[Nn]either|[Bb]oth|[Tt]he|\p{Lu}\p{L}*\.?)\s+){0,3}$/u;

/** "Kallio and her lawyers": the names, and the words after the "and" that begin no name. */
function namesAndOthers(
  text: string,
  span: Span,
  names: readonly NameMention[],
): Extract<Phrase, { form: "mixed" }> | null {
  const first = names[0];
  if (!first || first.entity.kind === "other") return null;
  const lead = text.slice(span.start, first.span.start);
  if (!LEADS.test(lead)) return null;
  // "Kallio, Mr. Lund and other wardens".
  let several = 1;
  while (
    names[several] &&
    /^, (?:\p{Lu}\p{L}*\.? )?$/u.test(
      text.slice(names[several - 1]!.span.end, names[several]!.span.start),
    )
  )
    several++;
  const last = names[several - 1]!;
  const behind = text
    .slice(last.span.end, Math.min(span.end, last.span.end + 240))
    .replaceAll("\u00a0", " ");
  const stretch = /^,? and [^,]+,$/u.test(behind) ? behind.slice(0, -1) : behind;
  const match =
    /^(?: \([^)]{1,12}\))?(?:,[^;]{3,120},|,)? (?:and|or|nor) ((?:\p{Ll}[\p{L}’'-]*)(?: [^,;]+)?)$/u.exec(
      stretch,
    );
  if (!match) return null;
  const others = match[1]!;
  const start = last.span.end + stretch.length - others.length;
  // "and the Labour Ministry" is a name.
  const named = names.some(({ span: s }) => s.start - start < 5 && s.start >= start);
  // "and harbour warden Ivo Lund" as well.
  const titled = names.some(
    ({ span: s, entity }) =>
      entity.kind === "person" &&
      s.end === span.end &&
      s.start > start &&
      /^(?:[\p{L}.'’-]+ ){1,6}$/u.test(text.slice(start, s.start)) &&
      !/\b(?:of|to|for|from|with|his|her|their)\b/u.test(text.slice(start, s.start)),
  );
  return named || titled
    ? null
    : { form: "mixed", names: names.slice(0, several), others: others.replace(/^the /u, "") };
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
    if (token.lower === "to" && /^(?:close|up)$/u.test(tokens[0]!.lower)) continue;
    const inName = names.some(({ span: s }) => s.start <= token.start && token.start < s.end);
    if (inName) continue;
    // "aides and outside advisers".
    if (/^(?:and|or)$/u.test(tokens[tokens.indexOf(token) - 1]!.lower)) continue;
    if (endsHead(token, tokens[tokens.indexOf(token) - 1])) return token.start;
    if (PREPOSITIONS.has(token.lower) || /^[,(—–―:;]$/u.test(token.text)) return token.start;
  }
  return span.end;
}

/** Adverbs and adjectives that stand behind the noun they belong to. */
const BEHIND = new Set(
  "there here elsewhere everywhere nationwide worldwide alike themselves himself herself itself respectively close familiar loyal able privy".split(
    " ",
  ),
);

const OF_OFFICE = /^(?:managing|founding|acting|operating|marketing|engineering|planning|housing)$/;

/** "people | supporting the bill", "actors | involved", "executives | there". */
function endsHead(token: Token, before: Token | undefined): boolean {
  if (BEHIND.has(token.lower) && !/^(?:close|loyal|able)$/u.test(token.lower)) return true;
  // "its managing board", "Kallio Company managing director".
  if (DEFINITE.has(before?.lower ?? "") || OF_OFFICE.test(token.lower)) return false;
  const body =
    before !== undefined &&
    (ORGANIZATIONS.has(before.lower) || before.lower === "pac" || DOCUMENTS.has(before.lower));
  if (body && /^(?!(?:being|going)$)\p{Ll}{4,}(?:ing|ed)$/u.test(token.text)) return true;
  const plural = before !== undefined && /(?:[^s'’]s|people|men|women|those)$/u.test(before.lower);
  const person = before !== undefined && (isPersonNoun(before.lower) || FOLLOWER.test(before.text));
  if (person && /^(?:\p{Ll}{2,}(?<!tt)ed|close|familiar|loyal)$/u.test(token.text)) return true;
  return plural && /^(?:\p{Ll}{2,}(?:ing|ed)|close|familiar|loyal|able)$/u.test(token.text);
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
  // "Lund's Tide Party" has a name of its own.
  if (!noun || names.some(({ span }) => span.start < noun.start && noun.end <= span.end))
    return null;
  let owner: Owner | null = null;
  if (
    ["his", "her", "their", "its", "my", "our", "your", "whose"].includes(first.lower) &&
    head.length > 1 &&
    // "her rival's campaign".
    !head.slice(1, -1).some((t) => POSSESSIVE.test(t.text))
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
  // "Oulu's foreign ministry" goes by all its words.
  const told = head[head.length - 2];
  const whole =
    mark !== undefined &&
    !/^(?:campaign|administration|camp)$/u.test(bare) &&
    !POSSESSIVE.test(told!.text);
  if (BODIES.has(bare) && !whole) return { form: "body", owner, body: bare };
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
  const alike = /^ (?:each|both|alike|together|himself|herself|itself|themselves)$/u.test(rest);
  const ranked = last.entity.kind === "person" && /^ (?:KC|QC|MP|MSP|MEP|CBE|OBE|MBE)$/u.test(rest);
  const typed = last.entity.kind === "organization" && TYPE_BEHIND.test(rest);
  if (/[\p{L}\p{N}]/u.test(rest) && !typed && !alike && !ranked) return [];
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
    // "Lund, Republican of Ohio and a warden": what he is.
    if (!goesOn || owner || FOLLOWER.test(names[i]!.entity.name)) break;
    joined.push(names[i]!);
  }
  const apart = lastOfTwo(text, names, joined);
  if (apart) joined.push(apart);
  for (const one of heads.slice(0, -1).reverse()) {
    const between = text.slice(one.span.end, joined[0]!.span.start);
    // "and House speaker Ivo Lund": a body's name in a title.
    const ofTitle = one.entity.kind !== "person" && joined[0]!.entity.kind === "person";
    if (ofTitle && !/,|\band\b/u.test(between)) continue;
    if (
      !/^\s*(?:,|and|,\s*and|&)\s+(?:(?!of|to|for|from|with|his|her)[\p{L}\p{N}.]+(?:['’]s)?\s+){0,5}$/u.test(
        between,
      )
    )
      break;
    joined.unshift(one);
  }
  return joined;
}

/** "Kallio, head of the Ferry Office, and warden Ivo Lund": the second, behind what is told of the first. */
function lastOfTwo(
  text: string,
  names: readonly NameMention[],
  joined: readonly NameMention[],
): NameMention | null {
  const [one] = joined;
  if (joined.length !== 1 || one!.entity.kind !== "person") return null;
  if (text[one!.span.end] !== ",") return null;
  return (
    names.find(
      ({ span, entity }) =>
        entity.kind === "person" &&
        span.start > one!.span.end &&
        /, and (?:[\p{L}.'’-]+,? ){0,5}$/u.test(text.slice(one!.span.end, span.start)),
    ) ?? null
  );
}

/** What a body is, printed behind its name: "the Evening Ferry newspaper". */
const TYPE_BEHIND =
  /^ (?:newspaper|tabloid|magazine|network|website|news agency|union|newsletter|daily|weekly)$/u;

/** What may stand between the head's comma and the name: "Gov. ", "the painter ", "71-year-old "; its last word. */
const TITLE_BEFORE =
  /,\s*(?:(?:(?!(?:of|to|for|from|with|by|like|including|as|who|which|that|and|or)\s)[\p{L}.’'-]+\s+){0,4}((?!(?:after|under|over)\s)[\p{L}.’'-]+|\d+-year-old)\s+)?$/u;

/** "the campaign manager, Ada Lund, …", "the rivals, A and B,": the names right after the head's comma. */
function apposition(
  text: string,
  tokens: readonly Token[],
  names: readonly NameMention[],
  headEnd: number,
): readonly NameMention[] {
  if (text[headEnd] !== "," && !tokens.some((t) => t.text === ",")) return [];
  if (/^[\s,—–-]*(?:for instance|for example|including|such as|like)\b/u.test(text.slice(headEnd)))
    return [];
  const people = names.filter(({ entity }) => entity.kind === "person");
  const first = people.findIndex(({ span }) => {
    const before = text.slice(Math.max(tokens[0]!.start, span.start - 50), span.start);
    const title = TITLE_BEFORE.exec(before);
    return (
      title !== null &&
      (title[1] === undefined || isPersonNoun(title[1].toLowerCase()) || !/^\p{Ll}/u.test(title[1]))
    );
  });
  if (first < 0) {
    // "one group, Dock for All,", "a group for pilots, the Ferry League,".
    const isBody = ORGANIZATIONS.has(headOf(tokens, headEnd));
    const body = names.find(
      ({ span, entity }) =>
        entity.kind === "organization" &&
        (isBody ? /, (?:the )?$/u : /^, (?:the )?$/u).test(text.slice(headEnd, span.start)) &&
        /^(?:,|$)/u.test(text.slice(span.end, span.end + 1)),
    );
    return body ? [body] : [];
  }
  const second = people[first + 1];
  const between = second ? text.slice(people[first]!.span.end, second.span.start) : "";
  const both =
    second &&
    between.length < 80 &&
    /(?:^|,) and (?:\p{Lu}\p{L}*\.? |(?:\p{Ll}[\p{L}-]+ ){1,3}|(?:the|its|his|her|their|an?) [^,]+, )?$/u.test(
      between,
    );
  return both ? people.slice(first, first + 2) : people.slice(first, first + 1);
}

/** "Dock for All organiser Ada Lund": a name behind its title, where no one else is the head. */
function titledName(
  text: string,
  span: Span,
  names: readonly NameMention[],
  headEnd: number,
  tokens: readonly Token[],
): NameMention | null {
  const last = names[names.length - 1];
  if (last?.entity.kind !== "person" || /[\p{L}\p{N}]/u.test(text.slice(last.span.end, span.end)))
    return null;
  const before = tokens.filter((t) => t.end <= last.span.start);
  const title = before[before.length - 1];
  if (!title || title.end < last.span.start - 1) return null;
  if (title.lower === "or" || !PERSON_NOUN.test(title.lower)) return null;
  const head = tokens.findLast((t) => t.end <= headEnd);
  // What comes before the preposition is part of a body's name, and so begins with a capital.
  return head && (/^\p{Ll}/u.test(head.text) || head.lower.endsWith("s")) ? null : last;
}

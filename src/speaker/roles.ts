import { genderOfHead } from "./agreement.js";
import { PERSON_NOUN } from "./kind.js";
import { HONORIFICS, OFFICES, OFFICES_OF } from "./lexicon.js";
import { firstEndingAfter, type Span } from "../text/span.js";
import type { NameMention } from "./entity.js";

/** Titles before a name and the nouns they are called by later. */
const TITLES: Readonly<Record<string, readonly string[]>> = {
  sen: ["senator", "lawmaker"],
  senator: ["senator", "lawmaker"],
  rep: ["congressman", "congresswoman", "representative", "lawmaker"],
  representative: ["representative", "lawmaker"],
  gov: ["governor"],
  governor: ["governor"],
  president: ["president"],
  mayor: ["mayor"],
  judge: ["judge"],
  justice: ["justice"],
  secretary: ["secretary"],
  gen: ["general"],
  general: ["general"],
  dr: ["doctor"],
  prof: ["professor"],
};
/** Titles that tell no office: what is told behind the name is more. */
const DEGREE = /^(?:dr|prof)\.?$/u;
/** "(D-Mass.)", ", R-Port Selwyn,". */
const SEAT = /^(?:\s*\(|,\s)([DRI])-(\p{Lu}[\p{L}.]*(?:\s\p{Lu}[\p{L}.]*){0,2})(?=[),])/u;
const OFFICE = new RegExp(`^(?:${OFFICES})$`);
const ROLE_NOUN = /^\p{Ll}[\p{L}-]{3,}$/u;
/** Words before a name that are no role. */
const NO_ROLE =
  /^(?:that|with|from|said|says|told|when|while|than|because|after|before|against|like|over|also|then|both|about|into|where|would|could|should|between|whether|including|president-elect)$/u;

/** "Secretary of State for the Harbour" before a name. */
const OFFICE_OF = new RegExp(
  `(?:^|[\\s“"])((?:(?:former|acting|deputy|Deputy|Former|Acting|Assistant) )?(${OFFICES_OF}) (?:of|for) (?:the )?(?:\\p{Lu}[\\p{L}-]+(?: and| &| (?:of|for)(?: the)?)? ){0,5}\\p{Lu}[\\p{L}-]+) $`,
  "u",
);
const HOLDER =
  /(?:^|[\s“"])(?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|\p{L}+['’]s?) ((?:(?!(?:of|for)\s)[\p{L}-]+ ){0,3}?(\p{Ll}[\p{L}-]+) (?:of|for|at) (?:the )?(?:(?!(?:of|for|and|by|with|to|in) )[\p{L}&’'-]+ ){0,4}[\p{L}’'-]+), $/u;
/** Behind a name that may stand between commas. */
const SET_OFF = /^(?:['’]s?)?(?:[,.;:?!)”"—–\n]|$| (?:of|from|at|in|and|\()|, )/u;
/** What stands between a title and the name. */
const CALLED =
  /(?<=[\p{L},] )(?:Sir|Dame|Lord|Lady|Mr|Mrs|Ms|Miss|Dr|Prof|(?:the )?(?:(?:Most|Very|Rt|Right) )?Rev(?:erend)?)\.?[\s\u00a0]+$/u;
const CAPITAL = /^\p{Lu}\p{Ll}+(?:-\p{Ll}+)?$/u;
/** Words that open a sentence before a name and look like a noun of a person. */
const NO_TITLE =
  /^(?:After|For|Former|Over|Under|Per|Our|Dear|Poor|Later|Earlier|Further|Remember|Consider|(?:Sept|Nov|Dec)ember|October|German|Roman|Norman|\p{L}*(?<!ed|ic|or|rar|log)ian|\p{L}*(?:ever|ther))$/u;

/** How far before and after a name its title is looked for, in code units. */
const BEFORE = 60;
const AFTER = 90;

/**
 * Learns what the document calls its people: titles before names ("press secretary Ada Lund") and
 * descriptions after them ("Ada Lund, the Labour nominee,"). Fills roles, title and affiliation.
 * `sources`, in order of place, show where a title in small letters begins ("operations director Ada Lund").
 */
export function learnRoles(
  text: string,
  mentions: readonly NameMention[],
  sources: readonly Span[] = [],
): void {
  for (const [i, { span, entity }] of mentions.entries()) {
    if (entity.kind !== "person") continue;
    const whole = span.end - entity.name.length;
    const full = text.slice(Math.max(0, whole), span.end) === entity.name;
    const name = full ? { start: whole, end: span.end } : span;
    const before = titleOfSource(text, name, sources) ?? titleBefore(text, name);
    if (before) {
      const noun = before.title.slice(before.title.lastIndexOf(" ") + 1).toLowerCase();
      entity.gender ??= genderOfHead(noun);
      entity.title ??= before.title;
      for (const role of before.roles) entity.roles.add(role);
    }
    const after = descriptionAfter(text, span.end, mentions.slice(i + 1, i + 4));
    if (after) {
      entity.gender ??= genderOfHead(after.role);
      const told = entity.title?.toLowerCase();
      const same = told === after.role && !/\bformer\b/u.test(after.title);
      if (told === undefined || same || DEGREE.test(told)) entity.title = after.title;
      entity.roles.add(after.role);
    }
    const party = SEAT.exec(text.slice(span.end, span.end + 40));
    if (party) entity.affiliation ??= `${party[1]}-${party[2]}`;
  }
}

interface Title {
  readonly title: string;
  readonly roles: readonly string[];
}

/** Words in small letters that a title before a name is made of. */
const SMALL =
  /^(?!(?:its|his|her|their|our|my|the|an?|one|this|that) )((?:(?!(?:of|for|and|or|in|at|to|from|with) )\p{Ll}[\p{L}-]* ){1,3}(\p{Ll}[\p{Ll}-]+)) $/u;

/** The title with which a source that ends on the name begins. */
function titleOfSource(text: string, { start, end }: Span, sources: readonly Span[]): Title | null {
  const source = sources[firstEndingAfter(sources, start, (one) => one)];
  if (!source || source.start >= start || source.end < end) return null;
  const told = SMALL.exec(text.slice(source.start, start));
  return told && PERSON_NOUN.test(told[2]!) ? { title: told[1]!, roles: [told[2]!] } : null;
}

/** The title before a name (at a place of a text), or null. */
export function titleBefore(text: string, { start, end }: Span): Title | null {
  const before = text.slice(Math.max(0, start - BEFORE), start);
  const line = before.slice(before.lastIndexOf("\n") + 1).replace(/^[QA]\s+/u, "");
  // "Council leader Dame Ada Lund".
  const called = CALLED.exec(line);
  const set = SET_OFF.test(text.slice(end, end + 10));
  return (called && titleIn(line.slice(0, called.index), set)) ?? titleIn(line, set);
}

/** The title on which a stretch before a name ends. `set`: the name may be set off by commas. */
function titleIn(stretch: string, set: boolean): Title | null {
  const apart =
    set &&
    stretch.trimEnd().endsWith(",") &&
    /\b(?:[Tt]he|THE|[Aa]n?|AN|[Ii]ts|ITS|[Hh]is|HIS|[Hh]er|HER|[Tt]heir|THEIR|\p{L}+['’]s?)\s+((?:[\p{L}-]+\s+){0,3}([\p{L}-]+)),\s*$/u.exec(
      stretch,
    );
  if (apart && PERSON_NOUN.test(apart[2]!))
    return { title: apart[1]!, roles: [apart[2]!.toLowerCase()] };
  // "the head of the agency, Ada Lund,".
  const holds = set && stretch.endsWith(", ") ? HOLDER.exec(stretch) : null;
  if (holds && PERSON_NOUN.test(holds[2]!))
    return { title: holds[1]!, roles: [holds[2]!.toLowerCase()] };
  const office = OFFICE_OF.exec(stretch);
  if (office) return { title: office[1]!, roles: [office[2]!.toLowerCase()] };
  const words = /((?:[\p{L}&][\p{L}.'’&-]*[\s\u00a0]+){1,6})$/u
    .exec(stretch)?.[1]
    ?.trim()
    .split(/[\s\u00a0]+/u);
  if (!words) return null;
  const last = words[words.length - 1]!;
  const known =
    TITLES[last.toLowerCase().replace(/\.$/u, "")] ??
    (OFFICE.test(last.replace(/\.$/u, "")) ? [last.toLowerCase().replace(/\.$/u, "")] : undefined);
  const begins = (ends: (word: string) => boolean): number =>
    words.findLastIndex((word, i) => i < words.length - 1 && ends(word)) + 1;
  if (known && /^\p{Lu}/u.test(last))
    return {
      title: words
        .slice(begins((word) => !HOLDS.test(word) && endsBefore(word)))
        .join(" ")
        .replace(/(?<![’']s?) (?:Dr|Prof)\.?$/u, ""),
      roles: known,
    };
  if (CAPITAL.test(last) && PERSON_NOUN.test(last) && !NO_TITLE.test(last))
    if (words.length === 1 || /(?<!\b\p{Lu})\.$/u.test(words.at(-2)!))
      return { title: last, roles: [last.toLowerCase()] };
  if (!ROLE_NOUN.test(last) || NO_ROLE.test(last) || !PERSON_NOUN.test(last)) return null;
  const first = begins((word) => !NARROWS.test(word) && endsBefore(word));
  return { title: words.slice(first).join(" "), roles: [last] };
}

/** Small words that a title in front of a name may begin with. */
const NARROWS =
  /^(?:campaign|press|policy|chief|vice|deputy|senior|former|spokes\p{L}+|foreign|national|security|general|communications|shadow|lead|acting|interim|assistant|associate|managing|junior|council|union|company|team|party|police|rescue|finance|defen[cs]e|transport|energy|health|education|interior|prime|home|culture|justice|environment|business|trade|labou?r|budget|housing|welfare|sports?|work|pensions|immigration|climate|industry|economy|digital|science|technology|research|medical|legal|political|financial|operating|marketing|executive|local|regional|national|international|world|city|county|state|district|group|club|school|opposition|government|cabinet|committee|co-lead|head|principal|retired|outgoing|incoming|&)$/u;

/** Small words that tell how somebody holds an office in capitals: "former Gov. Ada Lund". */
const HOLDS = /^(?:former|acting|interim|outgoing|incoming|deputy|vice)$/u;

/** Whether a title begins only after a word: a small one, one that opens a sentence, or one that ends it. */
const endsBefore = (word: string): boolean =>
  !/^\p{Lu}/u.test(word) || OPENS.test(word) || (word.endsWith(".") && !SHORTENED.test(word));
const OPENS =
  /^(?:When|While|As|After|Before|If|But|And|So|Then|Yet|For|In|On|At|By|With|From|Of|To|The|That|This|Although|Though|Because|Since|Until|Like|Meanwhile|Today|Yesterday|Tomorrow|His|Her|Its|Their|Our|My|An?|One|Another|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)$/;
/** Words of titles that end in a full stop. */
const SHORTENED =
  /^(?:Sen|Rep|Gov|Gen|Lt|Col|Capt|Maj|Sgt|Adm|Dr|Prof|Rev|Hon|Asst|Dep|U\.S|U\.N)\.$/;

function descriptionAfter(
  text: string,
  end: number,
  next: readonly NameMention[],
): { title: string; role: string } | null {
  const behind = text.slice(end, end + AFTER);
  const match =
    /^(?:, \d{1,3})?,\s+(?:the|a|an|his|her|who is the|who is a)\s+([^,.;:()“”"\n]{3,70})(?:[,.:\n]|$)/u.exec(
      behind,
    ) ??
    // "Ada Lund, Kallio's chief executive,".
    /^,\s+((?:\p{Lu}[\p{L}.-]*\s+){0,3}\p{Lu}[\p{L}.-]*['’]s?\s+[^,.;:()“”"\n]{3,50})[,.:\n]/u.exec(
      behind,
    ) ??
    // "Ada Lund, co-director of the Ferry League and …".
    /^,\s+(?:an?\s+|the\s+)?(?!(?:who|whose|which|where|when|while|as|and|but|or|said|says|told)\s)((?:[\p{L}-]+\s+){0,3}[\p{L}-]+\s+(?:of|for|at)\s+(?:the\s+)?\p{Lu}[^,.;:()“”"\n]{1,60}?)(?:[,.:\n]| and | who )/u.exec(
      behind,
    ) ??
    // "Ada Lund, head of the nautical school and a pilot".
    /^,\s+(?!(?:said|says|told)\s)((?:[\p{Ll}-]+\s+){0,3}[\p{Ll}-]+\s+(?:of|for|at)\s+(?:the|an?|its)\s+\p{Ll}[^,.;:()“”"\n]{1,60}?)(?:[,:\n]|\.(?!\d)| and (?=(?:an?|the) |(?:[\p{Ll}-]+ ){1,3}(?:of|at) )| who )/u.exec(
      behind,
    );
  if (!match) return null;
  const title = match[1]!.split(/\s+(?:who|whose|which|that)\s/u)[0]!.trim();
  const head = title.split(/\s+(?:of|for|at|in|from|to|who|with|and|on)\s/u)[0]!.trim();
  const role = head.slice(head.lastIndexOf(" ") + 1).toLowerCase();
  if (!PERSON_NOUN.test(role)) return null;
  // A body's name that goes on behind an "and" or a full stop.
  const start = end + behind.indexOf(title);
  const stop = start + title.length;
  const cut = next.find(({ span }) => span.start < stop && span.end > stop);
  // "a spokesman for Mrs. Lund".
  const whom = HONORIFICS.has(title.slice(title.lastIndexOf(" ") + 1).toLowerCase())
    ? /^\.\s\p{Lu}[\p{L}’'-]+(?:\s\p{Lu}[\p{L}’'-]+)*/u.exec(text.slice(stop, stop + AFTER))
    : null;
  if (whom) return { title: title + whom[0], role };
  return { title: cut ? text.slice(start, cut.span.end) : title, role };
}

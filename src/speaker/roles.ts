import { HONORIFICS, OFFICES } from "./lexicon.js";
import type { NameMention } from "./names.js";

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

const CAPITAL = /^\p{Lu}\p{Ll}+$/u;
/** Words that open a sentence before a name and look like a noun of a person. */
const NO_TITLE =
  /^(?:After|For|Former|Over|Under|Per|Our|Dear|Poor|Later|Earlier|Further|Remember|Consider|(?:Sept|Nov|Dec)ember|October|German|Roman|Norman|\p{L}*(?<!ed|ic|or|rar|log)ian|\p{L}*(?:ever|ther))$/u;

/** How far before and after a name its title is looked for, in code units. */
const BEFORE = 60;
const AFTER = 90;

/**
 * Learns what the document calls its people: titles before names ("press secretary Ada Lund") and
 * descriptions after them ("Ada Lund, the Labour nominee,"). Fills roles, title and affiliation.
 */
export function learnRoles(text: string, mentions: readonly NameMention[]): void {
  for (const [i, { span, entity }] of mentions.entries()) {
    if (entity.kind !== "person") continue;
    const before = titleBefore(text, span.start);
    if (before) {
      entity.title ??= before.title;
      for (const role of before.roles) entity.roles.add(role);
    }
    const after = descriptionAfter(text, span.end, mentions.slice(i + 1, i + 4));
    if (after) {
      const told = entity.title?.toLowerCase();
      const same = told === after.role && !/\bformer\b/u.test(after.title);
      if (told === undefined || same || DEGREE.test(told)) entity.title = after.title;
      entity.roles.add(after.role);
    }
    const party = SEAT.exec(text.slice(span.end, span.end + 40));
    if (party) entity.affiliation ??= `${party[1]}-${party[2]}`;
  }
}

function titleBefore(text: string, at: number): { title: string; roles: readonly string[] } | null {
  const before = text.slice(Math.max(0, at - BEFORE), at);
  const stretch = before.slice(before.lastIndexOf("\n") + 1);
  const apart =
    stretch.trimEnd().endsWith(",") &&
    /\b(?:[Tt]he|THE|[Aa]n?|AN|[Ii]ts|ITS|[Hh]is|HIS|[Hh]er|HER|[Tt]heir|THEIR|\p{L}+['’]s?)\s+((?:[\p{L}-]+\s+){0,3}([\p{L}-]+)),\s*$/u.exec(
      stretch,
    );
  if (apart && PERSON_NOUN.test(apart[2]!))
    return { title: apart[1]!, roles: [apart[2]!.toLowerCase()] };
  const words = /((?:[\p{L}&][\p{L}.'’&-]*[\s\u00a0]+){1,6})$/u
    .exec(stretch)?.[1]
    ?.trim()
    .split(/[\s\u00a0]+/u);
  if (!words) return null;
  const last = words[words.length - 1]!;
  const known =
    TITLES[last.toLowerCase().replace(/\.$/u, "")] ??
    (OFFICE.test(last) ? [last.toLowerCase()] : undefined);
  const begins = (ends: (word: string) => boolean): number =>
    words.findLastIndex((word, i) => i < words.length - 1 && ends(word)) + 1;
  if (known && /^\p{Lu}/u.test(last))
    return {
      title: words.slice(begins((word) => !HOLDS.test(word) && endsBefore(word))).join(" "),
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
  /^(?:campaign|press|policy|chief|vice|deputy|senior|former|spokes\p{L}+|foreign|national|security|general|communications|shadow|lead|acting|interim|assistant|associate|managing|junior|council|union|company|team|party|police|rescue|finance|defen[cs]e|transport|energy|health|education|interior|prime|&)$/u;

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

/** Nouns that name what a person does. */
export const PERSON_NOUN =
  /(?:er|or|ist|ian|man|woman|secretary|president|chief|aide|attorney|minister|official|nominee|candidate|chair|executive|person|analyst|expert|strategist|governor|mogul|star|host|coach|captain|judge|justice|general|delegate|activist|scholar|pastor|critic|advocate|economist|head|leader|champion|ally|friend|wife|husband|son|daughter|brother|sister|mother|father|representative|consultant|fellow|veteran|diplomat|partner|writer|columnist|spokeswoman|spokesman)$/u;

function descriptionAfter(
  text: string,
  end: number,
  next: readonly NameMention[],
): { title: string; role: string } | null {
  const behind = text.slice(end, end + AFTER);
  const match =
    /^,\s+(?:the|a|an|his|her|who is the|who is a)\s+([^,.;:()“”"\n]{3,70})(?:[,.:\n]|$)/u.exec(
      behind,
    ) ??
    // "Ada Lund, co-director of the Ferry League and …".
    /^,\s+(?:an?\s+|the\s+)?(?!(?:who|whose|which|where|when|while|as|and|but|or|said|says|told)\s)((?:[\p{L}-]+\s+){0,3}[\p{L}-]+\s+(?:of|for|at)\s+(?:the\s+)?\p{Lu}[^,.;:()“”"\n]{1,60}?)(?:[,.:\n]| and | who )/u.exec(
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

import type { Draft } from "../attribution/draft.js";
import { opensOnParticiple } from "../attribution/participle.js";
import { firstEndingAfter, type Span } from "../text/span.js";
import { type Found, NOBODY } from "./found.js";
import { type Entity, type NameMention, namesWithin } from "./entity.js";
import { capitalised } from "./turns.js";

const BESIDE_AFTER = /^ (he|she)(?=[ ,.])/u;
const BESIDE_BEFORE = /(?:^|[\s“"”,])((?:H|h)e|(?:S|s)he) $/u;

/** Cues whose subject stands beside them: not the passive ("was expected"), no "seems", no noun. */
const SPEAKS =
  /^(?:(?:has|have|had|also|later|then|once|recently|repeatedly|reportedly) )*(?:said|says|say|told|tells|added|adds|asked|asks|wrote|writes|tweeted|tweets|replied|continued|explained|argue[ds]|insist(?:s|ed)|note[ds]|announce[ds]|warn(?:s|ed)|acknowledge[ds]|admit(?:s|ted)|claim(?:s|ed)|criticize[ds]|suggest(?:s|ed)|promise[ds]|vow(?:s|ed)|believe[ds]|thinks|thought|predict(?:s|ed)|point(?:s|ed) out)\b/u;

/** The name or pronoun right beside the cue of an attribution whose source the model missed. */
export function besideCue(
  text: string,
  draft: Draft,
  names: readonly NameMention[],
): Span | undefined {
  const cue = draft.cue[0];
  if (!cue || draft.by !== "model" || !SPEAKS.test(text.slice(cue.start, cue.end)))
    return undefined;
  const after = BESIDE_AFTER.exec(text.slice(cue.end, cue.end + 6))?.[1];
  if (after) return { start: cue.end + 1, end: cue.end + 1 + after.length };
  const before = BESIDE_BEFORE.exec(text.slice(Math.max(0, cue.start - 6), cue.start))?.[1];
  if (before) return { start: cue.start - 1 - before.length, end: cue.start - 1 };
  const last = names[firstEndingAfter(names, cue.start - 1, ({ span }) => span) - 1]?.span;
  return last?.end === cue.start - 1 && text[last.end] === " " ? last : undefined;
}

/**
 * "Kallio said …, adding that …", "… and doubted it": the subject of the participle or of the second
 * verb is who spoke earlier in the sentence.
 */
export function subjectBefore(
  text: string,
  drafts: readonly Draft[],
  index: number,
  found: readonly Found[],
): Found {
  const cue = drafts[index]!.cue[0];
  if (!cue) return NOBODY;
  const words = text.slice(cue.start, cue.end);
  const participle = /^(?:(?:and|but|also|later|while) )?\p{Ll}+ing\b/u.test(words);
  const joined = /\b(?:and|but|then) (?:also |later |even )?$/.test(
    text.slice(Math.max(0, cue.start - 12), cue.start),
  );
  if (!participle && !(joined && /^\p{Ll}+(?:ed|s)\b/u.test(words))) return NOBODY;
  for (let i = index - 1; i >= Math.max(0, index - 3); i--) {
    const place = drafts[i]!.source[0];
    if (!place || place.end > cue.start || cue.start - place.end > 400) continue;
    const between = text.slice(place.end, cue.start);
    if (between.includes("\n") || /[.!?]["”’']*\s+["“‘']?\p{Lu}/u.test(between)) continue;
    return { ...found[i]!, score: found[i]!.score * 0.8 };
  }
  return NOBODY;
}

/** How far behind the participle its subject is looked for, in code units, and how long its title may be. */
const CLAUSE_MOST = 400;

/** "Citing the tides, Ada Lund said …": the subject behind the comma is who cites them. */
export function subjectBehind(
  text: string,
  draft: Draft,
  names: readonly NameMention[],
): Span | null {
  const cue = draft.cue[0];
  return cue && opensOnParticiple(text, cue) ? behindComma(text, draft, names) : null;
}

/** The one asked, where nobody is said to ask: "Lund was asked …", "Asked about the tides, Lund said". */
export function askedParty(text: string, draft: Draft, names: readonly NameMention[]): Span | null {
  const cue = draft.cue[0]!;
  const last = names[firstEndingAfter(names, cue.start, ({ span }) => span) - 1];
  const pronoun =
    /(?:^|[\s“"])([Hh]e|[Ss]he) (?:(?:was|were|is|has been|had been) )?(?:\p{Ll}+ )?$/u.exec(
      text.slice(Math.max(0, cue.start - 40), cue.start),
    );
  if (pronoun) {
    const start = cue.start - pronoun[0].length + pronoun[0].indexOf(pronoun[1]!);
    return { start, end: start + pronoun[1]!.length };
  }
  if (
    last?.entity.kind === "person" &&
    /^ (?:(?:was|were|is|has|had|been|once|also|later|again|repeatedly) ?)*$/.test(
      text.slice(last.span.end, cue.start),
    )
  )
    return last.span;
  return behindComma(text, draft, names);
}

/** The subject behind the comma that closes a draft's content. */
function behindComma(text: string, draft: Draft, names: readonly NameMention[]): Span | null {
  const cue = draft.cue[0];
  const content = draft.content[draft.content.length - 1];
  if (!cue || !content || content.end < cue.end) return null;
  const behind = text.slice(content.end, Math.min(text.length, cue.start + CLAUSE_MOST));
  const comma = /^[^.!?\n,]{0,120},["”’']? /u.exec(behind);
  if (!comma) return null;
  const start = content.end + comma[0].length;
  const pronoun = /^(?:he|she|they|it)(?= )/u.exec(text.slice(start, start + 6));
  if (pronoun) return { start, end: start + pronoun[0].length };
  const name = names[firstEndingAfter(names, start, ({ span }) => span)];
  if (!name || !/^(?:[\p{L}.'’-]+ ){0,6}$/u.test(text.slice(start, name.span.start))) return null;
  if (/^['’]/u.test(text.slice(name.span.end, name.span.end + 1))) return null;
  return { start, end: name.span.end };
}

/** What a headline calls the words of the one it names. */
const OWN_WORDS =
  /['’]s?\s|^[\p{L} .'’-]{5,40}: |\b(?:Q&A|speech|remarks|transcript|letter|address|excerpt|op-ed|full text|testimony|statement)\b/iu;
const MANY = 5;

/** What is told of a writer at the foot of a comment: "Ada Lund is a harbour pilot." */
const FOOT =
  /^(?:,(?:[^.\n]|\p{Lu}-\p{L}+\.){1,80},)? (?:is|was|writes|teaches|directs|chairs|leads|served|has|serves)\b/u;
const FOOT_MOST = 400;

/** The one of whom a short last paragraph begins to tell; it must be the only one there. */
function aboutWriter(text: string, names: readonly NameMention[]): string | null {
  const foot = text.trimEnd().lastIndexOf("\n") + 1;
  if (foot === 0 || text.length - foot > FOOT_MOST) return null;
  const first = names.find(({ span }) => span.start >= foot);
  if (first?.entity.kind !== "person") return null;
  if (!/^.?(?:\p{Lu}\p{L}+\. )?$/u.test(text.slice(foot, first.span.start))) return null;
  if (first.entity.mentions.length > 1 || !first.entity.name.includes(" ")) return null;
  return FOOT.test(text.slice(first.span.end, first.span.end + 100)) ? first.entity.name : null;
}

/** How a letter to a newspaper opens, and how one closes. */
const LETTER = /^(?:To the Editors?|Dear (?:Sir|Madam|Editors?))\b[^\n]{0,30}$/gimu;
const CLOSING =
  /^(?:Sincerely|Respectfully|Faithfully|Yours(?: \p{Ll}+)?|(?:Kind |Best |Warm )?[Rr]egards),?$/mu;
const SIGNATURE =
  /^(?:[-–—] ?)?((?:\p{Lu}[\p{L}.’'-]* ){1,3}\p{Lu}[\p{L}’'-]+)(?:,[^\n]{1,60})?$/mu;
const SIGNED_WITHIN = 300;

/** Whose name stands below a letter, where the text is one. */
function signatory(text: string): string | null {
  const from = Math.max(0, text.length - SIGNED_WITHIN);
  const foot = text.slice(text.indexOf("\n", from) + 1);
  const closing = CLOSING.exec(foot);
  if (!closing && [...text.matchAll(LETTER)].length !== 1) return null;
  const below = closing ? foot.slice(closing.index + closing[0].length) : foot;
  const name = SIGNATURE.exec(below)?.[1];
  return name === undefined ? null : capitalised(name);
}

const BYLINE =
  /(?:^|\n)[ \t]*B[Yy] ((?:\p{Lu}[\p{L}.’'-]* ){1,3}\p{Lu}[\p{L}’'-]+)(?:,? (?:for|in|in for) [^\n]{1,60}|, [^\n]{1,60})?[ \t]*(?=\n)/u;
/** How far from the top a byline is looked for, in code units. */
const TOP = 600;

/** "By Ada Lund", in a line of its own: the name, and where the line stands. */
export function bylineOf(
  text: string,
  names: readonly NameMention[],
): { readonly name: string; readonly span: Span } | null {
  const found = BYLINE.exec(text.slice(0, TOP));
  if (!found) return null;
  const span = { start: found.index, end: found.index + found[0].length };
  const person = namesWithin(names, span).some(({ entity }) => entity.kind === "person");
  return person ? { name: capitalised(found[1]!), span } : null;
}

/** Who writes or speaks a text that is told in the first person: the one by whom its first line says it is. */
export function writerOf(
  text: string,
  names: readonly NameMention[],
  drafts: readonly Draft[],
): string | null {
  const about = aboutWriter(text, names) ?? signatory(text);
  if (about) return about;
  let told = 0;
  for (const { source } of drafts)
    if (source[0] && /^I$/.test(text.slice(source[0].start, source[0].end))) told++;
  if (told < MANY) return null;
  const end = text.indexOf("\n");
  const people = new Set<Entity>();
  for (const { span, entity } of names)
    if (span.start < end && entity.kind === "person") people.add(entity);
  const [only] = people;
  return people.size === 1 && only && OWN_WORDS.test(text.slice(0, end)) ? only.name : null;
}

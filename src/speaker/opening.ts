import type { Span } from "../text/span.js";
import { headNoun } from "./head.js";
import { isPersonNoun } from "./kind.js";
import { FOLLOWER } from "./lexicon.js";
import type { NameMention } from "./entity.js";
import { type Party, partyOf } from "./party.js";
import type { SpeakerKind } from "./speaker.js";

/**
 * News opens with what somebody is and names him in the sentences after it: "A council panel voted …
 * The Port Selwyn Harbour Committee …". How far into the text such a description stands, and how far
 * behind it its name, in code units.
 */
const OPENING = 400;
const BEHIND = 1200;

/** What bodies of one sort are called in their names. */
const SORTS: Readonly<Record<string, RegExp>> = {
  panel: /\b(?:Committee|Subcommittee|Commission|Panel|Board)\b/,
  committee: /\b(?:Committee|Subcommittee)\b/,
  court: /\bCourt\b/,
  union: /\b(?:Union|Association|Brotherhood|Federation|Teamsters|Workers)\b/,
  agency: /\b(?:Agency|Bureau|Department|Administration|Service)\b/,
  university: /\b(?:University|College)\b/,
  college: /\bCollege\b/,
  bank: /\bBank\b/,
  tribunal: /\b(?:Tribunal|Court)\b/,
  commission: /\bCommission\b/,
  council: /\bCouncil\b/,
  regulator: /\b(?:Authority|Commission|Agency|Office)\b/,
  watchdog: /\b(?:Authority|Commission|Agency|Office|Watch)\b/,
};

/** The party of its sort that the text names next, for a description in the opening; or null. */
export function namedNext(
  text: string,
  head: string,
  kind: SpeakerKind,
  { start, end }: Span,
  names: readonly NameMention[],
): Party | null {
  if (start > OPENING) return null;
  const noun = headNoun(head);
  for (const { span, entity } of names) {
    if (span.start < end || span.start > start + BEHIND) continue;
    const body = kind === "organization" && entity.kind === "organization";
    const fits = body
      ? SORTS[noun]?.test(text.slice(span.start, span.end))
      : kind === "unnamed" && entity.kind === "person" && entity.roles.has(noun);
    if (fits) return partyOf(entity);
  }
  return null;
}

/** Titles before a name that opens a paragraph. */
const TITLES = /^(?:\p{Lu}[\p{L}.’'-]* ){0,4}$/u;
/** Others beside the name, or what is its. */
const NOT_ALONE = /^(?:['’]|,? and )/u;
/** Those who stay unnamed, whoever is named next. */
const NAMELESS =
  /^(?:source|person|user|official|reporter|spokes(?:man|woman|person)|aide|voter|supporter)$/;

const NOT_NAMED = /^[^.!?\n]*\b(?:(?:not|cannot) (?:to )?be (?:named|identified)|anonym\p{L}+)/u;
const WISH = 80;

/**
 * The one whom a lead only describes ("A lawmaker in Oulu …"): a person not named before, on whom the
 * next paragraph opens ("Ada Lund, 44, …") or whose words it gives; or null.
 */
export function namedBelow(
  text: string,
  head: string,
  { start, end }: Span,
  names: readonly NameMention[],
): Party | null {
  const noun = headNoun(head);
  if (start > OPENING || NAMELESS.test(noun)) return null;
  if (!isPersonNoun(noun) && !FOLLOWER.test(head)) return null;
  if (NOT_NAMED.test(text.slice(start, end + WISH))) return null;
  const from = text.slice(end).search(/(?<=\n)[^\n]/u) + end;
  if (from < end) return null;
  const first = names.find(({ span, entity }) => span.start >= from && entity.kind === "person");
  if (!first?.entity.name.includes(" ") || first.entity.mentions[0] !== first.span) return null;
  const lead = text.slice(from, first.span.start);
  const behind = text.slice(first.span.end, first.span.end + 12);
  if (lead.includes("\n") || NOT_ALONE.test(behind) || !/^[^\n]/u.test(behind)) return null;
  if (!TITLES.test(lead) && !/^ (?:said|says|told|wrote)\b/u.test(behind)) return null;
  // "The lawmaker" is Lund from there on.
  first.entity.roles.add(noun);
  return partyOf(first.entity);
}

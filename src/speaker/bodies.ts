import type { Span } from "../text/span.js";
import { type Description, isAnother, TAKES_UP } from "./agreement.js";
import { FIRM_NAME, FOLLOWER, NEWSPAPERS } from "./lexicon.js";
import type { Entity, NameMention } from "./entity.js";
import { type Party, partyOf } from "./party.js";

/** How far back a text is looked through for others of the kind, in code units. */
const TOLD_WITHIN = 3000;

/** A nation's court or ministry keeps the nation in its name, a firm does not. */
const FIRM = new RegExp(`${FIRM_NAME.source}| (?:Group|Lines?)$`, "u");

/** A body's name of which the model saw only the end ("Electric" of "Port Electric"), in full. */
export function cutName(
  text: string,
  source: Span,
  names: readonly NameMention[],
  all: readonly NameMention[],
): Party | null {
  const [one] = names;
  if (names.length !== 1 || one!.entity.kind !== "organization") return null;
  const before = text.slice(source.start, one!.span.start);
  const missed = /(?:^|\s)((?:\p{Lu}[\p{L}&’'-]*\s+){1,3})$/u
    .exec(before)?.[1]
    ?.replace(/^The\s+/u, "");
  if (!missed) return null;
  // "Lund's Tide Party".
  const owner = ({ span, entity }: NameMention): boolean =>
    entity.kind === "person" && span.start >= source.start && span.end < one!.span.start;
  if (one!.entity.name.includes(" ") && all.some(owner)) return null;
  // "France's Cape Lund", a name without its owner elsewhere; "Norland's Kallio Group".
  if (
    /['’]s?\s+$/u.test(missed) &&
    (one!.entity.mentions.length > 1 || FIRM.test(one!.entity.name))
  )
    return null;
  return {
    name: `${missed}${text.slice(one!.span.start, one!.span.end)}`.replace(/\s+/gu, " "),
    kind: "organization",
    entity: null,
  };
}

/** "Lund campaign", seen as one name, is the campaign of the Lund whom the document names in full. */
export function namedBody(
  names: readonly NameMention[],
  all: readonly NameMention[],
): Party | null {
  const [one] = names;
  return names.length === 1 ? campaignOf(one!.entity.name, all) : null;
}

/** "a three-judge panel of the Ferry Court of Appeals" speaks for the court. */
export function courtOf(
  text: string,
  { start, end }: Span,
  all: readonly NameMention[],
): Party | null {
  const words = text.slice(start, end);
  const bench =
    /panel|bench/i.test(words) &&
    /^(?:(?:an?|the) )?(?:[\p{L}-]+ ){0,2}(?:panel|bench)(?: of judges)? (?:of|on|at|from) (?:the )?/iu.exec(
      words,
    );
  if (!bench) return null;
  const at = start + bench[0].length;
  const court = all.find(({ span }) => span.start >= at && span.start <= at + 5);
  return court && /\bCourt\b/.test(court.entity.name) ? partyOf(court.entity) : null;
}

export function campaignOf(words: string, all: readonly NameMention[]): Party | null {
  const [surname, body, ...rest] = words.split(" ");
  if (rest.length > 0 || !/^camp(?:aign)?$/i.test(body ?? "")) return null;
  let owner: Entity | null = null;
  for (const { entity } of all)
    if (
      entity.kind === "person" &&
      (lastWord(entity.name) === surname || entity.name.startsWith(`${surname} `)) &&
      entity.name !== surname &&
      entity.name !== words &&
      entity.mentions.length > (owner?.mentions.length ?? 0)
    )
      owner = entity;
  return owner ? { name: `${owner.name} campaign`, kind: "organization", entity: null } : null;
}

/** "The campaign" of one told of before by whose it is ("the Lund campaign", "Lund's campaign"), or null. */
export function bodyBefore(
  text: string,
  words: string,
  place: number,
  names: readonly NameMention[],
): Party | null {
  if (!/^(?:campaign|administration)$/i.test(words)) return null;
  const noun = words.toLowerCase();
  const told = new RegExp(`^(?:['’]s?)? ${noun}\\b`, "u");
  const last = names.findLast(
    ({ span, entity }) =>
      span.end < place &&
      entity.kind === "person" &&
      told.test(text.slice(span.end, span.end + 20)),
  );
  if (!last) return null;
  return { name: bodyName(text, last.entity.name, noun), kind: "organization", entity: null };
}

/** An administration goes by its head's surname where the text prints it so; other bodies by the full name. */
export function bodyName(text: string, owner: string, body: string): string {
  const short = `${lastWord(owner)} ${body}`;
  if (body === "camp") return `${owner} campaign`;
  return body === "administration" && text.includes(short) ? short : `${owner} ${body}`;
}

/** News agencies and broadcasters: named where they are told something, they are not what is told of. */
const PRESS = new RegExp(
  `^(?:Reuters|AFP|AP|Associated Press|Agence France-Presse|Bloomberg|BBC|ITV|CNN|MSNBC|CNBC|NBC|CBS|ABC|NPR|Fox News|Sky News)(?: News)?$|\\b(?:${NEWSPAPERS}|News)$`,
  "u",
);
const OF_PRESS = /^(?:newspaper|paper|magazine|tabloid|agency|network|broadcaster|station|outlet)$/;

/**
 * The one body named before "the company": where the text names one alone that it may mean and tells of no
 * other by the noun ("a ferry company").
 */
export function onlyBody(
  text: string,
  description: Description,
  place: number,
  names: readonly NameMention[],
): Entity | null {
  const { head, words } = description;
  if (!TAKES_UP.has(head) || words.toLowerCase() !== head) return null;
  let only: Entity | null = null;
  for (const { span, entity } of names) {
    if (span.end > place) break;
    if (
      entity === only ||
      entity.kind !== "organization" ||
      isAnother(description, partyOf(entity))
    )
      continue;
    if (partyOf(entity).kind !== "organization" || FOLLOWER.test(entity.name)) continue;
    if (!OF_PRESS.test(head) && PRESS.test(entity.name)) continue;
    if (only) return null;
    only = entity;
  }
  const another = new RegExp(`\\b[Aa](?:n|nother)? (?:[\\p{Ll}-]+ ){0,3}${head}\\b`, "u");
  return another.test(text.slice(Math.max(0, place - TOLD_WITHIN), place)) ? null : only;
}

const lastWord = (name: string): string => name.slice(name.lastIndexOf(" ") + 1);

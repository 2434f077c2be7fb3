import type { Draft } from "../attribution/draft.js";
import type { TaggedText } from "../tagger/tagged.js";
import type { TextDocument } from "../text/document.js";
import { covers, hull, type Span } from "../text/span.js";
import { addressee } from "./addressee.js";
import { FEMALE, FIRST, MALE, NEUTER, PLURAL, RELATIVE } from "./lexicon.js";
import { antecedent } from "./antecedent.js";
import { asksAnonymity } from "./anonymity.js";
import { bodyName, campaignOf, cutName, namedBody } from "./bodies.js";
import { type Found, NOBODY } from "./found.js";
import { besideCue, subjectBefore, writerOf } from "./implied.js";
import { describedParty, fullestDescriptions } from "./description.js";
import { clusterNames, type NameMention } from "./names.js";
import { kindOfHead } from "./kind.js";
import { type Party, partyOf } from "./party.js";
import { analysePhrase, type Owner } from "./phrase.js";
import { type Candidate, createPronouns, type Pronouns } from "./pronoun.js";
import { learnRoles } from "./roles.js";
import type { Resolution, Speaker, SpeakerKind } from "./speaker.js";
import { turnNames } from "./turns.js";

export interface ResolvedSpeakers {
  readonly speakers: readonly Speaker[];
  /** One a draft. */
  readonly resolutions: readonly Resolution[];
  /** Addressee of each draft: the fullest name the text gives, or null. */
  readonly to: readonly (string | null)[];
}

/** How far back "they" and "it" look for a source that spoke, in code units. */
const BODY_REACH = 800;

type SpokenFor = (kinds: readonly SpeakerKind[], place: number) => Party | null;

/**
 * Who each attribution's source is. Names are the document's own; what is unsure stays null.
 * `seen`, for training, is told whom each pronoun that is a source may mean.
 */
export function resolveSpeakers(
  document: TextDocument,
  tagged: TaggedText,
  drafts: readonly Draft[],
  seen?: (draft: number, candidates: readonly Candidate[]) => void,
): ResolvedSpeakers {
  const { text } = document;
  const names = clusterNames(text, tagged.names);
  learnRoles(text, names);
  const pronouns = createPronouns(text, names, tagged.paragraphs, tagged.quotations);
  const turns = turnNames(document, names);
  const writer = document.author ?? writerOf(text, names, drafts);
  const found: Found[] = [];
  const to: (string | null)[] = [];
  const descriptions: Party[] = [];
  const bodies: { party: Party; place: number }[] = [];
  const spokenFor = (kinds: readonly SpeakerKind[], place: number): Party | null =>
    bodies.findLast((one) => place - one.place < BODY_REACH && kinds.includes(one.party.kind))
      ?.party ?? null;
  drafts.forEach((draft, index) => {
    const source = draft.source[0] ?? besideCue(text, draft, names);
    let one = NOBODY;
    if (draft.by === "turn") {
      const label = turns.get(draft.content[0]!.start);
      if (label) one = { party: { ...label, entity: null }, by: "turn", score: 1 };
    } else if (source) {
      const inside = enclosing(drafts, index, source);
      const outer = inside === null ? null : (found[inside]?.party ?? null);
      const word = text.slice(source.start, source.end).toLowerCase();
      if (seen && (MALE.has(word) || FEMALE.has(word)))
        seen(index, pronouns.candidates(word, source.start, { outer }));
      one = resolve(text, writer, source, names, pronouns, outer, descriptions, spokenFor);
    }
    if (!source && draft.by === "model") one = subjectBefore(text, drafts, index, found);
    // The writer of a text told in the first person is "I" in it, and no "he".
    const writes = one.by === "first-person" && one.party?.name === writer;
    if (source && !writes && (one.party?.kind === "person" || one.party?.kind === "unnamed"))
      pronouns.spoke(one.party, source);
    if (source && one.party && (one.party.kind !== "person" || one.party.name.includes(" | ")))
      bodies.push({ party: one.party, place: source.start });
    if (one.party && one.by === "description") descriptions.push(one.party);
    found.push(one);
    to.push(
      addressee(
        text,
        draft,
        names,
        (place) => pronouns.resolve("him", place, { not: one.party })?.party.name ?? null,
      ),
    );
  });
  const fuller = fullestDescriptions(found.map(({ party }) => party));
  const full = found.map((one) => ({
    ...one,
    party: fuller.get(one.party?.name ?? "") ?? one.party,
  }));
  return { ...gather(text, drafts, full), to };
}

/** The draft inside whose content the source stands, or null. */
function enclosing(drafts: readonly Draft[], index: number, source: Span): number | null {
  const { parent } = drafts[index]!;
  if (parent !== null) return parent;
  for (let i = Math.max(0, index - 6); i < Math.min(drafts.length, index + 2); i++)
    if (i !== index && drafts[i]!.content.some((part) => covers(part, source))) return i;
  return null;
}

function resolve(
  text: string,
  writer: string | null,
  source: Span,
  names: readonly NameMention[],
  pronouns: Pronouns,
  outer: Party | null,
  descriptions: readonly Party[],
  spokenFor: SpokenFor,
): Found {
  const phrase = analysePhrase(text, source, names);
  switch (phrase.form) {
    case "names": {
      const body = namedBody(phrase.names, names) ?? cutName(text, source, phrase.names);
      if (body) return { party: body, by: "name", score: 0.85 };
      return { party: joint(phrase.names), by: "name", score: 0.95 };
    }
    case "mixed": {
      const name = `${joint(phrase.names).name} | ${phrase.others}`;
      return { party: { name, kind: "group", entity: null }, by: "name", score: 0.8 };
    }
    case "pronoun":
      return pronounFound(text, writer, phrase.pronoun, source, names, pronouns, outer, spokenFor);
    case "body": {
      const relative = "pronoun" in phrase.owner && phrase.owner.pronoun === "whose";
      const owner = relative
        ? antecedent(text, source, names, "who")?.party
        : ownerOf(phrase.owner, source, pronouns, outer);
      if (!owner) return NOBODY;
      const name = bodyName(text, owner.name, phrase.body);
      return { party: { name, kind: "organization", entity: null }, by: "name", score: 0.85 };
    }
    case "utterance": {
      const owner = ownerOf(phrase.owner, source, pronouns, outer);
      return owner ? { party: owner, by: "name", score: 0.8 } : NOBODY;
    }
    case "description": {
      const rest = /^whose (.+)$/u.exec(phrase.words)?.[1];
      const owner = rest ? antecedent(text, source, names, "who")?.party : null;
      if (owner) {
        const kind = kindOfHead(phrase.head, rest!);
        const party = { name: `${owner.name}’s ${rest}`, kind, entity: null };
        return { party, by: "description", score: 0.6 };
      }
      const campaign = campaignOf(phrase.words, names);
      if (campaign) return { party: campaign, by: "name", score: 0.8 };
      return describedParty(phrase, source, {
        names,
        descriptions,
        pronouns,
        body: (place) => spokenFor(["organization"], place),
      });
    }
  }
}

function joint(names: readonly NameMention[]): Party {
  const entities = [...new Set(names.map(({ entity }) => entity))];
  if (entities.length === 1) return partyOf(entities[0]!);
  const kinds = entities.map((entity) => partyOf(entity).kind);
  return {
    name: entities.map(({ name }) => name).join(" | "),
    kind: kinds.includes("organization") ? "organization" : kinds[0]!,
    entity: null,
  };
}

function ownerOf(
  owner: Owner,
  source: Span,
  pronouns: Pronouns,
  outer: Party | null,
): Party | null {
  if ("name" in owner) return partyOf(owner.name.entity);
  if (FIRST.has(owner.pronoun)) return outer;
  const found = pronouns.resolve(owner.pronoun, source.start, { outer });
  return found?.party ?? null;
}

function pronounFound(
  text: string,
  writer: string | null,
  pronoun: string,
  source: Span,
  names: readonly NameMention[],
  pronouns: Pronouns,
  outer: Party | null,
  spokenFor: SpokenFor,
): Found {
  if (RELATIVE.has(pronoun)) {
    const found = antecedent(text, source, names, pronoun);
    return found ? { party: found.party, by: "pronoun", score: found.score } : NOBODY;
  }
  if (FIRST.has(pronoun)) {
    if (outer) return { party: outer, by: "first-person", score: 0.8 };
    if ((pronoun !== "i" && pronoun !== "me") || !writer)
      return {
        party: {
          name: text.slice(source.start, source.end),
          kind: /^(?:i|me|my|mine|myself)$/u.test(pronoun) ? "unnamed" : "group",
          entity: null,
        },
        by: "first-person",
        score: 0.5,
      };
    return {
      party: { name: writer, kind: "person", entity: null },
      by: "first-person",
      score: 0.6,
    };
  }
  if (MALE.has(pronoun) || FEMALE.has(pronoun)) {
    const best = pronouns.resolve(pronoun, source.start, { outer });
    return best ? { ...best, by: "pronoun" } : NOBODY;
  }
  if (PLURAL.has(pronoun)) {
    const party = spokenFor(["group", "person", "organization"], source.start);
    return party ? { party, by: "pronoun", score: 0.5 } : NOBODY;
  }
  if (NEUTER.has(pronoun)) {
    const body = pronouns.body(source.start);
    const party = spokenFor(["organization", "document"], source.start) ?? (body && partyOf(body));
    return party ? { party, by: "pronoun", score: 0.5 } : NOBODY;
  }
  return {
    party: { name: text.slice(source.start, source.end), kind: "group", entity: null },
    by: "description",
    score: 0.4,
  };
}

function gather(
  text: string,
  drafts: readonly Draft[],
  found: readonly Found[],
): Omit<ResolvedSpeakers, "to"> {
  const byName = new Map<string, { party: Party; mentions: Span[]; id: string }>();
  const resolutions = found.map(({ party, by, score }, i): Resolution => {
    if (!party) return { speaker: null, by: null, score: 0 };
    const key = party.name.toLowerCase();
    let known = byName.get(key);
    if (!known) {
      known = { party, mentions: [], id: `s${byName.size + 1}` };
      byName.set(key, known);
    }
    if (drafts[i]!.source.length > 0) known.mentions.push(hull(drafts[i]!.source));
    return { speaker: known.id, by, score };
  });
  const speakers = [...byName.values()].map(({ party, mentions, id }): Speaker => ({
    id,
    name: party.name,
    kind: party.kind,
    title: party.entity?.title ?? null,
    affiliation: party.entity?.affiliation ?? null,
    anonymity: party.entity === null && mentions.some((mention) => asksAnonymity(text, mention)),
    mentions,
  }));
  return { speakers, resolutions };
}

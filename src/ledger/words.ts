import type { RawBuilder } from "kysely";
import { InputError } from "../errors.js";

/** What to look for among the statements. */
export interface WordQuery {
  /** Words, each by itself or several that stand together. */
  readonly phrases: readonly string[];
  /** All of the phrases must be there (the default), or any one. */
  readonly any?: boolean;
  /** Marks, as `facet` makes them: of each list, the statement must bear one. */
  readonly facets?: readonly (readonly string[])[];
}

/**
 * Full-text search over statements: inflected forms meet, letters' case and accents do not count. And
 * over names, by any part of them.
 */
export interface WordIndex {
  /**
   * A `select` of the numbers (`id`) of statements that match; with `newest`, at most so many, those
   * recorded last first, else in no order.
   */
  select(query: WordQuery, newest?: number): RawBuilder<{ id: number }>;
  /** Numbers of all statements that match, in no order; null where they are more than `most`. */
  few(query: WordQuery, most: number): Promise<readonly number[] | null>;
  /** A `select` of the numbers given, to look up many by one statement. */
  these(ids: readonly number[]): RawBuilder<unknown>;
  /** A `select` of the numbers of names that hold `part`, both as `fold` makes them. */
  names(part: string): RawBuilder<unknown>;
  /** Whether the indexes agree with the statements and the names. */
  isRight(): Promise<boolean>;
  /** Makes the indexes anew from the statements and the names. */
  rebuild(): Promise<void>;
}

/** The user's words as phrases: every word by itself, those "in quotes" together. */
export function phrasesOf(words: string): readonly string[] {
  const phrases = (words.replaceAll(/\p{Cc}/gu, " ").match(/"[^"]*"|[^\s"]+/gu) ?? [])
    .map((term) => term.replaceAll('"', "").trim())
    .filter((term) => /[\p{L}\p{N}]/u.test(term));
  if (phrases.length === 0)
    throw new InputError(`"${words}"`, "holds no word to search for; give at least one");
  return phrases;
}

/** Refuses days of which the first comes after the last. */
export function checkDays(
  since: string | null | undefined,
  until: string | null | undefined,
): void {
  if (since && until && since > until)
    throw new InputError(
      `${since} to ${until}`,
      "ends before it begins; give the earlier day first",
    );
}

/** Text without case and accents, by which names are found: "Šefčovič" as "sefcovic". */
export const fold = (text: string): string =>
  text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();

/** A pattern that holds `part`, whatever it is made of; for `like … escape '\\'`. */
export const like = (part: string): string => `%${part.replaceAll(/[\\%_]/gu, String.raw`\$&`)}%`;

/**
 * Marks that the index keeps of a statement beside its words, so that words and filters are looked up
 * together however common either is. Letters and digits only: a mark is one word to the index.
 */
export const facet = {
  /** Days in order of time are in order of their marks. */
  day: (published: string | null): string => `d${published?.replaceAll(/\D/gu, "") ?? "none"}`,
  /** `name` is a number in the table of names. */
  speaker: (name: number): string => `n${name}`,
  act: (act: string): string => `a${act}`,
  quotation: (quotation: string): string => `q${quotation}`,
} as const;

/** All marks of a statement, as the table keeps them: the day first. */
export const facetsOf = (
  { act, quotation }: { readonly act: string; readonly quotation: string },
  published: string | null,
  name: number | null,
): string =>
  [
    facet.day(published),
    ...(name === null ? [] : [facet.speaker(name)]),
    facet.act(act),
    facet.quotation(quotation),
  ].join(" ");

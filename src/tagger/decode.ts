import type { Borders } from "./boundary-features.js";
import { ROLE_WEIGHTS } from "./boundary-weights.js";
import type { EncodedText } from "./encode.js";
import { bestRoles, ROLE_TAGS, rolePotentials, type RolePotentials } from "./roles.js";
import {
  type ActScores,
  type LabelledSpan,
  NAME_KINDS,
  type NameSpan,
  ROLES,
  type Role,
} from "./tagged.js";
import type { Window } from "./windows.js";

/** Where each head's numbers stand in a word's row of outputs. */
export interface Layout {
  readonly width: number;
  readonly offset: Readonly<Record<string, number>>;
}

const HEADS = ["role", "name", "from", "to"] as const;

/** Reads the layout of a model's description; throws where a head is missing. */
export function createLayout(widths: Readonly<Record<string, number>>): Layout {
  const offset: Record<string, number> = {};
  let width = 0;
  for (const [name, size] of Object.entries(widths)) {
    offset[name] = width;
    width += size;
  }
  for (const head of HEADS)
    if (offset[head] === undefined) throw new Error(`The model has no head "${head}"`);
  return { width, offset };
}

const NAME_TAGS = 1 + 2 * NAME_KINDS.length;
const LINK_WIDTH = 64;
/** Words of a span whose link vectors are averaged, at the most (spread evenly). */
const LINK_WORDS = 12;
/** Cues that a span may belong to, the likeliest first, at the most. */
const LINKS = 6;
const ACT_COUNT = 9;
/** Words of a span whose act scores are summed, as in training/train.py. */
const ACT_WORDS = 40;

/** A span of words while its window is decoded. */
interface WordSpan {
  readonly role: Role;
  readonly from: number;
  readonly to: number;
  readonly score: number;
  readonly faint?: true;
}

/** How much likelier sources are taken to be, in logits, when a cue may have been left without. */
const FAINT_BONUS = [0.7];

/**
 * Sources that the best sequence leaves out by a little: what becomes one where sources are taken
 * to be likelier, on words that no span holds yet.
 */
function faintSources(
  potentials: RolePotentials,
  found: readonly WordSpan[],
  isWord: (word: number) => boolean,
): WordSpan[] {
  const taken = new Uint8Array(potentials.words);
  for (const { from, to } of found) taken.fill(1, from, to);
  const tags = bestRoles(potentials, ROLE_WEIGHTS, FAINT_BONUS);
  for (let word = 0; word < tags.length; word++) if (taken[word] || tags[word]! > 2) tags[word] = 0;
  return wordSpans(tags, tags.length, ROLES, potentials.probability, ROLE_TAGS)
    .filter(({ from, to }) => from + 1 < to || isWord(from))
    .map((one) => ({ ...one, faint: true }));
}

/**
 * Turns one window's outputs (a row of `layout.width` numbers a piece) into labelled spans and
 * names, appended in order of place.
 */
export function decodeWindow(
  source: string,
  outputs: Float32Array,
  window: Window,
  text: EncodedText,
  borders: Borders,
  layout: Layout,
  spans: LabelledSpan[],
  names: NameSpan[],
): void {
  const count = window.to - window.from;
  const { width, offset } = layout;
  const potentials = rolePotentials(outputs, window, width, offset["role"]!, borders, ROLE_WEIGHTS);
  const tags = bestRoles(potentials, ROLE_WEIGHTS);
  const found: WordSpan[] = wordSpans(tags, count, ROLES, potentials.probability, ROLE_TAGS);
  const base = spans.length;
  const cues = found.flatMap((s, i) => (s.role === "cue" ? [i] : []));
  found.push(
    ...faintSources(potentials, found, (word) => holdsWord(source, text, window.from + word)),
  );
  for (const one of found)
    spans.push({
      role: one.role,
      span: charSpan(text, window, one),
      score: one.score,
      faint: one.faint === true,
      links: one.role === "cue" ? [] : links(outputs, window, layout, one, cues, found, base),
      acts: actScores(outputs, window, layout, one),
    });

  const nameTags = bestTags(outputs, window, layout, layout.offset["name"]!, NAME_TAGS);
  for (const one of wordSpans(nameTags.tags, count, NAME_KINDS, nameTags.probability, NAME_TAGS))
    names.push({ kind: one.role, span: charSpan(text, window, one), score: one.score });
}

/** What each word of a window says, as a part of a content, on whether it binds; appended in order of place. */
export function decodeBinding(
  outputs: Float32Array,
  window: Window,
  { width, offset }: Layout,
  logits: number[],
): void {
  const bindsAt = offset["binds"];
  if (bindsAt === undefined) return;
  const at = bindsAt + ROLES.indexOf("content");
  for (const row of window.rows) logits.push(outputs[row * width + at]!);
}

const holdsWord = (source: string, { start, end }: EncodedText, word: number): boolean =>
  /[\p{L}\p{N}]/u.test(source.slice(start[word], end[word]));

function charSpan(text: EncodedText, window: Window, s: { from: number; to: number }) {
  return {
    start: text.start[window.from + s.from]!,
    end: text.end[window.from + s.to - 1]!,
  };
}

interface Tags {
  readonly tags: Uint8Array;
  /** `count * tags` probabilities. */
  readonly probability: Float32Array;
}

/**
 * The best sequence of BIO tags (Viterbi): tag 0 is outside, odd tags begin, the even tag after
 * each goes on, and only follows its own beginning or itself.
 */
function bestTags(
  outputs: Float32Array,
  window: Window,
  layout: Layout,
  offset: number,
  size: number,
): Tags {
  const count = window.to - window.from;
  const probability = new Float32Array(count * size);
  const back = new Uint8Array(count * size);
  let score = new Float64Array(size);
  let next = new Float64Array(size);
  for (let word = 0; word < count; word++) {
    const row = window.rows[word]! * layout.width + offset;
    let most = -Infinity;
    for (let t = 0; t < size; t++) if (outputs[row + t]! > most) most = outputs[row + t]!;
    let total = 0;
    for (let t = 0; t < size; t++) total += Math.exp(outputs[row + t]! - most);
    const norm = most + Math.log(total);
    let bestBefore = 0;
    for (let t = 1; t < size; t++) if (score[t]! > score[bestBefore]!) bestBefore = t;
    for (let t = 0; t < size; t++) {
      const log = outputs[row + t]! - norm;
      probability[word * size + t] = Math.exp(log);
      const inside = t > 0 && t % 2 === 0;
      let from = bestBefore;
      if (inside) from = score[t]! >= score[t - 1]! ? t : t - 1;
      const before = word === 0 ? (inside ? -Infinity : 0) : score[from]!;
      next[t] = before + log;
      back[word * size + t] = from;
    }
    [score, next] = [next, score];
  }
  const tags = new Uint8Array(count);
  let tag = 0;
  for (let t = 1; t < size; t++) if (score[t]! > score[tag]!) tag = t;
  for (let word = count - 1; word >= 0; word--) {
    tags[word] = tag;
    tag = back[word * size + tag]!;
  }
  return { tags, probability };
}

function wordSpans<R extends string>(
  tags: Uint8Array,
  count: number,
  roles: readonly R[],
  probability: Float32Array,
  size: number,
): { role: R; from: number; to: number; score: number }[] {
  const out: { role: R; from: number; to: number; score: number }[] = [];
  for (let word = 0; word < count;) {
    const tag = tags[word]!;
    if (tag === 0) {
      word++;
      continue;
    }
    const from = word;
    const begin = tag % 2 === 1 ? tag : tag - 1;
    let total = 0;
    do {
      total += probability[word * size + begin]! + probability[word * size + begin + 1]!;
      word++;
    } while (word < count && tags[word] === begin + 1);
    out.push({ role: roles[(begin - 1) / 2]!, from, to: word, score: total / (word - from) });
  }
  return out;
}

/** What the heads of acts and of what binds say for the span's role, summed over its first words. */
function actScores(
  outputs: Float32Array,
  window: Window,
  { width, offset }: Layout,
  one: WordSpan,
): ActScores | null {
  const actAt = offset["act"];
  const bindsAt = offset["binds"];
  if (actAt === undefined || bindsAt === undefined) return null;
  const role = ROLES.indexOf(one.role);
  const act = Array.from({ length: ACT_COUNT }, () => 0);
  let binds = 0;
  const words = Math.min(one.to - one.from, ACT_WORDS);
  for (let w = 0; w < words; w++) {
    const row = window.rows[one.from + w]! * width;
    for (let k = 0; k < ACT_COUNT; k++) act[k]! += outputs[row + actAt + role * ACT_COUNT + k]!;
    binds += outputs[row + bindsAt + role]!;
  }
  return { act, binds, words };
}

/** How likely the span belongs to each cue of its window: softmax over their bilinear scores. */
function links(
  outputs: Float32Array,
  window: Window,
  layout: Layout,
  one: WordSpan,
  cues: readonly number[],
  found: readonly WordSpan[],
  base: number,
): { cue: number; score: number }[] {
  if (cues.length === 0) return [];
  const { width, offset } = layout;
  const fromAt = offset["from"]!;
  const toAt = offset["to"]!;
  const words = one.to - one.from;
  const step = Math.max(1, words / LINK_WORDS);
  const mean = new Float64Array(LINK_WIDTH);
  let taken = 0;
  for (let w = 0; w < words; w += step, taken++) {
    const row = window.rows[one.from + Math.floor(w)]! * width + fromAt;
    for (let d = 0; d < LINK_WIDTH; d++) mean[d]! += outputs[row + d]!;
  }
  const out = cues.map((cue) => {
    const row = window.rows[found[cue]!.from]! * width + toAt;
    let dot = 0;
    for (let d = 0; d < LINK_WIDTH; d++) dot += mean[d]! * outputs[row + d]!;
    return { cue: base + cue, score: dot / taken };
  });
  let most = -Infinity;
  for (const link of out) most = Math.max(most, link.score);
  let total = 0;
  for (const link of out) total += link.score = Math.exp(link.score - most);
  for (const link of out) link.score /= total;
  return out.sort((a, b) => b.score - a.score).slice(0, LINKS);
}

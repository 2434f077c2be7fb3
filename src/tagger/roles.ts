import { type Borders, FEATURE_NAMES } from "./boundary-features.js";
import { ROLES } from "./tagged.js";
import type { Window } from "./windows.js";

/**
 * Roles of words by a linear-chain conditional random field (Lafferty et al. 2001) over the
 * network's probabilities: how likely each tag follows another, and how likely a span begins, ends
 * or goes on at a border of this kind. Its weights are fitted by `training/boundaries.py`.
 */
export interface RoleWeights {
  /** For the word before, the word itself and the word after: by its tag's log probability, for each tag. */
  readonly seen: Float64Array;
  /** From tag to tag. */
  readonly follow: Float64Array;
  /** `EVENTS` for each of `FEATURE_NAMES`. */
  readonly border: Float64Array;
}

/** Outside, and begin and inside for each role. */
export const ROLE_TAGS = 1 + 2 * ROLES.length;
/** What can happen at a border, for each role: a span begins, ends, goes on. */
export const EVENTS = 3 * ROLES.length;
/** Log probabilities below are not told apart. */
const LEAST = -9;

/** What the field gives each tag of a word, and each event at the border before it. */
export interface RolePotentials {
  readonly words: number;
  readonly tag: Float64Array;
  readonly event: Float64Array;
  /** The network's own probabilities. */
  readonly probability: Float32Array;
}

/** Reckons the potentials of one window's words; `at` is where a row's role logits begin. */
export function rolePotentials(
  outputs: Float32Array,
  window: Window,
  width: number,
  at: number,
  borders: Borders,
  weights: RoleWeights,
): RolePotentials {
  const words = window.to - window.from;
  const probability = new Float32Array(words * ROLE_TAGS);
  const log = new Float64Array(words * ROLE_TAGS);
  for (let word = 0; word < words; word++) {
    const row = window.rows[word]! * width + at;
    let most = -Infinity;
    for (let t = 0; t < ROLE_TAGS; t++) most = Math.max(most, outputs[row + t]!);
    let total = 0;
    for (let t = 0; t < ROLE_TAGS; t++) total += Math.exp(outputs[row + t]! - most);
    const norm = most + Math.log(total);
    for (let t = 0; t < ROLE_TAGS; t++) {
      const value = outputs[row + t]! - norm;
      probability[word * ROLE_TAGS + t] = Math.exp(value);
      log[word * ROLE_TAGS + t] = Math.max(LEAST, value);
    }
  }
  const tag = new Float64Array(words * ROLE_TAGS);
  const event = new Float64Array(words * EVENTS);
  for (let word = 0; word < words; word++) {
    for (let side = -1; side <= 1; side++) {
      const other = word + side;
      if (other < 0 || other >= words) continue;
      let weight = (side + 1) * ROLE_TAGS * ROLE_TAGS;
      for (let s = 0; s < ROLE_TAGS; s++) {
        const value = log[other * ROLE_TAGS + s]!;
        for (let t = 0; t < ROLE_TAGS; t++)
          tag[word * ROLE_TAGS + t]! += value * weights.seen[weight++]!;
      }
    }
    const border = window.from + word;
    for (let f = 0; f < borders.count[border]!; f++) {
      const weight = borders.features[border * borders.most + f]! * EVENTS;
      for (let e = 0; e < EVENTS; e++) event[word * EVENTS + e]! += weights.border[weight + e]!;
    }
  }
  return { words, tag, event, probability };
}

const roleOf = (tag: number): number => (tag + 1) >> 1;

/** Where each step from tag to tag stands among the events; -1 for none. */
const BEGINS = Int8Array.from({ length: ROLE_TAGS }, (_, t) => (t % 2 === 1 ? roleOf(t) - 1 : -1));
const ENDS = Int8Array.from({ length: ROLE_TAGS }, (_, t) =>
  t > 0 ? ROLES.length + roleOf(t) - 1 : -1,
);
const GOES_ON = Int8Array.from({ length: ROLE_TAGS }, (_, t) =>
  t > 0 && t % 2 === 0 ? 2 * ROLES.length + roleOf(t) - 1 : -1,
);

/**
 * Added where a source, cue or content begins. The field is surer of what it finds than it has to
 * be, since what is unlikely is left out later: more cues and contents to choose from.
 */
const EAGER = [0, 0.5, 0.5];

/**
 * The best sequence of tags (Viterbi): tag 0 is outside, odd tags begin, the even tag after each
 * goes on and only follows its own beginning or itself. `bonus` is added to both tags of each role.
 * Linear in the number of words.
 */
export function bestRoles(
  { words, tag, event }: RolePotentials,
  { follow }: RoleWeights,
  bonus: readonly number[] = [],
): Uint8Array {
  const back = new Uint8Array(words * ROLE_TAGS);
  let score = new Float64Array(ROLE_TAGS).fill(-Infinity);
  score[0] = 0; // a window begins outside
  let next = new Float64Array(ROLE_TAGS);
  const left = new Float64Array(ROLE_TAGS);
  for (let word = 0; word < words; word++) {
    const at = word * EVENTS;
    for (let a = 0; a < ROLE_TAGS; a++)
      left[a] = score[a]! + (ENDS[a]! < 0 ? 0 : event[at + ENDS[a]!]!);
    for (let b = 0; b < ROLE_TAGS; b++) {
      let best = -Infinity;
      let from = 0;
      const on = GOES_ON[b]!;
      if (on >= 0) {
        for (let a = b - 1; a <= b; a++) {
          const value = score[a]! + follow[a * ROLE_TAGS + b]!;
          if (value > best) [best, from] = [value, a];
        }
        best += event[at + on]!;
      } else {
        for (let a = 0; a < ROLE_TAGS; a++) {
          const value = left[a]! + follow[a * ROLE_TAGS + b]!;
          if (value > best) [best, from] = [value, a];
        }
        if (BEGINS[b]! >= 0) best += event[at + BEGINS[b]!]! + EAGER[BEGINS[b]!]!;
      }
      next[b] = best + tag[word * ROLE_TAGS + b]! + (b > 0 ? (bonus[roleOf(b) - 1] ?? 0) : 0);
      back[word * ROLE_TAGS + b] = from;
    }
    [score, next] = [next, score];
  }
  const tags = new Uint8Array(words);
  let now = 0;
  for (let t = 1; t < ROLE_TAGS; t++) if (score[t]! > score[now]!) now = t;
  for (let word = words - 1; word >= 0; word--) {
    tags[word] = now;
    now = back[word * ROLE_TAGS + now]!;
  }
  return tags;
}

/** Reads weights as `training/boundaries.py` writes them: rows of numbers, features by name. */
export function readRoleWeights(seen: string, follow: string, border: string): RoleWeights {
  const numbers = (rows: string): Float64Array => Float64Array.from(rows.split(/\s+/u), Number);
  const rows = new Map(
    border.split("\n").map((line) => {
      const [name, ...weights] = line.split(" ");
      return [name!, weights.map(Number)];
    }),
  );
  const all = new Float64Array(FEATURE_NAMES.length * EVENTS);
  FEATURE_NAMES.forEach((name, feature) => all.set(rows.get(name) ?? [], feature * EVENTS));
  return { seen: numbers(seen), follow: numbers(follow), border: all };
}

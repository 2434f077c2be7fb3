// Makes quotations of known fate from transcripts: true ones, and each of them spoilt in one way.
// Seeded: the same transcripts and seed give the same cases. The lists here are the generator's
// own; the checker knows nothing of them.

/** A small, fast random number generator (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    below: (n) => Math.floor(next() * n),
    of: (list) => list[Math.floor(next() * list.length)],
  };
}

const swap = (pairs) => {
  const map = new Map();
  for (const [a, b] of pairs.map((pair) => pair.split(" "))) {
    map.set(a, b);
    map.set(b, a);
  }
  return map;
};
const MODALS = swap(["will would", "can could", "may must", "should might"]);
const QUANTIFIERS = swap([
  "all some",
  "many few",
  "most several",
  "every any",
  "always sometimes",
  "more less",
  "everyone someone",
  "everything something",
]);
const PRONOUNS = swap(["we they", "I we", "he they", "our their", "us them", "my his"]);
const TENSES = swap([
  "is was",
  "are were",
  "has had",
  "have had",
  "do did",
  "think thought",
  "said say",
  "know knew",
  "made make",
  "going gone",
]);
const SYNONYMS = swap([
  "big large",
  "begin start",
  "help assist",
  "important significant",
  "difficult hard",
  "discuss debate",
  "announce declare",
  "continue proceed",
  "ensure guarantee",
  "hope wish",
  "protect defend",
  "additional further",
  "job work",
  "conversation discussion",
  "steps measures",
  "obviously clearly",
]);
const SPELLINGS = swap([
  "favor favour",
  "honor honour",
  "labor labour",
  "color colour",
  "neighbor neighbour",
  "center centre",
  "defense defence",
  "program programme",
  "programs programmes",
  "organization organisation",
  "organizations organisations",
  "recognize recognise",
  "emphasize emphasise",
  "prioritize prioritise",
  "finalize finalise",
  "utilize utilise",
  "traveled travelled",
  "traveling travelling",
  "canceled cancelled",
  "modeling modelling",
  "toward towards",
  "okay ok",
  "gray grey",
]);
const CONTRACTED = [
  [/\b(do|does|did|is|are|was|were|would|could|should) not\b/u, "$1n’t"],
  [/\b(I|we|they|you) (?:have)\b/u, "$1’ve"],
  [/\b(we|they|you) are\b/iu, "$1’re"],
  [/\bI am\b/u, "I’m"],
  [/\b(I|we|he|she|they) will\b/u, "$1’ll"],
  [/n’t\b/u, " not"],
  [/’re\b/u, " are"],
  [/’ve\b/u, " have"],
];
const INSERTED = [
  "frankly",
  "quickly",
  "really",
  "certainly",
  "entirely",
  "always",
  "never",
  "very",
];
const FILLERS =
  /(?<=[,.;—?!]\s)(?:you know,|I mean,|um,|uh,|well,)\s|(?:— |, )(?:you know|I mean),/iu;
const NEGATION = /\b(?:not|never|no|none|nothing|nobody|neither|nor|without)\b|n[’']t\b/iu;
const CONDITION = /\b(?:if|unless|until|except|provided|only|once)\b/iu;

const wordsOf = (text) => text.split(/\s+/u).filter((word) => word !== "");
export const flat = (text) => text.replace(/\s+/gu, " ").trim();

/** Replaces one word by a map, at a random place where one fits; null where none does. */
function exchange(text, map, rnd) {
  const spots = [...text.matchAll(/(?<![\w’'])[A-Za-z]+(?![\w’'])/gu)].filter(([word]) =>
    map.has(word),
  );
  if (spots.length === 0) return null;
  const spot = rnd.of(spots);
  return text.slice(0, spot.index) + map.get(spot[0]) + text.slice(spot.index + spot[0].length);
}

/** Every way to spoil or to treat a quotation; each gives the new wording, or null where it cannot. */
export const CHANGES = {
  untouched: (q) => q,
  typographic: (q, rnd) => {
    const kinds = [
      (t) =>
        t.replaceAll("’", "'").replaceAll("“", '"').replaceAll("”", '"').replaceAll("—", " - "),
      (t) => t.replaceAll("'", "’").replaceAll("--", "—").replaceAll(" ", "  "),
      (t) =>
        t[0].toLowerCase() === t[0]
          ? t[0].toUpperCase() + t.slice(1)
          : t[0].toLowerCase() + t.slice(1),
      (t) => t.replaceAll(",", ""),
      (t) => t.replace(/\b([a-z]{4,})([a-z]{3,})\b/u, "$1\u00ad$2"),
    ];
    return rnd.of(kinds)(q);
  },
  fillers: (q) => {
    const found = FILLERS.exec(q);
    if (
      !found ||
      found.index < 4 ||
      /\b(?:as|that|if|what|so)[,]?\s*$/iu.test(q.slice(0, found.index))
    )
      return null;
    return flat(
      q.slice(0, found.index) +
        (/^[—,]/u.test(found[0]) ? (found[0].startsWith("—") ? "— " : ", ") : "") +
        q.slice(found.index + found[0].length),
    ).replace(/— $|, $/u, "");
  },
  ellipsis: (q, rnd) => {
    const words = wordsOf(q);
    if (words.length < 14) return null;
    const from = 4 + rnd.below(words.length - 11);
    const count = 2 + rnd.below(3);
    const omitted = words.slice(from, from + count).join(" ");
    // Honest: what goes neither denies nor binds, and no whole clause turns on it.
    if (
      NEGATION.test(words.slice(from - 2, from + count + 2).join(" ")) ||
      CONDITION.test(omitted) ||
      omitted.includes("[")
    )
      return null;
    return [...words.slice(0, from), "…", ...words.slice(from + count)].join(" ");
  },
  brackets: (q, rnd) => {
    const spots = [...q.matchAll(/(?<![\w’'])(?:he|she|they|it|this|that)(?![\w’'])/gu)];
    if (spots.length > 0 && rnd.next() < 0.7) {
      const spot = rnd.of(spots);
      return `${q.slice(0, spot.index)}[${rnd.of(["the minister", "the agency", "the proposal", "the committee"])}]${q.slice(spot.index + spot[0].length)}`;
    }
    return /^[a-z]/u.test(q) ? `[${q[0].toUpperCase()}]${q.slice(1)}` : null;
  },
  negation: (q, rnd) => {
    const drop = [
      ...q.matchAll(
        / not\b(?! only)|(?<=\b(?:do|does|did|is|are|was|were|would|could|should|have|has|had))n[’']t\b/gu,
      ),
    ];
    if (drop.length > 0) {
      const spot = rnd.of(drop);
      return q.slice(0, spot.index) + q.slice(spot.index + spot[0].length);
    }
    const add = [...q.matchAll(/\b(?:is|are|was|were|will|would|can|could|should)\b(?![’'])/gu)];
    if (add.length === 0 || NEGATION.test(q)) return null;
    const spot = rnd.of(add);
    return `${q.slice(0, spot.index + spot[0].length)} not${q.slice(spot.index + spot[0].length)}`;
  },
  number: (q, rnd) => {
    const spots = [
      ...q.matchAll(
        /\b\d[\d,]*\b(?!\])|\b(?:two|three|four|five|six|seven|eight|ten|twelve|twenty|thirty|million|billion)\b/gu,
      ),
    ];
    if (spots.length === 0) return null;
    const spot = rnd.of(spots);
    const words = [
      "two",
      "three",
      "four",
      "five",
      "six",
      "seven",
      "eight",
      "ten",
      "twelve",
      "twenty",
      "thirty",
    ];
    const other = /\d/u.test(spot[0])
      ? String(Number(spot[0].replaceAll(",", "")) + 1 + rnd.below(40))
      : spot[0] === "million"
        ? "billion"
        : spot[0] === "billion"
          ? "million"
          : rnd.of(words.filter((word) => word !== spot[0]));
    return q.slice(0, spot.index) + other + q.slice(spot.index + spot[0].length);
  },
  name: (q, rnd) => {
    const spots = [...q.matchAll(/(?<=[a-z,] )(?!I\b)[A-Z][a-z]{3,}(?![\w’'])/gu)];
    if (spots.length === 0) return null;
    const spot = rnd.of(spots);
    return (
      q.slice(0, spot.index) +
      rnd.of(["Marlow", "Estavia", "Pelham", "Korvath", "Brennick", "Tessaly"]) +
      q.slice(spot.index + spot[0].length)
    );
  },
  modal: (q, rnd) => exchange(q, MODALS, rnd),
  quantifier: (q, rnd) => exchange(q, QUANTIFIERS, rnd),
  "who-did-what": (q, rnd) => exchange(q, PRONOUNS, rnd),
  article: (q, rnd) => {
    const spots = [...q.matchAll(/(?<= )(?:the|a|an) /gu)];
    if (spots.length === 0) return null;
    const spot = rnd.of(spots);
    const other = rnd.next() < 0.5 ? "" : spot[0] === "the " ? "a " : "the ";
    return q.slice(0, spot.index) + other + q.slice(spot.index + spot[0].length);
  },
  inflection: (q, rnd) => {
    const spots = [...q.matchAll(/(?<= )[a-z]{5,}[^s\W]s(?![\w’'])/gu)];
    if (spots.length === 0) return null;
    const spot = rnd.of(spots);
    return q.slice(0, spot.index) + spot[0].slice(0, -1) + q.slice(spot.index + spot[0].length);
  },
  contraction: (q) => {
    for (const [from, to] of CONTRACTED)
      if (from.test(q) && !/\b(?:ca|wo)n’t/u.test(q)) return q.replace(from, to);
    return null;
  },
  spelling: (q, rnd) => exchange(q, SPELLINGS, rnd),
  tense: (q, rnd) => exchange(q, TENSES, rnd),
  synonym: (q, rnd) => exchange(q, SYNONYMS, rnd),
  order: (q, rnd) => {
    const words = wordsOf(q);
    const spots = words
      .map((_, i) => i)
      .filter(
        (i) =>
          i > 0 &&
          i + 1 < words.length &&
          /^[a-z]{3,}$/u.test(words[i]) &&
          /^[a-z]{3,}$/u.test(words[i + 1]) &&
          words[i] !== words[i + 1],
      );
    if (spots.length === 0) return null;
    const i = rnd.of(spots);
    [words[i], words[i + 1]] = [words[i + 1], words[i]];
    return words.join(" ");
  },
  inserted: (q, rnd) => {
    const words = wordsOf(q);
    words.splice(1 + rnd.below(words.length - 1), 0, rnd.of(INSERTED));
    return words.join(" ");
  },
  omitted: (q, rnd) => {
    const words = wordsOf(q);
    const spots = words
      .map((_, i) => i)
      .filter(
        (i) =>
          i > 0 &&
          i + 1 < words.length &&
          /^[a-z]{4,}$/u.test(words[i]) &&
          words[i] !== words[i - 1] &&
          words[i] !== words[i + 1],
      );
    if (spots.length === 0) return null;
    words.splice(rnd.of(spots), 1);
    return words.join(" ");
  },
};

/** Changes of meaning: they must be reported as altered and substantive. */
export const SUBSTANTIVE = ["negation", "number", "name", "modal", "quantifier", "who-did-what"];
export const MINOR = [
  "article",
  "inflection",
  "contraction",
  "spelling",
  "tense",
  "synonym",
  "order",
  "inserted",
  "omitted",
];

/** Our own paraphrases, by rule: another frame, the matter in another order. */
export function paraphrase(q, rnd) {
  const words = wordsOf(q.replace(/[,.;:—?!]/gu, ""));
  if (words.length < 8) return null;
  const matter = words.filter((word) => word.length > 4);
  if (matter.length < 3) return null;
  for (let i = matter.length - 1; i > 0; i--) {
    const k = rnd.below(i + 1);
    [matter[i], matter[k]] = [matter[k], matter[i]];
  }
  return `The point about ${matter.slice(0, Math.ceil(matter.length / 2)).join(" and ")} remains as far as ${matter.slice(-2).join(" ")} goes`;
}

const LEADS = [
  "At the podium, NAME put it this way: “",
  "“",
  "NAME was blunt. “",
  "Asked about it again, NAME said: “",
];
const TAILS = ["”", "” NAME said.", "”, in NAME's words.", "” That was all."];

/** Of so many words one may differ, and they have been said all the same. */
const WORDS_A_CHANGE = 6;

/**
 * Whether `spoken` has the words but for one of every six (exchanged, put in or left out): what is
 * made of such words elsewhere here is a changed quotation, not a made-up one. Both hold words that
 * are parted by single spaces.
 */
export function isAllButSaid(words, spoken) {
  const list = words.split(" ");
  const most = Math.floor(list.length / WORDS_A_CHANGE);
  if (most === 0) return false;
  // Of one piece more than there may be changes, one stands there as it is.
  const border = (k) => Math.floor((k * list.length) / (most + 1));
  for (let k = 0; k <= most; k++) {
    const piece = ` ${list.slice(border(k), border(k + 1)).join(" ")} `;
    const before = list.slice(0, border(k)).join(" ").length + 15 * most;
    const behind = list.slice(border(k)).join(" ").length + 15 * most;
    for (let at = spoken.indexOf(piece); at >= 0; at = spoken.indexOf(piece, at + 1)) {
      const around = spoken.slice(Math.max(0, at - before), at + behind).split(" ");
      if (leastChanges(list, around) <= most) return true;
    }
  }
  return false;
}

/** The fewest words to change, to make `words` of some stretch of `text` (Sellers, 1980). */
function leastChanges(words, text) {
  let row = words.map((_, i) => i + 1);
  let least = words.length;
  for (const word of text) {
    const next = [];
    for (let i = 0; i < words.length; i++)
      next[i] = Math.min(
        (i > 0 ? row[i - 1] : 0) + (words[i] === word ? 0 : 1),
        row[i] + 1,
        (i > 0 ? next[i - 1] : 0) + 1,
      );
    row = next;
    least = Math.min(least, row[words.length - 1]);
  }
  return least;
}

/**
 * A draft of our own prose: the companions' quotations and the case's, in random order. Returns the
 * text and where each quotation stands, the case's first.
 */
export function draftOf(quotations, name, rnd) {
  const order = quotations.map((_, i) => i);
  for (let i = order.length - 1; i > 0; i--) {
    const k = rnd.below(i + 1);
    [order[i], order[k]] = [order[k], order[i]];
  }
  let text = "";
  const places = [];
  for (const i of order) {
    const who = quotations[i].by ?? name;
    text += rnd.of(LEADS).replace("NAME", who);
    places[i] = { start: text.length, end: text.length + quotations[i].words.length };
    text += `${quotations[i].words}${rnd.of(TAILS).replace("NAME", who)}\n\n`;
  }
  return { text, places };
}

/** A stretch of a turn, 3 to 60 words, from the start of a sentence or of a clause. */
export function pick(text, turn, rnd) {
  const raw = text.slice(turn.content.start, turn.content.end);
  const tokens = [...raw.matchAll(/\S+/gu)];
  if (tokens.length < 6) return null;
  const starts = tokens
    .map((_, i) => i)
    .filter((i) => i === 0 || /[.?!,—;:]["”’)]*$/u.test(tokens[i - 1][0]));
  const from = rnd.of(starts);
  const wanted = rnd.of([3, 4, 5, 6, 8, 10, 12, 15, 18, 22, 27, 33, 40, 50, 60]);
  const to = Math.min(tokens.length, from + wanted) - 1;
  if (to - from + 1 < 3) return null;
  const start = tokens[from].index;
  let end = tokens[to].index + tokens[to][0].length;
  while (end > start && /[.,;:—?!…“"-]/u.test(raw[end - 1])) end--;
  const words = raw.slice(start, end);
  // The time at which a briefing ended, and where its slides are, is nobody's word.
  if (/[AP]\.?M\.?\s+E[DS]T|Briefing\s+Slides/u.test(raw.slice(start, end + 12))) return null;
  // Transcribers' marks and quotations inside are other cases.
  if (
    /[[\](){}*~“”"…]|\.\.\.|_|–{2}/u.test(words) ||
    wordsOf(words).filter((word) => /\w/u.test(word)).length < 3
  )
    return null;
  return { start: turn.content.start + start, end: turn.content.start + end, words: flat(words) };
}

// How well attributions agree with gold ones, over words (runs of letters and digits).
//   relation     content and source each share at least half of their words (both absent agree)
//   content@50   content shares at least half of its words
//   exact        the very same words
// Relations are paired one to one, the pair with the best content overlap first.

export function wordsOf(text) {
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((m) => ({
    start: m.index,
    end: m.index + m[0].length,
  }));
}

export function wordSet(spans, words) {
  const out = new Set();
  words.forEach((word, i) => {
    if (spans.some((span) => span.start < word.end && word.start < span.end)) out.add(i);
  });
  return out;
}

function overlap(a, b) {
  if (a.size === 0 && b.size === 0) return 1;
  let both = 0;
  for (const word of a) if (b.has(word)) both++;
  return both / (a.size + b.size - both);
}

const MEASURES = ["relation", "content@50", "source exact", "cue exact", "content exact"];

export function newTally() {
  return Object.fromEntries(MEASURES.map((name) => [name, { right: 0, gold: 0, found: 0 }]));
}

/** Adds one article to the tally; returns for each attribution found whether its relation is right. */
export function tallyArticle(tally, text, gold, found) {
  const words = wordsOf(text);
  const sets = (list) =>
    list.map((one) => ({
      source: wordSet(one.source, words),
      cue: wordSet(one.cue, words),
      content: wordSet(one.content, words),
    }));
  const G = sets(gold);
  const F = sets(found);
  const pairs = [];
  G.forEach((g, i) =>
    F.forEach((f, j) => {
      const content = overlap(g.content, f.content);
      const source = overlap(g.source, f.source);
      if (content > 0) pairs.push({ i, j, content, source });
    }),
  );
  pairs.sort((a, b) => b.content + 0.1 * b.source - (a.content + 0.1 * a.source));
  const right = found.map(() => false);
  const usedGold = new Set();
  const usedFound = new Set();
  let halves = 0;
  for (const { i, j, content, source } of pairs) {
    if (usedGold.has(i) || usedFound.has(j)) continue;
    usedGold.add(i);
    usedFound.add(j);
    if (content >= 0.5) halves++;
    if (content >= 0.5 && source >= 0.5) right[j] = true;
  }
  const add = (name, r, g, f) => {
    tally[name].right += r;
    tally[name].gold += g;
    tally[name].found += f;
  };
  add("relation", right.filter(Boolean).length, G.length, F.length);
  add("content@50", halves, G.length, F.length);
  for (const role of ["source", "cue", "content"]) {
    const key = (one) => [...one[role]].join(" ");
    const left = new Map();
    let golds = 0;
    for (const one of G) {
      if (one[role].size === 0) continue;
      golds++;
      left.set(key(one), (left.get(key(one)) ?? 0) + 1);
    }
    let hits = 0;
    let founds = 0;
    for (const one of F) {
      if (one[role].size === 0) continue;
      founds++;
      const rest = left.get(key(one)) ?? 0;
      if (rest > 0) {
        hits++;
        left.set(key(one), rest - 1);
      }
    }
    add(`${role} exact`, hits, golds, founds);
  }
  return right;
}

/** For each gold attribution the one found that shares at least half of its content's words, best pairs first, or null. */
export function pairedByContent(text, gold, found) {
  const words = wordsOf(text);
  const sets = found.map(({ content }) => wordSet(content, words));
  const pairs = [];
  gold.forEach((relation, i) => {
    const one = wordSet(relation.content, words);
    sets.forEach((other, j) => {
      let both = 0;
      for (const word of one) if (other.has(word)) both++;
      const overlap = both / Math.max(1, one.size + other.size - both);
      if (overlap >= 0.5) pairs.push({ i, j, overlap });
    });
  });
  const paired = gold.map(() => null);
  const used = new Set();
  for (const { i, j } of pairs.sort((a, b) => b.overlap - a.overlap)) {
    if (paired[i] || used.has(j)) continue;
    used.add(j);
    paired[i] = found[j];
  }
  return paired;
}

export function f1({ right, gold, found }) {
  return right === 0 ? 0 : (200 * right) / (gold + found);
}

export function printTally(tally) {
  for (const [name, t] of Object.entries(tally)) {
    const precision = (100 * t.right) / Math.max(1, t.found);
    const recall = (100 * t.right) / Math.max(1, t.gold);
    console.log(
      `${name.padEnd(14)} F1 ${f1(t).toFixed(1).padStart(5)}   precision ${precision.toFixed(1).padStart(5)}   recall ${recall.toFixed(1).padStart(5)}   (${t.gold} in the gold, ${t.found} found)`,
    );
  }
}

/** Expected calibration error over ten equal bins, and the bins. */
export function calibration(scored) {
  const bins = Array.from({ length: 10 }, () => ({ n: 0, score: 0, right: 0 }));
  for (const { score, right } of scored) {
    const bin = bins[Math.min(9, Math.floor(score * 10))];
    bin.n++;
    bin.score += score;
    bin.right += right ? 1 : 0;
  }
  const error =
    bins.reduce((sum, b) => sum + Math.abs(b.score - b.right), 0) / Math.max(1, scored.length);
  return { error, bins };
}

/**
 * Every part of the content stands between quotation marks, whether the annotator took them along or
 * not. Parts with no word between them are one: some annotators cut a quotation at each sentence.
 */
export function isQuoted(text, content) {
  const parts = [];
  for (const span of content) {
    const last = parts[parts.length - 1];
    if (last && !/[\p{L}\p{N}]/u.test(text.slice(last.end, span.start))) last.end = span.end;
    else parts.push({ ...span });
  }
  return (
    parts.length > 0 &&
    parts.every(
      ({ start, end }) => opens(text, start) && /["”’']/.test(text.slice(end - 1, end + 2)),
    )
  );
}

/** Some texts open with the mark that closes: ”so”. */
const opens = (text, at) =>
  /["“‘']/.test(text.slice(at - 1, at + 1)) ||
  text[at] === "”" ||
  /\s”/.test(text.slice(at - 2, at));

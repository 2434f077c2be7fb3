/** How far apart, in words, two quotations of one passage may stand. */
const NEIGHBOURHOOD = 1500;
/** Of the sources that a draft quotes, so many are searched for what is quoted beside them. */
const MOST_SOURCES = 4;
/** Furthest from a quotation, in code units of the draft, that another tells what it quotes. */
const FAR = 20_000;
/** A source that follows is looked for among so many quotations on either side. */
const LOOK_AROUND = 40;

/** Where the quotations of a draft were found so far: they tell where to look for the others. */
export class KnownPlaces {
  readonly #sources = new Set<number>();
  /** In order of their place in the draft. */
  readonly #quotations: { readonly at: number; readonly source: number }[] = [];
  /** Positions among the words of all sources, by stretches as long as a neighbourhood. */
  readonly #stretches = new Map<number, number[]>();
  /** A source that is searched whatever the draft quotes. */
  readonly #always: number[] = [];

  get isEmpty(): boolean {
    return this.#sources.size === 0;
  }

  addSource(source: number): void {
    this.#sources.add(source);
    this.#always.push(source);
  }

  /** A quotation at `at` of the draft stands in `source`, at `position` of all words. */
  add(at: number, source: number, position: number): void {
    this.#sources.add(source);
    this.#quotations.splice(this.#after(at), 0, { at, source });
    const key = Math.floor(position / NEIGHBOURHOOD);
    const stretch = this.#stretches.get(key);
    if (!stretch) this.#stretches.set(key, [position]);
    // The ends of a stretch stand for all that lies between.
    else if (stretch.length < 2 || position < stretch[0]! || position > stretch[1]!) {
      const ends = [...stretch, position];
      this.#stretches.set(key, [Math.min(...ends), Math.max(...ends)]);
    }
  }

  hasSource(source: number): boolean {
    return this.#sources.has(source);
  }

  /** The sources (at most four) of the quotations closest to `at` in the draft, closest first. */
  sourcesNear(at: number): readonly number[] {
    const out = new Set(this.#always);
    const list = this.#quotations;
    let after = this.#after(at);
    let before = after - 1;
    for (let k = 0; k < LOOK_AROUND && out.size < MOST_SOURCES; k++) {
      const back = list[before];
      const forth = list[after];
      if (!back && !forth) break;
      const takesBack = back && (!forth || at - back.at <= forth.at - at);
      if ((takesBack ? at - back.at : forth!.at - at) > FAR) break;
      out.add(takesBack ? back.source : forth!.source);
      if (takesBack) before--;
      else after++;
    }
    return [...out];
  }

  /** Whether a position is in the neighbourhood of one found before. */
  isNear(position: number): boolean {
    const key = Math.floor(position / NEIGHBOURHOOD);
    for (let k = key - 1; k <= key + 1; k++)
      if (this.#stretches.get(k)?.some((one) => Math.abs(one - position) < NEIGHBOURHOOD))
        return true;
    return false;
  }

  /** The index of the first quotation behind `at`. */
  #after(at: number): number {
    let low = 0;
    let high = this.#quotations.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#quotations[middle]!.at <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

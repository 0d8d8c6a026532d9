// Looking for signs in a long text from its beginning to its end: each stretch is searched once, however often one asks.

/** Where a pattern was found; `at` is beyond the text when it was not. */
interface Match {
  readonly at: number;
  readonly end: number;
}

const nowhere: Match = { at: Infinity, end: Infinity };

/** `indexOf` on one text for positions that only grow: a search that found nothing, or something further on, is not made again. */
export class ForwardSearch {
  readonly #text: string;
  readonly #found = new Map<string, number>();
  readonly #matched = new Map<RegExp, Match>();

  constructor(text: string) {
    this.#text = text;
  }

  /** Where `sign` next stands at or behind `from`; negative when it does not. */
  next(sign: string, from: number): number {
    const known = this.#found.get(sign);
    if (known !== undefined && (known < 0 || known >= from)) return known;
    const found = this.#text.indexOf(sign, from);
    this.#found.set(sign, found);
    return found;
  }

  /** Where `pattern`, which has the flag `g`, next matches at or behind `from`. */
  match(pattern: RegExp, from: number): Match {
    const known = this.#matched.get(pattern);
    if (known !== undefined && known.at >= from) return known;
    pattern.lastIndex = from;
    const found = pattern.exec(this.#text);
    const match = found === null ? nowhere : { at: found.index, end: pattern.lastIndex };
    this.#matched.set(pattern, match);
    return match;
  }
}

// Looking for signs in a long text from its beginning to its end: each stretch is searched once, however often one asks.

/** `indexOf` on one text for positions that only grow: a search that found nothing, or something further on, is not made again. */
export class ForwardSearch {
  readonly #text: string;
  readonly #found = new Map<string, number>();

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
}

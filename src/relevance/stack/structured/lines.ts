// Where in a text the places counted from its start are: on which line and in which column, as an editor counts them.

import type { Span } from '../stackModel.js';

/** The lines of a text; they end at `\n`, `\r\n` or `\r`. */
export class Lines {
  readonly #text: string;
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.#text = text;
    this.#starts = startsOf(text);
  }

  /** The place from `start` to `end`. One that goes on over several lines is cut at the end of its first. */
  spanOf(start: number, end: number): Span {
    const line = this.#lineAt(start);
    const first = this.#starts[line] ?? 0;
    return { line, start: start - first, end: Math.min(end, this.#endOf(line)) - first };
  }

  /** What stands behind `span` on its line. */
  restAfter({ line, end }: Span): string {
    return this.#text.slice((this.#starts[line] ?? 0) + end, this.#endOf(line));
  }

  #lineAt(place: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= place) low = middle;
      else high = middle;
    }
    return low;
  }

  #endOf(line: number): number {
    let end = this.#starts[line + 1] ?? this.#text.length;
    while (end > (this.#starts[line] ?? 0) && isBreak(this.#text.charCodeAt(end - 1))) end -= 1;
    return end;
  }
}

function startsOf(text: string): readonly number[] {
  const starts = [0];
  for (const { index, 0: lineBreak } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + lineBreak.length);
  return starts;
}

function isBreak(code: number): boolean {
  return code === 10 || code === 13;
}

/** Without the mark that some editors put in front of a file; no editor counts it as a column. */
export function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

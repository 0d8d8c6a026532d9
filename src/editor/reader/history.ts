// The way through what was read, as a browser has it: back, forward, and what lies ahead goes when another way is taken. Each issue (or
// topic) on it stands with the place where it was left. Knows no page and no library.

import type { IssueKey, Place } from '../../protocol/backend.js';

/** An issue that was on show, and where the person was in it; without a place, where the library says. */
export interface Visit {
  /** Of the issue; for a topic the name of its page. */
  readonly key: IssueKey;
  readonly place?: Place;
}

export type Direction = 'back' | 'forward';

/** Farther back than this nobody goes; the oldest visits are forgotten. */
const longest = 100;

export class History {
  #visits: readonly Visit[] = [];
  #at = -1;

  /** An issue came on show. The one that is at hand already is no new visit. */
  visit(key: IssueKey): void {
    if (this.#visits[this.#at]?.key === key) return;
    this.#visits = [...this.#visits.slice(0, this.#at + 1), { key }].slice(-longest);
    this.#at = this.#visits.length - 1;
  }

  /** The person has moved in an issue; counts for the visit at hand only. */
  keepPlace(key: IssueKey, place: Place): void {
    if (this.#visits[this.#at]?.key === key) this.#visits = this.#visits.with(this.#at, { key, place });
  }

  /** The visit that going on leads to. */
  beside(direction: Direction): Visit | undefined {
    return this.#visits[this.#at + stepOf(direction)];
  }

  /** Goes to the visit beside, if there is one. */
  go(direction: Direction): void {
    if (this.beside(direction)) this.#at += stepOf(direction);
  }

  /** Takes an issue that is gone off the way. Visits of one issue that become neighbours are one. */
  forget(key: IssueKey): void {
    const current = this.#visits[this.#at];
    const left: Visit[] = [];
    for (const visit of this.#visits) {
      if (visit.key === key) continue;
      if (left.at(-1)?.key !== visit.key) left.push(visit);
      else if (visit === current) left.splice(-1, 1, visit);
    }
    this.#visits = left;
    this.#at = current?.key === key || !current ? left.length - 1 : left.indexOf(current);
  }
}

function stepOf(direction: Direction): 1 | -1 {
  return direction === 'back' ? -1 : 1;
}

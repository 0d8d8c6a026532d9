// Finds the stored entry that says what a new one says, where every name of it may be another one. The words of stored entries
// are made of their content, so they are asked for only where title and moment fit.

import type { StoredEntry } from './entryMatching.js';
import type { EntryNames } from './entryNames.js';

type Group = readonly StoredEntry[];

export class AlikeEntries {
  readonly #stored: Group;
  readonly #wordsOf: (stored: StoredEntry) => string;
  #groups: ReadonlyMap<string, Group> | undefined;
  /** By group, then by words: thousands of new entries may look for theirs in one group. */
  readonly #byWords = new Map<string, ReadonlyMap<string, Group>>();

  /** `stored` in the order of preference; `wordsOf` gives their words as `wordsHash` does. */
  constructor(stored: Group, wordsOf: (stored: StoredEntry) => string) {
    this.#stored = stored;
    this.#wordsOf = wordsOf;
  }

  /**
   * One of the same title and words that `isFree`, at the same moment or where either has none; at any moment where neither
   * has a guid or a page: a feed may give all it holds the date of its making. `words` is asked for when needed.
   */
  find({ guid, page, title, moment }: EntryNames, words: () => string, isFree: (stored: StoredEntry) => boolean): StoredEntry | undefined {
    const dated = moment === null ? [groupName(title)] : [groupName(title, moment), groupName(title, null)];
    const names = guid === null && page === null ? [...dated, groupName(title, null, undated)] : dated;
    for (const name of names) {
      if (!this.#group(name)) continue;
      const found = this.#wordsIn(name).get(words())?.find(isFree);
      if (found) return found;
    }
    return undefined;
  }

  #group(name: string): Group | undefined {
    this.#groups ??= new Map([
      ...Map.groupBy(this.#stored, ({ names }) => groupName(names.title)),
      ...Map.groupBy(this.#stored, ({ names }) => groupName(names.title, names.moment)),
      ...Map.groupBy(
        this.#stored.filter(({ names }) => names.guid === null && names.page === null),
        ({ names }) => groupName(names.title, null, undated),
      ),
    ]);
    return this.#groups.get(name);
  }

  #wordsIn(name: string): ReadonlyMap<string, Group> {
    const known = this.#byWords.get(name) ?? Map.groupBy(this.#group(name) ?? [], this.#wordsOf);
    this.#byWords.set(name, known);
    return known;
  }
}

/** Marks the group of what has a title alone, whatever its moment. */
const undated = 'undated';

/** Of a title alone, or of a title with its moment. */
function groupName(...names: readonly (string | null)[]): string {
  return JSON.stringify(names);
}

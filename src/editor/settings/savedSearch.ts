// The list of the setting `digest.searches` as data: what an entry says, and the list with one added, changed or taken out.
// Whoever calls this writes it. Entries that are not understood stay as they are.

/** A query that the person has kept under a name. */
export interface SavedSearch {
  readonly name: string;
  readonly query: string;
}

const longestName = 100;
const longestQuery = 1000;

/** More of them would fill the tree, and each is counted again after every change. */
export const mostSearches = 50;

/** The entry as a search; undefined when it is none. */
export function readSearch(entry: unknown): SavedSearch | undefined {
  if (typeof entry !== 'object' || entry === null || !('name' in entry) || !('query' in entry)) return undefined;
  const { name, query } = entry;
  if (typeof name !== 'string' || typeof query !== 'string') return undefined;
  const search = { name: name.trim(), query: query.trim() };
  const isUsable = search.name !== '' && search.query !== '' && search.name.length <= longestName && search.query.length <= longestQuery;
  return isUsable ? search : undefined;
}

/** What the setting says: its searches, each name once, and what is none (or too many) as it was written. */
export function readSearches(entries: readonly unknown[]): { readonly searches: readonly SavedSearch[]; readonly bad: readonly string[] } {
  const searches = new Map<string, SavedSearch>();
  const bad: string[] = [];
  for (const entry of entries) {
    const search = readSearch(entry);
    if (search && !searches.has(search.name) && searches.size < mostSearches) searches.set(search.name, search);
    else bad.push(JSON.stringify(entry) ?? '');
  }
  return { searches: [...searches.values()], bad };
}

/** Why there cannot be a search of this name, instead of the one named `own` if any; undefined when there can. */
export function nameProblem(entries: readonly unknown[], name: string, own?: string): 'many' | 'empty' | 'long' | 'taken' | undefined {
  const wanted = name.trim();
  if (wanted === own) return undefined;
  // One more would not be read.
  if (own === undefined && readSearches(entries).searches.length >= mostSearches) return 'many';
  if (wanted === '') return 'empty';
  if (wanted.length > longestName) return 'long';
  return indexOf(entries, wanted) >= 0 ? 'taken' : undefined;
}

export function isTooLong(query: string): boolean {
  return query.trim().length > longestQuery;
}

/** Where the search of a name stands among the entries; -1 where there is none. */
export function indexOf(entries: readonly unknown[], name: string): number {
  return entries.findIndex((entry) => readSearch(entry)?.name === name);
}

/** The entries with the search of a name changed. What else was written into its entry stays. */
export function changeSearch(entries: readonly unknown[], name: string, changes: Partial<SavedSearch>): readonly unknown[] {
  const place = indexOf(entries, name);
  return entries.map((entry, index) => (index === place && typeof entry === 'object' ? { ...entry, ...changes } : entry));
}

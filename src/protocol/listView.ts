// How the lists of issues are grouped, filtered and sorted, and the names of their groups. Pure; what a group holds is the business
// of the library, what it is called on screen of the tree.

export const groupings = ['date', 'source', 'category'] as const;
export const filters = ['all', 'unread', 'starred'] as const;
export const sorts = ['newest', 'oldest'] as const;

type Grouping = (typeof groupings)[number];
export type Filter = (typeof filters)[number];
export type Sort = (typeof sorts)[number];

export interface ListView {
  readonly group: Grouping;
  readonly filter: Filter;
  readonly sort: Sort;
}

/** Where something stands in a list, seen from something else in it. */
export type Side = 'above' | 'below';

/** What somebody sees who has chosen nothing. */
export const usualView: ListView = { group: 'date', filter: 'all', sort: 'newest' };

/** The view that was remembered; what is not understood of it is as usual. */
export function toListView(value: unknown): ListView {
  const kept: { readonly group?: unknown; readonly filter?: unknown; readonly sort?: unknown } =
    typeof value === 'object' && value !== null ? value : {};
  return {
    group: groupings.find((group) => group === kept.group) ?? usualView.group,
    filter: filters.find((filter) => filter === kept.filter) ?? usualView.filter,
    sort: sorts.find((sort) => sort === kept.sort) ?? usualView.sort,
  };
}

/**
 * Names a group: `today`, `yesterday`, `week` (the rest of the last seven days) or a month `YYYY-MM`; `source:<id>`;
 * `category:<name>`; `uncategorised`; and `search:<query>` for what a saved search finds.
 */
export type GroupKey = string;

/** What a group key says. */
export type GroupMeaning =
  | { readonly by: 'date'; readonly name: string }
  | { readonly by: 'source'; readonly source: string }
  | { readonly by: 'category'; readonly category: string | undefined }
  | { readonly by: 'search'; readonly query: string };

const uncategorised = 'uncategorised';

export function sourceGroup(sourceId: string): GroupKey {
  return `source:${sourceId}`;
}

export function categoryGroup(category: string | undefined): GroupKey {
  return category === undefined ? uncategorised : `category:${category}`;
}

export function searchGroup(query: string): GroupKey {
  return `search:${query}`;
}

/** Takes a group key apart. Any text is one: what has no prefix of ours is the name of a group of days. */
export function readGroupKey(key: GroupKey): GroupMeaning {
  if (key === uncategorised) return { by: 'category', category: undefined };
  const colon = key.indexOf(':');
  const rest = key.slice(colon + 1);
  switch (colon < 0 ? '' : key.slice(0, colon)) {
    case 'source':
      return { by: 'source', source: rest };
    case 'category':
      return { by: 'category', category: rest };
    case 'search':
      return { by: 'search', query: rest };
    default:
      return { by: 'date', name: key };
  }
}

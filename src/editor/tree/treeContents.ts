// What the view *Issues* shows: its first level and the pages of it that were opened. After a change it is asked for again and
// compared, so that no row is drawn anew that looks as before. No VS Code in here.

import type { Backend, GroupRow, IssueKey, IssueRow } from '../../protocol/backend.js';
import type { LibraryStatus } from '../../protocol/libraryStatus.js';
import type { Filter, GroupKey, ListView } from '../../protocol/listView.js';
import type { SavedSearch } from '../settings/savedSearch.js';
import { issuesOf, pageSize, shownNext } from './children.js';
import {
  groupKeyOf,
  type IssueNode,
  type MoreNode,
  nodeId,
  type NoticeNode,
  type SearchNode,
  type ShelfNode,
  type TreeNode,
} from './nodes.js';

export interface ContentsParts {
  readonly backend: Pick<Backend, 'status' | 'groups' | 'issuesIn' | 'issue' | 'newest' | 'searchCounts' | 'librarySize'>;
  readonly today: () => string;
  readonly view: () => ListView;
  readonly searches: () => readonly SavedSearch[];
  /** Shelves above the searches, as far as they are known. */
  readonly shelves: () => readonly TreeNode[];
  /** Rows in words, which are the editor's business. */
  readonly notices: {
    readonly library: (status: Exclude<LibraryStatus, { state: 'ready' }>) => Promise<NoticeNode>;
    /** Above everything else; none where all is well. */
    readonly top: (status: Extract<LibraryStatus, { state: 'ready' }>) => Promise<readonly NoticeNode[]>;
    /** In place of groups that the filter leaves none of. */
    readonly nothing: (filter: Exclude<Filter, 'all'>) => Promise<NoticeNode>;
    readonly muted: () => Promise<NoticeNode>;
  };
}

/** What changed in the library; without keys, anything may have. */
export interface Change {
  readonly scope: 'state' | 'issues';
  readonly keys?: readonly IssueKey[] | undefined;
}

/** Rows to draw again with what is below them; `all`: the first level is another one. */
export type Redraw = 'all' | readonly TreeNode[];

interface Page {
  readonly shelf: ShelfNode;
  readonly nodes: readonly (IssueNode | MoreNode)[];
  readonly isFresh: boolean;
}

/** More issues than this are never kept in a list that they left. */
const mostKept = 2000;

/** More changed issues than this are asked for by their pages only. */
const mostAskedSingly = 20;

export class TreeContents {
  readonly #parts: ContentsParts;
  /** Rows of the first level by id: a row is the same object as long as it is there. */
  #roots: ReadonlyMap<string, TreeNode> | undefined;
  /** Changes that were not taken in one by one, and how many of them there were when the first level was last asked for. */
  #changes = 0;
  #changesLoaded = 0;
  /** Counts how often everything was forgotten: an answer to an earlier question is dropped. */
  #generation = 0;
  #counts: ReadonlyMap<GroupKey, GroupRow> = new Map();
  #searchCounts: ReadonlyMap<string, number> = new Map();
  readonly #pages = new Map<string, Page>();
  /** How many issues a shelf shows, where it is more than the first page. */
  readonly #shown = new Map<string, number>();
  /** What the library last said of the issues on show; nodes themselves never change. */
  readonly #rows = new Map<IssueKey, IssueRow>();

  constructor(parts: ContentsParts) {
    this.#parts = parts;
  }

  /** The first level, asked for if need be. */
  async roots(): Promise<readonly TreeNode[]> {
    // Forgotten while they were on their way: they were asked for as nobody wants them any more.
    while (!this.#roots || this.#isOutdated) await this.#loadRoots();
    return [...(this.#roots?.values() ?? [])];
  }

  /** Issues of a shelf, asked for if need be. */
  async issuesOf(shelf: ShelfNode): Promise<readonly (IssueNode | MoreNode)[]> {
    const page = this.#pages.get(nodeId(shelf));
    return page?.isFresh ? page.nodes : this.#loadPage(shelf);
  }

  /** The first issues of a shelf whether or not it is open, and how many it has. */
  async firstIssuesOf(shelf: ShelfNode, limit: number): Promise<{ readonly rows: readonly IssueRow[]; readonly total: number }> {
    const { backend, today, view } = this.#parts;
    return backend.issuesIn({ group: groupKeyOf(shelf), today: today(), view: view(), offset: 0, limit });
  }

  /** Which issues are on show. */
  get filter(): Filter {
    return this.#parts.view().filter;
  }

  /** Issues that stay in their lists although the filter may hold them back: they are on show. */
  get kept(): readonly IssueKey[] {
    return this.filter === 'all' ? [] : this.#keysOf(this.#groupPages());
  }

  rowOf({ key, row }: IssueNode): IssueRow {
    return this.#rows.get(key) ?? row;
  }

  countsOf(group: GroupRow): GroupRow {
    return this.#counts.get(group.group) ?? group;
  }

  /** Unread issues that a search finds; undefined while it has not been counted. */
  searchCount({ query }: SavedSearch): number | undefined {
    return this.#searchCounts.get(query);
  }

  isFirstGroup(node: TreeNode): boolean {
    for (const root of this.#roots?.values() ?? []) {
      if (root.kind === 'group') return root === node;
    }
    return false;
  }

  /** Forgets everything, what was kept on show as well. */
  forget(): void {
    this.#generation += 1;
    this.#roots = undefined;
    this.#pages.clear();
    this.#rows.clear();
  }

  /** Has everything asked for again when it is next wanted; what is on show stays on show. Gives whether that is news. */
  outdate(): boolean {
    const isNews = !this.#isOutdated;
    this.#changes += 1;
    for (const [id, page] of this.#pages) if (page.isFresh) this.#pages.set(id, { ...page, isFresh: false });
    return isNews;
  }

  get #isOutdated(): boolean {
    return this.#changesLoaded !== this.#changes;
  }

  /** The next page of a shelf belongs to it from now on. */
  showMore(shelf: ShelfNode): void {
    this.#show(shelf, shownNext(this.#shownOf(nodeId(shelf))));
  }

  /** Takes in a change and gives the rows that look different since. */
  async update({ scope, keys }: Change): Promise<Redraw> {
    const before = this.#roots;
    if (!before || this.#isOutdated) return 'all';
    const [countsBefore, rowsBefore] = [this.#counts, new Map(this.#rows)];
    await this.#loadRoots();
    const redrawn = new Set<TreeNode>(this.#shelves().filter((shelf) => shelf.kind === 'group' && this.#hasMoved(shelf.row, countsBefore)));
    const changed = keys && new Set(keys);
    const mayHaveOthers = !changed || (scope === 'issues' && changed.size > 0);
    for (const { shelf, nodes } of this.#groupPages()) {
      const isTouched = redrawn.has(shelf) || mayHaveOthers || nodes.some((node) => node.kind === 'issue' && changed?.has(node.key));
      if (isTouched && (await this.#hasOtherIssues(shelf))) redrawn.add(shelf);
    }
    await this.#askSingly(keys ?? [], rowsBefore);
    for (const node of this.#issuesOnShow()) {
      if (!redrawn.has(node.parent) && !isSameRow(rowsBefore.get(node.key), this.#rows.get(node.key))) redrawn.add(node);
    }
    this.#forgetRowsGone();
    return this.#roots && sameKeys(before, this.#roots) ? [...redrawn] : 'all';
  }

  /** Counts what saved searches find and asks for those again that are open; gives the rows that look different since. */
  async updateSearches(): Promise<readonly TreeNode[]> {
    const nodes = this.#shelves().filter((shelf): shelf is SearchNode => shelf.kind === 'search');
    if (nodes.length === 0) return [];
    const queries = nodes.map(({ search }) => search.query);
    const counts = await this.#parts.backend.searchCounts({ queries, today: this.#parts.today() });
    const before = this.#searchCounts;
    this.#searchCounts = new Map(queries.map((query, index) => [query, counts[index] ?? 0]));
    const redrawn: TreeNode[] = [];
    for (const node of nodes) {
      const { query } = node.search;
      const isOther = this.#pages.get(nodeId(node))?.isFresh === true && (await this.#hasOtherIssues(node));
      if (isOther || before.get(query) !== this.#searchCounts.get(query)) redrawn.push(node);
    }
    return redrawn;
  }

  /**
   * The row of an issue; undefined when the tree does not have it. `grown` is the shelf that shows more for it than before.
   * Its group counts before the searches.
   */
  async find(key: IssueKey): Promise<{ readonly node: IssueNode; readonly grown?: ShelfNode } | undefined> {
    const onShow = this.#issuesOnShow().filter((node) => node.key === key);
    const shown = onShow.find(({ parent }) => parent.kind === 'group');
    if (shown) return { node: shown };
    const { backend, today, view } = this.#parts;
    const found = await backend.issue({ key, today: today(), view: view() });
    const shelf = found?.isListed ? this.#roots?.get(`group:${found.group}`) : undefined;
    const [inSearch] = onShow;
    if (!found || shelf?.kind !== 'group') return inSearch && { node: inSearch };
    const id = nodeId(shelf);
    const isGrown = found.index >= this.#shownOf(id);
    if (isGrown) this.#show(shelf, Math.ceil((found.index + 1) / pageSize) * pageSize);
    const nodes = await this.issuesOf(shelf);
    const node = nodes.find((each): each is IssueNode => each.kind === 'issue' && each.key === key);
    return node && { node, ...(isGrown ? { grown: shelf } : {}) };
  }

  async #loadRoots(): Promise<void> {
    const { backend, notices, today, view, searches, shelves } = this.#parts;
    const [generation, changes] = [this.#generation, this.#changes];
    const status = await backend.status();
    if (status.state !== 'ready') {
      const notice = await notices.library(status);
      if (generation !== this.#generation) return;
      this.forget();
      return this.#setRoots([notice], changes);
    }
    const shown = view();
    const [rows, top] = await Promise.all([backend.groups({ today: today(), view: shown, keep: this.kept }), notices.top(status)]);
    const isEmpty = rows.length === 0 && (await backend.newest()) === undefined;
    const isMuted = isEmpty && ((await backend.librarySize())?.muted ?? 0) > 0;
    const nothing = rows.length === 0 && !isEmpty && shown.filter !== 'all' ? [await notices.nothing(shown.filter)] : [];
    const muted = isMuted ? [await notices.muted()] : [];
    if (generation !== this.#generation) return;
    this.#counts = new Map(rows.map((row) => [row.group, row]));
    this.#setRoots(
      [
        ...top,
        // An empty library has its own words, which VS Code shows where there is no row at all.
        ...muted,
        ...(isEmpty ? [] : shelves()),
        ...(isEmpty ? [] : searches().map((search): SearchNode => ({ kind: 'search', search }))),
        ...rows.map((row) => ({ kind: 'group', row }) as const),
        ...nothing,
      ],
      changes,
    );
  }

  #setRoots(nodes: readonly TreeNode[], changes: number): void {
    const before = this.#roots;
    this.#roots = new Map(
      nodes.map((node) => {
        const id = nodeId(node);
        const known = before?.get(id);
        // Its counts are looked up; a search, though, may have got another query, a notice other words.
        return [id, known?.kind === 'group' || (known && isSameText(known, node)) ? known : node];
      }),
    );
    this.#changesLoaded = changes;
    for (const [id, { shelf }] of this.#pages) {
      if (this.#roots.get(id) !== shelf) this.#pages.delete(id);
    }
  }

  async #loadPage(shelf: ShelfNode): Promise<readonly (IssueNode | MoreNode)[]> {
    const id = nodeId(shelf);
    const before = this.#pages.get(id);
    const known = new Map(before?.nodes.flatMap((node) => (node.kind === 'issue' ? [[node.key, node]] : [])));
    const { backend, today, view } = this.#parts;
    const keep = before && (shelf.kind === 'search' || view().filter !== 'all') ? this.#keysOf([before]) : [];
    const generation = this.#generation;
    const fresh = await issuesOf(backend, shelf, { today: today(), view: view(), shown: this.#shownOf(id), keep });
    for (const node of fresh) {
      if (node.kind === 'issue') this.#rows.set(node.key, node.row);
    }
    const nodes = fresh.map((node) => (node.kind === 'issue' ? (known.get(node.key) ?? node) : node));
    if (generation === this.#generation) this.#pages.set(id, { shelf, nodes, isFresh: true });
    return nodes;
  }

  /** Asks for a page again; gives whether it has other rows than before, or the same in another order. */
  async #hasOtherIssues(shelf: ShelfNode): Promise<boolean> {
    const before = this.#pages.get(nodeId(shelf))?.nodes ?? [];
    const after = await this.#loadPage(shelf);
    return before.length !== after.length || before.some((node, index) => !isSameNode(node, after[index]));
  }

  /** Asks for changed issues that stand in searches only: those are asked for as a whole later. */
  async #askSingly(keys: readonly IssueKey[], rowsBefore: ReadonlyMap<IssueKey, IssueRow>): Promise<void> {
    const known = keys.filter((key) => rowsBefore.has(key) && this.#rows.get(key) === rowsBefore.get(key));
    for (const key of known.slice(0, mostAskedSingly)) {
      const found = await this.#parts.backend.issue({ key, today: this.#parts.today() });
      if (found) this.#rows.set(key, found.row);
    }
  }

  #forgetRowsGone(): void {
    const onShow = new Set(this.#issuesOnShow().map(({ key }) => key));
    for (const key of this.#rows.keys()) {
      if (!onShow.has(key)) this.#rows.delete(key);
    }
  }

  #hasMoved(row: GroupRow, before: ReadonlyMap<GroupKey, GroupRow>): boolean {
    const [was, is] = [before.get(row.group), this.#counts.get(row.group)];
    return was?.unread !== is?.unread || was?.count !== is?.count || was?.name !== is?.name;
  }

  #shelves(): readonly ShelfNode[] {
    return [...(this.#roots?.values() ?? [])].filter((node): node is ShelfNode => node.kind === 'group' || node.kind === 'search');
  }

  #groupPages(): readonly Page[] {
    return [...this.#pages.values()].filter(({ shelf }) => shelf.kind === 'group');
  }

  #issuesOnShow(): readonly IssueNode[] {
    return [...this.#pages.values()].flatMap(({ nodes }) => nodes).filter((node): node is IssueNode => node.kind === 'issue');
  }

  #keysOf(pages: readonly Page[]): readonly IssueKey[] {
    return pages.flatMap(({ nodes }) => nodes.flatMap((node) => (node.kind === 'issue' ? [node.key] : []))).slice(0, mostKept);
  }

  #shownOf(id: string): number {
    return this.#shown.get(id) ?? pageSize;
  }

  #show(shelf: ShelfNode, shown: number): void {
    const id = nodeId(shelf);
    this.#shown.set(id, shown);
    const page = this.#pages.get(id);
    if (page) this.#pages.set(id, { ...page, isFresh: false });
  }
}

function sameKeys(a: ReadonlyMap<string, TreeNode>, b: ReadonlyMap<string, TreeNode>): boolean {
  const [before, after] = [[...a], [...b]];
  return before.length === after.length && before.every(([id, node], index) => id === after[index]?.[0] && node === after[index][1]);
}

function isSameNode(a: IssueNode | MoreNode, b: IssueNode | MoreNode | undefined): boolean {
  return a === b || (a.kind === 'more' && b?.kind === 'more' && a.remaining === b.remaining);
}

/** Whether two rows of one id, neither of which is a group's, say the same. */
function isSameText(a: TreeNode, b: TreeNode): boolean {
  if (a.kind === 'search' && b.kind === 'search') return a.search.query === b.search.query;
  return a.kind === 'notice' && b.kind === 'notice' && a.text === b.text && a.detail === b.detail;
}

function isSameRow(a: IssueRow | undefined, b: IssueRow | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

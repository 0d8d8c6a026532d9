// What the shelves of topics hold: *For This Workspace*, and *Followed Topics* with the sections that name each. After a change
// they are asked for again and compared, as `treeContents.ts` does for issues. No VS Code in here.

import type { Backend, IssueKey } from '../../../protocol/backend.js';
import type { Filter } from '../../../protocol/listView.js';
import type { FollowedTopic, NewsPage, NewsShown, TopicId, TopicMention, WorkspaceNews } from '../../../protocol/topics.js';
import { newsDays } from '../../topics/unreadNews.js';
import { pageSize, shownNext } from '../children.js';
import {
  type FollowedNode,
  type MoreNode,
  type NewsNode,
  type NewsShelfNode,
  nodeId,
  type TopicNode,
  type TreeNode,
  type WorkspaceNode,
} from '../nodes.js';

/** Rows of the workspace that are asked for at once: a row that was read may not leave the page by its lower rank. */
const leastAsked = 200;

/** Issues that stay on show although the filter holds them back. */
const mostKept = 500;

export interface TopicShelfParts {
  readonly backend: Pick<Backend, 'workspaceNews' | 'followedTopics' | 'followedCount' | 'topicNews'>;
  readonly today: () => string;
  readonly filter: () => Filter;
  readonly followed: () => readonly TopicId[];
}

/** What is known of a section: in the workspace's shelf also why it stands there. */
export type NewsFacts = TopicMention & Partial<Pick<WorkspaceNews, 'reasons'>>;

export interface ShelfCounts {
  readonly total: number;
  readonly unread: number;
}

interface Page extends ShelfCounts {
  readonly shelf: NewsShelfNode;
  readonly nodes: readonly (NewsNode | MoreNode)[];
}

const workspaceNode: WorkspaceNode = { kind: 'workspace' };
const followedNode: FollowedNode = { kind: 'followed' };

export class TopicShelves {
  readonly #parts: TopicShelfParts;
  readonly #pages = new Map<string, Page>();
  readonly #facts = new Map<string, NewsFacts>();
  /** How many rows a shelf shows, where it is more than the first page. */
  readonly #shown = new Map<string, number>();
  #topics: readonly TopicNode[] | undefined;
  #counts: ReadonlyMap<TopicId, FollowedTopic> = new Map();
  #followedUnread = 0;
  #hasWorkspace = false;
  /** The shelves that the tree took in last. */
  #taken = '';
  /** Counts how often everything was forgotten: an answer to an earlier question is dropped. */
  #generation = 0;

  constructor(parts: TopicShelfParts) {
    this.#parts = parts;
  }

  /** The shelves that there are, as far as was asked; empty ones are none. The tree shows these from now on. */
  take(): readonly (WorkspaceNode | FollowedNode)[] {
    this.#taken = namesOf(this.#roots);
    return this.#roots;
  }

  async childrenOf(node: WorkspaceNode | FollowedNode | TopicNode): Promise<readonly (TopicNode | NewsNode | MoreNode)[]> {
    if (node.kind === 'followed') return this.#topics ?? this.#loadTopics();
    return (this.#pages.get(nodeId(node)) ?? (await this.#loadPage(node, false))).nodes;
  }

  factsOf(node: NewsNode): NewsFacts | undefined {
    return this.#facts.get(nodeId(node));
  }

  countsOf(node: WorkspaceNode | FollowedNode | TopicNode): ShelfCounts | undefined {
    switch (node.kind) {
      case 'workspace':
        return this.#pages.get(nodeId(node));
      case 'followed':
        return { total: this.#parts.followed().length, unread: this.#followedUnread };
      case 'topic':
        return this.#counts.get(node.topic.id);
    }
  }

  /** The next page of a shelf belongs to it from now on. */
  showMore(shelf: NewsShelfNode): void {
    const id = nodeId(shelf);
    this.#shown.set(id, shownNext(this.#shownOf(id)));
    this.#pages.delete(id);
  }

  /** Asks for everything again when it is next wanted; what was kept on show goes. */
  forget(): void {
    this.#generation += 1;
    this.#pages.clear();
    this.#topics = undefined;
  }

  /**
   * Asks again for what is on show and gives the rows that look different since; `all`: there are other shelves than the tree
   * took in. After a mere change of marks rows keep their places, so that none runs away under the pointer.
   */
  async update(isMarks: boolean): Promise<'all' | readonly TreeNode[]> {
    const redrawn = [...(await this.#updatePage(workspaceNode, isMarks)), ...(await this.#updateTopics())];
    for (const { shelf } of this.#pages.values()) {
      if (shelf.kind === 'topic') redrawn.push(...(await this.#updatePage(shelf, isMarks)));
    }
    this.#forgetFactsGone();
    return this.#taken === namesOf(this.#roots) ? redrawn : 'all';
  }

  get #roots(): readonly (WorkspaceNode | FollowedNode)[] {
    return [...(this.#hasWorkspace ? [workspaceNode] : []), ...(this.#parts.followed().length > 0 ? [followedNode] : [])];
  }

  /** Asks for the followed topics again. Where the shelf is redrawn, so are its rows. */
  async #updateTopics(): Promise<readonly TreeNode[]> {
    if (this.#parts.followed().length === 0) {
      this.#topics = undefined;
      return [];
    }
    const [topics, counts, unread] = [this.#topics, this.#counts, this.#followedUnread];
    const after = await this.#loadTopics();
    const isOther = topics?.length !== after.length || topics.some((node, index) => node !== after[index]);
    if (isOther || unread !== this.#followedUnread) return [followedNode];
    return after.filter(({ topic }) => counts.get(topic.id)?.unread !== this.#counts.get(topic.id)?.unread);
  }

  async #loadTopics(): Promise<readonly TopicNode[]> {
    const { backend, followed } = this.#parts;
    const generation = this.#generation;
    const ids = followed();
    const [rows, unread] = await Promise.all([backend.followedTopics({ ids }), backend.followedCount({ ids })]);
    const known = new Map(this.#topics?.map((node) => [node.topic.id, node]));
    const nodes = rows.map(({ id, name, kind, what }): TopicNode => {
      const topic = { id, name, kind, ...(what === undefined ? {} : { what }) };
      const before = known.get(topic.id);
      return before && before.topic.name === topic.name ? before : { kind: 'topic', topic, parent: followedNode };
    });
    this.#counts = new Map(rows.map((row) => [row.id, row]));
    this.#followedUnread = unread;
    if (generation === this.#generation) this.#topics = nodes;
    for (const [id, { shelf }] of this.#pages) {
      if (shelf.kind === 'topic' && !nodes.includes(shelf)) this.#pages.delete(id);
    }
    return nodes;
  }

  /** Asks for a page again. Where the shelf is redrawn, so are its rows. */
  async #updatePage(shelf: NewsShelfNode, isMarks: boolean): Promise<readonly TreeNode[]> {
    const before = this.#pages.get(nodeId(shelf));
    const facts = new Map(this.#facts);
    const after = await this.#loadPage(shelf, isMarks);
    if (shelf.kind === 'workspace' && !this.#hasWorkspace) return [];
    const isOther =
      before?.nodes.length !== after.nodes.length || before.nodes.some((node, index) => !isSameNode(node, after.nodes[index]));
    if (isOther || before.unread !== after.unread) return [shelf];
    return after.nodes.filter((node) => node.kind === 'news' && !isSame(facts.get(nodeId(node)), this.#facts.get(nodeId(node))));
  }

  async #loadPage(shelf: NewsShelfNode, isMarks: boolean): Promise<Page> {
    const id = nodeId(shelf);
    const before = this.#pages.get(id);
    const generation = this.#generation;
    const shown = this.#shownOf(id);
    const { news, total, unread } = await this.#ask(shelf, shown, before);
    const known = new Map(before?.nodes.map((node) => [nodeId(node), node]));
    const found = news.map((facts): NewsNode => {
      const fresh: NewsNode = {
        kind: 'news',
        key: facts.key,
        ...(facts.anchor === undefined ? {} : { anchor: facts.anchor }),
        parent: shelf,
      };
      this.#facts.set(nodeId(fresh), facts);
      const same = known.get(nodeId(fresh));
      return same?.kind === 'news' ? same : fresh;
    });
    const ordered = (isMarks && before ? inOrderOf(before.nodes, found) : found).slice(0, shown);
    const remaining = total - ordered.length;
    const nodes = remaining > 0 ? [...ordered, { kind: 'more', remaining, parent: shelf } as const] : ordered;
    const page = { shelf, nodes, total, unread };
    if (shelf.kind === 'workspace') this.#hasWorkspace = total > 0;
    if (generation === this.#generation) this.#pages.set(id, page);
    return page;
  }

  async #ask(shelf: NewsShelfNode, shown: number, before: Page | undefined): Promise<NewsPage<NewsFacts>> {
    const { backend, today, filter } = this.#parts;
    const view: NewsShown = { filter: filter(), keep: before && filter() !== 'all' ? keysOf(before) : [] };
    return shelf.kind === 'workspace'
      ? backend.workspaceNews({ today: today(), days: newsDays, limit: Math.max(leastAsked, shown), shown: view })
      : backend.topicNews({ id: shelf.topic.id, offset: 0, limit: shown, shown: view });
  }

  #forgetFactsGone(): void {
    const onShow = new Set([...this.#pages.values()].flatMap(({ nodes }) => nodes.map(nodeId)));
    for (const id of this.#facts.keys()) {
      if (!onShow.has(id)) this.#facts.delete(id);
    }
  }

  #shownOf(id: string): number {
    return this.#shown.get(id) ?? pageSize;
  }
}

function namesOf(nodes: readonly TreeNode[]): string {
  return nodes.map(nodeId).join(' ');
}

function keysOf({ nodes }: Page): readonly IssueKey[] {
  return [...new Set(nodes.flatMap((node) => (node.kind === 'news' ? [node.key] : [])))].slice(0, mostKept);
}

/** Rows that were there stay where they were; new ones come behind. */
function inOrderOf(before: readonly TreeNode[], nodes: readonly NewsNode[]): readonly NewsNode[] {
  const places = new Map(before.map((node, index) => [node, index]));
  const placeOf = (node: NewsNode): number => places.get(node) ?? before.length;
  return [...nodes].sort((a, b) => placeOf(a) - placeOf(b));
}

function isSameNode(a: NewsNode | MoreNode, b: NewsNode | MoreNode | undefined): boolean {
  return a === b || (a.kind === 'more' && b?.kind === 'more' && a.remaining === b.remaining);
}

function isSame(a: NewsFacts | undefined, b: NewsFacts | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

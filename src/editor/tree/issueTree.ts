// The data of the view *Issues*: hands VS Code what `treeContents.ts` and `topics/` hold, and has it draw the smallest part anew.

import * as vscode from 'vscode';
import type { Backend, IssueKey } from '../../protocol/backend.js';
import type { LibraryStatus } from '../../protocol/libraryStatus.js';
import type { ListView } from '../../protocol/listView.js';
import { today } from '../days.js';
import type { Log } from '../log.js';
import { hasTrouble } from '../live/sourceNodes.js';
import { setContext } from '../register.js';
import { readSettings } from '../settings/settings.js';
import { findPart, linksOf, partsOf, takeawaysOf, type PartTitles } from './children.js';
import { issueKeyOf, type IssueNode, isTopicTreeNode, type MoreNode, nodeId, type NoticeNode, parentOf, type TreeNode } from './nodes.js';
import { rowPreview } from './rowPreview.js';
import { Settled } from './settled.js';
import type { TopicRows } from './topics/topicRows.js';
import { type Change, TreeContents } from './treeContents.js';
import { toTreeItem } from './treeItem.js';
import { Updates } from './updates.js';

/** Milliseconds after the last change at which saved searches are counted again, and after the first at the latest. */
const searchesSettle = 1000;
const searchesAtLatest = 5000;

/** The same of topics: what the person marked shows soon, and nothing is asked while the window starts. */
const topicsSettle = { marks: 200, issues: 1000, start: 1500 };
const topicsAtLatest = 5000;

export class IssueTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #backend: Backend;
  readonly #log: Log;
  readonly #isVisible: () => boolean;
  readonly #contents: TreeContents;
  readonly #updates = new Updates((change) => this.#update(change));
  readonly #changed = new vscode.EventEmitter<TreeNode | readonly TreeNode[] | undefined>();
  /** Settled when VS Code has asked for the first level since the last refresh; it does so while the view is visible. */
  #loaded = Promise.withResolvers<void>();
  /** Issues whose sections are on show, by the id of their row. */
  readonly #open = new Map<string, IssueNode>();
  readonly #searches = new Settled(() => void this.#updateSearches(), searchesAtLatest);
  readonly #topicsLater = new Settled(() => void this.#updateTopics(), topicsAtLatest);
  /** The rows of topics, once they were loaded. */
  #topics: TopicRows | undefined;
  /** Nothing but marks has changed since topics were last asked for. */
  #isMarksOnly = true;
  #hasPreviewed = false;

  readonly onDidChangeTreeData: vscode.Event<TreeNode | TreeNode[] | undefined>;

  constructor(backend: Backend, view: () => ListView, isVisible: () => boolean, log: Log) {
    this.#backend = backend;
    this.#log = log;
    this.#isVisible = isVisible;
    // VS Code asks for an array that may be written to, and does not write to it.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
    this.onDidChangeTreeData = this.#changed.event as vscode.Event<TreeNode | TreeNode[] | undefined>;
    this.#contents = new TreeContents({
      backend,
      today,
      view,
      searches: () => readSettings().searches,
      shelves: () => this.#topics?.take() ?? [],
      notices: {
        library: async (status) => (await loadNotices()).libraryNotice(status),
        nothing: async (filter) => (await loadNotices()).nothingNotice(filter),
        muted: async () => (await loadNotices()).mutedNotice(),
        top: (status) => this.#topNotices(status),
      },
    });
  }

  dispose(): void {
    this.#changed.dispose();
    this.#updates.dispose();
    this.#searches.dispose();
    this.#topicsLater.dispose();
  }

  /** Issues that stay on show although the filter may hold them back. */
  get kept(): readonly IssueKey[] {
    return this.#contents.kept;
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    if (!isTopicTreeNode(node)) return toTreeItem(node, this.#contents);
    // Whoever made the node is there.
    return this.#topics?.item(node) ?? new vscode.TreeItem('');
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return parentOf(node);
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    try {
      return [...(await (node ? this.#childrenOf(node) : this.#roots()))];
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#log.error('tree', `Children of ${node?.kind ?? 'the tree'} failed: ${message}`);
      return [(await loadNotices()).failureNotice(message)];
    }
  }

  /** Fills the tooltip when the row is hovered for the first time: a preview of what the row stands for. */
  async resolveTreeItem(item: vscode.TreeItem, node: TreeNode, token: vscode.CancellationToken): Promise<vscode.TreeItem> {
    const spoken = item.accessibilityInformation?.label ?? '';
    const preview = isTopicTreeNode(node)
      ? await this.#topics?.preview(node)
      : await rowPreview(this.#backend, node, this.#contents, spoken);
    if (preview && !token.isCancellationRequested) {
      item.tooltip = preview;
      this.#notePreview();
    }
    return item;
  }

  /** For the walkthrough, whose step is done then. */
  #notePreview(): void {
    if (this.#hasPreviewed) return;
    this.#hasPreviewed = true;
    setContext('digest.hasPreviewed', true);
  }

  /** Asks for everything again; what was kept although the filter holds it back goes. */
  refresh(): void {
    this.#contents.forget();
    this.#topics?.forget();
    this.#redrawAll();
  }

  /** Shows what has changed in the library, as little of it as needs be. */
  onChanged(change: Change): void {
    if (change.scope === 'issues') this.#isMarksOnly = false;
    if (this.#isVisible()) {
      this.#updates.add(change);
      this.#topicsLater.soon(topicsSettle[change.scope === 'state' ? 'marks' : 'issues']);
    } else if (this.#contents.outdate()) {
      this.#redrawAll();
    }
  }

  /** Other topics are followed, or more is known of what issues name. */
  onTopicsChanged(): void {
    this.#isMarksOnly = false;
    this.#topicsLater.soon(topicsSettle.marks);
  }

  /** Done when every change so far is on show, or VS Code has been told to ask for it. */
  async flush(): Promise<void> {
    await this.#updates.flush();
  }

  /** Shows the next page of a group. */
  showMore({ parent }: MoreNode): void {
    if (parent.kind === 'group' || parent.kind === 'search') this.#contents.showMore(parent);
    else this.#topics?.showMore(parent);
    this.#changed.fire(parent);
  }

  /** Notes that a row no longer shows what is below it. */
  noteCollapsed(node: TreeNode): void {
    this.#open.delete(nodeId(node));
  }

  /**
   * The row of a place, ready for `reveal`: the page of its group that it is on is on show. It is the issue's own row where
   * the issue is closed: following a reader must not leave a tail of open issues behind.
   */
  async nodeAt(key: IssueKey, anchor?: string): Promise<TreeNode | undefined> {
    await this.flush();
    await this.#loaded.promise;
    const found = await this.#contents.find(key);
    if (!found) {
      return undefined;
    }
    if (found.grown) {
      this.#changed.fire(found.grown);
    }
    return findPart(this.#backend, found.node, this.#open.has(nodeId(found.node)) ? anchor : undefined, partTitles());
  }

  /** The first row of the tree and its first group, ready for `reveal`; none where the tree is empty. */
  async firstRows(): Promise<{ readonly top?: TreeNode | undefined; readonly group?: TreeNode | undefined }> {
    await this.flush();
    await this.#loaded.promise;
    const roots = await this.#contents.roots();
    return { top: roots[0], group: roots.find(({ kind }) => kind === 'group') };
  }

  async #roots(): Promise<readonly TreeNode[]> {
    const isFollowing = readSettings().followedTopics.length > 0;
    if (isFollowing) await this.#loadTopics();
    const roots = await this.#contents.roots();
    this.#loaded.resolve();
    this.#searches.soon(0);
    this.#topicsLater.soon(this.#topics ? 0 : topicsSettle.start);
    return roots;
  }

  async #childrenOf(node: TreeNode): Promise<readonly TreeNode[]> {
    switch (node.kind) {
      case 'group':
        return this.#contents.issuesOf(node);
      case 'search': {
        const issues = await this.#contents.issuesOf(node);
        return issues.length > 0 ? issues : [(await loadNotices()).nothingFoundNotice(node.search)];
      }
      case 'workspace':
      case 'followed':
      case 'topic':
      case 'news':
        return (await this.#loadTopics()).childrenOf(node);
      case 'issue':
      case 'takeaways':
      case 'links':
        return this.#inside(node);
      case 'tldr':
      case 'intro':
      case 'section':
      case 'takeaway':
      case 'link':
      case 'more':
      case 'notice':
        return [];
    }
  }

  async #inside(node: Extract<TreeNode, { kind: 'issue' | 'takeaways' | 'links' }>): Promise<readonly TreeNode[]> {
    const outline = await this.#backend.outline({ key: node.key });
    if (!outline) {
      return [];
    }
    if (node.kind === 'issue') {
      this.#open.set(nodeId(node), node);
      return partsOf(outline, node, partTitles());
    }
    return node.kind === 'takeaways' ? takeawaysOf(outline, node) : linksOf(outline, node);
  }

  /** Nothing is loaded where all is well. */
  async #topNotices(status: Extract<LibraryStatus, { state: 'ready' }>): Promise<readonly NoticeNode[]> {
    const statuses = await this.#backend.sourceStatus();
    const { badSources, badSearches } = readSettings();
    const isWell = !status.trouble && !status.salvaged && !statuses.some(hasTrouble) && badSources.length + badSearches.length === 0;
    return isWell ? [] : (await loadNotices()).topNotices(status, statuses, { badSources, badSearches });
  }

  /** Never rejects: what failed is asked for again with the next change. */
  async #update(change: Change): Promise<void> {
    try {
      const redraw = await this.#contents.update(change);
      if (redraw === 'all') {
        this.#redrawAll();
        return;
      }
      const rewritten = change.scope === 'issues' ? this.#openAmong(change.keys) : [];
      this.#redraw([...new Set([...redraw, ...rewritten])]);
      this.#searches.soon(searchesSettle);
    } catch (error) {
      this.#log.error('tree', `A change could not be shown: ${String(error)}`);
    }
  }

  /** Open issues whose text may be another one. */
  #openAmong(keys: readonly IssueKey[] | undefined): readonly IssueNode[] {
    const changed = keys && new Set(keys);
    return [...this.#open.values()].filter((node) => !changed || changed.has(issueKeyOf(node) ?? ''));
  }

  #redraw(nodes: readonly TreeNode[]): void {
    if (nodes.length > 0) {
      this.#changed.fire(nodes);
    }
  }

  #redrawAll(): void {
    const { resolve } = this.#loaded;
    this.#loaded = Promise.withResolvers();
    // Whoever waits for the tree since an earlier refresh waits for this one.
    void this.#loaded.promise.then(resolve);
    this.#changed.fire(undefined);
  }

  async #updateSearches(): Promise<void> {
    try {
      if (this.#isVisible()) {
        this.#redraw(await this.#contents.updateSearches());
      }
    } catch (error) {
      this.#log.error('tree', `Saved searches could not be counted: ${String(error)}`);
    }
  }

  async #loadTopics(): Promise<TopicRows> {
    const { createTopicRows } = await import('./topics/topicRows.js');
    return (this.#topics ??= createTopicRows(this.#backend, () => this.#contents.filter));
  }

  async #updateTopics(): Promise<void> {
    if (!this.#isVisible()) return;
    const isMarks = this.#isMarksOnly;
    this.#isMarksOnly = true;
    try {
      const redraw = await (await this.#loadTopics()).update(isMarks);
      if (redraw === 'all') {
        this.#contents.outdate();
        this.#redrawAll();
      } else {
        this.#redraw(redraw);
      }
    } catch (error) {
      this.#log.error('tree', `News about topics could not be shown: ${String(error)}`);
    }
  }
}

const loadNotices = async () => import('./notices.js');

function partTitles(): PartTitles {
  return { tldr: vscode.l10n.t('TLDR'), intro: vscode.l10n.t('Introduction'), text: vscode.l10n.t('Text') };
}

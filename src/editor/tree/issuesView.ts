// The view *Issues*: its tree, its unread badge, what a click on a row does, and how it follows the reader.

import * as vscode from 'vscode';
import type { Backend, BackendEvent, IssueKey } from '../../protocol/backend.js';
import type { ListView } from '../../protocol/listView.js';
import { today } from '../days.js';
import { issuesView } from '../ids.js';
import type { Log } from '../log.js';
import { setContext } from '../register.js';
import { type Badge, readSettings } from '../settings/settings.js';
import { IssueTree } from './issueTree.js';
import type { MoreNode, TreeNode } from './nodes.js';
import type { ViewMemory } from './viewMemory.js';
import { viewWords } from './viewWords.js';

/** A burst of changes (a folder being read) counts once. In milliseconds. */
const settleTime = 150;

/** The badge may come this much after the start. In milliseconds. */
const startDelay = 1500;

export class IssuesView implements vscode.Disposable {
  readonly #backend: Backend;
  readonly #supply: () => Promise<void>;
  readonly #memory: ViewMemory;
  readonly #log: Log;
  readonly #tree: IssueTree;
  readonly #view: vscode.TreeView<TreeNode>;
  readonly #shown = new vscode.EventEmitter<void>();
  readonly #counted = new vscode.EventEmitter<number>();
  readonly #disposables: vscode.Disposable;
  #settling: NodeJS.Timeout | undefined;
  #starting: NodeJS.Timeout | undefined;
  #day = today();

  /** The view came to the front. */
  readonly onDidShow = this.#shown.event;

  /** Unread sections that name what the person follows were counted. */
  readonly onDidCountFollowed = this.#counted.event;

  /** `supply` gives the backend its sources. */
  constructor(backend: Backend, supply: () => Promise<void>, memory: ViewMemory, log: Log) {
    this.#backend = backend;
    this.#supply = supply;
    this.#log = log;
    this.#memory = memory;
    this.#tree = new IssueTree(
      backend,
      () => memory.view,
      () => this.#view.visible,
      log,
    );
    this.#view = vscode.window.createTreeView(issuesView, {
      treeDataProvider: this.#tree,
      canSelectMany: true,
      showCollapseAll: true,
    });
    this.#disposables = vscode.Disposable.from(
      this.#tree,
      this.#view,
      this.#view.onDidCollapseElement(({ element }) => this.#tree.noteCollapsed(element)),
      this.#shown,
      this.#counted,
      this.#view.onDidChangeVisibility(({ visible }) => visible && this.#shown.fire()),
      this.#shown.event(() => this.#refreshAtNewDay()),
      // VS Code opens the walkthrough of what was just installed by itself, unless it is there only from now on.
      this.#shown.event(() => setContext('digest.isInUse', true)),
      {
        dispose: () => {
          clearTimeout(this.#settling);
          clearTimeout(this.#starting);
        },
      },
    );
    this.#noteView();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  /** Rows that are selected now, in the order of their selection. */
  get selection(): readonly TreeNode[] {
    return this.#view.selection;
  }

  /** Counts the unread issues a while after the window has started, when nothing else is waiting for the machine. */
  start(): void {
    this.#starting = setTimeout(() => void this.refreshUnread(), startDelay);
  }

  /** Gives the backend the sources again and asks for everything again: what a failure offers. */
  async retry(): Promise<void> {
    await this.#supply();
    this.refresh();
  }

  /** Takes on a new set of sources. */
  onSourcesChanged(): void {
    this.retry().catch((error: unknown) => this.#log.error('sources', String(error)));
  }

  /** Shows the saved searches that there are now. */
  onSearchesChanged(): void {
    this.#tree.onChanged({ scope: 'issues', keys: [] });
  }

  /** Shows the topics that are followed now. */
  onFollowedChanged(): void {
    this.#tree.onTopicsChanged();
    void this.refreshUnread();
  }

  /** A few quiet words beside the view's title in place of how it is shown; none where undefined. */
  set description(words: string | undefined) {
    this.#view.description = words ?? viewWords(this.listView);
  }

  /** How the issues are grouped, filtered and sorted. */
  get listView(): ListView {
    return this.#memory.view;
  }

  /** Issues that stay on show although the filter may hold them back. */
  get kept(): readonly IssueKey[] {
    return this.#tree.kept;
  }

  /** Shows the issues another way, from now on. */
  async choose(changes: Partial<ListView>): Promise<void> {
    const remembered = this.#memory.choose(changes);
    this.#noteView();
    this.#tree.refresh();
    await remembered;
  }

  /** Lets go of what is on show only because it was: after something that the person did to many issues at once. */
  dropKept(): void {
    if (this.listView.filter !== 'all' || readSettings().searches.length > 0) {
      this.#tree.refresh();
    }
  }

  /** Asks for everything again. */
  refresh(): void {
    this.#tree.refresh();
    void this.refreshUnread();
  }

  showMore(node: MoreNode): void {
    this.#tree.showMore(node);
  }

  /** Keeps rows and badge true to what the library tells. */
  onBackendEvent(event: BackendEvent): void {
    if (event.event === 'changed') {
      this.#tree.onChanged(event);
      this.#countSoon(event.scope === 'state' ? 0 : settleTime);
    } else if (event.event === 'sourcesChanged') {
      // What is said of sources stands above the issues, none of which has changed.
      this.#tree.onChanged({ scope: 'issues', keys: [] });
    } else if (event.event === 'topicsChanged') {
      this.#tree.onTopicsChanged();
      this.#countSoon(settleTime);
    } else if (event.event === 'refreshed') {
      this.refresh();
    }
  }

  /** Puts the number of unread issues on the view's icon. */
  async refreshUnread(): Promise<void> {
    try {
      const { badge, followedTopics: ids } = readSettings();
      const [unread, followed] = await Promise.all([
        this.#backend.unreadCount(),
        ids.length > 0 ? this.#backend.followedCount({ ids }) : undefined,
      ]);
      this.#view.badge = toBadge(badge, unread, followed);
      this.#counted.fire(followed ?? 0);
      setContext('digest.hasUnread', unread > 0);
    } catch (error) {
      this.#log.error('tree', `Unread count failed: ${String(error)}`);
    }
  }

  /**
   * Selects the row of a place without taking the focus. Does nothing while the view is hidden: `reveal` would open the
   * side bar. Gives whether there is such a row.
   */
  async follow(key: IssueKey, anchor: string | undefined): Promise<boolean> {
    // Who works through the news of a topic is not carried off to the issue's own row.
    if (this.selection.some((row) => row.kind === 'news' && row.key === key)) return true;
    const node = this.#view.visible ? await this.#tree.nodeAt(key, anchor) : undefined;
    if (node) {
      await this.#reveal(node, { select: true });
    }
    return node !== undefined;
  }

  /** Shows the tree from its top, the first group open. Takes neither focus nor selection. */
  async showTop(): Promise<void> {
    const { top, group } = this.#view.visible ? await this.#tree.firstRows() : {};
    if (group) {
      await this.#reveal(group, { select: false, expand: true });
    }
    if (top && top !== group) {
      await this.#reveal(top, { select: false });
    }
  }

  async #reveal(node: TreeNode, options: { readonly select: boolean; readonly expand?: boolean }): Promise<void> {
    if (!this.#view.visible) {
      return;
    }
    try {
      await this.#view.reveal(node, { ...options, focus: false });
    } catch (error) {
      // VS Code rejects when the tree is refreshed meanwhile; the selection is a courtesy, not worth a word to the person.
      this.#log.debug('tree', `Reveal failed: ${String(error)}`);
    }
  }

  #countSoon(delay: number): void {
    this.#settling ??= setTimeout(() => {
      this.#settling = undefined;
      void this.refreshUnread();
    }, delay);
  }

  /** Tells the manifest's conditions, and the person, how the issues are shown. */
  #noteView(): void {
    const { group, filter, sort } = this.listView;
    setContext('digest.group', group);
    setContext('digest.filter', filter);
    setContext('digest.sort', sort);
    this.description = undefined;
  }

  /** Groups are relative to the day; a window may stay open over midnight. */
  #refreshAtNewDay(): void {
    if (this.#day !== today()) {
      this.#day = today();
      this.refresh();
    }
  }
}

/** The number on the view's icon; what else is known of the unread stands in its words. `followed` undefined: nothing is followed. */
function toBadge(wanted: Badge, unread: number, followed: number | undefined): vscode.ViewBadge | undefined {
  const value = wanted === 'none' ? 0 : wanted === 'followed' ? (followed ?? 0) : unread;
  if (value === 0) return undefined;
  const issues = unread === 1 ? vscode.l10n.t('1 unread issue') : vscode.l10n.t('{0} unread issues', unread);
  return { value, tooltip: followed === undefined ? issues : vscode.l10n.t('{0}, {1} unread about followed topics', issues, followed) };
}

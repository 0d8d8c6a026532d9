// The data of the view *Issues*: asks the library for children, keeps what is shown fresh with the smallest refresh.

import * as vscode from 'vscode';
import type { Backend, GroupRow, IssueKey, IssueRow } from '../../protocol/backend.js';
import type { GroupKey } from '../../protocol/listView.js';
import { today } from '../days.js';
import type { Log } from '../log.js';
import { readSettings } from '../settings.js';
import { previewWords } from '../words.js';
import { findPart, issuesOf, linksOf, pageSize, partsOf, takeawaysOf, type PartTitles } from './children.js';
import { anchorOf, issueKeyOf, parentOf, type GroupNode, type IssueNode, type MoreNode, type TreeNode } from './nodes.js';
import { failureNotice, libraryNotice, sourcesNotice } from './notices.js';
import { toTreeItem } from './treeItem.js';

/** More changed issues than this at once: the whole tree is asked again instead of row by row. */
const rowByRow = 20;

/** Titles in the hover of a group. */
const previewedIssues = 8;

export class IssueTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #backend: Backend;
  readonly #log: Log;
  readonly #changed = new vscode.EventEmitter<TreeNode | undefined>();
  /** How many issues of a group are shown, where it is more than the first page. */
  readonly #shown = new Map<GroupKey, number>();
  /** What the library last said of the issues on show; nodes themselves never change. */
  readonly #issues = new Map<IssueKey, { readonly node: IssueNode; row: IssueRow }>();
  #groups: readonly GroupNode[] = [];
  /** Settled when VS Code has asked for the groups since the last refresh; it does so while the view is visible. */
  #loaded = Promise.withResolvers<void>();
  #counts: ReadonlyMap<GroupKey, GroupRow> = new Map();

  /** Issues whose sections are on show. */
  readonly #open = new Set<IssueKey>();

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(backend: Backend, log: Log) {
    this.#backend = backend;
    this.#log = log;
  }

  dispose(): void {
    this.#changed.dispose();
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    if (node.kind === 'group') {
      return toTreeItem({ kind: 'group', row: this.#counts.get(node.row.group) ?? node.row }, { isFirst: node === this.#groups[0] });
    }
    return toTreeItem(node.kind === 'issue' ? { ...node, row: this.#issues.get(node.key)?.row ?? node.row } : node);
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
      return [failureNotice(message)];
    }
  }

  /** Fills the tooltip when the row is hovered for the first time: a preview of what the row stands for. */
  async resolveTreeItem(item: vscode.TreeItem, node: TreeNode, token: vscode.CancellationToken): Promise<vscode.TreeItem> {
    if (node.kind === 'group') {
      item.tooltip = await this.#groupPreview(node, item.accessibilityInformation?.label ?? '');
      return item;
    }
    const key = issueKeyOf(node);
    if (key === undefined) {
      return item;
    }
    const anchor = anchorOf(node);
    const text = await this.#backend.preview({ key, words: previewWords(), ...(anchor ? { anchor } : {}) });
    if (text !== undefined && !token.isCancellationRequested) {
      const extent = node.kind === 'issue' ? extentWords(this.#issues.get(key)?.row ?? node.row) : undefined;
      item.tooltip = new vscode.MarkdownString(extent === undefined ? text : `${text}\n\n*${asWritten(extent)}*`);
    }
    return item;
  }

  /** Asks for everything again. */
  refresh(): void {
    const { resolve } = this.#loaded;
    this.#loaded = Promise.withResolvers();
    // Whoever waits for the tree since an earlier refresh waits for this one.
    void this.#loaded.promise.then(resolve);
    this.#changed.fire(undefined);
  }

  /** Shows what changed in the state of `keys` (read, starred): the groups whose counts moved, else the rows alone. */
  async refreshState(keys: readonly IssueKey[] | undefined): Promise<void> {
    if (!keys || keys.length > rowByRow) {
      this.refresh();
      return;
    }
    const moved = await this.#movedGroups();
    for (const group of moved) {
      this.#changed.fire(group);
    }
    for (const known of keys.map((key) => this.#issues.get(key))) {
      const found = known && !moved.includes(known.node.parent) && (await this.#backend.issue({ key: known.node.key, today: today() }));
      if (known && found) {
        known.row = found.row;
        this.#changed.fire(known.node);
      }
    }
  }

  /** Shows the next page of a group. */
  showMore({ parent }: MoreNode): void {
    const { group } = parent.row;
    this.#shown.set(group, (this.#shown.get(group) ?? pageSize) + pageSize);
    this.#changed.fire(parent);
  }

  /** Notes that a row no longer shows what is below it. */
  noteCollapsed(node: TreeNode): void {
    if (node.kind === 'issue') {
      this.#open.delete(node.key);
    }
  }

  /**
   * The row of a place, ready for `reveal`: the page of its group that it is on is on show. It is the issue's own row where
   * the issue is closed: following a reader must not leave a tail of open issues behind.
   */
  async nodeAt(key: IssueKey, anchor?: string): Promise<TreeNode | undefined> {
    await this.#loaded.promise;
    const found = await this.#backend.issue({ key, today: today() });
    const parent = found && this.#groups.find((group) => group.row.group === found.group);
    if (!found || !parent) {
      return undefined;
    }
    const shown = this.#shown.get(found.group) ?? pageSize;
    if (found.index >= shown) {
      this.#shown.set(found.group, Math.ceil((found.index + 1) / pageSize) * pageSize);
      this.#changed.fire(parent);
    }
    const issue = this.#issues.get(key)?.node ?? { kind: 'issue', key, row: found.row, parent };
    return findPart(this.#backend, issue, this.#open.has(key) ? anchor : undefined, partTitles());
  }

  async #roots(): Promise<readonly TreeNode[]> {
    const status = await this.#backend.status();
    if (status.state !== 'ready') {
      this.#groups = [];
      this.#loaded.resolve();
      return [libraryNotice(status)];
    }
    const [rows, sources] = await Promise.all([this.#backend.groups({ today: today() }), this.#backend.sourceStatus()]);
    this.#groups = rows.map((row) => ({ kind: 'group', row }));
    this.#counts = new Map(rows.map((row) => [row.group, row]));
    this.#issues.clear();
    this.#loaded.resolve();
    return [...sourcesNotice(sources, readSettings().badSources), ...this.#groups];
  }

  async #childrenOf(node: TreeNode): Promise<readonly TreeNode[]> {
    switch (node.kind) {
      case 'group': {
        const nodes = await issuesOf(this.#backend, node, today(), this.#shown.get(node.row.group) ?? pageSize);
        for (const child of nodes) {
          if (child.kind === 'issue') {
            this.#issues.set(child.key, { node: child, row: child.row });
          }
        }
        return nodes;
      }
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
      this.#open.add(node.key);
      return partsOf(outline, node, partTitles());
    }
    return node.kind === 'takeaways' ? takeawaysOf(outline, node) : linksOf(outline, node);
  }

  /** The counts of a group and the titles of its newest issues. */
  async #groupPreview({ row }: GroupNode, counts: string): Promise<vscode.MarkdownString> {
    const preview = new vscode.MarkdownString(asWritten(counts));
    const { rows, total } = await this.#backend.issuesIn({ group: row.group, today: today(), offset: 0, limit: previewedIssues });
    for (const { title } of rows) {
      preview.appendMarkdown(`\n- ${asWritten(title)}`);
    }
    return total > rows.length ? preview.appendMarkdown('\n- …') : preview;
  }

  /** Takes note of the groups' counts and gives the groups that show others. */
  async #movedGroups(): Promise<readonly GroupNode[]> {
    const rows = await this.#backend.groups({ today: today() });
    const before = this.#counts;
    this.#counts = new Map(rows.map((row) => [row.group, row]));
    return this.#groups.filter(({ row: { group } }) => before.get(group)?.unread !== this.#counts.get(group)?.unread);
  }
}

/** Whether the text of an issue is all that its page has; nothing to say where it is. */
function extentWords({ extent, url }: IssueRow): string | undefined {
  switch (extent) {
    case 'excerpt':
      return url === undefined
        ? vscode.l10n.t('This is an excerpt.')
        : vscode.l10n.t('This is an excerpt. “Read Full Article” takes the rest from its page.');
    case 'extracted':
      return vscode.l10n.t('The text was taken from its web page.');
    case undefined:
      return undefined;
  }
}

/** Text as Markdown that shows it letter by letter; `appendText` would forbid it to wrap. */
function asWritten(text: string): string {
  return text.replaceAll(/[!-/:-@[-`{-~]/g, String.raw`\$&`);
}

function partTitles(): PartTitles {
  return { tldr: vscode.l10n.t('TLDR'), intro: vscode.l10n.t('Introduction'), text: vscode.l10n.t('Text') };
}

// The view *Issues* without VS Code: a library of its own, the tree over it, and a view that asks for rows as VS Code does and
// counts how often it was told to.

import { TreeItemCollapsibleState } from 'vscode';
import { onTestFinished } from 'vitest';
import { IssueTree } from '../../../../src/editor/tree/issueTree.js';
import { nodeId, type TreeNode } from '../../../../src/editor/tree/nodes.js';
import { createReadCalls } from '../../../../src/ingest/readCalls.js';
import { putIssue } from '../../../../src/library/issues/issues.js';
import type { LibraryDatabase } from '../../../../src/library/database.js';
import { librarySize } from '../../../../src/library/upkeep/librarySize.js';
import type { Backend } from '../../../../src/protocol/backend.js';
import { type ListView, usualView } from '../../../../src/protocol/listView.js';
import type { WorkspaceNews } from '../../../../src/protocol/topics.js';
import { buildIssue } from '../../library/buildIssue.js';
import { newLibrary } from '../../library/builders.js';

const nothing = (): void => undefined;

/** The calls of a backend that the tree makes, answered by the library itself; what it asked for is written down. */
function backendOf(library: LibraryDatabase, asked: string[], news: readonly WorkspaceNews[]): Backend {
  const access = { read: <T>(work: (database: LibraryDatabase) => T): T => work(library) };
  const calls: Partial<Record<string, unknown>> = {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as much of the access as reading needs
    ...createReadCalls(access as never, () => undefined),
    status: () => ({ state: 'ready' }),
    sourceStatus: () => [],
    librarySize: () => librarySize(library),
  };
  const noted = Object.entries(calls).map(([name, call]) => [
    name,
    async (params: unknown): Promise<unknown> => {
      asked.push(name);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- entries lose which parameters belong to which call
      return (call as (given: unknown) => unknown)(params);
    },
  ]);
  const topics: Partial<Backend> = {
    workspaceNews: async () => ({ news: [...news], total: news.length, unread: news.length }),
    followedTopics: async () => [],
    followedCount: async () => 0,
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the calls that only read, which is all the tree does
  return { ...Object.fromEntries(noted), ...topics } as Backend;
}

export interface ShownTree {
  readonly library: LibraryDatabase;
  readonly tree: IssueTree;
  /** What the view was told to draw again since it was last looked at: ids of rows, `all` for everything. */
  readonly told: string[];
  readonly asked: string[];
  /** What concerns the workspace. */
  readonly news: WorkspaceNews[];
  view: ListView;
  isVisible: boolean;
  put(id: string, published: string, options?: { readonly category?: string; readonly sourceId?: string }): string;
  /** Opens the row of an id. */
  open(id: string): void;
  /** The rows on show, each with its depth, as `id (description)`. */
  rows(): Promise<readonly string[]>;
}

/** Rows start as they would in VS Code: what is expanded by itself or was opened shows its children. */
export function showTree(): ShownTree {
  const library = newLibrary();
  const told: string[] = [];
  const asked: string[] = [];
  const news: WorkspaceNews[] = [];
  const opened = new Set<string>();
  const shown: ShownTree = {
    library,
    told,
    asked,
    news,
    view: usualView,
    isVisible: true,
    tree: new IssueTree(
      backendOf(library, asked, news),
      () => shown.view,
      () => shown.isVisible,
      { debug: nothing, info: nothing, warn: nothing, error: (_, message) => told.push(message) },
    ),
    put: (id, published, { category, sourceId = 'notes' } = {}) => {
      const { category: _none, ...issue } = buildIssue({ id, title: id, published });
      return putIssue(library, category === undefined ? issue : { ...issue, category }, { sourceId, path: `${id}.md` }).key;
    },
    open: (id) => void opened.add(id),
    rows: () => rowsBelow(undefined, ''),
  };
  const rowsBelow = async (node: TreeNode | undefined, indent: string): Promise<readonly string[]> => {
    const rows: string[] = [];
    for (const child of await shown.tree.getChildren(node)) {
      const item = shown.tree.getTreeItem(child);
      rows.push(`${indent}${item.id ?? ''}${typeof item.description === 'string' ? ` (${item.description})` : ''}`);
      // What is open stays so, as in VS Code, even where it would no longer start so.
      if (item.collapsibleState === TreeItemCollapsibleState.Expanded) opened.add(nodeId(child));
      if (opened.has(nodeId(child))) rows.push(...(await rowsBelow(child, `${indent}  `)));
    }
    return rows;
  };
  shown.tree.onDidChangeTreeData((rows) => {
    told.push(...(rows === undefined ? ['all'] : [rows].flat().map(nodeId)));
  });
  onTestFinished(() => shown.tree.dispose());
  return shown;
}

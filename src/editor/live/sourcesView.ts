// The view *Sources*: its rows from what the backend says of each source, kept fresh. What is done with them is commands.

import * as vscode from 'vscode';
import type { Backend, BackendEvent } from '../../protocol/backend.js';
import { credentialsKey } from '../../protocol/sourceAddress.js';
import type { SourceStatus } from '../../protocol/sources.js';
import { sourcesView } from '../ids.js';
import type { Log } from '../log.js';
import { setContext } from '../register.js';
import { readSettings } from '../settings/settings.js';
import type { CredentialsStore } from './credentialsStore.js';
import { isFailing, toSourceRows, type SourceNode, type SourceRows, type SourcesNode, type SourcesNoticeNode } from './sourceNodes.js';

/** A burst of changes (a refresh under way) asks for the rows once. In milliseconds. */
const settleTime = 300;

const noRows: SourceRows = { roots: [], children: new Map() };

export class SourcesView implements vscode.TreeDataProvider<SourcesNode>, vscode.Disposable {
  readonly #backend: Backend;
  readonly #credentials: CredentialsStore;
  readonly #log: Log;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #view: vscode.TreeView<SourcesNode>;
  readonly #disposables: vscode.Disposable;
  #rows = noRows;
  #settling: NodeJS.Timeout | undefined;
  #isOutdated = false;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(backend: Backend, credentials: CredentialsStore, log: Log) {
    this.#backend = backend;
    this.#credentials = credentials;
    this.#log = log;
    this.noteSources();
    this.#view = vscode.window.createTreeView<SourcesNode>(sourcesView, {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
    });
    this.#disposables = vscode.Disposable.from(
      this.#changed,
      this.#view,
      this.#view.onDidChangeVisibility(({ visible }) => visible && this.#isOutdated && this.refresh()),
      credentials.onDidChange(() => this.refresh()),
      { dispose: () => clearTimeout(this.#settling) },
    );
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  /** A few quiet words beside the view's title; none where undefined. */
  set description(words: string | undefined) {
    // VS Code takes undefined for none; its type forbids to say so under exactOptionalPropertyTypes.
    this.#view.description = words ?? '';
  }

  /** Tells the manifest's conditions whether there is any source. */
  noteSources(): void {
    const { sources, badSources } = readSettings();
    setContext('digest.hasSources', sources.length + badSources.length > 0);
  }

  onBackendEvent(event: BackendEvent): void {
    if (event.event === 'sourcesChanged' || event.event === 'changed') {
      this.#settling ??= setTimeout(() => this.refresh(), settleTime);
    }
  }

  /** Asks for the rows again; once it is visible, where it is not. */
  refresh(): void {
    clearTimeout(this.#settling);
    this.#settling = undefined;
    this.#isOutdated = true;
    if (this.#view.visible) {
      this.#changed.fire(undefined);
    }
  }

  /** Opens the view and selects a source: the given one, else the first that fails. */
  async show(sourceId?: string): Promise<void> {
    await vscode.commands.executeCommand(`${sourcesView}.focus`);
    await this.#load();
    this.#changed.fire(undefined);
    const nodes = [...this.#rows.children.values()].flat().filter((node) => node.kind === 'source');
    const found = nodes.find(({ status }) => (sourceId === undefined ? isFailing(status) : status.sourceId === sourceId));
    try {
      if (found) await this.#view.reveal(found, { select: true, focus: true });
    } catch (error) {
      // VS Code rejects when the tree is refreshed meanwhile; the view itself is open.
      this.#log.debug('sources', `Reveal failed: ${String(error)}`);
    }
  }

  async getTreeItem(node: SourcesNode): Promise<vscode.TreeItem> {
    return (await import('./sourceItem.js')).toSourcesItem(node);
  }

  getParent(node: SourcesNode): SourcesNode | undefined {
    return node.kind === 'notice' ? undefined : node.parent;
  }

  async getChildren(node?: SourcesNode): Promise<SourcesNode[]> {
    if (node) {
      return node.kind === 'category' ? [...(this.#rows.children.get(node.path) ?? [])] : [];
    }
    try {
      await this.#load();
    } catch (error) {
      this.#log.error('sources', `The rows failed: ${String(error)}`);
      this.#rows = noRows;
      return [failureNotice(String(error))];
    }
    return [...settingNotices(readSettings().badSources), ...this.#rows.roots];
  }

  async resolveTreeItem(item: vscode.TreeItem, node: SourcesNode): Promise<vscode.TreeItem> {
    if (node.kind === 'source') {
      item.tooltip = (await import('./sourceItem.js')).sourceHover(node, Date.now());
    }
    return item;
  }

  /** Every source as a row of this view would have it. */
  async nodes(): Promise<readonly SourceNode[]> {
    const statuses = await this.#backend.sourceStatus();
    const signedIn = await this.#signedIn(statuses);
    return statuses.map((status) => ({ kind: 'source', status, isSignedIn: signedIn.has(status.sourceId) }));
  }

  async #load(): Promise<void> {
    this.#isOutdated = false;
    const statuses = await this.#backend.sourceStatus();
    this.#rows = toSourceRows(statuses, await this.#signedIn(statuses), vscode.env.language);
  }

  async #signedIn(statuses: readonly SourceStatus[]): Promise<ReadonlySet<string>> {
    const kept = await this.#credentials.readAll(statuses.map(({ definition }) => definition));
    return new Set(statuses.filter(({ definition }) => kept.has(credentialsKey(definition))).map(({ sourceId }) => sourceId));
  }
}

function settingNotices(badSources: readonly string[]): readonly SourcesNoticeNode[] {
  return badSources.map((written, index) => ({
    kind: 'notice',
    id: `setting:${index}`,
    text: vscode.l10n.t('A source in the settings is not understood'),
    detail: vscode.l10n.t('Expected an entry with “feed”, “site”, “folder” or “git”, found {0}. Click to open the setting.', written),
    action: 'editSources',
  }));
}

function failureNotice(detail: string): SourcesNoticeNode {
  return {
    kind: 'notice',
    id: 'failure',
    text: vscode.l10n.t('The sources could not be listed'),
    detail: vscode.l10n.t('Click to try again. “Digest: Show Log” says more. ({0})', detail),
    action: 'retry',
  };
}

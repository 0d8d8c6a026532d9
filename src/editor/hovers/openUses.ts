// What the documents that are on show use, and where in them: read in the worker when a document is opened or changed, kept for the
// version that was read. A hover only looks it up.

import * as vscode from 'vscode';
import type { OpenUse } from '../../protocol/stack.js';
import type { Log } from '../log.js';
import { onHoversWantedChanged, showsHovers } from '../settings/settings.js';
import { pathOf } from '../workspace/findFiles.js';
import type { StackThread } from '../workspace/stackThread.js';

/** Who types is not followed letter by letter. */
const settleTime = 300;

/** Nobody hovers over the names in a file of so many lines; their text would have to be sent to the worker with every change. */
const mostLines = 20_000;

interface KnownDocument {
  readonly version: number;
  readonly uses: readonly OpenUse[];
}

export interface OpenUsesParts {
  readonly thread: Pick<StackThread, 'ask'>;
  /** The documents in which hovers are shown. */
  readonly selector: vscode.DocumentSelector;
  /** Hears of what a document uses each time it has been read. */
  readonly onUses: (uses: readonly OpenUse[]) => void;
  readonly log: Log;
}

export class OpenUses implements vscode.Disposable {
  readonly #parts: OpenUsesParts;
  readonly #known = new WeakMap<vscode.TextDocument, KnownDocument>();
  readonly #timers = new Map<vscode.TextDocument, NodeJS.Timeout>();
  readonly #subscriptions: readonly vscode.Disposable[];

  constructor(parts: OpenUsesParts) {
    this.#parts = parts;
    this.#subscriptions = [
      vscode.window.onDidChangeVisibleTextEditors(() => this.#look()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#onChange(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
      onHoversWantedChanged(() => this.#look()),
    ];
    this.#look();
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** What stands at a place; undefined where nothing is known to stand there, or the document has been changed since. */
  at(document: vscode.TextDocument, { line, character }: vscode.Position): OpenUse | undefined {
    const known = this.#known.get(document);
    if (known?.version !== document.version) return undefined;
    return known.uses.find(({ span }) => span.line === line && span.start <= character && character <= span.end);
  }

  /** What all documents on show use. */
  get shown(): readonly OpenUse[] {
    return this.#visible().flatMap((document) => this.#known.get(document)?.uses ?? []);
  }

  /** Reads the documents on show again: which versions are installed has become known. */
  refresh(): void {
    for (const document of this.#visible()) void this.#read(document);
  }

  #visible(): readonly vscode.TextDocument[] {
    const documents = vscode.window.visibleTextEditors.map(({ document }) => document);
    return [...new Set(documents)].filter((document) => this.#isOurs(document));
  }

  #isOurs(document: vscode.TextDocument): boolean {
    return vscode.languages.match(this.#parts.selector, document) > 0 && document.lineCount <= mostLines && showsHovers(document);
  }

  #look(): void {
    for (const document of this.#visible()) {
      if (this.#known.get(document)?.version !== document.version && !this.#timers.has(document)) void this.#read(document);
    }
  }

  #onChange(document: vscode.TextDocument): void {
    // Most of what changes is on show nowhere, or is no text of a person's: output, logs.
    if (!vscode.window.visibleTextEditors.some((editor) => editor.document === document) || !this.#isOurs(document)) return;
    clearTimeout(this.#timers.get(document));
    const timer = setTimeout(() => {
      this.#timers.delete(document);
      void this.#read(document);
    }, settleTime);
    this.#timers.set(document, timer);
  }

  #forget(document: vscode.TextDocument): void {
    clearTimeout(this.#timers.get(document));
    this.#timers.delete(document);
  }

  async #read(document: vscode.TextDocument): Promise<void> {
    const { thread, onUses, log } = this.#parts;
    const { version, languageId, uri } = document;
    try {
      const uses = await thread.ask('usesIn', { path: pathOf(uri) ?? uri.path, languageId, text: document.getText() });
      if (document.isClosed) return;
      this.#known.set(document, { version, uses });
      onUses(uses);
    } catch (error) {
      log.debug('hovers', `${uri.path} could not be read: ${String(error)}`);
    }
  }
}

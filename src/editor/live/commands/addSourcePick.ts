// The quick pick of *Add Source…*: takes an address, has it looked at when the person says so, and shows what was found.
// It writes nothing: what the person chose is its result.

import * as vscode from 'vscode';
import type { Backend } from '../../../protocol/backend.js';
import type { Credentials, Inspection, SourceDefinition } from '../../../protocol/sources.js';
import { readTypedSource, type TypedSource } from '../addressInput.js';
import type { AddChoice, AddRow, AddStep } from './addSourceChoice.js';
import { startRows, typedRows, foundRows, workingRow } from './addSourceRows.js';

export interface AddStart {
  /** Looked at without a further key press: the person named it elsewhere. */
  readonly address?: string;
  readonly credentials?: Credentials;
  /** Sources that the person has already. */
  readonly known: readonly SourceDefinition[];
}

/** Undefined when the person changed their mind. Rejects when the backend does not answer. */
export function pickSourceToAdd(backend: Pick<Backend, 'inspect' | 'stopInspection'>, start: AddStart): Promise<AddChoice | undefined> {
  const picking = new AddSourcePick(backend, start);
  return picking.run();
}

class AddSourcePick {
  readonly #backend: Pick<Backend, 'inspect' | 'stopInspection'>;
  readonly #start: AddStart;
  readonly #pick = vscode.window.createQuickPick<AddRow>();
  readonly #chosen = Promise.withResolvers<AddChoice | undefined>();
  readonly #stop: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('stop-circle'), tooltip: vscode.l10n.t('Stop Looking') };
  /** The text that the rows are about. */
  #shown = '';
  /** Counts what is looked at; an answer to an earlier question is dropped. */
  #asked = 0;

  constructor(backend: Pick<Backend, 'inspect' | 'stopInspection'>, start: AddStart) {
    this.#backend = backend;
    this.#start = start;
  }

  run(): Promise<AddChoice | undefined> {
    const pick = this.#pick;
    pick.title = vscode.l10n.t('Add Source');
    pick.placeholder = vscode.l10n.t('Paste the address of a feed, a web site or a git repository, or the path of a folder');
    pick.ignoreFocusOut = true;
    pick.value = this.#start.address ?? '';
    pick.onDidChangeValue((value) => {
      // VS Code tells of the value that was set here as well, a moment later: it must not end the look at it.
      if (value !== this.#shown) this.#showTyped();
    });
    pick.onDidAccept(() => this.#take(pick.selectedItems[0]?.step));
    pick.onDidTriggerItemButton(({ item }) => this.#take(item.edit));
    pick.onDidTriggerButton(() => this.#showTyped());
    pick.onDidHide(() => {
      this.#stopLooking();
      this.#chosen.resolve(undefined);
    });
    this.#showTyped();
    pick.show();
    const typed = this.#start.address === undefined ? undefined : readTypedSource(this.#start.address);
    if (typed) this.#look(typed);
    return this.#chosen.promise.finally(() => pick.dispose());
  }

  /** The rows for what stands in the box, before anything was looked at. */
  #showTyped(): void {
    this.#stopLooking();
    const text = this.#pick.value;
    this.#shown = text;
    this.#pick.items = text.trim() === '' ? startRows() : typedRows(readTypedSource(text));
  }

  #take(step: AddStep | undefined): void {
    if (!step) return;
    if (step.action === 'look') {
      this.#look(step.typed);
      return;
    }
    this.#chosen.resolve(step);
    this.#pick.hide();
  }

  #look(typed: TypedSource): void {
    const question = ++this.#asked;
    const pick = this.#pick;
    pick.busy = true;
    pick.buttons = [this.#stop];
    pick.items = [workingRow(typed)];
    const credentials = typed.credentials ?? this.#start.credentials;
    const show = (inspection: Inspection): void => {
      if (question !== this.#asked) return;
      pick.busy = false;
      pick.buttons = [];
      pick.items = foundRows(inspection, typed, this.#start.known, credentials);
    };
    this.#backend.inspect({ address: typed.address, ...(credentials ? { credentials } : {}) }).then(show, (error: unknown) => {
      if (question === this.#asked) this.#chosen.reject(error);
    });
  }

  #stopLooking(): void {
    this.#asked += 1;
    if (!this.#pick.busy) return;
    this.#pick.busy = false;
    this.#pick.buttons = [];
    // Nobody waits for it; a worker that is gone has nothing under way.
    this.#backend.stopInspection().catch(() => undefined);
  }
}

// Stars and recent read marks travel with the person's settings, where the editor has Settings Sync: each machine writes one of a
// few values of the extension's state, and reads them all. What a value says and which one is whose is the worker's business;
// here is when they are read and written.

import type * as vscode from 'vscode';
import { stateSlots } from '../protocol/readingState.js';
import type { Backend, BackendEvent } from '../protocol/backend.js';
import type { Log } from './log.js';

/** Names of the values. They have to be declared, so there are only so many. */
export const slotNames: readonly string[] = Array.from({ length: stateSlots }, (_, index) => `digest.state.${index}`);

/** Milliseconds without a change after which what changed is written. */
const rest = 180_000;

/** The part of VS Code's `globalState` that is needed. */
type SyncedState = Pick<vscode.ExtensionContext['globalState'], 'get' | 'update' | 'setKeysForSync'>;

export interface StateSyncOptions {
  readonly backend: Pick<Backend, 'exchangeState'>;
  readonly state: SyncedState;
  /** Whether the person wants it. Asked each time. */
  readonly isWanted: () => boolean;
  readonly log: Log;
}

export class StateSync implements vscode.Disposable {
  readonly #options: StateSyncOptions;
  #timer: NodeJS.Timeout | undefined;
  /** The slots as they were read last, as one text. */
  #read: string | undefined;
  /** At first nobody knows whether all of the last session was written. */
  #hasChanged = true;
  #exchanging: Promise<void> = Promise.resolve();

  constructor(options: StateSyncOptions) {
    this.#options = options;
    this.declare();
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  /** Tells the editor whether the values travel. Call it when the person's wish has changed. */
  declare(): void {
    const { state, isWanted } = this.#options;
    state.setKeysForSync(isWanted() ? slotNames : []);
  }

  /** Takes over what other machines have written, if there is anything new. */
  read(): Promise<void> {
    return this.#exchange(false);
  }

  /** Writes what has changed, if anything has. */
  write(): Promise<void> {
    clearTimeout(this.#timer);
    return this.#hasChanged ? this.#exchange(true) : this.#exchanging;
  }

  /** Forgets what was written, here and by others: the person has deleted everything. */
  async forget(): Promise<void> {
    const { state } = this.#options;
    await Promise.all(slotNames.map((name) => state.update(name, undefined)));
  }

  onBackendEvent(event: BackendEvent): void {
    if (event.event !== 'changed' || event.scope !== 'state') {
      return;
    }
    this.#hasChanged = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.write(), rest);
  }

  /** One after the other, so that each knows what the one before has written. Never rejects: nobody waits for it. */
  #exchange(mayWrite: boolean): Promise<void> {
    this.#exchanging = this.#exchanging.then(async () => {
      try {
        await this.#tryToExchange(mayWrite);
      } catch (error) {
        this.#hasChanged ||= mayWrite;
        // A window that closes cancels what is under way; the next one does it.
        const level = isCancelled(error) ? 'debug' : 'warn';
        this.#options.log[level]('sync', `Marks were not exchanged: ${String(error)}`);
      }
    });
    return this.#exchanging;
  }

  async #tryToExchange(mayWrite: boolean): Promise<void> {
    const { backend, state, isWanted } = this.#options;
    const slots = slotNames.map((name) => state.get<unknown>(name));
    const text = JSON.stringify(slots);
    if (!isWanted() || (!mayWrite && (text === this.#read || slots.every((slot) => slot === undefined)))) {
      return;
    }
    // What changes while this is under way is for the next time.
    if (mayWrite) {
      this.#hasChanged = false;
    }
    const written = await backend.exchangeState({ slots, mayWrite });
    this.#read = text;
    const name = written && slotNames[written.slot];
    if (name !== undefined) {
      await state.update(name, written?.text);
    }
  }
}

/** The name that VS Code gives to what it has cancelled. */
function isCancelled(error: unknown): boolean {
  return error instanceof Error && error.name === 'Canceled';
}

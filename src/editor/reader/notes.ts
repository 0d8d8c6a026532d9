// Keeps what is typed into the notes of reader pages until it is in the library: written when the person pauses, and at once
// when they leave the field, the page is hidden or the window goes. Pages come and go; what was typed is here.

import type { Backend, IssueKey } from '../../protocol/backend.js';
import type { Log } from '../log.js';

/** Milliseconds without typing that count as a pause. */
const pause = 800;

export class Notes {
  readonly #backend: Pick<Backend, 'setNote'>;
  readonly #log: Log;
  /** Typed and not known to be in the library. */
  readonly #typed = new Map<IssueKey, string>();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(backend: Pick<Backend, 'setNote'>, log: Log) {
    this.#backend = backend;
    this.#log = log;
  }

  typed(key: IssueKey, text: string): void {
    this.#typed.set(key, text);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), pause);
  }

  /** The note of an issue, given what the library has of it: what was typed since counts. */
  current(key: IssueKey, stored: string | undefined): string | undefined {
    const typed = this.#typed.get(key);
    return typed === undefined ? stored : typed.trim() === '' ? undefined : typed;
  }

  /** Writes what was typed. Never rejects; what could not be written is tried again with the next writing. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    // One after the other, so that an older text never comes last.
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    for (const [key, text] of this.#typed) {
      try {
        await this.#backend.setNote({ key, text });
        if (this.#typed.get(key) === text) {
          this.#typed.delete(key);
        }
      } catch (error) {
        this.#log.error('reader', `A note was not written: ${String(error)}`);
      }
    }
  }
}

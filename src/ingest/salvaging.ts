// A salvage of the library under way in this worker: goes from step to step and lets messages through between them. What a step
// does is the business of `library/salvage/salvage.ts`.

import { setTimeout } from 'node:timers/promises';
import { salvageLibrary, type SalvageOutcome } from '../library/salvage/salvage.js';
import { breathe } from './batches.js';

/** Milliseconds until another process is asked again whether it is done. */
const pause = 200;

export type SalvagingEnd =
  | SalvageOutcome
  | { readonly outcome: 'failed'; readonly error: unknown }
  /** The worker was closed meanwhile; the next one begins anew. */
  | { readonly outcome: 'stopped' };

export class Salvaging {
  /** Why. */
  readonly detail: string;
  /** Never rejects. */
  readonly ended: Promise<SalvagingEnd>;
  readonly #steps: ReturnType<typeof salvageLibrary>;
  #isStopped = false;

  constructor(storageFolder: string, damaged: string | undefined, detail: string) {
    this.detail = detail;
    this.#steps = salvageLibrary(storageFolder, damaged);
    this.ended = this.#run();
  }

  /** Ends it at once; the broken file is still in its place, or the whole new one is. */
  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#steps.return({ outcome: 'inOrder' });
  }

  async #run(): Promise<SalvagingEnd> {
    try {
      for (;;) {
        await breathe();
        if (this.#isStopped) return { outcome: 'stopped' };
        const step = this.#steps.next();
        if (step.done) return step.value;
        if (step.value === 'waiting') await setTimeout(pause);
      }
    } catch (error) {
      return { outcome: 'failed', error };
    }
  }
}

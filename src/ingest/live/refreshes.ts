// Readings under way: many sources at once, how far they are, and their end before time. How many requests run at one moment
// is bounded by the queue that all of them share; nothing here decides when a source is due.

import type { BackendEvent } from '../../protocol/backend.js';
import type { RefreshSummary, SourceStatus } from '../../protocol/sources.js';
import { LibraryUnavailable } from '../libraryAccess.js';
import { describeError, type WorkerLog } from '../workerLog.js';
import type { LiveSource, ReadSummary } from './liveSource.js';

/** Why a reading was ended: the sources are left alone for a while. */
export const stoppedByPerson = new Error('Stopped by the person.');

export interface RefreshKind {
  readonly isForced: boolean;
  /** Nobody asked for it just now. */
  readonly isBackground: boolean;
}

export class Refreshes {
  readonly #emit: (event: BackendEvent) => void;
  readonly #log: WorkerLog;
  /** Ids of the sources that are being read, or wait for the network. */
  readonly #reading = new Set<string>();
  readonly #runs = new Map<AbortController, RefreshKind>();

  constructor(emit: (event: BackendEvent) => void, log: WorkerLog) {
    this.#emit = emit;
    this.#log = log;
  }

  activityOf(sourceId: string): SourceStatus['activity'] {
    return this.#reading.has(sourceId) ? 'refreshing' : 'idle';
  }

  /** Reads all of `sources`; done when each has ended, well or not. None delays another. */
  async run(sources: readonly LiveSource[], kind: RefreshKind): Promise<RefreshSummary> {
    const abort = new AbortController();
    this.#runs.set(abort, kind);
    const { isBackground } = kind;
    const total = sources.length;
    let done = 0;
    this.#emit({ event: 'refreshing', done, total, isBackground });
    try {
      const summaries = await Promise.all(
        sources.map(async (source) => {
          const summary = await this.#readOne(source, abort.signal, kind);
          done += 1;
          this.#emit({ event: 'refreshing', done, total, isBackground });
          return summary;
        }),
      );
      const summary = {
        sources: total,
        failed: summaries.filter(({ problem }) => problem !== undefined).length,
        added: sum(summaries.map(({ added }) => added)),
        updated: sum(summaries.map(({ updated }) => updated)),
        isStopped: abort.signal.aborted,
      };
      if (!isBackground) this.#emit({ event: 'refreshed', summary });
      return summary;
    } finally {
      this.#runs.delete(abort);
      if (this.#runs.size === 0) this.#emit({ event: 'refreshing', done: 0, total: 0, isBackground });
      this.#emit({ event: 'sourcesChanged' });
    }
  }

  /** Ends what is under way because the person wants it: it does not begin again a moment later. What was read is kept. */
  stop(): void {
    for (const abort of this.#runs.keys()) abort.abort(stoppedByPerson);
  }

  /** Ends what is under way because nobody is there for it any more, or only what nobody asked for. */
  abandon(which: 'all' | 'background' = 'all'): void {
    for (const [abort, { isBackground }] of this.#runs) {
      if (which === 'all' || isBackground) abort.abort();
    }
  }

  async #readOne(source: LiveSource, signal: AbortSignal, { isForced }: RefreshKind): Promise<ReadSummary> {
    this.#reading.add(source.id);
    try {
      return await source.read({ signal, isForced });
    } catch (error) {
      if (error instanceof LibraryUnavailable) this.#log('debug', `${source.id} waits for the library.`);
      else this.#log('error', `${source.id} could not be read: ${describeError(error)}`);
      return { ...nothing, problem: { reason: 'unreadable' } };
    } finally {
      this.#reading.delete(source.id);
    }
  }
}

const nothing: ReadSummary = { added: 0, updated: 0 };

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

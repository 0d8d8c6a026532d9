// Does what can wait while nobody asks for anything: step by step, each of them short, with a pause after it. What the steps do
// to the library is the business of those who add them.

import { describeError, type WorkerLog } from '../workerLog.js';

export interface IdleTask {
  readonly name: string;
  /** Milliseconds after which a task that was done is done again; absent: it is over, until it is added again. */
  readonly every?: number;
  /** Whether there is anything to do; asked before the right to work is, and must change nothing. Absent: there is. */
  isDue?(): boolean;
  /** Does a piece that holds the worker for some tens of milliseconds at most, and says whether there is more to do. */
  step(): 'more' | 'done' | Promise<'more' | 'done'>;
}

export interface IdleWorkOptions {
  /** Whether this window may work now: of several windows on one library one does. Asked before each step. */
  readonly mayWork: () => boolean;
  readonly log: WorkerLog;
  /** Milliseconds without a call that count as idle. */
  readonly quiet?: number;
  /** Milliseconds after the start in which nothing is done. */
  readonly settleTime?: number;
}

const defaultQuiet = 2_000;
const defaultSettleTime = 15_000;

/** Milliseconds until a window that may not work asks again. */
const askAgain = 60_000;

/** Milliseconds between two steps at least; otherwise twice what the last one took: the machine is not ours. */
const shortestPause = 10;

interface Waiting {
  readonly task: IdleTask;
  /** Not before this moment, in milliseconds since 1970. */
  readonly from: number;
}

export class IdleWork {
  readonly #options: IdleWorkOptions;
  readonly #waiting = new Map<string, Waiting>();
  readonly #quiet: number;
  /** Nothing is done before this moment. */
  #notBefore: number;
  #timer: NodeJS.Timeout | undefined;
  #isWorking = false;
  #isClosed = false;

  constructor(options: IdleWorkOptions) {
    this.#options = options;
    this.#quiet = options.quiet ?? defaultQuiet;
    this.#notBefore = Date.now() + (options.settleTime ?? defaultSettleTime);
  }

  /** Adds a task behind the others, or has the one of this name begin anew. */
  add(task: IdleTask): void {
    this.#waiting.set(task.name, { task, from: 0 });
    this.#plan(0);
  }

  /** Somebody has asked for something: whatever is not done yet waits until it is quiet again. */
  noteCall(): void {
    this.#notBefore = Math.max(this.#notBefore, Date.now() + this.#quiet);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  #plan(pause: number): void {
    clearTimeout(this.#timer);
    if (this.#isClosed || this.#isWorking || this.#waiting.size === 0) return;
    const next = Math.min(...[...this.#waiting.values()].map(({ from }) => from));
    const now = Date.now();
    const wait = Math.max(pause, this.#notBefore - now, next - now);
    this.#timer = setTimeout(() => void this.#work(), wait).unref();
  }

  async #work(): Promise<void> {
    const began = Date.now();
    const due = [...this.#waiting.values()].find(({ from }) => from <= began);
    if (!due || began < this.#notBefore) return this.#plan(0);
    this.#isWorking = true;
    const isAllowed = await this.#step(due);
    this.#isWorking = false;
    this.#plan(isAllowed ? Math.max(shortestPause, 2 * (Date.now() - began)) : askAgain);
  }

  /** Does one step of a task. What fails rests like what is done: it must not fail again every few milliseconds. */
  async #step(waiting: Waiting): Promise<boolean> {
    const { task } = waiting;
    let outcome: 'more' | 'done' = 'done';
    try {
      if (task.isDue?.() !== false) {
        if (!this.#options.mayWork()) return false;
        outcome = await task.step();
      }
    } catch (error) {
      this.#options.log('warn', `Idle work “${task.name}” failed: ${describeError(error)}`);
    }
    // It may have been added anew meanwhile: then it begins anew.
    if (outcome === 'more' || this.#waiting.get(task.name) !== waiting) return true;
    this.#waiting.delete(task.name);
    if (task.every !== undefined) this.#waiting.set(task.name, { task, from: Date.now() + task.every });
    return true;
  }
}

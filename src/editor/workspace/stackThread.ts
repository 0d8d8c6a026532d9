// The worker that parses a workspace's files, as the host has it: started when something is asked, ended when nothing was for a
// minute, by force when it hangs. What it knows when it ends well it hands to the one that comes after it.

import { Worker } from 'node:worker_threads';
import { createCaller, type Caller } from '../../protocol/channel.js';
import type { StackCalls, StackWorkerData } from '../../protocol/stack.js';
import type { Log } from '../log.js';

export interface StackThreadOptions {
  /** The bundled worker. */
  readonly workerFile: string;
  readonly modelPrefixes: () => Promise<readonly string[]>;
  readonly log: Log;
  /** Milliseconds without a question after which the worker ends. */
  readonly idleTime?: number;
  /** Milliseconds after which a question counts as one that will never be answered. */
  readonly patience?: number;
}

/** A worker of some tens of megabytes is not kept for a question that may come. */
const usualIdleTime = 60_000;

/** The largest file that is read takes it a second or two; whatever takes longer hangs. */
const usualPatience = 30_000;

/** A hostile file may at worst end this worker, never the host by taking all memory. */
const mostMegabytes = 512;

interface Running {
  readonly worker: Worker;
  readonly caller: Caller<StackCalls>;
}

export class StackThread {
  readonly #options: StackThreadOptions;
  #running: Promise<Running> | undefined;
  #memory: Uint8Array | undefined;
  #pending = 0;
  #idle: NodeJS.Timeout | undefined;
  #isDisposed = false;
  /** Counted up when a worker has gone with all that it knew. */
  #losses = 0;

  constructor(options: StackThreadOptions) {
    this.#options = options;
  }

  /** How often what had been read was lost: whoever kept count must have it read again. */
  get losses(): number {
    return this.#losses;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Asks the worker. Rejects when it failed over the question. */
  async ask<Method extends keyof StackCalls>(
    method: Method,
    ...params: Parameters<StackCalls[Method]>
  ): Promise<ReturnType<StackCalls[Method]>> {
    if (this.#isDisposed) throw new Error('The reading of the workspace has ended.');
    clearTimeout(this.#idle);
    this.#pending += 1;
    try {
      const running = await (this.#running ??= this.#start());
      const late = setTimeout(() => this.#lose(running, `it has not answered ${method} in time`), this.#options.patience ?? usualPatience);
      return await running.caller.call(method, ...params).finally(() => clearTimeout(late));
    } finally {
      this.#pending -= 1;
      if (this.#pending === 0 && !this.#isDisposed) {
        this.#idle = setTimeout(() => void this.#rest(), this.#options.idleTime ?? usualIdleTime);
      }
    }
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    clearTimeout(this.#idle);
    const running = await this.#running?.catch(() => undefined);
    running?.worker.removeAllListeners();
    running?.caller.dispose();
    await running?.worker.terminate();
  }

  async #start(): Promise<Running> {
    try {
      const modelPrefixes = await this.#options.modelPrefixes();
      const workerData: StackWorkerData = { modelPrefixes, ...(this.#memory ? { memory: this.#memory } : {}) };
      const worker = new Worker(this.#options.workerFile, {
        workerData,
        name: 'digest-stack',
        resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
      });
      this.#memory = undefined;
      const caller = createCaller<StackCalls, never>(worker, { onEvent: () => undefined, onMalformed: () => undefined });
      const running = { worker, caller };
      worker.on('error', (error) => this.#lose(running, String(error)));
      worker.on('exit', (code) => this.#lose(running, `it ended by itself, code ${code}`));
      return running;
    } catch (error) {
      this.#running = undefined;
      throw error;
    }
  }

  /** The worker has gone, or has to go; the next question starts another, which knows nothing. */
  #lose({ worker, caller }: Running, reason: string): void {
    worker.removeAllListeners();
    // What a worker says that is being ended is of no interest; unheard, its error would end the host.
    worker.on('error', () => undefined);
    this.#running = undefined;
    this.#losses += 1;
    this.#options.log.warn('workspace', `The worker that reads the workspace failed: ${reason}.`);
    caller.dispose(new Error(`The worker failed: ${reason}.`));
    void worker.terminate();
  }

  /** Ends a worker that nobody has asked for a while, and keeps what it knows. */
  async #rest(): Promise<void> {
    const running = await this.#running?.catch(() => undefined);
    if (!running || this.#pending > 0 || this.#isDisposed) return;
    try {
      const memory = await running.caller.call('memory');
      if (this.#pending > 0) return;
      this.#memory = memory;
    } catch {
      // It failed just now, which has been said and counted.
      return;
    }
    this.#running = undefined;
    running.worker.removeAllListeners();
    running.caller.dispose();
    await running.worker.terminate();
  }
}

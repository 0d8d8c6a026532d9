// When the tree takes in what has changed: what the person did at once, what sources bring in a calm rhythm, and one change after
// the other. What a change does to the tree is the business of `run`.

import type { IssueKey } from '../../protocol/backend.js';
import type { Change } from './treeContents.js';

export interface UpdateTimes {
  /** Milliseconds in which a burst of new issues gathers. */
  readonly settle: number;
  /** Milliseconds between two looks while more of them come. */
  readonly rhythm: number;
}

const usualTimes: UpdateTimes = { settle: 150, rhythm: 1000 };

export class Updates {
  readonly #run: (change: Change) => Promise<void>;
  readonly #times: UpdateTimes;
  /** Issues that sources have brought; `keys` undefined: any. */
  #gathered: { keys: readonly IssueKey[] | undefined } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #lastLook = 0;
  #running: Promise<void> = Promise.resolve();

  /** `run` never rejects. */
  constructor(run: (change: Change) => Promise<void>, times: UpdateTimes = usualTimes) {
    this.#run = run;
    this.#times = times;
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  add({ scope, keys }: Change): void {
    if (scope === 'state') {
      this.#enqueue({ scope, keys });
      return;
    }
    const before = this.#gathered;
    this.#gathered = { keys: before ? (before.keys && keys ? [...before.keys, ...keys] : undefined) : keys };
    const next = Math.max(this.#times.settle, this.#lastLook + this.#times.rhythm - Date.now());
    this.#timer ??= setTimeout(() => this.#look(), next);
  }

  /** Done when everything that was added has been taken in. */
  async flush(): Promise<void> {
    if (this.#gathered) this.#look();
    await this.#running;
  }

  #look(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#lastLook = Date.now();
    const gathered = this.#gathered;
    this.#gathered = undefined;
    if (gathered) this.#enqueue({ scope: 'issues', keys: gathered.keys });
  }

  #enqueue(change: Change): void {
    this.#running = this.#running.then(() => this.#run(change));
  }
}

// Runs something when changes have settled.

export class Settled {
  readonly #run: () => void;
  readonly #atLatest: number;
  #timer: NodeJS.Timeout | undefined;
  #due = 0;

  /** `atLatest`: milliseconds after the first call at which it runs although more of them come. */
  constructor(run: () => void, atLatest: number) {
    this.#run = run;
    this.#atLatest = atLatest;
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  /** Runs it `delay` milliseconds from now, unless it is asked for again until then. */
  soon(delay: number): void {
    const now = Date.now();
    if (!this.#timer) this.#due = now + Math.max(delay, this.#atLatest);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.#run();
      },
      Math.max(0, Math.min(delay, this.#due - now)),
    );
  }
}

// Tells when the person has been reading for a moment: the page was visible long enough, or they scrolled it.
// A page that nobody sees is not being read.

const readingMs = 3_000;

export class Attention {
  readonly #onRead: () => void;
  #timer = 0;
  #isWaiting = false;

  constructor(onRead: () => void) {
    this.#onRead = onRead;
    document.addEventListener('visibilitychange', () => this.#restart());
  }

  /** A new issue is on the page: begin to wait. */
  begin(): void {
    this.#isWaiting = true;
    this.#restart();
  }

  /** The person did something that only a reader does. */
  confirm(): void {
    window.clearTimeout(this.#timer);
    if (!this.#isWaiting) return;
    this.#isWaiting = false;
    this.#onRead();
  }

  #restart(): void {
    window.clearTimeout(this.#timer);
    if (this.#isWaiting && document.visibilityState === 'visible') {
      this.#timer = window.setTimeout(() => this.confirm(), readingMs);
    }
  }
}

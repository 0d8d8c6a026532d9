// Tells when the person has been reading for a moment: they scrolled the page, or it was visible long enough. The latter counts only
// where the host says so: a page that came back by itself must not mark what the person left unread. A page that nobody sees is
// not being read.

const readingMs = 3_000;

export class Attention {
  readonly #onRead: () => void;
  #timer = 0;
  #isWaiting = false;
  #isTimed = false;

  constructor(onRead: () => void) {
    this.#onRead = onRead;
    document.addEventListener('visibilitychange', () => this.#restart());
  }

  /** Something new is on the page: wait for the person to scroll, if it is an issue. */
  begin(isIssue: boolean): void {
    this.#isWaiting = isIssue;
    this.#isTimed = false;
    window.clearTimeout(this.#timer);
  }

  /** The issue was opened: wait for time to pass as well, anew where it was read before. */
  attend(): void {
    if (this.#isWaiting && this.#isTimed) return;
    this.#isWaiting = true;
    this.#isTimed = true;
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
    if (this.#isWaiting && this.#isTimed && document.visibilityState === 'visible') {
      this.#timer = window.setTimeout(() => this.confirm(), readingMs);
    }
  }
}

// Tells whether the page stands at its end, where the space bar goes on to another issue. While the bar is held down it only scrolls:
// nobody wants to run through a library with it.

/** Less than this is left unscrolled at an end, in CSS pixels: zoomed pages stand between two of them. */
const slack = 2;

export class PageEnd {
  readonly #onChanged: (isAtEnd: boolean) => void;
  #told: boolean | undefined;
  #isHeld = false;

  constructor(root: HTMLElement, onChanged: (isAtEnd: boolean) => void) {
    this.#onChanged = onChanged;
    window.addEventListener('scroll', () => this.#tell(), { passive: true });
    new ResizeObserver(() => this.#tell()).observe(root);
    window.addEventListener('resize', () => this.#tell());
    window.addEventListener('keydown', ({ key }) => {
      this.#isHeld ||= key === ' ';
    });
    window.addEventListener('keyup', ({ key }) => {
      if (key === ' ') this.#release();
    });
    window.addEventListener('blur', () => this.#release());
  }

  /** What was told last; before that, no. */
  get isReached(): boolean {
    return this.#told ?? false;
  }

  /** Call when another issue is on the page: it is told anew. */
  refresh(): void {
    this.#told = undefined;
    this.#tell();
  }

  #release(): void {
    this.#isHeld = false;
    this.#tell();
  }

  #tell(): void {
    const isAtEnd = window.scrollY + window.innerHeight >= document.documentElement.scrollHeight - slack;
    if (isAtEnd === this.#told || (isAtEnd && this.#isHeld)) return;
    this.#told = isAtEnd;
    this.#onChanged(isAtEnd);
  }
}

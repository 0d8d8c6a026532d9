// Lets the keyboard reach what scrolls in itself: blocks of code and tables that are wider than the column. Of a long page only
// those that are in view or near it are looked at: there may be thousands, and what is far away is not laid out.

const near = '50% 0px';
/** Farther than any page reaches that is not long. */
const anywhere = '1000000px 0px';

export class Scrollers {
  readonly #root: HTMLElement;
  readonly #seen = new Set<HTMLElement>();
  #observer: IntersectionObserver | undefined;

  constructor(root: HTMLElement) {
    this.#root = root;
    new ResizeObserver(() => this.#seen.forEach(markScroller)).observe(root);
  }

  /** Call after the content of the page was replaced. */
  refresh(): void {
    this.#observer?.disconnect();
    this.#seen.clear();
    // Without a root of its own a frame within another site's, as the editor shows the page, has no margin.
    const rootMargin = this.#root.querySelector('[data-long]') ? near : anywhere;
    this.#observer = new IntersectionObserver((entries) => this.#onSeen(entries), { root: document, rootMargin });
    for (const element of this.#root.querySelectorAll('pre, table')) this.#observer.observe(element);
  }

  #onSeen(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      if (!(target instanceof HTMLElement)) continue;
      if (!isIntersecting) this.#seen.delete(target);
      else if (!this.#seen.has(target)) {
        this.#seen.add(target);
        markScroller(target);
      }
    }
  }
}

/** One that has the focus keeps it, even where it no longer scrolls. */
function markScroller(element: HTMLElement): void {
  if (element.scrollWidth > element.clientWidth + 1) element.tabIndex = 0;
  else if (element !== document.activeElement) element.removeAttribute('tabindex');
}

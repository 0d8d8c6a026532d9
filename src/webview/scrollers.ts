// Lets the keyboard reach what scrolls in itself: blocks of code and tables that are wider than the column. Looks only at those
// that are in view or near it; there may be thousands.

const near = '50%';

export class Scrollers {
  readonly #root: HTMLElement;
  readonly #seen = new Set<HTMLElement>();
  readonly #observer = new IntersectionObserver((entries) => this.#onSeen(entries), { rootMargin: `${near} 0px` });

  constructor(root: HTMLElement) {
    this.#root = root;
    new ResizeObserver(() => this.#seen.forEach(markScroller)).observe(root);
  }

  /** Call after the content of the page was replaced. */
  refresh(): void {
    this.#observer.disconnect();
    this.#seen.clear();
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

// The table of contents: marks the part in view, lies open beside the text and folds above it.
// Following its lines is left to `links.ts`.

/** The list of contents of the shown issue, if it has one. */
export class Contents {
  readonly #root: HTMLElement;
  #nav: HTMLElement | undefined;
  #isBeside: boolean | undefined;
  #marked: string | undefined;

  /** `onLeft`: the person goes back to the text without having chosen a line. */
  constructor(root: HTMLElement, onLeft: () => void) {
    this.#root = root;
    new ResizeObserver(() => this.#arrange()).observe(root);
    root.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !(event.target instanceof Element) || !this.#nav?.contains(event.target)) return;
      // It leaves the list and does nothing else: the marks of a search stay.
      event.preventDefault();
      this.fold();
      onLeft();
    });
  }

  /** Call after the content of the page was replaced. */
  refresh(): void {
    this.#nav = this.#root.querySelector<HTMLElement>('nav.contents') ?? undefined;
    this.#isBeside = undefined;
    this.#marked = undefined;
    this.#arrange();
  }

  /** Marks the line of `anchor`; above the first part the first line stays marked. */
  mark(anchor: string): void {
    if (anchor === this.#marked) return;
    this.#marked = anchor;
    const links = [...(this.#nav?.querySelectorAll<HTMLAnchorElement>('a[data-anchor]') ?? [])];
    const current = anchor === '' ? links[0] : links.find((link) => link.dataset['anchor'] === anchor);
    for (const link of links) {
      if (link === current) link.setAttribute('aria-current', 'location');
      else link.removeAttribute('aria-current');
    }
    if (current) this.#keepInView(current);
  }

  /** Has the keyboard go on in the list, at the part in view; gives whether there is a list. */
  enter(): boolean {
    const details = this.#nav?.querySelector('details');
    if (!details) return false;
    details.open = true;
    (details.querySelector<HTMLElement>('a[aria-current]') ?? details.querySelector('a'))?.focus();
    return true;
  }

  /** Folds the list where it stands above the text, so that it is out of the way of what was jumped to. */
  fold(): void {
    const details = this.#nav?.querySelector('details');
    if (details && !this.#isBeside) details.open = false;
  }

  #arrange(): void {
    const details = this.#nav?.querySelector('details');
    if (!this.#nav || !details) return;
    const isBeside = getComputedStyle(this.#nav).position === 'sticky';
    if (isBeside === this.#isBeside) return;
    this.#isBeside = isBeside;
    details.open = isBeside;
    const summary = details.querySelector('summary');
    if (summary) summary.tabIndex = isBeside ? -1 : 0;
  }

  /** Scrolls the list, never the page. */
  #keepInView(link: HTMLElement): void {
    const list = this.#nav;
    if (!list || list.scrollHeight <= list.clientHeight) return;
    const box = list.getBoundingClientRect();
    const line = link.getBoundingClientRect();
    const margin = line.height;
    if (line.top < box.top + margin) list.scrollTop += line.top - box.top - margin;
    else if (line.bottom > box.bottom - margin) list.scrollTop += line.bottom - box.bottom + margin;
  }
}

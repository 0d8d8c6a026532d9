// Shows where a link leads before it is followed: its host and the whole address in a line at the edge of the view, as browsers do.
// For the eye only: screen readers have the link itself.

import { showAddress } from './shownAddress.js';

export class LinkPreview {
  readonly #line: HTMLElement;
  #hovered: HTMLAnchorElement | undefined;
  #focused: HTMLAnchorElement | undefined;

  constructor(root: HTMLElement) {
    this.#line = document.createElement('div');
    this.#line.className = 'link-preview';
    this.#line.setAttribute('aria-hidden', 'true');
    this.#line.dir = 'ltr';
    this.#line.hidden = true;
    document.body.append(this.#line);
    root.addEventListener('pointerover', ({ target, pointerType }) => {
      // A finger hovers over nothing.
      this.#hovered = pointerType === 'touch' ? undefined : linkAt(target);
      this.#show();
    });
    root.addEventListener('pointerleave', () => {
      this.#hovered = undefined;
      this.#show();
    });
    root.addEventListener('focusin', ({ target }) => {
      const link = linkAt(target);
      // A link that was clicked has the focus, too, without anybody looking for it.
      this.#focused = link?.matches(':focus-visible') ? link : undefined;
      this.#show();
    });
    root.addEventListener('focusout', () => {
      this.#focused = undefined;
      this.#show();
    });
    window.addEventListener('blur', () => this.hide());
    window.addEventListener('scroll', () => this.#show(), { passive: true });
    window.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') this.hide();
    });
  }

  /** Until another link is hovered or focused. */
  hide(): void {
    this.#hovered = undefined;
    this.#focused = undefined;
    this.#show();
  }

  #show(): void {
    const link = this.#hovered ?? this.#focused;
    const address = link && showAddress(link.href);
    this.#line.hidden = !address;
    if (!address) return;
    const host = document.createElement('strong');
    host.textContent = address.host;
    this.#line.replaceChildren(address.before, host, address.after);
    this.#line.classList.remove('is-above');
    const covered = this.#line.getBoundingClientRect();
    const isCovered = [...link.getClientRects()].some(({ top, bottom }) => bottom > covered.top && top < covered.bottom);
    this.#line.classList.toggle('is-above', isCovered);
  }
}

function linkAt(target: EventTarget | null): HTMLAnchorElement | undefined {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href]') : null;
  // Lines of the contents lead to a place of this page.
  return link && !link.getAttribute('href')?.startsWith('#') ? link : undefined;
}

// Keeps the line at the top of the view where it is when the text flows anew: a wider panel, another font size.
// Finer than a place: it holds on to a paragraph of this very layout, so it is never kept or sent.

const blocks = 'p, li, h1, h2, h3, h4, h5, h6, pre, tr, blockquote, dt, dd, figcaption, summary';

export interface Pin {
  readonly element: Element;
  /** Top of the element in the view when it began inside it, in pixels; else the share of it that is above the view, from 0 to -1. */
  readonly top: number;
}

/** The first block of text in the view. */
export function takePin(root: HTMLElement): Pin | undefined {
  const text = root.querySelector('.text') ?? root;
  const box = text.getBoundingClientRect();
  const x = Math.min(Math.max(box.left + box.width / 2, 1), window.innerWidth - 1);
  for (let y = 4; y < window.innerHeight; y += 20) {
    const element = document.elementFromPoint(x, y)?.closest(blocks);
    if (!element || !root.contains(element)) continue;
    const { top, height } = element.getBoundingClientRect();
    return { element, top: top >= 0 || height === 0 ? top : top / height };
  }
  return undefined;
}

/** How far the page has to be scrolled for the pinned block to stand where it stood. */
export function distanceToPin(pin: Pin): number {
  const { top, height } = pin.element.getBoundingClientRect();
  return pin.top >= 0 ? top - pin.top : top - pin.top * height;
}

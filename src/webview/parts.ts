// The parts of the shown issue (TLDR, intro, sections, takeaways, links): where they are, and which one is being read.
// Reads the layout only: nothing here scrolls or marks.

/** Gap between the top of the view and a part that was jumped to, in CSS pixels. The style sheet's scroll padding agrees. */
const topGap = 20;

const idPrefix = 'at-';

/** The element at `anchor` (any anchor of the model), or the whole page for the empty one. */
export function elementAt(root: HTMLElement, anchor: string): HTMLElement | undefined {
  if (anchor === '') return root;
  const element = document.getElementById(idPrefix + anchor);
  return element && root.contains(element) ? element : undefined;
}

/** The part that holds `element`, if any. */
export function partOf(element: Element): HTMLElement | undefined {
  return element.closest<HTMLElement>('[data-part]') ?? undefined;
}

/** The anchor of a part or of anything else that has one; empty for the page itself. */
export function anchorOf(element: Element | undefined): string {
  return element?.id.startsWith(idPrefix) ? element.id.slice(idPrefix.length) : '';
}

/** Where the page has to be scrolled to for `element` to stand at the top, not limited by the page's end. */
export function topOf(root: HTMLElement, element: HTMLElement): number {
  return element === root ? 0 : Math.max(0, element.getBoundingClientRect().top + window.scrollY - topGap);
}

/**
 * The part being read: the last one that begins above the reading line. The line stands at the top of the view and moves
 * down to its bottom over the last screen of the page, so that short parts at the end have their turn as well.
 */
export function partInView(parts: readonly HTMLElement[]): HTMLElement | undefined {
  const view = window.innerHeight;
  const end = document.documentElement.scrollHeight - view;
  const left = end - window.scrollY;
  const share = end > 0 ? Math.min(1, Math.max(0, 1 - left / Math.min(view, end))) : 0;
  const line = topGap + 2 + share * (view - topGap - 2);
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.getBoundingClientRect().top ?? Infinity) <= line) low = middle + 1;
    else high = middle;
  }
  return parts[low - 1];
}

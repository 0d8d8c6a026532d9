// The parts of the shown issue (TLDR, intro, sections, takeaways, links): where they are, and which one is being read.
// Reads the layout only: nothing here scrolls or marks.

import type { Place } from '../protocol/backend.js';

/** Gap between the top of the view and a part that was jumped to, in CSS pixels. The style sheet's scroll padding agrees. */
export const topGap = 20;

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

/** The pieces of a part that is so long that it came in pieces. */
function piecesOf(part: Element): readonly HTMLElement[] {
  return [...part.querySelectorAll<HTMLElement>('.piece')];
}

/** The element that a place is measured from; undefined when its anchor is gone. */
export function elementOf(root: HTMLElement, { anchor, piece }: Place): HTMLElement | undefined {
  const part = elementAt(root, anchor);
  return piece === undefined || part === root ? part : part && (piecesOf(part)[piece - 1] ?? part);
}

/**
 * The place that stands at `top` in the view, seen from `part`: in a long one from the piece that is there, since the pieces above
 * it may have guessed heights, which are others the next time.
 */
export function placeAt(root: HTMLElement, part: HTMLElement, top: number): Place {
  const anchor = anchorOf(part);
  const pieces = part === root ? [] : piecesOf(part);
  const piece = countAbove(pieces, top);
  const from = piece > 1 ? pieces[piece - 1] : undefined;
  // `|| 0` because rounding may give a negative zero.
  const offset = Math.round(window.scrollY + top - topGap - topOf(root, from ?? part)) || 0;
  return from ? { anchor, offset, piece } : { anchor, offset };
}

/**
 * The place from which `text`, somewhere in `part`, stands `below` pixels under the top of the view. It is seen from its own piece:
 * the one before may turn out to have another height than was guessed.
 */
export function placeFor(root: HTMLElement, part: HTMLElement, text: Range, below: number): Place {
  const anchor = anchorOf(part);
  const piece = piecesOf(part).findLastIndex((each) => each.contains(text.startContainer)) + 1;
  const from = (piece > 1 && elementOf(root, { anchor, offset: 0, piece })) || part;
  const offset = Math.round(window.scrollY + text.getBoundingClientRect().top - below - topOf(root, from)) || 0;
  return piece > 1 ? { anchor, offset, piece } : { anchor, offset };
}

/** How many elements, which stand one below the other, begin above `line`. */
function countAbove(elements: readonly HTMLElement[], line: number): number {
  let low = 0;
  let high = elements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((elements[middle]?.getBoundingClientRect().top ?? Infinity) <= line) low = middle + 1;
    else high = middle;
  }
  return low;
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
  return parts[countAbove(parts, line) - 1];
}

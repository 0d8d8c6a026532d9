// Clicks on links: addresses go to the host, which opens them through VS Code; links within the issue move the page.
// The page itself never navigates.

import { messageLimits } from '../protocol/reader.js';
import { anchorOf } from './parts.js';

export interface LinkHandler {
  /** An http, https or mailto address, as the browser resolved it. */
  open(url: string): void;
  /** A link to a place of this page. */
  jumpTo(anchor: string): void;
}

const opened = new Set(['http:', 'https:', 'mailto:']);

/**
 * Watches clicks (with the middle button too, and Enter on a focused link) for the page's whole life. Listens before VS Code's
 * own listener and keeps the event from it: that one would open the address a second time, and without asking.
 */
export function watchLinks(handler: LinkHandler): void {
  const onClick = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    // Only the two buttons that follow a link: the right one opens the context menu.
    if (!link || event.button > 1) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // The second click of a double click has already been answered by the first.
    if (event.detail > 1 || !link.hasAttribute('href')) return;
    follow(link, handler);
  };
  window.addEventListener('click', onClick, { capture: true });
  window.addEventListener('auxclick', onClick, { capture: true });
}

function follow(link: HTMLAnchorElement, handler: LinkHandler): void {
  const anchor = anchorWithin(link);
  if (anchor !== undefined) handler.jumpTo(anchor);
  else if (opened.has(link.protocol) && link.href.length <= messageLimits.url) handler.open(link.href);
}

/** The anchor a link of the page itself leads to; undefined when it leads out. */
function anchorWithin(link: HTMLAnchorElement): string | undefined {
  const own = link.dataset['anchor'];
  if (own !== undefined) return own;
  const href = link.getAttribute('href') ?? '';
  if (!href.startsWith('#')) return undefined;
  const name = href.slice(1);
  return document.getElementById(`at-${name}`) ? name : anchorOf(document.getElementById(name) ?? undefined);
}

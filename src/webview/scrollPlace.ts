// Where the person is on the page: watches scrolling, jumps to anchors, comes back to a kept place.
// What is done with a place (kept, sent, marked) is decided by the listener.

import type { Place } from '../protocol/backend.js';
import { elementAt, elementOf, partInView, partOf, placeAt, topGap, topOf } from './parts.js';
import { distanceToPin, takePin } from './pin.js';
import type { Pin } from './pin.js';

/** Who moved the page: the person, a jump to an anchor, or we, to keep or restore a place. */
export type Mover = 'person' | 'jump' | 'restore';

export interface ScrollListener {
  /** At most once a frame while the page moves. */
  moved(place: Place): void;
  /** The page stands still, or has been moving for a while by the person's hand. */
  settled(place: Place, mover: Mover): void;
}

const settleMs = 150;
const reportMs = 400;
/** Jumps within this many screens glide; farther ones would be a blur. */
const glideScreens = 2;
/** Who has read farther than this into a part goes back to its beginning first. */
const begunPixels = 60;
const approachFrames = 60;
const calmFrames = 5;

/** Watches the scrolling of the page whose content is in `root`. One per page, for the page's whole life. */
interface Approached {
  readonly element: HTMLElement;
  readonly offset: number;
}

export class ScrollPlace {
  readonly #root: HTMLElement;
  readonly #listener: ScrollListener;
  #parts: readonly HTMLElement[] = [];
  #mover: Mover = 'person';
  /** The part that was jumped to: it counts as the one in view until the person scrolls. */
  #target: HTMLElement | undefined;
  #pin: Pin | undefined;
  /** What the page glides to. */
  #goal: HTMLElement | undefined;
  /** What the page goes to at once, frame by frame. */
  #approached: Approached | undefined;
  /** The place that the page came back to by itself, as long as nobody has moved it since. */
  #restored: Place | undefined;
  #settleTimer = 0;
  #isFrameAsked = false;
  #lastReport = 0;
  #width = 0;
  /** Where the page stood when it last told of scrolling. */
  #seenTop = 0;

  constructor(root: HTMLElement, listener: ScrollListener) {
    this.#root = root;
    this.#listener = listener;
    window.addEventListener('scroll', () => this.#onScroll(), { passive: true });
    for (const type of ['wheel', 'touchmove', 'pointerdown'] as const) {
      window.addEventListener(type, () => this.#takeOver(), { passive: true, capture: true });
    }
    window.addEventListener('keydown', ({ key }) => (key.length > 1 || key === ' ') && this.#takeOver(), { capture: true });
    new ResizeObserver(() => this.#onResize()).observe(root);
  }

  /** Call after the content of the page was replaced. */
  refresh(): void {
    this.#parts = [...this.#root.querySelectorAll<HTMLElement>('[data-part]')].filter((part) => part.checkVisibility());
    this.#target = undefined;
    this.#pin = undefined;
  }

  /** The last part that can be seen and stands before `element`. */
  partBefore(element: HTMLElement): HTMLElement | undefined {
    return this.#parts.findLast((part) => (part.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0);
  }

  current(): Place {
    const part = this.#target ?? partInView(this.#parts) ?? this.#root;
    return placeAt(this.#root, part, topGap);
  }

  /** Whether the page still stands where it came back to by itself. */
  get isUntouched(): boolean {
    return this.#restored !== undefined;
  }

  /** The page has grown at its end: a place that it could not reach before is come back to, if nobody has moved it since. */
  goOn(): void {
    if (this.#restored) this.restore(this.#restored);
  }

  /** Comes back to `place` at once; to the top when there is none or its anchor is gone. */
  restore(place: Place | undefined): void {
    this.#restored = place;
    const element = place && elementOf(this.#root, place);
    // Near the end of the page another part stands at the reading line than the one that was kept or asked for.
    this.#begin('restore', element && this.#targetFor(element));
    this.#approach(element ?? this.#root, element ? place.offset : 0);
  }

  /** Brings `anchor` to the top of the view and shows where it is; gives its element, or undefined when there is no such anchor. */
  jumpTo(anchor: string, canGlide: boolean): HTMLElement | undefined {
    const element = elementAt(this.#root, anchor);
    if (!element) return undefined;
    this.#restored = undefined;
    this.#begin('jump', this.#targetFor(element));
    const top = topOf(this.#root, element);
    const isNear = Math.abs(top - window.scrollY) <= glideScreens * window.innerHeight;
    if (canGlide && isNear && !isMotionReduced()) {
      this.#endApproach();
      this.#goal = element;
      window.scrollTo({ top, behavior: 'smooth' });
    } else {
      this.#approach(element, 0);
    }
    return element;
  }

  /** The part after the one in view, or the one before it; the own beginning comes before the part before. */
  beside(to: 'next' | 'previous'): HTMLElement | undefined {
    const current = this.#target ?? partInView(this.#parts);
    if (!current) return to === 'next' ? this.#parts[0] : undefined;
    const isBegun = this.#mover !== 'jump' && window.scrollY - topOf(this.#root, current) > begunPixels;
    if (to === 'previous' && isBegun) return current;
    return this.#parts[this.#parts.indexOf(current) + (to === 'next' ? 1 : -1)];
  }

  #targetFor(element: HTMLElement): HTMLElement | undefined {
    return element === this.#root ? undefined : (partOf(element) ?? element);
  }

  #begin(mover: Mover, target: HTMLElement | undefined): void {
    this.#mover = mover;
    this.#target = target;
    this.#goal = undefined;
    this.#waitToSettle();
    this.#requestFrame();
  }

  /**
   * Parts far away have guessed heights until they are laid out, some frames after they came near: so a jump may miss, and is
   * corrected until the place has held for a few frames. The browser, which would correct by what it has picked itself, rests meanwhile.
   */
  #approach(element: HTMLElement, offset: number): void {
    this.#approached = { element, offset };
    document.documentElement.style.overflowAnchor = 'none';
    this.#correct(this.#approached, approachFrames, 0);
  }

  #correct(approached: Approached, frames: number, calm: number): void {
    const { element, offset } = approached;
    const wantedTop = (): number => Math.max(0, topOf(this.#root, element) + offset);
    const wanted = wantedTop();
    const reachable = Math.min(wanted, Math.max(0, document.documentElement.scrollHeight - window.innerHeight));
    const isThere = Math.abs(reachable - window.scrollY) <= 1;
    if (!isThere) window.scrollTo({ top: reachable, behavior: 'instant' });
    const held = isThere ? calm + 1 : 0;
    if (frames <= 0 || held > calmFrames) {
      this.#endApproach();
      return;
    }
    const mover = this.#mover;
    const before = window.scrollY;
    requestAnimationFrame(() => {
      // A newer one has the page by now.
      if (this.#approached !== approached) return;
      // The element stands where it stood on the page but the view does not: somebody has scrolled, and that counts.
      const isPassed = Math.abs(wantedTop() - wanted) <= 1 && Math.abs(window.scrollY - before) > 1;
      const isOver = this.#mover !== mover || !element.isConnected;
      if (isPassed && !isOver) this.#takeOver();
      if (isPassed || isOver) this.#endApproach();
      else this.#correct(approached, frames - 1, held);
    });
  }

  #endApproach(): void {
    this.#approached = undefined;
    document.documentElement.style.removeProperty('overflow-anchor');
  }

  /** The person goes elsewhere on the page: a jump that is still under way is given up. */
  letGo(): void {
    this.#takeOver();
    this.#endApproach();
  }

  #takeOver(): void {
    this.#mover = 'person';
    this.#restored = undefined;
  }

  #onScroll(): void {
    this.#seenTop = window.scrollY;
    if (this.#mover === 'person') {
      this.#target = undefined;
      this.#restored = undefined;
      if (performance.now() - this.#lastReport > reportMs) this.#report();
    }
    this.#waitToSettle();
    this.#requestFrame();
  }

  #requestFrame(): void {
    if (this.#isFrameAsked) return;
    this.#isFrameAsked = true;
    requestAnimationFrame(() => {
      this.#isFrameAsked = false;
      this.#pin = takePin(this.#root);
      this.#listener.moved(this.current());
    });
  }

  #waitToSettle(): void {
    window.clearTimeout(this.#settleTimer);
    this.#settleTimer = window.setTimeout(() => {
      if (window.scrollY !== this.#seenTop) {
        // A busy page has moved but not told yet: what comes is still this mover's doing.
        this.#seenTop = window.scrollY;
        this.#waitToSettle();
        return;
      }
      if (this.#mover === 'jump' && this.#goal?.isConnected) {
        // A key that scrolls may still have been at work when the glide began, or parts on the way were laid out by it.
        const goal = this.#goal;
        this.#goal = undefined;
        this.#approach(goal, 0);
        this.#waitToSettle();
        return;
      }
      this.#report();
      this.#mover = 'person';
    }, settleMs);
  }

  #report(): void {
    this.#lastReport = performance.now();
    this.#listener.settled(this.current(), this.#mover);
  }

  /** Makes a change to how the text flows, and keeps the line at the top of the view where it is. */
  hold(change: () => void): void {
    const pin = takePin(this.#root);
    change();
    if (!pin?.element.isConnected || window.scrollY === 0) return;
    this.#begin('restore', this.#target);
    window.scrollBy({ top: distanceToPin(pin), behavior: 'instant' });
  }

  #onResize(): void {
    const width = this.#root.clientWidth;
    if (width === this.#width) return;
    const isFirst = this.#width === 0;
    this.#width = width;
    if (isFirst || !this.#pin?.element.isConnected || window.scrollY === 0) return;
    const distance = distanceToPin(this.#pin);
    this.#restored = undefined;
    this.#begin('restore', this.#target);
    window.scrollBy({ top: distance, behavior: 'instant' });
  }
}

/** By the system's setting or by the editor's own, which VS Code tells with a class. */
function isMotionReduced(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches || document.body.classList.contains('vscode-reduce-motion');
}

// The buttons of the page: copying, the star, the full article, and those of the page of a topic. They only ask; the host copies and remembers, and its answer is shown here.

import type { FromReader } from '../protocol/reader.js';

/** What a button asks for, without the key. */
export type Asked = { readonly [T in FromReader as T['type']]: Omit<T, 'key'> }[
  | 'copyTakeaways'
  | 'copyCode'
  | 'copyLabel'
  | 'toggleStar'
  | 'readFullArticle'
  | 'openMention'
  | 'openTopic'
  | 'toggleFollow'
  | 'showMore'];

const doneMs = 1_600;
/** How long an announcement stands: long enough to be picked up. */
const saidMs = 1_600;

export class Buttons {
  readonly #root: HTMLElement;
  readonly #announcement: HTMLElement | null;
  readonly #timers = new Map<HTMLElement, number>();
  #silence = 0;

  constructor(root: HTMLElement, announcement: HTMLElement | null, onAsked: (asked: Asked) => void) {
    this.#root = root;
    this.#announcement = announcement;
    root.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>('button[data-action]') : null;
      const asked = button && askedBy(button);
      if (asked) onAsked(asked);
    });
  }

  showStar(isStarred: boolean): void {
    for (const star of this.#root.querySelectorAll('button[data-action="toggleStar"]')) {
      star.setAttribute('aria-pressed', String(isStarred));
    }
  }

  /** Says on the button of `anchor`, and to screen readers, that its text is on the clipboard. */
  showCopied(anchor: string): void {
    for (const button of this.#root.querySelectorAll<HTMLElement>('button[data-done]')) {
      if (button.dataset['anchor'] === anchor) this.#showDone(button);
    }
  }

  #showDone(button: HTMLElement): void {
    const label = button.querySelector<HTMLElement>('.label');
    const done = button.dataset['done'] ?? '';
    window.clearTimeout(this.#timers.get(button));
    button.classList.add('is-done');
    if (label) {
      label.dataset['label'] ??= label.textContent;
      label.textContent = done;
    }
    this.announce(done);
    const timer = window.setTimeout(() => {
      this.#timers.delete(button);
      button.classList.remove('is-done');
      if (label) label.textContent = label.dataset['label'] ?? '';
    }, doneMs);
    this.#timers.set(button, timer);
  }

  /** Says something to screen readers, once: who reads on through the page does not come upon it, and the same can be said again. */
  announce(text: string): void {
    window.clearTimeout(this.#silence);
    if (this.#announcement) this.#announcement.textContent = text;
    this.#silence = window.setTimeout(() => this.#announcement?.replaceChildren(), saidMs);
  }
}

function askedBy(button: HTMLButtonElement): Asked | undefined {
  const anchor = button.dataset['anchor'] ?? '';
  switch (button.dataset['action']) {
    case 'copyTakeaways':
      return { type: 'copyTakeaways', anchor };
    case 'copyCode':
      return { type: 'copyCode', anchor };
    case 'copyLabel':
      return { type: 'copyLabel', anchor };
    case 'toggleStar':
      return { type: 'toggleStar' };
    case 'readFullArticle':
      return { type: 'readFullArticle' };
    case 'openMention':
      return { type: 'openMention', round: roundOf(button), mention: Number(anchor) };
    case 'openTopic':
      return { type: 'openTopic', round: roundOf(button), topic: Number(anchor) };
    case 'toggleFollow':
      return { type: 'toggleFollow' };
    case 'showMore':
      return anchor === 'mentions' || anchor === 'figures' ? { type: 'showMore', list: anchor } : undefined;
    case undefined:
    default:
      return undefined;
  }
}

/** Which making of the page of a topic a button stands in. */
function roundOf(button: HTMLElement): number {
  return Number(button.closest<HTMLElement>('[data-round]')?.dataset['round']);
}

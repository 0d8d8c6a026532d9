// The images of the page: asks for those that the person wants, by their numbers, and puts what comes into their places. Which
// were asked for is remembered by address, so that a new rendering of the issue, or the page's next life, shows them again.

import type { ImageContent } from '../protocol/images.js';
import type { ToReader } from '../protocol/reader.js';

type ImageMessage = Extract<ToReader, { readonly type: 'image' | 'noImage' }>;

/** What the page's next life has to know of the images. */
export interface ImagesAsked {
  /** Addresses of those that the person asked for one by one. */
  readonly addresses: readonly string[];
  /** All of them are wanted. */
  readonly isAll: boolean;
  /** Width and height of those that were shown, by anchor: with their room kept free, the page comes back to the same line. */
  readonly sizes: Sizes;
}

export type Sizes = readonly (readonly [anchor: string, width: number, height: number])[];

/** Asked for at one time. The others wait here, where it costs nothing to forget them. */
const mostAtOnce = 6;
/** Up to here *Show All* asks for all at once; of more, for those that come near the view. */
const mostForAll = 100;
/** Addresses that are remembered. */
const mostAsked = 50;
const longestAsked = 2_000;
/** How near the view is near, in its own heights. */
const nearView = '100%';

interface Drawn {
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

export class Images {
  readonly #root: HTMLElement;
  readonly #ask: (anchor: string) => void;
  readonly #announce: (text: string) => void;
  readonly #observer: IntersectionObserver;
  readonly #places = new Map<string, HTMLElement>();
  /** What has come for the issue on show, by address. */
  readonly #drawn = new Map<string, Drawn>();
  readonly #asked = new Set<string>();
  readonly #waiting = new Set<string>();
  readonly #underWay = new Set<string>();
  #isAll = false;
  #sizes: Sizes = [];

  /** `ask` sends the request for one place to the host. */
  constructor(root: HTMLElement, { ask, announce }: { readonly ask: (anchor: string) => void; readonly announce: (text: string) => void }) {
    this.#root = root;
    this.#ask = ask;
    this.#announce = announce;
    // Without a root of its own a frame within another site's, as the editor shows the page, has no margin.
    this.#observer = new IntersectionObserver((entries) => this.#onSeen(entries), { root: document, rootMargin: `${nearView} 0px` });
    root.addEventListener('click', (event) => this.#onClick(event));
  }

  /** Undefined while there is nothing to know. */
  get asked(): ImagesAsked | undefined {
    if (this.#asked.size === 0 && this.#sizes.length === 0 && !this.#isAll) return undefined;
    return { addresses: [...this.#asked], isAll: this.#isAll, sizes: this.#sizes };
  }

  /** New markup is on the page. `asked`: of an earlier life; without it, what was asked of this issue so far. */
  refresh({ isNew, asked }: { readonly isNew: boolean; readonly asked?: ImagesAsked | undefined }): void {
    this.#observer.disconnect();
    this.#places.clear();
    this.#waiting.clear();
    this.#underWay.clear();
    this.#sizes = [];
    if (isNew) {
      for (const { url } of this.#drawn.values()) URL.revokeObjectURL(url);
      this.#drawn.clear();
      this.#asked.clear();
      this.#isAll = false;
    }
    asked?.addresses.forEach((address) => this.#asked.add(address));
    this.#isAll ||= asked?.isAll ?? false;
    for (const place of this.#root.querySelectorAll<HTMLElement>('.image.is-place')) this.#places.set(anchorOf(place), place);
    if (asked) this.#reserve(asked.sizes);
    for (const [anchor, place] of this.#places) {
      const address = addressOf(place);
      const drawn = this.#drawn.get(address);
      if (drawn) this.#draw(place, drawn);
      else if (this.#asked.has(address)) this.#want(anchor);
    }
    if (this.#root.querySelector('[data-images]')) this.#watch();
    else if (this.#isAll) this.#wantAll();
  }

  /** What the host has of a place that the page asked for; anything else is dropped. */
  receive(message: ImageMessage): void {
    const { anchor } = message;
    const place = this.#places.get(anchor);
    if (!place || !this.#underWay.delete(anchor)) return;
    this.#askNext();
    setLoading(place, false);
    if (message.type === 'noImage') this.#say(place, message.says, message.again);
    else this.#show(place, message.image, message.broken);
  }

  #onClick(event: MouseEvent): void {
    const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>('button[data-action]') : null;
    const anchor = button?.dataset['anchor'] ?? '';
    if (button?.dataset['action'] === 'showImages') {
      this.#isAll = true;
      // Before the button goes, which takes the keyboard with it.
      moveFocus(button, this.#places.values().next().value);
      this.#wantAll();
    } else if (button?.dataset['action'] === 'showImage') {
      const place = this.#places.get(anchor);
      const address = place && addressOf(place);
      if (address !== undefined && address.length <= longestAsked && this.#asked.size < mostAsked) this.#asked.add(address);
      this.#want(anchor);
      this.#announce(button.dataset['loading'] ?? '');
    }
  }

  #wantAll(): void {
    this.#root.querySelectorAll('button[data-action="showImages"]').forEach(removeWithRow);
    if (this.#places.size > mostForAll) this.#watch();
    else for (const anchor of this.#places.keys()) this.#want(anchor);
  }

  #watch(): void {
    for (const place of this.#places.values()) {
      if (!place.classList.contains('is-shown')) this.#observer.observe(place);
    }
  }

  #onSeen(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const anchor = target instanceof HTMLElement ? anchorOf(target) : '';
      if (isIntersecting) {
        this.#want(anchor);
        // Seen and not asked for yet stays watched: who scrolls on has no need of it any more.
        if (this.#underWay.has(anchor)) this.#observer.unobserve(target);
      } else if (!this.#isWaitedFor(target) && this.#waiting.delete(anchor) && target instanceof HTMLElement) {
        setLoading(target, false);
      }
    }
  }

  /** Whether the person asked for this one by itself. */
  #isWaitedFor(place: Element): boolean {
    return place instanceof HTMLElement && this.#asked.has(addressOf(place));
  }

  #want(anchor: string): void {
    const place = this.#places.get(anchor);
    if (!place || place.classList.contains('is-shown') || this.#underWay.has(anchor)) return;
    this.#waiting.add(anchor);
    setLoading(place, true);
    this.#askNext();
  }

  #askNext(): void {
    for (const anchor of this.#waiting) {
      if (this.#underWay.size >= mostAtOnce) return;
      this.#waiting.delete(anchor);
      this.#underWay.add(anchor);
      const place = this.#places.get(anchor);
      if (place) this.#observer.unobserve(place);
      this.#ask(anchor);
    }
  }

  #show(place: HTMLElement, { type, bytes, width, height }: ImageContent, broken: string): void {
    const address = addressOf(place);
    // The same image may stand in several places, and the first of them has come already.
    const drawn = this.#drawn.get(address) ?? { url: URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type })), width, height };
    this.#drawn.set(address, drawn);
    const image = this.#draw(place, drawn);
    image.addEventListener('error', () => {
      URL.revokeObjectURL(drawn.url);
      this.#drawn.delete(address);
      image.remove();
      place.classList.remove('is-shown');
      this.#say(place, broken, undefined);
    });
  }

  #draw(place: HTMLElement, drawn: Drawn): HTMLImageElement {
    if (this.#sizes.length < mostForAll) this.#sizes = [...this.#sizes, [anchorOf(place), drawn.width, drawn.height]];
    return draw(place, drawn);
  }

  /** Keeps the room free of images that are about to come back. */
  #reserve(sizes: Sizes): void {
    const areAllWanted = this.#isAll || this.#root.querySelector('[data-images]') !== null;
    for (const [anchor, width, height] of sizes) {
      const place = this.#places.get(anchor);
      if (!place || !(areAllWanted || this.#asked.has(addressOf(place)))) continue;
      place.classList.add('is-reserved');
      place.style.inlineSize = `${width}px`;
      place.style.aspectRatio = `${width} / ${height}`;
    }
  }

  #say(place: HTMLElement, says: string, again: string | undefined): void {
    free(place);
    place.classList.add('is-failed');
    const reason = place.querySelector('.image-says') ?? place.appendChild(document.createElement('span'));
    reason.className = 'image-says';
    reason.textContent = says;
    const button = buttonOf(place);
    if (button && again === undefined) moveFocus(button, place);
    if (button && again !== undefined) {
      button.textContent = again;
      button.setAttribute('aria-label', `${again}: ${wordsOf(place)}`);
    } else if (button) {
      button.remove();
    }
    this.#announce(says);
  }
}

/** Puts an image into its place. What stood there is its alternative text from now on. */
function draw(place: HTMLElement, { url, width, height }: Drawn): HTMLImageElement {
  const image = document.createElement('img');
  image.alt = wordsOf(place);
  image.width = width;
  image.height = height;
  image.decoding = 'async';
  image.src = url;
  place.querySelector('.image-says')?.remove();
  free(place);
  place.classList.remove('is-failed', 'is-loading');
  place.classList.add('is-shown');
  const button = buttonOf(place);
  if (button) {
    moveFocus(button, place);
    button.remove();
  }
  place.append(image);
  return image;
}

/** Takes back the room that was kept. */
function free(place: HTMLElement): void {
  place.classList.remove('is-reserved');
  place.removeAttribute('style');
}

function setLoading(place: HTMLElement, isLoading: boolean): void {
  place.classList.toggle('is-loading', isLoading);
  if (isLoading) place.setAttribute('aria-busy', 'true');
  else place.removeAttribute('aria-busy');
  const button = buttonOf(place);
  const label = button?.dataset['label'];
  if (button && isLoading && label === undefined) {
    button.dataset['label'] = button.textContent;
    button.textContent = button.dataset['loading'] ?? '';
  } else if (button && !isLoading && label !== undefined) {
    delete button.dataset['label'];
    button.textContent = label;
  }
}

/** The keyboard goes on from `place`, or the link around it, when its button is about to go. */
function moveFocus(button: Element, place: HTMLElement | undefined): void {
  if (!place || document.activeElement !== button) return;
  const link = place.closest('a');
  if (!link) place.tabIndex = -1;
  (link ?? place).focus({ preventScroll: true });
}

/** In a link the button stands behind the link, else in the place. */
function buttonOf(place: HTMLElement): HTMLElement | null {
  const selector = `button[data-action="showImage"][data-anchor="${CSS.escape(anchorOf(place))}"]`;
  return (place.closest('a')?.parentElement ?? place).querySelector<HTMLElement>(selector);
}

function removeWithRow(button: Element): void {
  (button.closest('li') ?? button).remove();
}

function wordsOf(place: HTMLElement): string {
  return place.querySelector('.image-words')?.textContent ?? '';
}

function addressOf(place: HTMLElement): string {
  return place.dataset['image'] ?? '';
}

function anchorOf(place: HTMLElement): string {
  return place.id.slice('at-'.length);
}

// The places of images in a page: what the sanitiser left of an image becomes a box with its words, its host and a button.
// The page asks for an image by its number; the address is found again in the same markup.

import type { ImagesWanted } from '../protocol/images.js';
import type { PageWords } from '../protocol/words.js';
import { hostOf, imageAddress } from './address.js';
import { isBeacon } from './beacons.js';
import { escapeHtml } from './escapeHtml.js';
import { fill, idOf } from './pagePart.js';
import { unescapeHtml } from './unescapeHtml.js';

/** Anchor of the image at `index`, from 0 through the whole page. No section's id has a colon. */
function imageAnchor(index: number): string {
  return `image:${index + 1}`;
}

/** Markup whose images have become places, and how many there are. */
export interface PlacedImages {
  readonly html: string;
  readonly count: number;
}

/** A link's tags, or the place that the sanitiser wrote for an image. In its markup no value holds a bracket. */
const linkOrImage =
  /<a [^<>]*>|<\/a>|<span((?: [a-z]+="[^"<>]*"){0,2}) class="image" data-image="([^"<>]*)"(?: title="([^"<>]*)")?>([^<]*)<\/span>/g;

/**
 * Makes places of the images in sanitised markup. Where the person wants none they are words; what only counts readers is left
 * out. A place in a link stays part of the link, its button stands behind it.
 */
export function placeImages(html: string, wanted: ImagesWanted, words: PageWords): PlacedImages {
  if (!html.includes(' data-image="')) return { html, count: 0 };
  let count = 0;
  let isInLink = false;
  /** Buttons of a link's images. */
  let behind = '';
  const placed = html.replace(
    linkOrImage,
    (tag: string, attributes: string = '', address?: string, title: string = '', label: string = '', at: number = 0) => {
      if (address === undefined) {
        isInLink = tag !== '</a>';
        const buttons = isInLink ? '' : behind;
        if (!isInLink) behind = '';
        return tag + buttons;
      }
      if (isBeacon(unescapeHtml(address))) return '';
      if (wanted === 'never') return `<span${attributes} class="image"${title === '' ? '' : ` title="${title}"`}>${label}</span>`;
      const anchor = imageAnchor(count++);
      const button = renderButton(anchor, label, words);
      if (isInLink) behind += button;
      const isAlone = isAloneBetween(html.slice(Math.max(0, at - nearby), at), html.slice(at + tag.length, at + tag.length + nearby));
      return renderPlace({ anchor, attributes, address, title, label, isAlone }, isInLink ? '' : button);
    },
  );
  return { html: placed, count };
}

/** Addresses of the images that a page has places for, by their anchors. */
export function imagesIn(html: string): ReadonlyMap<string, string> {
  const places = html.matchAll(/ id="at-(image:\d+)" data-image="([^"<>]*)"/g);
  return new Map(Array.from(places, ([, anchor = '', address = '']) => [anchor, unescapeHtml(address)]));
}

/** How many images the page has, with a button for all of them; empty where there are fewer than two, or none has to be asked for. */
export function renderImageCount(count: number, wanted: ImagesWanted, words: PageWords): string {
  if (count < 2 || wanted !== 'onClick') return '';
  const says = `<span>${escapeHtml(fill(words.images, count))}</span>`;
  return `${says}<button type="button" class="show-images" data-action="showImages">${escapeHtml(words.showAllImages)}</button>`;
}

/** Characters of markup around an image: enough for a link with a long address. */
const nearby = 1_000;

const block = '(?:p|div|figure|figcaption|blockquote|ul|ol|li|dd|dt|td|th|table|pre|hr|h[1-6])';
const afterBlock = new RegExp(`</?${block}(?: [^<>]*)?>\\s*(?:<a [^<>]*>\\s*)?$`);
const beforeBlock = new RegExp(`^\\s*(?:</a>\\s*)?</?${block}[ >]`);

/** Whether nothing but an image stands between two blocks, or in one. */
function isAloneBetween(before: string, after: string): boolean {
  return beforeBlock.test(after) && afterBlock.test(before);
}

interface Place {
  readonly anchor: string;
  /** Direction and language, as markup. */
  readonly attributes: string;
  /** These three escaped. */
  readonly address: string;
  readonly title: string;
  readonly label: string;
  readonly isAlone: boolean;
}

function renderPlace({ anchor, attributes, address, title, label, isAlone }: Place, button: string): string {
  const host = escapeHtml(hostOf(imageAddress(unescapeHtml(address)) ?? '') ?? '');
  const says = title === '' ? '' : ` title="${title}"`;
  return (
    `<span${attributes} class="image is-place${isAlone ? ' is-alone' : ''}" id="${idOf(anchor)}" data-image="${address}"${says}>` +
    `<span class="image-words">${label}</span><span class="host">${host}</span>${button}</span>`
  );
}

function renderButton(anchor: string, label: string, words: PageWords): string {
  const name = escapeHtml(words.showImage);
  // What is text in markup may hold a quotation mark, which would end a value.
  const says = escapeHtml(unescapeHtml(label));
  return (
    `<button type="button" class="show-image" data-action="showImage" data-anchor="${anchor}" data-loading="${escapeHtml(words.loadingImage)}" ` +
    `aria-label="${says === '' ? name : `${name}: ${says}`}">${name}</button>`
  );
}

// What worker, host and page say about the images of an issue. Types and bounds only; who fetches and who shows is decided elsewhere.

import type { SourceProblem } from './sources.js';

/** When the images of an issue are loaded: the setting `digest.images`. */
export type ImagesWanted = 'never' | 'onClick' | 'always';

/** The kinds of image that the page shows, by their media types. */
export const imageTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif', 'image/svg+xml'] as const;

export type ImageType = (typeof imageTypes)[number];

/** Bounds of one image. Decoded, a pixel takes four bytes of the page's memory. */
export const imageLimits = { bytes: 15 * 1024 * 1024, side: 20_000, pixels: 60_000_000 } as const;

/** An image whose bytes begin as its type says, within the bounds. */
export interface ImageContent {
  readonly type: ImageType;
  readonly bytes: Uint8Array;
  /** In pixels, as it is seen: a photograph that was taken on its side is turned already. */
  readonly width: number;
  readonly height: number;
}

export type ImageOutcome =
  | { readonly outcome: 'image'; readonly image: ImageContent }
  /** `notAnImage`: the bytes are none of the types. `tooBig`: more pixels than the bounds. `tracker`: a dot that only counts readers. */
  | { readonly outcome: 'refused'; readonly reason: 'notAnImage' | 'tooBig' | 'tracker' }
  | { readonly outcome: 'failed'; readonly problem: SourceProblem }
  /** The page has no such place. */
  | { readonly outcome: 'unknown' }
  /** No such page has been rendered since the worker started, or many others were since. */
  | { readonly outcome: 'forgotten' };

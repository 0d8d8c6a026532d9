// Bytes that are said to be an image → what they are and how large, or why they are not shown. What the server said of their
// type does not count.

import { GIF } from 'image-size/types/gif';
import { HEIF } from 'image-size/types/heif';
import { JPG } from 'image-size/types/jpg';
import { PNG } from 'image-size/types/png';
import { SVG } from 'image-size/types/svg';
import { WEBP } from 'image-size/types/webp';
import { imageLimits, type ImageContent, type ImageOutcome, type ImageType } from '../protocol/images.js';

interface Format {
  readonly type: ImageType;
  readonly begins: (bytes: Uint8Array) => boolean;
  /** Bytes from the beginning in which the size must stand: what looks for it is never given more. */
  readonly head: number;
  readonly measure: (head: Uint8Array) => { readonly width: number; readonly height: number; readonly orientation?: number };
}

const kilobyte = 1024;

const formats: readonly Format[] = [
  { type: 'image/png', begins: (bytes) => latin(bytes, 1, 8) === 'PNG\r\n\u001a\n', head: 64, measure: PNG.calculate },
  // A photograph may bring a preview and a profile before its size.
  { type: 'image/jpeg', begins: (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8, head: kilobyte * kilobyte, measure: JPG.calculate },
  { type: 'image/gif', begins: (bytes) => /^GIF8[79]a/.test(latin(bytes, 0, 6)), head: 16, measure: GIF.calculate },
  { type: 'image/webp', begins: (bytes) => /^RIFF[^]{4}WEBPVP8/.test(latin(bytes, 0, 15)), head: 64, measure: WEBP.calculate },
  { type: 'image/avif', begins: (bytes) => latin(bytes, 4, 12) === 'ftypavif', head: 32 * kilobyte, measure: HEIF.calculate },
  // Markup may stand before it: a declaration, comments. A page that holds a drawing somewhere is none.
  { type: 'image/svg+xml', begins: isDrawing, head: 8 * kilobyte, measure: SVG.calculate },
];

/** Sides of an image, in pixels, that nobody can see. */
const invisible = 2;

/** From here on an Exif orientation turns the image on its side. */
const turned = 5;

/** Judges `bytes`; `ok` ones are within the bounds of `imageLimits`. */
export function judgeImage(bytes: Uint8Array): Extract<ImageOutcome, { outcome: 'image' | 'refused' }> {
  const format = formats.find(({ begins }) => begins(bytes));
  const size = format && sizeOf(bytes, format);
  if (!format || !size || bytes.length > imageLimits.bytes) return { outcome: 'refused', reason: 'notAnImage' };
  const { width, height } = size;
  if (width <= invisible && height <= invisible) return { outcome: 'refused', reason: 'tracker' };
  const isTooBig = Math.max(width, height) > imageLimits.side || width * height > imageLimits.pixels;
  if (isTooBig) return { outcome: 'refused', reason: 'tooBig' };
  const image: ImageContent = { type: format.type, bytes, width, height };
  return { outcome: 'image', image };
}

/** Whole pixels as they are seen; undefined when the size cannot be found. */
function sizeOf(bytes: Uint8Array, { head, measure }: Format): { readonly width: number; readonly height: number } | undefined {
  try {
    // A copy: what measures looks at the memory behind, and a Buffer's slice is none.
    const { width, height, orientation = 1 } = measure(new Uint8Array(bytes.subarray(0, head)));
    const [across, down] = orientation >= turned ? [height, width] : [width, height];
    const isSize = Number.isFinite(across) && Number.isFinite(down) && across > 0 && down > 0;
    return isSize ? { width: Math.max(1, Math.round(across)), height: Math.max(1, Math.round(down)) } : undefined;
  } catch {
    // It is cut short or malformed, and throws whatever its reader ran into.
    return undefined;
  }
}

function latin(bytes: Uint8Array, start: number, end: number): string {
  return String.fromCharCode(...bytes.subarray(start, end));
}

function isDrawing(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes.subarray(0, kilobyte * 4));
  return /^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:(?!-->)[^])*-->\s*)*(?:<!DOCTYPE svg[^>[]*(?:\[[^\]]*\])?[^>]*>\s*)?(?:<!--(?:(?!-->)[^])*-->\s*)*<svg[\s>]/i.test(
    text,
  );
}

// Pictures of our own making for tests, by their size: as many bytes as a reader of sizes and a browser need.

import { deflateSync } from 'node:zlib';

/** A PNG of one colour. */
export function png(width: number, height: number, grey = 120): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height, grey);
  for (let row = 0; row < height; row++) rows[row * (width + 1)] = 0;
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...parts]);
}

/** The beginning of a PNG that says it is this large, without any pixel. */
export function pngHead(width: number, height: number): Uint8Array {
  const bytes = Buffer.from(png(1, 1));
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

export function svg(width: number, height: number): Uint8Array {
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><circle r="9" fill="teal"/></svg>`);
}

export function gif(width: number, height: number): Uint8Array {
  const bytes = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
  bytes.writeUInt16LE(width, 6);
  bytes.writeUInt16LE(height, 8);
  return bytes;
}

/** A JPEG as far as its size; turned on its side by its Exif where wanted. */
export function jpegHead(width: number, height: number, isTurned = false): Uint8Array {
  const orientation = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0];
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, ...orientation, 0, 0, 0, 0];
  const app1 = isTurned ? [0xff, 0xe1, 0, exif.length + 2, ...exif] : [0xff, 0xe0, 0, 4, 0, 0];
  const frame = [0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0];
  return Uint8Array.from([0xff, 0xd8, ...app1, ...frame, 0xff, 0xd9, ...Buffer.alloc(40)]);
}

export function webp(width: number, height: number): Uint8Array {
  const bytes = Buffer.alloc(40);
  bytes.write('RIFF', 0, 'latin1');
  bytes.write('WEBPVP8X', 8, 'latin1');
  bytes.writeUIntLE(width - 1, 24, 3);
  bytes.writeUIntLE(height - 1, 27, 3);
  return bytes;
}

export function avif(width: number, height: number): Uint8Array {
  const ispe = box('ispe', Buffer.from([0, 0, 0, 0, ...word(width), ...word(height)]));
  const meta = box('meta', Buffer.concat([Buffer.alloc(4), box('iprp', box('ipco', ispe))]));
  return Buffer.concat([box('ftyp', Buffer.from('avif\0\0\0\0avifmif1', 'latin1')), meta]);
}

function box(name: string, content: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from(word(content.length + 8)), Buffer.from(name, 'latin1'), content]);
}

function word(value: number): readonly number[] {
  return [value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function chunk(name: string, content: Uint8Array): Uint8Array {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  return Buffer.concat([Buffer.from(word(content.length)), named, Buffer.from(word(checksum(named)))]);
}

/** The checksum of PNG (CRC-32), bit by bit. */
function checksum(bytes: Uint8Array): number {
  let value = ~0;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return ~value >>> 0;
}

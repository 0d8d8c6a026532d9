// Bytes to text: marks, encodings without a mark, files that are no text, sizes.

import { describe, expect, it } from 'vitest';
import { largestText } from '../../../../src/digest/largestText.js';
import { acceptText, decodeText } from '../../../../src/sources/text/decodeText.js';

const text = '# Ładna sieć\r\n\r\nWarp & weft — “quoted” 織機 🧵\n';

function utf16(value: string, isBigEndian: boolean): Buffer {
  const bytes = Buffer.from(value, 'utf16le');
  return isBigEndian ? bytes.swap16() : bytes;
}

describe('decodeText', () => {
  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
    ['UTF-8 with two marks', Buffer.from(`\uFEFF\uFEFF${text}`)],
    ['UTF-16 little-endian with a mark', utf16(`\uFEFF${text}`, false)],
    ['UTF-16 big-endian with a mark', utf16(`\uFEFF${text}`, true)],
    ['UTF-16 little-endian', utf16(text, false)],
    ['UTF-16 big-endian', utf16(text, true)],
    ['a view into a larger buffer', new Uint8Array(Buffer.from(`xx${text}`)).subarray(2)],
  ])('reads %s', (_name, bytes) => {
    expect(decodeText(bytes)).toEqual({ ok: true, text });
  });

  it('reads what is not UTF-8 as windows-1252', () => {
    const bytes = Buffer.from([0x93, 0x63, 0x61, 0x66, 0xe9, 0x94, 0x20, 0x80, 0x35, 0x20, 0x96, 0x81]);
    expect(decodeText(bytes)).toEqual({ ok: true, text: '“café” €5 –\x81' });
  });

  it('reads UTF-8 that is cut in the middle of a character', () => {
    expect(decodeText(Buffer.from('łódź ż').subarray(0, -1))).toEqual({ ok: true, text: 'łódź \ufffd' });
  });

  it('gives an empty text for an empty file', () => {
    expect(decodeText(new Uint8Array())).toEqual({ ok: true, text: '' });
  });

  it('lets a stray control character through', () => {
    const value = `${text}\0\u0001`;
    expect(decodeText(Buffer.from(value))).toEqual({ ok: true, text: value });
  });

  it.each([
    ['a PDF', Buffer.from('%PDF-1.7\nplain words that look like text')],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')],
    ['an archive', Buffer.from('PK\x03\x04abc', 'latin1')],
    ['zeros', Buffer.alloc(4096)],
    ['bytes of all kinds', Buffer.from(Array.from({ length: 2048 }, (_, index) => (index * 73) % 256))],
  ])('refuses %s', (_name, bytes) => {
    expect(decodeText(bytes)).toEqual({ ok: false, reason: 'binary' });
  });

  it('refuses more than the limit and takes what is just below it', () => {
    expect(decodeText(new Uint8Array(largestText + 1))).toEqual({ ok: false, reason: 'tooLarge' });
    expect(decodeText(new Uint8Array(largestText).fill(97)).ok).toBe(true);
  });
});

describe('acceptText', () => {
  it('drops a byte order mark and mends half a surrogate pair', () => {
    expect(acceptText('\uFEFFweft \ud800 warp')).toEqual({ ok: true, text: 'weft \ufffd warp' });
  });

  it('refuses more than the limit', () => {
    expect(acceptText('a'.repeat(largestText + 1))).toEqual({ ok: false, reason: 'tooLarge' });
  });
});

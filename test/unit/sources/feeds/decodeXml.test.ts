// Names of encodings that are not the web's, and text that was taken for Latin-1 once.
import { describe, expect, it } from 'vitest';
import { decodeXml } from '../../../../src/sources/feeds/decodeXml.js';

function declared(label: string, ...bytes: readonly number[]): Uint8Array {
  return Buffer.concat([Buffer.from(`<?xml version="1.0" encoding="${label}"?><a>`), Buffer.from(bytes), Buffer.from('</a>')]);
}

describe('decodeXml', () => {
  it.each([
    ['macroman', 0x8e, 'é'],
    ['mac-cyrillic', 0x80, 'А'],
    ['ms-cyrl', 0xe9, 'й'],
    ['windows_1251', 0xe9, 'й'],
    ['windows_1252', 0x93, '“'],
    ['cp1250', 0xb3, 'ł'],
    ['ISO_8859-1', 0x85, '…'],
    ['x-sjis-no-such', 0xe9, 'é'],
  ])('reads %s', (label, byte, sign) => {
    expect(decodeXml(declared(label, byte))).toContain(`<a>${sign}</a>`);
  });

  it('gives control characters the signs that were meant', () => {
    expect(decodeXml(Buffer.from('<a>don\u0092t \u0093stop\u0094 now\u0085</a>'))).toBe('<a>don’t “stop” now…</a>');
  });
});

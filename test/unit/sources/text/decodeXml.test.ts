import { describe, expect, it } from 'vitest';
import { decodeXml } from '../../../../src/sources/text/decodeXml.js';
import { read, rss, titles } from '../feeds/read.js';

const title = 'Żółć – “Łódź”';

function feedOf(text: string, declared?: string): string {
  const declaration = declared === undefined ? '' : `<?xml version="1.0" encoding="${declared}"?>`;
  return declaration + rss(`<item><title>${text}</title></item>`).replace(/^<\?xml[^>]*>/, '');
}

function utf16(text: string, isBig: boolean): Buffer {
  const bytes = Buffer.from(text, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
}

function utf32(text: string, isBig: boolean): Buffer {
  const signs = Array.from(text);
  const bytes = Buffer.alloc(signs.length * 4);
  signs.forEach((sign, index) => {
    const code = sign.codePointAt(0) ?? 0;
    if (isBig) bytes.writeUInt32BE(code, index * 4);
    else bytes.writeUInt32LE(code, index * 4);
  });
  return bytes;
}

describe('a title in', () => {
  it.each([
    ['UTF-8', Buffer.from(feedOf(title))],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${feedOf(title, 'utf-8')}`)],
    ['UTF-8 with two marks', Buffer.from(`\uFEFF\uFEFF${feedOf(title)}`)],
    ['UTF-8 with a mark, declared otherwise', Buffer.from(`\uFEFF${feedOf(title, 'iso-8859-2')}`)],
    ['UTF-16LE with a mark', utf16(`\uFEFF${feedOf(title, 'utf-16')}`, false)],
    ['UTF-16BE with a mark', utf16(`\uFEFF${feedOf(title, 'utf-16')}`, true)],
    ['UTF-16LE without a mark', utf16(feedOf(title, 'utf-16'), false)],
    ['UTF-16BE without a mark', utf16(feedOf(title, 'utf-16'), true)],
    ['UTF-16LE declared as UTF-8', utf16(feedOf(title, 'utf-8'), false)],
    ['UTF-16BE declared as UTF-8', utf16(feedOf(title, 'utf-8'), true)],
    ['UTF-32LE with a mark', utf32(`\uFEFF${feedOf(title)}`, false)],
    ['UTF-32BE with a mark', utf32(`\uFEFF${feedOf(title)}`, true)],
    ['UTF-32BE without a mark', utf32(feedOf(title), true)],
    ['UTF-32LE without a mark', utf32(feedOf(title), false)],
    ['UTF-8 declared as UTF-16', Buffer.from(feedOf(title, 'utf-16'))],
    ['UTF-8 declared as ISO-8859-1', Buffer.from(feedOf(title, 'iso-8859-1'))],
    ['UTF-8 declared as something unknown', Buffer.from(feedOf(title, 'x-orchard'))],
  ])('%s is exact', (_name, bytes) => {
    expect(titles(read(bytes))).toEqual([title]);
  });
});

describe('decodeXml', () => {
  const western = Buffer.from('<?xml version="1.0" encoding="utf-8"?><a>caf\xe9 \x93x\x94 \x80</a>', 'latin1');

  it('reads windows-1252 though UTF-8 is declared', () => {
    expect(decodeXml(western)).toContain('<a>café “x” €</a>');
    expect(decodeXml(western, 'text/xml; charset=utf-8')).toContain('<a>café “x” €</a>');
  });

  it('prefers the header to the declaration', () => {
    const cyrillic = Buffer.from('<?xml version="1.0" encoding="iso-8859-1"?><a>\xcf\xf0\xe8\xe2\xe5\xf2</a>', 'latin1');
    expect(decodeXml(cyrillic, 'application/xml; charset="windows-1251"')).toContain('<a>Привет</a>');
    expect(decodeXml(cyrillic, 'application/xml')).toContain('<a>Ïðèâåò</a>');
  });

  it('takes the declaration when the header is wrong', () => {
    const shifted = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="Shift_JIS"?><a>'),
      Buffer.from([0x93, 0xfa, 0x96, 0x7b]),
      Buffer.from('</a>'),
    ]);
    expect(decodeXml(shifted, 'text/xml; charset=utf-8')).toContain('<a>日本</a>');
    expect(decodeXml(shifted)).toContain('<a>日本</a>');
  });

  it('reads UTF-8 that was cut within a character, and with a bad byte among good ones', () => {
    const bytes = Buffer.from('<a>Żółć Łódź</a>');
    expect(decodeXml(bytes.subarray(0, 4))).toBe('<a>');
    const bad = Buffer.from(bytes);
    bad[bad.length - 6] = 0xff;
    expect(decodeXml(bad)).toContain('Żółć Łód');
  });

  it('drops what no XML has', () => {
    expect(decodeXml(Buffer.from('<a>a\0b\x08c\x1fd\uFFFEe\tf\n</a>'))).toBe('<a>abcde\tf\n</a>');
    const feed = read(rss('<item><title>a\0\x01b\uD800c</title></item>'));
    expect(titles(feed)).toEqual(['ab\uFFFDc']);
  });
});

// Feeds in the code pages of DOS and old Macs.
import { describe, expect, it } from 'vitest';
import { fromCodePage } from '../../../../src/sources/text/codePages.js';
import { decodeXml } from '../../../../src/sources/text/decodeXml.js';

describe('fromCodePage', () => {
  it.each([
    ['cp437', [0x81, 0x80, 0xe1], 'üÇß'],
    ['437', [0x84], 'ä'],
    ['IBM-850', [0x9d], 'Ø'],
    ['csPCp852', [0x88], 'ł'],
    ['csIBM855', [0x80], 'ђ'],
    ['cp_is', [0x8b], 'Ð'],
    ['cp1125', [0x80, 0xf2], 'АҐ'],
    ['KOI8-T', [0x80], 'қ'],
    ['MacGreek', [0xe1], 'α'],
    ['x-mac-turkish', [0xdc], 'İ'],
  ])('reads %s', (label, bytes, text) => {
    expect(fromCodePage(Uint8Array.from([0x61, ...bytes, 0x7a]), label)).toBe(`a${text}z`);
  });

  it('knows no page that is none', () => {
    expect(fromCodePage(Uint8Array.of(0x80), 'cp9999')).toBeUndefined();
    expect(fromCodePage(Uint8Array.of(0x80), '__proto__')).toBeUndefined();
  });

  it('is asked for what the decoder does not know', () => {
    const body = Buffer.concat([Buffer.from('<?xml version="1.0" encoding="cp437"?><a>'), Buffer.of(0x9b), Buffer.from('</a>')]);
    expect(decodeXml(body)).toContain('<a>¢</a>');
  });
});

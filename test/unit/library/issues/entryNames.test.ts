// Names of entries in the form in which they are compared: what counts as the same, and what must not.

import { describe, expect, it } from 'vitest';
import { toEntryNames } from '../../../../src/library/issues/entryNames.js';

const named = (names: Partial<Parameters<typeof toEntryNames>[0]>) => toEntryNames({ fingerprint: '', ...names });

describe('a guid', () => {
  it('is compared to the letter unless it is an address', () => {
    expect(named({ guid: ' A/b/ ' }).guid).toBe('A/b/');
    expect(named({ guid: 'http://example.com/a/' }).guid).toBe(named({ guid: 'https://www.example.com/a' }).guid);
    expect(named({ guid: 'http://example.com/a#1' }).guid).not.toBe(named({ guid: 'http://example.com/a#2' }).guid);
  });
});

describe('names of any kind', () => {
  it('are bounded, and long ones still told apart', () => {
    const long = 'x'.repeat(100_000);
    const names = ['a', 'b'].map((end) => named({ guid: long + end, title: long + end, link: `https://example.com/${long}${end}` }));
    for (const name of ['guid', 'title', 'page'] as const) {
      expect(names[0]?.[name]?.length).toBeLessThanOrEqual(200);
      expect(names[0]?.[name]).not.toBe(names[1]?.[name]);
    }
  });

  it('are null where there is none', () => {
    expect(named({ guid: ' ', title: ' \n', link: 'nonsense', published: 'soon' })).toEqual({
      guid: null,
      page: null,
      fragment: null,
      title: null,
      moment: null,
    });
  });

  it('compare titles without case, accents and blanks, moments without zones', () => {
    expect(named({ title: ' Café\n crème' }).title).toBe(named({ title: 'CAFE CREME' }).title);
    expect(named({ published: '2026-05-01T02:00:00+02:00' }).moment).toBe(named({ published: '2026-05-01T00:00:00Z' }).moment);
    expect(named({ published: '2026-05-01' }).moment).toBe('2026-05-01');
  });
});

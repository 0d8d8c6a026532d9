// What settings, and files of another build, may say about mutes and retention.

import { describe, expect, it } from 'vitest';
import { isInForce, toLibraryRules, toMuteRule, toRetention, usualRetention, usualRules } from '../../../src/query/libraryRules.js';

describe('a mute rule', () => {
  it('is taken as it is meant', () => {
    expect(toMuteRule({ query: ' sponsor ', until: '2026-12-31', name: ' Ads ', more: 1 })).toEqual({
      query: 'sponsor',
      until: '2026-12-31',
      name: 'Ads',
    });
    expect(toMuteRule({ query: 'x', name: 7 })).toEqual({ query: 'x' });
  });

  it.each([
    undefined,
    null,
    'sponsor',
    [],
    {},
    { query: '' },
    { query: '  ' },
    { query: 7 },
    { query: 'x'.repeat(1_001) },
    { query: 'x', until: 'soon' },
    { query: 'x', until: '2026-02-30' },
    { query: 'x', until: 20_261_231 },
    { query: 'x', until: '2026-12-31T00:00' },
  ])('is none: %j', (value) => {
    expect(toMuteRule(value)).toBeUndefined();
  });

  it('holds through its last day', () => {
    const rule = { query: 'x', until: '2026-05-03' };
    expect(['2026-05-02', '2026-05-03', '2026-05-04'].map((day) => isInForce(rule, day))).toEqual([true, true, false]);
    expect(isInForce({ query: 'x' }, '9999-01-01')).toBe(true);
  });
});

describe('retention', () => {
  it('is as usual where it says nothing that counts', () => {
    for (const value of [undefined, null, 'all', 7, {}, { days: 'x', perSource: -1 }, { days: 0, perSource: Number.NaN }]) {
      expect(toRetention(value)).toEqual(usualRetention);
    }
  });

  it('has limits, none, or the fewest that take nothing away which was just read', () => {
    expect(toRetention({ days: 365, perSource: null })).toEqual({ days: 365, perSource: null });
    expect(toRetention({ days: 1, perSource: 1 })).toEqual({ days: 7, perSource: 50 });
    expect(toRetention({ days: 30.9, perSource: 100 })).toEqual({ days: 30, perSource: 100 });
    expect(toRetention({ days: 1e300, perSource: 1e300 })).toEqual({ days: 100_000, perSource: Number.MAX_SAFE_INTEGER });
  });
});

describe('rules', () => {
  it('are the usual ones where there are none, and bounded', () => {
    expect([toLibraryRules(undefined), toLibraryRules('x')]).toEqual([usualRules, usualRules]);
    const many = Array.from({ length: 5_000 }, (_, index) => ({ query: `word${index}` }));
    expect(toLibraryRules({ mutes: many, searches: many.map(({ query }) => query) })).toMatchObject({
      mutes: { length: 100 },
      searches: { length: 100 },
    });
  });
});

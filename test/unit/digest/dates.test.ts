// Dates as digests write them; what is impossible or ambiguous is no date.
import { describe, expect, it } from 'vitest';
import { parseDate } from '../../../src/digest/dates.js';
import { matchDateLine, matchPublished } from '../../../src/digest/published.js';

describe('parseDate', () => {
  it.each([
    ['2026-04-30', '2026-04-30'],
    ['2026-4-3', '2026-04-03'],
    ['2026/04/30', '2026-04-30'],
    ['20260430', '2026-04-30'],
    ['2026-02-03T12:31:52.000Z', '2026-02-03T12:31:52.000Z'],
    ['2026-02-03 12:31:52 +0200', '2026-02-03T12:31:52+02:00'],
    ['2026-02-03T23:59+05:30', '2026-02-03T23:59:00+05:30'],
    ['2026-02-03T12:31:52', '2026-02-03'],
    ['30.04.2026', '2026-04-30'],
    ['1. 2. 2026', '2026-02-01'],
    ['30/04/2026', '2026-04-30'],
    ['04/30/2026', '2026-04-30'],
    ['April 30, 2026', '2026-04-30'],
    ['30 April 2026', '2026-04-30'],
    ['Thursday, April 30th, 2026', '2026-04-30'],
    ['the 3rd of May 2026', '2026-05-03'],
    ['Apr. 3 2026', '2026-04-03'],
    ['Thu, 30 Apr 2026 10:00:00 GMT', '2026-04-30T10:00:00Z'],
    ['30 kwietnia 2026 r.', '2026-04-30'],
    ['czwartek, 30 kwietnia 2026', '2026-04-30'],
    ['30. April 2026', '2026-04-30'],
    ['1er août 2026', '2026-08-01'],
    ['29 de febrero de 2028', '2028-02-29'],
  ])('%s', (text, date) => {
    expect(parseDate(text)).toBe(date);
  });

  it.each([
    '31.02.2026',
    '2026-13-01',
    '29 February 2026',
    '10/11/2026',
    '32 May 2026',
    '0000-00-00',
    'yesterday',
    'April 2026',
    '2026-02-03T25:00:00Z',
    '2026-02-03T10:00:00+25:00',
    '',
    'x'.repeat(10_000),
  ])('is nothing for %s', (text) => {
    expect(parseDate(text)).toBeUndefined();
  });
});

describe('matchPublished', () => {
  it.each([
    ['Published on 30.04.2026', { date: '2026-04-30', isWhole: true }],
    ['Published: April 30, 2026', { date: '2026-04-30', isWhole: true }],
    ['Opublikowano 30.04.2026', { date: '2026-04-30', isWhole: true }],
    ['Posted on April 30, 2026 by Ida Berg', { date: '2026-04-30', isWhole: false }],
    ['Published on Thursday, April 30, 2026', { date: '2026-04-30', isWhole: false }],
    ['Published on 31.02.2026', { isWhole: false }],
    ['Published on a Thursday by nobody', undefined],
    ['30.04.2026', undefined],
  ])('%s', (line, found) => {
    expect(matchPublished(line)).toEqual(found);
  });

  it('takes a date alone only where it is asked for', () => {
    expect(matchDateLine('30 April 2026')).toEqual({ date: '2026-04-30', isWhole: true });
    expect(matchDateLine('Ida Berg · 30 April 2026')).toEqual({ date: '2026-04-30', isWhole: false });
    expect(matchDateLine('• The sea froze on 30 April 2026')).toBeUndefined();
    expect(matchDateLine('The sea froze on 30 April 2026')).toBeUndefined();
  });
});

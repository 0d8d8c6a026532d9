import { describe, expect, it } from 'vitest';
import { durationWords, relativeTime } from '../../../../src/editor/live/timeWords.js';

const minute = 60_000;
const hour = 60 * minute;
const now = Date.UTC(2026, 4, 7);

describe('relativeTime', () => {
  it.each([
    [-2 * hour, '2 hours ago'],
    [-26 * hour, 'yesterday'],
    [-45 * minute, '45 minutes ago'],
    [-20_000, 'now'],
    [0, 'now'],
    [5 * minute, 'in 5 minutes'],
    [3 * 24 * hour, 'in 3 days'],
    [-400 * 24 * hour, 'last year'],
  ])('says %i milliseconds off', (off, words) => {
    expect(relativeTime(now + off, now, 'en')).toBe(words);
  });

  it('speaks the language that is asked for', () => {
    expect(relativeTime(now - 2 * hour, now, 'de')).toBe('vor 2 Stunden');
  });
});

describe('durationWords', () => {
  it.each([
    [90_000, '2 minutes'],
    [minute, '1 minute'],
    [300_000, '5 minutes'],
    [24 * hour, '1 day'],
    [10 * 24 * hour, '10 days'],
    [15 * 24 * hour, '2 weeks'],
    [400, '0 seconds'],
  ])('says a span of %i milliseconds', (span, words) => {
    expect(durationWords(span, 'en')).toBe(words);
  });
});

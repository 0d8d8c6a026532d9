import { describe, expect, it } from 'vitest';
import { isDue, nextAfterFailure, nextAfterSuccess, usualInterval } from '../../../src/sources/schedule.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const now = Date.UTC(2026, 10, 22, 12);

describe('usualInterval', () => {
  it('is the median gap of the newest articles, whatever their order', () => {
    expect(usualInterval([now, now - day, now - 2 * day, now - 30 * day, now - 31 * day])).toBe(day);
    expect(usualInterval([now - 2 * day, now, now - day])).toBe(day);
  });

  it('is not known from two articles, nor from articles of one moment', () => {
    expect(usualInterval([now, now - day])).toBeUndefined();
    expect(usualInterval([now, now, now, now])).toBeUndefined();
  });

  it('looks at the present rhythm, not at that of years ago', () => {
    const daily = Array.from({ length: 30 }, (_, index) => now - index * day);
    const yearly = Array.from({ length: 30 }, (_, index) => now - (30 + 365 * index) * day);
    expect(usualInterval([...daily, ...yearly])).toBe(day);
  });
});

describe('nextAfterSuccess', () => {
  it('follows the rhythm of the source within its bounds', () => {
    expect(nextAfterSuccess(now, day, undefined, 0.5)).toBe(now + 4 * hour);
    expect(nextAfterSuccess(now, minute, undefined, 0.5)).toBe(now + 20 * minute);
    expect(nextAfterSuccess(now, 300 * day, undefined, 0.5)).toBe(now + 12 * hour);
    expect(nextAfterSuccess(now, undefined, undefined, 0.5)).toBe(now + hour);
  });

  it('grants a feed a longer pause, of a day at most, and no shorter one', () => {
    expect(nextAfterSuccess(now, minute, 3 * hour, 0.5)).toBe(now + 3 * hour);
    expect(nextAfterSuccess(now, day, minute, 0.5)).toBe(now + 4 * hour);
    expect(nextAfterSuccess(now, day, 90 * day, 0.5)).toBe(now + day);
  });

  it('scatters what was read together', () => {
    expect(nextAfterSuccess(now, undefined, undefined, 0)).toBe(now + 54 * minute);
    expect(nextAfterSuccess(now, undefined, undefined, 1)).toBe(now + 66 * minute);
  });
});

describe('nextAfterFailure', () => {
  const broken = { reason: 'serverError', status: 500 } as const;

  it('waits longer with every failure, a day at most', () => {
    const waits = [1, 2, 3, 4, 20].map((failures) => (nextAfterFailure(now, failures, broken, undefined, 0.5) - now) / minute);
    expect(waits).toEqual([15, 30, 60, 120, 24 * 60]);
  });

  it('honours Retry-After when it is later, within a day', () => {
    expect(nextAfterFailure(now, 1, broken, now + 5 * hour, 0.5)).toBe(now + 5 * hour);
    expect(nextAfterFailure(now, 1, broken, now + minute, 0.5)).toBe(now + 15 * minute);
    expect(nextAfterFailure(now, 1, broken, now + 365 * day, 0.5)).toBe(now + day);
  });

  it('does not punish a source for what is wrong with this machine', () => {
    expect(nextAfterFailure(now, 12, { reason: 'offline' }, undefined, 0.5)).toBe(now + 15 * minute);
  });

  it('looks every hour whether a network is back', () => {
    expect(nextAfterFailure(now, 12, { reason: 'hostNotFound' }, undefined, 0.5)).toBe(now + hour);
  });

  it('leaves alone what only the person can mend', () => {
    expect(nextAfterFailure(now, 1, { reason: 'gone', status: 410 }, undefined, 0.5)).toBe(now + day);
    expect(nextAfterFailure(now, 1, { reason: 'signIn', status: 401 }, undefined, 0.5)).toBe(now + day);
  });
});

describe('a source is due', () => {
  it('when it was never tried, and when its moment has come', () => {
    expect(isDue({}, now)).toBe(true);
    expect(isDue({ lastTry: now - hour, nextTry: now }, now)).toBe(true);
    expect(isDue({ lastTry: now - hour, nextTry: now + minute }, now)).toBe(false);
    expect(isDue({ lastTry: now + minute, nextTry: now + hour }, now)).toBe(false);
  });

  it('when it was tried by a clock that has been set back since', () => {
    expect(isDue({ lastTry: now + 60 * 365 * day, nextTry: now + 60 * 365 * day + hour }, now)).toBe(true);
  });
});

// When a source is read next: as often as it publishes makes worthwhile, ever more rarely while it fails, never sooner than
// its server asks for. Pure: moments, chance and memory are handed in. All times are milliseconds.

import type { SourceProblem } from '../protocol/sources.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Bounds of the time between two readings that went well. */
const soonest = 20 * minute;
const latest = 12 * hour;

/** Nothing is known yet of how often it publishes. */
const unknownRhythm = hour;

/** A source is asked this many times in its usual interval: the news is then found within a part of it. */
const askedPerInterval = 6;

/** The longest pause that a server's Retry-After or a feed's own wish is granted: who errs by years must be asked again. */
const longestWish = day;

const firstFailure = 15 * minute;
const longestFailure = day;

/** Moments of publication that are looked at for the rhythm. */
export const rhythmLength = 20;

/**
 * The usual time between two articles: the median of the gaps between the newest ones, so that neither a holiday nor a day
 * with five articles counts. Undefined for fewer than three.
 * @param moments of publication, in any order.
 */
export function usualInterval(moments: readonly number[]): number | undefined {
  const newest = moments.toSorted((a, b) => b - a).slice(0, rhythmLength);
  const gaps = newest
    .slice(1)
    .map((moment, index) => (newest[index] ?? moment) - moment)
    .filter((gap) => gap > 0)
    .toSorted((a, b) => a - b);
  return gaps.length < 2 ? undefined : gaps[Math.floor(gaps.length / 2)];
}

/** The moment of the next reading after one that went well. `wish`: the pause that the feed itself asks for. `chance`: 0 to 1. */
export function nextAfterSuccess(now: number, interval: number | undefined, wish: number | undefined, chance: number): number {
  const rhythm = interval === undefined ? unknownRhythm : Math.min(Math.max(interval / askedPerInterval, soonest), latest);
  return now + scattered(Math.max(rhythm, Math.min(wish ?? 0, longestWish)), chance);
}

/**
 * The moment of the next reading after one that failed. `failures`: how many in a row, this one included. `retryAt`: what
 * the server asked for (RFC 9110 §10.2.3).
 */
export function nextAfterFailure(
  now: number,
  failures: number,
  problem: SourceProblem,
  retryAt: number | undefined,
  chance: number,
): number {
  const wait = Math.min(firstFailure * 2 ** Math.min(Math.max(failures - 1, 0), 10), longestFailure);
  const own =
    now + scattered(isPatient(problem) ? longestFailure : isOurs(problem) ? firstFailure : Math.min(wait, longestFor(problem)), chance);
  return Math.max(own, Math.min(retryAt ?? 0, now + longestWish));
}

/**
 * Whether a source is to be read now. A try that is more than an hour ahead was written before the clock was set back: the
 * next one after it might not come for years.
 */
export function isDue({ lastTry, nextTry }: { readonly lastTry?: number; readonly nextTry?: number }, now: number): boolean {
  return (nextTry ?? 0) <= now || (lastTry ?? 0) > now + hour;
}

/** The moment of the next reading after one that the person stopped. */
export function nextAfterStop(now: number, chance: number): number {
  return now + scattered(firstFailure, chance);
}

/** What only the person can mend: asking again soon helps nobody. */
function isPatient({ reason }: SourceProblem): boolean {
  return ['gone', 'signIn', 'signInRefused', 'forbidden', 'badAddress', 'unsafeRedirect'].includes(reason);
}

/** A name that is not found or a way that is not there may well be this machine's network, which comes back unannounced. */
function longestFor({ reason }: SourceProblem): number {
  return reason === 'hostNotFound' || reason === 'unreachable' ? hour : longestFailure;
}

/** What is wrong with this machine and not with the source: it must not be waited for longer than that lasts. */
function isOurs({ reason }: SourceProblem): boolean {
  return reason === 'offline' || reason === 'proxyFailed' || reason === 'proxySignIn' || reason === 'gitNotInstalled';
}

/** Up to a tenth more or less, so that sources added together are not asked together for ever. */
function scattered(time: number, chance: number): number {
  return time * (0.9 + 0.2 * chance);
}

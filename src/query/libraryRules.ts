// What the person has decided about the library by settings: what is muted, what is kept for how long. Checked here, for the
// settings as for what another build has written down; what the rules do is the business of the library. Pure.

import { dayOf } from './queryDay.js';

/** Hides the issues that a query finds. */
export interface MuteRule {
  readonly query: string;
  /** The last day, `YYYY-MM-DD`, on which it holds; absent: for good. */
  readonly until?: string;
  /** What the person calls it. */
  readonly name?: string;
}

/** How many issues keep their text. */
export interface Retention {
  /** Days since the day an issue is sorted by; null: any age. */
  readonly days: number | null;
  /** The newest of each source; null: any number. */
  readonly perSource: number | null;
}

export interface LibraryRules {
  readonly mutes: readonly MuteRule[];
  readonly retention: Retention;
  /** The queries of the saved searches: what they find and is unread keeps its text. */
  readonly searches: readonly string[];
}

/** People keep what they read for years; a source that floods is bounded. */
export const usualRetention: Retention = { days: null, perSource: 5_000 };

export const usualRules: LibraryRules = { mutes: [], retention: usualRetention, searches: [] };

/** Fewer would take away what has just been read. */
const fewest = { days: 7, perSource: 50 } as const;
/** More days reach behind the first day that can be counted from. */
const most = { days: 100_000, perSource: Number.MAX_SAFE_INTEGER } as const;

/** More than anybody keeps an eye on; later entries of a list are not read. */
export const mostRules = 100;
const longestQuery = 1_000;
const longestName = 200;

/** The rules in a value; what is not a rule is left out, what is no number counts as usual. */
export function toLibraryRules(value: unknown): LibraryRules {
  const given = fieldsOf(value);
  return {
    mutes: toMuteRules(given['mutes']),
    retention: toRetention(given['retention']),
    searches: listOf(given['searches']).filter((query): query is string => typeof query === 'string' && isQuery(query)),
  };
}

export function toMuteRules(value: unknown): readonly MuteRule[] {
  return listOf(value).flatMap((entry) => toMuteRule(entry) ?? []);
}

/** A mute rule; undefined for what is none. An end that is no day makes it none: it would hide for good. */
export function toMuteRule(value: unknown): MuteRule | undefined {
  const { query, until, name } = fieldsOf(value);
  if (typeof query !== 'string' || !isQuery(query)) return undefined;
  if (until !== undefined && (typeof until !== 'string' || dayOf(until, '') !== until)) return undefined;
  return {
    query: query.trim(),
    ...(until === undefined ? {} : { until }),
    ...(typeof name === 'string' && name.trim() !== '' ? { name: name.trim().slice(0, longestName) } : {}),
  };
}

export function toRetention(value: unknown): Retention {
  const given = fieldsOf(value);
  return { days: limitOf(given, 'days'), perSource: limitOf(given, 'perSource') };
}

/** Whether a rule holds on a day. */
export function isInForce({ until }: MuteRule, today: string): boolean {
  return until === undefined || until >= today;
}

function limitOf(given: Readonly<Record<string, unknown>>, name: keyof Retention): number | null {
  const value = given[name];
  if (value === null) return null;
  return typeof value === 'number' && Number.isFinite(value) && value >= 1
    ? Math.min(most[name], Math.max(fewest[name], Math.trunc(value)))
    : usualRetention[name];
}

function isQuery(text: string): boolean {
  return text.trim() !== '' && text.length <= longestQuery;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, mostRules) : [];
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries<unknown>(Object.entries(value)) : {};
}

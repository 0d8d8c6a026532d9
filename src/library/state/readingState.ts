// What a person has done with issues, as data: what was decided and when, and how two such records become one. Pure: the library's
// own record is in `stateRecord.ts`, its form as a file in `stateFile.ts`, what travels in `stateSlots.ts`.
//
// Merging is the same in any order, any grouping and any number of times: of two decisions about the same thing the later one
// counts, and of two of one moment the one whose value is greater in an order that every machine knows.

import type { IssueKey, Place } from '../../protocol/backend.js';

/** A decision and its moment, in milliseconds since 1970. */
export interface Mark<T> {
  readonly value: T;
  readonly at: number;
}

/** What was decided about one issue; absent where nothing was. */
export interface IssueMarks {
  readonly read?: Mark<boolean>;
  readonly star?: Mark<boolean>;
  /** Empty: there was one and it was taken away. */
  readonly note?: Mark<string>;
  readonly place?: Mark<Place>;
}

export type ReadingState = ReadonlyMap<IssueKey, IssueMarks>;

export function mergeStates(a: ReadingState, b: ReadingState): ReadingState {
  const merged = new Map(a);
  for (const [key, marks] of b) merged.set(key, mergeMarks(a.get(key) ?? {}, marks));
  return merged;
}

export function mergeMarks(a: IssueMarks, b: IssueMarks): IssueMarks {
  const read = later(a.read, b.read, compareFlags);
  const star = later(a.star, b.star, compareFlags);
  const note = later(a.note, b.note, compareTexts);
  const place = later(a.place, b.place, comparePlaces);
  return { ...(read && { read }), ...(star && { star }), ...(note && { note }), ...(place && { place }) };
}

function later<T>(a: Mark<T> | undefined, b: Mark<T> | undefined, compare: (a: T, b: T) => number): Mark<T> | undefined {
  if (!a || !b) return a ?? b;
  return (a.at - b.at || compare(a.value, b.value)) >= 0 ? a : b;
}

/** A star is not lost, and what was read stays read. */
function compareFlags(a: boolean, b: boolean): number {
  return Number(a) - Number(b);
}

/** The longer of two notes, so that none is lost to its beginning. */
function compareTexts(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b));
}

function comparePlaces(a: Place, b: Place): number {
  return compareTexts(a.anchor, b.anchor) || a.offset - b.offset;
}

/** How far a moment may be ahead of the clock, in milliseconds: farther ahead it comes from a clock that was wrong. */
export const mostAhead = 24 * 60 * 60 * 1000;

/** The first moment there is. */
const firstMoment = 1;

/**
 * The moment that a foreign decision counts as. One of a clock that was far ahead counts as the first of all: it adds what nobody
 * has decided about, and overrides nothing. (As of now it would win again with every reading.)
 */
export function soundMoment(at: number, now: number): number {
  return at > now + mostAhead ? firstMoment : at;
}

// The laws of merging reading state, held against states made at random: any order, any grouping, any number of times.

import { describe, expect, it } from 'vitest';
import {
  type IssueMarks,
  mergeMarks,
  mergeStates,
  mostAhead,
  type ReadingState,
  soundMoment,
} from '../../../../src/library/state/readingState.js';
import { createDice } from '../../../bench/random.js';
import { randomState } from './randomState.js';

/** A state as something that can be compared, whatever order its keys came in. */
function plain(state: ReadingState): unknown {
  return Object.fromEntries([...state].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const empty: ReadingState = new Map();

describe('merging', () => {
  it.each(Array.from({ length: 300 }, (_, seed) => seed))('is commutative, associative, idempotent: states of seed %i', (seed) => {
    const random = createDice(seed * 7_919 + 1);
    const [a, b, c] = [randomState(random), randomState(random), randomState(random)];
    expect(plain(mergeStates(a, b))).toEqual(plain(mergeStates(b, a)));
    expect(plain(mergeStates(mergeStates(a, b), c))).toEqual(plain(mergeStates(a, mergeStates(b, c))));
    expect(plain(mergeStates(a, a))).toEqual(plain(a));
    expect(plain(mergeStates(mergeStates(a, b), b))).toEqual(plain(mergeStates(a, b)));
    expect(plain(mergeStates(a, empty))).toEqual(plain(a));
  });

  it('takes the later decision about each thing, whatever it was', () => {
    const a: IssueMarks = { read: { value: true, at: 5 }, star: { value: true, at: 5 }, note: { value: 'long note', at: 5 } };
    const b: IssueMarks = { read: { value: false, at: 6 }, star: { value: false, at: 4 }, note: { value: '', at: 6 } };
    expect(mergeMarks(a, b)).toEqual({ read: b.read, star: a.star, note: b.note });
  });

  it('of two decisions of one moment keeps the star, what was read, and the longer note', () => {
    const a: IssueMarks = { read: { value: true, at: 5 }, star: { value: false, at: 5 }, note: { value: 'short', at: 5 } };
    const b: IssueMarks = { read: { value: false, at: 5 }, star: { value: true, at: 5 }, note: { value: 'longer', at: 5 } };
    expect(mergeMarks(a, b)).toEqual({ read: a.read, star: b.star, note: b.note });
  });
});

describe('a moment', () => {
  it('that is far ahead counts as the first of all, at every reading', () => {
    const now = 1_000_000_000;
    expect([soundMoment(now + mostAhead, now), soundMoment(now + mostAhead + 1, now), soundMoment(5, now)]).toEqual([
      now + mostAhead,
      1,
      5,
    ]);
  });
});

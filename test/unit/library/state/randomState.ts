// Reading state made at random from few keys, moments and values, so that everything that can collide does.

import type { IssueMarks, ReadingState } from '../../../../src/library/state/readingState.js';

const keys = ['feed-a/one', 'feed-a/two', 'imported/three'];
const notes = ['', 'a', 'b', 'ab', 'zażółć'];
const anchors = ['', 'warp', 'weft'];

function of<T>(random: (below: number) => number, values: readonly T[]): T {
  const value = values[random(values.length)];
  if (value === undefined) throw new RangeError('nothing to choose from');
  return value;
}

export function randomState(random: (below: number) => number): ReadingState {
  const state = new Map<string, IssueMarks>();
  for (const key of keys) {
    const marks: IssueMarks = {
      ...(random(3) > 0 ? { read: { value: random(2) === 1, at: random(4) } } : {}),
      ...(random(3) > 0 ? { star: { value: random(2) === 1, at: random(4) } } : {}),
      ...(random(3) > 0 ? { note: { value: of(random, notes), at: random(4) } } : {}),
      ...(random(3) > 0 ? { place: { value: { anchor: of(random, anchors), offset: random(3) - 1 }, at: random(4) } } : {}),
    };
    if (random(4) > 0) state.set(key, marks);
  }
  return state;
}

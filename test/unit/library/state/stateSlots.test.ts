// Marks that travel in slots: what a slot holds, who writes which, and that machines come to agree whatever happens to the slots.

import { describe, expect, it } from 'vitest';
import { type IssueMarks, type Mark, mergeStates, type ReadingState } from '../../../../src/library/state/readingState.js';
import { largestSlot, type OwnMarks, readSlots, writeSlot } from '../../../../src/library/state/stateSlots.js';
import { stateSlots } from '../../../../src/protocol/readingState.js';
import { createDice } from '../../../bench/random.js';

const now = Date.UTC(2026, 10, 22);
const star = (key: string, at: number, value = true): readonly [string, Mark<boolean>] => [key, { value, at }];

const many = (kind: string): OwnMarks['reads'] =>
  Array.from({ length: 400 }, (_, index) => star(`feed/${kind}-zażółć-${'x'.repeat(50)}-${index}`, 9_000 - index));

/** A slot without marks. */
const text = (machine: string, written: number, v = 1): string => JSON.stringify({ v, machine, written, stars: [], reads: [] });

describe('a slot', () => {
  it('holds stars and read marks, and is read as it was written', () => {
    const own: OwnMarks = { stars: [star('feed/b', 9), star('feed/a', 5, false)], reads: [star('feed/a', 7)] };
    const written = writeSlot([undefined], 'me', own, now);
    expect(written?.slot).toBe(0);
    expect(readSlots([written?.text], now)).toEqual(
      new Map<string, IssueMarks>([
        ['feed/b', { star: { value: true, at: 9 } }],
        ['feed/a', { star: { value: false, at: 5 }, read: { value: true, at: 7 } }],
      ]),
    );
    expect(writeSlot([written?.text], 'me', own, now + 5_000)).toBeUndefined();
  });

  it('stays below its size: the latest count, and stars before read marks', () => {
    const full = writeSlot([undefined], 'me', { stars: many('star').slice(0, 100), reads: many('read') }, now)?.text ?? '';
    const state = [...readSlots([full], now)];
    expect(Buffer.byteLength(full)).toBeLessThanOrEqual(largestSlot);
    expect(Buffer.byteLength(full)).toBeGreaterThan(largestSlot - 200);
    expect(state.filter(([, marks]) => marks.star)).toHaveLength(100);
    const reads = state.flatMap(([, { read }]) => (read ? [read.at] : []));
    expect([reads.length > 50, reads]).toEqual([true, Array.from(reads, (_, index) => 9_000 - index)]);
  });

  it('is not written while there is nothing to say', () => {
    expect(writeSlot([undefined], 'me', { stars: [], reads: [] }, now)).toBeUndefined();
  });

  it.each([
    ['nothing', undefined],
    ['a number', 5],
    ['no JSON', 'x'],
    ['nesting without end', '['.repeat(40_000)],
    [
      'far too much',
      JSON.stringify({ v: 1, machine: 'x', written: 1, stars: Array.from({ length: 9_000 }, () => ['feed/a', 1, 1]), reads: [] }),
    ],
    [
      'odd marks',
      JSON.stringify({ v: 1, machine: 'x', written: 1, stars: [5, [], ['a', 1, 1], ['feed/a', -1, 1], ['feed/a', 1, 2]], reads: {} }),
    ],
    ['a later version', JSON.stringify({ v: 2, machine: 'x', written: 1, stars: [['feed/a', 1, 1]] })],
  ])('of %s says nothing', (_, slot) => {
    expect(readSlots([slot], now)).toEqual(new Map());
  });

  it('of a clock that is days ahead overrides nothing, now or later', () => {
    const ahead = writeSlot([undefined], 'x', { stars: [star('feed/a', now + 9e9)], reads: [] }, now)?.text;
    expect([readSlots([ahead], now).get('feed/a'), readSlots([ahead], now + 5e8).get('feed/a')]).toEqual([
      { star: { value: true, at: 1 } },
      { star: { value: true, at: 1 } },
    ]);
  });
});

describe('the slot that a machine writes', () => {
  const own: OwnMarks = { stars: [star('feed/a', 1)], reads: [] };

  it.each<[string, readonly unknown[], number]>([
    ['its own', [text('a', 1), text('me', 0), undefined], 1],
    ['the later of two of its own', [text('me', 1), text('me', 5), undefined], 1],
    ['an empty one', [text('a', 1), text('b', 2), undefined], 2],
    ['one that holds nothing of ours', [text('a', 1), text('b', 2), 'rubbish'], 2],
    ['the one that was written longest ago', [text('a', 3), text('b', 2), text('c', 4)], 1],
    ['not the one of a later version before an older one', [text('a', 3), text('b', 5, 2), text('c', 4)], 0],
  ])('is %s', (_, slots, expected) => {
    expect(writeSlot(slots, 'me', own, now)?.slot).toBe(expected);
  });
});

/** A machine with its own marks and its own copy of the slots, which others' writes reach whenever they do. */
class Machine {
  readonly name: string;
  state: ReadingState = new Map();
  readonly slots: unknown[] = Array.from({ length: stateSlots });

  constructor(name: string) {
    this.name = name;
  }

  star(key: string, value: boolean, at: number): void {
    this.state = mergeStates(this.state, new Map([[key, { star: { value, at } }]]));
  }

  /** Reads what has arrived and, if it may, gives what it writes. */
  exchange(moment: number, mayWrite: boolean): { readonly slot: number; readonly text: string } | undefined {
    this.state = mergeStates(this.state, readSlots(this.slots, moment));
    if (!mayWrite) return undefined;
    const stars = [...this.state].flatMap(([key, marks]) => (marks.star ? [[key, marks.star] as const] : []));
    const written = writeSlot(this.slots, this.name, { stars: stars.sort(([, a], [, b]) => b.at - a.at), reads: [] }, moment);
    if (written) this.slots[written.slot] = written.text;
    return written;
  }
}

function starsOf({ state }: Machine): unknown {
  return Object.fromEntries([...state].map(([key, marks]) => [key, marks.star]));
}

describe('machines', () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))('come to agree, and no star is lost: seed %i', (seed) => {
    const random = createDice(seed * 6_151 + 11);
    const machines = Array.from({ length: 2 + random(9) }, (_, index) => new Machine(`machine-${index}`));
    const at = (index: number): Machine => machines[index % machines.length] ?? new Machine('none');
    /** What the service has of each slot; the last who wrote it counts. */
    const service: unknown[] = Array.from({ length: stateSlots });
    const decided: ReadingState[] = [];
    let moment = now;
    for (let step = 0; step < 300; step++) {
      moment += 1_000;
      const machine = at(random(machines.length));
      // Clocks differ by hours.
      const clock = moment + (machines.indexOf(machine) - 4) * 3_600_000;
      const action = random(10);
      if (action < 3) {
        const key = `feed/${random(40)}`;
        machine.star(key, random(4) > 0, clock);
        decided.push(machine.state);
      } else if (action < 7) {
        const written = machine.exchange(clock, true);
        // Some writes never arrive.
        if (written && random(4) > 0) service[written.slot] = written.text;
      } else {
        // Some slots arrive, others stay as old as they are.
        service.forEach((found, slot) => {
          if (random(3) > 0) machine.slots[slot] = found;
        });
      }
    }
    // From now on everything arrives.
    for (let round = 0; round < 4 * machines.length; round++) {
      moment += 100_000;
      const machine = at(round);
      service.forEach((found, slot) => (machine.slots[slot] = found));
      const written = machine.exchange(moment + 36_000_000, true);
      if (written) service[written.slot] = written.text;
    }
    for (const machine of machines) {
      service.forEach((found, slot) => (machine.slots[slot] = found));
      machine.exchange(moment + 36_000_000, false);
    }
    const everything = new Machine('all');
    for (const state of decided) everything.state = mergeStates(everything.state, state);
    for (const machine of machines) expect(starsOf(machine)).toEqual(starsOf(everything));
  });

  it('fall silent once they agree', () => {
    const machines = ['a', 'b', 'c'].map((name) => new Machine(name));
    machines.forEach((machine, index) => machine.star(`feed/${index}`, true, now + index));
    const service: unknown[] = Array.from({ length: stateSlots });
    let writes = 0;
    for (let round = 0; round < 30; round++) {
      for (const machine of machines) {
        service.forEach((found, slot) => (machine.slots[slot] = found));
        const written = machine.exchange(now + round, true);
        if (written) service[written.slot] = written.text;
        if (written && round > 5) writes += 1;
      }
    }
    expect(writes).toBe(0);
  });
});

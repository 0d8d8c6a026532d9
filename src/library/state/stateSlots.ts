// Stars and recent read marks as they travel between machines: each machine writes one of a few slots, and reads them all. Pure:
// nobody here knows who carries the slots. A slot that is lost, old or overwritten costs nothing but time, since every machine
// keeps what it has learnt and writes it again.

import type { SlotToWrite } from '../../protocol/readingState.js';
import { type IssueMarks, type Mark, mergeMarks, type ReadingState, soundMoment } from './readingState.js';
import { isFields, parseKey } from './stateFile.js';
import type { IssueKey } from '../../protocol/backend.js';

type Flag = readonly [IssueKey, Mark<boolean>];

/** What a machine has to tell, the latest first. */
export interface OwnMarks {
  readonly stars: readonly Flag[];
  readonly reads: readonly Flag[];
}

/** Bytes of a slot's text. */
export const largestSlot = 24 * 1024;

const slotVersion = 1;
const longestMachine = 100;
/** Far more marks than a slot holds. */
const mostMarks = 5_000;

interface Slot {
  readonly machine: string;
  readonly written: number;
  /** Absent in a slot of a later version: it is somebody's, and cannot be read. */
  readonly marks?: { readonly stars: readonly Packed[]; readonly reads: readonly Packed[] };
}

/** A mark in a slot: key, moment, and 1 or 0. */
type Packed = readonly [key: IssueKey, at: number, value: 0 | 1];

/** What the slots of all machines say, one's own among them: it may be a copy of another's. */
export function readSlots(slots: readonly unknown[], now: number): ReadingState {
  const state = new Map<IssueKey, IssueMarks>();
  const take = (key: IssueKey, marks: IssueMarks): void => void state.set(key, mergeMarks(state.get(key) ?? {}, marks));
  for (const slot of slots) {
    const { stars = [], reads = [] } = parseSlot(slot)?.marks ?? {};
    for (const [key, at, value] of stars) take(key, { star: { value: value === 1, at: soundMoment(at, now) } });
    for (const [key, at, value] of reads) take(key, { read: { value: value === 1, at: soundMoment(at, now) } });
  }
  return state;
}

/** What `machine` has to write, if its slot does not say so already. */
export function writeSlot(slots: readonly unknown[], machine: string, own: OwnMarks, now: number): SlotToWrite | undefined {
  const known = slots.map(parseSlot);
  const marks = packed(own, largestSlot - JSON.stringify({ v: slotVersion, machine, written: now, stars: [], reads: [] }).length);
  const slot = slotOf(known, machine);
  const before = known[slot];
  if (before?.machine === machine && JSON.stringify(before.marks) === JSON.stringify(marks)) return undefined;
  if (marks.stars.length === 0 && marks.reads.length === 0) return undefined;
  return { slot, text: JSON.stringify({ v: slotVersion, machine, written: now, ...marks }) };
}

/** The slot that carries the machine's name, else an empty one, else the one that was written longest ago. */
function slotOf(slots: readonly (Slot | undefined)[], machine: string): number {
  const indexes = slots.map((_, index) => index);
  const writtenAt = (index: number): number => slots[index]?.written ?? 0;
  const own = indexes.filter((index) => slots[index]?.machine === machine).sort((a, b) => writtenAt(b) - writtenAt(a));
  if (own[0] !== undefined) return own[0];
  const empty = indexes.filter((index) => slots[index] === undefined);
  // Machines that begin together should not all begin with the first.
  const [oldest = 0] = indexes.sort((a, b) => writtenAt(a) - writtenAt(b));
  return empty[sumOf(machine) % Math.max(1, empty.length)] ?? oldest;
}

function sumOf(text: string): number {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0).reduce((sum, code) => (sum * 31 + code) % 1_000_003, 7);
}

/** As many marks as fit: stars first, each kind from the latest on. */
function packed({ stars, reads }: OwnMarks, room: number): NonNullable<Slot['marks']> {
  let left = room;
  const fitting = (flags: readonly Flag[]): readonly Packed[] => {
    const fit: Packed[] = [];
    for (const [key, { value, at }] of flags.slice(0, mostMarks)) {
      const mark: Packed = [key, at, value ? 1 : 0];
      const size = Buffer.byteLength(JSON.stringify(mark)) + 1;
      if (size > left) break;
      left -= size;
      fit.push(mark);
    }
    return fit;
  };
  const fittingStars = fitting(stars);
  return { stars: fittingStars, reads: fitting(reads) };
}

/** A slot as somebody wrote it; undefined when it is empty or nothing of ours. */
function parseSlot(value: unknown): Slot | undefined {
  if (typeof value !== 'string' || value.length > 2 * largestSlot) return undefined;
  const slot = parseJson(value);
  if (!isFields(slot)) return undefined;
  const [v, machine, written] = [slot['v'], slot['machine'], slot['written']];
  if (typeof v !== 'number' || typeof machine !== 'string' || machine.length > longestMachine || !isMoment(written)) return undefined;
  if (v !== slotVersion) return { machine, written };
  return { machine, written, marks: { stars: parseFlags(slot['stars']), reads: parseFlags(slot['reads']) } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function parseFlags(value: unknown): readonly Packed[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, mostMarks).flatMap((mark: unknown): readonly Packed[] => {
    if (!Array.isArray(mark)) return [];
    const [key, at, flag] = mark as readonly unknown[];
    const known = parseKey(key);
    return known !== undefined && isMoment(at) && (flag === 0 || flag === 1) ? [[known, at, flag]] : [];
  });
}

function isMoment(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

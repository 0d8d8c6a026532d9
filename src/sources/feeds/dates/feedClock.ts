// Finds the time of day in a date of a feed and takes it out, with its zone. What is left is the day, which it does not read.

import { pad } from '../../../digest/calendar.js';
import { readZone, type Zone } from './feedZone.js';

export interface Clock {
  /** 24 stands for the end of the day. */
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** With its point, as written; empty when there is none. */
  readonly fraction: string;
  readonly zone?: Zone;
}

export interface ClockMatch {
  /** The text without the time and its zone. */
  readonly rest: string;
  /** Absent when the text names a day only. */
  readonly clock?: Clock;
}

const colons = /(?<![\d:])(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{1,2})(?:[.,](?<fraction>\d{1,9})\d*)?)?(?![\d:])/;
/** ISO 8601 without colons, and its hour alone: `T101455`, `T10`. */
const compact = /(?<=\d)t(?<hour>\d{2})(?:(?<minute>\d{2})(?:(?<second>\d{2})(?:[.,](?<fraction>\d{1,9})\d*)?)?)?(?=$|[ z+-])/;
/** Clocks that only their mark or place makes some: `3 pm`, `kl. 14.30`, `14.30 Uhr`, `14h30`, `2026 14.30.05`. */
const hourOnly = /(?<![\d:.,])(?<hour>\d{1,2})(?= ?[ap]m(?![a-z]))/;
const dottedAfter = /(?<=(?:kl|klo)\.? )(?<hour>\d{1,2})\.(?<minute>\d{2})(?![\d.])/;
const dottedBefore = /(?<![\d.])(?<hour>\d{1,2})\.(?<minute>\d{2})(?= ?(?:uhr|[ap]m))/;
const dottedAfterYear = /(?<=[a-z.] \d{4},? )(?<hour>\d{1,2})\.(?<minute>\d{2})\.(?<second>\d{2})(?![\d.])/;
const french = /(?<![\d:.,])(?<hour>\d{1,2}) ?h ?(?<minute>\d{2})?(?![\p{L}\d])/u;
const clocks: readonly RegExp[] = [colons, compact, dottedAfter, dottedBefore, dottedAfterYear, hourOnly, french];

/** A day may have a zone without any time: `2026-05-03+02:00`, `26 Sep 2022 GMT`. It is that day wherever one lives. */
const dayWithOffset = /^\d{4}-\d\d-\d\d ?[+-]\d\d:\d\d$/;
const zoneOfDay = /(?<=\d)(?: ?(?:z|gmt|utc)|(?<=^\d{4}-\d\d-\d\d) ?[+-]\d\d:\d\d)$/;

const halfBefore = /(?:^|[ t,])(오전|午前|上午|凌晨|早上|오후|午後|下午|晚上|[ap]m)[ .]*$/;
const halfAfter = /^ ?([ap]m|πμ|μμ|ص|م)(?![\p{L}])/u;
const afternoon = new Set(['pm', '오후', '午後', '下午', '晚上', 'μμ', 'م']);
const clockWord = /^ ?(?:uhr|hrs?|hours|h|ч)(?![\p{L}])\.?/u;

/**
 * Takes the time out of `line` (lower case, single blanks). Nothing when there is something like a time that no clock shows.
 * `comment` is what stood in brackets: a zone's name there counts when there is no other.
 */
export function takeClock(line: string, comment: string): ClockMatch | undefined {
  const found = findClock(line);
  if (!found || dayWithOffset.test(line)) return { rest: line.replace(zoneOfDay, '') };
  let head = line.slice(0, found.index);
  let tail = line.slice(found.index + found[0].length);
  const before = halfBefore.exec(head);
  if (before) head = head.slice(0, before.index);
  const after = halfAfter.exec(tail);
  if (after) tail = tail.slice(after[0].length);
  tail = tail.replace(clockWord, '').trimStart();
  const time = toTime(found.groups ?? {}, after?.[1] ?? before?.[1]);
  if (!time) return undefined;
  const match = readZone(tail) ?? unknownZone(tail);
  const fromComment = match ? undefined : readZone(comment);
  const zone = match?.zone ?? (fromComment?.rest === '' ? fromComment.zone : undefined);
  return { rest: `${head.replace(/(?<=\d)t$/, '')} ${match ? match.rest : tail}`, clock: { ...time, ...(zone && { zone }) } };
}

function findClock(line: string): RegExpExecArray | undefined {
  for (const clock of clocks) {
    const found = clock.exec(line);
    if (found) return found;
  }
  return undefined;
}

/** Nothing when no clock shows such a time. */
function toTime(found: Readonly<Record<string, string | undefined>>, half: string | undefined): Omit<Clock, 'zone'> | undefined {
  const hour = toHour(Number(found['hour']), half);
  const [minute, second] = [Number(found['minute'] ?? 0), Number(found['second'] ?? 0)];
  if (hour === undefined || minute > 59 || second > 60) return undefined;
  return {
    // 24:00 ends a day (ISO 8601), but 24:05 is written by those who count hours from 1: five minutes past the midnight before.
    hour: hour === 24 && minute + second > 0 ? 0 : hour,
    minute,
    // A leap second is told as the last second before it: neither a JavaScript date nor SQLite knows the 60th.
    second: Math.min(second, 59),
    fraction: found['fraction'] === undefined ? '' : `.${found['fraction']}`,
  };
}

/** The hour of 24; nothing when no such hour stands on a clock. */
function toHour(hour: number, half: string | undefined): number | undefined {
  if (half === undefined) return hour <= 24 ? hour : undefined;
  // `14:30 PM` says the same twice.
  if (hour > 12) return hour < 24 && afternoon.has(half) ? hour : undefined;
  if (hour === 0) return 0;
  return (hour % 12) + (afternoon.has(half) ? 12 : 0);
}

/** RFC 5322, 4.3: a zone by letters that nobody knows, a military letter among them, is read as UTC. It ends the text, or a year follows it. */
function unknownZone(tail: string): { readonly zone: Zone; readonly rest: string } | undefined {
  const found = /^[a-z]{1,5}(?= \d{4}$|$)/.exec(tail);
  return found ? { zone: () => 0, rest: tail.slice(found[0].length) } : undefined;
}

/** RFC 3339 with zone. A time without one is UTC, as every feed reader takes it. */
export function toMoment(day: string, clock: Clock): string | undefined {
  const time = `${pad(clock.hour)}:${pad(clock.minute)}:${pad(clock.second)}`;
  if (!clock.zone) return `${day}T${time}${clock.fraction}Z`;
  const offset = clock.zone(Date.parse(`${day}T${time}Z`));
  if (offset === undefined) return undefined;
  if (offset === 0) return `${day}T${time}${clock.fraction}Z`;
  const size = Math.abs(offset);
  return `${day}T${time}${clock.fraction}${offset < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

// Reads the dates that digests are published with. It never guesses: what is impossible or ambiguous is no date,
// and a day without a time is never moved by a time zone.

import { toDay } from './calendar.js';
import { monthOf } from './monthNames.js';

const isoDay = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/;
const isoTime = /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)? ?(Z|z|UTC|GMT|[+-]\d{2}:?\d{2})?$/;
const cjkDay = /^(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]?$/;
const dotted = /^(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})(?: ?r\.?)?$/;
const slashed = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/;
const dayFirst = /^(\d{1,2})(?:st|nd|rd|th|\.|er)? (?:of |de )?(\p{L}{3,})\.?,? (?:de )?(\d{4})(?: ?r\.?)?$/u;
const monthFirst = /^(\p{L}{3,})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/u;
const mailTime = /^(\d{1,2}) (\p{L}{3}) (\d{4}) (\d{2}):(\d{2})(?::(\d{2}))? ?(z|ut|utc|gmt|[+-]\d{4})$/u;

function toZone(zone: string): string {
  if (!/^[+-]/.test(zone)) return 'Z';
  return zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
}

interface Clock {
  readonly hour: string;
  readonly minute: string;
  readonly second?: string | undefined;
  readonly fraction?: string | undefined;
  readonly zone?: string | undefined;
}

/** A time without its zone tells no moment: the day alone is kept. */
function withTime(day: string | undefined, clock: Clock): string | undefined {
  if (!day || Number(clock.hour) > 23 || Number(clock.minute) > 59 || Number(clock.second ?? 0) > 59) return undefined;
  if (!clock.zone) return day;
  const zone = toZone(clock.zone);
  if (zone !== 'Z' && (Number(zone.slice(1, 3)) > 15 || Number(zone.slice(4)) > 59)) return undefined;
  return `${day}T${clock.hour}:${clock.minute}:${clock.second ?? '00'}${clock.fraction ?? ''}${zone}`;
}

function parseNumeric(text: string): string | undefined {
  const iso = isoDay.exec(text) ?? cjkDay.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (iso) return toDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const time = isoTime.exec(text);
  if (time) {
    const [, year, month, day, hour = '', minute = '', second, fraction, zone] = time;
    return withTime(toDay(Number(year), Number(month), Number(day)), { hour, minute, second, fraction, zone });
  }
  const dots = dotted.exec(text);
  if (dots) return toDay(Number(dots[3]), Number(dots[2]), Number(dots[1]));
  const slashes = slashed.exec(text);
  if (!slashes) return undefined;
  const [first, second, year] = [Number(slashes[1]), Number(slashes[2]), Number(slashes[3])];
  // Day or month first? Only when one of the two cannot be a month is it known.
  if (first > 12) return toDay(year, second, first);
  return second > 12 || first === second ? toDay(year, first, second) : undefined;
}

function parseNamed(text: string): string | undefined {
  const mail = mailTime.exec(text);
  if (mail) {
    const [, day, month = '', year, hour = '', minute = '', second, zone] = mail;
    return withTime(toDay(Number(year), monthOf(month) ?? 0, Number(day)), { hour, minute, second, zone });
  }
  const byDay = dayFirst.exec(text);
  if (byDay) return toDay(Number(byDay[3]), monthOf(byDay[2] ?? '') ?? 0, Number(byDay[1]));
  const byMonth = monthFirst.exec(text);
  return byMonth ? toDay(Number(byMonth[3]), monthOf(byMonth[1] ?? '') ?? 0, Number(byMonth[2])) : undefined;
}

/**
 * A date as digests write it: ISO with or without time, `dd.mm.yyyy` (day first), a month by its name with an optional
 * weekday and ordinal, or the form of mail headers. Out: `YYYY-MM-DD`, or RFC 3339 when the text gives a time with its zone.
 */
export function parseDate(text: string): string | undefined {
  if (text.length > 80) return undefined;
  const line = text.replace(/\s+/g, ' ').trim();
  const plain = parseNumeric(line);
  if (plain) return plain;
  const lower = line.toLowerCase();
  return parseNamed(lower) ?? parseNamed(lower.replace(/^\p{L}+\.?,? /u, ''));
}

const dateInText =
  /(?<![\p{L}\d])(?:\d{4}-\d{2}-\d{2}|\d{1,2}\. ?\d{1,2}\. ?\d{4}|\p{L}{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}(?:st|nd|rd|th|\.)? \p{L}{3,12},? \d{4})(?!\d)/gu;

/** The one date that a line names among other words; nothing when there are several. */
export function findDate(text: string): string | undefined {
  if (text.length > 200) return undefined;
  const dates = [...text.matchAll(dateInText)].flatMap(([found]) => parseDate(found) ?? []);
  return dates.length === 1 ? dates[0] : undefined;
}

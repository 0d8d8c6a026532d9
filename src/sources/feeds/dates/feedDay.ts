// Reads the day that a feed names, once the time is taken out. A day that can be read in two ways, or that the calendar does
// not have, is none.

import { addDays, toDay, weekdayOf } from '../../../digest/calendar.js';
import { monthOf } from '../../../digest/monthNames.js';

export interface DayHints {
  /** Whether a time stands beside it: then a month alone or a year alone is no date. */
  readonly hasClock: boolean;
  /** BCP 47. */
  readonly language?: string | undefined;
}

/** Weekdays, Monday first, where they tell day and month apart; all others are passed over like any word in front. */
const weekdayNames: readonly string[] = [
  'monday mon montag mo lundi lun lunes lunedì poniedziałek pon maandag ma segunda',
  'tuesday tue tues dienstag di mardi martes martedì wtorek wt dinsdag terça',
  'wednesday wed weds mittwoch mi mercredi mer miércoles mercoledì środa śr woensdag quarta',
  'thursday thu thur thurs donnerstag do jeudi jeu jueves giovedì czwartek czw donderdag quinta',
  'friday fri freitag fr vendredi ven viernes vie venerdì piątek pt vrijdag sexta',
  'saturday sat samstag sa sonnabend samedi sam sábado sab sabato sobota zaterdag',
  'sunday sun sonntag so dimanche dim domingo dom domenica niedziela zondag',
];

const weekdays = new Map(weekdayNames.flatMap((names, index) => names.split(' ').map((name) => [name, index + 1] as const)));

/** Words between the parts of a date. */
const fillers = new Set(
  'the of on at de del den der di le la el am um vom om à a as às al kl klo dne st nd rd th er ère ste i º ª r rok roku г год года р року'.split(
    ' ',
  ),
);

const yearFirst = /^(\d{4})(?:-|\/|\. ?| )0?(\d{1,2})(?:-|\/|\. ?| )(\d{1,2})$/;
const three = /^(\d{1,2})(-|\/|\. ?| )(\d{1,2})(?:-|\/|\. ?| )(\d{4}|\d{2})$/;

/** `YYYY-MM-DD` of a text in lower case without a time. */
export function readDay(text: string, hints: DayHints): string | undefined {
  const line = text
    .replace(/[,;|@·•]/g, ' ')
    .replace(/ -(?= |$)/g, ' ')
    .replace(/ {2,}/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '')
    .replace(/^\p{L}{3,20} ?:(?= )/u, '')
    .replace(/ (?:at|um|om|à|a las|kl|klo|o)\.?$/, '')
    .trimStart();
  if (/^[\d./ w-]+$/.test(line)) return readIso(line, hints) ?? readNumbers(line, undefined, hints);
  return readWords(line, hints);
}

/** ISO 8601 in the precisions that feeds use, among them those of its first edition (two digits for a year). */
function readIso(line: string, hints: DayHints): string | undefined {
  const day = yearFirst.exec(line) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(line);
  if (day) return toDay(Number(day[1]), Number(day[2]), Number(day[3]));
  const ordinal = /^(\d{4}|0\d)-?(\d{3})$/.exec(line);
  if (ordinal) return ordinalDay(toYear(ordinal[1]), Number(ordinal[2]));
  const week = /^(\d{4})-?w(\d{2})(?:-?([1-7]))?$/.exec(line);
  if (week && (week[3] || !hints.hasClock)) return weekDay(Number(week[1]), Number(week[2]), Number(week[3] ?? 1));
  const short = /^(\d{2})(\d{2})(\d{2})$/.exec(line);
  // Six digits may be a year and its month too: those that could be are left alone.
  if (short && !/^(?:19|20)/.test(line)) return toDay(toYear(short[1]), Number(short[2]), Number(short[3]));
  if (hints.hasClock) return undefined;
  const month = /^(\d{4})[-/](\d{1,2})$/.exec(line) ?? /^-(\d{2})-?(\d{2})$/.exec(line);
  if (month) return toDay(toYear(month[1]), Number(month[2]), 1);
  return /^(?:19|20)\d\d$/.test(line) ? toDay(Number(line), 1, 1) : undefined;
}

/** Two digits are a year from 1969 to 2068, as in POSIX. */
function toYear(digits: string | undefined): number {
  const year = Number(digits);
  return digits?.length === 2 ? year + (year < 69 ? 2000 : 1900) : year;
}

function ordinalDay(year: number, count: number): string | undefined {
  const first = toDay(year, 1, 1);
  const day = first && count > 0 ? addDays(first, count - 1) : undefined;
  return day?.startsWith(String(year)) ? day : undefined;
}

/** ISO 8601: week 1 is the one with 4 January. */
function weekDay(year: number, week: number, weekday: number): string | undefined {
  const anchor = toDay(year, 1, 4);
  if (!anchor || week < 1 || week > 53) return undefined;
  const day = addDays(anchor, 1 - weekdayOf(anchor) + (week - 1) * 7 + weekday - 1);
  // The 53rd week of a year that has 52 is the first of the next.
  return week === 53 && day && addDays(day, 4 - weekday)?.startsWith(String(year + 1)) ? undefined : day;
}

/** Three numbers, the year last. */
function readNumbers(line: string, weekday: number | undefined, hints: DayHints): string | undefined {
  const found = three.exec(line);
  if (!found) return undefined;
  const [first, second, year] = [Number(found[1]), Number(found[3]), toYear(found[4])];
  const dayFirst = toDay(year, second, first);
  const monthFirst = toDay(year, first, second);
  // Dots stand in day-first countries; two digits thrice with hyphens is ISO 8601 of 1988, its year in front.
  if (found[2]?.startsWith('.')) return dayFirst ?? monthFirst;
  const isoDay = found[2] === '-' && found[4]?.length === 2 ? toDay(toYear(found[1]), second, Number(found[4])) : undefined;
  const readings = [...new Set([dayFirst, monthFirst, isoDay])].filter((day) => day !== undefined);
  const onWeekday = readings.filter((day) => weekday !== undefined && weekdayOf(day) === weekday);
  if (onWeekday.length === 1) return onWeekday[0];
  if (isoDay) return isoDay;
  if (readings.length < 2) return readings[0];
  return /^en-(?:us|ph)\b/.test(hints.language ?? '') ? monthFirst : isDayFirst(hints.language) ? dayFirst : undefined;
}

/** Languages that write the day first. English alone is not among them. */
function isDayFirst(language: string | undefined): boolean {
  return /^(?:en-(?:gb|ie|au|nz|in)|de|fr|es|it|pt|nl|pl|cs|sk|da|nb|no|fi|ru|uk|el|tr|ro|bg|hr|sr|sl|id|vi)\b/.test(language ?? '');
}

function readWords(line: string, hints: DayHints): string | undefined {
  if (!/^[\p{L}\p{M}\d ./'’º°ª-]+$/u.test(line)) return undefined;
  const tokens = (line.match(/\d+|[\p{L}\p{M}ºª]+/gu) ?? []).filter((token) => !fillers.has(token));
  const [first = ''] = tokens;
  if (/^\d/.test(first)) return readTokens(withoutLastWord(tokens), hints);
  // A word in front is a weekday in whatever language, or a label; but `mar` is both a weekday and March.
  const numbers = /^\D*?((?:\d|-\d).*)$/.exec(line)?.[1] ?? '';
  const weekday = weekdays.get(first);
  const inside = /^[\d./ -]+$/.test(numbers) && tokens.filter((token) => !/^\d/.test(token)).length === 1 && weekday !== undefined;
  if (inside) return readIso(numbers, { ...hints, hasClock: true }) ?? readNumbers(numbers, weekday, hints);
  return readTokens(withoutLastWord(tokens.slice(1)), hints) ?? readTokens(tokens, hints);
}

/** What follows the year is a weekday, in whatever language. */
function withoutLastWord(tokens: readonly string[]): readonly string[] {
  return tokens.length === 4 && /^\p{L}{2,}$/u.test(tokens[3] ?? '') ? tokens.slice(0, 3) : tokens;
}

/** A month by its name with a day and a year, or with a year alone. */
function readTokens(tokens: readonly string[], hints: DayHints): string | undefined {
  const place = tokens.findIndex((token) => !/^\d/.test(token));
  const month = place < 0 ? undefined : monthOf(tokens[place] ?? '', hints.language);
  if (month === undefined || tokens.length > 3) return undefined;
  const numbers = tokens.filter((_, index) => index !== place);
  if (numbers.some((token) => !/^(?:\d{1,2}|\d{4})$/.test(token))) return undefined;
  const [one = '', two = ''] = numbers;
  if (numbers.length === 1) return one.length === 4 && !hints.hasClock ? toDay(Number(one), month, 1) : undefined;
  if (one.length === 4) return two.length <= 2 && place === 1 ? toDay(Number(one), month, Number(two)) : undefined;
  return place < 2 && (two.length === 4 || two.length === 2) ? toDay(toYear(two), month, Number(one)) : undefined;
}

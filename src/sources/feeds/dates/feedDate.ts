// The dates of feeds: RFC 822 and its heirs, ISO 8601, and what the field writes instead. It puts day and time together;
// which of an entry's dates is which is not known here.

import { addDays } from '../../../digest/calendar.js';
import { takeClock, toMoment } from './feedClock.js';
import { readDay } from './feedDay.js';

/**
 * A date of a feed → `YYYY-MM-DD`, or RFC 3339 with its zone when it names a time. Nothing when it is impossible or can be
 * read in two ways. A month or a year alone (W3CDTF) is its first day; a time without a zone, or with a name for one that
 * nobody knows, is UTC (RFC 5322, 4.3); 24:00 is the next midnight. `language` (BCP 47) settles what stands first.
 */
export function toFeedDate(text: string, hints: { readonly language?: string | undefined } = {}): string | undefined {
  if (text.length > 500) return undefined;
  const whole = text.trim();
  if (/^\d{9,16}(?:\.\d{1,9})?$/.test(whole)) return fromDigits(whole);
  const { line, comment, isKorean } = tidy(whole);
  if (line.length > 100) return undefined;
  const match = takeClock(line, comment);
  if (!match) return undefined;
  const day = readDay(match.rest, { hasClock: match.clock !== undefined, language: hints.language?.toLowerCase() });
  if (day === undefined || !match.clock) return day;
  const clock = isKorean && !match.clock.zone ? { ...match.clock, zone: () => 9 * 60 } : match.clock;
  if (clock.hour < 24) return toMoment(day, clock);
  const next = addDays(day, 1);
  return next === undefined ? undefined : toMoment(next, { ...clock, hour: 0 });
}

/**
 * Unix time: seconds in 9 or 10 digits, milliseconds in 12 or 13, microseconds in 15 or 16. Twelve or fourteen digits that are
 * a moment of the calendar are that.
 */
function fromDigits(digits: string): string | undefined {
  const stamp = /^((?:19|20)\d{6})(\d\d)(\d\d)(\d\d)?$/.exec(digits);
  const day = stamp ? readDay(stamp[1] ?? '', { hasClock: true }) : undefined;
  if (stamp && day !== undefined) {
    const match = takeClock([stamp[2], stamp[3], stamp[4]].filter((part) => part !== undefined).join(':'), '');
    if (match?.clock && match.clock.hour < 24) return toMoment(day, match.clock);
  }
  const [whole = ''] = digits.split('.');
  if (whole.length === 11 || whole.length === 14) return undefined;
  const date = new Date(Number(digits) * (whole.length <= 10 ? 1000 : whole.length <= 13 ? 1 : 0.001));
  return date.toISOString().replace('.000Z', 'Z');
}

interface Line {
  readonly line: string;
  /** What stood in brackets. */
  readonly comment: string;
  /** Korean notation: the whole country has one zone, and its stamps do not name it. */
  readonly isKorean: boolean;
}

/** Lower case, single blanks, ASCII digits and dashes, without comments and weekdays that stand between the parts. */
function tidy(text: string): Line {
  let comment = '';
  const plain = /^[\x20-\x7e]*$/.test(text) ? text : toAscii(text);
  const line = plain
    .toLowerCase()
    .replace(/\(([^()]{0,60})\)/g, (_, inside: string) => {
      comment = inside.trim();
      return ' ';
    })
    .replace(/(?<![a-z])([ap])\. ?m(?:\.|(?![a-z]))/g, '$1m')
    .replace(/(?<=\d)([ap])m(?![a-z])/g, ' $1m')
    // What Go and Java write behind a moment, and SQL Server's milliseconds.
    .replace(/ m=[+-][\d.]{1,20}$|\[[\w/+-]{1,40}\]$/, '')
    .replace(/(?<=:\d\d:\d\d):\d{3}(?= ?[ap]m)/, '')
    .replace(/(?<=\/[a-z]{3}\/\d{4}):/, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^["' ]+|["' ]+$/g, '');
  return { line, comment, isKorean: /[년월일시]|오[전후]/.test(text) };
}

function toAscii(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) % 16))
    .replace(/(?:星期|周|週)[一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일/g, ' ')
    .replace(/(\d{4}) ?[年년] ?(\d{1,2}) ?[月월](?: ?(\d{1,2}) ?[日일号號]?)?/, (_, year: string, month: string, day?: string) =>
      day === undefined ? `${year}-${month} ` : `${year}-${month}-${day} `,
    )
    .replace(/(\d{1,2}) ?[時时點点시] ?(\d{1,2}) ?[分분](?: ?(\d{1,2}) ?[秒초])?/, (_, ...parts: (string | undefined)[]) =>
      parts
        .slice(0, 3)
        .flatMap((part) => (part === undefined ? [] : [part.padStart(2, '0')]))
        .join(':'),
    );
}

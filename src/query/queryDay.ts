// Days as a query names them. Pure; knows no clock.

/**
 * The day, `YYYY-MM-DD`, that is meant by `2026-04-01`, `2026-04` or `2026` (their first day), `today`, `yesterday`, or a time
 * back from today such as `7d`, `2w`, `3m` (of 30 days), `1y`; undefined for anything else and for days that do not exist.
 */
export function dayOf(text: string, today: string): string | undefined {
  if (text === 'today') return today;
  if (text === 'yesterday') return daysBefore(today, 1);
  const back = /^(\d{1,4})([dwmy])$/.exec(text);
  if (back) return daysBefore(today, Number(back[1]) * (unitDays[back[2] ?? 'd'] ?? 1));
  const written = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text);
  if (!written) return undefined;
  const [, year = '', month = '1', date = '1'] = written;
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return toDay(new Date(`${day}T00:00:00Z`)) === day ? day : undefined;
}

const unitDays: Readonly<Record<string, number>> = { d: 1, w: 7, m: 30, y: 365 };

function daysBefore(day: string, days: number): string | undefined {
  const moment = new Date(`${day}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() - days);
  return toDay(moment);
}

function toDay(moment: Date): string | undefined {
  return Number.isNaN(moment.getTime()) || moment.getUTCFullYear() < 0 ? undefined : moment.toISOString().slice(0, 10);
}

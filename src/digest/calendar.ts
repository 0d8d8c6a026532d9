// The calendar: which days there are. It knows no notation of dates and no time zones.

/** `YYYY-MM-DD`, or nothing when the calendar has no such day. Years below 100 are no years that anything was published in. */
export function toDay(year: number, month: number, day: number): string | undefined {
  if (!(year >= 100 && year <= 9999) || !(month >= 1 && month <= 12)) return undefined;
  if (!(day >= 1 && day <= daysInMonth(year, month))) return undefined;
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`;
}

function daysInMonth(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 2) return isLeap ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The day `count` days after `day` (`YYYY-MM-DD`); nothing when that leaves the years that `toDay` has. */
export function addDays(day: string, count: number): string | undefined {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return toDay(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

/** 1 for Monday to 7 for Sunday, as ISO 8601 counts. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** Two digits. */
export function pad(value: number): string {
  return String(value).padStart(2, '0');
}

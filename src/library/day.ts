// Calendar days as the library sorts and groups by them. Pure; formatting days for people is done elsewhere.

/** The local calendar day of a moment, `YYYY-MM-DD`. */
export function localDay(moment: Date): string {
  const year = String(moment.getFullYear()).padStart(4, '0');
  const month = String(moment.getMonth() + 1).padStart(2, '0');
  const date = String(moment.getDate()).padStart(2, '0');
  return `${year}-${month}-${date}`;
}

/**
 * The local calendar day of a date in the model's forms: a plain day stands as it is, whatever the time zone; a moment
 * falls on the day it had here. Undefined when it is neither.
 */
export function publishedDay(published: string | undefined): string | undefined {
  if (published === undefined) return undefined;
  if (/^\d{4}-\d{2}-\d{2}$/.test(published)) return published;
  const moment = new Date(published);
  const year = moment.getFullYear();
  return year >= 0 && year <= 9999 ? localDay(moment) : undefined;
}

/** The day an issue is sorted by: its own, but a date in the future must not keep it on top for ever. */
export function sortDay(day: string | undefined, firstSeen: Date): string {
  const seen = localDay(firstSeen);
  return day !== undefined && day < seen ? day : seen;
}

/**
 * The moment at which an issue stands within its day, in milliseconds since 1970: its own, or the end of its day when only
 * that is known, but never after it was first seen. Without a date, when it was first seen.
 */
export function sortTime(published: string | undefined, firstSeen: Date): number {
  const day = publishedDay(published);
  if (published === undefined || day === undefined) return firstSeen.getTime();
  const moment = day === published ? new Date(`${day}T23:59:59.999`) : new Date(published);
  return Math.min(Number.isNaN(moment.getTime()) ? firstSeen.getTime() : moment.getTime(), firstSeen.getTime());
}

/** The calendar day `days` after `day` (before, when negative). */
export function dayAfter(day: string, days: number): string {
  const moment = new Date(`${day}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}

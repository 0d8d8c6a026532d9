// Days and months as the page shows them, in the person's language and without going through any time zone.

/** A calendar day `YYYY-MM-DD` in long form. Undefined when there is no such day. */
export function formatDay(day: string, locale: string): string | undefined {
  return format(day, locale, { dateStyle: 'long' });
}

/** The month of a calendar day, with its year. */
export function formatMonth(day: string, locale: string): string | undefined {
  return format(day, locale, { month: 'long', year: 'numeric' });
}

function format(day: string, locale: string, style: Intl.DateTimeFormatOptions): string | undefined {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day) return undefined;
  const known = Intl.DateTimeFormat.supportedLocalesOf(tagOf(locale));
  return new Intl.DateTimeFormat(known[0] ?? 'en', { ...style, timeZone: 'UTC' }).format(date);
}

/** The tag when it is well formed; a malformed one would throw in every function of `Intl`. */
function tagOf(locale: string): string {
  return /^[a-z]{2,8}(?:-[a-z0-9]{2,8}){0,4}$/i.test(locale) ? locale : 'en';
}

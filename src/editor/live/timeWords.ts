// Moments and spans as people say them: "2 hours ago", "2 days". Pure: the caller gives the time and the language.

const units = [
  ['year', 365 * 24 * 3_600_000],
  ['month', 30 * 24 * 3_600_000],
  ['week', 7 * 24 * 3_600_000],
  ['day', 24 * 3_600_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** A moment beside `now`, both in milliseconds since 1970. Less than a minute off is *now*, since the words stay on show. */
export function relativeTime(moment: number, now: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const { unit, count } = rounded(moment - now);
  return unit === 'second' ? format.format(0, 'second') : format.format(count, unit);
}

/** A span in milliseconds in its largest fitting unit. */
export function durationWords(span: number, locale: string): string {
  const { unit, count } = rounded(span);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(Math.max(count, 0));
}

function rounded(span: number): { readonly unit: (typeof units)[number][0]; readonly count: number } {
  for (const [unit, size] of units) {
    const count = Math.round(span / size);
    // 45 minutes and 80 minutes are minutes: a unit is used from one and a half of it on, or where one of it fits nearly.
    const parts = Math.abs(span) / size;
    if (parts >= 1.5 || (parts >= 0.95 && parts < 1.1)) return { unit, count };
  }
  return { unit: 'second', count: Math.round(span / 1000) };
}

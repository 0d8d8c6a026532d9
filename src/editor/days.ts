// Calendar days as the person sees them. A day is `YYYY-MM-DD` and never shifts with a time zone.

import * as vscode from 'vscode';

/** The person's local day now. */
export function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

/** A day in the person's language, such as *30 Apr 2026*. */
export function formatDay(day: string): string {
  return format(day, { dateStyle: 'medium' });
}

/** A month `YYYY-MM` in the person's language, such as *April 2026*. */
export function formatMonth(month: string): string {
  return format(`${month}-01`, { month: 'long', year: 'numeric' });
}

function format(day: string, style: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(vscode.env.language, { ...style, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

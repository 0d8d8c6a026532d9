// The lines on top of a copied page that say when it was published. Dates elsewhere in a text are none of its business.

import { findDate, parseDate } from './dates.js';

const lead =
  /^(?:published|posted|date|published at|opublikowano|opublikowany|data publikacji|veröffentlicht(?: am)?|publié(?: le)?|publicado(?: el)?)(?: on| dnia)?\s*:?\s+/i;

export interface DateLine {
  /** Absent when the line means to give a date that the calendar does not have. */
  readonly date?: string;
  /** False when the line says more than the date: then its words are text. */
  readonly isWhole: boolean;
}

/** A date and nothing else. The day of the week is a word that the date does not keep. */
function readWhole(text: string): DateLine | undefined {
  const date = parseDate(text);
  if (!date) return undefined;
  return { date, isWhole: parseDate(text.replace(/^\s*\p{L}+\.?,? /u, '')) === undefined || !/^\s*\p{L}/u.test(text) };
}

/** A line that is there to say when a page was published: "Published on 30.04.2026", "Posted on May 2, 2026 by Ada Quist". */
export function matchPublished(line: string): DateLine | undefined {
  const text = line.replace(/\s+/g, ' ').trim();
  const found = text.length > 100 ? null : lead.exec(text);
  if (!found) return undefined;
  const rest = text.slice(found[0].length).replace(/[.]$/, '');
  const whole = readWhole(rest);
  if (whole) return whole;
  const date = findDate(rest);
  if (date) return { date, isWhole: false };
  return /^[\p{L}\d., /:-]{5,40}$/u.test(rest) && /\d{4}|\d[./]\d/.test(rest) ? { isWhole: false } : undefined;
}

/** The same; or a date alone on its line; or one among the author, the reading time and the like. */
export function matchDateLine(line: string): DateLine | undefined {
  if (line.length > 100 || !/\d/.test(line)) return undefined;
  const whole = readWhole(line);
  if (whole) return whole;
  const date = /\S\s*[·•|∙]|^by |^von |^par |^autor/iu.test(line.trim()) ? findDate(line) : undefined;
  return matchPublished(line) ?? (date ? { date, isWhole: false } : undefined);
}

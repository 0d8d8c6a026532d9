// The line of a copied page that says when it was published.

import { parseDate } from './dates.js';

const lead =
  /^(?:published|posted|date|published at|opublikowano|opublikowany|data publikacji|veröffentlicht(?: am)?|publié(?: le)?|publicado(?: el)?)(?: on| dnia)?\s*:?\s+/i;

/** The date of a line that says nothing else: "Published on 30.04.2026". */
export function matchPublished(line: string): string | undefined {
  const text = line.replace(/\s+/g, ' ').trim();
  if (text.length > 80) return undefined;
  const found = lead.exec(text);
  return found ? parseDate(text.slice(found[0].length).replace(/[.]$/, '')) : undefined;
}

/** The same, or a date alone on its line. */
export function matchDateLine(line: string): string | undefined {
  return matchPublished(line) ?? parseDate(line);
}

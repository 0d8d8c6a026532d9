// The lines of a text around what was found in it, on one line.

import type { Match } from '../../query/findMatches.js';

/** Characters of a snippet, about; a quick pick shows as many on one line. */
const snippetLength = 150;
/** What stands in front of the first match. */
const lead = 40;

/** The part of `text` that shows the most of what was sought, cut between words; its beginning when nothing was found in it. */
export function snippetOf(text: string, matches: readonly Match[]): string {
  const start = bestStart(matches);
  const from = start <= lead ? 0 : wordStart(text, start - lead);
  const to = from + snippetLength >= text.length ? text.length : wordEnd(text, from + snippetLength);
  const part = withoutSigns(text.slice(from, to));
  return `${from > 0 ? '… ' : ''}${part}${to < text.length ? ' …' : ''}`;
}

/** What is left of Markdown's own signs in `bodyText`, which say nothing on one line. */
function withoutSigns(text: string): string {
  return text
    .replaceAll(/\*\*|`|^\s*(?:#{1,6}|[-*+>])\s|[|[\]]/gm, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Where the stretch of a snippet's length begins that has the most different texts, whole words before beginnings. */
function bestStart(matches: readonly Match[]): number {
  let best = 0;
  let bestValue = 0;
  for (const [index, { start }] of matches.entries()) {
    const seen = new Set<number>();
    let whole = 0;
    for (let next = index; next < matches.length; next++) {
      const match = matches[next];
      if (!match || match.end > start + snippetLength - lead) break;
      if (!seen.has(match.index)) whole += match.isWhole ? 1 : 0;
      seen.add(match.index);
    }
    const value = seen.size * 2 + whole;
    if (value > bestValue) [best, bestValue] = [start, value];
  }
  return best;
}

function wordStart(text: string, at: number): number {
  const space = text.slice(at, at + lead).search(/\s/);
  return space === -1 ? at : at + space + 1;
}

function wordEnd(text: string, at: number): number {
  const space = text.slice(Math.max(0, at - lead), at).search(/\s\S*$/);
  return space === -1 ? at : at - lead + space;
}

// Tells a table that only lays a newsletter out, as mails do, from one that has rows and columns to say.

import { headingLevel, type MarkupPiece } from './markupPiece.js';

/** What a layout table is made of beside itself. */
export const layoutNames: ReadonlySet<string> = new Set(['tbody', 'tr', 'td', 'colgroup']);

/** What a table of data has, and a layout lacks. */
const dataNames: ReadonlySet<string> = new Set(['th', 'caption', 'thead', 'tfoot']);

/**
 * Whether the table at `start` lays out headings or paragraphs, and names no column of its own. Tables in its cells are
 * looked at when their turn comes.
 */
export function isLayoutTable(pieces: readonly MarkupPiece[], start: number, end: number): boolean {
  let tables = 0;
  let hasBlocks = false;
  for (let index = start; index < end; index++) {
    const piece = pieces[index];
    if (piece === undefined || piece.kind === 'text' || piece.kind === 'void') continue;
    if (piece.name === 'table') tables += piece.kind === 'open' ? 1 : -1;
    else if (piece.kind !== 'open') continue;
    else if (tables === 1 && dataNames.has(piece.name)) return false;
    else if (piece.name === 'p' || headingLevel(piece.name) !== undefined) hasBlocks = true;
  }
  return hasBlocks;
}

// Units of plain text → Markdown that shows them as they were written.

import { escapeMarkdown } from '../escapeMarkdown.js';
import type { Unit } from './textUnits.js';

/** Lines of a unit as Markdown. Breaks that were only the width of a window are soft, others are kept. */
export function toMarkdownLines(unit: Unit): string {
  const lines = escapeMarkdown(unit.text).split('\n');
  if (unit.isWrapped || unit.kind !== 'text') return lines.join('\n');
  // Columns are kept by no-break spaces: four spaces would be code.
  return lines.map((line) => line.replace(/^\s{1,40}/, (space) => '\u00a0'.repeat(space.length)).trimEnd()).join('  \n');
}

function numberOf(unit: Unit): { readonly value: number; readonly mark: string } | undefined {
  const found = /^\s*(\d{1,3})([.)])/.exec(unit.lines[0] ?? '');
  return found ? { value: Number(found[1]), mark: found[2] ?? '.' } : undefined;
}

/** Bullets as a Markdown list. Numbers that Markdown would count differently are kept as text. */
export function toListLines(bullets: readonly Unit[]): readonly string[] {
  const indents = [...new Set(bullets.map((one) => one.indent))].toSorted((a, b) => a - b).slice(0, 8);
  const first = bullets[0] && numberOf(bullets[0])?.value;
  const isCounted = indents.length === 1 && first !== undefined && bullets.every((one, index) => numberOf(one)?.value === first + index);
  return bullets.map((one) => {
    const level = '  '.repeat(
      Math.max(
        0,
        indents.findLastIndex((indent) => indent <= one.indent),
      ),
    );
    const number = numberOf(one);
    const mark = isCounted && number ? `${number.value}.` : '-';
    const text = toMarkdownLines(one).replaceAll('\n', `\n${level}${' '.repeat(mark.length + 1)}`);
    return number && !isCounted ? `${level}- ${number.value}\\${number.mark} ${text}` : `${level}${mark} ${text}`;
  });
}

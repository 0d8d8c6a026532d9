// Gives the page the font, the size and the length of line that the person has set. Everything goes through custom properties
// of the style sheet: a value that is none changes nothing.

import type { Look } from '../protocol/reader.js';

/** Names of fonts that mean something to the browser and so stand without quotes. */
const generic = new Set([
  'serif',
  'sans-serif',
  'monospace',
  'system-ui',
  'ui-serif',
  'ui-sans-serif',
  'ui-monospace',
  'ui-rounded',
  'cursive',
]);

/** English as news of tools has it: its letters are as frequent as those of what is read, its words as long. */
const sample =
  'Developers who compare benchmarks of open models before they migrate a production service know how much depends on the memory of one ' +
  'machine, on the length of prompts, and on whoever maintains the queue. A release that doubles throughput may still change every answer.';

export function applyLook({ fontFamily, fontSize, lineWidth }: Look): void {
  const { style } = document.documentElement;
  const families = toFamilies(fontFamily);
  if (families === '') style.removeProperty('--family');
  else style.setProperty('--family', `${families}, var(--vscode-font-family, sans-serif)`);
  if (fontSize === undefined) style.removeProperty('--size');
  else style.setProperty('--size', `${fontSize}px`);
  const width = averageWidth();
  if (width > 0) style.setProperty('--measure', `${(lineWidth * width).toFixed(3)}em`);
}

/** Each name of a list of fonts as a string of CSS: nothing else can be said with it. */
function toFamilies(list: string): string {
  const names = list.split(',').map((name) => name.trim().replace(/^(["'])(.*)\1$/, '$2'));
  return names
    .filter((name) => name !== '')
    .map((name) =>
      generic.has(name.toLowerCase())
        ? name.toLowerCase()
        : `"${name.replace(/["\\\p{Cc}]/gu, (sign) => `\\${(sign.codePointAt(0) ?? 0).toString(16)} `)}"`,
    )
    .join(', ');
}

/** The average width of a character of text in the page's font, in em: a `ch` is that of a zero, which is wider. */
function averageWidth(): number {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return 0;
  context.font = `100px ${getComputedStyle(document.body).fontFamily}`;
  return context.measureText(sample).width / sample.length / 100;
}

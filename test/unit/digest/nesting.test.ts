// Which Markdown is kept from the parser, and that none of it gets lost.

import { expect, test } from 'vitest';
import { splitAtHostile } from '../../../src/digest/nesting.js';

test('an ordinary article is one part', () => {
  const text = '# A\n\ntext *b*\n\n```js\na\n\nb\n```\n\n- c\n  - d\n\n> e\n\n| f | g |\n|---|---|\n| h | i |';
  expect(splitAtHostile(text)).toEqual([{ text, isParsable: true }]);
});

test.each([
  ['lists nested 400 deep', Array.from({ length: 400 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n')],
  ['lists nested on one line', `${'- '.repeat(400)}a`],
  ['quotes nested 2,000 deep', `${'>'.repeat(2_000)}a`],
  ['emphasis nested 1,000 deep', `${'*a _b '.repeat(1_000)}c${'_ d*'.repeat(1_000)}`],
  ['emphasis hidden behind the line of a table', `a\n|-|\n${'*a _b '.repeat(4_000)}`],
  ['an address that is all signs', `https://example.org/${'?!'.repeat(2_000)}`],
  ['a list of one endless item', `- a\n${'  b\n'.repeat(20_000)}`.trimEnd()],
  ['a million openings', '<'.repeat(1_000_000)],
])('keeps %s from the parser, and only that', (_what, hostile) => {
  const parts = splitAtHostile(`before\n\n${hostile}\n\nafter`);
  expect(parts.filter((part) => part.isParsable).map((part) => part.text)).toEqual(['before\n', 'after']);
  expect(parts.map((part) => part.text).join('\n')).toBe(`before\n\n${hostile}\n\nafter`);
});

test('a text of millions of characters is not parsed at all', () => {
  const text = 'word '.repeat(1_000_000);
  expect(splitAtHostile(text)).toEqual([{ text, isParsable: false }]);
});

test('many blocks that are each just bearable are not borne together', () => {
  const parts = splitAtHostile(`${'***a** '.repeat(490)}\n\n`.repeat(400).trimEnd());
  expect(parts.map((part) => part.isParsable)).toEqual([true, false]);
});

test('a fence inside a comment hides nothing', () => {
  const hostile = `\`\`\`\n-->\n${'*a _b '.repeat(4_000)}`;
  expect(splitAtHostile(`<!--\n${hostile}`)).toEqual([
    { text: '<!--', isParsable: true },
    { text: hostile, isParsable: false },
  ]);
});

test('the scan itself takes linear time', () => {
  for (const line of [`${'-'.repeat(200_000)}]`, `${' '.repeat(200_000)}<`, `${'> '.repeat(100_000)}|`, '`'.repeat(200_000)]) {
    expect(splitAtHostile(line).map((part) => part.text)).toEqual([line]);
  }
});

test('marks in the lines of a quote count together, in the items of a list apart', () => {
  expect(splitAtHostile('> *a\n'.repeat(2_000)).some((part) => !part.isParsable)).toBe(true);
  expect(splitAtHostile('- *a*\n'.repeat(2_000)).every((part) => part.isParsable)).toBe(true);
});

test('a block of very many lines follows another', () => {
  const text = `> ${'*a '.repeat(4_000)}\n\n${'- a\n'.repeat(300_000)}`;
  expect(splitAtHostile(text)).toEqual([{ text, isParsable: false }]);
});

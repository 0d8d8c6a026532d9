// Hover text: what it says once VS Code's Markdown (marked, without HTML) has read it, and where it is cut.

import { Marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { escapeMarkdown, lineOf, type Run } from '../../../src/render/hoverText.js';
import { toHoverMarkdown } from '../../../src/render/hoverWriter.js';
import { renderBody } from '../../../src/render/body.js';
import { createDice } from '../../bench/random.js';

const reader = new Marked({ gfm: true, async: false });
const read = (markdown: string): string => reader.parse(markdown, { async: false });
const hover = (text: string, max = 600): string => toHoverMarkdown(renderBody({ format: 'markdown', text }), max);

/** The words that a reader of the markup sees, blanks left out. */
function seen(markup: string): string {
  const references: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", '#91': '[', '#93': ']', amp: '&' };
  return markup
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|amp|#39|#91|#93);/g, (_, name: string) => references[name] ?? '')
    .replace(/\s+/g, '');
}

describe('text', () => {
  test.each([
    '$(zap) $(alert~spin)',
    '<b onclick=pwned()>x</b> &lt; &amp;',
    '[x](command:pwned) ![y](https://example.org/i.png)',
    '1. not a list',
    '- not a list',
    '=== not a heading',
    '# not a heading',
    '*a* _b_ ~~c~~ `d` | e',
    'www.example.org https://example.org ftp://example.org me@example.org',
    'snake_case C:\\temp\\ [a][b]',
  ])('%j is read as it is written', (text) => {
    const markup = read(escapeMarkdown(text));
    expect(seen(markup)).toBe(seen(text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')));
    expect(markup).toMatch(/^<p>[^<]*<\/p>\n$/);
    expect(escapeMarkdown(text)).not.toMatch(/(?<!\\)\$\(/);
  });

  const signs = [
    'ab*_`[]()<>#+-=.!|~$&\\:/@ 1w"\'{}^\n;'.split(''),
    [
      'www.',
      'http://',
      '&amp;',
      '$(x)',
      '![',
      '](',
      '<b>',
      '1. ',
      '- ',
      '```',
      'command:x',
      'https://e.org',
      '\u00e9',
      '\u201c',
      '~~',
      '**',
    ],
  ].flat();
  const words = (random: (below: number) => number, most: number): string =>
    Array.from({ length: 1 + random(most) }, () => signs[random(signs.length)]).join('');

  test('random text is read as it is written', () => {
    const random = createDice(1);
    for (let round = 0; round < 5_000; round += 1) {
      const text = words(random, 14);
      const markup = read(escapeMarkdown(text));
      expect(seen(markup), text).toBe(text.replace(/\s+/g, ''));
      expect(markup, text).not.toMatch(/<(?!\/?p>)/);
    }
  });

  test('random runs keep their words and nothing but their own links', () => {
    const random = createDice(2);
    const styles = ['plain', 'strong', 'emphasis', 'code'] as const;
    const addresses = ['https://e.org/', 'https://e.org/a(b)', 'https://e.org/?a&copy;=1', 'https://e.org/a_b*c*'];
    for (let round = 0; round < 5_000; round += 1) {
      const runs: Run[] = Array.from({ length: 1 + random(4) }, () => ({
        text: words(random, 4),
        style: styles[random(4)] ?? 'plain',
        href: random(5) === 0 ? addresses[random(4)] : undefined,
      }));
      const markup = read(lineOf(runs));
      expect(seen(markup), JSON.stringify(runs)).toBe(runs.map((run) => run.text.replace(/\s+/g, '')).join(''));
      expect(markup, JSON.stringify(runs)).not.toMatch(/<(?!\/?(?:p|strong|em|code)>|a href="https:\/\/e\.org\/|\/a>)/);
    }
  });
});

describe('blocks', () => {
  test.each([
    ['a heading is a bold line', '## A *b*', '**A** *b*'],
    ['lists', '3. a\n4. b\n   - c\n   - d', '3. a\n4. b\n   - c\n   - d'],
    ['tasks', '- [x] a', '- \u2611 a'],
    ['a quote', '> a\n>\n> b', '> a\n>\n> b'],
    ['a break', 'a  \nb', 'a  \nb'],
    ['code', '````js\n```\n````', '````js\n```\n````'],
    ['a table', '| a | b |\n|---|---|\n| `c\\|d` | e |', '| **a** | **b** |\n| --- | --- |\n| `c\\|d` | e |'],
    ['links', '[a](https://e.org/x "t") [b](command:x) [c](/d)', '[a](https://e.org/x) b c'],
    ['an image is its words', '![a](https://e.org/i.png)', 'a'],
    ['markup is its words', 'a <b>b</b> <u>c</u><script>pwned()</script>', 'a **b** c'],
    ['powers', 'x<sup>2</sup> on the 1<sup>st</sup>', 'x^2 on the 1st'],
    ['lists after text', 'a\n\n- b', 'a\n\n- b'],
  ])('%s', (_what, text, expected) => {
    expect(hover(text)).toBe(expected);
  });
});

describe('a cut leaves nothing open', () => {
  test.each([
    ['a paragraph', `${'word '.repeat(50)}\n\nmore`, 'word word word word\u2026'],
    ['bold text', `**${'word '.repeat(50).trim()}**`, '**word word word word\u2026**'],
    ['a link', `[${'word '.repeat(50)}](https://e.org/)`, '[word word word word\u2026](https://e.org/)'],
    ['code', `\`\`\`js\n${'abc();\n'.repeat(50)}\`\`\``, '```js\nabc();\nabc();\nabc();\u2026\n```'],
    ['a list', `- ${'word '.repeat(50)}\n- more`, '- word word word word\u2026'],
    ['a table', '| a | b |\n|-|-|\n| one two three four five | six |', '| **a** | **b** |\n| --- | --- |\n| one two three\u2026 |  |'],
    ['one long word', 'a'.repeat(100), `${'a'.repeat(24)}\u2026`],
  ])('%s', (_what, text, expected) => {
    expect(hover(text, 24)).toBe(expected);
  });

  test('at any length, of any text', () => {
    const text = 'A **b** [c](https://e.org/) `d`\n\n> e\n> - f\n\n```js\ng\n```\n\n| h | i |\n|---|---|\n| j | k |\n\n1. l\n   - m\n';
    const whole = seen(read(hover(text)));
    for (let max = 0; max < 60; max += 1) {
      const cut = seen(read(hover(text, max)));
      expect(whole.startsWith(cut.replace('\u2026', '')), cut).toBe(true);
    }
  });
});

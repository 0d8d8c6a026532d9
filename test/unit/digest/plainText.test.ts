// Markdown as text, and plain text as Markdown.
import { describe, expect, it } from 'vitest';
import { escapeMarkdown } from '../../../src/digest/escapeMarkdown.js';
import { firstWords, plainInline, plainText } from '../../../src/digest/plainText.js';

describe('plainText', () => {
  it.each([
    ['**Bold**, *slanted*, ~~gone~~ and `code`', 'Bold, slanted, gone and code'],
    ['[A label](https://example.org "title") &amp; &copy; 1 &lt; 2', 'A label & © 1 < 2'],
    ['`&amp;` stays', '&amp; stays'],
    ['![alt text](x.png)', 'alt text'],
    ['# Head\n\nOne\nline\n\n- a\n- b', 'Head\n\nOne\nline\n\na\nb'],
    ['| a | b |\n|---|---|\n| c | d |', 'a\tb\nc\td'],
    ['x <b>y</b> <!-- hidden --> z', 'x  y    z'],
    ['```js\nlet a = 1;\n```', 'let a = 1;'],
    ['https://example.org/a_b_c', 'https://example.org/a_b_c'],
    ['\\*not bold\\*', '*not bold*'],
    ['', ''],
  ])('%j', (markdown, text) => {
    expect(plainText(markdown)).toBe(text);
  });

  it('gives hostile Markdown back as it is', () => {
    const wild = `${'*a **b '.repeat(5000)}${'c** d* '.repeat(5000)}`.trim();
    expect(plainText(wild)).toBe(wild);
  });

  it('keeps a line a line', () => {
    expect([plainInline('1. *Not* a list'), plainInline('a  \n b')]).toEqual(['1. Not a list', 'a b']);
  });

  it('cuts first words between words', () => {
    expect([firstWords('**One** two three', 9), firstWords('short', 80), firstWords('x'.repeat(100), 80)]).toEqual([
      'One two',
      'short',
      'x'.repeat(80),
    ]);
  });
});

describe('escapeMarkdown', () => {
  it.each([
    '# not a heading',
    '1. not a list',
    '- not a bullet',
    '* stars * and _lines_ and `ticks` and ~~tildes~~',
    '<script>alert(1)</script>',
    '&amp; stays &amp;',
    'a | b',
    '[label](https://example.org/x)',
    '+ plus',
    '=== underline',
    'see https://example.org/a_b_(c)*d, and www.example.org/x_y_z.',
    'mail first_last@mail.example.org now',
    '> not a quote',
    '![no](image.png)',
    'path\\to\\file',
    '[x]: https://example.org/def',
  ])('%s reads as it was written', (text) => {
    expect(plainText(escapeMarkdown(text))).toBe(text);
  });
});

// Markup as Markdown: what is written, and that it shows the same words when it is rendered again.
import { describe, expect, test } from 'vitest';
import { toArticleMarkdown } from '../../../../src/digest/article/articleMarkdown.js';
import { joinPieces } from '../../../../src/digest/article/markupPiece.js';
import { parseMarkup, textOfMarkup } from '../../../../src/digest/article/parseMarkup.js';
import { plainText } from '../../../../src/digest/plainText.js';
import { readingMinutes } from '../../../../src/digest/readingMinutes.js';
import { toMarkdown } from '../../../../src/digest/toMarkdown.js';
import type { Issue } from '../../../../src/digest/model.js';
import { renderBody } from '../../../../src/render/body.js';
import { reshape, reshapeToPieces } from '../../../../src/render/reshape.js';
import { readAttacks } from '../../render/attackCorpus.js';
import { bodyGrammar, faultsOf } from '../../render/safeMarkup.js';

function write(html: string): string {
  return toArticleMarkdown(reshapeToPieces(html));
}

/** The words that a person sees, one space apart. */
function shown(markup: string): string {
  return textOfMarkup(markup).replace(/\s+/g, ' ').trim();
}

describe('what is written', () => {
  test.each([
    ['a <b>bold</b> and <i>slanted</i> <s>gone</s> word', 'a **bold** and *slanted* ~~gone~~ word'],
    ['<p>one</p><p>two<br>three</p>', 'one\n\ntwo\\\nthree'],
    ['a<b> b </b>c', 'a **b** c'],
    ['a<b>"b"</b>c', 'a"b"c'],
    ['<a href="https://example.org/a_(b)">A *b*</a>!', '[A \\*b\\*](<https://example.org/a_(b)>)\\!'],
    ['Wow!<a href="https://example.org/">x</a>', 'Wow\\![x](https://example.org/)'],
    ['<code>a`b</code> <code>x</code>', '``a`b`` `x`'],
    ['<ul><li>a<ul><li>b</li></ul></li><li><p>c</p><p>d</p></li></ul>', '- a\n  - b\n- c\n\n  d'],
    ['<ol start="3"><li>a</li><li>b</li></ol>', '3. a\n4. b'],
    ['<blockquote><p>a</p><p>b</p></blockquote>', '> a\n>\n> b'],
    ['<pre><code class="language-ts">a\n\n  b</code></pre>', '```ts\na\n\n  b\n```'],
    ['1. x <br># y <br>- z', '1\\. x\\\n\\# y\\\n\\- z'],
    ['<img src="https://example.org/i.png" alt="A [b]">', '![A \\[b\\]](https://example.org/i.png)'],
    ['a<hr>b', 'a\n\n---\n\nb'],
  ])('%s', (html, expected) => {
    expect(write(html)).toBe(expected);
  });

  test('a table stays markup', () => {
    const markdown = write('<p>a</p><table><tr><th>h</th></tr><tr><td>d</td></tr></table>');
    expect(renderBody({ format: 'markdown', text: markdown })).toContain('<th>h</th>');
  });
});

describe('rendered again', () => {
  test.each([
    '<p>a &lt;b&gt; &amp;amp; c_d_e *f* [g](h) `i` | j ~k~ #l</p><p>    four spaces</p>',
    '<ul><li><b>Bold:</b> text<ul><li>deep <i>er</i></li></ul></li></ul><p>after</p>',
    '<p><b>a</b><b>b</b><i>c</i>d<b><i>e</i></b></p>',
    '<h3>Heading #</h3><p>+ plus</p><p>1) one</p><dl><dt>t</dt><dd>d</dd></dl>',
    '<blockquote><ul><li>in <code>a  b</code></li></ul></blockquote>',
    '<div>loose<p>para</p>loose</div><p>===</p><p>a<br>---</p>',
  ])('%s shows the same words', (html) => {
    expect(shown(renderBody({ format: 'markdown', text: write(html) }))).toBe(shown(reshape(html)).replace(/(?<=a) {2}(?=b)/, ' '));
  });

  test('an attack is no more than it was', { timeout: 120_000 }, () => {
    const faults = readAttacks(80).flatMap(({ kind, name, text }) => {
      const bad = faultsOf(renderBody({ format: 'markdown', text: write(text) }), bodyGrammar);
      return bad.length === 0 ? [] : [[kind, name, ...bad]];
    });
    expect(faults).toEqual([]);
  });
});

describe('stored markup', () => {
  const html = '<p lang="en">a &amp; <a href="https://example.org/?a=1&amp;b=2" rel="noreferrer">b</a><br>c</p><h3>d</h3>';

  test('is taken apart into the pieces that it was made of', () => {
    expect(parseMarkup(reshape(html))).toEqual(reshapeToPieces(html));
    expect(joinPieces(parseMarkup(html))).toBe(html);
  });

  const body = { format: 'html', text: html } as const;
  const issue: Issue = {
    id: 'a',
    kind: 'article',
    title: 'T',
    tags: [],
    sections: [{ id: 's', title: 'S', body, takeaways: [], links: [] }],
    takeaways: [],
    links: [],
  };

  test('is copied as Markdown', () => {
    expect(toMarkdown(issue)).toContain('## S\n\na & [b](https://example.org/?a=1&b=2)\\\nc\n\n### d\n');
  });

  test('takes as long to read as its words do', () => {
    const words = { ...body, text: `<p>${'<a href="https://example.org/" rel="noreferrer">word</a> '.repeat(220)}</p>` };
    expect(readingMinutes({ ...issue, sections: issue.sections.map((section) => ({ ...section, body: words })) })).toBe(1);
  });

  test('has the text that a person reads', () => {
    expect(textOfMarkup(html)).toBe('a & b\nc\n\nd');
    expect(plainText(write(html))).toBe('a & b\nc\n\nd');
  });
});

// Markdown bodies as markup: structure, what is kept, and what marked alone would get wrong.

import { expect, test } from 'vitest';
import { renderBody, renderInline } from '../../../src/render/body.js';
import { escapeHtml } from '../../../src/render/escapeHtml.js';

const render = (text: string): string => renderBody({ format: 'markdown', text }).trim();

test('headings keep their distances below the page outline', () => {
  expect(render('# A\n\n### B')).toBe('<h3>A</h3>\n<h5>B</h5>');
  expect(render('#### Only')).toBe('<h3>Only</h3>');
  expect(render('# A\n\n###### F')).toBe('<h3>A</h3>\n<h6>F</h6>');
});

test('code keeps its language and its markup as text', () => {
  expect(render('```ts\nconst a = "<script>";\n```')).toBe('<pre><code class="language-ts">const a = "&lt;script&gt;";\n</code></pre>');
  expect(render('```"><img src=x onerror=pwned()>\na\n```')).toBe('<pre><code>a\n</code></pre>');
});

test('tables keep their alignment without a style', () => {
  expect(render('| a | b |\n|:-:|--:|\n| 1 | 2 |')).toContain('<td align="right">2</td>');
});

test('task lists show their state as a character', () => {
  expect(render('- [x] done\n- [ ] open')).toBe(
    '<ul>\n<li><span class="task">\u2611</span> done</li>\n<li><span class="task">\u2610</span> open</li>\n</ul>',
  );
});

test('ordered lists keep their start', () => {
  expect(render('7. a\n8. b')).toContain('<ol start="7">');
});

test('footnotes keep their mark and their words, one word and an address too', () => {
  expect(render('Claim[^1] and[^b].\n\n[^1]: Word\n[^b]: https://example.org/a\n    and more')).toBe(
    '<p>Claim<sup class="footnote-mark">1</sup> and<sup class="footnote-mark">b</sup>.</p>\n<p class="footnote"><sup>1</sup> Word</p>\n' +
      '<p class="footnote"><sup>b</sup> <a href="https://example.org/a" rel="noreferrer">https://example.org/a</a>\n    and more</p>',
  );
});

test('a footnote ends where something else begins', () => {
  expect(render('[^1]: See [a].\nand on\n- b\n\n[^2]: c\n[a]: https://example.org/')).toBe(
    '<p class="footnote"><sup>1</sup> See <a href="https://example.org/" rel="noreferrer">a</a>.\nand on</p>\n' +
      '<ul>\n<li>b</li>\n</ul>\n<p class="footnote"><sup>2</sup> c</p>',
  );
});

test('a tag that prose merely names is text', () => {
  expect(render('Put it in the <script> tag.\n\nNext **one**, if a < b.')).toBe(
    '<p>Put it in the &lt;script&gt; tag.</p>\n<p>Next <strong>one</strong>, if a &lt; b.</p>',
  );
  expect(render('The <title> and the <textarea> of a page.')).toBe('<p>The &lt;title&gt; and the &lt;textarea&gt; of a page.</p>');
  expect(render('Never close <!-- and go on.\n\nMore.')).toBe('<p>Never close &lt;!-- and go on.</p>\n<p>More.</p>');
});

test('HTML inside Markdown stays Markdown inside', () => {
  expect(render('<details><summary>More</summary>\n\n*in*\n\n</details>')).toContain('<summary>More</summary><p><em>in</em></p>');
});

test('an HTML body is sanitised as well', () => {
  expect(renderBody({ format: 'html', text: '<h1>A</h1><p onclick="pwned()">b' })).toBe('<h3>A</h3><p>b</p>');
});

test('a line holds nothing but phrases', () => {
  expect(renderInline('a **b** `c` [d](https://example.org/)')).toBe(
    'a <strong>b</strong> <code>c</code> <a href="https://example.org/" rel="noreferrer">d</a>',
  );
  expect(renderInline('a <div>b</div><script>pwned()</script> # c')).toBe('a  b # c');
});

test('what no parser should read is shown as it is, between what can be read', () => {
  const hostile = Array.from({ length: 400 }, (_, depth) => `${'  '.repeat(depth)}- <b>`).join('\n');
  expect(render(`*before*\n\n${hostile}\n\n*after*`)).toBe(
    `<p><em>before</em></p>\n\n<pre class="as-is">${hostile.replaceAll('<b>', '&lt;b&gt;')}\n</pre>\n<p><em>after</em></p>`,
  );
  expect(renderInline(`${'*a _b '.repeat(1_000)}<b>`)).toContain('*a _b &lt;b&gt;');
});

test.each([
  ['a line of 5 MB', 'word '.repeat(1_000_000)],
  ['a million openings', '<'.repeat(1_000_000)],
  ['20,000 images', '![a](https://example.org/i.png)\n'.repeat(20_000)],
  ['an embedded image of 5 MB', `![a](data:image/png;base64,${'A'.repeat(5_000_000)}) word`],
])('%s keeps its words', (_what, text) => {
  const shown = text.startsWith('![a](d') ? 1 : countWords(text.replaceAll('<', '&lt;').replace(/!\[a\]\([^)]*\)/g, 'a'));
  expect(countWords(render(text))).toBe(shown);
});

function countWords(markup: string): number {
  return markup.split(/<[^>]*>|\s+/).filter((word) => /^(?:word|a|(?:&lt;)+)$/.test(word)).length;
}

test.each([
  ['10,000 nested tables', '<table><tr><td>'.repeat(10_000)],
  ['a megabyte of open elements', '<b>'.repeat(300_000)],
  ['20,000 images', '<img src="https://example.org/i.png" alt="a">'.repeat(20_000)],
  ['100,000 attributes', `<p ${Array.from({ length: 100_000 }, (_, index) => `a${index}=b`).join(' ')}>`],
])('HTML of %s keeps the word behind it', (_what, html) => {
  expect(renderBody({ format: 'html', text: `${html}word` })).toMatch(/word(?:<\/\w+>)*$/);
});

test('an address can be found again in the markup', () => {
  const address = `https://example.org/it's?a=1&b="2"`;
  const body = renderBody({ format: 'html', text: `<a href="${escapeHtml(address)}">x</a>` });
  expect(body).toContain(`href="${escapeHtml(`https://example.org/it's?a=1&b=%222%22`)}"`);
});

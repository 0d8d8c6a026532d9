// The sanitiser rule by rule: what stays, what goes, what becomes something else.

import { describe, expect, test } from 'vitest';
import { sanitise } from '../../../src/render/sanitise.js';
import { createDice } from '../../bench/random.js';

test.each([
  ['scripts and styles with their content', 'before <script>pwned()</script><style>*{}</style>after', 'before after'],
  ['events', '<b onclick="pwned()" onmouseover=pwned()>b</b>', '<b>b</b>'],
  ['styles, ids and names', '<p style="color:red" id="x" name="y">p</p>', '<p>p</p>'],
  ['foreign classes', '<p class="page image evil">p</p>', '<p class="image">p</p>'],
  ['forms, but not their words', '<form action="https://e.org"><button formaction=x>Go</button> now</form>', '<div>Go now</div>'],
  ['drawings, but not their words', 'a <svg/onload=pwned()><text>b</text></svg> c', 'a b c'],
  ['comments and declarations', '<!doctype html><!-- x --><?php x ?>y', 'y'],
  ['frames that lead nowhere', 'a<iframe srcdoc="<script>pwned()</script>"></iframe>b', 'ab'],
])('drops %s', (_what, html, expected) => {
  expect(sanitise(html)).toBe(expected);
});

test.each([
  '<blockquote><p>q</p></blockquote>',
  '<figure><pre><code class="language-c++">x</code></pre><figcaption>c</figcaption></figure>',
  '<details open><summary>s</summary>t</details>',
  '<p><abbr title="t">a</abbr> <sub>b</sub> <sup>c</sup> <kbd>d</kbd> <mark>e</mark> <del>f</del> <ins>g</ins></p>',
  '<p><ruby>x<rp>(</rp><rt>y</rt><rp>)</rp></ruby></p>',
  '<dl><dt>a</dt><dd>b</dd></dl>',
  '<ol start="3" reversed><li value="9">a</li></ol>',
  '<p dir="rtl" lang="ar-EG">a</p>',
  '<table><caption>c</caption><thead><tr><th align="right" scope="col">h</th></tr></thead><tbody><tr><td colspan="2">d</td></tr></tbody></table>',
  'a &lt;script&gt; named in words, &amp; more',
])('keeps %s', (html) => {
  expect(sanitise(html)).toBe(html);
});

test.each([
  ['https://example.org/a?b=1&c=2', 'https://example.org/a?b=1&amp;c=2'],
  ['HTTP://example.org/', 'HTTP://example.org/'],
  ['mailto:a@example.org', 'mailto:a@example.org'],
  [' \t\nhttps://exam\nple.org/ ', 'https://example.org/'],
  ['//example.org/x', 'https://example.org/x'],
  ['https://example.org/a b"', 'https://example.org/a%20b'],
  ['https://www.google.com/url?q=https%3A%2F%2Fexample.org%2Fa&sa=D', 'https://example.org/a'],
])('links to %j', (href, kept) => {
  expect(sanitise(`<a href="${href}">x</a>`)).toBe(`<a href="${kept}" rel="noreferrer">x</a>`);
});

test.each([
  'javascript:pwned()',
  'JaVa\tScRiPt:pwned()',
  '&#1;javascript:pwned()',
  'data:text/html,<b>x',
  'vbscript:x',
  'command:workbench.action.files.save',
  'vscode://x/y',
  'file:///etc/passwd',
  'blob:https://example.org/x',
  'https:example.org',
  '/a/b',
  'a/b',
  '#note',
  '',
  'https://',
])('keeps the text of a link to %j, not the link', (href) => {
  expect(sanitise(`a <a href="${href}">x</a> b`)).toBe('a x b');
});

describe('images', () => {
  test('become placeholders with their words and address', () => {
    expect(sanitise('<img src="https://example.org/a.png" alt="A &quot;b&quot;" title="t" srcset="x 2x" onerror="pwned()">')).toBe(
      '<span class="image" data-image="https://example.org/a.png" title="t">A "b"</span>',
    );
  });
  test('keep their words without an address that could be loaded', () => {
    expect(sanitise('<img src="data:image/png;base64,AAAA" alt="A"><img src="javascript:pwned()" alt="B">')).toBe(
      '<span class="image">A</span><span class="image">B</span>',
    );
  });
  test('without words are called by their file, or their host', () => {
    expect(sanitise('<img src="https://example.org/a/plan.png?w=2"><img src="https://example.org/" alt="">')).toBe(
      '<span class="image" data-image="https://example.org/a/plan.png?w=2">plan.png</span>' +
        '<span class="image" data-image="https://example.org/">example.org</span>',
    );
  });
  test('that only count readers are dropped', () => {
    expect(
      sanitise('a<img src="https://example.org/p.gif" width="1" height="1"><img src="https://example.org/p" style="width: 1px;HEIGHT:0">b'),
    ).toBe('ab');
  });
  test('never bring an address of their own for the page', () => {
    expect(sanitise('<span class="image" data-image="javascript:pwned()">a</span>')).toBe('<span class="image">a</span>');
  });
});

test('a link without words shows its address', () => {
  expect(sanitise('<a href="https://example.org/a"> </a>')).toBe(
    '<a href="https://example.org/a" rel="noreferrer"> https://example.org/a</a>',
  );
});

test('media become links', () => {
  expect(sanitise('<iframe src="https://example.org/e" title="Talk"></iframe>')).toBe(
    '<a class="media" href="https://example.org/e" rel="noreferrer">Talk</a>',
  );
  expect(sanitise('<video autoplay><source src="https://example.org/1"><source src="https://example.org/2">words</video>')).toBe(
    '<a class="media" href="https://example.org/1" rel="noreferrer">https://example.org/1</a>words',
  );
});

test('formulas become a line of text', () => {
  const fraction = '<mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow><mi>b</mi></mfrac>';
  const power = '<msup><mi>x</mi><mn>2</mn></msup>';
  expect(sanitise(`<math><semantics><mrow>${fraction}<mo>=</mo>${power}</mrow><annotation>TeX</annotation></semantics></math>`)).toBe(
    '(a+1)/b=x<sup>2</sup>',
  );
});

test('headings begin at the third level, whatever stood on top', () => {
  expect(sanitise('<h2>a</h2><h4>b</h4><h6>c</h6>')).toBe('<h3>a</h3><h5>b</h5><h6>c</h6>');
});

describe('malformed HTML', () => {
  test.each([
    ['unclosed raw text', 'a <script>b', 'a &lt;script&gt;b'],
    [
      'unclosed raw text behind letters that grow in lower case',
      `<b>\u0130</b></script>${'\u0130'.repeat(20)}<script>b`,
      `<b>\u0130</b>${'\u0130'.repeat(20)}&lt;script&gt;b`,
    ],
    ['an unclosed comment', 'a <!-- b', 'a &lt;!-- b'],
    ['an unfinished tag', 'a <b class="c', 'a &lt;b class="c'],
    ['omitted end tags', '<table><tr><td>a<tr><td>b</table>', '<table><tr><td>a</td></tr><tr><td>b</td></tr></table>'],
    ['cells outside a table', '<td>a</td><td>b</td>', '<div>a</div><div>b</div>'],
    [
      'links in links',
      '<a href="https://e.org/1">a<b>b<a href="https://e.org/2">c</a></b></a>',
      '<a href="https://e.org/1">a<b>b</b></a><a href="https://e.org/2">c</a>',
    ],
    ['CDATA', '<![CDATA[a < b]]>', 'a &lt; b'],
  ])('loses no words to %s', (_what, html, expected) => {
    expect(sanitise(html).replaceAll(' rel="noreferrer"', '')).toBe(expected);
  });
});

const pieces = (
  '<p> </p> <b> </b> <a\u0020href="https://e.org/?a=1&b"> <a\u0020href="javascript:pwned()"> </a> <h1> </h1> <h4> </h4> <ul> <li> </ul> <table> <tr> <td> ' +
  '<tbody> </table> <svg> </svg> <math> <mi> <msup> </math> <img\u0020src=x\u0020onerror=pwned()> <img\u0020src="https://e.org/i"\u0020alt="w"> <script> </script> <style> ' +
  '</style> <title> </title> <textarea> </textarea> <template> <noscript> </noscript> <iframe\u0020src="https://e.org/f"> </iframe> <!-- --> <![CDATA[ ]]> <details\u0020ontoggle=pwned()\u0020open> ' +
  '<summary> </details> <pre> </pre> <code\u0020class="language-js\u0020x"> </code> <ruby> <rt> <dl> <dt> <dd> </dl> <form> <input\u0020type=checkbox\u0020checked> <select> <option> </select> <xmp> ' +
  '</xmp> <plaintext> <annotation> </annotation> <video\u0020src="https://e.org/v"> </video> <p\u0020style="x:expression(pwned())"\u0020id=a\u0020name=b> < > & &lt; &#0; " \' ` = / on style= word </br> </p>'
)
  .split(' ')
  .map((piece) => piece.replaceAll('\u0020', ' '));

test('random markup comes out safe, and a second pass changes nothing', () => {
  const random = createDice(20_261_122);
  for (let round = 0; round < 3_000; round += 1) {
    const html = Array.from({ length: 1 + random(24) }, () => pieces[random(pieces.length)]).join(random(2) === 0 ? '' : ' ');
    const safe = sanitise(html);
    expect(sanitise(safe), html).toBe(safe);
    const tags = safe.match(/<[^>]*>/g)?.join('') ?? '';
    expect(tags, html).not.toMatch(/\son|javascript:|style|\sid|\sname|\ssrc|<(?:script|svg|math|img|iframe|form|input)/i);
  }
});

// The issue as a file: what is in its head, what of the page is left out, and that nothing else is.
import { describe, expect, it } from 'vitest';
import type { Issue } from '../../../src/digest/model.js';
import { renderExport } from '../../../src/render/exportPage.js';
import type { PageFacts } from '../../../src/render/pageHeader.js';
import { withoutControls } from '../../../src/render/withoutControls.js';
import { pageWords } from '../words.js';

const facts: PageFacts = { sourceName: 'Notes', isStarred: true, isMissing: true, minutes: 4 };

const issue: Issue = {
  id: 'calm-week',
  kind: 'article',
  title: 'A calm <week> & more',
  published: '2026-11-03',
  tags: [],
  authors: ['Ada "A" Lovelace', 'Bo'],
  url: 'https://www.example.org/calm-week?a=1&b=2',
  sections: [
    {
      id: 'one',
      title: 'One',
      body: {
        format: 'html',
        text: '<p>Words <img src="https://img.example.org/a.png" alt="A chart"> <a href="https://example.org/x"><img src="https://img.example.org/b.png" alt="Linked"></a></p><details><summary>More</summary><p>Folded</p></details>',
      },
      takeaways: ['First', 'Second'],
      links: [{ label: 'https://example.org/bare/', url: 'https://example.org/bare/' }, { label: 'No address' }],
    },
    { id: 'two', title: 'Two', body: { format: 'markdown', text: '```js\nlet a = "<b>";\n```' }, takeaways: [], links: [] },
  ],
  takeaways: [],
  links: [],
  extent: 'excerpt',
};

const file = renderExport(issue, facts, pageWords, { sheet: 'p { color: red; }' });

describe('the file', () => {
  it('says in its head what it is, and that it loads and runs nothing', () => {
    const head = file.slice(0, file.indexOf('</head>'));
    expect(head.split('\n')).toEqual([
      '<!DOCTYPE html>',
      '<html lang="en">',
      '<head>',
      '<meta charset="utf-8">',
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">`,
      '<meta name="viewport" content="width=device-width, initial-scale=1">',
      '<meta name="referrer" content="no-referrer">',
      '<meta name="color-scheme" content="light dark">',
      '<meta name="author" content="Ada &quot;A&quot; Lovelace">',
      '<meta name="author" content="Bo">',
      '<title>A calm &lt;week&gt; &amp; more</title>',
      '<link rel="icon" href="data:,">',
      '<link rel="canonical" href="https://www.example.org/calm-week?a=1&amp;b=2">',
      '<style>',
      'p { color: red; }',
      '</style>',
      '',
    ]);
  });

  it('has no control, nothing of the person, and no mark for a script', () => {
    expect(file.match(/<(?:button|script|input|textarea|form)|class="note"| data-|tabindex|aria-pressed/g)).toBeNull();
    expect(file).not.toContain('The file is gone.');
    expect(file).not.toContain('<li></li>');
    expect(file).toContain('Only the beginning.');
  });

  it('keeps title, date, source with its address, authors, and every anchor that it leads to', () => {
    expect(file).toContain('<time datetime="2026-11-03" dir="auto">3 November 2026</time>'.replace('3 November 2026', 'November 3, 2026'));
    expect(file).toMatch(/<a href="https:\/\/www\.example\.org\/calm-week\?a=1&amp;b=2"[^>]*>example\.org</);
    expect(file).toContain('>Ada &quot;A&quot; Lovelace, Bo</span>');
    const led = [...file.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id);
    expect(led.length).toBeGreaterThan(2);
    expect(led.filter((id) => !file.includes(` id="${id}"`))).toEqual([]);
  });

  it('shows an image as its words with a link to it, but in a link only as its words', () => {
    expect(file).toContain(
      '<a class="image" id="at-image:1" href="https://img.example.org/a.png" rel="noreferrer"><span class="image-words">A chart</span>',
    );
    expect(file).toMatch(
      /<a href="https:\/\/example\.org\/x" rel="noreferrer"><span class="image" id="at-image:2"><span class="image-words">Linked<\//,
    );
  });

  it('has nothing folded, and marks the links whose words are their address', () => {
    expect([...file.matchAll(/<details[^>]*>/g)].map(([tag]) => tag)).toEqual(['<details open>', '<details open>']);
    expect(file).toMatch(/<a href="https:\/\/example\.org\/bare\/"[^>]* class="bare">/);
    // Once in its section, once in the list of all.
    expect(file.match(/class="bare"/g)?.length).toBe(2);
  });

  it('refuses a sheet that would end early', () => {
    expect(() => renderExport(issue, facts, pageWords, { sheet: 'a { content: "</STYLE>" }' })).toThrow(RangeError);
  });
});

describe('withoutControls', () => {
  it('takes out what only held a control, and leaves what was empty by itself', () => {
    expect(withoutControls('<ul><li>a</li><li><p><button>x</button></p></li></ul><p></p><td>b</td>')).toBe(
      '<ul><li>a</li></ul><p></p><td>b</td>',
    );
    expect(withoutControls('<div><p hidden>x</p><p>a &lt;button&gt;</p></div>')).toBe('<div><p>a &lt;button&gt;</p></div>');
  });

  it('changes nothing else', () => {
    const markup =
      '<p lang="" dir="auto">a<br>b &amp; <b title="&quot;">c</b></p><table><tbody><tr><td align="right">1</td></tr></tbody></table>';
    expect(withoutControls(markup)).toBe(markup);
  });
});

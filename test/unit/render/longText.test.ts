// What long texts are cut into: every word stays, in its order, in markup that parses the same.
import { describe, expect, it } from 'vitest';
import { longArticle, longArticleNames } from '../../bench/longArticles.js';
import { createRandom, type Random } from '../../bench/random.js';
import type { Issue } from '../../../src/digest/model.js';
import { parseIssue } from '../../../src/digest/parseIssue.js';
import { renderBody } from '../../../src/render/body.js';
import { estimateLines, gatherParts, inPieces } from '../../../src/render/longText.js';
import { renderPage } from '../../../src/render/page.js';
import { pageWords } from '../words.js';
import { readAttacks } from './attackCorpus.js';
import { faultsOf, pageGrammar } from './safeMarkup.js';

/** Our own elements around pieces, and the header and columns that a table has again in each. */
function withoutPieces(html: string): string {
  return html
    .replaceAll(/<\/?span class="piece"[^>]*>|<span class="piece"[^>]*>/g, '')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/\s+/g, ' ');
}

function wordsOf(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function body(text: string): string {
  return renderBody({ format: 'html', text });
}

function page(issue: Issue): string {
  return renderPage(issue, { sourceName: 'Source', day: '2026-04-30', isStarred: false, isMissing: false, minutes: 9 }, pageWords);
}

function issueOf(text: string, format: 'html' | 'markdown' = 'html'): Issue {
  const section = { id: 'one', title: 'One', body: { format, text }, takeaways: [], links: [] } as const;
  return {
    id: 'i',
    kind: 'article',
    title: 'Long',
    tags: [],
    sections: [section, { ...section, id: 'two', title: 'Two' }],
    takeaways: [],
    links: [],
  };
}

const paragraph = `<p>${'Words and more words. '.repeat(20)}</p>`;
const long = paragraph.repeat(200);

describe('a text of usual length', () => {
  it('stays as it is', () => {
    expect(inPieces(body(paragraph.repeat(50)))).toBe(body(paragraph.repeat(50)));
    expect(gatherParts([paragraph, paragraph])).toBe(paragraph + paragraph);
  });
});

describe.each(longArticleNames)('the long article "%s"', (name) => {
  const { text, extension } = longArticle(name, 0.05);
  const outcome = parseIssue(`# Long\n\n${text}`, { fileName: 'a.md' });
  const html = extension === 'md' ? page(outcome.ok ? outcome.issue : issueOf('')) : page(issueOf(text));

  it('is cut into pieces that our page may have', () => {
    expect(faultsOf(html, pageGrammar)).toEqual([]);
    const lengths = html.split('class="piece').map(({ length }) => length);
    expect(lengths.length).toBeGreaterThan(4);
    // Code is the one thing that stays whole: it scrolls in itself.
    if (name !== 'pre') expect(Math.max(...lengths)).toBeLessThan(45_000);
  });
});

describe('what is cut', () => {
  it('keeps its words and its elements: a second look through the sanitiser changes nothing but our own', () => {
    const html = body(`${long}<h3>Heading</h3>${long}<hr>text <b>bold</b><br>${'more<br>'.repeat(9_000)}<div>${long}</div>`);
    const cut = inPieces(html);
    expect(cut).not.toBe(html);
    expect(
      cut.replaceAll(/<div class="piece"[^>]*>((?:(?!<div class="piece").)*?)<\/div>(?=<div class="piece"|$|<\/div>|<div>)/gs, '$1'),
    ).toBe(html);
  });

  it('gives lists whose numbers go on', () => {
    const items = Array.from({ length: 3_000 }, (_, at) => `<li>${at === 1_000 ? 'first' : `item ${at} of the list`}</li>`).join('');
    const cut = inPieces(body(`<ol start="5">${items.replace('<li>first', '<li value="9">first')}</ol>`));
    const numbers: [number, string][] = [];
    for (const [, start = '1', content = ''] of cut.matchAll(/<ol(?: start="(-?\d+)")?>([^]*?)<\/ol>/g)) {
      let number = Number(start);
      for (const [, value, text = ''] of content.matchAll(/<li(?: value="(\d+)")?>([^<]*)/g)) {
        number = value === undefined ? number : Number(value);
        numbers.push([number, text]);
        number += 1;
      }
    }
    expect(cut.match(/<ol/g)?.length).toBeGreaterThan(5);
    expect(numbers).toHaveLength(3_000);
    expect(numbers[0]).toEqual([5, 'item 0 of the list']);
    expect(numbers[999]).toEqual([1_004, 'item 999 of the list']);
    expect(numbers[1_000]).toEqual([9, 'first']);
    expect(numbers[2_999]).toEqual([2_008, 'item 2999 of the list']);
  });

  it('gives tables with the same header and columns, and each row once', () => {
    const rows = Array.from({ length: 2_000 }, (_, at) => `<tr><td>${at}</td><td>${'words '.repeat(9)}</td></tr>`).join('');
    const cut = inPieces(
      body(`<table><caption>What</caption><thead><tr><th>No.</th><th>Text</th></tr></thead><tbody>${rows}</tbody></table>`),
    );
    const tables = cut.split('<table').length - 1;
    expect(tables).toBeGreaterThan(5);
    expect(cut.match(/<thead>/g)).toHaveLength(tables);
    expect(new Set(cut.match(/<colgroup>.*?<\/colgroup>/g)).size).toBe(1);
    expect(cut.match(/<caption>/g)).toHaveLength(1);
    expect(Array.from(cut.matchAll(/<tr><td>(\d+)/g), ([, number]) => Number(number))).toEqual(
      Array.from({ length: 2_000 }, (_, at) => at),
    );
  });

  it.each([
    [
      'a table whose cells reach over rows',
      `<table><tbody><tr><td rowspan="2">a</td></tr>${'<tr><td>words of a row</td></tr>'.repeat(3_000)}</tbody></table>`,
    ],
    ['a table of many columns', `<table><tbody>${`<tr>${'<td>word</td>'.repeat(12)}</tr>`.repeat(800)}</tbody></table>`],
    ['a list that counts down', `<ol reversed>${'<li>words of an item</li>'.repeat(4_000)}</ol>`],
  ])('leaves %s whole', (_, html) => {
    const cut = inPieces(body(html));
    expect(cut.match(/class="piece"/g)).toHaveLength(1);
    expect(cut).toContain(body(html));
  });

  it('cuts text that no parser could take between its lines', () => {
    const text = 'x'.repeat(100).concat('\n').repeat(40_000);
    const html = page(issueOf(text, 'markdown'));
    expect(html.match(/<pre class="as-is"><span class="piece"/g)).toHaveLength(2);
    expect(html.split('class="piece').length).toBeGreaterThan(100);
    expect(withoutPieces(html).match(/x{100}/g)).toHaveLength(80_000);
  });
});

describe('any markup', () => {
  const parts = [
    '<p>',
    '</p>',
    '<ul><li>',
    '<ol>',
    '<li>',
    '</ul>',
    '<table>',
    '<tr>',
    '<td>',
    '</table>',
    '<pre>',
    '</pre>',
    '<div>',
    '</div>',
    '<blockquote>',
    '<br>',
    '<hr>',
    '<b>',
    '</b>',
    '<h3>',
    'some words ',
    '<img src="https://a.example/i.png">',
    '<details><summary>',
  ];
  const tangle = (random: Random): string => {
    let html = '';
    while (html.length < 60_000) html += `${parts[Math.floor(random() * parts.length)]}${'w'.repeat(Math.floor(random() * 300))} `;
    return html;
  };

  it('keeps its words in order and is well formed', () => {
    const random = createRandom(8);
    for (let round = 0; round < 60; round += 1) {
      const html = body(tangle(random));
      const cut = inPieces(html);
      expect(faultsOf(cut, pageGrammar)).toEqual([]);
      expect(wordsOf(cut).replaceAll(' ', '')).toBe(wordsOf(html).replaceAll(' ', ''));
    }
  });

  it('is as safe in a long text as in a short one', () => {
    for (const { text, number } of readAttacks(80).filter(({ number }) => number % 5 === 0)) {
      const html = page(issueOf(`${long}${text}${long}`));
      expect(faultsOf(html, pageGrammar), String(number)).toEqual([]);
    }
  }, 120_000);
});

function near(html: string, lines: number): void {
  expect(estimateLines(html)).toBeGreaterThan(lines * 0.7);
  expect(estimateLines(html)).toBeLessThan(lines * 1.4);
}

describe('the guess of lines', () => {
  it('knows paragraphs, items, rows, wide signs and code', () => {
    near(`<p>${'abcde '.repeat(113)}</p>`.repeat(10), 107);
    near('<li>short</li>'.repeat(100), 125);
    near(`<tr><td>a</td><td>${'b'.repeat(60)}</td></tr>`.repeat(50), 80);
    near(`<p>${'漢'.repeat(340)}</p>`, 11);
    near(`<pre><code>${'line\n'.repeat(200)}</code></pre>`, 168);
  });
});

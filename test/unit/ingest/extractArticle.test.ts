// The article in a web page, and the issue that comes of it: found in a usual page, refused or bounded in hostile ones.
import { describe, expect, test } from 'vitest';
import type { Issue } from '../../../src/digest/model.js';
import { toExtractedIssue } from '../../../src/ingest/articleIssue.js';
import { extractArticle } from '../../../src/ingest/extractArticle.js';
import { readAttacks } from '../render/attackCorpus.js';
import { bodyGrammar, faultsOf } from '../render/safeMarkup.js';

const address = 'https://news.example.org/2026/a';
const paragraph =
  '<p>A paragraph of an article, long enough, with commas, so that it counts as text that people would read with some care.</p>';

function pageWith(article: string, head = ''): string {
  return (
    `<!doctype html><html><head><title>A title</title>${head}<script>x()</script></head><body><nav><ul><li><a href="/home">Home page</a></li></ul></nav>` +
    `<main><article><h1>A title</h1>${article}</article></main><footer>All rights of the footer</footer></body></html>`
  );
}

const excerpt: Issue = {
  id: 'a-1',
  kind: 'article',
  title: 'A title',
  published: '2026-04-01',
  tags: [],
  sections: [
    {
      id: 'a-title',
      title: 'A title',
      body: { format: 'html', text: '<p>A paragraph of an article, long […]</p>' },
      takeaways: [],
      links: [],
    },
  ],
  takeaways: [],
  links: [{ label: 'talk.mp3', url: 'https://cdn.example.org/talk.mp3' }],
  url: address,
  extent: 'excerpt',
};

function extractedFrom(page: string, issue = excerpt): Issue | undefined {
  const outcome = extractArticle(page, address);
  return outcome.ok ? toExtractedIssue(issue, outcome) : undefined;
}

describe('a usual page', () => {
  const page = pageWith(
    `<p class="byline">By Ada L</p>${paragraph.repeat(3)}<h2>One</h2>${paragraph}<p><a href="../b?utm_source=x">rel</a></p><h2>Two</h2>${paragraph.repeat(3)}`,
  );
  const issue = extractedFrom(page);

  test('gives the article without its surroundings, cut at its headings', () => {
    expect(issue?.sections.map(({ title }) => title)).toEqual(['One', 'Two']);
    const text = [issue?.intro?.text, ...(issue?.sections.map(({ body }) => body.text) ?? [])].join('');
    expect(text.match(/A paragraph of an article/g)).toHaveLength(7);
    expect(text).not.toMatch(/Home page|All rights/);
  });

  test('gives links by the address of the page, and keeps those that the feed gave', () => {
    expect(issue?.sections[0]?.links.map(({ url }) => url)).toEqual(['https://news.example.org/b']);
    expect(issue?.links).toEqual(excerpt.links);
  });

  test('keeps what the feed said and says that it was extracted', () => {
    expect(issue).toMatchObject({ id: 'a-1', published: '2026-04-01', extent: 'extracted', authors: ['By Ada L'] });
    expect(issue?.tldr).toBeUndefined();
  });

  test('keeps a summary of its own as the TLDR', () => {
    const [section] = excerpt.sections;
    const saying = (text: string) => section && { ...excerpt, sections: [{ ...section, body: { format: 'html', text } as const }] };
    const own = saying('<p>Other words. <a href="https://news.example.org/2026/a">Read more</a></p>');
    expect(extractedFrom(page, own)?.tldr).toContain('Other words.');
    expect(extractedFrom(page, saying('<p>Other words, and then…</p>'))?.tldr).toBeUndefined();
  });

  test('is read by its own base and without a frame of html and body, too', () => {
    const outcome = extractArticle(`<base href="/deep/">${paragraph.repeat(8)}`, address);
    expect(outcome).toMatchObject({ ok: true, base: 'https://news.example.org/deep/' });
  });
});

describe('a page without an article', () => {
  test.each([
    ['empty', ''],
    ['a word', 'Hello'],
    ['a notice', pageWith('<p>Please enable scripts.</p>')],
    ['a picture', '\u0089PNG\r\n\u001a\n\u0000\u0000'],
    ['too many elements', `<body>${'<i></i>'.repeat(50_001)}${paragraph.repeat(9)}`],
    ['too large', pageWith(paragraph.repeat(9)) + ' '.repeat(5_000_000)],
  ])('%s', (_what, page) => {
    expect(extractArticle(page, address)).toEqual({ ok: false });
  });

  test('an article that says no more than the issue changes nothing', () => {
    const [section] = excerpt.sections;
    const whole = section && { ...excerpt, sections: [{ ...section, body: { format: 'html', text: paragraph.repeat(9) } as const }] };
    expect(extractedFrom(pageWith(paragraph.repeat(8)), whole)).toBeUndefined();
  });
});

describe('a hostile page', { timeout: 120_000 }, () => {
  test.each([
    ['nested 20,000 deep', '<div>'.repeat(20_000)],
    ['of 5,000 nested tables', '<table><tr><td>'.repeat(5_000)],
    ['with 100,000 attributes', `<p ${'a=1 '.repeat(100_000)}>`],
    ['of brackets', '<'.repeat(500_000)],
    ['with a script that never ends', `${paragraph}<script>`],
  ])('%s is answered', (_what, start) => {
    expect(typeof extractArticle(start + paragraph.repeat(5), address).ok).toBe('boolean');
  });

  test('becomes safe markup, whatever attack stands in it', () => {
    const attacks = readAttacks(80).filter((_, index) => index % 7 === 0);
    let found = 0;
    const faults = attacks.flatMap(({ kind, name, text }) => {
      const issue = extractedFrom(pageWith(`${paragraph.repeat(4)}<div>${text}</div>${paragraph.repeat(4)}`));
      found += issue === undefined ? 0 : 1;
      const stored = [issue?.intro, ...(issue?.sections.map(({ body }) => body) ?? [])].flatMap((body) => (body ? [body.text] : []));
      const bad = stored.flatMap((markup) => faultsOf(markup, bodyGrammar));
      return bad.length === 0 ? [] : [[kind, name, ...bad]];
    });
    expect(faults).toEqual([]);
    expect(found).toBeGreaterThan(attacks.length / 2);
  });
});

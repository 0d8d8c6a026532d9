// Entries of feeds as issues: which text is taken, what the fields hold, and that nothing unsafe is ever stored.
import { describe, expect, test } from 'vitest';
import { allTakeaways, type Issue } from '../../../src/digest/model.js';
import { toArticleIssue } from '../../../src/ingest/articleIssue.js';
import type { Feed, FeedEntry, FeedText } from '../../../src/sources/feeds/feed.js';
import { readAttacks } from '../render/attackCorpus.js';
import { bodyGrammar, faultsOf } from '../render/safeMarkup.js';

const feed: Feed = { format: 'rss', authors: [], categories: [], entries: [], isCutShort: false, homePage: 'https://news.example.org/' };

function entryWith(fields: Partial<FeedEntry>): FeedEntry {
  return {
    guid: 'g1',
    title: 'A title',
    url: 'https://news.example.org/a',
    authors: [],
    categories: [],
    enclosures: [],
    links: [],
    ...fields,
  };
}

function html(value: string, base?: string): FeedText {
  return { format: 'html', value, ...(base === undefined ? {} : { base }) };
}

function issueOf(fields: Partial<FeedEntry>, of: Feed = feed): Issue {
  return toArticleIssue(entryWith(fields), of);
}

const long = 'Many words stand here so that nobody takes it for an excerpt. '.repeat(12).trim();

describe('the fields', () => {
  test('are those that the entry gives', () => {
    const issue = issueOf({
      published: '2026-04-01T10:00:00Z',
      updated: '2026-04-02T10:00:00Z',
      authors: [{ name: ' Ada  L ' }, { email: 'b@example.org' }, { name: 'Ada L' }],
      categories: [{ name: 'LLM' }, { name: 'llm' }, { name: 'Agents' }],
      content: html(`<p>${long}</p>`),
      url: 'https://news.example.org/a?utm_source=rss&amp;id=3',
    });
    expect(issue).toEqual({
      id: issue.id,
      kind: 'article',
      title: 'A title',
      published: '2026-04-01T10:00:00Z',
      updated: '2026-04-02T10:00:00Z',
      category: 'AI & Agents',
      tags: ['LLM', 'Agents'],
      sections: [{ id: 'a-title', title: 'A title', body: { format: 'html', text: `<p>${long}</p>` }, takeaways: [], links: [] }],
      takeaways: [],
      links: [],
      url: 'https://news.example.org/a?id=3',
      authors: ['Ada L', 'b@example.org'],
    });
  });

  test('a title of pages is a text, and an address of pages is none: every row would carry them', () => {
    const words = 'word '.repeat(1_000).trim();
    const issue = issueOf({ title: words, url: `https://news.example.org/${'a'.repeat(10_000)}` });
    expect(issue.title.length).toBeLessThan(100);
    expect(issue.sections[0]?.body.text).toBe(words);
    expect(issue.url).toBeUndefined();
  });

  test.each([
    ['headings', html('<h2>Warp</h2><p>Weft</p>'.repeat(5_000))],
    ['takeaways', html(`<h2>Warp</h2><p>Weft</p><h2>Key takeaways</h2><ul>${'<li>Even</li>'.repeat(5_000)}</ul>`)],
    ['takeaways below a label', html(`<h2>Warp</h2><p><b>Key takeaways:</b></p><ul>${'<li>Even</li>'.repeat(5_000)}</ul>`)],
    ['headings of Markdown', { format: 'text', value: '## Warp\n\nWeft\n\n'.repeat(5_000) }],
    ['takeaways of Markdown', { format: 'text', value: `## Warp\n\n## Key takeaways\n\n${'- Even\n'.repeat(5_000)}` }],
  ] as const)('more %s than anybody cuts by hand stay text', (_what, content) => {
    const issue = issueOf({ content });
    expect(issue.sections.length + allTakeaways(issue).length).toBeLessThan(10);
    expect(JSON.stringify(issue).match(/Warp|Weft|Even/g)?.length).toBeGreaterThan(5_000);
  });

  test('an id is short, safe in addresses, and stays when the text changes', () => {
    const id = issueOf({ guid: 'tag:example.org,2026:<ä>/1' }).id;
    expect(id).toMatch(/^[A-Za-z0-9._~-]{1,20}$/);
    expect(issueOf({ guid: 'tag:example.org,2026:<ä>/1', title: 'Another', content: html('x') }).id).toBe(id);
    expect(issueOf({ guid: 'tag:example.org,2026:<ä>/2' }).id).not.toBe(id);
    const { guid: _, ...entry } = entryWith({});
    expect(toArticleIssue(entry, feed).id).toBe(toArticleIssue({ ...entry, title: 'B' }, feed).id);
  });

  test('a title is made from the first words, which stay where they are', () => {
    const { title: _, ...entry } = entryWith({ content: html(`<p>${long}</p>`) });
    const issue = toArticleIssue(entry, feed);
    expect(issue.title).toBe('Many words stand here so that nobody takes it for an excerpt. Many words stand…');
    expect(issue.sections[0]?.body.text).toContain(long);
  });

  test("the authors of an Atom feed wrote what names nobody, an RSS feed's did not", () => {
    const authors = [{ name: 'Ada' }];
    expect(issueOf({}, { ...feed, format: 'atom', authors }).authors).toEqual(['Ada']);
    expect(issueOf({}, { ...feed, authors }).authors).toBeUndefined();
  });

  test('enclosed files and further links are links, pictures are none', () => {
    const issue = issueOf({
      enclosures: [
        { url: 'https://cdn.example.org/p/talk.mp3?utm_source=x', type: 'audio/mpeg' },
        { url: 'https://cdn.example.org/p/cover.jpg', type: 'image/jpeg' },
      ],
      links: [
        { url: 'https://example.org/told-it', rel: 'via', title: 'Who told it' },
        { url: 'https://example.org/self', rel: 'self' },
      ],
    });
    expect(issue.links.map(({ label, url }) => [label, url])).toEqual([
      ['talk.mp3', 'https://cdn.example.org/p/talk.mp3'],
      ['Who told it', 'https://example.org/told-it'],
    ]);
  });
});

describe('content and summary', () => {
  test('a summary that is the beginning of the content is left out', () => {
    const { tldr, excerpt, intro } = issueOf({ content: html(`<p>${long}</p>`), summary: html(`${long.slice(0, 100)} […]`) });
    expect([tldr, excerpt, intro]).toEqual([undefined, undefined, undefined]);
  });

  test('a summary of its own is the TLDR, or the excerpt beside a TLDR', () => {
    const summary = html('What it <b>means</b> & why.');
    expect(issueOf({ content: html(`<p>${long}</p>`), summary }).tldr).toBe('What it **means** & why.');
    const both = issueOf({ content: html(`<p><b>TLDR:</b> Short.</p><p>${long}</p>`), summary });
    expect([both.tldr, both.excerpt]).toEqual(['Short.', 'What it means & why.']);
  });

  test('a long summary of its own stands before the text', () => {
    const other = 'Quite other words are said in this one. '.repeat(12).trim();
    expect(issueOf({ content: html(`<p>${long}</p>`), summary: html(`<p>${other}</p>`) }).intro?.text).toBe(`<p>${other}</p>`);
  });

  test('a description that only repeats the title is no text', () => {
    const issue = issueOf({ summary: html('A Title.') });
    expect([issue.sections, issue.extent]).toEqual([[], 'excerpt']);
  });
});

describe('how much of the article there is', () => {
  test.each([
    ['a short summary', { summary: html('Only this much.') }, 'excerpt'],
    ['nothing', {}, 'excerpt'],
    ['a text that ends in […]', { content: html(`<p>${long} [&#8230;]</p>`) }, 'excerpt'],
    [
      'the excerpt of a blogging system',
      { summary: html(`<p>${long} […]</p>\n<p>The post <a href="/a">A title</a> appeared first on <a href="/">News</a>.</p>`) },
      'excerpt',
    ],
    ['a link to read more', { content: html(`<p>${long}</p><p><a href="/a">Continue reading →</a></p>`) }, 'excerpt'],
    ['a link to read more in German', { content: html(`<p>${long} <a href="/a">Weiterlesen</a></p>`) }, 'excerpt'],
    ['a long summary', { summary: html(`<p>${long}</p>`) }, undefined],
    ['a content, however short', { content: html('<p>Done.</p>') }, undefined],
    ['a sentence that ends in such words', { content: html(`<p>${long} I should read more</p>`) }, undefined],
  ] as const)('%s', (_what, fields, expected) => {
    expect(issueOf(fields).extent).toBe(expected);
  });

  test('without an address there is nothing more to read', () => {
    const { url: _, ...entry } = entryWith({ summary: html('Only this much.') });
    expect(toArticleIssue(entry, feed).extent).toBeUndefined();
  });
});

describe('texts', () => {
  test('relative addresses are seen from the base of their text', () => {
    const [section] = issueOf({ content: html('<a href="x">X</a><img src="y.png" alt="y">', 'https://cdn.example.org/deep/er/') }).sections;
    expect(section?.links).toEqual([{ label: 'X', url: 'https://cdn.example.org/deep/er/x' }]);
    expect(section?.body.text).toContain('data-image="https://cdn.example.org/deep/er/y.png"');
  });

  test('plain text shows as it was written', () => {
    const value = 'if a < b && c > d: *x*\n  # no heading\nhttps://example.org/a_b_c';
    const [section] = issueOf({ content: { format: 'text', value } }).sections;
    expect(section?.body).toEqual({
      format: 'markdown',
      text: 'if a \\< b && c \\> d: \\*x\\*  \n\u00a0\u00a0\\# no heading  \nhttps://example.org/a_b_c',
    });
    expect(section?.links).toEqual([{ label: 'https://example.org/a_b_c', url: 'https://example.org/a_b_c' }]);
  });

  test('plain text that its document set in is no column of short lines', () => {
    const value = 'One sentence that\n          goes on\n          here.';
    expect(issueOf({ content: { format: 'text', value } }).sections[0]?.body.text).toBe('One sentence that\ngoes on\nhere.');
  });

  test.each([
    ['plain text', (markdown: string): FeedText => ({ format: 'text', value: markdown })],
    [
      'escaped markup',
      (markdown: string): FeedText =>
        html(`<p>${markdown.replaceAll('<', '&lt;').replaceAll('\n\n', '</p><p>').replaceAll('\n', '<br>')}</p>`),
    ],
  ])('a digest in Markdown as %s is read as one', (_form, write) => {
    const markdown = '## First\n\n**TLDR:** Short.\n\n**Key takeaways:**\n\n- p\n- q\n\n## Second\n\nWords.';
    expect(issueOf({ content: write(markdown) }).sections).toMatchObject([
      { title: 'First', tldr: 'Short.', takeaways: ['p', 'q'] },
      { title: 'Second', body: { format: 'markdown', text: 'Words.' } },
    ]);
  });
});

describe('every attack of the corpus as an entry', { timeout: 120_000 }, () => {
  const attacks = readAttacks(80);

  test('is stored as safe markup', () => {
    const faults = attacks.flatMap(({ kind, name, text }) => {
      const places: readonly Partial<FeedEntry>[] = [
        { content: html(text) },
        { content: html(`<div>${text}<h2>One</h2>${text}<h2>Key takeaways</h2><ul><li>${text}</li></ul><h2>Two</h2><p>${text}</p></div>`) },
        { content: html(`<p>${long}</p>`), summary: html(text) },
        { title: text, summary: { format: 'text', value: text }, authors: [{ name: text }], categories: [{ name: text }] },
      ];
      return places.flatMap((fields) => {
        const issue = issueOf(fields);
        const stored = [issue.intro, ...issue.sections.map(({ body }) => body)].filter((body) => body?.format === 'html');
        const bad = stored.flatMap((body) => faultsOf(body?.text ?? '', bodyGrammar));
        const addresses = [...issue.links, ...issue.sections.flatMap(({ links }) => links)].map(({ url = 'https://' }) => url);
        bad.push(...addresses.filter((address) => !/^(?:https?:\/\/|mailto:)/i.test(address)));
        return bad.length === 0 ? [] : [[kind, name, ...bad]];
      });
    });
    expect(faults).toEqual([]);
  });
});

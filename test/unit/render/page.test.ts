// The page as markup: its anchors, its order, what stands once, what is left out, and that hostile words stay words.
import { describe, expect, it } from 'vitest';
import type { Issue, Link, Section } from '../../../src/digest/model.js';
import { allLinks, allTakeaways, anchors, linkAnchor, takeawayAnchor } from '../../../src/digest/model.js';
import { pageWords } from '../words.js';
import { renderPage } from '../../../src/render/page.js';
import type { PageFacts } from '../../../src/render/pageHeader.js';
import { formatDay } from '../../../src/render/pageDates.js';

const words = { ...pageWords, locale: 'en-GB' };

const facts: PageFacts = { sourceName: 'Notes', isStarred: false, isMissing: false, minutes: 4 };

function section(id: string, more: Partial<Section> = {}): Section {
  return { id, title: `About ${id}`, body: { format: 'markdown', text: `Words on ${id}.` }, takeaways: [], links: [], ...more };
}

function issue(more: Partial<Issue> = {}): Issue {
  return { id: 'calm-week', kind: 'digest', title: 'A calm week', tags: [], sections: [], takeaways: [], links: [], ...more };
}

const full = issue({
  published: '2026-11-03',
  category: 'Tools',
  url: 'https://example.org/calm-week',
  tldr: 'Caches **shrank**.',
  intro: { format: 'markdown', text: 'A greeting.' },
  sections: [
    section('caches', {
      tldr: 'Smaller caches.',
      takeaways: ['Measure `first`', 'Then cut'],
      links: [{ label: 'About caches', url: 'https://www.example.org/caches' }, { label: 'Lost label' }],
    }),
    section('queues', { takeaways: ['Queues are lists'], links: [{ label: 'On queues', url: 'https://example.net/queues?a=1&b=2' }] }),
  ],
  takeaways: ['Rest on Sundays'],
  links: [{ label: 'Colophon', url: 'mailto:desk@example.org' }],
});

function render(of: Issue, more: Partial<PageFacts> = {}): string {
  return renderPage(of, { ...facts, ...more }, words);
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

/** The words of markup, without tags. */
function textOf(html: string): string {
  return html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

describe('an article', () => {
  const article = issue({ kind: 'article', url: 'https://example.org/calm-week', published: '2026-11-03', sections: [section('caches')] });

  it('names its authors and the day of its last change', () => {
    const html = render({ ...article, authors: ['Ada <b>L</b>', 'Bo'], updated: '2026-11-05T10:00:00Z' });
    expect(html).toContain('>Ada &lt;b&gt;L&lt;/b&gt;, Bo</span>');
    expect(textOf(html)).toContain('updated 5 November 2026');
    expect(textOf(render({ ...article, updated: '2026-11-03T23:00:00Z' }))).not.toContain('updated');
  });

  it('that is an excerpt offers the whole below its text, when it has an address', () => {
    const html = render({ ...article, extent: 'excerpt' });
    expect(html.indexOf('data-action="readFullArticle"')).toBeGreaterThan(html.indexOf('Words on caches.'));
    const { url: _, ...without } = article;
    expect(render({ ...without, extent: 'excerpt' })).not.toContain('readFullArticle');
  });

  it('of which the feed gives the title alone says so, and no reading time', () => {
    const said = textOf(render({ ...article, sections: [], extent: 'excerpt' }, { minutes: 0 }));
    expect(said).toContain('Only the title.');
    expect(said).not.toContain('min read');
  });

  it('that was extracted says so, and one that is whole says nothing', () => {
    expect(textOf(render({ ...article, extent: 'extracted' }))).toContain('From its page.');
    expect(render({ ...article, extent: 'extracted' })).not.toContain('readFullArticle');
    const said = textOf(render({ ...article, extent: 'extracted', tldr: 'In short.' }));
    expect(said.indexOf('From its page.')).toBeLessThan(said.indexOf('In short.'));
    expect(render(article)).not.toContain('class="extent"');
  });
});

describe('renderPage', () => {
  const html = render(full);

  it('gives every anchor of the model exactly one element', () => {
    const wanted = [
      anchors.tldr,
      anchors.intro,
      'caches',
      'queues',
      anchors.takeaways,
      anchors.links,
      ...allTakeaways(full).map((_, index) => takeawayAnchor(index)),
      ...allLinks(full).map((_, index) => linkAnchor(index)),
    ];
    for (const anchor of wanted) expect(count(html, `id="at-${anchor}"`), anchor).toBe(1);
    expect(count(html, ' id="')).toBe(wanted.length);
  });

  it('numbers takeaways as the model does, wherever they stand', () => {
    expect(html).toMatch(/id="at-takeaway-2"[^>]*><div[^>]*><p>Then cut/);
    expect(html).toMatch(/id="at-takeaway-3"[^>]*><div[^>]*><p>Queues are lists/);
    expect(html).toMatch(/id="at-takeaway-4"[^>]*><div[^>]*><p>Rest on Sundays/);
  });

  it('keeps the order of reading', () => {
    const order = [
      'A calm week',
      '3 November 2026',
      'Caches <strong>shrank',
      'A greeting',
      'Words on caches',
      'Words on queues',
      'Rest on Sundays',
      'at-link-1',
    ];
    const places = order.map((part) => html.indexOf(part));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect([...places].sort((one, other) => one - other)).toEqual(places);
  });

  it('says category, date, source, reading time and where the original is', () => {
    expect(textOf(html)).toContain('Tools A calm week 3 November 2026 Notes 4 min read Open Original');
    expect(html).toContain('<time datetime="2026-11-03" dir="auto">');
    expect(html).toContain('<a href="https://example.org/calm-week"');
  });

  it('shows the excerpt that stands beside a TLDR, as plain text', () => {
    expect(html).not.toContain('excerpt');
    expect(render(issue({ tldr: 'Short.', excerpt: 'In a <b>word</b>' }))).toMatch(
      /<\/ul><p class="excerpt"[^>]*>In a &lt;b&gt;word&lt;\/b&gt;<\/p>/,
    );
  });

  it('lists its parts in the contents', () => {
    const nav = /<nav.*?<\/nav>/.exec(html)?.[0] ?? '';
    const listed = [...nav.matchAll(/href="#at-([^"]+)" data-anchor="([^"]+)"/g)].map((match) => [match[1], match[2]]);
    const expected = [anchors.tldr, 'caches', 'queues', anchors.takeaways, anchors.links];
    expect(listed).toEqual(expected.map((anchor) => [anchor, anchor]));
  });

  it('marks the parts that one can be in', () => {
    const parts = [...html.matchAll(/<section id="at-([^"]+)"[^>]* data-part/g)].map((match) => match[1]);
    expect(parts).toEqual([anchors.tldr, anchors.intro, 'caches', 'queues', anchors.takeaways, anchors.links]);
  });

  it('asks for copies by anchor: each takeaway, a section, the issue', () => {
    const asked = [...html.matchAll(/data-action="copyTakeaways" data-anchor="([^"]+)" data-done="Copied"/g)].map((match) => match[1]);
    expect(asked).toEqual(['caches', 'takeaway-1', 'takeaway-2', 'takeaway-3', anchors.takeaways, 'takeaway-4']);
  });

  it('shows hosts, and says of a link without address that it has none', () => {
    expect(textOf(html)).toContain('On queues example.net');
    expect(html).toMatch(
      /id="at-link-2"[^>]*><span[^>]*>Lost label<\/span><span class="host">no address given<\/span><button[^>]* data-action="copyLabel" data-anchor="link-2"/,
    );
    expect(html).toContain('href="https://example.net/queues?a=1&amp;b=2"');
  });

  it('shows a link that repeats its heading as the source under it', () => {
    expect(html).toMatch(/About caches<\/h2><p class="source"><a href="https:\/\/www\.example\.org\/caches"[^>]*>example\.org</);
  });

  it('does not repeat under a section what its text links already', () => {
    const linked: Link = { label: 'a page', url: 'https://example.org/page' };
    const page = render(
      issue({
        sections: [
          section('one', { body: { format: 'markdown', text: 'See [a page](https://example.org/page).' }, links: [linked] }),
          section('two'),
        ],
      }),
    );
    expect(count(page, 'href="https://example.org/page"')).toBe(2);
  });

  it('says whether the issue is starred and whether its file is gone', () => {
    expect(html).toContain('aria-pressed="false"');
    expect(render(full, { isStarred: true })).toContain('aria-pressed="true"');
    expect(html).not.toContain('The file is gone.');
    expect(render(full, { isMissing: true })).toContain('The file is gone.');
  });

  it('leads from the box of the issue to the boxes of its sections', () => {
    const own = html.slice(html.indexOf(`id="at-${anchors.takeaways}"`));
    expect([...own.matchAll(/href="#at-(takeaway-\d+)"/g)].map((match) => match[1])).toEqual(['takeaway-1', 'takeaway-3']);
  });

  it('puts the anchor of the takeaways on the only box there is', () => {
    const page = render(issue({ sections: [section('one', { takeaways: ['Only here'] }), section('two')] }));
    expect(page).toMatch(/<div id="at-key-takeaways" class="takeaways">/);
    expect(count(page, 'Key Takeaways')).toBe(1);
  });

  it('does not stutter where the only section repeats the title and the summary of the issue', () => {
    const one = issue({ tldr: 'The whole of it.', sections: [section('calm', { title: 'A Calm Week', tldr: 'The whole of it.' })] });
    const page = render(one);
    expect(page).toContain('<h2 class="for-screen-readers"');
    expect(count(page, 'The whole of it.')).toBe(1);
    expect(page).not.toContain('<nav');
  });

  it('leads a single article with the summary of the issue where it has another of its own, and lists its links once', () => {
    const links = [{ label: 'Where it stood', url: 'https://example.org/stood' }];
    const page = render(issue({ tldr: 'The lead.', sections: [section('calm', { tldr: 'The summary.', links })] }));
    expect(page).toMatch(/<section id="at-tldr" class="tldr is-lead"/);
    expect(count(page, 'https://example.org/stood" rel')).toBe(1);
    expect(render(issue({ tldr: 'The box.', sections: [section('one', { tldr: 'Its own.', links }), section('two')] }))).toContain(
      'class="tldr"',
    );
  });

  it('is whole without date, sections, takeaways and links', () => {
    const page = render(issue({ intro: { format: 'markdown', text: 'All there is.' } }));
    expect(textOf(page)).toContain('No date Notes 4 min read');
    expect(textOf(page)).toContain('All there is.');
    for (const absent of ['<nav', 'TLDR', 'Key Takeaways', 'External Links', 'Open Original', 'undefined'])
      expect(page).not.toContain(absent);
  });

  it('shows a section without text by its heading alone', () => {
    const page = render(issue({ sections: [section('bare', { body: { format: 'markdown', text: ' \n' } })] }));
    expect(page).toMatch(/About bare<\/h2><\/section>/);
  });

  it('sets a title that is a sentence smaller than others', () => {
    expect(render({ ...full, title: 'A short one' })).toMatch(/<h1(?! class)/);
    expect(render({ ...full, title: 'Words on looms '.repeat(5) })).toContain('<h1 class="is-long"');
  });

  it('prefers the day of the facts to the one of the text', () => {
    expect(render(full, { day: '2026-11-04' })).toContain('<time datetime="2026-11-04" dir="auto">4 November 2026<');
    expect(render(issue({ published: '2026-11-03T23:30:00-08:00' }))).toContain('3 November 2026');
  });

  it('keeps hostile words as words, in every field', () => {
    const evil = '"><img src=x onerror=ran()><script>ran()</script>';
    const page = render(
      issue({
        title: evil,
        category: evil,
        excerpt: evil,
        tags: [evil],
        published: evil,
        tldr: evil,
        intro: { format: 'html', text: evil },
        url: 'javascript:ran()',
        sections: [
          section(evil, {
            title: evil,
            tldr: evil,
            takeaways: [evil, evil],
            body: { format: 'markdown', text: evil },
            links: [{ label: evil, url: `https://x.example/${evil}` }, { label: evil }],
          }),
          section('two', {
            links: [
              { label: 'bad', url: 'JavaScript:ran()' },
              { label: 'worse', url: 'command:x' },
            ],
          }),
        ],
        takeaways: [evil],
        links: [{ label: evil, url: 'data:text/html,x' }],
      }),
      { sourceName: evil, day: evil },
    );
    const tags = page.match(/<[^>]*>/g) ?? [];
    expect(tags.filter((tag) => /^<(?:script|img|svg|iframe|style)/i.test(tag))).toEqual([]);
    const attributes = tags.flatMap((tag) =>
      tag
        .replace(/"[^"]*"/g, '""')
        .split(/\s+/)
        .slice(1),
    );
    expect(attributes.filter((attribute) => /^(?:on|style|src|srcset|formaction)/i.test(attribute))).toEqual([]);
    expect(
      [...page.matchAll(/href="([^"]*)"/g)].map((match) => match[1] ?? '').filter((href) => !/^(?:#at-|https:\/\/x\.example\/)/.test(href)),
    ).toEqual([]);
    expect(textOf(page)).toContain('no address given');
  });

  it('fills words literally, whatever they hold', () => {
    const page = renderPage(full, { ...facts, sourceName: '$& {0}' }, { ...words, minutes: '<{0}>', copied: '"&' });
    expect(page).toContain('&lt;4&gt;');
    expect(page).toContain('$&amp; {0}');
    expect(page).toContain('data-done="&quot;&amp;"');
  });
});

describe('formatDay', () => {
  it.each([
    ['2026-11-03', 'en-GB', '3 November 2026'],
    ['2026-01-01', 'en-US', 'January 1, 2026'],
    ['2026-12-31', 'pl', '31 grudnia 2026'],
    ['2026-12-31', 'not a locale', 'December 31, 2026'],
  ])('writes %s in %s', (day, locale, text) => {
    expect(formatDay(day, locale)).toBe(text);
  });

  it.each(['2026-02-31', '', 'tomorrow', '2026-13-01'])('knows no day %j', (day) => {
    expect(formatDay(day, 'en')).toBeUndefined();
  });
});

// The page of a topic as markup: its parts and headings, the numbers by which it is left, and that no text of anybody becomes markup.

import { describe, expect, it } from 'vitest';
import type { TopicMention, TopicRow } from '../../../src/protocol/topics.js';
import { renderTopicPage, type TopicPageContent } from '../../../src/render/topicPage.js';
import { topicWords as words } from '../words.js';

const loom: TopicRow = { id: 'loom', name: 'Loom', kind: 'library', what: 'A machine for cloth.' };

const mention = (fields: Partial<TopicMention> = {}): TopicMention => ({
  key: 'imported/a',
  issueTitle: 'A week at the mill',
  sourceName: 'Mill',
  day: '2026-05-02',
  isRead: true,
  anchor: 'weft',
  sectionTitle: 'Weft',
  sentence: 'Loom weaves 12 metres.',
  ...fields,
});

const content = (fields: Partial<TopicPageContent> = {}): TopicPageContent => ({
  topic: loom,
  isFollowed: false,
  uses: [],
  versions: [],
  related: [],
  figures: { sentences: [], hasMore: false },
  sections: [],
  total: 0,
  unread: 0,
  round: 3,
  ...fields,
});

const section = (day: string, fields: Partial<TopicMention> = {}) => {
  const { sentence, ...origin } = mention({ day, ...fields });
  return { ...origin, sentences: [sentence] };
};

const htmlOf = (fields: Partial<TopicPageContent>): string => renderTopicPage(content(fields), words).html;

/** What stands in the page's headings, with their levels. */
function headings(html: string): readonly string[] {
  return Array.from(html.matchAll(/<h(\d)[^>]*>(.*?)<\/h\1>/g), ([, level = '', text = '']) => `${level} ${text}`);
}

describe('the page of a topic', () => {
  it('says that nothing names it yet', () => {
    const { html, places, topics } = renderTopicPage(content(), words);
    expect(html).toContain('<p class="notice" dir="auto">No issue names it yet.</p>');
    expect(headings(html)).toEqual(['1 Loom']);
    expect([places, topics]).toEqual([[], []]);
    expect(html).not.toContain('<nav');
  });

  it('has its parts in order, each month with what names it, and numbers for all that it leads to', () => {
    const { html, places, topics } = renderTopicPage(
      content({
        figures: { sentences: [mention()], hasMore: true },
        sections: [section('2026-05-02'), section('2026-05-01', { key: 'imported/b', isRead: false }), section('2026-04-30')],
        total: 9,
        unread: 4,
        versions: [{ ...loom, id: 'loom@2', name: '2' }],
        related: [{ id: 'weft', name: 'Weft', kind: 'paper' }],
      }),
      words,
    );
    expect(headings(html)).toEqual(['1 Loom', '2 Versions', '2 Figures', '2 Related Topics', '2 Mentions', '3 May 2026', '3 April 2026']);
    expect(places.map(({ key, anchor }) => `${key}#${anchor}`)).toEqual([
      'imported/a#weft',
      'imported/a#weft',
      'imported/b#weft',
      'imported/a#weft',
    ]);
    expect(topics).toEqual(['weft', 'loom@2']);
    expect(Array.from(html.matchAll(/data-action="openMention" data-anchor="(\d)"/g), ([, number]) => number)).toEqual([
      '0',
      '1',
      '2',
      '3',
    ]);
    expect(html).toContain('data-round="3"');
    expect(html).toContain('Sections: 9 (4 unread)');
    // Who asks for more goes on with the first of them.
    expect(html).toMatch(/data-action="showMore" data-anchor="figures" data-next="1"/);
    expect(html).toMatch(/data-action="showMore" data-anchor="mentions" data-next="4"/);
    expect(html.match(/class="unread"/g)).toHaveLength(1);
    // Each part is one that the contents lead to.
    expect(Array.from(html.matchAll(/<a href="#at-([\w-]+)"/g), ([, anchor]) => anchor)).toEqual([
      'figures',
      'related',
      'month-2026-05',
      'month-2026-04',
    ]);
  });

  it('says how far what is used is behind, and leads to the release', () => {
    const span = { line: 0, start: 0, end: 4 };
    const entry = { ecosystem: 'npm', name: 'loom', use: 'dependency', range: '^1.2', path: 'a/package.json', span, files: 1 } as const;
    const behind = (releases: number, breaking: number) =>
      renderTopicPage(
        content({ uses: [{ topic: loom, entry, behind: { releases, breaking, newest: '2.0.0', key: 'feed/2', anchor: 'notes' } }] }),
        words,
      );
    expect(behind(2, 1).html).toContain('>behind by 2 releases, 1 says “breaking” (Loom 2.0.0)</button>');
    expect(behind(1, 0).html).toContain('>behind by 1 release (Loom 2.0.0)</button>');
    expect(behind(4, 2).html).toContain('behind by 4 releases, 2 say “breaking”');
    expect(behind(1, 0).places).toEqual([{ key: 'feed/2', anchor: 'notes' }]);
    expect(behind(1, 0).html).toContain('loom ^1.2 in package.json');
  });

  it('leads out to web pages only', () => {
    expect(htmlOf({ site: 'https://loom.example/', repository: 'mill/loom' })).toMatch(
      /href="https:\/\/loom\.example\/".*href="https:\/\/github\.com\/mill\/loom"/,
    );
    for (const site of ['javascript:alert(1)', 'command:x', 'data:text/html,x', 'file:///x']) {
      expect(htmlOf({ site })).not.toContain('href="');
    }
  });

  it('lets no text become markup, whoever wrote it', () => {
    const attack = '"><img src=x onerror=alert(1)><script>alert(2)</script>&lt;b>';
    const row: TopicRow = { id: attack, name: attack, kind: 'own', what: attack };
    const named = mention({ issueTitle: attack, sectionTitle: attack, sourceName: attack, sentence: attack, day: attack, anchor: attack });
    const span = { line: 0, start: 0, end: 4 };
    const entry = { ecosystem: 'npm', name: attack, use: 'dev', range: attack, path: `x/${attack}`, span, files: 3 } as const;
    const { html } = renderTopicPage(
      content({
        topic: row,
        family: row,
        repository: attack,
        versions: [row],
        related: [row],
        uses: [{ topic: row, entry, behind: { releases: 2, breaking: 1, newest: attack, key: attack } }],
        figures: { sentences: [named], hasMore: true },
        sections: [{ ...named, sentences: [attack, `${attack} `] }],
        total: 2,
        unread: 1,
      }),
      words,
    );
    expect(html).not.toMatch(/<(?:img|script|b)\b/i);
    expect(html.replaceAll(/"[^"]*"/g, '""')).not.toMatch(/onerror=(?!alert)/);
    const elements = new Set(Array.from(html.matchAll(/<([a-z0-9]+)/g), ([, name]) => name));
    expect([...elements].sort((a = '', b = '') => (a < b ? -1 : 1))).toEqual([
      'a',
      'article',
      'button',
      'details',
      'div',
      'h1',
      'h2',
      'h3',
      'header',
      'li',
      'nav',
      'ol',
      'p',
      'section',
      'span',
      'summary',
      'time',
      'ul',
    ]);
  });

  it('says a text once where the title says it already', () => {
    const { sectionTitle: _, ...whole } = section('2026-05-02');
    const { html } = renderTopicPage(content({ sections: [{ ...whole, sentences: ['A Week at the Mill', 'Loom.'] }], total: 1 }), words);
    expect(html.match(/A week at the mill/gi)).toHaveLength(1);
    expect(html.match(/class="sentence"/g)).toHaveLength(1);
  });
});

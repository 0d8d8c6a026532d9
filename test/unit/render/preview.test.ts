// Hovers of an issue and of each of its rows.

import { expect, test } from 'vitest';
import type { Issue } from '../../../src/digest/model.js';
import { previewMarkdown } from '../../../src/render/preview.js';
import { previewWords } from '../words.js';

const words = { ...previewWords, noAddress: 'No address given.', locale: 'en-GB' };

const issue: Issue = {
  id: 'tide',
  kind: 'digest',
  title: 'Tide & *Tools*',
  published: '2026-03-01',
  category: 'AI & Agents',
  tags: [],
  tldr: 'Short **and** clear.',
  intro: { format: 'markdown', text: 'Hello [there](https://www.example.org/hello).' },
  sections: [
    {
      id: 'one',
      title: 'One $(zap)',
      body: { format: 'markdown', text: 'Body with `code`.\n\n![img](https://example.org/i.png)' },
      takeaways: ['First *point*'],
      links: [{ label: 'Docs [v2]', url: 'https://www.example.org/docs' }, { label: 'Lost' }],
    },
    { id: 'two', title: 'Two', tldr: 'Only this.', body: { format: 'html', text: '<p>Not that.</p>' }, takeaways: [], links: [] },
  ],
  takeaways: ['Second point\n\n- with a list'],
  links: [
    { label: 'Write', url: 'mailto:me@example.org' },
    { label: 'Run', url: 'command:pwned' },
  ],
};

const preview = (anchor?: string, of: Issue = issue): string | undefined =>
  previewMarkdown(of, anchor, { sourceName: 'Notes', day: '2026-03-01', category: 'AI & Agents' }, words);

test('of the issue: title, TLDR, facts and counts', () => {
  expect(preview()).toBe(
    '**Tide & \\*Tools\\***\n\nShort **and** clear.\n\n' +
      '1 March 2026 \u00b7 AI & Agents \u00b7 Notes \u00b7 1 min read\n\nSections: 2 \u00b7 Key takeaways: 2 \u00b7 Links: 4',
  );
});

test('of an issue without title, date, TLDR and counts', () => {
  const bare: Issue = { id: 'x', kind: 'digest', title: '', tags: [], sections: [], takeaways: [], links: [] };
  expect(previewMarkdown(bare, undefined, { sourceName: 'Notes' }, words)).toBe('**Untitled**\n\nNotes');
});

test('of an issue with a note: the note last, as text on one line', () => {
  const facts = { sourceName: 'Notes', note: 'Ask **Ada**\n\n$(zap) <b>' };
  expect(previewMarkdown(issue, undefined, facts, words)).toMatch(/\n\nYour note: Ask \\\*\\\*Ada\\\*\\\* \\\$\(zap\) (?:&lt;|\\<)b/);
  expect(previewMarkdown(issue, 'one', facts, words)).not.toContain('Ada');
});

test('of a section: its first lines, or its TLDR, and its links with their hosts', () => {
  expect(preview('one')).toBe(
    '**One \\$(zap)**\n\nBody with `code`.\n\nimg\n\n1 min read \u00b7 Key takeaways: 1\n\n' +
      '- [Docs &#91;v2&#93;](https://www.example.org/docs) \u00b7 example.org\n- Lost',
  );
  expect(preview('two')).toBe('**Two**\n\nOnly this.\n\n1 min read');
});

test.each([
  ['tldr', 'Short **and** clear.'],
  ['intro', 'Hello [there](https://www.example.org/hello).'],
  ['key-takeaways', '- First *point*\n- Second point\n  \n  - with a list'],
  ['takeaway-1', 'First *point*\n\nIn: One \\$(zap)'],
  ['takeaway-2', 'Second point\n\n- with a list'],
  ['link-1', '**Docs \\[v2\\]**\n\n[https\\://www\\.example.org/docs](https://www.example.org/docs)\n\nIn: One \\$(zap)'],
  ['link-2', '**Lost**\n\nNo address given.\n\nIn: One \\$(zap)'],
  ['link-4', '**Run**\n\nNo address given.'],
])('of %s', (anchor, expected) => {
  expect(preview(anchor)).toBe(expected);
});

test('of all links', () => {
  expect(preview('external-links')).toBe(
    '- [Docs &#91;v2&#93;](https://www.example.org/docs) \u00b7 example.org\n- Lost\n- [Write](mailto:me@example.org) \u00b7 me\\@example.org\n- Run',
  );
});

test.each(['nothing', 'takeaway-0', 'takeaway-3', 'link-99', 'link-', ''])('of %j there is none', (anchor) => {
  expect(preview(anchor)).toBeUndefined();
});

test('long texts are cut and long lists end', () => {
  const long: Issue = {
    ...issue,
    tldr: 'word '.repeat(1_000),
    takeaways: Array.from({ length: 50 }, (_, index) => `Point ${index}`),
  };
  expect(preview(undefined, long)?.split('\n\n')[1]).toMatch(/^(?:word )+word\u2026$/);
  expect(preview('key-takeaways', long)?.split('\n')).toHaveLength(21);
  expect(preview('key-takeaways', long)).toMatch(/\n- \u2026$/);
});

test('a body of megabytes is cut before it is rendered', () => {
  const huge: Issue = { ...issue, intro: { format: 'markdown', text: 'a *b*\n\n'.repeat(500_000) } };
  expect(preview('intro', huge)?.length).toBeLessThan(2_000);
});

test('a day is the same day in every time zone and language', () => {
  for (const [locale, day] of [
    ['en-US', 'March 1, 2026'],
    ['pl', '1 marca 2026'],
    ['xx', 'March 1, 2026'],
  ] as const) {
    expect(previewMarkdown(issue, undefined, { sourceName: 'Notes', day: '2026-03-01' }, { ...words, locale })).toContain(day);
  }
});

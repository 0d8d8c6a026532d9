// Issues, sections and takeaways as documents for the clipboard, and how long they take to read.
import { describe, expect, it } from 'vitest';
import type { Issue, Section } from '../../../src/digest/model.js';
import { parseIssue } from '../../../src/digest/parseIssue.js';
import { readingMinutes, sectionMinutes } from '../../../src/digest/readingMinutes.js';
import { sectionToMarkdown, toMarkdown } from '../../../src/digest/toMarkdown.js';

const section: Section = {
  id: '1-a-starred-title',
  title: '1. A *starred* [title] #',
  tldr: 'Short.\n\n- and listed',
  body: { format: 'markdown', text: 'Body with [a link](https://in.example.org).\n\n### Deeper\n\nMore.' },
  takeaways: ['One', 'Two\n\nwith more', 'Three\n- nested'],
  links: [
    { label: 'a link', url: 'https://in.example.org' },
    { label: 'A [label] with marks_*', url: 'https://out.example.org/x_(y)' },
    { label: 'No address' },
    { label: 'Tracked', url: 'https://t.example.org/', original: 'https://www.google.com/url?q=https%3A%2F%2Ft.example.org%2F' },
  ],
};

const issue: Issue = {
  id: 'the-id',
  kind: 'digest',
  title: 'A "title": with \\ marks',
  published: '2026-04-30',
  category: 'AI & Agents',
  tags: ['ai', 'two words', '#hash'.slice(1)],
  tldr: 'All of it.',
  excerpt: 'An excerpt: short.',
  intro: { format: 'markdown', text: 'Before [all](https://intro.example.org).' },
  sections: [
    section,
    { id: 'section-tldr', title: 'TLDR', body: { format: 'markdown', text: 'A section of that name.' }, takeaways: [], links: [] },
  ],
  takeaways: ['Of all [k](https://k.example.org)'],
  links: [
    { label: 'all', url: 'https://intro.example.org' },
    { label: 'k', url: 'https://k.example.org' },
    { label: 'Outside', url: 'https://outside.example.org' },
    { label: 'Outside without' },
  ],
  url: 'https://example.org/issue',
};

function words(count: number): string {
  return 'word '.repeat(count).trim();
}

describe('toMarkdown', () => {
  it('gives a document that parses back to the same issue', () => {
    expect(parseIssue(toMarkdown(issue))).toEqual({ ok: true, issue });
  });

  it('names source and authors, which are of no use to the parser', () => {
    const text = toMarkdown({ ...issue, authors: ['Ada', 'Bo "B"'] }, undefined, 'News: "of" looms');
    expect(text).toContain('\nauthors: ["Ada","Bo \\"B\\""]\nsource: "News: \\"of\\" looms"\nurl: ');
    expect(parseIssue(text)).toEqual({ ok: true, issue });
  });

  it('uses the words it is given', () => {
    const text = toMarkdown(issue, { tldr: 'W skrócie', takeaways: 'Kluczowe wnioski', links: 'Linki zewnętrzne' });
    expect([text.includes('## Kluczowe wnioski'), text.includes('**W skrócie:**'), text.includes('## Linki zewnętrzne')]).toEqual([
      true,
      true,
      true,
    ]);
    expect(parseIssue(text)).toEqual({ ok: true, issue });
  });

  it('writes one section alone', () => {
    const alone: Section = {
      ...section,
      tldr: 'Short.',
      body: { format: 'markdown', text: '' },
      takeaways: ['One'],
      links: [{ label: 'x', url: 'https://x.example.org' }],
      title: 'A',
    };
    expect(sectionToMarkdown(alone)).toBe(
      '## A\n\n**TLDR:**\n\nShort.\n\n**Summary:**\n\n**Key Takeaways:**\n\n- One\n\n**Link:** [x](https://x.example.org)\n',
    );
  });
});

describe('reading time', () => {
  const base: Section = { id: 'a', title: 'A', body: { format: 'markdown', text: '' }, takeaways: [], links: [] };

  it.each([
    ['', 1],
    [words(220 * 3), 3],
    ['字'.repeat(1000), 2],
    [`${words(220)} ${'字'.repeat(500)}`, 2],
    [`https://example.org/${'a-'.repeat(2000)}`, 1],
  ])('of a section (%#)', (text, minutes) => {
    expect(sectionMinutes({ ...base, body: { format: 'markdown', text } })).toBe(minutes);
  });

  it('of an issue counts all of its parts', () => {
    const part = { ...base, tldr: words(110), takeaways: [words(110)] };
    expect(
      readingMinutes({ id: 'x', kind: 'digest', title: 'T', tags: [], tldr: words(220), sections: [part, part], takeaways: [], links: [] }),
    ).toBe(3);
  });
});

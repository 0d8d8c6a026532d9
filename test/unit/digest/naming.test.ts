// Ids, slugs and categories.
import { describe, expect, it } from 'vitest';
import { categoryFromTags, toCategory } from '../../../src/digest/category.js';
import { toIssueId } from '../../../src/digest/issueId.js';
import { SectionIds, toSlug } from '../../../src/digest/slug.js';

describe('toSlug', () => {
  it.each([
    ['Hello, World!', 'hello-world'],
    ['Zażółć gęślą jaźń', 'zazolc-gesla-jazn'],
    ['Straße & Ærø', 'strasse-aero'],
    ['队列就是产品', '队列就是产品'],
    ["Don't", 'dont'],
    ['🚀', ''],
    ['__proto__', 'proto'],
    ['a'.repeat(200), 'a'.repeat(80)],
  ])('%s', (title, slug) => {
    expect(toSlug(title)).toBe(slug);
  });
});

describe('SectionIds', () => {
  it('are unique, never empty and never an anchor of the issue', () => {
    const ids = new SectionIds();
    const titles = [
      'Same',
      'Same',
      'Same 2',
      'Same',
      '🚀',
      '!',
      'TLDR',
      'Intro',
      'Key Takeaways',
      'External Links',
      'Takeaway 1',
      'Link 2',
      'constructor',
    ];
    expect(titles.map((title) => ids.next(title))).toEqual([
      'same',
      'same-2',
      'same-2-2',
      'same-3',
      'section',
      'section-2',
      'section-tldr',
      'section-intro',
      'section-key-takeaways',
      'section-external-links',
      'section-takeaway-1',
      'section-link-2',
      'constructor',
    ]);
  });
});

describe('toIssueId', () => {
  it.each([
    [{ slug: 'my-slug', title: 'T', text: '' }, 'my-slug'],
    [{ slug: 'ünïcode/../Slug', title: 'T', text: '' }, 'unicode-..-Slug'],
    [{ published: '2026-04-30T10:00:00Z', title: 'A Title: of Words', text: '' }, '2026-04-30-a-title-of-words'],
    [{ title: 'A Title', text: '' }, 'undated-a-title'],
  ])('%j', (parts, id) => {
    expect(toIssueId(parts)).toBe(id);
  });

  it('takes a hash of the text where the title has no Latin letters', () => {
    const id = toIssueId({ title: '队列', text: 'one' });
    expect(id).toMatch(/^undated-[a-z0-9]{5,12}$/);
    expect(toIssueId({ title: '队列', text: 'two' })).not.toBe(id);
    expect(toIssueId({ title: '队列', text: 'one' })).toBe(id);
  });

  it('is bounded and safe in an address', () => {
    expect(toIssueId({ slug: `/${'é x'.repeat(500)}`, title: '', text: '' })).toMatch(/^[A-Za-z0-9._~-]{1,120}$/);
  });
});

describe('categories', () => {
  it.each([
    ['AI & AGENTS', 'AI & Agents'],
    ['ai and agents', 'AI & Agents'],
    ['frontend', 'Frontend'],
    ['Gardening', 'Gardening'],
    ['  ', undefined],
  ])('%s is known by its spelling', (text, category) => {
    expect(toCategory(text)).toBe(category);
  });

  it.each([
    [['ai', 'inference', 'agents'], 'AI & Agents'],
    [['dailydev', 'frontend', 'react', 'architecture'], 'Frontend'],
    [['Machine-Learning'], 'AI & Agents'],
    [['gardening', 'en'], 'General'],
    [['en', 'generated'], undefined],
    [[], undefined],
    [['constructor', '__proto__'], 'General'],
  ])('%j', (tags, category) => {
    expect(categoryFromTags(tags)).toBe(category);
  });
});

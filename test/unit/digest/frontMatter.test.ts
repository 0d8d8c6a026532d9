// Front matter: every way tags and dates are written, and blocks that are no YAML.
import { describe, expect, it } from 'vitest';
import { splitFrontMatter } from '../../../src/digest/frontMatter.js';

function read(...lines: readonly string[]) {
  return splitFrontMatter(`---\n${lines.join('\n')}\n---\n\nBody.`).frontMatter;
}

describe('tags', () => {
  it.each([
    ['hashtags: "#ai #Agents #ai"'],
    ['hashtags: #ai #Agents'],
    ['hashtags: ["#ai", "#Agents"]'],
    ['hashtags:\n  - "#ai"\n  - Agents'],
    ['hashtags: ai Agents'],
    ['hashtags: "#ai , Agents #AI"'],
    ['tags: ai, Agents'],
    ['topics: [ai, Agents, AI]'],
    ['companies: [ai]\nmodels: [Agents]\npeople: []'],
    ['keywords: "ai; Agents"'],
  ])('%s', (line) => {
    expect(read(line)?.tags).toEqual(['ai', 'Agents']);
  });

  it('keeps words together where only commas part them', () => {
    expect(read('tags: machine learning, web')?.tags).toEqual(['machine learning', 'web']);
  });
});

describe('values', () => {
  it('reads every known key and ignores the others', () => {
    expect(
      read(
        'title: "A \\"quoted\\" title: with colon"',
        "excerpt: 'It''s short'",
        'publishedAt: 2026-04-30',
        'updated: 2026-05-01T10:00:00Z',
        'slug: a-slug',
        'canonical: https://example.org/x',
        'categories: [Tools, Extra]',
        'source_pattern: "own"',
        'weight: 3',
      ),
    ).toEqual({
      title: 'A "quoted" title: with colon',
      excerpt: "It's short",
      published: '2026-04-30',
      updated: '2026-05-01T10:00:00Z',
      slug: 'a-slug',
      url: 'https://example.org/x',
      category: 'Tools',
      tags: ['Extra'],
      unusable: [],
    });
  });

  it('gives back what it cannot use', () => {
    expect(read('title: T', 'date: someday', 'url: javascript:alert(1)')?.unusable).toEqual(['date: someday', 'url: javascript:alert(1)']);
  });

  it('joins an excerpt and a description that say different things', () => {
    expect(read('excerpt: One.', 'description: Two.', 'summary: One.')?.excerpt).toBe('One.\n\nTwo.');
  });

  it('have no control characters, which escapes of YAML can write', () => {
    expect(read(String.raw`title: "a\0\x07b\tc"`, String.raw`tags: ["d\0e", "\0"]`)).toMatchObject({ title: 'ab c', tags: ['de'] });
  });

  it('follows no alias', () => {
    const bomb = ['a: &a [x, x]', 'b: &b [*a, *a]', 'c: &c [*b, *b]', 'tags: [*c, *c]', 'title: *a', 'slug: kept'];
    expect(read(...bomb)).toMatchObject({ slug: 'kept', tags: [], unusable: ['tags: [*c, *c]', 'title: *a'] });
  });

  it('takes names of objects for names', () => {
    expect(read('__proto__: x', 'constructor: y', 'title: toString')).toEqual({ title: 'toString', tags: [], unusable: [] });
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
});

describe('blocks that are no YAML', () => {
  it('are read line by line, and what is not understood comes back', () => {
    expect(read('title: "Open quote', 'tags: [a, b', 'publishedAt: 2026-01-02', 'odd: {', '  deep: 1', 'words that say nothing')).toEqual({
      title: 'Open quote',
      published: '2026-01-02',
      tags: ['[a', 'b'],
      unusable: ['words that say nothing'],
    });
  });

  it.each([
    ['[', 5000],
    ['- ', 5000],
    ['{a: ', 3000],
    ['? ', 3000],
  ])('nest %j as deep as they like', (mark, times) => {
    expect(read('title: T', `x: ${mark.repeat(times)}`)?.title).toBe('T');
  });

  it.each([
    '---\nJust a paragraph between rules.\n---\n\nBody.',
    '---\ntitle: never closed\n\nBody.',
    'Body.\n\n---\ntitle: too late\n---',
  ])('is no front matter: %j', (text) => {
    expect(splitFrontMatter(text)).toEqual({ frontMatter: undefined, rest: text });
  });
});

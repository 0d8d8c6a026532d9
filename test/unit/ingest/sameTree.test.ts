// A digest that comes as the markup of a feed has the tree that its Markdown has.
import { readFileSync } from 'node:fs';
import { Marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { plainText as toText } from '../../../src/digest/plainText.js';
import type { Issue } from '../../../src/digest/model.js';
import { parseIssue } from '../../../src/digest/parseIssue.js';
import { toArticleIssue } from '../../../src/ingest/articleIssue.js';

const folder = new URL('../../fixtures/issues/', import.meta.url);

/** Forms that mean the same to a Markdown renderer; the others hold habits that only our Markdown parser knows. */
const names = [
  'brokenYaml',
  'essay',
  'firstLevel',
  'headingLabels',
  'languages',
  'noHeading',
  'polish',
  'roundup',
  'single',
  'titleHeading',
];

/** On one line: paragraphs in a takeaway may be further apart. */
function plainText(markdown: string): string {
  return toText(markdown).replace(/\s+/g, ' ');
}

function treeOf({ tldr, sections, takeaways, links }: Issue): unknown {
  return {
    tldr: tldr === undefined ? undefined : plainText(tldr),
    takeaways: takeaways.map(plainText),
    links: links.map(({ label, url }) => [label, url]),
    sections: sections.map((section) => ({
      title: section.title,
      tldr: section.tldr === undefined ? undefined : plainText(section.tldr),
      takeaways: section.takeaways.map(plainText),
      links: section.links.map(({ label, url }) => [label, url]),
    })),
  };
}

describe('an issue as markup', () => {
  test.each(names)('%s has the tree of its Markdown', (name) => {
    const markdown = readFileSync(new URL(`${name}.md`, folder), 'utf8');
    const parsed = parseIssue(markdown, { fileName: `${name}.md` });
    if (!parsed.ok) throw new Error(parsed.reason);
    const html = new Marked().parse(markdown.replace(/^---\n[^]*?\n---\n/, ''), { async: false });
    const entry = {
      guid: name,
      title: parsed.issue.title,
      authors: [],
      categories: [],
      enclosures: [],
      links: [],
      content: { format: 'html', value: html },
    } as const;
    const article = toArticleIssue(entry, { format: 'rss', authors: [], categories: [], entries: [], isCutShort: false });
    // The excerpt of a front matter is no part of the text.
    const { excerpt } = parsed.issue;
    const issue = excerpt === undefined && article.tldr === undefined ? withoutTldr(parsed.issue) : parsed.issue;
    expect(treeOf(article)).toEqual(treeOf(issue));
  });
});

/** Without the TLDR that came from the front matter. */
function withoutTldr(issue: Issue): Issue {
  const { tldr: _, ...rest } = issue;
  return rest;
}

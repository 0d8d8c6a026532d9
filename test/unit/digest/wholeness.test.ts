// The check of wholeness itself: it must notice what it is there to notice.
import { describe, expect, it } from 'vitest';
import type { Issue } from '../../../src/digest/model.js';
import { parseIssue } from '../../../src/digest/parseIssue.js';
import { findLosses } from './wholeness.js';

const text = `## One

First words here. [label](https://one.example.org/)

**Key takeaways:**
- taken along

## Two

Second words there.
`;

function parsed(): Issue {
  const outcome = parseIssue(text);
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.issue;
}

type Change = (issue: Issue) => Issue;

function withBody(index: number, change: (text: string) => string): Change {
  return (issue) => ({
    ...issue,
    sections: issue.sections.map((section, at) =>
      at === index ? { ...section, body: { ...section.body, text: change(section.body.text) } } : section,
    ),
  });
}

const damages: readonly (readonly [string, Change, string])[] = [
  ['a lost word', withBody(1, (body) => body.replace('Second', '')), 'word lost: Second'],
  ['a repeated word', withBody(1, (body) => `${body} there`), 'word repeated or invented: there'],
  ['words in another order', withBody(1, () => 'words Second there.'), 'out of order in “Two”: Second'],
  [
    'words of another section',
    (issue) => withBody(0, (body) => body.replace('First', ''))(withBody(1, (body) => `${body} First`)(issue)),
    'not from its section “Two”: First',
  ],
  [
    'a lost takeaway',
    (issue) => ({ ...issue, sections: issue.sections.map((section) => ({ ...section, takeaways: [] })) }),
    'word lost: taken',
  ],
  [
    'a lost link',
    (issue) => ({ ...issue, sections: issue.sections.map((section) => ({ ...section, links: [] })) }),
    'link lost in “One”: https://one.example.org/',
  ],
];

describe('the check of wholeness', () => {
  it('has nothing to say about a whole issue', () => {
    expect(findLosses(text, parsed())).toEqual([]);
  });

  it.each(damages)('notices %s', (_name, damage, message) => {
    expect(findLosses(text, damage(parsed()))).toContain(message);
  });
});

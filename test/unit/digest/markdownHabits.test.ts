// Blocks of Markdown that could be two things, settled by the document they stand in, or by their place.
import { describe, expect, it } from 'vitest';
import type { Issue } from '../../../src/digest/model.js';
import { parseIssue } from '../../../src/digest/parseIssue.js';

function parse(text: string): Issue {
  const outcome = parseIssue(text, { form: 'markdown' });
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.issue;
}

describe('a line right above a rule', () => {
  it('is text where headings are marked', () => {
    const issue = parse('## Calm Seas\n\nNo wind\n\nThe last line of it\n---\n\n## New Sails\n\nWind');
    expect(issue.sections.map(({ title, body }) => [title, body.text])).toEqual([
      ['Calm Seas', 'No wind\n\nThe last line of it'],
      ['New Sails', 'Wind'],
    ]);
  });

  it('is a heading where headings are underlined', () => {
    expect(parse('Boats\n=====\n\nCalm Seas\n---\n\nNo wind').sections.map(({ title }) => title)).toEqual(['Calm Seas']);
  });
});

describe('labels without bold', () => {
  it('are labels where there are several kinds of them', () => {
    const text =
      '## Calm Seas\n\nTLDR: No wind.\nLink: [Harbour](https://harbour.example.org)\n\n*Key takeaways:*\n\n- Paint\n\nWhy do I care: I paint.';
    expect(parse(text).sections[0]).toMatchObject({
      tldr: 'No wind.',
      body: { text: 'Why do I care: I paint.' },
      takeaways: ['Paint'],
      links: [{ label: 'Harbour', url: 'https://harbour.example.org' }],
    });
  });

  it('end the list above them without a blank line', () => {
    const text =
      '## Calm Seas\n\nTLDR: No wind.\n\nKey takeaways:\n- Paint\n- Wait\nWhy do I care: I paint.\nLink: https://harbour.example.org';
    expect(parse(text).sections[0]).toMatchObject({
      body: { text: 'Why do I care: I paint.' },
      takeaways: ['Paint', 'Wait'],
      links: [{ url: 'https://harbour.example.org' }],
    });
  });

  it('are words where one stands alone', () => {
    expect(parse('# Boat\n\nSummary: a boat.\n\n## Use\n\nSail it.').intro?.text).toBe('Summary: a boat.');
  });

  it('may be bold and italic', () => {
    expect(parse('## Calm Seas\n\n***TLDR:*** No wind.').sections[0]?.tldr).toBe('No wind.');
  });
});

describe('a heading that repeats the title', () => {
  it('is the article when its labels stand right below and no other heading does', () => {
    const issue = parse('---\ntitle: Calm Seas\nexcerpt: Still.\n---\n\n# Calm Seas\n\n**TLDR:** No wind.\n\n**Key takeaways:**\n- Paint');
    expect(issue.sections).toMatchObject([{ title: 'Calm Seas', tldr: 'No wind.', takeaways: ['Paint'] }]);
    expect(issue.tldr).toBe('Still.');
  });
});

describe('a date on top', () => {
  it('is that of the issue where the front matter has none, and stays', () => {
    const issue = parse('# Calm Seas\n\n*Published on April 30, 2026*\n\n## New Sails\n\nWind.');
    expect([issue.published, issue.intro?.text]).toEqual(['2026-04-30', '*Published on April 30, 2026*']);
    expect(parse('# Calm Seas\n\nThe sea froze on April 30, 2026.\n\n## New Sails\n\nWind.').published).toBeUndefined();
    expect(parse('---\npublishedAt: 2026-05-01\n---\n\nPublished on April 30, 2026\n\n## New Sails').published).toBe('2026-05-01');
  });
});

// Text copied from pages of every kind: what is its title, its date, a heading, the label of a link that lost its address.
import { describe, expect, it } from 'vitest';
import type { Issue } from '../../../src/digest/model.js';
import { parseIssue } from '../../../src/digest/parseIssue.js';

function parse(text: string): Issue {
  const outcome = parseIssue(text, { form: 'text' });
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.issue;
}

/** Sections by their titles, each with the labels of its links. */
function outline(issue: Issue): readonly (readonly string[])[] {
  return issue.sections.map((section) => [section.title, ...section.links.map((link) => link.label)]);
}

const head = 'The Slow Week\n\nPublished on 03.02.2026\n\nTOOLS\n\n';

describe('the top of a page', () => {
  const text = '\n\nNobody expected the parcel. It arrived on a Monday.';
  it.each([
    ['Parcel notes\n4 May 2026', '2026-05-04'],
    ['Parcel notes\n\n30. April 2026', '2026-04-30'],
    ['Parcel notes\n\n2026年5月4日', '2026-05-04'],
    ['Parcel notes\nPosted on May 4, 2026 by Ida Berg', '2026-05-04'],
    ['Parcel notes\n\nBy Ida Berg · May 4, 2026 · 6 min read', '2026-05-04'],
    ['Parcel notes\n\nHow one box changed our post room\n\nIda Berg\nMay 4, 2026', '2026-05-04'],
    ['Open in app\nSign in\n\nParcel notes\nFor friends of boxes\n\n7 min read\n·\n\nMay 4, 2026', '2026-05-04'],
    ['Parcel notes\n3 hours ago', undefined],
    ['Parcel notes\n03/04/2026', undefined],
    ['Parcel notes\nIda Berg, Olaf Lind', undefined],
  ])('%j', (top, published) => {
    const issue = parse(top + text);
    expect([issue.title, issue.published]).toEqual(['Parcel notes', published]);
    expect(issue.sections.map((section) => section.title)).toEqual(['Parcel notes']);
  });

  it('keeps the words beside the date, and a day of the week', () => {
    expect(parse(`Parcel notes\n\nBy Ida Berg · May 4, 2026${text}`).sections[0]?.body.text).toContain('Ida Berg');
    expect(parse(`Parcel notes\n\nMonday, May 4, 2026${text}`).sections[0]?.body.text).toContain('Monday');
  });

  it('has no date from the lines of a list of other pages', () => {
    expect(parse('Post room feed\n\nNew: parcels\nhttps://post.example.org/1\nMon, 04 May 2026 10:00:00 GMT').published).toBeUndefined();
  });

  it.each([
    ['a category above the title', 'TOOLS\n\nThe Slow Week', ''],
    ['a menu', 'Frontend\n\nVideo\n\nThe Slow Week', '\n\nTOOLS'],
    ['an excerpt', 'The Slow Week\n\nA short look at a week in which nothing at all happened to anybody.', '\n\nTOOLS'],
    ['an author', 'The Slow Week\n\nBy Ida Berg', '\n\nTOOLS'],
    ['the reading time', 'The Slow Week\n\n5 min read', '\n\nTOOLS'],
  ])('finds the title with %s above the date', (_what, above, below) => {
    const issue = parse(`${above}\n\nPublished on 03.02.2026${below}\n\nTLDR\n\nNothing moved.\n\nStill Water\n\nIt stood. It stayed.`);
    expect(issue).toMatchObject({ title: 'The Slow Week', published: '2026-02-03', category: 'Tools', tldr: 'Nothing moved.' });
    expect(issue.sections.map((section) => section.title)).toEqual(['Still Water']);
  });

  it('is read whole with an impossible date, whose words stay', () => {
    const issue = parse(
      `The Slow Week\n\nPublished on 31.02.2026\n\nTOOLS\n\nTLDR\n\nNothing moved.\n\nStill Water\n\nIt stood. It stayed.`,
    );
    expect(issue).toMatchObject({ title: 'The Slow Week', category: 'Tools', tldr: 'Nothing moved.' });
    expect(issue.published).toBeUndefined();
    expect(issue.intro?.text).toContain('31.02.2026');
    expect(outline(issue)).toEqual([['Still Water']]);
  });
});

describe('a line alone', () => {
  const above = `${head}Calm Seas\n\nThe ships stayed in port. The crews painted.\n\n`;
  it.each([
    ['The queue is gone. Did nobody miss it?', false],
    ['One queue, two readers, no lock. What could go wrong!', false],
    [`Why does ${'a very long question about nothing '.repeat(3)}have no answer?`, false],
    ['Queues Are Gone. Did Anyone Notice?', true],
    ['What is the Q.U.E.U.E. method?', true],
    ['Gdzie jest kolejka?', true],
  ])('%j is a heading: %s', (line, isHeading) => {
    const issue = parse(`${above}${line}\n\nThe port was quiet. So was the town.\n\nKey Takeaways\n\n• Paint is cheap.`);
    expect(outline(issue)).toEqual(isHeading ? [['Calm Seas'], [line]] : [['Calm Seas']]);
  });

  it('is a heading above the TLDR of an article whatever it ends with', () => {
    const text = `${head}Is it calm? It is!\n\nTLDR: Yes.\n\nThe ships stayed in port.`;
    expect(outline(parse(text))).toEqual([['Is it calm? It is!']]);
  });
});

/** Two articles, each with the label of a link at its end. */
function articles(first: string, second: string): string {
  return `${head}Calm Seas\n\nTLDR: No wind.\n\nThe ships stayed in port. The crews painted.\n\n${first}\n\nNew Sails\n\nTLDR: More wind.\n\nThe ships left. The crews sang.\n\n${second}`;
}

describe('the label of a link that lost its address', () => {
  it('may end with a full stop when it is written as a title', () => {
    expect(outline(parse(articles('The Sea Was Calm. Nobody Sailed.', 'Sails Were Set. Everybody Sang.')))).toEqual([
      ['Calm Seas', 'The Sea Was Calm. Nobody Sailed.'],
      ['New Sails', 'Sails Were Set. Everybody Sang.'],
    ]);
  });

  it('may end as it likes when the page counts it', () => {
    const text = articles('I thought the sea was calm. It was.', 'Harbour Mail');
    expect(outline(parse(`${text}\n\nExternal Links (2)`))).toEqual([
      ['Calm Seas', 'I thought the sea was calm. It was.'],
      ['New Sails', 'Harbour Mail'],
    ]);
    expect(outline(parse(`${text}\n\nExternal Links (1)`))).toEqual([['Calm Seas'], ['New Sails', 'Harbour Mail']]);
  });

  it('does not become a section without text because two labels share an address', () => {
    expect(outline(parse(`${articles('Harbour Mail: Calm', 'Harbour Mail: Wind')}\n\nExternal Links (1)`))).toEqual([
      ['Calm Seas', 'Harbour Mail: Calm'],
      ['New Sails', 'Harbour Mail: Wind'],
    ]);
  });

  it('stands above a disclaimer as it stands at the end', () => {
    const issue = parse(articles('Harbour Mail', 'Sail Letter\n\nDisclaimer: written by a parrot.'));
    expect(outline(issue)).toEqual([
      ['Calm Seas', 'Harbour Mail'],
      ['New Sails', 'Sail Letter'],
    ]);
    expect(issue.sections[1]?.body.text).toContain('written by a parrot');
  });
});

describe('lists of links', () => {
  it('below their label are one link a line', () => {
    const issue = parse(
      'My boat\n\nIn this film I paint my boat.\n\nLinks:\nPaint: https://paint.example.org/red\nBrush: https://brush.example.org',
    );
    expect(issue.sections[0]?.links).toEqual([
      { label: 'Paint', url: 'https://paint.example.org/red' },
      { label: 'Brush', url: 'https://brush.example.org' },
    ]);
  });

  it('take the line above an address for its name', () => {
    const issue = parse('For the weekend\n\nThe red boat\nhttps://boats.example.org/red\n\nThe blue boat\nhttps://boats.example.org/blue');
    expect(issue.sections[0]?.links).toEqual([
      { label: 'The red boat', url: 'https://boats.example.org/red' },
      { label: 'The blue boat', url: 'https://boats.example.org/blue' },
    ]);
  });

  it('hold addresses of any length', () => {
    const url = `https://boats.example.org/?id=${'x'.repeat(600)}`;
    const text = `${head}Calm Seas\n\nThe ships stayed in port. The crews painted.\n\nLink: Harbour Mail ${url}`;
    expect(parse(text).sections[0]?.links).toEqual([{ label: 'Harbour Mail', url }]);
    expect(parse(`${text.slice(0, text.indexOf('Link:'))}External Links (1)\n${url}`).links).toEqual([{ label: url, url }]);
  });
});

describe('numbered lines', () => {
  it('above paragraphs are headings where the text is no digest', () => {
    const text = 'Painting a boat\n\n1. Wash it\n\nSalt eats paint. Wash it twice.\n\n2. Wait\n\nIt has to be dry. Be patient.';
    expect(outline(parse(text))).toEqual([['1. Wash it'], ['2. Wait']]);
    expect(
      outline(parse(`${head}1. Calm Seas\n\nNo wind. No ships.\n\n2. New Sails\n\nWind. Ships.\n\nKey Takeaways\n\n• Paint.`)),
    ).toEqual([['1. Calm Seas'], ['2. New Sails']]);
    expect(outline(parse('Painting a boat\n\n1. Wash it\n2. Wait\n\nThat is all there is to it.'))).toEqual([['Painting a boat']]);
  });
});

describe('takeaways', () => {
  it('may stand below their bullets', () => {
    const text = `${head}Calm Seas\n\nThe ships stayed. The crews painted.\n\nKey Takeaways\n\n•\n\nPaint is cheap.\n\n•\nWind is not\n\nExternal Links (0)`;
    expect(parse(text).takeaways).toEqual(['Paint is cheap.', 'Wind is not']);
  });

  it('of the only list below sections that are no articles are those of the issue', () => {
    const text = `${head}TLDR\n\nNo wind.\n\nCalm Seas\n\nThe ships stayed. The crews painted.\n\nNew Sails\n\nThe ships left. The crews sang.\n\nKey takeaways:\n\n• Paint is cheap.`;
    expect(parse(text).takeaways).toEqual(['Paint is cheap.']);
  });
});

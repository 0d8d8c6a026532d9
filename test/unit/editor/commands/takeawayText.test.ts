import { describe, expect, it } from 'vitest';
import { takeawaysText } from '../../../../src/editor/commands/takeawayText.js';
import type { Outline } from '../../../../src/protocol/backend.js';

function outline(url?: string): Outline {
  return {
    issue: {
      key: 'imported/a',
      title: 'Agents [again]',
      kind: 'digest',
      sourceName: 'Imported',
      isRead: false,
      isStarred: false,
      isMissing: false,
      isUpdated: false,
      ...(url ? { url } : {}),
    },
    hasIntro: false,
    sections: [],
    takeaways: [
      { markdown: '**One** of\ntwo lines', text: 'One of\ntwo lines' },
      { markdown: '`two`', text: 'two' },
      { markdown: 'three', text: 'three' },
    ],
    links: [],
  };
}

describe('takeawaysText', () => {
  it('puts title and link above Markdown bullets, further lines inside their bullet', () => {
    expect(takeawaysText(outline('https://example.org/a(b)'), 'markdown')).toBe(
      '**[Agents \\[again\\]](<https://example.org/a(b)>)**\n\n- **One** of\n  two lines\n- `two`\n- three',
    );
  });

  it('does without a link that the issue does not have', () => {
    expect(takeawaysText(outline(), 'markdown', [2])).toBe('**Agents [again]**\n\n- three');
  });

  it('puts the takeaways of each section under its title', () => {
    const { takeaways, ...rest } = outline();
    const [one, two, three] = takeaways.map((takeaway, index) =>
      index === 2 ? takeaway : { ...takeaway, section: { anchor: `s${index}`, title: `Section ${index}` } },
    );
    const parted = { ...rest, takeaways: [one, two, three].filter((each) => each !== undefined) };
    expect(takeawaysText(parted, 'markdown')).toBe(
      '**Agents [again]**\n\n**Section 0**\n\n- **One** of\n  two lines\n\n**Section 1**\n\n- `two`\n\n- three',
    );
    expect(takeawaysText(parted, 'plainText', [1])).toBe('Agents [again]\n\nSection 1\n• two');
  });

  it('gives plain text with the address on its own line', () => {
    expect(takeawaysText(outline('https://example.org/'), 'plainText', [0, 1])).toBe(
      'Agents [again]\nhttps://example.org/\n\n• One of\n  two lines\n• two',
    );
  });
});

// The words of an issue: what is a change to a reader, and what is not.

import { describe, expect, it } from 'vitest';
import type { Issue } from '../../../../src/digest/model.js';
import { wordsHash } from '../../../../src/library/issues/wordsHash.js';
import { fullIssue } from '../builders.js';
import { buildIssue } from '../buildIssue.js';

function html(text: string): Issue {
  return buildIssue({ intro: { format: 'html', text } });
}

describe('the words of an issue', () => {
  it.each<[string, Issue, Issue]>([
    [
      'dates, addresses and tags',
      fullIssue,
      { ...fullIssue, published: '2020-01-01', updated: '2020-01-01', url: 'https://example.org/', tags: [] },
    ],
    [
      'attributes and trackers',
      html('<p>A <a href="https://e.com/?t=1">b</a> <img src="x"> c</p>'),
      html('<p class="n">A <a href="https://e.com/?t=2">b</a> c</p>'),
    ],
    [
      'addresses in Markdown',
      buildIssue({ tldr: 'See [it](https://e.com/1) at https://e.com/?t=1 now.' }),
      buildIssue({ tldr: 'See [it](https://e.com/2) at https://e.com/?t=2 now.' }),
    ],
    ['the order of parts', fullIssue, { ...fullIssue, sections: [...fullIssue.sections].reverse() }],
    ['punctuation and blanks', buildIssue({ tldr: 'One, two.' }), buildIssue({ tldr: 'One\u00a0– two'.replace('–', '-') })],
  ])('are not %s', (_name, one, other) => {
    expect(wordsHash(one)).toBe(wordsHash(other));
  });

  it.each<[string, Issue, Issue]>([
    ['a word', html('<p>One two</p>'), html('<p>One too</p>')],
    ['a word that comes twice', html('<p>One</p>'), html('<p>One One</p>')],
    ['words that swap letters', html('<p>ab cd</p>'), html('<p>ad cb</p>')],
    ['letters of any script', html('<p>織機</p>'), html('<p>織物</p>')],
    ['what follows a less-than sign', html('<p>1 < 2 and more</p>'), html('<p>1 < 2 and less</p>')],
    ['the title', buildIssue({ title: 'One' }), buildIssue({ title: 'Two' })],
    ['a takeaway', buildIssue({ takeaways: ['One'] }), buildIssue({ takeaways: ['Two'] })],
    ["a link's label", buildIssue({ links: [{ label: 'One' }] }), buildIssue({ links: [{ label: 'Two' }] })],
  ])('are %s', (_name, one, other) => {
    expect(wordsHash(one)).not.toBe(wordsHash(other));
  });

  it.each(['<', '](', '://', '<a ', ':'])('are none in a megabyte of %s', (piece) => {
    const text = piece.repeat(1_000_000 / piece.length);
    expect(wordsHash(html(text))).toBe(wordsHash(html('')));
  });
});

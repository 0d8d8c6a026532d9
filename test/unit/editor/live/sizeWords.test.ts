import { describe, expect, it, vi } from 'vitest';
import { goneWords, lastRetentionWords, retentionSentence, sizeFacts, sizeLabel } from '../../../../src/editor/live/sizeWords.js';
import type { LibrarySize } from '../../../../src/protocol/libraryStatus.js';

vi.mock('vscode', () => import('../fakeVscode.js'));

const now = Date.UTC(2026, 4, 7);
const empty: LibrarySize = { bytes: 400_000, freeBytes: 0, shown: 1, muted: 0, emptied: 0, words: 12, unindexed: 0 };
const full: LibrarySize = {
  bytes: 3 * 1024 ** 3,
  freeBytes: 0,
  shown: 20_312,
  muted: 12,
  emptied: 1_340,
  words: 48_000,
  unindexed: 7,
  oldestDay: '2016-11-02',
  compactedAt: now - 7_200_000,
  retainedAt: now - 7_200_000,
  lastEmptied: 40,
};

describe('the size of the library', () => {
  it('is said in a few words', () => {
    expect([sizeLabel(empty), goneWords(empty), sizeFacts(empty, now)]).toEqual([
      '0.4 MB, 1 issue',
      '',
      ['Words in the index: 12', 'Not tidied yet'],
    ]);
    expect([sizeLabel(full), goneWords(full), sizeFacts(full, now)]).toEqual([
      '3 GB, 20,312 issues',
      '12 muted · 1,340 without their text',
      ['Oldest issue: Nov 2, 2016', 'Words in the index: 48,000', 'not in it yet: 7 issues', 'Tidied: 2 hours ago'],
    ]);
  });

  it('comes with what retention does and did', () => {
    expect(
      [
        [null, null],
        [null, 5_000],
        [365, null],
        [365, 50],
      ].map(([days = null, perSource = null]) => retentionSentence({ days, perSource })),
    ).toEqual([
      'Every issue keeps its text.',
      'The newest 5,000 issues of each source keep their text.',
      'Issues keep their text for 365 days.',
      'Issues keep their text for 365 days, the newest 50 of each source.',
    ]);
    expect([empty, full, { ...full, lastEmptied: 0 }, { ...full, lastEmptied: 1 }].map((size) => lastRetentionWords(size, now))).toEqual([
      'not run yet',
      '40 issues lost their text 2 hours ago',
      'nothing had to go 2 hours ago',
      '1 issue lost its text 2 hours ago',
    ]);
  });
});

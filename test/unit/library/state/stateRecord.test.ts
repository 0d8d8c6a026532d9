// The library's reading state as data: what it gives, what it takes over, and that it agrees with the merge of data.

import { describe, expect, it } from 'vitest';
import { markRange, undoMarks } from '../../../../src/library/state/bulkMarks.js';
import type { LibraryDatabase } from '../../../../src/library/database.js';
import { putIssue } from '../../../../src/library/issues/issues.js';
import { type IssueMarks, mergeStates, type ReadingState } from '../../../../src/library/state/readingState.js';
import { revisions } from '../../../../src/library/revisions.js';
import { countUnread, issueRow } from '../../../../src/library/lists/rows.js';
import { noteOf, placeOf, setNote, setPlace, setRead, setStarred } from '../../../../src/library/state/state.js';
import { applyState, compareState, correctStamps, latestMarks, noChanges, readState } from '../../../../src/library/state/stateRecord.js';
import { createDice } from '../../../bench/random.js';
import { newLibrary } from '../builders.js';
import { buildIssue } from '../buildIssue.js';
import { randomState } from './randomState.js';

function withIssue(): LibraryDatabase {
  const library = newLibrary();
  putIssue(library, buildIssue({ id: 'a', title: 'A' }), { sourceId: 'imported' });
  return library;
}

function whole(library: LibraryDatabase): Record<string, IssueMarks> {
  return Object.fromEntries(
    readState(library, '', 1_000).flatMap(({ key, marks }) => (Object.keys(marks).length > 0 ? [[key, marks]] : [])),
  );
}

const state = (marks: IssueMarks, key = 'imported/a'): ReadingState => new Map([[key, marks]]);

describe('the record', () => {
  it('gives every decision with its moment, and the issue it is about', () => {
    const library = withIssue();
    const key = 'imported/a';
    setRead(library, [key], true, new Date(1_000));
    setStarred(library, [key], true, new Date(2_000));
    setStarred(library, [key], false, new Date(3_000));
    setNote(library, key, 'Mine', new Date(4_000));
    setPlace(library, key, { anchor: 'warp', offset: 1 }, new Date(5_000));
    expect(readState(library, '', 10)).toEqual([
      {
        key,
        title: 'A',
        marks: {
          read: { value: true, at: 1_000 },
          star: { value: false, at: 3_000 },
          note: { value: 'Mine', at: 4_000 },
          place: { value: { anchor: 'warp', offset: 1 }, at: 5_000 },
        },
      },
    ]);
  });

  it('comes in pages', () => {
    const library = newLibrary();
    for (const id of ['a', 'b', 'c']) applyState(library, state({ read: { value: true, at: 1 } }, `feed/${id}`));
    const first = readState(library, '', 2).map(({ key }) => key);
    expect([first, readState(library, first.at(-1) ?? '', 2).map(({ key }) => key)]).toEqual([['feed/a', 'feed/b'], ['feed/c']]);
  });

  it.each(Array.from({ length: 60 }, (_, seed) => seed))('taken over is what merging the data gives: seed %i', (seed) => {
    const random = createDice(seed * 104_729 + 3);
    const [a, b, c] = [randomState(random), randomState(random), randomState(random)];
    const library = newLibrary();
    for (const part of [a, b, c, a]) applyState(library, part);
    const merged = mergeStates(mergeStates(a, b), c);
    expect(whole(library)).toEqual(Object.fromEntries([...merged].filter(([, marks]) => Object.keys(marks).length > 0)));
  });
});

describe('what is taken over', () => {
  it('is shown, counted beforehand as it is afterwards, and told to other windows', () => {
    const library = withIssue();
    const given = mergeStates(
      state({ read: { value: true, at: 10 }, star: { value: true, at: 10 }, note: { value: 'Mine', at: 10 } }),
      state({ star: { value: true, at: 10 }, place: { value: { anchor: 'weft', offset: 2 }, at: 10 } }, 'feed/unknown'),
    );
    const expected = { ...noChanges, read: 1, starred: 2, notes: 1, places: 1, unknown: 1 };
    const before = revisions(library);
    expect(compareState(library, given)).toEqual(expected);
    expect(applyState(library, given)).toEqual({ changes: expected, keys: ['imported/a', 'feed/unknown'] });
    expect(issueRow(library, 'imported/a')).toMatchObject({ isRead: true, isStarred: true });
    expect([countUnread(library), noteOf(library, 'imported/a')]).toEqual([0, 'Mine']);
    expect([compareState(library, given), applyState(library, given).keys]).toEqual([noChanges, []]);
    expect(revisions(library)).toEqual({ ...before, state: before.state + 1 });
  });

  it('waits for the issue where there is none yet', () => {
    const library = newLibrary();
    applyState(
      library,
      state({ read: { value: true, at: 1 }, star: { value: true, at: 1 }, place: { value: { anchor: 'weft', offset: 2 }, at: 1 } }),
    );
    putIssue(library, buildIssue({ id: 'a', title: 'A' }), { sourceId: 'imported' });
    expect(issueRow(library, 'imported/a')).toMatchObject({ isRead: true, isStarred: true });
    expect(placeOf(library, 'imported/a')).toEqual({ anchor: 'weft', offset: 2 });
  });

  it('gives way to later decisions of this library, and takes earlier ones back', () => {
    const library = withIssue();
    setStarred(library, ['imported/a'], true, new Date(5_000));
    setNote(library, 'imported/a', 'Mine', new Date(5_000));
    applyState(library, state({ star: { value: false, at: 4_000 }, note: { value: '', at: 4_000 } }));
    expect([issueRow(library, 'imported/a')?.isStarred, noteOf(library, 'imported/a')]).toEqual([true, 'Mine']);
    applyState(library, state({ star: { value: false, at: 6_000 }, note: { value: '', at: 6_000 } }));
    expect([issueRow(library, 'imported/a')?.isStarred, noteOf(library, 'imported/a')]).toEqual([false, undefined]);
  });

  it('counts as decided by hand for the undo of a bulk mark', () => {
    const library = withIssue();
    const { moment } = markRange(library, { of: 'all' }, new Date(1_000));
    applyState(library, state({ read: { value: true, at: 2_000 } }));
    expect([undoMarks(library, moment), issueRow(library, 'imported/a')?.isRead]).toEqual([0, true]);
  });
});

describe('what travels', () => {
  it('is the latest first, both ways, without files of this machine', () => {
    const library = newLibrary();
    const marks: readonly [string, IssueMarks][] = [
      ['feed-x/old', { read: { value: true, at: 1 } }],
      ['feed-x/new', { read: { value: false, at: 9 }, star: { value: true, at: 2 } }],
      ['folder-x/file', { read: { value: true, at: 5 }, star: { value: true, at: 5 } }],
    ];
    applyState(library, new Map(marks));
    expect(latestMarks(library, 'read', 10)).toEqual([
      ['feed-x/new', { value: false, at: 9 }],
      ['feed-x/old', { value: true, at: 1 }],
    ]);
    expect(latestMarks(library, 'read', 1)).toHaveLength(1);
    expect(latestMarks(library, 'star', 10)).toEqual([['feed-x/new', { value: true, at: 2 }]]);
  });

  it('has no stamp of a clock that was days ahead, unless the clock is wrong now', () => {
    const library = withIssue();
    const now = Date.UTC(2026, 10, 1);
    setRead(library, ['imported/a'], true, new Date(now + 9e9));
    correctStamps(library, 1_000);
    expect(latestMarks(library, 'read', 1)[0]?.[1].at).toBe(now + 9e9);
    correctStamps(library, now);
    expect(latestMarks(library, 'read', 1)[0]?.[1].at).toBe(now);
  });
});

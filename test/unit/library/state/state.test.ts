// Read, starred and place: what changes, what is told, what outlives the issue.

import { describe, expect, it } from 'vitest';
import { longestNote } from '../../../../src/digest/longestNote.js';
import { putIssue, removeSomeIssues } from '../../../../src/library/issues/issues.js';
import { revisions } from '../../../../src/library/revisions.js';
import { countUnread, issueRow } from '../../../../src/library/lists/rows.js';
import {
  clearState,
  noteOf,
  placeOf,
  setNote,
  setPlace,
  setRead,
  setStarred,
  wasMarkedUnread,
} from '../../../../src/library/state/state.js';
import { newLibrary } from '../builders.js';
import { buildIssue } from '../buildIssue.js';

function withIssues(...ids: readonly string[]) {
  const library = newLibrary();
  const keys = ids.map((id) => putIssue(library, buildIssue({ id, title: id }), { sourceId: 'imported' }).key);
  return { library, keys };
}

describe('read state', () => {
  it('changes there and back and tells which issues changed', () => {
    const { library, keys } = withIssues('a', 'b');
    expect(setRead(library, ['imported/a', 'imported/none'], true)).toEqual(['imported/a']);
    expect(setRead(library, keys, true)).toEqual(['imported/b']);
    expect(countUnread(library)).toBe(0);
    expect(setRead(library, ['imported/a'], false)).toEqual(['imported/a']);
    expect(keys.map((key) => issueRow(library, key)?.isRead)).toEqual([false, true]);
  });

  it('tells what was marked unread from what nobody has decided about', () => {
    const { library } = withIssues('a');
    const steps = [
      () => setStarred(library, ['imported/a'], true),
      () => setRead(library, ['imported/a'], true),
      () => setRead(library, ['imported/a'], false),
      () => setRead(library, ['imported/a'], true),
    ];
    expect(steps.map((step) => [step(), wasMarkedUnread(library, 'imported/a')][1])).toEqual([false, false, true, false]);
  });
});

describe('stars', () => {
  it('are given and taken once, apart from the read state', () => {
    const { library } = withIssues('a');
    expect([setStarred(library, ['imported/a', 'imported/none'], true), setStarred(library, ['imported/a'], true)]).toEqual([
      ['imported/a'],
      [],
    ]);
    expect(issueRow(library, 'imported/a')).toMatchObject({ isStarred: true, isRead: false });
    expect([setStarred(library, ['imported/a'], false), setStarred(library, ['imported/a'], false)]).toEqual([['imported/a'], []]);
    expect(issueRow(library, 'imported/a')).toMatchObject({ isStarred: false });
  });

  it('are not given by taking them away', () => {
    const { library } = withIssues('a');
    setStarred(library, ['imported/a'], false);
    expect(issueRow(library, 'imported/a')).toMatchObject({ isStarred: false });
  });
});

describe('the place', () => {
  it('is the last one that was set; none before, none for an issue that is not there', () => {
    const { library } = withIssues('a');
    expect(placeOf(library, 'imported/a')).toBeUndefined();
    setRead(library, ['imported/a'], true);
    expect(placeOf(library, 'imported/a')).toBeUndefined();
    setPlace(library, 'imported/a', { anchor: 'warp', offset: 10 });
    setPlace(library, 'imported/a', { anchor: '', offset: -3.25 });
    setPlace(library, 'imported/none', { anchor: 'x', offset: 0 });
    expect(placeOf(library, 'imported/a')).toEqual({ anchor: '', offset: -3.25 });
    expect(placeOf(library, 'imported/none')).toBeUndefined();
    expect(issueRow(library, 'imported/a')).toMatchObject({ isRead: true });
  });
});

describe('the note', () => {
  it('is kept as it was typed, bounded, and taken away by an empty one', () => {
    const { library } = withIssues('a');
    expect(noteOf(library, 'imported/a')).toBeUndefined();
    expect([setNote(library, 'imported/a', ' two\n lines '), setNote(library, 'imported/a', ' two\n lines ')]).toEqual([true, false]);
    expect(noteOf(library, 'imported/a')).toBe(' two\n lines ');
    setNote(library, 'imported/a', `${'x'.repeat(longestNote - 1)}\u{1f9f5}`);
    expect(noteOf(library, 'imported/a')).toBe('x'.repeat(longestNote - 1));
    expect([setNote(library, 'imported/a', ' \n'), setNote(library, 'imported/a', '')]).toEqual([true, false]);
    expect(noteOf(library, 'imported/a')).toBeUndefined();
  });
});

describe('state', () => {
  it('is taken up again when its issue comes back: read, star, note and place', () => {
    const { library, keys } = withIssues('a');
    setRead(library, keys, true);
    setStarred(library, keys, true);
    setNote(library, 'imported/a', 'Mine');
    setPlace(library, 'imported/a', { anchor: 'warp', offset: 4 });
    while (removeSomeIssues(library, 10) > 0);
    setNote(library, 'imported/a', 'Typed while it went');
    putIssue(library, buildIssue({ id: 'a', title: 'a' }), { sourceId: 'imported' });
    expect(issueRow(library, 'imported/a')).toMatchObject({ isRead: true, isStarred: true });
    expect([noteOf(library, 'imported/a'), placeOf(library, 'imported/a')]).toEqual(['Typed while it went', { anchor: 'warp', offset: 4 }]);
  });

  it('says when each decision was made, later than the one before whatever the clock says', () => {
    const { library, keys } = withIssues('a');
    setRead(library, keys, true, new Date(5_000));
    setRead(library, keys, false, new Date(4_000));
    setStarred(library, keys, true, new Date(5_000));
    setStarred(library, keys, true, new Date(6_000));
    setNote(library, 'imported/a', 'x', new Date(7_000));
    setNote(library, 'imported/a', '', new Date(7_000));
    expect(library.get('SELECT read_at, read_changed, star_changed, note_changed FROM state')).toEqual({
      read_at: null,
      read_changed: 5_001,
      star_changed: 5_000,
      note_changed: 7_001,
    });
  });

  it('has no stamp of a clock that was days ahead any more once somebody decides anew', () => {
    const { library, keys } = withIssues('a');
    setRead(library, keys, true, new Date(9e12));
    setRead(library, keys, false, new Date(5_000));
    expect(library.get('SELECT read_changed FROM state')).toEqual({ read_changed: 5_000 });
  });
});

describe('revisions', () => {
  it('move for what other windows have to show, and only for that', () => {
    const { library, keys } = withIssues('a');
    const before = revisions(library);
    setPlace(library, 'imported/a', { anchor: 'x', offset: 0 });
    putIssue(library, buildIssue({ id: 'a', title: 'a' }), { sourceId: 'imported' });
    expect(revisions(library)).toEqual(before);
    setRead(library, keys, true);
    setRead(library, keys, true);
    expect(revisions(library)).toEqual({ issues: before.issues, state: before.state + 1 });
  });
});

describe('clearState', () => {
  it('makes every issue unread, unstarred and unopened', () => {
    const { library, keys } = withIssues('a');
    setRead(library, keys, true);
    setStarred(library, keys, true);
    setPlace(library, 'imported/a', { anchor: 'x', offset: 0 });
    clearState(library);
    expect(issueRow(library, 'imported/a')).toMatchObject({ isRead: false, isStarred: false });
    expect(placeOf(library, 'imported/a')).toBeUndefined();
  });
});

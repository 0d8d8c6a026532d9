// Read, starred and place: what changes, what is told, what outlives the issue.

import { describe, expect, it } from 'vitest';
import { putIssue } from '../../../src/library/issues.js';
import { revisions } from '../../../src/library/revisions.js';
import { countUnread, issueRow } from '../../../src/library/rows.js';
import { clearState, markAllRead, placeOf, setPlace, setRead, setStarred } from '../../../src/library/state.js';
import { newLibrary } from './builders.js';
import { buildIssue } from './buildIssue.js';

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

  it('of all issues at once can be undone by the keys it gives', () => {
    const { library, keys } = withIssues('a', 'b', 'c');
    setRead(library, ['imported/b'], true);
    const changed = markAllRead(library);
    expect([...changed].sort()).toEqual(['imported/a', 'imported/c']);
    expect([countUnread(library), markAllRead(library)]).toEqual([0, []]);
    setRead(library, changed, false);
    expect(keys.map((key) => issueRow(library, key)?.isRead)).toEqual([false, true, false]);
  });

  it('of a group leaves the issues of other days as they are', () => {
    const library = newLibrary();
    const [may, april] = ['2026-05-02', '2026-04-30'].map(
      (published) => putIssue(library, buildIssue({ id: published, title: published, published }), { sourceId: 'imported' }).key,
    );
    expect(markAllRead(library, { from: '2026-04-01', to: '2026-04-31' })).toEqual([april]);
    expect(may && issueRow(library, may)?.isRead).toBe(false);
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

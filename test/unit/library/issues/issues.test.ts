// Issues in the library: whole again, updated in place, moved, renamed, missing, and never one over another.

import { describe, expect, it } from 'vitest';
import { readIssue } from '../../../../src/library/content.js';
import { markMissing, putIssue, removeSomeIssues } from '../../../../src/library/issues/issues.js';
import { countOfSource, issueRow } from '../../../../src/library/lists/rows.js';
import { placeOf, setPlace, setRead, setStarred } from '../../../../src/library/state/state.js';
import { fullIssue, newLibrary, openReady, temporaryFolder } from '../builders.js';
import { buildIssue } from '../buildIssue.js';

const inNotes = (path: string) => ({ sourceId: 'notes', path });
const imported = { sourceId: 'imported' };

/** An issue with other text under the same title. */
function withBody(text: string, fields: Parameters<typeof buildIssue>[0] = {}) {
  return buildIssue({
    sections: [{ id: 'weft', title: 'Weft', body: { format: 'markdown', text }, takeaways: [], links: [] }],
    ...fields,
  });
}

describe('putIssue and readIssue', () => {
  it('gives an issue back as it was put, also after the library was closed', () => {
    const folder = temporaryFolder();
    const library = newLibrary(folder);
    const { key } = putIssue(library, fullIssue, imported);
    expect(readIssue(library, key)).toStrictEqual(fullIssue);
    library.close();
    expect(readIssue(openReady(folder), key)).toStrictEqual(fullIssue);
  });

  it('gives an issue without any optional field back without them', () => {
    const bare = { id: 'x', kind: 'digest', title: '', tags: [], sections: [], takeaways: [], links: [] } as const;
    const library = newLibrary();
    const { key } = putIssue(library, bare, imported);
    expect(readIssue(library, key)).toStrictEqual(bare);
    expect(issueRow(library, key)).not.toHaveProperty('day');
  });

  it('replaces all content on an update and leaves nothing of the old one', () => {
    const library = newLibrary();
    putIssue(library, fullIssue, inNotes('a.md'));
    const next = { ...buildIssue(), id: fullIssue.id };
    expect(putIssue(library, next, inNotes('a.md'))).toMatchObject({ outcome: 'updated' });
    expect(readIssue(library, `notes/${fullIssue.id}`)).toStrictEqual(next);
    for (const table of ['sections', 'bodies']) expect(library.all(`SELECT 1 FROM ${table}`)).toHaveLength(1);
    for (const table of ['takeaways', 'links']) expect(library.all(`SELECT 1 FROM ${table}`)).toHaveLength(0);
  });

  it('has no issue under an unknown key', () => {
    const library = newLibrary();
    expect([readIssue(library, 'notes/none'), issueRow(library, 'notes/none')]).toEqual([undefined, undefined]);
  });

  it('refuses a source that it does not know and keeps nothing of the issue', () => {
    const library = newLibrary();
    expect(() => putIssue(library, buildIssue(), { sourceId: 'nowhere' })).toThrow(/FOREIGN KEY/);
    expect(library.all('SELECT 1 FROM issues')).toHaveLength(0);
  });
});

describe('the same issue again', () => {
  it('is unchanged when nothing changed', () => {
    const library = newLibrary();
    expect(putIssue(library, buildIssue(), imported)).toEqual({ outcome: 'added', key: 'imported/a-week-of-looms' });
    expect(putIssue(library, buildIssue(), imported)).toEqual({ outcome: 'unchanged', key: 'imported/a-week-of-looms' });
  });

  it('is updated in place and keeps read, star and place', () => {
    const library = newLibrary();
    const { key } = putIssue(library, buildIssue(), imported);
    setRead(library, [key], true);
    setStarred(library, [key], true);
    setPlace(library, key, { anchor: 'warp', offset: 12.5 });
    expect(putIssue(library, buildIssue({ category: 'Tools' }), imported)).toEqual({ outcome: 'updated', key });
    expect(issueRow(library, key)).toMatchObject({ category: 'Tools', isRead: true, isStarred: true });
    expect(placeOf(library, key)).toEqual({ anchor: 'warp', offset: 12.5 });
  });

  it('takes a new key with its state when its title changes in the same file', () => {
    const library = newLibrary();
    const { key } = putIssue(library, buildIssue(), inNotes('a.md'));
    setRead(library, [key], true);
    setStarred(library, [key], true);
    setPlace(library, key, { anchor: 'warp', offset: 4 });
    const renamed = putIssue(library, buildIssue({ id: 'looms', title: 'Looms' }), inNotes('a.md'));
    expect(renamed).toEqual({ outcome: 'updated', key: 'notes/looms', formerKey: key });
    expect(issueRow(library, 'notes/looms')).toMatchObject({ title: 'Looms', isRead: true, isStarred: true });
    expect(placeOf(library, 'notes/looms')).toEqual({ anchor: 'warp', offset: 4 });
    expect(issueRow(library, key)).toBeUndefined();
    expect(countOfSource(library, 'notes')).toBe(1);
  });

  it('gives a title that is taken a key of its own, not the other one', () => {
    const library = newLibrary();
    putIssue(library, buildIssue(), inNotes('a.md'));
    const other = putIssue(library, buildIssue({ id: 'other', title: 'Other' }), inNotes('b.md'));
    setRead(library, [other.key], true);
    const renamed = putIssue(library, buildIssue(), inNotes('b.md'));
    expect(renamed.key).toMatch(/^notes\/a-week-of-looms-[0-9a-f]{8}$/);
    expect(issueRow(library, renamed.key)).toMatchObject({ isRead: true });
    expect(issueRow(library, 'notes/a-week-of-looms')).toMatchObject({ isRead: false });
  });
});

describe('two issues with one id', () => {
  it('are both kept when they stand in two files of a source, each under its own key from then on', () => {
    const library = newLibrary();
    const first = putIssue(library, withBody('one'), inNotes('a.md'));
    const second = putIssue(library, withBody('two'), inNotes('sub/a.md'));
    expect(second.outcome).toBe('added');
    expect(second.key).not.toBe(first.key);
    expect(putIssue(library, withBody('two, changed'), inNotes('sub/a.md'))).toEqual({ outcome: 'updated', key: second.key });
    expect(readIssue(library, first.key)).toEqual(withBody('one'));
    expect(readIssue(library, second.key)).toEqual(withBody('two, changed'));
  });

  it('are both kept when two different texts under one title are imported', () => {
    const library = newLibrary();
    const one = buildIssue({ sections: [], tldr: 'On spinning.' });
    const two = buildIssue({ sections: [], tldr: 'On dyeing.' });
    const keys = [putIssue(library, one, imported).key, putIssue(library, two, imported).key];
    expect(new Set(keys).size).toBe(2);
    expect(keys.map((key) => readIssue(library, key))).toEqual([one, two]);
    expect(putIssue(library, two, imported)).toEqual({ outcome: 'unchanged', key: keys[1] });
  });

  it('stand side by side in two sources', () => {
    const library = newLibrary();
    const keys = [putIssue(library, buildIssue(), imported).key, putIssue(library, buildIssue(), inNotes('a.md')).key];
    expect(keys).toEqual(['imported/a-week-of-looms', 'notes/a-week-of-looms']);
  });
});

describe('an issue whose file is gone', () => {
  it('is marked, keeps its text and state, and loses the mark when the file is back', () => {
    const library = newLibrary();
    const { key } = putIssue(library, buildIssue(), inNotes('a.md'));
    setStarred(library, [key], true);
    expect(markMissing(library, 'notes', ['a.md', 'never-was.md'])).toEqual([key]);
    expect(markMissing(library, 'notes', ['a.md'])).toEqual([]);
    expect(issueRow(library, key)).toMatchObject({ isMissing: true, isStarred: true });
    expect(readIssue(library, key)).toEqual(buildIssue());
    expect(putIssue(library, buildIssue(), inNotes('a.md'))).toEqual({ outcome: 'updated', key });
    expect(issueRow(library, key)).toMatchObject({ isMissing: false, isStarred: true });
  });

  it('is found again under another name of the file', () => {
    const library = newLibrary();
    const { key } = putIssue(library, buildIssue(), inNotes('a.md'));
    setRead(library, [key], true);
    markMissing(library, 'notes', ['a.md']);
    expect(putIssue(library, buildIssue(), inNotes('archive/a.md'))).toEqual({ outcome: 'updated', key });
    expect(issueRow(library, key)).toMatchObject({ isMissing: false, isRead: true });
    expect(countOfSource(library, 'notes')).toBe(1);
  });
});

describe('removeSomeIssues', () => {
  it('removes issues with all their parts, keeps their state for when they come back', () => {
    const library = newLibrary();
    const { key } = putIssue(library, fullIssue, imported);
    setRead(library, [key], true);
    expect([removeSomeIssues(library, 10), removeSomeIssues(library, 10)]).toEqual([1, 0]);
    for (const table of ['issues', 'sections', 'bodies', 'takeaways', 'links']) expect(library.all(`SELECT 1 FROM ${table}`)).toEqual([]);
    putIssue(library, fullIssue, imported);
    expect(issueRow(library, key)).toMatchObject({ isRead: true });
  });
});

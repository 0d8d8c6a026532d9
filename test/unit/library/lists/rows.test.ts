// Lists of the library: groups, pages, positions and the walk over unread issues, all in one order and all by index.

import { describe, expect, it, vi } from 'vitest';
import type { LibraryDatabase } from '../../../../src/library/database.js';
import { dayAfter, localDay } from '../../../../src/library/day.js';
import { markRange } from '../../../../src/library/state/bulkMarks.js';
import { findTitles } from '../../../../src/library/search/findTitles.js';
import { putIssue } from '../../../../src/library/issues/issues.js';
import { listGroups } from '../../../../src/library/lists/groupRows.js';
import { issueBeside } from '../../../../src/library/lists/beside.js';
import { listIssues, nextUnread, positionOf } from '../../../../src/library/lists/lists.js';
import { countsOfSources, countUnread, issueRow, newestIssue, publishedMoments } from '../../../../src/library/lists/rows.js';
import { setRead } from '../../../../src/library/state/state.js';
import { newLibrary } from '../builders.js';
import { buildIssue } from '../buildIssue.js';

const today = '2026-05-03';
/** Local noon of the test's today, when every issue was first seen unless it says otherwise. */
const noon = new Date(2026, 4, 3, 12);

function put(library: LibraryDatabase, id: string, published: string | undefined, seen: Date = noon): string {
  const { published: _none, ...undated } = buildIssue({ id, title: id });
  return putIssue(library, published === undefined ? undated : { ...undated, published }, { sourceId: 'notes', path: `${id}.md` }, seen)
    .key;
}

function keysIn(library: LibraryDatabase, group: string): readonly string[] {
  return listIssues(library, group, today, { offset: 0, limit: 100 }).rows.map((row) => row.key);
}

describe('groups', () => {
  it('are today, yesterday, the rest of the last seven days, then months; each issue stands in one', () => {
    const library = newLibrary();
    const days = [
      '2026-05-03',
      '2026-05-02',
      '2026-05-01',
      '2026-04-27',
      '2026-04-26',
      '2026-04-01',
      '2026-03-31',
      '2025-12-31',
      '1970-01-01',
    ];
    for (const day of days) put(library, day, day);
    setRead(library, ['notes/2026-04-01'], true);
    expect(listGroups(library, today)).toEqual([
      { group: 'today', count: 1, unread: 1 },
      { group: 'yesterday', count: 1, unread: 1 },
      { group: 'week', count: 2, unread: 2 },
      { group: '2026-04', count: 2, unread: 1 },
      { group: '2026-03', count: 1, unread: 1 },
      { group: '2025-12', count: 1, unread: 1 },
      { group: '1970-01', count: 1, unread: 1 },
    ]);
    const shown = listGroups(library, today).flatMap(({ group }) => keysIn(library, group));
    expect(shown).toEqual(days.map((day) => `notes/${day}`));
  });

  it('divide every day of two years without gap or overlap, on every day of a month', () => {
    const library = newLibrary();
    for (let day = '2025-03-01'; day <= '2026-03-31'; day = dayAfter(day, 1)) put(library, day, day);
    for (let now = '2026-02-25'; now <= '2026-04-02'; now = dayAfter(now, 1)) {
      const groups = listGroups(library, now);
      const keys = groups.flatMap(({ group }) => listIssues(library, group, now, { offset: 0, limit: 1000 }).rows.map((row) => row.key));
      expect(keys).toHaveLength(396);
      expect(groups.map(({ count }) => count)).toEqual(
        groups.map(({ group }) => listIssues(library, group, now, { offset: 0, limit: 0 }).total),
      );
      expect(keys).toEqual([...keys].sort().reverse());
    }
  });

  it('has nothing in a group that does not exist', () => {
    const library = newLibrary();
    put(library, 'a', today);
    expect(['', '2026-13x', 'tomorrow', '__proto__'].map((group) => keysIn(library, group))).toEqual([[], [], [], []]);
  });
});

describe('the day of an issue', () => {
  it('is never later than the day it was first seen, so that no issue stays on top for ever', () => {
    const library = newLibrary();
    const future = put(library, 'future', '2999-01-01', new Date(2026, 3, 30, 12));
    const current = put(library, 'current', '2026-05-01');
    expect(newestIssue(library)).toBe(current);
    expect(issueRow(library, future)).toMatchObject({ day: '2999-01-01' });
    expect(positionOf(library, future, today)).toMatchObject({ group: 'week', index: 1 });
  });

  it('is the day it was first seen when it has none, and that is not shown as its date', () => {
    const library = newLibrary();
    const key = put(library, 'undated', undefined, new Date(2026, 2, 5, 12));
    expect(positionOf(library, key, today)).toMatchObject({ group: '2026-03', index: 0 });
    expect(issueRow(library, key)).not.toHaveProperty('day');
  });

  it('stays where it was when the issue is read again later', () => {
    const library = newLibrary();
    put(library, 'undated', undefined, new Date(2026, 2, 5, 12));
    const { published: _none, ...changed } = buildIssue({ id: 'undated', title: 'Changed' });
    const { key } = putIssue(library, changed, { sourceId: 'notes', path: 'undated.md' }, noon);
    expect(positionOf(library, key, today)).toMatchObject({ group: '2026-03' });
  });

  it('of a moment is the local one; a plain day never shifts; nonsense is no day', () => {
    const library = newLibrary();
    const moment = '2026-04-30T23:30:00Z';
    expect(issueRow(library, put(library, 'moment', moment))?.day).toBe(localDay(new Date(moment)));
    expect(issueRow(library, put(library, 'plain', '2026-04-30'))?.day).toBe('2026-04-30');
    expect(issueRow(library, put(library, 'nonsense', 'soon'))?.day).toBeUndefined();
  });
});

describe('order', () => {
  it('is newest day, then latest seen, then as they came; the same for pages, positions, newest and next', () => {
    const library = newLibrary();
    const early = new Date(2026, 4, 3, 9);
    const keys = [
      put(library, 'b', '2026-05-03', early),
      put(library, 'a', '2026-05-03', early),
      put(library, 'late', '2026-05-03', noon),
      put(library, 'old', '2026-04-02', noon),
    ];
    const expected = [keys[2], keys[0], keys[1], keys[3]];
    expect([...keysIn(library, 'today'), ...keysIn(library, '2026-04')]).toEqual(expected);
    expect(expected.map((key) => positionOf(library, key ?? '', today))).toMatchObject([
      { group: 'today', index: 0 },
      { group: 'today', index: 1 },
      { group: 'today', index: 2 },
      { group: '2026-04', index: 0 },
    ]);
    expect(newestIssue(library)).toBe(expected[0]);
    const walk: (string | undefined)[] = [nextUnread(library, undefined)];
    for (let step = 0; step < 4; step++) walk.push(nextUnread(library, walk.at(-1)));
    expect(walk).toEqual([...expected, expected[0]]);
  });

  it('within a day is by the moment; a day without one counts to its end when it is over; the same for every list', () => {
    const library = newLibrary();
    const before = new Date(2026, 4, 2, 18);
    const times = ['T08:00', 'T21:00', ''].map((time) => (time === '' ? '2026-05-01' : new Date(`2026-05-01${time}`).toISOString()));
    const keys = [
      ...times.map((published, index) => put(library, `past-${index}`, published, before)),
      put(library, 'seen-late', new Date('2026-05-01T12:00').toISOString(), noon),
      put(library, 'undated', undefined, new Date(2026, 4, 1, 10)),
    ];
    const expected = [keys[2], keys[1], keys[3], keys[4], keys[0]];
    expect(keysIn(library, 'week')).toEqual(expected);
    expect(expected.map((key) => positionOf(library, key ?? '', today)?.index)).toEqual([0, 1, 2, 3, 4]);
    const walk: (string | undefined)[] = [nextUnread(library, undefined)];
    for (let step = 0; step < 4; step++) walk.push(nextUnread(library, walk.at(-1)));
    expect(walk).toEqual(expected);
    expect(findTitles(library, '', 100).flatMap(({ key, section }) => (section ? [] : [key]))).toEqual(expected);
    expect([
      markRange(library, { of: 'above', key: expected[2] ?? '' }).keys,
      markRange(library, { of: 'below', key: expected[2] ?? '' }).keys,
    ]).toEqual([expect.arrayContaining(expected.slice(0, 2)), expect.arrayContaining(expected.slice(3))]);
    expect(nextUnread(library, undefined)).toBe(expected[2]);
  });

  it('pages without repeating or leaving out', () => {
    const library = newLibrary();
    for (let index = 0; index < 25; index++) put(library, `issue-${index}`, '2026-04-10');
    const pages = [0, 10, 20, 30].map((offset) => listIssues(library, '2026-04', today, { offset, limit: 10 }));
    expect(pages.map((page) => [page.rows.length, page.total])).toEqual([
      [10, 25],
      [10, 25],
      [5, 25],
      [0, 25],
    ]);
    expect(new Set(pages.flatMap((page) => page.rows.map((row) => row.key))).size).toBe(25);
  });
});

describe('a source', () => {
  it('has its issues and unread ones counted', () => {
    const library = newLibrary();
    for (const id of ['a', 'b', 'c']) put(library, id, '2026-05-01');
    const { key } = putIssue(library, buildIssue(), { sourceId: 'imported' });
    setRead(library, ['notes/a', key], true);
    expect(countsOfSources(library)).toEqual(
      new Map([
        ['imported', { issues: 1, unread: 0 }],
        ['notes', { issues: 3, unread: 2 }],
      ]),
    );
  });

  it('tells when it published, newest first, no more than asked for, nothing invented', () => {
    const library = newLibrary();
    const moments = ['2026-04-01T08:00:00Z', '2026-04-03T08:00:00Z', '2026-04-02T08:00:00Z'];
    for (const moment of moments) put(library, moment.slice(0, 10), moment);
    put(library, 'undated', undefined);
    put(library, 'future', '2999-01-01');
    putIssue(library, buildIssue(), { sourceId: 'imported' });
    const expected = [noon.getTime(), ...[1, 2, 0].map((index) => Date.parse(moments[index] ?? ''))];
    expect([publishedMoments(library, 'notes', 10), publishedMoments(library, 'notes', 2)]).toEqual([expected, expected.slice(0, 2)]);
    expect(publishedMoments(library, 'nowhere', 10)).toEqual([]);
  });
});

describe('nextUnread', () => {
  it('skips what is read, starts again at the top, ends when all is read', () => {
    const library = newLibrary();
    const keys = ['2026-05-03', '2026-05-02', '2026-04-01'].map((day) => put(library, day, day));
    setRead(library, ['notes/2026-05-02'], true);
    expect(nextUnread(library, keys[0])).toBe(keys[2]);
    expect(nextUnread(library, keys[1])).toBe(keys[2]);
    expect(nextUnread(library, keys[2])).toBe(keys[0]);
    expect(nextUnread(library, 'notes/none')).toBe(keys[0]);
    setRead(library, keys, true);
    expect([nextUnread(library, keys[0]), countUnread(library)]).toEqual([undefined, 0]);
  });
});

/** The plans of every query that `work` makes, as SQLite tells them. */
function plansOf(library: LibraryDatabase, work: () => unknown): readonly string[] {
  const asked = new Set<string>();
  const spies = [vi.spyOn(library, 'all'), vi.spyOn(library, 'get')];
  work();
  for (const spy of spies) {
    for (const [sql] of spy.mock.calls) asked.add(sql);
    spy.mockRestore();
  }
  return [...asked].map((sql) =>
    library
      .all(`EXPLAIN QUERY PLAN ${sql}`)
      .map((row) => String(row['detail']))
      .join('; '),
  );
}

describe('however many issues there are', () => {
  it.each<[string, (library: LibraryDatabase) => unknown]>([
    ['the groups', (library) => listGroups(library, today)],
    ['a place in a group', (library) => positionOf(library, 'notes/b', today)],
    ['the newest issue', (library) => newestIssue(library)],
    ['the next unread issue', (library) => nextUnread(library, 'notes/a')],
    ['the issue below', (library) => issueBeside(library, 'notes/a', 'below', today)],
    ['the issue above', (library) => issueBeside(library, 'notes/a', 'above', today)],
    ['the number of unread issues', (library) => countUnread(library)],
    ['a row', (library) => issueRow(library, 'notes/a')],
    ['every title', (library) => findTitles(library, 'a', 10)],
    ['the counts of all sources', (library) => countsOfSources(library)],
    ['the moments of a source', (library) => publishedMoments(library, 'notes', 10)],
  ])('%s needs no sort and no walk through the table', (_name, work) => {
    const library = newLibrary();
    for (const id of ['a', 'b']) put(library, id, '2026-04-10');
    const plans = plansOf(library, () => work(library));
    expect(plans).not.toEqual([]);
    for (const plan of plans) expect(plan).not.toMatch(/TEMP B-TREE|SCAN issues(?! USING (?:COVERING )?INDEX)/);
  });

  it('a page is found by the index alone; only its own rows are sorted', () => {
    const library = newLibrary();
    const [page, total] = plansOf(library, () => listIssues(library, '2026-04', today, { offset: 0, limit: 10 }));
    expect(page).toContain('LIST SUBQUERY 1; SEARCH issues USING COVERING INDEX issues_in_order (sort_day>? AND sort_day<?)');
    expect(page).not.toMatch(/SCAN issues/);
    expect(total).toMatch(/^SEARCH issues USING COVERING INDEX issues_\w+ \(sort_day>\? AND sort_day<\?\)$/);
  });
});

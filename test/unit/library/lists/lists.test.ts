// The lists of the tree in every view: by day, source and category, filtered and sorted either way, and what saved searches find.

import { describe, expect, it, vi } from 'vitest';
import { markRange } from '../../../../src/library/state/bulkMarks.js';
import type { LibraryDatabase } from '../../../../src/library/database.js';
import { putIssue } from '../../../../src/library/issues/issues.js';
import { listGroups } from '../../../../src/library/lists/groupRows.js';
import { issueBeside } from '../../../../src/library/lists/beside.js';
import { listIssues, nextUnread, positionOf } from '../../../../src/library/lists/lists.js';
import { SearchCounts } from '../../../../src/library/lists/searchCounts.js';
import { setRead, setStarred } from '../../../../src/library/state/state.js';
import { filters, groupings, type ListView, searchGroup, sorts, toListView, usualView } from '../../../../src/protocol/listView.js';
import { newLibrary, openReady, temporaryFolder } from '../builders.js';
import { buildIssue } from '../buildIssue.js';

const today = '2026-05-03';
const noon = new Date(2026, 4, 3, 12);
const everything = { offset: 0, limit: 100 };

function put(library: LibraryDatabase, sourceId: string, id: string, published: string, category?: string): string {
  const { category: _none, ...issue } = buildIssue({ id, title: id, published });
  return putIssue(library, category === undefined ? issue : { ...issue, category }, { sourceId, path: `${id}.md` }, noon).key;
}

/** Seven issues of two sources in two categories and none; `b` and `f` are read, `b` and `c` starred. */
function sevenIssues(): LibraryDatabase {
  const library = newLibrary();
  put(library, 'notes', 'a', '2026-05-03', 'Models');
  put(library, 'feed', 'b', '2026-05-02', 'Agents');
  put(library, 'notes', 'c', '2026-05-01');
  put(library, 'feed', 'd', '2026-04-20', 'Models');
  put(library, 'notes', 'e', '2026-04-10', 'Agents');
  put(library, 'feed', 'f', '2026-03-10');
  put(library, 'notes', 'g', '2026-03-01', 'Models');
  setRead(library, ['feed/b', 'feed/f'], true);
  setStarred(library, ['feed/b', 'notes/c'], true);
  return library;
}

function view(changes: Partial<ListView>): ListView {
  return { ...usualView, ...changes };
}

/** Each group with its issues, as somebody sees the tree who has opened everything. */
function tree(library: LibraryDatabase, shown: ListView, keep: readonly string[] = []): readonly string[] {
  return listGroups(library, today, { view: shown, keep }).map(({ group, count, unread }) => {
    const { rows, total } = listIssues(library, group, today, everything, { view: shown, keep });
    expect([rows.length, rows.filter(({ isRead }) => !isRead).length]).toEqual([count, unread]);
    expect(total).toBe(count);
    return `${group}: ${rows.map(({ key }) => key.slice(-1)).join('')}`;
  });
}

/** Which of the seven issues a bulk mark marks. */
function marked(range: Parameters<typeof markRange>[1]): string {
  return [...(markRange(sevenIssues(), range).keys ?? [])]
    .map((key) => key.slice(-1))
    .sort()
    .join('');
}

describe('views', () => {
  it('by day stand from new to old, or the other way round in whole', () => {
    const library = sevenIssues();
    const newest = tree(library, view({}));
    expect(newest).toEqual(['today: a', 'yesterday: b', 'week: c', '2026-04: de', '2026-03: fg']);
    expect(tree(library, view({ sort: 'oldest' }))).toEqual(['2026-03: gf', '2026-04: ed', 'week: c', 'yesterday: b', 'today: a']);
  });

  it('by source stand by name, and say it', () => {
    const library = sevenIssues();
    expect(tree(library, view({ group: 'source' }))).toEqual(['source:feed: bdf', 'source:notes: aceg']);
    expect(tree(library, view({ group: 'source', sort: 'oldest' }))).toEqual(['source:feed: fdb', 'source:notes: geca']);
    expect(listGroups(library, today, { view: view({ group: 'source' }) }).map(({ name }) => name)).toEqual(['Loom weekly', 'Notes']);
  });

  it('by category stand by name, those without one at the end', () => {
    const library = sevenIssues();
    expect(tree(library, view({ group: 'category' }))).toEqual(['category:Agents: be', 'category:Models: adg', 'uncategorised: cf']);
  });

  it('take a category for what it is called, whatever that is', () => {
    const library = newLibrary();
    for (const [index, name] of ["uncategorised'; --", 'uncategorised', '__proto__', 'search:a', ' 2', '10'].entries()) {
      put(library, 'notes', `${index}`, '2026-05-01', name);
    }
    expect(tree(library, view({ group: 'category' }))).toHaveLength(6);
  });

  it('show unread or starred issues only, and no group without one', () => {
    const library = sevenIssues();
    expect(tree(library, view({ filter: 'unread' }))).toEqual(['today: a', 'week: c', '2026-04: de', '2026-03: g']);
    expect(tree(library, view({ filter: 'starred' }))).toEqual(['yesterday: b', 'week: c']);
    expect(tree(library, view({ filter: 'starred', group: 'category' }))).toEqual(['category:Agents: b', 'uncategorised: c']);
    setRead(library, ['notes/a', 'notes/c', 'feed/d', 'notes/e', 'notes/g'], true);
    expect(tree(library, view({ filter: 'unread' }))).toEqual([]);
  });

  it.each(groupings)('by %s keep what is on show in its place when the filter holds it back', (group) => {
    const library = sevenIssues();
    const shown = view({ group, filter: 'unread' });
    const before = tree(library, shown);
    const keep = ['notes/a', 'notes/c', 'feed/d', 'notes/e', 'notes/g'];
    setRead(library, ['notes/a', 'notes/e'], true);
    expect(tree(library, shown, keep)).toEqual(before);
    expect(tree(library, shown)).not.toEqual(before);
  });

  it.each(groupings)('by %s count what is kept on show without its star', (group) => {
    const library = sevenIssues();
    const shown = view({ group, filter: 'starred' });
    const before = tree(library, shown);
    const keep = library.all('SELECT key FROM issues WHERE is_starred = 1').map((row) => String(row['key']));
    setStarred(library, keep, false);
    setRead(library, keep.slice(1), false);
    expect(tree(library, shown, keep)).toEqual(before);
  });

  it('tell where an issue stands, as the pages do', () => {
    const library = sevenIssues();
    for (const group of groupings) {
      for (const filter of filters) {
        for (const sort of sorts) {
          const shown = { group, filter, sort };
          const places = listGroups(library, today, { view: shown }).flatMap((row) =>
            listIssues(library, row.group, today, everything, { view: shown }).rows.map(({ key }, index) => ({
              key,
              group: row.group,
              index,
              isListed: true,
            })),
          );
          expect(places.map(({ key }) => ({ key, ...positionOf(library, key, today, shown) }))).toEqual(places);
        }
      }
    }
    expect(positionOf(library, 'feed/b', today, view({ filter: 'unread' }))).toMatchObject({ group: 'yesterday', isListed: false });
  });

  it('walk from one unread issue to the next as they show them, once round', () => {
    const library = sevenIssues();
    for (const group of groupings) {
      for (const sort of sorts) {
        const shown = view({ group, sort });
        const expected = listGroups(library, today, { view: shown }).flatMap((row) =>
          listIssues(library, row.group, today, everything, { view: shown }).rows.flatMap(({ key, isRead }) => (isRead ? [] : [key])),
        );
        const walk = [nextUnread(library, undefined, { view: shown, today })];
        while (walk.length <= expected.length) walk.push(nextUnread(library, walk.at(-1), { view: shown, today }));
        expect(walk).toEqual([...expected, expected[0]]);
      }
    }
    expect(nextUnread(library, undefined, { view: view({ filter: 'starred' }), today })).toBe('notes/c');
    expect(nextUnread(library, 'feed/f', { view: view({ group: 'source' }), today })).toBe('notes/a');
  });

  it('walk from one issue to the one above or below, across groups, as far as the filter lets it through', () => {
    const library = sevenIssues();
    const beside = (key: string, more: Partial<ListView>) =>
      (['above', 'below'] as const).map((side) => issueBeside(library, key, side, today, { view: view(more) }));
    expect(beside('notes/c', {})).toEqual(['feed/b', 'feed/d']);
    expect(beside('notes/c', { sort: 'oldest' })).toEqual(['feed/d', 'feed/b']);
    expect(beside('notes/a', { group: 'source' })).toEqual(['feed/f', 'notes/c']);
    expect(beside('notes/a', {})).toEqual([undefined, 'feed/b']);
    expect(beside('feed/b', { filter: 'unread' })).toEqual(['notes/a', 'notes/c']);
    expect(beside('notes/e', { filter: 'starred', group: 'category' })).toEqual(['feed/b', 'notes/c']);
  });

  it('walk back to what was read since, as long as it is kept on show', () => {
    const library = sevenIssues();
    const shown = view({ group: 'source', filter: 'unread' });
    setRead(library, ['notes/a', 'notes/c', 'notes/e', 'notes/g'], true);
    expect(issueBeside(library, 'notes/e', 'above', today, { view: shown, keep: ['notes/c', 'notes/e'] })).toBe('notes/c');
    expect(issueBeside(library, 'notes/e', 'above', today, { view: shown })).toBe('feed/d');
  });

  it('mark above and below as they show it', () => {
    expect(marked({ of: 'above', key: 'notes/e', view: view({ sort: 'oldest' }) })).toBe('g');
    expect(marked({ of: 'above', key: 'notes/e', view: view({ group: 'source' }) })).toBe('ac');
    expect(marked({ of: 'below', key: 'feed/d', view: view({ group: 'category' }) })).toBe('g');
    expect(marked({ of: 'below', key: 'feed/b', view: view({ filter: 'starred' }) })).toBe('c');
    expect(marked({ of: 'group', group: 'source:notes', today, view: view({ filter: 'starred' }) })).toBe('c');
  });

  it('that were remembered are read with care', () => {
    expect(toListView({ group: 'source', filter: 'starred', sort: 'oldest' })).toEqual({
      group: 'source',
      filter: 'starred',
      sort: 'oldest',
    });
    for (const nonsense of [undefined, null, 'source', [], { group: 'colour', filter: 1 }]) expect(toListView(nonsense)).toEqual(usualView);
  });
});

describe('saved searches', () => {
  it('list what they find in the order of the view, and what was read while it was on show', () => {
    const library = sevenIssues();
    const group = searchGroup('is:unread after:2026-04-01');
    const keysOf = (shown: ListView, keep?: readonly string[]): string =>
      listIssues(library, group, today, everything, { view: shown, keep })
        .rows.map(({ key }) => key.slice(-1))
        .join('');
    expect([keysOf(view({})), keysOf(view({ sort: 'oldest' })), keysOf(view({ filter: 'starred' }))]).toEqual(['acde', 'edca', 'c']);
    setRead(library, ['notes/c'], true);
    expect([keysOf(view({})), keysOf(view({}), ['notes/a', 'notes/c'])]).toEqual(['ade', 'acde']);
  });

  it('have their unread issues counted, and anew only when something has changed', () => {
    const library = sevenIssues();
    const counts = new SearchCounts();
    const queries = ['after:2026-04-01', 'is:starred', 'is:read'];
    const counted = () => queries.map((query) => counts.count(library, query, today));
    expect(counted()).toEqual([4, 1, 0]);
    const asked = vi.spyOn(library, 'get');
    expect(counted()).toEqual([4, 1, 0]);
    expect(asked.mock.calls.filter(([sql]) => sql.includes('FROM issues'))).toEqual([]);
    setRead(library, ['notes/c'], true);
    expect(counted()).toEqual([3, 0, 0]);
  });

  it('have them counted anew when the library has been opened anew', () => {
    const folder = temporaryFolder();
    put(newLibrary(folder), 'notes', 'a', '2026-05-03');
    const counts = new SearchCounts();
    expect(counts.count(openReady(folder), 'after:2026-04-01', today)).toBe(1);
    setRead(openReady(folder), ['notes/a'], true);
    expect(counts.count(openReady(folder), 'after:2026-04-01', today)).toBe(0);
  });

  it('have no more than a thousand issues counted', () => {
    const library = newLibrary();
    library.transaction(() => {
      for (let index = 0; index < 1001; index++) put(library, 'notes', `n${index}`, '2026-05-01');
    });
    const counts = new SearchCounts();
    const counted = () => ['is:unread', 'warp', 'source:notes'].map((query) => counts.count(library, query, today));
    expect(counted()).toEqual([1000, 1000, 1000]);
    setRead(library, ['notes/n0', 'notes/n1', 'notes/n2'], true);
    expect(counted()).toEqual([998, 998, 998]);
  });
});

describe('however many issues there are', () => {
  const views = groupings.flatMap((group) => filters.flatMap((filter) => sorts.map((sort) => ({ group, filter, sort }))));

  it.each(views)('the view by $group, $filter, $sort is read from an index in its order', (shown) => {
    const library = sevenIssues();
    const asked: { readonly sql: string; readonly plan: string }[] = [];
    const spies = [vi.spyOn(library, 'all'), vi.spyOn(library, 'get')];
    listGroups(library, today, { view: shown });
    for (const { group } of listGroups(library, today, { view: shown })) {
      listIssues(library, group, today, everything, { view: shown });
    }
    for (const key of ['notes/c', 'feed/b']) positionOf(library, key, today, shown);
    const queries = new Set(spies.flatMap((spy) => spy.mock.calls.map(([sql]) => sql)));
    for (const spy of spies) spy.mockRestore();
    for (const sql of queries) {
      const plan = library.all(`EXPLAIN QUERY PLAN ${sql}`).map((row) => String(row['detail']));
      asked.push({ sql, plan: plan.join('; ') });
    }
    const walks = asked.filter(({ sql }) => /INDEXED BY/.test(sql));
    expect(walks.length).toBeGreaterThan(2);
    for (const { plan } of walks) expect(plan).toMatch(/COVERING INDEX issues_(in_order|unread|starred|in_source|in_category)/);
    // A page sorts its own rows, nothing else is sorted; only the short table of sources is walked through.
    for (const { sql, plan } of asked) {
      if (!sql.includes('LIMIT ? OFFSET ?')) expect(plan).not.toContain('TEMP B-TREE');
      expect(plan.split('LIST SUBQUERY')[1] ?? '').not.toMatch(/TEMP B-TREE.*SEARCH issues/);
      expect(plan).not.toMatch(/SCAN issues(?! USING COVERING INDEX)/);
    }
  });
});

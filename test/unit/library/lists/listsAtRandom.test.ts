// Lists, groups and counts after random changes, against a plain walk over the table of issues; and what is repeated in it (read,
// starred, muted) against what it repeats.

import { expect, it } from 'vitest';
import type { IssueRow } from '../../../../src/protocol/backend.js';
import { filters, groupings, type GroupKey, type ListView, searchGroup, sorts } from '../../../../src/protocol/listView.js';
import { type LibraryDatabase, numberOf, textOf } from '../../../../src/library/database.js';
import { putIssue, removeSomeIssues } from '../../../../src/library/issues/issues.js';
import { issueBeside } from '../../../../src/library/lists/beside.js';
import { listGroups } from '../../../../src/library/lists/groupRows.js';
import { groupOf } from '../../../../src/library/lists/groups.js';
import { listIssues, nextUnread, positionOf } from '../../../../src/library/lists/lists.js';
import { countsOfSources, countUnread } from '../../../../src/library/lists/rows.js';
import { SearchCounts } from '../../../../src/library/lists/searchCounts.js';
import { judgeIssues, MuteRound } from '../../../../src/library/rules/mutes.js';
import { writeRules } from '../../../../src/library/rules/rules.js';
import { markRange, undoMarks } from '../../../../src/library/state/bulkMarks.js';
import { clearState, setRead, setStarred } from '../../../../src/library/state/state.js';
import { RetentionRound } from '../../../../src/library/upkeep/retention.js';
import { between, createRandom, pick, type Random } from '../../../bench/random.js';
import { newLibrary } from '../builders.js';
import { buildIssue } from '../buildIssue.js';

const today = '2026-05-10';
const sources = ['imported', 'notes', 'feed'];
const words = ['warp', 'weft', 'loom', 'bobbin'];
const days = [
  '0001-01-01',
  '2025-12-31',
  '2026-04-30',
  '2026-05-02',
  '2026-05-03',
  '2026-05-04',
  '2026-05-09',
  '2026-05-10',
  '2026-05-11',
  '9999-12-31',
];
const queries = ['warp', 'is:unread loom', '-weft', 'is:starred OR bobbin', 'after:7d', 'category:looms', 'is:muted'];
const views: readonly ListView[] = groupings.flatMap((group) =>
  filters.flatMap((filter) => sorts.map((sort) => ({ group, filter, sort }))),
);

/** An issue as the table has it. */
interface Line {
  readonly key: string;
  readonly source: string;
  readonly category: string | undefined;
  readonly order: readonly [string, number, number, number];
  readonly isRead: boolean;
  readonly isStarred: boolean;
}

/** What is shown, in the order of lists. */
function lines(library: LibraryDatabase): readonly Line[] {
  return library
    .all('SELECT * FROM issues WHERE hidden = 0')
    .map((row): Line => ({
      key: textOf(row, 'key'),
      source: textOf(row, 'source'),
      category: row['category'] === null ? undefined : textOf(row, 'category'),
      order: [textOf(row, 'sort_day'), numberOf(row, 'sort_time'), numberOf(row, 'first_seen'), -numberOf(row, 'row')],
      isRead: row['is_read'] === 1,
      isStarred: row['is_starred'] === 1,
    }))
    .sort((a, b) => {
      const at = a.order.findIndex((value, index) => value !== b.order[index]);
      return (a.order[at] ?? 0) < (b.order[at] ?? 0) ? 1 : -1;
    });
}

function groupIn({ group }: ListView, { order, source, category }: Line): GroupKey {
  if (group === 'date') return groupOf(order[0], today);
  if (group === 'source') return `source:${source}`;
  return category === undefined ? 'uncategorised' : `category:${category}`;
}

function passes({ filter }: ListView, { isRead, isStarred }: Line): boolean {
  return filter === 'all' || (filter === 'unread' ? !isRead : isStarred);
}

function rowsOf(library: LibraryDatabase, group: GroupKey, view: ListView, size: number): { rows: readonly IssueRow[]; total: number } {
  const { total } = listIssues(library, group, today, { offset: 0, limit: 0 }, { view });
  const rows: IssueRow[] = [];
  for (let offset = 0; offset < total; offset += size)
    rows.push(...listIssues(library, group, today, { offset, limit: size }, { view }).rows);
  return { rows, total };
}

function checkLists(library: LibraryDatabase, random: Random): void {
  const all = lines(library);
  expect(countUnread(library)).toBe(all.filter(({ isRead }) => !isRead).length);
  const ofSources = countsOfSources(library);
  for (const source of sources) {
    const own = all.filter((line) => line.source === source);
    const expected = own.length === 0 ? undefined : { issues: own.length, unread: own.filter(({ isRead }) => !isRead).length };
    expect(ofSources.get(source), source).toEqual(expected);
  }
  for (const view of views) {
    const shown = all.filter((line) => passes(view, line));
    const order = view.sort === 'newest' ? shown : [...shown].reverse();
    const groups = listGroups(library, today, { view });
    const names = [...new Set(order.map((line) => groupIn(view, line)))];
    if (view.group === 'date')
      expect(
        groups.map(({ group }) => group),
        JSON.stringify(view),
      ).toEqual(names);
    else expect(groups.map(({ group }) => group).sort(), JSON.stringify(view)).toEqual(names.sort());
    for (const { group, count, unread } of groups) {
      const own = order.filter((line) => groupIn(view, line) === group);
      expect({ count, unread }, group).toEqual({ count: own.length, unread: own.filter(({ isRead }) => !isRead).length });
      const { rows, total } = rowsOf(library, group, view, 3);
      expect(total, group).toBe(own.length);
      expect(
        rows.map(({ key }) => key),
        `${group} ${JSON.stringify(view)}`,
      ).toEqual(own.map(({ key }) => key));
      expect(rows.map(({ isRead, isStarred }) => ({ isRead, isStarred }))).toEqual(
        own.map(({ isRead, isStarred }) => ({ isRead, isStarred })),
      );
      for (const [index, { key }] of own.entries()) {
        expect(positionOf(library, key, today, view)).toEqual({ group, index, isListed: true });
      }
    }
    checkWalk(library, view, order, random);
    const inTree = groups.flatMap(({ group }) => order.filter((line) => groupIn(view, line) === group));
    if (inTree.length > 0) {
      const at = between(random, 0, inTree.length - 1);
      const next = [...inTree.slice(at + 1), ...inTree.slice(0, at + 1)].find(({ isRead }) => !isRead);
      if (view.filter !== 'unread' || inTree[at]?.isRead === false)
        expect(nextUnread(library, inTree[at]?.key, { view, today }), JSON.stringify(view)).toBe(next?.key);
    }
  }
  const counts = new SearchCounts();
  for (const query of queries) {
    const view: ListView = { group: 'date', filter: 'unread', sort: 'newest' };
    const { rows, total } = rowsOf(library, searchGroup(query), view, 2);
    expect(rows.length, query).toBe(total);
    expect(counts.count(library, query, today), query).toBe(total);
  }
}

/** From each issue that the tree shows, what the filter holds back but is kept on show with it, to the one above and below. */
function checkWalk(library: LibraryDatabase, view: ListView, passing: readonly Line[], random: Random): void {
  const all = view.sort === 'newest' ? lines(library) : lines(library).toReversed();
  const keep = all.filter((line) => !passes(view, line) && random() < 0.2).map(({ key }) => key);
  const shown = all.filter((line) => passing.some(({ key }) => key === line.key) || keep.includes(line.key));
  const groups = listGroups(library, today, { view, keep });
  const inTree = groups.flatMap(({ group }) => shown.filter((line) => groupIn(view, line) === group)).map(({ key }) => key);
  const ends = [undefined, ...inTree, undefined];
  for (const [index, key] of inTree.entries()) {
    const beside = (['above', 'below'] as const).map((side) => issueBeside(library, key, side, today, { view, keep }));
    expect(beside, `${key} ${JSON.stringify(view)}`).toEqual([ends[index], ends[index + 2]]);
  }
  expect(issueBeside(library, undefined, 'below', today, { view, keep })).toBe(inTree[0]);
  expect(issueBeside(library, 'nowhere/none', 'above', today, { view, keep })).toBe(inTree.at(-1));
}

/** The table of issues repeats what stands elsewhere. */
function checkRepeated(library: LibraryDatabase, muted: string | undefined): void {
  const differing = library.all(
    `SELECT issues.key FROM issues LEFT JOIN state ON state.key = issues.key
     WHERE is_read <> (read_at IS NOT NULL) OR is_starred <> (starred_at IS NOT NULL) OR (is_read = 0 AND is_updated = 1)`,
  );
  expect(differing).toEqual([]);
  const hidden = library.all('SELECT title, tldr, is_starred, hidden FROM issues WHERE hidden <> 2');
  for (const row of hidden) {
    const isMuted =
      muted !== undefined && row['is_starred'] === 0 && `${textOf(row, 'title')} ${textOf(row, 'tldr')}`.split(' ').includes(muted);
    expect(row['hidden'], textOf(row, 'title')).toBe(Number(isMuted));
  }
  const documents = library.all('SELECT rowid AS id FROM search ORDER BY rowid').map((row) => row['id']);
  expect(documents).toEqual(
    library.all('SELECT search_id AS id FROM issues WHERE search_id IS NOT NULL ORDER BY search_id').map((row) => row['id']),
  );
}

/** One of some, or none of them. */
function maybe<T>(random: Random, from: readonly T[]): T | undefined {
  return random() < 0.2 ? undefined : pick(random, from);
}

class Person {
  readonly #library: LibraryDatabase;
  readonly #random: Random;
  #now = Date.parse(`${today}T08:00:00`);
  #moments: number[] = [];
  muted: string | undefined;

  constructor(library: LibraryDatabase, random: Random) {
    this.#library = library;
    this.#random = random;
  }

  act(): void {
    const [library, random] = [this.#library, this.#random];
    this.#now += between(random, 0, 60_000);
    const now = new Date(this.#now);
    const keys = library.all('SELECT key FROM issues ORDER BY row').map((row) => textOf(row, 'key'));
    const some = keys.filter(() => random() < 0.2);
    const choice = random();
    if (choice < 0.35 || keys.length === 0) this.#put(now);
    else if (choice < 0.5) setRead(library, some, random() < 0.7, now);
    else if (choice < 0.62) setStarred(library, some, random() < 0.6, now);
    else if (choice < 0.72) this.#mark(pick(random, keys), now);
    else if (choice < 0.78) undoMarks(library, pick(random, [0, ...this.#moments]), now);
    else if (choice < 0.88) this.#mute(now);
    else if (choice < 0.95) this.#retain(now);
    else if (choice < 0.98) removeSomeIssues(library, 5);
    else this.#reset();
  }

  #reset(): void {
    while (removeSomeIssues(this.#library, 5) > 0);
    clearState(this.#library);
  }

  #put(now: Date): void {
    const [library, random] = [this.#library, this.#random];
    const path = `${between(random, 0, 30)}.md`;
    const category = maybe(random, ['Looms', 'AI & Agents', '']);
    const day = maybe(random, [...days, '2026-05-09T23:30:00+02:00', '2026-05-10T07:00:00Z']);
    const { published: _published, ...issue } = buildIssue({
      id: pick(random, ['one', 'two', `issue-${path}`]),
      title: Array.from({ length: between(random, 1, 3) }, () => pick(random, words)).join(' '),
      tldr: pick(random, words),
      sections: [],
      ...(category === undefined ? {} : { category }),
    });
    const { key } = putIssue(
      library,
      { ...issue, ...(day === undefined ? {} : { published: day }) },
      { sourceId: pick(random, sources), path },
      now,
    );
    judgeIssues(library, [key], now);
  }

  #mark(key: string, now: Date): void {
    const [library, random] = [this.#library, this.#random];
    const view = pick(random, views);
    const groups = listGroups(library, today, { view });
    const side = pick(random, ['above', 'below', 'group', 'all'] as const);
    const before = lines(library);
    const first = groups[0];
    if (side === 'group' && first) this.#moments.push(markRange(library, { of: 'group', group: first.group, today, view }, now).moment);
    else if (side === 'above' || side === 'below') {
      const at = before.findIndex((line) => line.key === key);
      const own = before[at];
      this.#moments.push(markRange(library, { of: side, key, view }, now).moment);
      if (!own) return;
      const beside = before.filter((_, index) => ((side === 'above') === (view.sort === 'newest') ? index < at : index > at));
      const marked = beside.filter((line) => passes(view, line) && (view.group === 'date' || groupIn(view, line) === groupIn(view, own)));
      const expected = new Set(marked.map((line) => line.key));
      for (const line of before) {
        const isRead = library.get('SELECT is_read FROM issues WHERE key = ?', line.key)?.['is_read'] === 1;
        expect(isRead, `${line.key} ${side} ${key}`).toBe(line.isRead || expected.has(line.key));
      }
    } else this.#moments.push(markRange(library, { of: 'all' }, now).moment);
  }

  #mute(now: Date): void {
    this.muted = maybe(this.#random, words);
    writeRules(this.#library, {
      mutes: this.muted === undefined ? [] : [{ query: `"${this.muted}"` }],
      retention: { days: null, perSource: null },
      searches: [],
    });
    this.#judge(now);
  }

  #judge(now: Date): void {
    const round = new MuteRound();
    while (round.step(this.#library, now).outcome === 'more');
  }

  #retain(now: Date): void {
    const [library, random] = [this.#library, this.#random];
    const mutes = this.muted === undefined ? [] : [{ query: `"${this.muted}"` }];
    writeRules(library, { mutes, retention: { days: pick(random, [null, 7]), perSource: null }, searches: ['is:unread warp'] });
    const round = new RetentionRound();
    while (round.step(library, now).outcome === 'more');
  }
}

it.each(Array.from({ length: 6 }, (_, seed) => seed))('says the same everywhere: %i', (seed) => {
  const random = createRandom(seed);
  const library = newLibrary();
  const person = new Person(library, random);
  for (let step = 0; step < 60; step++) {
    person.act();
    checkRepeated(library, person.muted);
    if (step % 6 === 5) checkLists(library, random);
  }
});

// Takes the text of issues away that are older than the person keeps them or beyond the newest of their source. The row stays, so
// that a feed which still lists the entry does not bring it as new; it goes two years after no document names it any more. The
// rule as people read it stands with the setting `digest.retention`; when it is obeyed is the business of `ingest/`.
//
// Kept whatever the rule: what is starred or noted, what is unread and found by a saved search, what is bundled or imported, and
// what stands in a file that is still in its folder: it would be read again at once.

import type { IssueKey } from '../../protocol/backend.js';
import type { LibraryRules, Retention } from '../../query/libraryRules.js';
import { type LibraryDatabase, numberOf, textOf } from '../database.js';
import { dayAfter, localDay } from '../day.js';
import { givenHash, givenWords } from '../issues/issueRecord.js';
import { readMemo, writeMemo } from '../memos.js';
import { touch } from '../revisions.js';
import { readRules } from '../rules/rules.js';
import { queryCondition } from '../search/queryCondition.js';
import { unindexIssue } from '../search/searchIndex.js';

/** Issues that are looked at in one transaction; emptying one costs about half a millisecond. */
const batchSize = 20;

/** Days that an empty row and its state outlive the last document that named it. */
const stateDays = 2 * 365;

const millisecondsPerDay = 86_400_000;

/** Some issues, in an order that does not change while they are walked through. */
interface Walk {
  /** Named, since without figures SQLite takes one that leads through what was emptied long ago. */
  readonly index: 'issues_in_order' | 'issues_in_source' | 'issues_muted';
  readonly where: string;
  readonly values: readonly (string | number)[];
}

export interface RetentionReport {
  /** When the last round ended, milliseconds since 1970, and how many issues it emptied. */
  readonly at: number;
  readonly emptied: number;
  /** The limits that it obeyed, as JSON. */
  readonly limits: string;
}

/** Milliseconds between two rounds, but for other limits. */
const roundEvery = 20 * 3_600_000;

/** Whether it is time for another round. */
export function isRetentionDue(database: LibraryDatabase, now: Date = new Date()): boolean {
  const last = lastRetention(database);
  // A round of the future was before the clock was put back.
  return !last || Math.abs(now.getTime() - last.at) > roundEvery || last.limits !== limitsOf(readRules(database));
}

function limitsOf({ retention: { days, perSource } }: LibraryRules): string {
  return JSON.stringify([days, perSource]);
}

/** What a round goes by; when any of it becomes another, what is left to be looked at is laid out anew. */
interface Basis {
  readonly database: LibraryDatabase;
  readonly limits: string;
  /** When the round before ended: another window's may have ended while this one rested. */
  readonly after: number | undefined;
}

/** One round through all issues that may have to go. Made anew for each round. */
export class RetentionRound {
  #basis: Basis | undefined;
  #walks: readonly Walk[] = [];
  /** Sources whose walks are still to be laid out. */
  #sources: readonly string[] = [];
  /** The day and row of the issue that was looked at last in the first of the walks. */
  #reached: readonly [string, number] = ['', -1];
  #emptied = 0;

  /**
   * Looks at a few issues; gives the keys of those that were emptied. The rules count as they are at each step: none is emptied
   * by limits that have been taken back.
   */
  step(database: LibraryDatabase, now: Date = new Date()): { readonly outcome: 'more' | 'done'; readonly emptied: readonly IssueKey[] } {
    return database.transaction(() => {
      const rules = readRules(database);
      const basis = { database, limits: limitsOf(rules), after: lastRetention(database)?.at };
      if (!isSame(basis, this.#basis)) return this.#layOut(basis, rules.retention, now);
      const [walk, ...others] = this.#walks;
      if (!walk) return this.#next(basis, rules.retention, now);
      const { seen, emptied, reached } = emptySome(database, walk, this.#reached, rules, now);
      this.#emptied += emptied.length;
      this.#reached = reached;
      if (seen < batchSize) {
        this.#walks = others;
        this.#reached = ['', -1];
      }
      return { outcome: 'more', emptied };
    });
  }

  #layOut(basis: Basis, retention: Retention, now: Date): { outcome: 'more'; emptied: [] } {
    this.#basis = basis;
    this.#walks = walksByAge(retention, now);
    this.#sources = largeSources(basis.database, retention);
    this.#reached = ['', -1];
    return { outcome: 'more', emptied: [] };
  }

  #next(basis: Basis, { perSource }: Retention, now: Date): { outcome: 'more' | 'done'; emptied: [] } {
    const [source, ...others] = this.#sources;
    if (source === undefined) return this.#end(basis, now);
    this.#sources = others;
    this.#walks = perSource === null ? [] : walksOfSource(basis.database, source, perSource);
    return { outcome: 'more', emptied: [] };
  }

  #end({ database, limits }: Basis, now: Date): { outcome: 'more' | 'done'; emptied: [] } {
    if (forgetSome(database, now) === batchSize) return { outcome: 'more', emptied: [] };
    writeMemo(database, 'retention', { at: now.getTime(), emptied: this.#emptied, limits } satisfies RetentionReport);
    return { outcome: 'done', emptied: [] };
  }
}

function isSame(basis: Basis, known: Basis | undefined): boolean {
  return known?.database === basis.database && known.limits === basis.limits && known.after === basis.after;
}

/** How the last round ended; undefined when there was none. */
export function lastRetention(database: LibraryDatabase): RetentionReport | undefined {
  const memo = readMemo(database, 'retention');
  if (typeof memo !== 'object' || memo === null || !('at' in memo && 'emptied' in memo && 'limits' in memo)) return undefined;
  const { at, emptied, limits } = memo;
  return typeof at === 'number' && typeof emptied === 'number' && typeof limits === 'string' ? { at, emptied, limits } : undefined;
}

function walksByAge({ days }: Retention, now: Date): readonly Walk[] {
  if (days === null) return [];
  const values = [dayAfter(localDay(now), -days)];
  return [
    { index: 'issues_in_order', where: 'hidden = 0 AND sort_day < ?', values },
    { index: 'issues_muted', where: 'hidden = 1 AND sort_day < ?', values },
  ];
}

/** Sources with more issues than are kept, muted ones counted like any others. */
function largeSources(database: LibraryDatabase, { perSource }: Retention): readonly string[] {
  if (perSource === null) return [];
  return database
    .all(
      `SELECT source FROM (
         SELECT source, count(*) AS count FROM issues INDEXED BY issues_in_source WHERE hidden = 0 GROUP BY source UNION ALL
         SELECT source, count(*) FROM issues INDEXED BY issues_muted WHERE hidden = 1 GROUP BY source
       ) GROUP BY source HAVING sum(count) > ?`,
      perSource,
    )
    .map((row) => textOf(row, 'source'));
}

/** The issues of a source beyond its newest. */
function walksOfSource(database: LibraryDatabase, source: string, perSource: number): readonly Walk[] {
  const last = database.get(
    `SELECT sort_time, row FROM (
       SELECT sort_time, row FROM issues INDEXED BY issues_in_source WHERE hidden = 0 AND source = ? UNION ALL
       SELECT sort_time, row FROM issues INDEXED BY issues_muted WHERE hidden = 1 AND source = ?
     ) ORDER BY sort_time DESC, row DESC LIMIT 1 OFFSET ?`,
    source,
    source,
    perSource - 1,
  );
  if (!last) return [];
  const values = [source, numberOf(last, 'sort_time'), numberOf(last, 'row')];
  return [
    { index: 'issues_in_source', where: 'hidden = 0 AND source = ? AND (sort_time, row) < (?, ?)', values },
    { index: 'issues_muted', where: 'hidden = 1 AND source = ? AND (sort_time, row) < (?, ?)', values },
  ];
}

/** Empties those of the next issues of a walk that nothing keeps. */
function emptySome(
  database: LibraryDatabase,
  walk: Walk,
  reached: readonly [string, number],
  rules: LibraryRules,
  now: Date,
): { readonly seen: number; readonly emptied: readonly IssueKey[]; readonly reached: readonly [string, number] } {
  const found = database.all(
    `SELECT row, key, sort_day FROM issues INDEXED BY ${walk.index} WHERE ${walk.where} AND (sort_day, row) > (?, ?)
     ORDER BY sort_day, row LIMIT ?`,
    ...walk.values,
    ...reached,
    batchSize,
  );
  const last = found.at(-1);
  if (!last) return { seen: 0, emptied: [], reached };
  const kept = keptOf(
    database,
    found.map((row) => numberOf(row, 'row')),
    rules,
    now,
  );
  const gone = found.filter((row) => !kept.has(numberOf(row, 'row')));
  for (const row of gone) emptyIssue(database, numberOf(row, 'row'), textOf(row, 'key'), now);
  if (gone.length > 0) touch(database, 'issues');
  return {
    seen: found.length,
    emptied: gone.map((row) => textOf(row, 'key')),
    reached: [textOf(last, 'sort_day'), numberOf(last, 'row')],
  };
}

const wantedByPerson = `is_starred = 1
  OR EXISTS (SELECT 1 FROM state WHERE state.key = issues.key AND (starred_at IS NOT NULL OR note IS NOT NULL))`;

const keptAnyway = `${wantedByPerson}
  OR source IN (SELECT id FROM sources WHERE kind IN ('bundled', 'imported'))
  OR EXISTS (SELECT 1 FROM files WHERE files.source = issues.source AND files.path = issues.path)`;

/** Which of some rows are kept whatever the limits. */
function keptOf(database: LibraryDatabase, rows: readonly number[], { searches }: LibraryRules, now: Date): ReadonlySet<number> {
  const given = JSON.stringify(rows);
  const among = 'row IN (SELECT value FROM json_each(?))';
  const kept = new Set<number>();
  const keep = (where: string, values: readonly (string | number)[] = []): void => {
    for (const row of database.all(`SELECT row FROM issues WHERE ${among} AND (${where})`, given, ...values))
      kept.add(numberOf(row, 'row'));
  };
  keep(keptAnyway);
  if (searches.length === 0) return kept;
  // Whose words are not in the index yet may be found tomorrow.
  keep('is_read = 0 AND search_id IS NULL');
  const hasUnread = database.get(`SELECT 1 FROM issues WHERE ${among} AND is_read = 0 LIMIT 1`, given) !== undefined;
  for (const search of hasUnread ? searches : []) {
    const { where, values } = queryCondition(database, search, { today: localDay(now), isOfFew: true });
    keep(`is_read = 0 AND ${where}`, values);
  }
  return kept;
}

/** Takes the text of an issue away and remembers by which names its words are known again. */
function emptyIssue(database: LibraryDatabase, row: number, key: IssueKey, now: Date): void {
  const [hash, words] = [givenHash(database, key), givenWords(database, key)];
  unindexIssue(database, row);
  for (const table of ['takeaways', 'links', 'sections']) database.run(`DELETE FROM ${table} WHERE issue = ?`, row);
  database.run(
    `UPDATE issues SET hidden = 2, emptied_at = ?, hash = ?, words = ?, tldr = NULL, excerpt = NULL, intro = NULL, intro_format = NULL,
       authors = NULL, tags = '[]' WHERE row = ?`,
    now.getTime(),
    hash,
    words,
    row,
  );
}

/**
 * Deletes empty rows, and what the person did with them, that are named by no document for two years: no file has their path, the
 * last document of their feed has no such entry. Gives how many.
 */
function forgetSome(database: LibraryDatabase, now: Date): number {
  const before = now.getTime() - stateDays * millisecondsPerDay;
  const found = database.all(
    `SELECT row, key FROM issues WHERE hidden = 2 AND emptied_at < ? AND NOT (${wantedByPerson})
       AND NOT EXISTS (SELECT 1 FROM files WHERE files.source = issues.source AND files.path = issues.path)
       AND NOT EXISTS (SELECT 1 FROM entries WHERE entries.issue = issues.row AND (unlisted IS NULL OR unlisted >= ?))
     LIMIT ?`,
    before,
    before,
    batchSize,
  );
  for (const row of found) {
    database.run('DELETE FROM state WHERE key = ?', textOf(row, 'key'));
    database.run('DELETE FROM issues WHERE row = ?', numberOf(row, 'row'));
  }
  return found.length;
}

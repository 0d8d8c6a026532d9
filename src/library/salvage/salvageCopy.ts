// Carries what can be read of a damaged library over into a new one: what the person did first, then what was read. The files
// themselves are the business of `salvage.ts`, how to read around damage that of `salvageRead.ts`.

import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { SalvageReport } from '../../protocol/libraryStatus.js';
import { forgetAddressNumbers } from '../addresses.js';
import { type LibraryDatabase, numberOf, textOf } from '../database.js';
import { carveOver } from './salvageCarve.js';
import {
  columnsIn,
  type FoundRow,
  type FoundRows,
  numberFrom,
  type OnGap,
  type ReadTable,
  rowsByNumber,
  rowsByText,
} from './salvageRead.js';
import { countStars } from './salvageReport.js';
import { batchSize, type Column, columnsOf, isCarried, isOf, standIn } from './salvageRows.js';
import { migrate, migrations } from '../schema.js';
import { isRefused } from '../sqliteErrors.js';

/** What came back, but for the place where the broken file is kept. */
export type CarriedOver = Omit<SalvageReport, 'keptAs'>;

type Batches<T> = Generator<undefined, T, void>;

/** The migrations that lead to the version whose tables a damaged library has; all when it has none of ours. */
function stepsOf(broken: DatabaseSync): readonly string[] {
  const [issues, state] = [columnsIn(broken, 'issues'), columnsIn(broken, 'state')];
  if (issues.includes('search_id') || state.includes('read_changed')) return migrations;
  if (issues.includes('sort_time')) return migrations.slice(0, 2);
  // A table of state that lacks what version 3 added is the same in both versions before it.
  return issues.length > 0 ? migrations.slice(0, 1) : state.length > 0 ? migrations.slice(0, 2) : migrations;
}

/**
 * Fills a library that has no tables yet: with the tables of the damaged one, then with their rows, then it is brought up to date.
 * What no tree leads to is looked for in the file at `path`.
 */
export function* carryOver(broken: DatabaseSync, path: string, library: LibraryDatabase): Batches<CarriedOver> {
  migrate(library, stepsOf(broken));
  const byText = (name: string, key: string, starts: () => Iterable<string>): Batches<boolean> =>
    copy(library, tableOf(broken, library, name), (table, onGap) => rowsByText(broken, table, key, starts, onGap));
  const byNumber = (name: string, before?: (row: FoundRow) => void): Batches<boolean> =>
    copy(library, tableOf(broken, library, name), (table, onGap) => rowsByNumber(broken, table, onGap), before);
  const sourceIds = (): readonly string[] => library.all('SELECT id FROM sources').map((row) => textOf(row, 'id'));

  const hasState = yield* byText('state', 'key', () => keysOf(broken));
  yield* byNumber('sources');
  yield* byText('source_memory', 'source', sourceIds);
  yield* byText('memos', 'name', () => []);
  let isWhole = yield* byNumber('issues', ({ source }) => {
    if (typeof source === 'string') standIn(library, source);
  });
  const hasSections = yield* byNumber('sections');
  isWhole &&= hasSections;
  for (const name of ['bodies', 'takeaways', 'links']) isWhole = (yield* byNumber(name)) && isWhole;
  yield* byNumber('entries');
  // A file or an entry that is known is not read again: where texts were lost, what their sources still have comes back.
  if (isWhole) yield* byText('files', 'source', sourceIds);
  if (!isWhole || !hasState) yield* carveOver(path, library);
  migrate(library);
  library.transaction(() => {
    if (!isWhole) forgetReadings(library);
    settleState(library);
    forgetAddressNumbers(library);
  });
  return countsOf(broken, library, !hasSections);
}

/** The keys of the issues, to look for state by. */
function* keysOf(broken: DatabaseSync): Generator<string, void, void> {
  for (const row of rowsByNumber(broken, { name: 'issues', columns: ['key'] }, () => undefined)) {
    const key = row?.['key'];
    if (typeof key === 'string') yield key;
  }
}

interface CopiedTable extends ReadTable {
  readonly types: readonly Column[];
}

/** The columns that both have: a table that the damaged one lacks has none. */
function tableOf(broken: DatabaseSync, library: LibraryDatabase, name: string): CopiedTable {
  const found = columnsIn(broken, name);
  const types = columnsOf(library, name).filter((column) => found.includes(column.name) && isCarried(column));
  const texts = types.filter(({ type }) => type === 'TEXT').map((column) => `ifnull(instr(CAST(${column.name} AS BLOB), x'00'), 0)`);
  const hollow = texts.length > 0 ? [`(${texts.join(' OR ')}) AS found_hollow`] : [];
  return { name, columns: types.length > 0 ? [...types.map((column) => column.name), ...hollow] : [], types };
}

/** Copies one table; gives whether all of it could be read and kept. */
function* copy(
  library: LibraryDatabase,
  table: CopiedTable,
  read: (table: ReadTable, onGap: OnGap) => FoundRows,
  before?: (row: FoundRow) => void,
): Batches<boolean> {
  const names = table.types.map(({ name }) => name);
  if (names.length === 0) return columnsOf(library, table.name).length === 0;
  let isWhole = true;
  const sql = `INSERT OR IGNORE INTO ${table.name} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
  const write = (rows: readonly FoundRow[]): void =>
    library.transaction(() => {
      for (const row of rows) {
        const values = valuesOf(row, table.types);
        if (values) before?.(row);
        if (!values || !isTaken(() => library.run(sql, ...values))) isWhole = false;
      }
    });
  let batch: FoundRow[] = [];
  const rows = read(table, () => {
    isWhole = false;
  });
  for (const row of rows) {
    if (row) batch.push(row);
    if (row && batch.length < batchSize) continue;
    write(batch);
    batch = [];
    yield undefined;
  }
  write(batch);
  return isWhole;
}

/** The values of a row; undefined when one of them cannot be what stands under its name. */
function valuesOf(row: FoundRow, columns: readonly Column[]): readonly SQLInputValue[] | undefined {
  // Where a page is gone SQLite reads zeros, and gives the text before them as if it were all.
  if (row['found_hollow'] === 1n) return undefined;
  const values: SQLInputValue[] = [];
  for (const column of columns) {
    const value = row[column.name] ?? null;
    if (!isOf(column, value)) return undefined;
    values.push(value);
  }
  return values;
}

/** Whether the new library takes a row. What misses its issue, or stands there twice, is not taken; the latter is no loss. */
function isTaken(insert: () => unknown): boolean {
  try {
    insert();
    return true;
  } catch (error) {
    if (!isRefused(error)) throw error;
    return false;
  }
}

/** Has every source read anew, whatever its server or the build says. */
function forgetReadings(library: LibraryDatabase): void {
  library.run("UPDATE entries SET fingerprint = ''");
  library.run(
    `UPDATE source_memory SET memory = json_remove(memory, '$.etag', '$.lastModified', '$.contentHash', '$.commit', '$.nextTry')
     WHERE json_valid(memory)`,
  );
}

/**
 * Issues and state say the same of what is read and starred. Where the state was lost, its copy among the issues counts, with
 * the earliest moment there is: whatever another machine knows is later.
 */
function settleState(library: LibraryDatabase): void {
  library.run(
    `INSERT INTO state (key, read_at, read_changed, starred_at, star_changed)
     SELECT key, iif(is_read, first_seen, NULL), iif(is_read, first_seen, NULL),
       iif(is_starred, first_seen, NULL), iif(is_starred, first_seen, NULL)
     FROM issues WHERE (is_read = 1 OR is_starred = 1) AND key NOT IN (SELECT key FROM state)`,
  );
  for (const [copied, moment] of [
    ['is_read', 'read_at'],
    ['is_starred', 'starred_at'],
  ]) {
    library.run(
      `UPDATE issues SET ${copied} = 1 - ${copied}
       WHERE ${copied} <> EXISTS (SELECT 1 FROM state WHERE state.key = issues.key AND ${moment} IS NOT NULL)`,
    );
  }
}

/** Each of these counts the issues on a path of its own through the file. */
const countings = ['', 'INDEXED BY issues_by_own_id', 'INDEXED BY issues_of_source', 'NOT INDEXED'];

function countsOf(broken: DatabaseSync, library: LibraryDatabase, lostSections: boolean): CarriedOver {
  const count = (sql: string): number => numberOf(library.get(sql) ?? {}, 'count');
  const issues = count('SELECT count(*) AS count FROM issues');
  const stars = countStars(library);
  // A table that lost a row behind the last one it has is taken for whole.
  const incomplete = count(
    `SELECT count(*) AS count FROM issues WHERE hidden <> 2 AND (
       (${Number(lostSections)} AND extent IS NULL AND NOT EXISTS (SELECT 1 FROM sections WHERE issue = issues.row))
       OR EXISTS (SELECT 1 FROM sections LEFT JOIN bodies ON bodies.section = sections.row
         WHERE sections.issue = issues.row AND (bodies.section IS NULL OR NOT EXISTS (
           SELECT 1 FROM sections AS before WHERE before.issue = issues.row
             AND before.position = sections.position - (sections.position > 0)))))`,
  );
  const issuesBefore = firstOf(countings.map((path) => () => numberFrom(broken, `SELECT count(*) FROM issues ${path}`)));
  const starsBefore = firstOf([
    () => numberFrom(broken, 'SELECT count(*) FROM state WHERE starred_at IS NOT NULL'),
    () => numberFrom(broken, 'SELECT count(*) FROM issues INDEXED BY issues_starred WHERE hidden = 0 AND is_starred = 1'),
  ]);
  return {
    issues,
    ...(issuesBefore === undefined ? {} : { issuesBefore: Math.max(issues, issuesBefore) }),
    ...(incomplete > 0 ? { incomplete } : {}),
    stars,
    ...(starsBefore === undefined ? {} : { starsBefore: Math.max(stars, starsBefore) }),
  };
}

function firstOf(attempts: readonly (() => number | undefined)[]): number | undefined {
  for (const attempt of attempts) {
    const number = attempt();
    if (number !== undefined) return number;
  }
  return undefined;
}

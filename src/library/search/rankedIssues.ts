// Which issues answer a query, the best first. The index is asked several questions, from the closest to the widest, each of which
// gives its newest issues and ends when there are enough: so a word that stands in every issue costs no more than a rare one.
// To weigh each issue of the library against all others, as bm25 does, would read every one of them.

import { type LibraryDatabase, numberOf, type SqlRow } from '../database.js';
import { compareSpots, inOrder, toSpot } from '../order.js';
import type { Closeness, CompiledQuery } from './compileQuery.js';
import { foundColumns } from './foundIssue.js';
import type { Field } from './indexText.js';
import { allOf, dayConditions, type IssueCondition } from './issueCondition.js';
import { firstSearchId } from './searchId.js';

/** A word that stands as it is in fewer issues than this is what somebody means, and not the beginning of a longer one. */
const rare = 20;

/** Rows of issues that fulfil the query, the best first: close matches before wide ones, the newer of two equals first. At most `limit`. */
export function rankedIssues(database: LibraryDatabase, query: CompiledQuery, limit: number): readonly SqlRow[] {
  if (!query.hasText) return newestIssues(database, query, anywhere, limit);
  const among = fewThatMayBe(database, query);
  const found = new Map<number, SqlRow>();
  /** Questions whose whole answer is known: steps may come to the same one. */
  const answered = new Set<string>();
  for (const step of stepsOf(query)) {
    if (found.size >= limit) break;
    const match = query.match(step);
    if (match === undefined || answered.has(match)) continue;
    const most = step.isRareOnly === true ? rare : limit;
    const rows = newestMatches(database, query, match, most, among);
    const isWholeAnswer = rows.length < most;
    if (isWholeAnswer) answered.add(match);
    if (step.isRareOnly === true && !isWholeAnswer) continue;
    for (const row of inTreeOrder(rows)) {
      if (found.size < limit && !found.has(numberOf(row, 'row'))) found.set(numberOf(row, 'row'), row);
    }
  }
  return [...found.values()];
}

/** Rows of the newest issues that fulfil the query as closely as is asked, in the order of the tree. At most `limit`. */
export function newestIssues(database: LibraryDatabase, query: CompiledQuery, closeness: Closeness, limit: number): readonly SqlRow[] {
  const match = query.match(closeness);
  if (match !== undefined) return inTreeOrder(newestMatches(database, query, match, limit, fewThatMayBe(database, query)));
  const { where, values } = beside({ ...query, conditions: [...query.conditions, ...dayConditions(query.days)] });
  return database.all(
    `SELECT ${foundColumns} FROM issues CROSS JOIN sources ON sources.id = issues.source WHERE ${where} ${inOrder} LIMIT ?`,
    ...values,
    limit,
  );
}

function inTreeOrder(rows: readonly SqlRow[]): readonly SqlRow[] {
  return [...rows].sort((a, b) => compareSpots(toSpot(a), toSpot(b)));
}

interface RankingStep extends Closeness {
  /** Counts only when there are few. */
  readonly isRareOnly?: boolean;
}

/** From the closest to the widest; the widest has all that the others have. */
function stepsOf({ isRow, hasJoined, isTyping }: CompiledQuery): readonly RankingStep[] {
  const close = closeSteps(isRow);
  const whole = [...close, anywhere].map((step) => ({ ...step, isWhole: true }));
  return [
    ...(hasJoined ? whole.map((step) => ({ ...step, isJoined: true })) : []),
    ...(isTyping ? [...whole.slice(0, -1), { ...anywhere, isWhole: true, isRareOnly: true }, ...close] : []),
    ...whole.slice(isTyping ? -1 : 0),
    ...(isTyping ? [anywhere] : []),
  ];
}

/** Words side by side are a name when they are rare: then they count for more than the same words apart in a title. */
function closeSteps(isRow: boolean): readonly RankingStep[] {
  const row = (fields: readonly Field[], isRareOnly = false): readonly RankingStep[] =>
    isRow ? [{ fields, isPhrase: true, isRareOnly }] : [];
  return [
    ...row(titles),
    ...row(['point']),
    ...row(['text'], true),
    { fields: titles },
    { fields: [...titles, 'point'] },
    ...row(['text']),
  ];
}

const anywhere: Closeness = { fields: ['text'] };
/** Titles of issues and of sections. */
export const titles = ['title', 'heading'] as const;

/** More issues than this are not looked up beforehand. */
const few = 3_000;

/**
 * The documents of all issues that fulfil what the index does not know, when they are few: such as the starred ones. To look at
 * each issue that has the words would take long where most have them. Undefined when they are many, or everything is known.
 */
function fewThatMayBe(database: LibraryDatabase, query: CompiledQuery): readonly number[] | undefined {
  if (query.conditions.length === 0) return undefined;
  const { where, values } = beside(query);
  const rows = database.all(`SELECT search_id FROM issues WHERE ${where} AND search_id IS NOT NULL LIMIT ?`, ...values, few + 1);
  return rows.length > few ? undefined : rows.map((row) => numberOf(row, 'search_id'));
}

/** The index gives documents by their numbers, and so the newest first (`searchId.ts`), without a look at the others. */
function newestMatches(
  database: LibraryDatabase,
  query: CompiledQuery,
  match: string,
  limit: number,
  among: readonly number[] | undefined,
): readonly SqlRow[] {
  if (among?.length === 0) return [];
  const { where, values } = among
    ? { where: '+search.rowid IN (SELECT value FROM json_each(?))', values: [JSON.stringify(among)] }
    : beside(query);
  const { from, to } = query.days;
  return database.all(
    `SELECT ${foundColumns}
     FROM search CROSS JOIN issues ON issues.search_id = search.rowid CROSS JOIN sources ON sources.id = issues.source
     WHERE search MATCH ? AND search.rowid >= ? AND search.rowid < ? AND ${where}
     ORDER BY search.rowid DESC LIMIT ?`,
    match,
    from === undefined ? 0 : firstSearchId(from),
    to === undefined ? Number.MAX_SAFE_INTEGER : firstSearchId(to),
    ...values,
    limit,
  );
}

function beside({ conditions, visible }: CompiledQuery): IssueCondition {
  return allOf([{ where: visible, values: [] }, ...conditions]);
}

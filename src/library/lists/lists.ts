// The lists of the tree: pages of rows, where an issue stands, and the walk from one unread issue to the next, in the
// order of `order.ts` and all by index. The groups themselves are in `groupRows.ts`, the walk to any next issue in `beside.ts`.

import type { IssueKey, IssueRow } from '../../protocol/backend.js';
import { type Filter, type GroupKey, type ListView, usualView } from '../../protocol/listView.js';
import { type LibraryDatabase, numberOf, optionalText, type SqlRow, textOf } from '../database.js';
import { columnOf, groupAt, type ListOptions, listGroups } from './groupRows.js';
import { filterCondition, type GroupCondition, groupCondition, indexFor } from './groups.js';
import { compareSpots, ordered, type Spot, spotColumns, stepsAfter, stepsBefore, type Step, toSpot } from '../order.js';
import { rowColumns, toIssueRow } from './rows.js';

/** A page of a group in order, and how many the group has. Nothing for a group that does not exist. */
export function listIssues(
  database: LibraryDatabase,
  group: GroupKey,
  today: string,
  page: { readonly offset: number; readonly limit: number },
  { view = usualView, keep = [] }: ListOptions = {},
): { readonly rows: readonly IssueRow[]; readonly total: number } {
  const condition = groupCondition(database, group, today);
  if (!condition) return { rows: [], total: 0 };
  const { from, where, values } = listed(condition, view.filter);
  const order = ordered[view.sort];
  const rows = database.all(
    `SELECT ${rowColumns} WHERE issues.row IN (SELECT row ${from} WHERE ${where} ${order} LIMIT ? OFFSET ?) ${order}`,
    ...values,
    page.limit,
    page.offset,
  );
  const total = database.get(`SELECT count(*) AS count ${from} WHERE ${where}`, ...values);
  const kept = keep.length > 0 ? keptRows(database, condition, view.filter, keep) : [];
  const all = kept.length > 0 ? inOrderOf(view, [...rows, ...kept]) : rows;
  return { rows: all.map(toIssueRow), total: (total ? numberOf(total, 'count') : 0) + kept.length };
}

/**
 * Where an issue stands in the tree, or would if the filter let it through: its group and its index there.
 * Undefined when there is no such issue, or it is hidden.
 */
export function positionOf(
  database: LibraryDatabase,
  key: IssueKey,
  today: string,
  view: ListView = usualView,
): { readonly group: GroupKey; readonly index: number; readonly isListed: boolean } | undefined {
  const row = database.get(
    `SELECT ${spotColumns}, ${columnOf[view.group]} AS value, ${filterCondition[view.filter]} AS is_listed FROM issues
     WHERE key = ? AND hidden = 0`,
    key,
  );
  if (!row) return undefined;
  const group = groupAt(view, optionalText(row, 'value'), today);
  const condition = groupCondition(database, group, today);
  if (!condition) return undefined;
  return { group, index: countBefore(database, toSpot(row), condition, view), isListed: numberOf(row, 'is_listed') === 1 };
}

/**
 * The next unread issue after `after` as the tree shows them: in its group, then in those below, then from the top again.
 * From the top where there is no such issue.
 */
export function nextUnread(
  database: LibraryDatabase,
  after: IssueKey | undefined,
  { view = usualView, today = '' }: { readonly view?: ListView | undefined; readonly today?: string | undefined } = {},
): IssueKey | undefined {
  const row = after === undefined ? undefined : database.get(`SELECT ${spotColumns}, source, category FROM issues WHERE key = ?`, after);
  if (view.group === 'date') {
    // The groups of days are one list, cut in pieces.
    const everything: GroupCondition = { by: 'date', where: 'TRUE', values: [] };
    return (row && unreadBelow(database, toSpot(row), everything, view)) ?? firstUnread(database, everything, view);
  }
  const group = row && groupAt(view, optionalText(row, view.group), today);
  const here = group === undefined ? undefined : groupCondition(database, group, today);
  const below = row && here && unreadBelow(database, toSpot(row), here, view);
  if (below !== undefined) return below;
  const groups = listGroups(database, today, { view }).filter((each) => each.unread > 0 || each.group === group);
  const place = groups.findIndex((each) => each.group === group);
  for (const next of [...groups.slice(place + 1), ...groups.slice(0, place + 1)]) {
    const condition = groupCondition(database, next.group, today);
    const found = condition && firstUnread(database, condition, view);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * What stands above or below an issue in the tree, as conditions that exclude each other: of days in the whole list, else in the
 * issue's own group, as far as the filter lets it through. Nothing where there is no such issue.
 */
export function stepsBeside(
  database: LibraryDatabase,
  key: IssueKey,
  side: 'above' | 'below',
  view: ListView = usualView,
): readonly Step[] {
  const row = database.get(`SELECT ${spotColumns}, source, category FROM issues WHERE key = ?`, key);
  if (!row) return [];
  const group = view.group === 'date' ? undefined : groupCondition(database, groupAt(view, optionalText(row, view.group), ''), '');
  const isBefore = (side === 'above') === (view.sort === 'newest');
  return (isBefore ? stepsBefore(toSpot(row)) : stepsAfter(toSpot(row))).map(({ where, values }) => ({
    where: `${where} AND ${filterCondition[view.filter]}${group ? ` AND ${group.where}` : ''}`,
    values: [...values, ...(group?.values ?? [])],
  }));
}

/** The rows of a group that stay although they do not belong to it any more: read since, or no longer starred. */
export function keptRows(
  database: LibraryDatabase,
  { by, where, values }: GroupCondition,
  filter: Filter,
  keep: readonly IssueKey[],
): readonly SqlRow[] {
  // What a search no longer finds was found when it came on show; an issue leaves another group only by the filter.
  const left = by === 'search' ? `NOT (${where} AND ${filterCondition[filter]})` : `${where} AND NOT (${filterCondition[filter]})`;
  return database.all(
    // The few keys come first: the planner would walk through the group for them.
    `SELECT ${rowColumns} WHERE issues.row IN
       (SELECT issues.row FROM json_each(?) AS kept CROSS JOIN issues ON issues.key = kept.value WHERE issues.hidden = 0 AND ${left})`,
    JSON.stringify(keep),
    ...values,
  );
}

function inOrderOf({ sort }: ListView, rows: readonly SqlRow[]): readonly SqlRow[] {
  const direction = sort === 'newest' ? 1 : -1;
  return rows
    .map((row) => ({ row, spot: toSpot(row) }))
    .sort((a, b) => direction * compareSpots(a.spot, b.spot))
    .map(({ row }) => row);
}

/** The issues of a group that a filter lets through, to be put behind a SELECT of their columns. */
export function listed(condition: GroupCondition, filter: Filter): { readonly from: string } & Pick<GroupCondition, 'where' | 'values'> {
  return {
    from: `FROM issues INDEXED BY ${indexFor(condition.by, filter)}`,
    where: `hidden = 0 AND ${filterCondition[filter]} AND ${condition.where}`,
    values: condition.values,
  };
}

// The steps of the order are asked for one after the other: with OR between them SQLite would not use the index.

function countBefore(database: LibraryDatabase, spot: Spot, condition: GroupCondition, { filter, sort }: ListView): number {
  const { from, where, values } = listed(condition, filter);
  const steps = sort === 'newest' ? stepsBefore(spot) : stepsAfter(spot);
  const counts = steps.map((step) =>
    database.get(`SELECT count(*) AS count ${from} WHERE ${where} AND ${step.where}`, ...values, ...step.values),
  );
  return counts.reduce((sum, row) => sum + (row ? numberOf(row, 'count') : 0), 0);
}

function unreadBelow(database: LibraryDatabase, spot: Spot, condition: GroupCondition, view: ListView): IssueKey | undefined {
  // Far steps stand last: the nearest issue is the one that is wanted.
  const steps = view.sort === 'newest' ? stepsAfter(spot) : [...stepsBefore(spot)].reverse();
  for (const step of steps) {
    const found = firstUnread(
      database,
      { ...condition, where: `${condition.where} AND ${step.where}`, values: [...condition.values, ...step.values] },
      view,
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

function firstUnread(database: LibraryDatabase, condition: GroupCondition, { filter, sort }: ListView): IssueKey | undefined {
  const { from, where, values } = listed(condition, filter === 'starred' ? 'starred' : 'unread');
  const row = database.get(`SELECT key ${from} WHERE ${where} AND is_read = 0 ${ordered[sort]} LIMIT 1`, ...values);
  return row && textOf(row, 'key');
}

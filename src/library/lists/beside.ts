// The issue above or below another one in the tree, across its groups and by index alone. What is kept on show although the filter
// holds it back counts, as it does in the tree.

import type { IssueKey } from '../../protocol/backend.js';
import { type GroupKey, type ListView, type Side, usualView } from '../../protocol/listView.js';
import { type LibraryDatabase, optionalText, type SqlRow, textOf } from '../database.js';
import { compareSpots, ordered, type Spot, spotColumns, stepsAfter, stepsBefore, toSpot } from '../order.js';
import { groupAt, listGroups, type ListOptions } from './groupRows.js';
import { type GroupCondition, groupCondition } from './groups.js';
import { keptRows, listed } from './lists.js';

interface Walk {
  readonly view: ListView;
  readonly keep: readonly IssueKey[];
  readonly side: Side;
}

/**
 * The nearest issue above or below `of` as the tree shows them; undefined at the end of the tree. Where there is no such issue,
 * the walk begins at the end that it leads away from.
 */
export function issueBeside(
  database: LibraryDatabase,
  of: IssueKey | undefined,
  side: Side,
  today: string,
  { view = usualView, keep = [] }: ListOptions = {},
): IssueKey | undefined {
  const row = of === undefined ? undefined : database.get(`SELECT ${spotColumns}, source, category FROM issues WHERE key = ?`, of);
  const spot = row && toSpot(row);
  const walk: Walk = { view, side, keep: view.filter === 'all' ? [] : keep };
  // The groups of days are one list, cut in pieces.
  if (view.group === 'date') return nearest(database, { by: 'date', where: 'TRUE', values: [] }, spot, walk);
  const here = row && groupAt(view, optionalText(row, view.group), today);
  const condition = here === undefined ? undefined : groupCondition(database, here, today);
  const inGroup = spot && condition && nearest(database, condition, spot, walk);
  if (inGroup !== undefined) return inGroup;
  for (const group of groupsBeside(database, here, of, today, walk)) {
    const next = groupCondition(database, group, today);
    const found = next && nearest(database, next, undefined, walk);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The groups on a side of one, from near to far; all of them where there is none. */
function groupsBeside(
  database: LibraryDatabase,
  here: GroupKey | undefined,
  of: IssueKey | undefined,
  today: string,
  { view, side, keep }: Walk,
): readonly GroupKey[] {
  // The filter may hold back all of the group that the walk comes from: it has a place among the others all the same.
  const groups = listGroups(database, today, { view, keep: of === undefined ? keep : [...keep, of] }).map(({ group }) => group);
  const walked = side === 'below' ? groups : groups.toReversed();
  return walked.slice(here === undefined ? 0 : walked.indexOf(here) + 1);
}

/** The first issue of a group on the way, from a spot on or from the group's own end. */
function nearest(database: LibraryDatabase, condition: GroupCondition, spot: Spot | undefined, walk: Walk): IssueKey | undefined {
  const { view, keep } = walk;
  const listedFirst = firstListed(database, condition, spot, walk);
  if (keep.length === 0) return listedFirst && textOf(listedFirst, 'key');
  const order = (a: SqlRow, b: SqlRow): number => direction(walk) * compareSpots(toSpot(a), toSpot(b));
  const kept = keptRows(database, condition, view.filter, keep).filter(
    (row) => spot === undefined || direction(walk) * compareSpots(toSpot(row), spot) > 0,
  );
  const [first] = [...(listedFirst ? [listedFirst] : []), ...kept].sort(order);
  return first && textOf(first, 'key');
}

/** 1 where the walk goes the way of the order of lists, else -1. */
function direction({ view, side }: Walk): 1 | -1 {
  return (side === 'below') === (view.sort === 'newest') ? 1 : -1;
}

function firstListed(database: LibraryDatabase, condition: GroupCondition, spot: Spot | undefined, walk: Walk): SqlRow | undefined {
  const { from, where, values } = listed(condition, walk.view.filter);
  const isForward = direction(walk) === 1;
  const order = ordered[isForward ? 'newest' : 'oldest'];
  // One step after the other, from near to far: with OR between them SQLite would not use the index.
  const steps = spot === undefined ? [everywhere] : isForward ? stepsAfter(spot) : stepsBefore(spot).toReversed();
  for (const step of steps) {
    const row = database.get(
      `SELECT key, ${spotColumns} ${from} WHERE ${where} AND ${step.where} ${order} LIMIT 1`,
      ...values,
      ...step.values,
    );
    if (row) return row;
  }
  return undefined;
}

const everywhere = { where: 'TRUE', values: [] } as const;

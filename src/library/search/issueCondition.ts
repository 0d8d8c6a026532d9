// Conditions on the table of issues: what the search index does not know of an issue, since a click changes it, and the days that it
// knows as numbers only. Parts of SQL of ours; what somebody typed is in their values alone.

import type { Condition } from '../../query/query.js';

/** A condition on the table `issues`, with the values of its parameters. */
export interface IssueCondition {
  readonly where: string;
  readonly values: readonly (string | number)[];
}

/** Days, `YYYY-MM-DD`: `from` the first, `to` the first that is too late. */
export interface Days {
  readonly from?: string;
  readonly to?: string;
}

/** Conditions that all hold. */
export function allOf(conditions: readonly IssueCondition[]): IssueCondition {
  return joined(conditions, ' AND ', '1');
}

/** Conditions of which one holds. */
export function oneOf(conditions: readonly IssueCondition[]): IssueCondition {
  return joined(conditions, ' OR ', '0');
}

function joined(conditions: readonly IssueCondition[], sign: string, none: string): IssueCondition {
  return {
    where: conditions.length === 0 ? none : `(${conditions.map(({ where }) => where).join(sign)})`,
    values: conditions.flatMap(({ values }) => values),
  };
}

/**
 * The condition that an issue's document answers a question to the index. `isOfFew`: other conditions leave few issues, and the
 * index is asked for each of them, not for all that it finds.
 */
export function inIndex(match: string, isOfFew: boolean): IssueCondition {
  return { where: isOfFew ? oneByOne : amongAll, values: [match] };
}

const amongAll = 'issues.search_id IN (SELECT rowid FROM search WHERE search MATCH ?)';
const oneByOne = 'EXISTS (SELECT 1 FROM search WHERE search MATCH ? AND rowid = issues.search_id)';

/** Bounds of days. */
export function dayConditions({ from, to }: Days): readonly IssueCondition[] {
  return [
    ...(from === undefined ? [] : [stateCondition({ type: 'after', day: from })]),
    ...(to === undefined ? [] : [stateCondition({ type: 'before', day: to })]),
  ];
}

/** What only the table of issues, or that of states, knows. */
export function stateCondition(condition: Condition): IssueCondition {
  switch (condition.type) {
    case 'is':
      return { where: isInState[condition.state], values: [] };
    case 'after':
      return { where: 'issues.sort_day >= ?', values: [condition.day] };
    case 'before':
      return { where: 'issues.sort_day < ?', values: [condition.day] };
    case 'has':
      return { where: hasNote, values: [] };
    case 'text':
    case 'kind':
    case 'source':
    case 'tag':
    case 'category':
      throw new Error(`Only the index knows ${condition.type}.`);
  }
}

const hasNote = "issues.key IN (SELECT key FROM state WHERE note <> '')";

const isInState = {
  unread: 'issues.is_read = 0',
  read: 'issues.is_read = 1',
  starred: 'issues.is_starred = 1',
  updated: 'issues.is_updated = 1',
  muted: 'issues.hidden = 1',
} as const;

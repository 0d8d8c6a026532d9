// Holds issues against the mute rules: what a rule finds is hidden unless it is starred. New issues are judged in the transaction
// that puts them, all of them again when the rules have become others. Nothing but `hidden` is changed, so a rule that is taken
// away leaves no trace.

import { createHash } from 'node:crypto';
import type { IssueKey, MutedIssue, MutePreview } from '../../protocol/backend.js';
import { isInForce, type LibraryRules, toMuteRule } from '../../query/libraryRules.js';
import { parseQuery } from '../../query/parseQuery.js';
import { type LibraryDatabase, numberOf, textOf } from '../database.js';
import { localDay } from '../day.js';
import { readMemo, writeMemo } from '../memos.js';
import { inOrder } from '../order.js';
import { touch } from '../revisions.js';
import { readRules } from './rules.js';
import type { IssueCondition } from '../search/issueCondition.js';
import { queryCondition } from '../search/queryCondition.js';
import { countUnindexed } from '../search/searchIndex.js';

/** Issues that are hidden or shown in one transaction. */
const batchSize = 400;

/** What a query would hide: a rule without a word hides nothing, and none can ask for what rules have hidden. */
function muteCondition(database: LibraryDatabase, query: string, today: string, isOfFew = false): IssueCondition | undefined {
  const clauses = parseQuery(query, { today });
  const asksForMuted = clauses.some((clause) => clause.some(({ condition }) => condition.type === 'is' && condition.state === 'muted'));
  return clauses.length === 0 || asksForMuted ? undefined : queryCondition(database, query, { today, isOfFew });
}

/**
 * Judges issues that have come or changed; gives how many were hidden or shown by it. Call it in the transaction that puts them,
 * after their words are in the index.
 */
export function judgeIssues(database: LibraryDatabase, keys: readonly IssueKey[], now: Date = new Date()): number {
  if (keys.length === 0) return 0;
  const conditions = conditionsInForce(database, readRules(database), localDay(now), true);
  const given = JSON.stringify(keys);
  const among = 'key IN (SELECT value FROM json_each(?))';
  if (conditions.length === 0) {
    return database.run(`UPDATE issues SET hidden = 0 WHERE hidden = 1 AND ${among}`, given).changes;
  }
  const found = new Set<IssueKey>();
  for (const { where, values } of conditions) {
    for (const row of database.all(`SELECT key FROM issues WHERE is_starred = 0 AND ${among} AND ${where}`, given, ...values))
      found.add(textOf(row, 'key'));
  }
  const others = keys.filter((key) => !found.has(key));
  return setHidden(database, true, [...found]) + setHidden(database, false, others);
}

/** What the rules find, looked up one rule at a time. */
interface Inquiry {
  readonly signature: string;
  readonly found: Set<IssueKey>;
  readonly conditions: readonly IssueCondition[];
}

/** Issues that are not as the rules say. By the time it is their turn they may have come to be: each is judged again then. */
interface Judgement {
  readonly signature: string;
  readonly keys: readonly IssueKey[];
}

/**
 * Holds all issues against the rules, in steps. Which rules they were held against is remembered in the library: of several
 * windows the first one does the work.
 */
export class MuteRound {
  #inquiry: Inquiry | undefined;
  #judgement: Judgement | undefined;

  /** One step; `changed` says whether any issue was hidden or shown by it. */
  step(database: LibraryDatabase, now: Date = new Date()): { readonly outcome: 'more' | 'done'; readonly changed: boolean } {
    const today = localDay(now);
    const conditions = conditionsInForce(database, readRules(database), today);
    const signature = signatureOf(database, conditions, today);
    if (readMemo(database, 'muted') === signature) return { outcome: 'done', changed: false };
    if (this.#judgement?.signature === signature) return this.#apply(database, this.#judgement, now);
    if (this.#inquiry?.signature !== signature) this.#inquiry = { signature, found: new Set(), conditions };
    this.#inquire(database, this.#inquiry);
    return { outcome: 'more', changed: false };
  }

  #inquire(database: LibraryDatabase, inquiry: Inquiry): void {
    const { signature, found, conditions } = inquiry;
    const [condition, ...others] = conditions;
    if (condition) {
      for (const key of findable(database, condition)) found.add(key);
      this.#inquiry = { signature, found, conditions: others };
    } else {
      this.#judgement = judge(database, found, signature);
      this.#inquiry = undefined;
    }
  }

  #apply(database: LibraryDatabase, { signature, keys }: Judgement, now: Date): { outcome: 'more' | 'done'; changed: boolean } {
    const isLast = keys.length <= batchSize;
    const changes = database.transaction(() => {
      const count = judgeIssues(database, keys.slice(0, batchSize), now);
      if (count > 0) touch(database, 'issues');
      // Half-way it is true to no rules, also not to those of before.
      writeMemo(database, 'muted', isLast ? signature : undefined);
      return count;
    });
    this.#judgement = isLast ? undefined : { signature, keys: keys.slice(batchSize) };
    return { outcome: isLast ? 'done' : 'more', changed: changes > 0 };
  }
}

/** Whether all issues have been held against the rules of today. */
export function areIssuesJudged(database: LibraryDatabase, now: Date = new Date()): boolean {
  const today = localDay(now);
  return readMemo(database, 'muted') === signatureOf(database, conditionsInForce(database, readRules(database), today), today);
}

function conditionsInForce(database: LibraryDatabase, { mutes }: LibraryRules, today: string, isOfFew = false): readonly IssueCondition[] {
  return mutes.flatMap((rule) => (isInForce(rule, today) ? (muteCondition(database, rule.query, today, isOfFew) ?? []) : []));
}

/**
 * Names the questions that are asked of every issue, not the rules: `source:` finds other sources today, `7d` other days. While
 * words are brought into the index, later rounds find more; and once a day all is looked at again.
 */
function signatureOf(database: LibraryDatabase, conditions: readonly IssueCondition[], today: string): string {
  if (conditions.length === 0) return 'none';
  return createHash('sha256')
    .update(JSON.stringify([conditions, today, countUnindexed(database)]))
    .digest('base64url');
}

function findable(database: LibraryDatabase, { where, values }: IssueCondition): readonly IssueKey[] {
  return database
    .all(`SELECT key FROM issues WHERE hidden <> 2 AND is_starred = 0 AND ${where}`, ...values)
    .map((row) => textOf(row, 'key'));
}

function judge(database: LibraryDatabase, found: ReadonlySet<IssueKey>, signature: string): Judgement {
  const hidden = new Set(database.all('SELECT key FROM issues WHERE hidden = 1').map((row) => textOf(row, 'key')));
  return { signature, keys: [...[...found].filter((key) => !hidden.has(key)), ...[...hidden].filter((key) => !found.has(key))] };
}

/** Gives how many became others. */
function setHidden(database: LibraryDatabase, isHidden: boolean, keys: readonly IssueKey[]): number {
  let count = 0;
  for (const key of keys) {
    const change = isHidden
      ? 'UPDATE issues SET hidden = 1 WHERE key = ? AND hidden = 0 AND is_starred = 0'
      : 'UPDATE issues SET hidden = 0 WHERE key = ? AND hidden = 1';
    count += database.run(change, key).changes;
  }
  return count;
}

/** What a rule would hide that is shown now; undefined for a query that cannot be a rule. */
export function previewMute(database: LibraryDatabase, query: string, today: string, limit: number): MutePreview | undefined {
  // What the settings refuse would be added and hide nothing.
  const condition = toMuteRule({ query }) && muteCondition(database, query, today);
  if (!condition) return undefined;
  const { where, values } = condition;
  const counts = database.get(
    `SELECT count(*) FILTER (WHERE is_starred = 0) AS count, count(*) FILTER (WHERE is_starred = 0 AND is_read = 0) AS unread,
       count(*) FILTER (WHERE is_starred = 1) AS starred FROM issues WHERE hidden = 0 AND ${where}`,
    ...values,
  );
  return {
    count: counts ? numberOf(counts, 'count') : 0,
    unread: counts ? numberOf(counts, 'unread') : 0,
    starred: counts ? numberOf(counts, 'starred') : 0,
    issues: listNewest(database, `hidden = 0 AND is_starred = 0 AND ${where}`, values, limit),
  };
}

/** How many issues are hidden that a rule finds; undefined for one that cannot be a rule. */
export function countMuted(database: LibraryDatabase, query: string, today: string): number | undefined {
  const condition = muteCondition(database, query, today);
  const row =
    condition && database.get(`SELECT count(*) AS count FROM issues WHERE hidden = 1 AND ${condition.where}`, ...condition.values);
  return row && numberOf(row, 'count');
}

/** The newest issues that are hidden and that a rule finds. */
export function listMuted(database: LibraryDatabase, query: string, today: string, limit: number): readonly MutedIssue[] {
  const condition = muteCondition(database, query, today);
  return condition ? listNewest(database, `hidden = 1 AND ${condition.where}`, condition.values, limit) : [];
}

function listNewest(database: LibraryDatabase, where: string, values: IssueCondition['values'], limit: number): readonly MutedIssue[] {
  return database
    .all(
      `SELECT issues.key, issues.title, issues.sort_day, sources.name FROM issues JOIN sources ON sources.id = issues.source
       WHERE ${where} ${inOrder} LIMIT ?`,
      ...values,
      limit,
    )
    .map((row) => ({
      key: textOf(row, 'key'),
      title: textOf(row, 'title'),
      sourceName: textOf(row, 'name'),
      day: textOf(row, 'sort_day'),
    }));
}

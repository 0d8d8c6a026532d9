// A query as one condition on the table of issues, for lists and counts that keep an order of their own (saved searches, mute
// rules). Ranking is the business of `search.ts`.

import { parseQuery } from '../../query/parseQuery.js';
import type { LibraryDatabase } from '../database.js';
import { compileQuery, dayConditions, inIndex, type IssueCondition } from './compileQuery.js';

/**
 * The condition that holds for the issues that a query finds, to be put after WHERE. It says nothing of `hidden`,
 * but where `is:muted` asks for it. Never throws: what is no condition of the language is read as words. `today` is
 * the person's local day, `YYYY-MM-DD`.
 */
export function queryCondition(database: LibraryDatabase, text: string, { today }: { readonly today: string }): IssueCondition {
  const compiled = compileQuery(database, parseQuery(text, { today }));
  const expression = compiled.match({ fields: ['text'], isWhole: true });
  const all = [...(expression === undefined ? [] : [inIndex(expression)]), ...compiled.conditions, ...dayConditions(compiled.days)];
  return {
    where: all.length === 0 ? '1' : `(${all.map(({ where }) => where).join(' AND ')})`,
    values: all.flatMap(({ values }) => values),
  };
}

// A query as one condition on the table of issues, for lists and counts that keep an order of their own (saved searches, mute
// rules). Ranking is the business of `search.ts`.

import { parseQuery } from '../../query/parseQuery.js';
import type { LibraryDatabase } from '../database.js';
import { type CompileOptions, compileQuery } from './compileQuery.js';
import { allOf, dayConditions, inIndex, type IssueCondition } from './issueCondition.js';

/**
 * The condition that holds for the issues that a query finds, to be put after WHERE. It says nothing of `hidden`,
 * but where `is:muted` asks for it. Never throws: what is no condition of the language is read as words. `today` is
 * the person's local day, `YYYY-MM-DD`; `isOfFew` says that something else names few issues beside it.
 */
export function queryCondition(
  database: LibraryDatabase,
  text: string,
  { today, isOfFew = false }: CompileOptions & { readonly today: string },
): IssueCondition {
  const { match, conditions, days } = compileQuery(database, parseQuery(text, { today }), { isOfFew });
  const expression = match({ fields: ['text'], isWhole: true });
  return allOf([...(expression === undefined ? [] : [inIndex(expression, isOfFew)]), ...conditions, ...dayConditions(days)]);
}

// The calls that only read: lists, one issue in its several shapes, and the way from one to the next. While the library
// cannot be used they answer that there is nothing; `status` says why.

import type { Issue } from '../digest/model.js';
import { readIssue } from '../library/content.js';
import { listGroups } from '../library/lists/groupRows.js';
import { issueBeside } from '../library/lists/beside.js';
import { listIssues, nextUnread, positionOf } from '../library/lists/lists.js';
import { mentionsOf } from '../library/lists/mentions.js';
import { countUnread, issueRow, newestIssue } from '../library/lists/rows.js';
import { SearchCounts } from '../library/lists/searchCounts.js';
import { findTitles } from '../library/search/findTitles.js';
import { search } from '../library/search/search.js';
import { noteOf, placeOf } from '../library/state/state.js';
import type { IssueKey, IssueRow, Place, SearchAnswer, WorkerCalls } from '../protocol/backend.js';
import type { CallHandlers } from '../protocol/channel.js';
import { hasNamedCode } from '../render/page.js';
import type { ColourCode } from '../render/pageCode.js';
import { breathe } from './batches.js';
import type { LibraryAccess } from './libraryAccess.js';
import { toCode, toHtmlFile, toMarkdownDocument, toOutline, toPreview, toRenderedIssue } from './presentation.js';

export type ReadCalls = Pick<
  CallHandlers<WorkerCalls>,
  | 'groups'
  | 'issuesIn'
  | 'issue'
  | 'outline'
  | 'preview'
  | 'render'
  | 'code'
  | 'asMarkdown'
  | 'mentions'
  | 'asHtml'
  | 'newest'
  | 'nextUnread'
  | 'issueBeside'
  | 'searchCounts'
  | 'find'
  | 'search'
  | 'unreadCount'
>;

const noAnswer: SearchAnswer = { results: [], sought: [], completions: [], unindexed: 0 };

/** More rows than anybody sees are never sent at once. */
const maxRows = 10_000;

/** `onRendered` hears of the markup of each page: what is asked about a place in it is found there. */
export function createReadCalls(library: LibraryAccess, onRendered: (key: IssueKey, html: string) => void): ReadCalls {
  const searchCounts = new SearchCounts();
  /** Shows a whole issue in one of its shapes. */
  const show = <T>(key: IssueKey, toShape: (whole: WholeIssue) => T): T | undefined => {
    const whole = library.read((database): WholeIssue | undefined => {
      const row = issueRow(database, key);
      const issue = row && readIssue(database, key);
      return issue && { issue, row, place: placeOf(database, key), note: noteOf(database, key) };
    }, undefined);
    return whole && toShape(whole);
  };
  return {
    groups: ({ today, view, keep }) => library.read((database) => listGroups(database, today, { view, keep }), []),
    issuesIn: ({ group, today, offset, limit, view, keep }) => {
      const page = { offset: toCount(offset), limit: toLimit(limit) };
      return library.read((database) => listIssues(database, group, today, page, { view, keep }), { rows: [], total: 0 });
    },
    issue: ({ key, today, view }) =>
      library.read((database) => {
        const row = issueRow(database, key);
        const position = positionOf(database, key, today, view);
        return row && position && { row, ...position };
      }, undefined),
    outline: ({ key }) => show(key, ({ issue, row }) => toOutline(issue, row)),
    preview: ({ key, anchor, words }) =>
      show(key, ({ issue, row, note }) => toPreview(issue, note === undefined ? row : { ...row, note }, anchor, words)),
    render: async ({ key, words, images }) => {
      const rendered = await show(key, ({ issue, row, ...left }) =>
        inColours(issue, (colour) => toRenderedIssue(issue, row, left, words, { colour, images })),
      );
      onRendered(key, rendered?.html ?? '');
      return rendered;
    },
    code: ({ key, anchor, words }) => show(key, ({ issue, row }) => toCode(issue, row, anchor, words)),
    asMarkdown: ({ key, anchor, words }) => show(key, ({ issue, row }) => toMarkdownDocument(issue, row, anchor, words)),
    mentions: ({ key }) => library.read((database) => mentionsOf(database, key), []),
    asHtml: ({ key, words, sheet }) =>
      show(key, ({ issue, row }) => inColours(issue, (colour) => toHtmlFile(issue, row, words, { sheet, colour }))),
    newest: () => library.read((database) => newestIssue(database), undefined),
    nextUnread: ({ after, view, today }) => library.read((database) => nextUnread(database, after, { view, today }), undefined),
    issueBeside: ({ of, side, today, view, keep }) =>
      library.read((database) => issueBeside(database, of, side, today, { view, keep }), undefined),
    searchCounts: async ({ queries, today }) => {
      const counts: number[] = [];
      // One may take ten milliseconds, and there may be fifty: nobody else has to wait for all of them.
      for (const query of queries) {
        counts.push(library.read((database) => searchCounts.count(database, query, today), 0));
        await breathe();
      }
      return counts;
    },
    search: (request) => library.read((database) => search(database, { ...request, limit: toLimit(request.limit) }), noAnswer),
    find: ({ query, limit }) => library.read((database) => findTitles(database, query, toLimit(limit)), []),
    unreadCount: () => library.read((database) => countUnread(database), 0),
  };
}

/** Gives what paints code to those issues that have some which could be painted. */
function inColours<T>(issue: Issue, toShape: (colour?: ColourCode) => T): T | Promise<T> {
  return hasNamedCode(issue) ? import('../render/codeColours.js').then(({ colourCode }) => toShape(colourCode)) : toShape();
}

interface WholeIssue {
  readonly issue: Issue;
  readonly row: IssueRow;
  readonly place: Place | undefined;
  readonly note: string | undefined;
}

function toLimit(limit: number): number {
  return Math.min(maxRows, toCount(limit));
}

/** A number of rows, whatever number was asked for. */
function toCount(number: number): number {
  return Math.max(0, Math.trunc(number) || 0);
}

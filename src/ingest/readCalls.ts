// The calls that only read: lists, one issue in its several shapes, and the way from one to the next. While the library
// cannot be used they answer that there is nothing; `status` says why.

import type { Issue } from '../digest/model.js';
import { readIssue } from '../library/content.js';
import { findPlaces } from '../library/find.js';
import { countUnread, issueRow, listGroups, listIssues, newestIssue, nextUnread, positionOf } from '../library/rows.js';
import { placeOf } from '../library/state.js';
import type { IssueKey, IssueRow, Place, WorkerCalls } from '../protocol/backend.js';
import type { CallHandlers } from '../protocol/channel.js';
import type { LibraryAccess } from './libraryAccess.js';
import { toMarkdownDocument, toOutline, toPreview, toRenderedIssue } from './presentation.js';

export type ReadCalls = Pick<
  CallHandlers<WorkerCalls>,
  'groups' | 'issuesIn' | 'issue' | 'outline' | 'preview' | 'render' | 'asMarkdown' | 'newest' | 'nextUnread' | 'find' | 'unreadCount'
>;

/** More rows than anybody sees are never sent at once. */
const maxRows = 10_000;

export function createReadCalls(library: LibraryAccess): ReadCalls {
  /** Shows a whole issue in one of its shapes. */
  const show = <T>(key: IssueKey, toShape: (whole: WholeIssue) => T): T | undefined => {
    const whole = library.read((database): WholeIssue | undefined => {
      const row = issueRow(database, key);
      const issue = row && readIssue(database, key);
      return issue && { issue, row, place: placeOf(database, key) };
    }, undefined);
    return whole && toShape(whole);
  };
  return {
    groups: ({ today }) => library.read((database) => listGroups(database, today), []),
    issuesIn: ({ group, today, offset, limit }) => {
      const page = { offset: toCount(offset), limit: toLimit(limit) };
      return library.read((database) => listIssues(database, group, today, page), { rows: [], total: 0 });
    },
    issue: ({ key, today }) =>
      library.read((database) => {
        const row = issueRow(database, key);
        const position = positionOf(database, key, today);
        return row && position && { row, ...position };
      }, undefined),
    outline: ({ key }) => show(key, ({ issue, row }) => toOutline(issue, row)),
    preview: ({ key, anchor, words }) => show(key, ({ issue, row }) => toPreview(issue, row, anchor, words)),
    render: ({ key, words }) => show(key, ({ issue, row, place }) => toRenderedIssue(issue, row, place, words)),
    asMarkdown: ({ key, anchor, words }) => show(key, ({ issue }) => toMarkdownDocument(issue, anchor, words)),
    newest: () => library.read((database) => newestIssue(database), undefined),
    nextUnread: ({ after }) => library.read((database) => nextUnread(database, after), undefined),
    find: ({ query, limit }) => library.read((database) => findPlaces(database, query, toLimit(limit)), []),
    unreadCount: () => library.read((database) => countUnread(database), 0),
  };
}

interface WholeIssue {
  readonly issue: Issue;
  readonly row: IssueRow;
  readonly place: Place | undefined;
}

function toLimit(limit: number): number {
  return Math.min(maxRows, toCount(limit));
}

/** A number of rows, whatever number was asked for. */
function toCount(number: number): number {
  return Math.max(0, Math.trunc(number) || 0);
}

// What is read of an issue that was found, and said of it wherever it stands in a list.

import type { FoundPlace } from '../../protocol/backend.js';
import { numberOf, optionalText, type SqlRow, textOf } from '../database.js';
import { spotColumns } from '../order.js';

/** Columns of `issues` joined with `sources`. */
export const foundColumns = `
  issues.key, issues.title, issues.day, issues.is_read, issues.is_starred, sources.name AS source_name, ${spotColumns}`;

/** The issue of a row with these columns. */
export function toFoundIssue(row: SqlRow): Omit<FoundPlace, 'section'> {
  const day = optionalText(row, 'day');
  return {
    key: textOf(row, 'key'),
    issueTitle: textOf(row, 'title'),
    ...(day === undefined ? {} : { day }),
    sourceName: textOf(row, 'source_name'),
    isRead: numberOf(row, 'is_read') === 1,
  };
}

// The newest mentions of a topic and what is read of one: what every list about a topic is made of.

import type { TopicId, TopicMention } from '../../protocol/topics.js';
import { numberOf, optionalText, type SqlRow, textOf } from '../database.js';

/** A topic, or those of its mentions that name one version. */
export interface TopicQuery {
  readonly id: TopicId;
  /** `5.5` means `5.5` and its variants (`5.5-mini`), never `5` or `5.1`. */
  readonly version?: string;
}

/** Before every day that an issue can have (days since 1970). */
const everBefore = -1_000_000;

/** The newest `most` mentions of a topic, which their key finds alone, from a day on; to be followed by a SELECT. */
export function newestOf(
  { id, version }: TopicQuery,
  most: number,
  since = everBefore,
): { readonly newest: string; readonly values: readonly (string | number)[] } {
  const ofVersion = version === undefined ? '' : "AND (version = ? OR version LIKE ? || '-%')";
  return {
    newest: `WITH newest AS (SELECT topic, day, sentence, version FROM mentions
      WHERE topic = (SELECT row FROM topics WHERE id = ?) AND day >= ? ${ofVersion} ORDER BY day DESC, sentence LIMIT ${most})`,
    values: [id, since, ...(version === undefined ? [] : [version, version])],
  };
}

/** What is joined to the newest mentions; only issues that are shown. */
export const fromNewest = `
  FROM newest JOIN sentences ON sentences.row = newest.sentence JOIN issues ON issues.row = sentences.issue AND issues.hidden = 0`;

export const newestFirst = 'ORDER BY newest.day DESC, newest.sentence';

/** What `toMention` reads, of sentences with their issues and sources. */
export const mentionColumns = `
  sentences.text, sentences.anchor, issues.key, issues.title, issues.sort_day, issues.is_read, sources.name AS source_name,
  (SELECT sections.title FROM sections WHERE sections.issue = sentences.issue AND sections.anchor = sentences.anchor) AS section_title`;

/** Names the section that a sentence stands in, or its issue as a whole; of the columns `issue` and `anchor`. */
export function sectionOf(row: SqlRow): string {
  return `${numberOf(row, 'issue')} ${optionalText(row, 'anchor') ?? ''}`;
}

/** What the columns of `mentionColumns` say. */
export function toMention(row: SqlRow): TopicMention {
  const anchor = optionalText(row, 'anchor');
  const sectionTitle = optionalText(row, 'section_title');
  return {
    key: textOf(row, 'key'),
    issueTitle: textOf(row, 'title'),
    sourceName: textOf(row, 'source_name'),
    day: textOf(row, 'sort_day'),
    isRead: numberOf(row, 'is_read') === 1,
    ...(anchor === undefined ? {} : { anchor }),
    ...(sectionTitle === undefined ? {} : { sectionTitle }),
    sentence: textOf(row, 'text'),
  };
}

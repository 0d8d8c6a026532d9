// What the library knows of topics: the sentences that name one, counts, and the topics of an issue. Hidden issues count nowhere.

import type { IssueKey } from '../../protocol/backend.js';
import type { NewsPage, NewsShown, TopicId, TopicMention } from '../../protocol/topics.js';
import { type LibraryDatabase, numberOf, type SqlRow, textOf } from '../database.js';
import { filterCondition } from '../lists/groups.js';
import { dayNumber } from './namedTopics.js';
import { fromNewest, mentionColumns, newestFirst, newestOf, sectionOf, toMention, type TopicQuery } from './newestMentions.js';

/** Mentions of a topic that are looked through, the newest: nobody reads further, and some names stand in every other issue. */
const mostMentions = 1_000;

const fromMentions = `
  FROM mentions JOIN topics ON topics.row = mentions.topic JOIN sentences ON sentences.row = mentions.sentence
    JOIN issues ON issues.row = sentences.issue`;

const newsColumns = `newest.version, sentences.has_figures, ${mentionColumns}`;

/** A section with what it says of a topic. */
export interface SectionNews extends TopicMention {
  readonly hasFigures: boolean;
}

export interface NewsOptions {
  readonly offset: number;
  readonly limit: number;
  /** A day; older issues are left out. */
  readonly since?: string;
  readonly shown?: NewsShown | undefined;
}

/** Sections that name a topic, newest first, each with its best sentence: one with figures, else the first. */
export function newsOf(database: LibraryDatabase, topic: TopicQuery, { offset, limit, since, shown }: NewsOptions): NewsPage<SectionNews> {
  const { newest, values } = newestOf(topic, mostMentions, since === undefined ? undefined : dayNumber(since));
  const rows = database.all(
    `${newest} SELECT newest.sentence, newest.version, sentences.has_figures, sentences.anchor, sentences.issue, issues.is_read ${fromNewest}
     WHERE ${filterCondition[shown?.filter ?? 'all']} OR issues.key IN (SELECT value FROM json_each(?)) ${newestFirst}`,
    ...values,
    JSON.stringify(shown?.keep ?? []),
  );
  const sections = new Map<string, SqlRow>();
  for (const row of rows) {
    const name = sectionOf(row);
    const before = sections.get(name);
    if (!before || (numberOf(before, 'has_figures') === 0 && numberOf(row, 'has_figures') === 1)) sections.set(name, row);
  }
  const all = [...sections.values()];
  return {
    news: all.slice(offset, offset + limit).flatMap((row) => readMention(database, row) ?? []),
    total: all.length,
    unread: all.filter((row) => numberOf(row, 'is_read') === 0).length,
  };
}

/** A mention with all that is shown of it: read only for those that are. */
function readMention(database: LibraryDatabase, row: SqlRow): SectionNews | undefined {
  const found = database.get(
    `WITH newest AS (SELECT ? AS sentence, ? AS version) SELECT ${newsColumns} ${fromNewest} JOIN sources ON sources.id = issues.source`,
    numberOf(row, 'sentence'),
    textOf(row, 'version'),
  );
  return found && toNews(found);
}

/** How many sections name a topic, and how many of them are in unread issues; among its newest mentions, so many as are looked at. */
export function countNews(
  database: LibraryDatabase,
  topic: TopicQuery,
  looked = mostMentions,
): { readonly total: number; readonly unread: number } {
  const { newest, values } = newestOf(topic, looked);
  const row = database.get(
    `${newest} SELECT count(*) AS total, count(*) FILTER (WHERE is_read = 0) AS unread
     FROM (SELECT DISTINCT sentences.issue, sentences.anchor, issues.is_read ${fromNewest})`,
    ...values,
  );
  return row ? { total: numberOf(row, 'total'), unread: numberOf(row, 'unread') } : { total: 0, unread: 0 };
}

/** How many sections of unread issues name any of some topics, each among its newest mentions. */
export function countUnreadNews(database: LibraryDatabase, topics: readonly TopicQuery[]): number {
  const sections = new Set<string>();
  for (const topic of topics) {
    const { newest, values } = newestOf(topic, mostMentions);
    const rows = database.all(
      `${newest} SELECT DISTINCT sentences.issue, sentences.anchor ${fromNewest} WHERE issues.is_read = 0`,
      ...values,
    );
    for (const row of rows) sections.add(sectionOf(row));
  }
  return sections.size;
}

/** Sentences that name a topic, newest first. */
export function sentencesOf(database: LibraryDatabase, topic: TopicQuery, limit: number): readonly SectionNews[] {
  const { newest, values } = newestOf(topic, mostMentions);
  return database
    .all(
      `${newest} SELECT ${newsColumns} ${fromNewest} JOIN sources ON sources.id = issues.source ${newestFirst} LIMIT ?`,
      ...values,
      limit,
    )
    .map(toNews);
}

/** The topics that an issue, or one of its sections, names; the most often named first. */
export function topicsIn(database: LibraryDatabase, key: IssueKey, anchor: string | undefined): readonly TopicId[] {
  return database
    .all(
      `SELECT topics.id, count(*) AS count ${fromMentions} WHERE issues.key = ? AND (? IS NULL OR sentences.anchor = ?)
       GROUP BY topics.row ORDER BY count DESC, min(sentences.row)`,
      key,
      anchor ?? null,
      anchor ?? null,
    )
    .map((row) => textOf(row, 'id'));
}

/** The topics that are named most often. */
export function mostNamed(database: LibraryDatabase, limit: number): readonly TopicId[] {
  return database
    .all(
      `SELECT topics.id FROM mentions JOIN topics ON topics.row = mentions.topic GROUP BY mentions.topic ORDER BY count(*) DESC LIMIT ?`,
      limit,
    )
    .map((row) => textOf(row, 'id'));
}

/** The newest issues of a source, by key; and a stamp that is another one when any of its issues has become another. */
export function newestOfSource(
  database: LibraryDatabase,
  source: string,
  limit: number,
): { readonly keys: readonly IssueKey[]; readonly stamp: string } {
  const rows = database.all(
    'SELECT key, search_id FROM issues WHERE source = ? AND hidden = 0 ORDER BY sort_time DESC LIMIT ?',
    source,
    limit,
  );
  return {
    keys: rows.map((row) => textOf(row, 'key')),
    stamp: rows.map((row) => `${textOf(row, 'key')} ${String(row['search_id'])}`).join('\n'),
  };
}

function toNews(row: SqlRow): SectionNews {
  const version = textOf(row, 'version');
  return { ...toMention(row), ...(version === '' ? {} : { version }), hasFigures: numberOf(row, 'has_figures') === 1 };
}

// What the library knows of topics: the sentences that name one, counts, and the topics of an issue. Hidden issues count nowhere.

import type { IssueKey } from '../../protocol/backend.js';
import type { NewsPage, NewsShown, TopicId, TopicMention } from '../../protocol/topics.js';
import { type LibraryDatabase, numberOf, optionalText, type SqlRow, textOf } from '../database.js';
import { filterCondition } from '../lists/groups.js';
import { dayNumber } from './namedTopics.js';

/** A topic, or those of its mentions that name one version. */
export interface TopicQuery {
  readonly id: TopicId;
  /** `5.5` means `5.5` and its variants (`5.5-mini`), never `5` or `5.1`. */
  readonly version?: string;
}

/** More sections are not counted: nobody reads them. */
const mostCounted = 1_000;

/** Sentences that are looked through for one page. */
const mostSentences = 5_000;

const visible = 'issues.hidden = 0';

const fromMentions = `
  FROM mentions JOIN topics ON topics.row = mentions.topic JOIN sentences ON sentences.row = mentions.sentence
    JOIN issues ON issues.row = sentences.issue`;

const mentionColumns = `
  mentions.version, mentions.day AS day_number, sentences.text, sentences.has_figures, sentences.anchor, sentences.issue, issues.key, issues.title,
  issues.sort_day, issues.is_read, sources.name AS source_name,
  (SELECT sections.title FROM sections WHERE sections.issue = sentences.issue AND sections.anchor = sentences.anchor) AS section_title`;

function condition({ id, version }: TopicQuery): { readonly where: string; readonly values: readonly string[] } {
  return version === undefined
    ? { where: 'topics.id = ?', values: [id] }
    : { where: "topics.id = ? AND (mentions.version = ? OR mentions.version LIKE ? || '-%')", values: [id, version, version] };
}

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
  const { where, values } = condition(topic);
  const rows = database.all(
    `SELECT ${mentionColumns} ${fromMentions} JOIN sources ON sources.id = issues.source
     WHERE ${where} AND ${visible} AND (${filterCondition[shown?.filter ?? 'all']} OR issues.key IN (SELECT value FROM json_each(?)))
       AND mentions.day >= ? ORDER BY mentions.day DESC, sentences.row LIMIT ?`,
    ...values,
    JSON.stringify(shown?.keep ?? []),
    since === undefined ? -1_000_000 : dayNumber(since),
    mostSentences,
  );
  const sections = new Map<string, SqlRow>();
  for (const row of rows) {
    const name = `${numberOf(row, 'issue')} ${optionalText(row, 'anchor') ?? ''}`;
    const before = sections.get(name);
    if (!before || (numberOf(before, 'has_figures') === 0 && numberOf(row, 'has_figures') === 1)) sections.set(name, row);
  }
  const all = [...sections.values()];
  return {
    news: all.slice(offset, offset + limit).map(toNews),
    total: all.length,
    unread: all.filter((row) => numberOf(row, 'is_read') === 0).length,
  };
}

/** How many sections name a topic, and how many of them are in unread issues; each up to a thousand. */
export function countNews(database: LibraryDatabase, topic: TopicQuery): { readonly total: number; readonly unread: number } {
  const { where, values } = condition(topic);
  const count = (which: string): number => {
    const row = database.get(
      `SELECT count(*) AS count FROM (SELECT DISTINCT sentences.issue, sentences.anchor ${fromMentions}
       WHERE ${where} AND ${which} LIMIT ${mostCounted})`,
      ...values,
    );
    return row ? numberOf(row, 'count') : 0;
  };
  return { total: count(visible), unread: count(`${visible} AND issues.is_read = 0`) };
}

/** How many sections of unread issues name any of some topics, up to a thousand. */
export function countUnreadNews(database: LibraryDatabase, topics: readonly TopicQuery[]): number {
  if (topics.length === 0) return 0;
  const conditions = topics.map(condition);
  const row = database.get(
    `SELECT count(*) AS count FROM (SELECT DISTINCT sentences.issue, sentences.anchor ${fromMentions}
     WHERE (${conditions.map(({ where }) => `(${where})`).join(' OR ')}) AND ${visible} AND issues.is_read = 0 LIMIT ${mostCounted})`,
    ...conditions.flatMap(({ values }) => values),
  );
  return row ? numberOf(row, 'count') : 0;
}

/** Sentences that name a topic, newest first; with figures only, where asked for. */
export function sentencesOf(database: LibraryDatabase, topic: TopicQuery, limit: number, withFigures: boolean): readonly SectionNews[] {
  const { where, values } = condition(topic);
  return database
    .all(
      `SELECT ${mentionColumns} ${fromMentions} JOIN sources ON sources.id = issues.source
       WHERE ${where} AND ${visible} AND sentences.has_figures >= ? ORDER BY mentions.day DESC, sentences.row LIMIT ?`,
      ...values,
      Number(withFigures),
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
  const anchor = optionalText(row, 'anchor');
  const sectionTitle = optionalText(row, 'section_title');
  const version = textOf(row, 'version');
  return {
    key: textOf(row, 'key'),
    issueTitle: textOf(row, 'title'),
    sourceName: textOf(row, 'source_name'),
    day: textOf(row, 'sort_day'),
    isRead: numberOf(row, 'is_read') === 1,
    ...(anchor === undefined ? {} : { anchor }),
    ...(sectionTitle === undefined ? {} : { sectionTitle }),
    sentence: textOf(row, 'text'),
    ...(version === '' ? {} : { version }),
    hasFigures: numberOf(row, 'has_figures') === 1,
  };
}

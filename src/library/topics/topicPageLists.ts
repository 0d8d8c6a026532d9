// What the page of a topic lists: the sections that name it with their sentences, the sentences with figures, its versions, and
// what stands beside it. Hidden issues count nowhere.

import type { TopicId, TopicMention } from '../../protocol/topics.js';
import { type LibraryDatabase, numberOf, type SqlRow, textOf } from '../database.js';
import { fromNewest, mentionColumns, newestFirst, newestOf, sectionOf, toMention, type TopicQuery } from './newestMentions.js';

/** Older mentions are not looked at: nobody turns so many pages. */
const mostMentions = 20_000;

/** Sentences of one section that are shown. */
const mostOfSection = 3;

/** What is named beside a topic is counted in so many of its newest mentions. */
const mostBeside = 1_000;

/** Sentences that are read for one that is shown, since texts repeat one another. */
const spare = 3;

/** A section, or an issue as a whole, that names a topic, with what it says of it. */
interface NamingSection extends Omit<TopicMention, 'sentence' | 'version'> {
  /** Never none. */
  readonly sentences: readonly string[];
}

export interface NamingSections {
  /** The newest first. */
  readonly sections: readonly NamingSection[];
  readonly total: number;
  /** Of all of them, those in issues that are unread. */
  readonly unread: number;
}

/** Sections that name a topic, the newest first. All are counted, and only those that are asked for are read. */
export function sectionsNaming(database: LibraryDatabase, topic: TopicQuery, limit: number): NamingSections {
  const { newest, values } = newestOf(topic, mostMentions);
  const rows = database.all(
    `${newest} SELECT newest.sentence, sentences.issue, sentences.anchor, issues.is_read ${fromNewest}
     ${newestFirst}`,
    ...values,
  );
  const sections = Map.groupBy(rows, sectionOf);
  const all = [...sections.values()];
  return {
    sections: all.slice(0, limit).flatMap((section) => readSection(database, section) ?? []),
    total: all.length,
    unread: all.filter(([first]) => first && numberOf(first, 'is_read') === 0).length,
  };
}

function readSection(database: LibraryDatabase, mentions: readonly SqlRow[]): NamingSection | undefined {
  // A sentence that names two versions stands there twice.
  const rows = [...new Set(mentions.map((row) => numberOf(row, 'sentence')))];
  const read = rows.slice(0, mostOfSection).flatMap((row) => readSentence(database, row) ?? []);
  const [first] = read;
  if (!first) return undefined;
  const { sentence: _, ...section } = first;
  return { ...section, sentences: [...new Set(read.map(({ sentence }) => sentence))] };
}

function readSentence(database: LibraryDatabase, row: number): TopicMention | undefined {
  const found = database.get(
    `SELECT ${mentionColumns} FROM sentences JOIN issues ON issues.row = sentences.issue JOIN sources ON sources.id = issues.source
     WHERE sentences.row = ?`,
    row,
  );
  return found && toMention(found);
}

/** Sentences with figures that name a topic, the newest first, each once; one more than `limit` says that there are more. */
export function figuresOf(database: LibraryDatabase, topic: TopicQuery, limit: number): readonly TopicMention[] {
  const { newest, values } = newestOf(topic, mostMentions);
  const rows = database.all(
    `${newest} SELECT ${mentionColumns} ${fromNewest} JOIN sources ON sources.id = issues.source
     WHERE sentences.has_figures = 1 ${newestFirst} LIMIT ?`,
    ...values,
    (limit + 1) * spare,
  );
  const texts = rows.map((row) => textOf(row, 'text'));
  return rows
    .filter((_, index) => texts.indexOf(texts[index] ?? '') === index)
    .slice(0, limit + 1)
    .map(toMention);
}

/** Topics that stand in the same sentences as one, the most often first. */
export function topicsBeside(database: LibraryDatabase, topic: TopicQuery, limit: number): readonly TopicId[] {
  const { newest, values } = newestOf(topic, mostBeside);
  return database
    .all(
      `${newest} SELECT others.id, count(DISTINCT newest.sentence) AS count ${fromNewest}
         JOIN mentions AS beside ON beside.sentence = newest.sentence AND beside.topic <> newest.topic
         JOIN topics AS others ON others.row = beside.topic
       GROUP BY others.row ORDER BY count DESC, others.id LIMIT ?`,
      ...values,
      limit,
    )
    .map((row) => textOf(row, 'id'));
}

/** Versions of a topic that are named, the most often first. */
export function versionsOf(database: LibraryDatabase, id: TopicId, limit: number): readonly string[] {
  const { newest, values } = newestOf({ id }, mostMentions);
  return database
    .all(
      `${newest} SELECT newest.version ${fromNewest} WHERE newest.version <> ''
       GROUP BY newest.version ORDER BY count(*) DESC, max(newest.day) DESC, newest.version LIMIT ?`,
      ...values,
      limit,
    )
    .map((row) => textOf(row, 'version'));
}

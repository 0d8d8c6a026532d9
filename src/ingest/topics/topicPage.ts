// What the page of a topic is made of: what the catalogue, the library and the workspace know of it.

import type { LibraryDatabase } from '../../library/database.js';
import { figuresOf, sectionsNaming, topicsBeside, versionsOf } from '../../library/topics/topicPageLists.js';
import type { TopicId, TopicPage, TopicPageParams, TopicRow } from '../../protocol/topics.js';
import type { Topic } from '../../relevance/topics/topic.js';
import { renderTopicPage } from '../../render/topicPage.js';
import { toRow, toTopicQuery } from './topicIds.js';
import type { TopicKnowledge } from './topicKnowledge.js';
import type { WorkspaceNewsFinder } from './workspaceNewsFinder.js';

/** More of one page is more than anybody reads. */
const mostMentions = 2_000;
const mostFigures = 500;

const mostVersions = 30;

/** Topics that are called close: those of the catalogue, those of one maker, and those that stand beside it. */
const mostRelated = 18;
const mostOfMaker = 8;
const mostBeside = 10;

export interface TopicPageSources {
  readonly database: LibraryDatabase;
  readonly knowledge: TopicKnowledge;
  readonly workspace: WorkspaceNewsFinder;
}

/** The page of a topic, or of one version of it. */
export function makeTopicPage(sources: TopicPageSources, params: TopicPageParams): TopicPage | undefined {
  const { database, knowledge, workspace } = sources;
  const { id, words, isFollowed, round } = params;
  const query = toTopicQuery(id);
  const topic = knowledge.topic(query.id);
  const row = toRow(knowledge, id);
  if (!topic || !row) return undefined;
  const family = query.version === undefined ? undefined : toRow(knowledge, query.id);
  const limit = withinCount(params.figures, mostFigures);
  const figures = figuresOf(database, query, limit);
  return renderTopicPage(
    {
      topic: row,
      ...(topic.site === undefined ? {} : { site: topic.site }),
      ...(topic.repository === undefined ? {} : { repository: topic.repository }),
      ...(family ? { family } : {}),
      isFollowed,
      uses: workspace.reasonsFor(database, query),
      versions: family ? [] : versionRows(sources, row),
      related: rowsOf(knowledge, relatedTo(sources, id, topic)),
      figures: { sentences: figures.slice(0, limit), hasMore: figures.length > limit },
      ...sectionsNaming(database, query, withinCount(params.mentions, mostMentions)),
      round,
    },
    words,
  );
}

function versionRows({ database }: TopicPageSources, row: TopicRow): readonly TopicRow[] {
  return versionsOf(database, row.id, mostVersions).map((version) => ({ ...row, id: `${row.id}@${version}`, name: version }));
}

/** Ids of topics that are close, the closest first; each once, and never the topic itself. */
function relatedTo({ database, knowledge }: TopicPageSources, id: TopicId, topic: Topic): readonly TopicId[] {
  const made = knowledge.directory.topics.filter(({ by }) => by === topic.id).map((each) => each.id);
  const beside = topicsBeside(database, toTopicQuery(id), mostBeside);
  const all = new Set([
    ...(topic.by === undefined ? [] : [topic.by]),
    ...(topic.related ?? []),
    ...made.filter((each) => beside.includes(each)),
    ...beside,
    ...made.slice(0, mostOfMaker),
  ]);
  all.delete(topic.id);
  return [...all].slice(0, mostRelated);
}

function rowsOf(knowledge: TopicKnowledge, ids: readonly TopicId[]): readonly TopicRow[] {
  return ids.flatMap((id) => toRow(knowledge, id) ?? []);
}

function withinCount(wanted: number, most: number): number {
  return Math.min(most, Math.max(1, Math.trunc(wanted) || 0));
}

// The calls about topics, and the reading of the library for topics that it was not read for yet.

import type { LibraryDatabase } from '../../library/database.js';
import { countNews, countUnreadNews, mostNamed, newsOf, topicsIn } from '../../library/topics/topicLists.js';
import type { BackendEvent, WorkerCalls } from '../../protocol/backend.js';
import type { CallHandlers } from '../../protocol/channel.js';
import type { TopicCalls as Calls, TopicId, TopicRow } from '../../protocol/topics.js';
import { breathe } from '../batches.js';
import type { IdleWork } from '../idle/idleWork.js';
import { type LibraryAccess, LibraryUnavailable } from '../libraryAccess.js';
import type { SourceAddress } from '../live/sourceSet.js';
import { followedNews } from './followedNews.js';
import { notePackages, readPackages } from './knownPackages.js';
import { ReleaseRadar } from './releaseRadar.js';
import { createRereading } from './rereading.js';
import { toRow, toTopicQuery } from './topicIds.js';
import { toTopicRow, type TopicKnowledge } from './topicKnowledge.js';
import { makeTopicPage } from './topicPage.js';
import { WorkspaceNewsFinder } from './workspaceNewsFinder.js';

/** More are never sent at once. */
const mostRows = 500;

const noNews = { news: [], total: 0, unread: 0 };

export interface TopicParts {
  readonly library: LibraryAccess;
  readonly knowledge: TopicKnowledge;
  /** The sources of the web that are declared. */
  readonly addresses: () => readonly SourceAddress[];
  readonly idle: Pick<IdleWork, 'add'>;
  readonly emit: (event: BackendEvent) => void;
}

/** Adds its tasks to the idle work and gives the calls. */
export function createTopicCalls({ library, knowledge, addresses, idle, emit }: TopicParts): Pick<CallHandlers<WorkerCalls>, keyof Calls> {
  const rereading = createRereading(library, knowledge, idle, () => emit({ event: 'topicsChanged' }));
  const workspace = new WorkspaceNewsFinder(knowledge, new ReleaseRadar(addresses));
  const read = <T>(work: (database: LibraryDatabase) => T, otherwise: T): T => library.read(work, otherwise);
  const rowsOf = (ids: readonly TopicId[]): readonly TopicRow[] => ids.flatMap((id) => toRow(knowledge, id) ?? []);
  return {
    modelPrefixes: () => [...new Set(knowledge.directory.topics.flatMap(({ models = [] }) => models))],
    setOwnTopics: ({ topics }) => {
      const before = new Set(knowledge.directory.topics.map(({ id }) => id));
      knowledge.setOwn(topics);
      rereading.readFor(knowledge.directory.topics.filter(({ id }) => !before.has(id)));
      emit({ event: 'topicsChanged' });
    },
    setWorkspace: ({ entries }) => {
      const unknown = workspace.use(entries);
      const before = new Set(read(readPackages, new Map<string, number>()).keys());
      // Where nothing can be written they are known to this window at least.
      const known = unknown.length > 0 || before.size > 0 ? notedPackages(library, unknown) : [];
      knowledge.setPackages([...new Set([...known, ...unknown])]);
      rereading.readFor(unknown.flatMap((id) => (before.has(id) ? [] : (knowledge.directory.byId(id) ?? []))));
      emit({ event: 'topicsChanged' });
    },
    workspaceNews: ({ today, days, limit, shown }) =>
      read((database) => workspace.news(database, today, days, toLimit(limit), shown), noNews),
    workspaceTopics: () => oneByOne(workspace.used, (used) => read((database) => workspace.topic(database, used), undefined)),
    topicsOfUses: ({ uses }) =>
      uses.map(({ ecosystem, name }) => {
        const found = knowledge.directory.ofUse(ecosystem, name);
        return found && toTopicRow(found.topic);
      }),
    findTopics: ({ text, limit }) => {
      const wanted = text.trim();
      const named = wanted === '' ? [] : knowledge.directory.namesIn(wanted).map(({ topic }) => topic.id);
      const found =
        wanted === ''
          ? read((database) => mostNamed(database, toLimit(limit)), [])
          : [...named, ...knowledge.directory.find(wanted, limit).map(({ id }) => id)];
      return rowsOf([...new Set(found)].slice(0, toLimit(limit))).map((row) => ({
        ...row,
        total: read((database) => countNews(database, { id: row.id }).total, 0),
      }));
    },
    topicsIn: ({ key, anchor }) => rowsOf(read((database) => topicsIn(database, key, anchor), [])),
    followedTopics: ({ ids }) =>
      oneByOne(rowsOf(ids), (row) => ({
        ...row,
        ...read((database) => countNews(database, toTopicQuery(row.id)), { total: 0, unread: 0 }),
      })),
    topicNews: ({ id, offset, limit, shown }) =>
      read((database) => newsOf(database, toTopicQuery(id), { offset, limit: toLimit(limit), shown }), noNews),
    followedCount: ({ ids }) => {
      const topics = rowsOf(ids.slice(0, mostRows)).map(({ id }) => toTopicQuery(id));
      return read((database) => countUnreadNews(database, topics), 0);
    },
    followedNews: ({ ids, offset, limit, shown }) => {
      const followed = rowsOf(ids.slice(0, mostRows)).map((topic) => ({ topic, query: toTopicQuery(topic.id) }));
      return read((database) => followedNews(database, followed, { offset, limit: toLimit(limit), shown }), noNews);
    },
    topicPage: (params) => read((database) => makeTopicPage({ database, knowledge, workspace }, params), undefined),
  };
}

/** The packages that the library knows from now on; none where it cannot be written. */
function notedPackages(library: LibraryAccess, used: readonly string[]): readonly string[] {
  const today = Math.floor(Date.now() / 86_400_000);
  try {
    return [...library.write((database) => notePackages(database, used, today)).keys()];
  } catch (error) {
    if (error instanceof LibraryUnavailable) return [];
    throw error;
  }
}

/** Asks for one after the other: together they may take a while, and nobody else has to wait for all of them. */
async function oneByOne<Given, Found>(given: readonly Given[], find: (each: Given) => Found | undefined): Promise<readonly Found[]> {
  const all: Found[] = [];
  for (const each of given) {
    const found = find(each);
    if (found !== undefined) all.push(found);
    await breathe();
  }
  return all;
}

function toLimit(limit: number): number {
  return Math.min(mostRows, Math.max(0, Math.trunc(limit) || 0));
}

// What the workspace of this window uses, matched with what issues name: the sections that concern it, ranked, and what is known
// of each thing that it uses.

import type { LibraryDatabase } from '../../library/database.js';
import { countNews, newsOf, sentencesOf, type SectionNews } from '../../library/topics/topicLists.js';
import type { TopicQuery } from '../../library/topics/newestMentions.js';
import type { NewsPage, NewsShown, TopicMention, WorkspaceNews, WorkspaceReason, WorkspaceTopic } from '../../protocol/topics.js';
import type { StackEntry, Use } from '../../relevance/stack/stackModel.js';
import type { TopicAndVersion } from '../../relevance/topics/directory.js';
import { packageId } from '../../relevance/topics/packageTopic.js';
import type { ReleaseRadar } from './releaseRadar.js';
import { toTopicRow, type TopicKnowledge } from './topicKnowledge.js';

/** Packages of one workspace that are topics although the catalogue does not have them. */
const mostUnknown = 500;

/** Mentions that a hover can show. */
const mostMentions = 3;

/** Mentions that a hover counts. */
const mostCounted = 200;

/** Points by which sections are ranked: how directly the workspace uses what they name, less one for each day of age. */
const pointsOfUse: Readonly<Record<Use, number>> = { dependency: 40, dev: 30, imported: 25, mentioned: 15 };
const pointsOfUnread = 20;

export interface UsedTopic extends TopicAndVersion {
  readonly entry: StackEntry;
}

export class WorkspaceNewsFinder {
  readonly #knowledge: TopicKnowledge;
  readonly #radar: ReleaseRadar;
  #entries: readonly StackEntry[] = [];

  constructor(knowledge: TopicKnowledge, radar: ReleaseRadar) {
    this.#knowledge = knowledge;
    this.#radar = radar;
  }

  /** Takes on what the workspace uses; gives the ids of packages that the catalogue does not have, the most directly used first. */
  use(entries: readonly StackEntry[]): readonly string[] {
    this.#entries = entries;
    const unknown = entries
      .filter(({ ecosystem, name }) => ecosystem !== 'model' && !this.#knowledge.directory.byPackage(ecosystem, name))
      .sort((a, b) => pointsOfUse[b.use] - pointsOfUse[a.use])
      .map(({ ecosystem, name }) => packageId(ecosystem, name));
    return [...new Set(unknown)].slice(0, mostUnknown);
  }

  /** Sections of the last `days` days that name what is used, the best first. */
  news(database: LibraryDatabase, today: string, days: number, limit: number, shown?: NewsShown): NewsPage<WorkspaceNews> {
    const since = dayBefore(today, days);
    const sections = new Map<string, { news: SectionNews; reasons: WorkspaceReason[] }>();
    for (const used of this.used) {
      const reason = this.#reasonOf(database, used);
      const { news } = newsOf(database, toQuery(used), { offset: 0, limit, since, shown });
      for (const one of news) {
        const name = `${one.key}#${one.anchor ?? ''}`;
        const section = sections.get(name);
        if (section) section.reasons.push(reason);
        else sections.set(name, { news: one, reasons: [reason] });
      }
    }
    const ranked = [...sections.values()]
      .map(({ news, reasons }) => ({ news, reasons, points: pointsOf(news, reasons, today) }))
      .sort((a, b) => b.points - a.points || (a.news.day < b.news.day ? 1 : -1));
    return {
      news: ranked.slice(0, limit).flatMap(({ news, reasons }) => withReasons(news, reasons)),
      total: ranked.length,
      unread: ranked.filter(({ news }) => !news.isRead).length,
    };
  }

  /** Everything that is used and is about a topic. */
  get used(): readonly UsedTopic[] {
    const { directory } = this.#knowledge;
    return this.#entries.flatMap((entry) => {
      const found = directory.ofUse(entry.ecosystem, entry.name);
      return found ? [{ ...found, entry }] : [];
    });
  }

  /** What is known of one thing that is used; undefined when that is nothing. */
  topic(database: LibraryDatabase, used: UsedTopic): WorkspaceTopic | undefined {
    const query = toQuery(used);
    const { total } = countNews(database, query, mostCounted);
    const reason = this.#reasonOf(database, used);
    if (total === 0 && !reason.behind) return undefined;
    // Enough that most issues have said what they have to say, figures included.
    const sentences = sentencesOf(database, query, 12 * mostMentions);
    const issues = [...new Set(sentences.map(({ key }) => key))].slice(0, mostMentions);
    return { ...reason, mentions: issues.flatMap((key) => bestOf(sentences.filter((one) => one.key === key))), total };
  }

  /** The name says which version was meant; the id stays that of the family. */
  #reasonOf(database: LibraryDatabase, { topic, version, entry }: UsedTopic): WorkspaceReason {
    const row = toTopicRow(topic);
    const behind = this.#radar.behind(database, topic, entry);
    return {
      topic: version === undefined ? row : { ...row, name: `${topic.name} ${version}` },
      entry,
      ...(behind === undefined ? {} : { behind }),
    };
  }

  /** What of a topic is used; of a version, what is used of that one. The most direct first. */
  reasonsFor(database: LibraryDatabase, { id, version }: TopicQuery): readonly WorkspaceReason[] {
    return this.used
      .filter((used) => used.topic.id === id && (version === undefined || used.version === version))
      .map((used) => this.#reasonOf(database, used))
      .sort((a, b) => pointsOfUse[b.entry.use] - pointsOfUse[a.entry.use]);
  }
}

function toQuery({ topic, version }: TopicAndVersion): TopicQuery {
  return { id: topic.id, ...(version === undefined ? {} : { version }) };
}

function pointsOf(news: SectionNews, reasons: readonly WorkspaceReason[], today: string): number {
  const direct = Math.max(...reasons.map(({ entry }) => pointsOfUse[entry.use]));
  const age = Math.max(0, (Date.parse(today) - Date.parse(news.day)) / 86_400_000);
  return direct + Math.min(10, 2 * (reasons.length - 1)) + (news.isRead ? 0 : pointsOfUnread) - age;
}

function withReasons(news: SectionNews, reasons: readonly WorkspaceReason[]): readonly WorkspaceNews[] {
  const [first, ...others] = reasons.toSorted((a, b) => pointsOfUse[b.entry.use] - pointsOfUse[a.entry.use]);
  return first ? [{ ...news, reasons: [first, ...others] }] : [];
}

function worth({ hasFigures, sentence, sectionTitle, issueTitle }: SectionNews): number {
  return (hasFigures ? 2 : 0) + (sentence === sectionTitle || sentence === issueTitle ? 0 : 1);
}

/** The sentence that says most: one with figures; a title only where there is no other. None of none. */
function bestOf(sentences: readonly SectionNews[]): readonly TopicMention[] {
  return sentences.toSorted((a, b) => worth(b) - worth(a)).slice(0, 1);
}

function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);
}

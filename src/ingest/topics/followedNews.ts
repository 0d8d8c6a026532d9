// What issues say of the topics that a person follows, all of them together: each section once, with the topics that it names.

import type { LibraryDatabase } from '../../library/database.js';
import { newsOf, type NewsOptions, type SectionNews } from '../../library/topics/topicLists.js';
import type { TopicQuery } from '../../library/topics/newestMentions.js';
import type { FollowedNews, NewsPage, TopicRow } from '../../protocol/topics.js';

/** Sections of one topic that are looked at. */
const mostOfTopic = 1_000;

/** The newest first. */
export function followedNews(
  database: LibraryDatabase,
  followed: readonly { readonly topic: TopicRow; readonly query: TopicQuery }[],
  { offset, limit, ...options }: NewsOptions,
): NewsPage<FollowedNews> {
  const sections = new Map<string, { readonly news: SectionNews; readonly topics: TopicRow[] }>();
  for (const { topic, query } of followed) {
    for (const news of newsOf(database, query, { ...options, offset: 0, limit: mostOfTopic }).news) {
      const name = `${news.key}#${news.anchor ?? ''}`;
      const section = sections.get(name);
      if (section) section.topics.push(topic);
      else sections.set(name, { news, topics: [topic] });
    }
  }
  const all = [...sections.values()].sort((a, b) => (a.news.day === b.news.day ? 0 : a.news.day < b.news.day ? 1 : -1));
  return {
    news: all.slice(offset, offset + limit).map(({ news, topics }) => ({ ...news, topics })),
    total: all.length,
    unread: all.filter(({ news }) => !news.isRead).length,
  };
}

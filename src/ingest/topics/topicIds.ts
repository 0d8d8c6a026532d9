// The ids of topics as the host has them: a topic, or one version of it (`gpt@5.5`).

import type { TopicQuery } from '../../library/topics/newestMentions.js';
import type { TopicId, TopicRow } from '../../protocol/topics.js';
import { packageOf } from '../../relevance/topics/packageTopic.js';
import { toTopicRow, type TopicKnowledge } from './topicKnowledge.js';

/** `gpt@5.5` is the topic `gpt` where version 5.5 of it is named. */
export function toTopicQuery(id: TopicId): TopicQuery {
  const at = packageOf(id) ? -1 : id.lastIndexOf('@');
  return at <= 0 ? { id } : { id: id.slice(0, at), version: id.slice(at + 1) };
}

/** A topic as a row; one version of it is named with it. */
export function toRow(knowledge: TopicKnowledge, id: TopicId): TopicRow | undefined {
  const { id: family, version } = toTopicQuery(id);
  const topic = knowledge.topic(family);
  if (!topic) return undefined;
  const row = toTopicRow(topic);
  return version === undefined ? row : { ...row, id, name: `${topic.name} ${version}` };
}

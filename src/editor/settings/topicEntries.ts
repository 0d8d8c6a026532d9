// The lists of the settings `digest.followedTopics` and `digest.topics` as data. What is not understood is left out, and stays where
// it was written.

import type { OwnTopic, TopicId } from '../../protocol/topics.js';

/** More topics are not followed: each is counted after every change. */
export const mostFollowed = 200;

/** Every issue is read for all of them. */
const mostOwn = 200;
const mostAliases = 20;
const longestName = 100;

/** Ids, each once. */
export function readFollowed(entries: readonly unknown[]): readonly TopicId[] {
  return [...new Set(entries.flatMap((entry) => toName(entry) ?? []))].slice(0, mostFollowed);
}

/** An entry is a name, or a name with other spellings. */
export function readOwnTopics(entries: readonly unknown[]): readonly OwnTopic[] {
  const topics = new Map<string, OwnTopic>();
  for (const entry of entries) {
    const topic = toOwnTopic(entry);
    if (topic && !topics.has(topic.name)) topics.set(topic.name, topic);
  }
  return [...topics.values()].slice(0, mostOwn);
}

function toOwnTopic(entry: unknown): OwnTopic | undefined {
  if (typeof entry !== 'object' || entry === null) {
    const name = toName(entry);
    return name === undefined ? undefined : { name, aliases: [] };
  }
  const name = 'name' in entry ? toName(entry.name) : undefined;
  const aliases: readonly unknown[] = 'aliases' in entry && Array.isArray(entry.aliases) ? entry.aliases : [];
  return name === undefined ? undefined : { name, aliases: aliases.flatMap((alias) => toName(alias) ?? []).slice(0, mostAliases) };
}

function toName(value: unknown): string | undefined {
  const name = typeof value === 'string' ? value.trim() : '';
  return name === '' || name.length > longestName ? undefined : name;
}

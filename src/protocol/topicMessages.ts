// What the page of a topic asks of the host. It names what it was offered by numbers only, and never a key, an id or an address.

import { type Fields, isCount, oneOf } from './checks.js';
import type { TopicId } from './topics.js';

/** Names the page of a topic where pages of issues are named by their keys: no key of an issue begins so. */
const prefix = 'topic:';

/** The name of a topic's page. */
export function topicPageKey(id: TopicId): string {
  return `${prefix}${id}`;
}

/** The topic whose page has this name; undefined for the key of an issue. */
export function topicOfPage(key: string): TopicId | undefined {
  return key.startsWith(prefix) ? key.slice(prefix.length) : undefined;
}

/** Page of a topic → host. `round`: which making of the page it is about. */
export type FromTopicPage =
  /** Shows the place that was offered under this number. */
  | { readonly type: 'openMention'; readonly key: string; readonly round: number; readonly mention: number }
  /** Shows the page of the topic that was offered under this number. */
  | { readonly type: 'openTopic'; readonly key: string; readonly round: number; readonly topic: number }
  | { readonly type: 'toggleFollow'; readonly key: string }
  /** More sections that name the topic, or more sentences with figures. */
  | { readonly type: 'showMore'; readonly key: string; readonly list: TopicList };

type TopicList = (typeof lists)[number];

const lists = ['mentions', 'figures'] as const;

/** Far more than any page offers. */
const mostOffered = 100_000;

/** A message of the page of a topic, field by field; undefined when it is none. */
export function parseFromTopicPage(fields: Fields, key: string): FromTopicPage | undefined {
  const { type, round, mention, topic, list } = fields;
  switch (type) {
    case 'openMention':
      return isOffered(round) && isOffered(mention) ? { type, key, round, mention } : undefined;
    case 'openTopic':
      return isOffered(round) && isOffered(topic) ? { type, key, round, topic } : undefined;
    case 'toggleFollow':
      return { type, key };
    case 'showMore': {
      const wanted = oneOf(lists, list);
      return wanted && { type, key, list: wanted };
    }
    default:
      return undefined;
  }
}

function isOffered(value: unknown): value is number {
  return isCount(value) && value < mostOffered;
}

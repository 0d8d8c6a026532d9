// Makes the pages of topics and does what they ask. Loaded when the first topic is shown; a page asks by numbers, and only what was
// offered to it in its latest making counts.

import type { Backend } from '../../protocol/backend.js';
import type { FromTopicPage } from '../../protocol/topicMessages.js';
import type { TopicId, TopicPage } from '../../protocol/topics.js';
import { runCommand } from '../register.js';
import { readSettings } from '../settings/settings.js';
import { topicWords } from './topicWords.js';

/** What is shown of a topic, with what its page offers. */
export interface ShownTopic {
  readonly id: TopicId;
  readonly page: TopicPage;
  /** How many sections and sentences with figures are wanted. */
  readonly mentions: number;
  readonly figures: number;
  readonly round: number;
}

/** What is shown at first, and what *Show More* adds. */
const mentionsAtOnce = 50;
const figuresAtOnce = 12;

/** Counts the pages that are made: no two have the same number. */
let rounds = 0;

/** How much of a topic is wanted, and how its page is now: where nothing else would be shown it stays as it is. */
export type WantedTopic = Pick<ShownTopic, 'mentions' | 'figures'> & { readonly page?: TopicPage; readonly round?: number };

/** Makes the page of a topic; undefined when it is not known any more. */
export async function makeTopic(
  backend: Pick<Backend, 'topicPage'>,
  id: TopicId,
  wanted: WantedTopic = { mentions: mentionsAtOnce, figures: figuresAtOnce },
): Promise<ShownTopic | undefined> {
  const { mentions, figures } = wanted;
  const round = (rounds += 1);
  const page = await backend.topicPage({ id, words: topicWords(), mentions, figures, isFollowed: isFollowed(id), round });
  const isSame = page && wanted.page && withoutRound(page.html) === withoutRound(wanted.page.html);
  return page && { id, mentions, figures, ...(isSame ? { page: wanted.page, round: wanted.round ?? round } : { page, round }) };
}

function isFollowed(id: TopicId): boolean {
  return readSettings().followedTopics.includes(id);
}

function withoutRound(html: string): string {
  return html.replace(/ data-round="\d+"/, '');
}

/** How the panel answers. */
export interface TopicPageActions {
  /** Makes the page on show again. */
  showAnew(wanted: Pick<ShownTopic, 'mentions' | 'figures'>): Promise<void>;
}

/** Does what a page asks. */
export async function actOnTopic(topic: ShownTopic, message: FromTopicPage, actions: TopicPageActions): Promise<void> {
  switch (message.type) {
    case 'openMention': {
      const place = message.round === topic.round ? topic.page.places[message.mention] : undefined;
      if (place) {
        await runCommand('_digest.showPlace', place.key, place.anchor);
      }
      return;
    }
    case 'openTopic': {
      const id = message.round === topic.round ? topic.page.topics[message.topic] : undefined;
      if (id !== undefined) {
        await runCommand('digest.showTopic', id);
      }
      return;
    }
    case 'toggleFollow':
      if (isFollowed(topic.id)) {
        await runCommand('digest.unfollowTopic', topic.id);
      } else {
        await runCommand('digest.followTopic', topic.id);
      }
      return;
    case 'showMore': {
      const { mentions, figures } = topic;
      await actions.showAnew(
        message.list === 'mentions' ? { mentions: mentions + mentionsAtOnce, figures } : { mentions, figures: figures + figuresAtOnce },
      );
    }
  }
}

// Which unread issues a shelf of topics is about.

import type { Backend, IssueKey } from '../../protocol/backend.js';
import type { TopicId } from '../../protocol/topics.js';
import { today } from '../days.js';
import { readSettings } from '../settings/settings.js';

/** Days for which a section is news for the workspace. */
export const newsDays = 60;

/** Sections that are looked at, the first ones. */
const limit = 500;

const shown = { filter: 'unread', keep: [] } as const;

/** What holds such sections: the workspace, a topic, or all that is followed. */
export type NewsShelf = { readonly kind: 'workspace' | 'followed' } | { readonly kind: 'topic'; readonly topic: { readonly id: TopicId } };

/** Each issue once. */
export async function unreadNews(
  backend: Pick<Backend, 'workspaceNews' | 'topicNews' | 'followedNews'>,
  shelf: NewsShelf,
): Promise<readonly IssueKey[]> {
  const { news } = await ask(backend, shelf);
  return [...new Set(news.map(({ key }) => key))];
}

function ask(
  backend: Pick<Backend, 'workspaceNews' | 'topicNews' | 'followedNews'>,
  shelf: NewsShelf,
): Promise<{ readonly news: readonly { readonly key: IssueKey }[] }> {
  switch (shelf.kind) {
    case 'workspace':
      return backend.workspaceNews({ today: today(), days: newsDays, limit, shown });
    case 'topic':
      return backend.topicNews({ id: shelf.topic.id, offset: 0, limit, shown });
    case 'followed':
      return backend.followedNews({ ids: readSettings().followedTopics, offset: 0, limit, shown });
  }
}

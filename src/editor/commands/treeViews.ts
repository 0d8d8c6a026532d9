// How the view of issues groups, filters and sorts. Each choice has a second command for menus, which marks it as the one that holds;
// choosing it again shows afresh what the filter lets through.

import type { ListView } from '../../protocol/listView.js';
import type { HandlersOf } from '../register.js';
import type { IssuesView } from '../tree/issuesView.js';

type TreeViewCommand =
  | 'digest.groupByDate'
  | 'digest.groupBySource'
  | 'digest.groupByCategory'
  | 'digest.showAllIssues'
  | 'digest.showUnread'
  | 'digest.showStarred'
  | 'digest.sortNewest'
  | 'digest.sortOldest'
  | 'digest.groupByDateChosen'
  | 'digest.groupBySourceChosen'
  | 'digest.groupByCategoryChosen'
  | 'digest.showAllIssuesChosen'
  | 'digest.showUnreadChosen'
  | 'digest.showStarredChosen'
  | 'digest.sortNewestChosen'
  | 'digest.sortOldestChosen';

export function treeViewCommands(view: Pick<IssuesView, 'choose'>): HandlersOf<TreeViewCommand> {
  const choose = (changes: Partial<ListView>) => () => view.choose(changes);
  return {
    'digest.groupByDate': choose({ group: 'date' }),
    'digest.groupBySource': choose({ group: 'source' }),
    'digest.groupByCategory': choose({ group: 'category' }),
    'digest.showAllIssues': choose({ filter: 'all' }),
    'digest.showUnread': choose({ filter: 'unread' }),
    'digest.showStarred': choose({ filter: 'starred' }),
    'digest.sortNewest': choose({ sort: 'newest' }),
    'digest.sortOldest': choose({ sort: 'oldest' }),
    'digest.groupByDateChosen': choose({ group: 'date' }),
    'digest.groupBySourceChosen': choose({ group: 'source' }),
    'digest.groupByCategoryChosen': choose({ group: 'category' }),
    'digest.showAllIssuesChosen': choose({ filter: 'all' }),
    'digest.showUnreadChosen': choose({ filter: 'unread' }),
    'digest.showStarredChosen': choose({ filter: 'starred' }),
    'digest.sortNewestChosen': choose({ sort: 'newest' }),
    'digest.sortOldestChosen': choose({ sort: 'oldest' }),
  };
}

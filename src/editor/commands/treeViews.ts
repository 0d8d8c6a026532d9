// How the view of issues groups, filters and sorts. Each choice has a second command for menus, which marks it as the one that holds;
// choosing it again shows afresh what the filter lets through. What is being read stays in view, else the tree begins anew.

import type { ListView } from '../../protocol/listView.js';
import type { HandlersOf } from '../register.js';
import { followReader } from './followReader.js';
import type { AtHand } from './issueAtHand.js';

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

export function treeViewCommands(atHand: AtHand): HandlersOf<TreeViewCommand> {
  const { view } = atHand;
  const choose = (changes: Partial<ListView>) => async () => {
    await view.choose(changes);
    if (!(await followReader(atHand))) {
      await view.showTop();
    }
  };
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

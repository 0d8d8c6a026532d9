// How the view of issues is shown, in a few words beside its title; none where it is as usual.

import * as vscode from 'vscode';
import type { ListView } from '../../protocol/listView.js';

export function viewWords({ group, filter, sort }: ListView): string {
  const words = [filterWords(filter), groupWords(group), sort === 'oldest' ? vscode.l10n.t('oldest first') : ''];
  const said = words.filter((word) => word !== '').join(', ');
  return said.slice(0, 1).toLocaleUpperCase(vscode.env.language) + said.slice(1);
}

function filterWords(filter: ListView['filter']): string {
  switch (filter) {
    case 'all':
      return '';
    case 'unread':
      return vscode.l10n.t('unread');
    case 'starred':
      return vscode.l10n.t('starred');
  }
}

function groupWords(group: ListView['group']): string {
  switch (group) {
    case 'date':
      return '';
    case 'source':
      return vscode.l10n.t('by source');
    case 'category':
      return vscode.l10n.t('by category');
  }
}

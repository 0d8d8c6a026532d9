// What the page of a topic says in the person's language.

import * as vscode from 'vscode';
import type { TopicWords } from '../../protocol/words.js';
import { allKindWords } from '../topics/kindWords.js';

export function topicWords(): TopicWords {
  return {
    kinds: allKindWords(),
    follow: vscode.l10n.t('Follow'),
    unfollow: vscode.l10n.t('Unfollow'),
    contents: vscode.l10n.t('Contents'),
    counts: vscode.l10n.t('Sections: {0} ({1} unread)', '{0}', '{1}'),
    nothing: vscode.l10n.t('No issue names it yet.'),
    usedIn: vscode.l10n.t('{0} in {1}', '{0}', '{1}'),
    moreFiles: vscode.l10n.t('and {0} more', '{0}'),
    workspace: vscode.l10n.t('In This Workspace'),
    behindOne: vscode.l10n.t('behind by 1 release'),
    behind: vscode.l10n.t('behind by {0} releases', '{0}'),
    breakingOne: vscode.l10n.t('1 says “breaking”'),
    breaking: vscode.l10n.t('{0} say “breaking”', '{0}'),
    versions: vscode.l10n.t('Versions'),
    allVersions: vscode.l10n.t('All of {0}', '{0}'),
    figures: vscode.l10n.t('Figures'),
    related: vscode.l10n.t('Related Topics'),
    mentions: vscode.l10n.t('Mentions'),
    unread: vscode.l10n.t('Unread'),
    more: vscode.l10n.t('Show More'),
    locale: vscode.env.language,
  };
}

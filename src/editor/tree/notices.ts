// What is wrong, in words: the state of the library, and that sources have a problem, as rows at the top of the tree. A bundle of
// its own: most windows have nothing to say here.

import * as vscode from 'vscode';
import type { LibraryStatus } from '../../protocol/libraryStatus.js';
import type { SourceStatus } from '../../protocol/sources.js';
import { problemLabel } from '../live/problemLabels.js';
import { hasTrouble } from '../live/sourceNodes.js';
import type { Filter } from '../../protocol/listView.js';
import type { SavedSearch } from '../settings/savedSearch.js';
import type { Settings } from '../settings/settings.js';
import { readyNotices } from './libraryNotices.js';
import type { NoticeNode } from './nodes.js';

/** Sources that the row at the top of the tree names in its hover. */
const namedSources = 10;

/** Characters of a bad entry of the settings that a hover shows. */
const shownOfEntry = 200;

/** The row that stands in place of the tree while the library cannot be used. */
export function libraryNotice(status: Exclude<LibraryStatus, { state: 'ready' }>): NoticeNode {
  switch (status.state) {
    case 'unsupported':
      return {
        kind: 'notice',
        id: 'library',
        text: vscode.l10n.t('This editor is too old for the library'),
        detail: vscode.l10n.t('Digest needs the SQLite of VS Code 1.104 or later. Update the editor, then reload. ({0})', status.detail),
        action: 'reload',
      };
    case 'newer':
      return {
        kind: 'notice',
        id: 'library',
        text: vscode.l10n.t('The library belongs to a newer Digest'),
        detail: vscode.l10n.t(
          'Another window runs a later version. Reload this window to use it too; nothing was changed. ({0})',
          status.detail,
        ),
        action: 'reload',
      };
    case 'salvaging':
      return {
        kind: 'notice',
        id: 'library',
        text: vscode.l10n.t('The library was damaged and is being repaired…'),
        detail: vscode.l10n.t('What can be read is carried over into a new library; the broken file is kept. ({0})', status.detail),
        action: 'retry',
      };
    case 'broken':
      return {
        kind: 'notice',
        id: 'library',
        text: vscode.l10n.t('The library cannot be opened'),
        detail: vscode.l10n.t('Click to try again. “Digest: Reset Local Data…” starts a new library. ({0})', status.detail),
        action: 'retry',
      };
  }
}

/** The row that stands in place of the tree when asking the library failed unexpectedly. */
export function failureNotice(detail: string): NoticeNode {
  return {
    kind: 'notice',
    id: 'failure',
    text: vscode.l10n.t('The library did not answer'),
    detail: vscode.l10n.t('Click to try again. “Digest: Show Log” says more. ({0})', detail),
    action: 'retry',
  };
}

/**
 * The one row that says that sources have a problem, and none where all is well: which ones, and why, stands in the view
 * *Sources*, where a click leads. A single problem is named at once.
 */
export function sourcesNotice(statuses: readonly SourceStatus[], badSources: readonly string[]): readonly NoticeNode[] {
  const failing = statuses.filter(hasTrouble);
  const count = failing.length + badSources.length;
  if (count === 0) {
    return [];
  }
  const [first] = failing;
  const text = count > 1 ? manyWords(failing, badSources.length) : first ? oneWords(first) : oneBadEntry();
  const detail = [
    ...failing.slice(0, namedSources).map(oneWords),
    ...(badSources.length > 0 ? [oneBadEntry()] : []),
    ...(failing.length > namedSources ? ['…'] : []),
    vscode.l10n.t('What is in your library stays. Click to see the sources.'),
  ];
  return [{ kind: 'notice', id: 'sources', text, detail: detail.join('\n'), action: 'showSources' }];
}

/** What stands above everything else: that the library, a source or the setting of the saved searches has a problem. */
export function topNotices(
  status: Extract<LibraryStatus, { state: 'ready' }>,
  statuses: readonly SourceStatus[],
  { badSources, badSearches }: Pick<Settings, 'badSources' | 'badSearches'>,
): readonly NoticeNode[] {
  return [...readyNotices(status), ...sourcesNotice(statuses, badSources), ...searchesNotice(badSearches)];
}

function searchesNotice(badSearches: readonly string[]): readonly NoticeNode[] {
  const [first] = badSearches;
  if (first === undefined) {
    return [];
  }
  const text =
    badSearches.length === 1
      ? vscode.l10n.t('A saved search in the settings is not understood')
      : vscode.l10n.t('{0} saved searches in the settings are not understood', badSearches.length);
  const detail = vscode.l10n.t(
    'Expected entries with “name” and “query”, each name once, at most 50. Found {0}. Click to open the setting.',
    first.slice(0, shownOfEntry),
  );
  return [{ kind: 'notice', id: 'searches', text, detail, action: 'editSearches' }];
}

/** The row below a saved search that finds nothing. */
export function nothingFoundNotice({ name, query }: SavedSearch): NoticeNode {
  return {
    kind: 'notice',
    id: `search:${name}`,
    text: vscode.l10n.t('Nothing found'),
    detail: vscode.l10n.t('No issue on show answers the search: {0}', query),
    action: 'none',
  };
}

/** The row that stands in place of groups while the filter leaves none. */
export function nothingNotice(filter: Exclude<Filter, 'all'>): NoticeNode {
  return {
    kind: 'notice',
    id: 'nothing',
    text: filter === 'unread' ? vscode.l10n.t('Nothing unread. Show all issues') : vscode.l10n.t('Nothing starred. Show all issues'),
    detail: vscode.l10n.t('The view is filtered. Click to show all issues.'),
    action: 'showAll',
  };
}

/** The row that stands in place of groups while mute rules hide every issue of the library. */
export function mutedNotice(): NoticeNode {
  return {
    kind: 'notice',
    id: 'muted',
    text: vscode.l10n.t('All issues are muted. Show the rules'),
    detail: vscode.l10n.t('Your mute rules hide every issue of the library. Click to see the rules, and what each of them hides.'),
    action: 'showMuted',
  };
}

function manyWords(failing: readonly SourceStatus[], bad: number): string {
  if (bad === 0 && failing.every(({ problem }) => problem?.reason === 'offline')) {
    return vscode.l10n.t('Offline: {0} sources wait for a connection', failing.length);
  }
  return vscode.l10n.t('{0} sources could not be refreshed', failing.length + bad);
}

function oneWords({ name, problem, failed }: SourceStatus): string {
  if (problem) {
    return vscode.l10n.t('{0}: {1}', name, problemLabel(problem));
  }
  return failed.length === 1
    ? vscode.l10n.t('{0}: 1 file could not be read', name)
    : vscode.l10n.t('{0}: {1} files could not be read', name, failed.length);
}

function oneBadEntry(): string {
  return vscode.l10n.t('A source in the settings is not understood');
}

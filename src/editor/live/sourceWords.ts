// What is known of a source in words: for its row, its hover, *Source Health* and a screen reader.

import { env, l10n } from 'vscode';
import type { SourceKindName, SourceStatus } from '../../protocol/sources.js';
import { importSentence } from '../importSentence.js';
import { problemLabel } from './problemLabels.js';
import { noteSentence, problemSentence } from './problemWords.js';
import { isFailing, newAddressOf } from './sourceNodes.js';
import { durationWords, relativeTime } from './timeWords.js';

/** Files of a folder that are named one by one. */
const namedFiles = 10;

export function kindWords(kind: SourceKindName): string {
  switch (kind) {
    case 'feed':
      return l10n.t('Feed');
    case 'site':
      return l10n.t('Web site');
    case 'folder':
      return l10n.t('Folder');
    case 'git':
      return l10n.t('Git repository');
  }
}

/** "12 issues, 3 unread". */
export function countWords({ issues, unread }: Pick<SourceStatus, 'issues' | 'unread'>): string {
  const all = issues === 1 ? l10n.t('1 issue') : l10n.t('{0} issues', issues);
  return unread > 0 ? l10n.t('{0}, {1} unread', all, unread) : all;
}

/** What stands beside the name of a source: what it does or what is wrong, else what it has given. */
export function stateWords(status: SourceStatus): string {
  if (status.definition.paused === true) return l10n.t('paused');
  if (status.activity === 'refreshing') return l10n.t('refreshing…');
  if (isFailing(status) && status.problem) return problemLabel(status.problem);
  const { length } = status.failed;
  if (length > 0) return length === 1 ? l10n.t('1 file could not be read') : l10n.t('{0} files could not be read', length);
  return newAddressOf(status) === undefined ? countWords(status) : l10n.t('has moved');
}

/** A sentence for each thing that is worth a look; none for a source that does well. */
export function healthSentences(status: SourceStatus): readonly string[] {
  const { problem, note, failed, name } = status;
  const movedTo = newAddressOf(status);
  const named = failed.slice(0, namedFiles).map((file) => importSentence(file.name, file.problem));
  return [
    ...(problem ? [problemSentence(problem, name)] : []),
    ...(note ? [noteSentence(note)] : []),
    ...(movedTo === undefined
      ? []
      : [l10n.t('It has moved to {0} and is read from there. “Update Address” writes that into the setting.', movedTo)]),
    ...named,
    ...(failed.length > named.length ? [l10n.t('{0} more files could not be read.', failed.length - named.length)] : []),
  ];
}

/** When it was read, when it will be, how often it has something new: "Last success: 2 hours ago". */
export function timeFacts({ lastTry, lastSuccess, nextTry, interval, kind, definition }: SourceStatus, now: number): readonly string[] {
  const ago = (moment: number): string => relativeTime(Math.min(moment, now), now, env.language);
  const success =
    lastSuccess === undefined
      ? lastTry === undefined
        ? l10n.t('Not read yet')
        : l10n.t('Last success: never')
      : l10n.t('Last success: {0}', ago(lastSuccess));
  return [
    success,
    ...(lastTry !== undefined && lastTry !== lastSuccess ? [l10n.t('Last try: {0}', ago(lastTry))] : []),
    ...(definition.paused === true
      ? [l10n.t('Next try: none while it is paused')]
      : nextTry !== undefined
        ? [l10n.t('Next try: {0}', relativeTime(Math.max(nextTry, now), now, env.language))]
        : kind === 'folder'
          ? [l10n.t('Watched: changes appear by themselves')]
          : []),
    ...(interval === undefined ? [] : [l10n.t('Usual interval: {0}', durationWords(interval, env.language))]),
  ];
}

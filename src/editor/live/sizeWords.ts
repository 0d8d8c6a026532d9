// The size of the library in words, and what retention does to it, for *Source Health*.

import { env, l10n } from 'vscode';
import type { LibrarySize } from '../../protocol/libraryStatus.js';
import type { Retention } from '../../query/libraryRules.js';
import { formatDay } from '../days.js';
import { relativeTime } from './timeWords.js';

/** "48.2 MB, 20,312 issues". */
export function sizeLabel({ bytes, shown }: LibrarySize): string {
  const issues = shown === 1 ? l10n.t('1 issue') : l10n.t('{0} issues', number(shown));
  return l10n.t('{0}, {1}', fileSize(bytes), issues);
}

/** What is there and not shown: "12 muted · 340 without their text". */
export function goneWords({ muted, emptied }: LibrarySize): string {
  return [
    ...(muted === 0 ? [] : [l10n.t('{0} muted', number(muted))]),
    ...(emptied === 0 ? [] : [l10n.t('{0} without their text', number(emptied))]),
  ].join(' · ');
}

/** What else there is to know, each as a few words. */
export function sizeFacts({ words, unindexed, oldestDay, compactedAt }: LibrarySize, now: number): readonly string[] {
  return [
    ...(oldestDay === undefined ? [] : [l10n.t('Oldest issue: {0}', formatDay(oldestDay))]),
    l10n.t('Words in the index: {0}', number(words)),
    ...(unindexed === 0 ? [] : [l10n.t('not in it yet: {0} issues', number(unindexed))]),
    compactedAt === undefined ? l10n.t('Not tidied yet') : l10n.t('Tidied: {0}', ago(compactedAt, now)),
  ];
}

/** What the last round of retention did. */
export function lastRetentionWords({ retainedAt, lastEmptied = 0 }: LibrarySize, now: number): string {
  if (retainedAt === undefined) return l10n.t('not run yet');
  if (lastEmptied === 0) return l10n.t('nothing had to go {0}', ago(retainedAt, now));
  return lastEmptied === 1
    ? l10n.t('1 issue lost its text {0}', ago(retainedAt, now))
    : l10n.t('{0} issues lost their text {1}', number(lastEmptied), ago(retainedAt, now));
}

/** What retention does now. */
export function retentionSentence({ days, perSource }: Retention): string {
  if (days === null && perSource === null) return l10n.t('Every issue keeps its text.');
  if (days === null) return l10n.t('The newest {0} issues of each source keep their text.', number(perSource ?? 0));
  if (perSource === null) return l10n.t('Issues keep their text for {0} days.', number(days));
  return l10n.t('Issues keep their text for {0} days, the newest {1} of each source.', number(days), number(perSource));
}

function ago(moment: number, now: number): string {
  return relativeTime(Math.min(moment, now), now, env.language);
}

function fileSize(bytes: number): string {
  const inMegabytes = bytes / 1024 / 1024;
  const [value, unit] = inMegabytes < 1024 ? [inMegabytes, 'megabyte'] : [inMegabytes / 1024, 'gigabyte'];
  return new Intl.NumberFormat(env.language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
}

function number(value: number): string {
  return new Intl.NumberFormat(env.language).format(value);
}

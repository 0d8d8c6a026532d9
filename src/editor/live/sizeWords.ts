// The size of the library in words, and what retention does to it, for *Source Health*.

import { env, l10n } from 'vscode';
import type { LibrarySize } from '../../protocol/backend.js';
import type { Retention } from '../../query/libraryRules.js';
import { formatDay } from '../days.js';
import { relativeTime } from './timeWords.js';

/** "48.2 MB, 20,312 issues". */
export function sizeLabel({ bytes, shown }: LibrarySize): string {
  const issues = shown === 1 ? l10n.t('1 issue') : l10n.t('{0} issues', number(shown));
  return l10n.t('{0}, {1}', fileSize(bytes), issues);
}

/** What else there is to know, each as a few words. */
export function sizeFacts(size: LibrarySize, now: number): readonly string[] {
  const { muted, emptied, words, unindexed, oldestDay, compactedAt } = size;
  return [
    ...(muted === 0 ? [] : [l10n.t('{0} muted', number(muted))]),
    ...(emptied === 0 ? [] : [l10n.t('{0} without their text', number(emptied))]),
    l10n.t('{0} words in the index', number(words)),
    ...(unindexed === 0 ? [] : [l10n.t('{0} issues not in the index yet', number(unindexed))]),
    ...(oldestDay === undefined ? [] : [l10n.t('oldest issue {0}', formatDay(oldestDay))]),
    compactedAt === undefined ? l10n.t('not tidied yet') : l10n.t('tidied {0}', ago(compactedAt, now)),
  ];
}

/** What retention does now and what it did last. */
export function retentionSentence({ days, perSource }: Retention, { retainedAt, lastEmptied }: LibrarySize, now: number): string {
  const rule = ruleSentence(days, perSource);
  if (retainedAt === undefined || !lastEmptied) return rule;
  const took =
    lastEmptied === 1
      ? l10n.t('The text of 1 issue went {0}.', ago(retainedAt, now))
      : l10n.t('The texts of {0} issues went {1}.', number(lastEmptied), ago(retainedAt, now));
  return `${rule} ${took}`;
}

function ruleSentence(days: number | null, perSource: number | null): string {
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

// What a search found as rows of a quick pick: conditions the query may go on with, places, and what to say where there is none.

import * as vscode from 'vscode';
import type { IssueKey, SearchAnswer, SearchResult } from '../../protocol/backend.js';
import { type Completion, openPieceOf } from '../../query/completions.js';
import type { SoughtText } from '../../query/findMatches.js';
import { formatDay } from '../days.js';
import { withoutIcons } from '../quickPickText.js';

export interface SearchRow extends vscode.QuickPickItem {
  /** What happens when it is chosen; absent where nothing does. */
  readonly meaning?:
    | { readonly type: 'place'; readonly key: IssueKey; readonly anchor?: string; readonly sought: readonly SoughtText[] }
    | { readonly type: 'query'; readonly query: string }
    | { readonly type: 'more' };
}

export interface RowOptions {
  /** Searches that are offered before anything is typed. */
  readonly recent: readonly string[];
  /** There are as many results as were asked for. */
  readonly mayBeMore: boolean;
}

/** Rows for what was typed, in the order in which they are to stand. */
export function rowsFor(query: string, answer: SearchAnswer, { recent, mayBeMore }: RowOptions): readonly SearchRow[] {
  const conditions = answer.completions.map(toConditionRow);
  const places = answer.results.map((result) => toPlaceRow(result, answer.sought));
  const isEmpty = query.trim() === '';
  // Behind `source:` a value is wanted; a bare word is more likely one to look for.
  const isConditionWanted = isEmpty || openPieceOf(query)?.key !== undefined;
  const found: SearchRow[] = [...correctionRows(query, answer), ...places, ...(mayBeMore ? [moreRow()] : [])];
  // A value that is half typed finds nothing yet.
  if (found.length === 0 && !(isConditionWanted && conditions.length > 0)) found.push(nothingRow(isEmpty));
  const filters = section(vscode.l10n.t('Narrow down'), conditions);
  const results = places.length > 0 ? section(isEmpty ? vscode.l10n.t('Newest') : vscode.l10n.t('Found'), found) : found;
  const before = isEmpty ? section(vscode.l10n.t('Recent'), recent.map(toRecentRow)) : [];
  return [...before, ...(isConditionWanted ? [...filters, ...results] : [...results, ...filters]), ...waitingRows(answer.unindexed)];
}

/** Rows under a line with a name; nothing when there are none. */
function section(name: string, rows: readonly SearchRow[]): readonly SearchRow[] {
  return rows.length === 0 ? [] : [{ label: name, kind: vscode.QuickPickItemKind.Separator }, ...rows];
}

function toPlaceRow(
  { key, anchor, sectionTitle, issueTitle, day, sourceName, isRead, isStarred, snippet }: SearchResult,
  sought: readonly SoughtText[],
): SearchRow {
  const when = day ? formatDay(day) : vscode.l10n.t('no date');
  const icon = isStarred ? 'star-full' : isRead ? 'circle-outline' : 'circle-filled';
  return {
    label: withoutIcons(sectionTitle ?? issueTitle),
    description: withoutIcons(sectionTitle === undefined ? sourceName : issueTitle),
    // Behind a long title the date would be cut off.
    detail: snippet === undefined ? when : `${when} · ${withoutIcons(snippet)}`,
    iconPath: new vscode.ThemeIcon(icon),
    alwaysShow: true,
    meaning: { type: 'place', key, sought, ...(anchor === undefined ? {} : { anchor }) },
  };
}

function toRecentRow(query: string): SearchRow {
  return { label: withoutIcons(query), iconPath: new vscode.ThemeIcon('history'), alwaysShow: true, meaning: { type: 'query', query } };
}

function toConditionRow({ condition, query }: Completion): SearchRow {
  const words = wordsFor(condition);
  return {
    label: condition,
    ...(words === undefined ? {} : { description: words }),
    iconPath: new vscode.ThemeIcon('filter'),
    alwaysShow: true,
    meaning: { type: 'query', query },
  };
}

/** What a condition means; those that name something say it themselves. */
function wordsFor(condition: string): string | undefined {
  switch (condition) {
    case 'is:':
      return vscode.l10n.t('unread, read, starred, updated or muted');
    case 'is:unread':
      return vscode.l10n.t('not read yet');
    case 'is:read':
      return vscode.l10n.t('read');
    case 'is:starred':
      return vscode.l10n.t('with a star');
    case 'is:updated':
      return vscode.l10n.t('changed since they were read');
    case 'is:muted':
      return vscode.l10n.t('hidden by a mute rule');
    case 'has:':
      return vscode.l10n.t('takeaways, links, a TLDR or a note');
    case 'has:takeaways':
      return vscode.l10n.t('with key takeaways');
    case 'has:links':
      return vscode.l10n.t('with links');
    case 'has:tldr':
      return vscode.l10n.t('with a TLDR');
    case 'has:note':
      return vscode.l10n.t('with a note of yours');
    case 'kind:':
      return vscode.l10n.t('digest or article');
    case 'kind:digest':
      return vscode.l10n.t('several items in one issue');
    case 'kind:article':
      return vscode.l10n.t('one text');
    case 'source:':
      return vscode.l10n.t('from a source');
    case 'tag:':
      return vscode.l10n.t('with a tag');
    case 'category:':
      return vscode.l10n.t('of a category');
    case 'after:':
      return vscode.l10n.t('of that day or later, or of the last days');
    case 'before:':
      return vscode.l10n.t('before that day');
    case 'after:7d':
      return vscode.l10n.t('of the last seven days');
    default:
      return undefined;
  }
}

function correctionRows(query: string, { corrected }: SearchAnswer): readonly SearchRow[] {
  if (corrected === undefined) return [];
  return [
    {
      label: vscode.l10n.t('Did you mean “{0}”?', withoutIcons(corrected)),
      description: vscode.l10n.t('Nothing has “{0}”', withoutIcons(query.trim())),
      iconPath: new vscode.ThemeIcon('lightbulb'),
      alwaysShow: true,
      meaning: { type: 'query', query: corrected },
    },
  ];
}

function moreRow(): SearchRow {
  return { label: vscode.l10n.t('Show More'), iconPath: new vscode.ThemeIcon('ellipsis'), alwaysShow: true, meaning: { type: 'more' } };
}

function nothingRow(isEmpty: boolean): SearchRow {
  return {
    label: isEmpty ? vscode.l10n.t('There is no issue in your library yet.') : vscode.l10n.t('Nothing in your library matches'),
    alwaysShow: true,
  };
}

function waitingRows(unindexed: number): readonly SearchRow[] {
  if (unindexed === 0) return [];
  return [
    {
      label: vscode.l10n.t('{0} older issues cannot be found yet', unindexed),
      detail: vscode.l10n.t('They are made searchable while you do something else.'),
      iconPath: new vscode.ThemeIcon('info'),
      alwaysShow: true,
    },
  ];
}

// The quick pick in which a mute rule is written: what it would hide is shown while it is typed.

import * as vscode from 'vscode';
import type { Backend, MutedIssue, MutePreview } from '../../protocol/backend.js';
import { formatDay, today } from '../days.js';
import { toLabelAndDetail, withoutIcons } from '../quickPickText.js';

/** Titles that are shown of what would be hidden. */
const shownTitles = 40;

/** Milliseconds without a key before the library is asked. */
const calm = 120;

/** What the person wants to hide, and how many issues that is now. */
export interface ChosenMute {
  readonly query: string;
  readonly count: number;
}

/**
 * Asks for a query and shows what it would hide; undefined when the person changed their mind. Rejects when the library does not
 * answer.
 */
export function pickMute(backend: Pick<Backend, 'previewMute'>, query: string): Promise<ChosenMute | undefined> {
  const pick = vscode.window.createQuickPick();
  pick.title = vscode.l10n.t('Mute');
  pick.placeholder = vscode.l10n.t('Words, "a phrase", source:…, tag:…, category:…: what is found disappears from all lists');
  pick.value = query;
  pick.ignoreFocusOut = true;
  // Not in the stable types: without it VS Code sorts by where the query stands in a label, and what it hides is not first.
  Object.assign(pick, { sortByLabel: false });
  let asked = 0;
  let timer: NodeJS.Timeout | undefined;
  let found: { readonly query: string; readonly preview: MutePreview | undefined } | undefined;
  const ask = async (): Promise<void> => {
    const request = ++asked;
    const wanted = pick.value.trim();
    pick.busy = true;
    const preview = wanted === '' ? undefined : await backend.previewMute({ query: wanted, today: today(), limit: shownTitles });
    if (request !== asked) return;
    found = { query: wanted, preview };
    pick.items = toItems(wanted, preview);
    pick.busy = false;
  };
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => {
      pick.dispose();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    const askSoon = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => void ask().catch(fail), calm);
    };
    pick.onDidChangeValue(askSoon);
    pick.onDidAccept(() => {
      // Nobody hides what they have not seen.
      if (!found?.preview || found.query !== pick.value.trim()) return;
      resolve({ query: found.query, count: found.preview.count });
      pick.hide();
    });
    pick.onDidHide(() => {
      clearTimeout(timer);
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
    ask().catch(fail);
  });
}

function toItems(query: string, preview: MutePreview | undefined): readonly vscode.QuickPickItem[] {
  if (query === '') return [hint(vscode.l10n.t('Type what you do not want to see any more.'))];
  if (!preview) return [hint(vscode.l10n.t('This cannot be muted.'))];
  const { count, starred, issues } = preview;
  const head: vscode.QuickPickItem = {
    label: countSentence(preview),
    iconPath: new vscode.ThemeIcon('eye-closed'),
    ...(starred === 0 ? {} : { detail: starredSentence(starred) }),
    alwaysShow: true,
  };
  if (issues.length === 0) return [head];
  const title = count > issues.length ? vscode.l10n.t('The newest {0} of {1}', issues.length, count) : vscode.l10n.t('Would disappear');
  return [head, { label: title, kind: vscode.QuickPickItemKind.Separator }, ...issues.map(toMutedItem)];
}

/** A row for an issue that is hidden or would be. */
export function toMutedItem(issue: MutedIssue): vscode.QuickPickItem & { readonly issue: MutedIssue } {
  return {
    ...toLabelAndDetail(issue.title),
    description: withoutIcons(`${formatDay(issue.day)} · ${issue.sourceName}`),
    alwaysShow: true,
    issue,
  };
}

function hint(label: string): vscode.QuickPickItem {
  return { label, alwaysShow: true };
}

function countSentence({ count, unread }: MutePreview): string {
  if (count === 0) return vscode.l10n.t('Mute what is to come; it hides nothing now');
  const all = count === 1 ? vscode.l10n.t('Mute: hides 1 issue') : vscode.l10n.t('Mute: hides {0} issues', count);
  return unread === 0 ? all : vscode.l10n.t('{0}, {1} unread', all, unread);
}

function starredSentence(starred: number): string {
  return starred === 1 ? vscode.l10n.t('1 starred issue stays.') : vscode.l10n.t('{0} starred issues stay.', starred);
}

// *Mute…*, *Mute Like This…*, *Muted Issues…* and their undo. The rules are the setting `digest.mute`; what they hide is decided by
// the library.

import * as vscode from 'vscode';
import { addDays } from '../../digest/calendar.js';
import type { Backend } from '../../protocol/backend.js';
import { mostRules } from '../../query/libraryRules.js';
import { formatDay, today } from '../days.js';
import { type HandlersOf, runCommand, setContext } from '../register.js';
import { editSetting, readSettings, writeEntries, writtenEntries } from '../settings/settings.js';
import { issueKeyOf } from '../tree/nodes.js';
import { pickMuted, pickRule, shorten } from './mutedPick.js';
import { type ChosenMute, pickMute } from './mutePick.js';
import { pickPlace } from './pickIssue.js';
import { withoutIcons } from '../quickPickText.js';
import type { UndoOffer } from '../undoOffer.js';

type MuteCommand = 'digest.mute' | 'digest.muteLike' | 'digest.mutedIssues' | 'digest.undoMute';

export function muteCommands(backend: Backend, offer: UndoOffer): HandlersOf<MuteCommand> {
  let undo: Change | undefined;
  const change = async (make: Change, back: Change | undefined): Promise<void> => {
    await writeEntries('mute', make(writtenEntries('mute')));
    undo = back;
    setContext('digest.canUndoMute', back !== undefined);
    // The change of the setting does the same; here it is waited for, so that what is said is so.
    await backend.setRules(readSettings().rules);
  };
  const mute = async (query: string): Promise<void> => {
    if (!hasRoom()) return;
    const chosen = await pickMute(backend, query);
    const end = chosen && (await pickEnd(chosen.query));
    if (!chosen || !end) return;
    const entry = { query: chosen.query, ...(end.until === undefined ? {} : { until: end.until }) };
    await change(
      (entries) => [...entries, entry],
      (entries) => without(entries, entry),
    );
    offer.show(mutedWords(chosen), 'digest.undoMute');
  };
  return {
    'digest.mute': () => mute(''),
    'digest.muteLike': async (node) => {
      if (!hasRoom()) return;
      const key = issueKeyOf(node) ?? (await pickPlace(backend, vscode.l10n.t('Mute what is like which issue?'), 'issues'))?.key;
      const query = key === undefined ? undefined : await pickLikeness(backend, key);
      if (query !== undefined) await mute(query);
    },
    'digest.mutedIssues': async () => {
      for (;;) {
        const chosen = await pickRule(backend);
        if (chosen === undefined) return;
        if (chosen === 'mute') return mute('');
        if (chosen === 'settings') return editSetting('mute');
        if (chosen.what === 'remove') {
          const { entry, rule } = chosen;
          const at = indexOf(writtenEntries('mute'), entry);
          await change(
            (entries) => without(entries, entry),
            (entries) => entries.toSpliced(at, 0, entry),
          );
          offer.show(vscode.l10n.t('No longer muted: “{0}”', shorten(rule.name ?? rule.query)), 'digest.undoMute');
        } else {
          const key = await pickMuted(backend, chosen.rule);
          if (key !== undefined) return runCommand('_digest.showPlace', key);
        }
      }
    },
    'digest.undoMute': async () => {
      if (!undo) return;
      offer.withdraw('digest.undoMute');
      await change(undo, undefined);
      vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t('Your mute rules are as before.')}`, 4000);
    },
  };
}

/** A change of the entries of the setting, whatever else was written there meanwhile. */
type Change = (entries: readonly unknown[]) => readonly unknown[];

function indexOf(entries: readonly unknown[], entry: unknown): number {
  return entries.findLastIndex((each) => JSON.stringify(each) === JSON.stringify(entry));
}

function without(entries: readonly unknown[], entry: unknown): readonly unknown[] {
  const at = indexOf(entries, entry);
  return at === -1 ? entries : entries.toSpliced(at, 1);
}

/** Says so where there are as many rules as are read: one more would hide nothing. */
function hasRoom(): boolean {
  if (writtenEntries('mute').length < mostRules) return true;
  void vscode.window.showWarningMessage(
    vscode.l10n.t('Digest reads {0} mute rules, and you have as many. Remove one in Muted Issues… first.', mostRules),
  );
  return false;
}

/** How long a rule holds. */
async function pickEnd(query: string): Promise<{ readonly until?: string } | undefined> {
  const ends = [
    { label: vscode.l10n.t('For good'), until: undefined },
    { label: vscode.l10n.t('For a week'), until: addDays(today(), 7) },
    { label: vscode.l10n.t('For a month'), until: addDays(today(), 30) },
  ];
  const items = ends.map(({ label, until }) => ({
    label,
    ...(until === undefined ? {} : { description: vscode.l10n.t('until {0}', formatDay(until)), until }),
  }));
  return vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Mute “{0}”', shorten(query)),
    placeHolder: vscode.l10n.t('For how long?'),
    ignoreFocusOut: true,
  });
}

/** A query for what an issue has in common with others. */
async function pickLikeness(backend: Backend, key: string): Promise<string | undefined> {
  const facts = await backend.issueFacts({ key });
  if (!facts) return undefined;
  const offers = [
    {
      label: vscode.l10n.t('Everything from {0}', withoutIcons(facts.sourceName)),
      icon: 'rss',
      query: `source:${quoted(facts.sourceName)}`,
    },
    ...facts.tags.map((tag) => ({ label: vscode.l10n.t('Tag {0}', withoutIcons(tag)), icon: 'tag', query: `tag:${quoted(tag)}` })),
    ...(facts.category === undefined
      ? []
      : [
          {
            label: vscode.l10n.t('Category {0}', withoutIcons(facts.category)),
            icon: 'folder',
            query: `category:${quoted(facts.category)}`,
          },
        ]),
    { label: vscode.l10n.t('Words of its title'), icon: 'symbol-string', query: quoted(facts.title) },
  ];
  const items = offers.map(({ label, icon, query }) => ({
    label,
    description: withoutIcons(query),
    iconPath: new vscode.ThemeIcon(icon),
    query,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Mute Like This'),
    placeHolder: vscode.l10n.t('What should disappear? You see what it hides before it does, and can change the words.'),
    matchOnDescription: true,
  });
  return chosen?.query;
}

/** As a phrase of the language of search. */
function quoted(text: string): string {
  return `"${text.replaceAll(/["\s]+/g, ' ').trim()}"`;
}

function mutedWords({ query, count }: ChosenMute): string {
  if (count === 0) return vscode.l10n.t('Muted “{0}”', shorten(query));
  return count === 1 ? vscode.l10n.t('Muted 1 issue') : vscode.l10n.t('Muted {0} issues', count);
}

// *Show Takeaways* and *Copy Takeaways*.

import * as vscode from 'vscode';
import { takeawayAnchor } from '../../digest/model.js';
import type { Backend, Outline } from '../../protocol/backend.js';
import { copyText } from '../clipboard.js';
import { runCommand, type HandlersOf } from '../register.js';
import { readSettings } from '../settings/settings.js';
import { issueAtHand, type AtHand } from './issueAtHand.js';
import { hasWords, toLabelAndDetail, withoutIcons } from '../quickPickText.js';
import { copyTakeaways } from './copyTakeaways.js';
import { bySection } from './takeawayText.js';

interface TakeawayItem extends vscode.QuickPickItem {
  /** Copies one takeaway, or those of a section that are listed; absent on the row that says that nothing matches. */
  readonly copy?: () => Promise<void>;
  /** Where it stands in the issue. */
  readonly anchor?: string;
}

export function takeawayCommands(backend: Backend, atHand: AtHand): HandlersOf<'digest.showTakeaways' | 'digest.copyTakeaways'> {
  return {
    'digest.showTakeaways': async (node) => {
      const outline = await outlineAtHand(backend, atHand, node);
      if (outline) {
        showTakeaways(outline);
      }
    },
    'digest.copyTakeaways': async (node) => {
      const outline = await outlineAtHand(backend, atHand, node);
      if (!outline) {
        return;
      }
      const indexes = node?.kind === 'news' ? indexesIn(outline, node.anchor) : undefined;
      if (indexes?.length === 0) {
        void vscode.window.showInformationMessage(vscode.l10n.t('This section has no key takeaways.'));
        return;
      }
      if (!outline.takeaways.length) {
        void vscode.window.showInformationMessage(vscode.l10n.t('“{0}” has no key takeaways.', outline.issue.title));
        return;
      }
      atHand.readers.announce(await copyTakeaways(outline, indexes));
    },
  };
}

/** The takeaways of a section; undefined, which means all, where a row stands for the issue as a whole. */
function indexesIn({ takeaways }: Outline, anchor: string | undefined): readonly number[] | undefined {
  if (anchor === undefined) return undefined;
  return takeaways.flatMap(({ section }, index) => (section?.anchor === anchor ? [index] : []));
}

/** The outline of the issue at hand or, with none, of the newest; says so when the library is empty. */
async function outlineAtHand(backend: Backend, atHand: AtHand, node: Parameters<typeof issueAtHand>[1]): Promise<Outline | undefined> {
  const key = issueAtHand(atHand, node) ?? (await backend.newest());
  const outline = key === undefined ? undefined : await backend.outline({ key });
  if (!outline) {
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no issue in your library yet.'));
  }
  return outline;
}

function showTakeaways(outline: Outline): void {
  const pick = vscode.window.createQuickPick<TakeawayItem>();
  const copyAll = { iconPath: new vscode.ThemeIcon('copy'), tooltip: vscode.l10n.t('Copy All') };
  const openPlace = { iconPath: new vscode.ThemeIcon('go-to-file'), tooltip: vscode.l10n.t('Show in Reader') };
  pick.title = outline.issue.title;
  pick.placeholder = outline.takeaways.length
    ? vscode.l10n.t('Type to filter, Enter copies the takeaway')
    : vscode.l10n.t('This issue has no key takeaways');
  pick.buttons = outline.takeaways.length ? [copyAll] : [];
  const shown = { buttons: [openPlace], alwaysShow: true };
  const all = outline.takeaways.map(({ text, section }, index) => ({
    section,
    searched: section ? `${text} ${section.title}` : text,
    index,
    item: { ...toLabelAndDetail(text), copy: () => copyOne(outline, index), anchor: takeawayAnchor(index), ...shown },
  }));
  const none: TakeawayItem = { label: vscode.l10n.t('No takeaway matches'), alwaysShow: true };
  // A section is a row of its own: as a separator its title would take the room of the takeaway beside it.
  const sectionItem = ({ anchor, title }: NonNullable<Outline['takeaways'][number]['section']>, indexes: readonly number[]) => ({
    label: withoutIcons(title),
    description: indexes.length === 1 ? vscode.l10n.t('1 takeaway') : vscode.l10n.t('{0} takeaways', indexes.length),
    iconPath: new vscode.ThemeIcon('note'),
    copy: async () => void (await copyTakeaways(outline, indexes)),
    anchor,
    ...shown,
  });
  const bySections = bySection(all).flatMap(({ section, members }): TakeawayItem[] => [
    ...(section
      ? [
          sectionItem(
            section,
            members.map(({ index }) => index),
          ),
        ]
      : []),
    ...members.map(({ item }) => item),
  ]);
  const filter = () => {
    const found = all.filter(({ searched }) => hasWords(searched, pick.value)).map(({ item }) => item);
    // VS Code sorts what it found by its own measure: sections would not stay above their takeaways.
    pick.items = pick.value.trim() === '' ? bySections : found.length ? found : [none];
    pick.activeItems = found.slice(0, 1);
  };
  filter();
  pick.onDidChangeValue(filter);
  pick.onDidAccept(() => {
    const copy = pick.selectedItems[0]?.copy;
    if (copy) {
      pick.hide();
      void copy();
    }
  });
  pick.onDidTriggerButton(() => {
    pick.hide();
    void copyTakeaways(outline);
  });
  pick.onDidTriggerItemButton(({ item }) => {
    pick.hide();
    void runCommand('_digest.showPlace', outline.issue.key, item.anchor);
  });
  pick.onDidHide(() => pick.dispose());
  pick.show();
}

/** One takeaway goes to the clipboard as it is, ready to be pasted into a sentence or a chat. */
async function copyOne(outline: Outline, index: number): Promise<void> {
  const takeaway = outline.takeaways[index];
  if (takeaway) {
    await copyText(readSettings().copyFormat === 'plainText' ? takeaway.text : takeaway.markdown, vscode.l10n.t('Takeaway copied'));
  }
}

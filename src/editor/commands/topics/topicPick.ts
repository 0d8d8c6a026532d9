// The quick pick over all topics: asks the library as the person types, and keeps the order in which it answers.

import * as vscode from 'vscode';
import type { Backend } from '../../../protocol/backend.js';
import type { FoundTopic, TopicRow } from '../../../protocol/topics.js';
import { withoutIcons } from '../../quickPickText.js';
import { kindIcon, kindWords } from '../../topics/kindWords.js';

/** Rows asked for at once; typing more narrows them. */
const limit = 50;

/** What is shorter is no name of a topic of one's own. */
const shortestName = 2;

/** What was chosen: a topic, or a name that is to become one. */
export type PickedTopic = { readonly topic: TopicRow } | { readonly name: string };

interface TopicItem extends vscode.QuickPickItem {
  /** Absent on the row that says that nothing was found. */
  readonly choice?: PickedTopic;
}

export interface TopicPickOptions {
  readonly placeholder: string;
  /** What stands in the field at first. */
  readonly value?: string;
  /** Whether a name that is no topic yet may be chosen too. */
  readonly offersOwn?: boolean;
}

/** Lets the person choose a topic; undefined when they changed their mind. Rejects when the library does not answer. */
export async function pickTopic(backend: Pick<Backend, 'findTopics'>, options: TopicPickOptions): Promise<PickedTopic | undefined> {
  const pick = vscode.window.createQuickPick<TopicItem>();
  pick.placeholder = options.placeholder;
  pick.value = options.value ?? '';
  // Rows stay as they are ranked (`searching.ts` says why it stands here untyped).
  Object.assign(pick, { sortByLabel: false });
  const { promise, resolve, reject } = Promise.withResolvers<PickedTopic | undefined>();
  let asked = 0;
  /** The person has pressed Enter before what they typed was answered: the first row of the answer is meant. */
  let isHurried = false;
  const ask = async (): Promise<void> => {
    const request = ++asked;
    pick.busy = true;
    const text = pick.value.trim();
    const found = await backend.findTopics({ text, limit });
    if (request !== asked) return;
    pick.items = toItems(text, found, options.offersOwn ?? false);
    pick.busy = false;
    const choice = isHurried ? pick.items[0]?.choice : undefined;
    if (choice) resolve(choice);
    isHurried = false;
  };
  pick.onDidChangeValue(() => void ask().catch(reject));
  pick.onDidAccept(() => {
    isHurried = pick.busy;
    const choice = pick.busy ? undefined : pick.selectedItems[0]?.choice;
    if (choice) resolve(choice);
  });
  pick.onDidHide(() => resolve(undefined));
  pick.show();
  ask().catch(reject);
  return promise.finally(() => pick.dispose());
}

/** A topic as a row, `more` behind its kind. */
export function toTopicItem(topic: TopicRow, more?: string): vscode.QuickPickItem & { readonly choice: { readonly topic: TopicRow } } {
  const { name, kind, what } = topic;
  return {
    choice: { topic },
    label: withoutIcons(name),
    description: more === undefined ? kindWords(kind) : `${kindWords(kind)} · ${more}`,
    ...(what === undefined ? {} : { detail: withoutIcons(what) }),
    iconPath: kindIcon(kind),
    alwaysShow: true,
  };
}

function toItems(text: string, found: readonly FoundTopic[], offersOwn: boolean): readonly TopicItem[] {
  const rows: TopicItem[] = found.map((topic) => toTopicItem(topic, countWords(topic.total)));
  const isKnown = found.some(({ name }) => name.toLocaleLowerCase() === text.toLocaleLowerCase());
  if (offersOwn && !isKnown && text.length >= shortestName) {
    const label = vscode.l10n.t('Follow “{0}” as a topic of your own', withoutIcons(text));
    rows.push({ label, iconPath: new vscode.ThemeIcon('add'), alwaysShow: true, choice: { name: text } });
  }
  if (rows.length > 0) return rows;
  const label = text === '' ? vscode.l10n.t('No issue of your library names a topic yet.') : vscode.l10n.t('No topic is called like this');
  return [{ label, alwaysShow: true }];
}

function countWords(total: number): string {
  if (total === 0) return vscode.l10n.t('not named yet');
  return total === 1 ? vscode.l10n.t('1 section') : vscode.l10n.t('{0} sections', total);
}

// The quick picks of *Muted Issues…*: the mute rules with what each hides, and the issues that one of them hides.

import * as vscode from 'vscode';
import type { Backend } from '../../protocol/backend.js';
import { isInForce, mostRules, type MuteRule, toMuteRule } from '../../query/libraryRules.js';
import { formatDay, today } from '../days.js';
import { withoutIcons } from '../quickPickText.js';
import { writtenEntries } from '../settings/settings.js';
import { toMutedItem } from './mutePick.js';

/** Issues that are shown of what a rule hides. */
const shownIssues = 200;

type ChosenRule = 'mute' | 'settings' | { readonly what: 'look' | 'remove'; readonly entry: unknown; readonly rule: MuteRule } | undefined;

interface RuleItem extends vscode.QuickPickItem {
  readonly chosen: ChosenRule;
}

/** The rules with what each hides; a button removes one. */
export async function pickRule(backend: Backend): Promise<ChosenRule> {
  const entries = writtenEntries('mute');
  const rules = entries.map(toMuteRule);
  const counts = await backend.countMuted({ queries: rules.map((rule) => rule?.query ?? ''), today: today() });
  const remove: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('trash'), tooltip: vscode.l10n.t('Remove this rule') };
  const items: readonly RuleItem[] = [
    ...entries.map((entry, index): RuleItem => {
      const rule = rules[index];
      if (!rule)
        return {
          label: withoutIcons(shorten(JSON.stringify(entry))),
          iconPath: new vscode.ThemeIcon('warning'),
          description: vscode.l10n.t('is no rule'),
          chosen: 'settings',
        };
      return { ...toRuleItem(rule, counts[index], index < mostRules), buttons: [remove], chosen: { what: 'look', entry, rule } };
    }),
    { label: '', kind: vscode.QuickPickItemKind.Separator, chosen: undefined },
    { label: vscode.l10n.t('Mute…'), iconPath: new vscode.ThemeIcon('add'), alwaysShow: true, chosen: 'mute' },
  ];
  const pick = vscode.window.createQuickPick<RuleItem>();
  pick.title = vscode.l10n.t('Muted Issues');
  pick.placeholder = vscode.l10n.t('Choose a rule to see what it hides');
  pick.matchOnDescription = true;
  pick.items = items;
  return new Promise((resolve) => {
    const settle = (chosen: ChosenRule): void => {
      resolve(chosen);
      pick.hide();
    };
    pick.onDidAccept(() => settle(pick.selectedItems[0]?.chosen));
    pick.onDidTriggerItemButton(({ item: { chosen } }) => {
      if (typeof chosen === 'object') settle({ ...chosen, what: 'remove' });
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function toRuleItem(rule: MuteRule, count: number | undefined, isRead: boolean): vscode.QuickPickItem {
  const hides =
    count === undefined
      ? vscode.l10n.t('cannot be muted')
      : count === 1
        ? vscode.l10n.t('hides 1 issue')
        : vscode.l10n.t('hides {0} issues', count);
  const { until } = rule;
  const facts = !isRead
    ? [vscode.l10n.t('not in force: Digest reads the first {0} rules', mostRules)]
    : isInForce(rule, today())
      ? [hides, until === undefined ? vscode.l10n.t('for good') : vscode.l10n.t('until {0}', formatDay(until))]
      : [vscode.l10n.t('over since {0}', formatDay(until ?? ''))];
  return {
    label: withoutIcons(rule.name ?? shorten(rule.query)),
    description: facts.join(' · '),
    ...(rule.name === undefined ? {} : { detail: withoutIcons(rule.query) }),
  };
}

/** What a rule hides; gives the issue that the person wants to read. */
export async function pickMuted(backend: Backend, { query }: MuteRule): Promise<string | undefined> {
  const issues = await backend.listMuted({ query, today: today(), limit: shownIssues });
  const nothing = { label: vscode.l10n.t('This rule hides nothing now.'), issue: undefined };
  const chosen = await vscode.window.showQuickPick<vscode.QuickPickItem & { readonly issue?: { readonly key: string } | undefined }>(
    issues.length === 0 ? [nothing] : issues.map(toMutedItem),
    {
      title: vscode.l10n.t('Hidden by “{0}”', shorten(query)),
      placeHolder: vscode.l10n.t('Choose an issue to read it; a star keeps it from being hidden'),
      matchOnDescription: true,
    },
  );
  return chosen?.issue?.key;
}

/** A query as part of a sentence. */
export function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

// What the kinds of topics are called, and the icon of each.

import * as vscode from 'vscode';
import type { TopicRow } from '../../protocol/topics.js';

type TopicKind = TopicRow['kind'];

export function kindWords(kind: TopicKind): string {
  switch (kind) {
    case 'product':
      return vscode.l10n.t('product');
    case 'model':
      return vscode.l10n.t('model');
    case 'library':
      return vscode.l10n.t('library');
    case 'language':
      return vscode.l10n.t('language');
    case 'company':
      return vscode.l10n.t('company');
    case 'person':
      return vscode.l10n.t('person');
    case 'paper':
      return vscode.l10n.t('paper');
    case 'benchmark':
      return vscode.l10n.t('benchmark');
    case 'standard':
      return vscode.l10n.t('standard');
    case 'package':
      return vscode.l10n.t('package');
    case 'tag':
      return vscode.l10n.t('tag');
    case 'own':
      return vscode.l10n.t('topic of your own');
  }
}

const icons: Readonly<Record<TopicKind, string>> = {
  product: 'tools',
  model: 'hubot',
  library: 'library',
  language: 'code',
  company: 'organization',
  person: 'person',
  paper: 'file-text',
  benchmark: 'graph',
  standard: 'law',
  package: 'package',
  tag: 'tag',
  own: 'bookmark',
};

/** The words of all kinds. */
export function allKindWords(): Readonly<Record<TopicKind, string>> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a record are its keys
  const kinds = Object.keys(icons) as readonly TopicKind[];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made of all kinds
  return Object.fromEntries(kinds.map((kind) => [kind, kindWords(kind)])) as Record<TopicKind, string>;
}

export function kindIcon(kind: TopicKind): vscode.ThemeIcon {
  return new vscode.ThemeIcon(icons[kind]);
}

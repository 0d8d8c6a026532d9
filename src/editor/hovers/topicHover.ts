// What a hover over a dependency, an import or a model id says: what issues say of it, and what can be done.

import * as vscode from 'vscode';
import { asWritten } from '../asWritten.js';
import { formatDay } from '../days.js';
import type { CommandArguments, CommandId } from '../ids.js';
import { behindWords } from '../topics/reasonWords.js';
import type { KnownTopic } from './topicMemory.js';

/** What a click in a hover may do. */
const commands = [
  '_digest.showPlace',
  'digest.search',
  'digest.followTopic',
  'digest.unfollowTopic',
  'digest.showTopic',
] as const satisfies CommandId[];

/** What is so where the hover is. */
export interface AtPlace {
  readonly isFollowed: boolean;
  /** The version that the nearest lock file settles; the workspace may have others in other folders. */
  readonly installed?: string | undefined;
}

/** The words of issues, without any command, and below them our own links. */
export function topicHover(known: KnownTopic, { isFollowed, installed }: AtPlace): readonly vscode.MarkdownString[] {
  const links = new vscode.MarkdownString(linksOf(known, isFollowed).join(' \u00b7 '));
  links.isTrusted = { enabledCommands: commands };
  return [new vscode.MarkdownString(textOf(known, installed)), links];
}

function textOf({ topic, entry, behind, mentions, total }: KnownTopic, nearest: string | undefined): string {
  const installed = nearest ?? entry?.installed;
  const what = topic.what === undefined ? '' : ` \u2013 ${oneLine(topic.what)}`;
  // What is known is how far the workspace's lowest version is behind.
  const behindBy = behindWords(behind && installed === entry?.installed ? { behind } : {});
  const facts = [
    ...(installed === undefined ? [] : [vscode.l10n.t('installed {0}', installed)]),
    ...(behindBy === undefined ? [] : [behindBy]),
    total === 1 ? vscode.l10n.t('named in 1 section') : vscode.l10n.t('named in {0} sections', total),
  ];
  const rows = mentions.map(({ day, sourceName, issueTitle, sectionTitle, sentence }, index) => {
    const where = [formatDay(day), sourceName, sectionTitle ?? issueTitle].map(oneLine).join(' \u00b7 ');
    return `${index + 1}. ${where}  \n   ${oneLine(sentence)}`;
  });
  return [`**${oneLine(topic.name)}**${what}`, facts.map(oneLine).join(' \u00b7 '), rows.join('\n')]
    .filter((part) => part !== '')
    .join('\n\n');
}

function linksOf({ topic, behind, mentions }: KnownTopic, isFollowed: boolean): readonly string[] {
  const open = mentions.map(({ key, anchor }, index) => {
    const label = mentions.length === 1 ? vscode.l10n.t('Open') : vscode.l10n.t('Open {0}', index + 1);
    return link(label, '_digest.showPlace', key, anchor);
  });
  return [
    ...open,
    ...(behind ? [link(vscode.l10n.t('Open Release {0}', behind.newest), '_digest.showPlace', behind.key, behind.anchor)] : []),
    link(vscode.l10n.t('Search'), 'digest.search', quoted(topic.name)),
    isFollowed
      ? link(vscode.l10n.t('Unfollow Topic'), 'digest.unfollowTopic', topic.id)
      : link(vscode.l10n.t('Follow Topic'), 'digest.followTopic', topic.id),
    link(vscode.l10n.t('Show Topic'), 'digest.showTopic', topic.id),
  ];
}

/** A link to one of our commands; what the arguments hold cannot end it. */
function link<Id extends (typeof commands)[number]>(label: string, command: Id, ...parameters: CommandArguments[Id]): string {
  const written = encodeURIComponent(JSON.stringify(parameters.filter((one) => one !== undefined))).replace(
    /[()'!*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `[${oneLine(label)}](command:${command}?${written})`;
}

/** Text that shows letter by letter, on one line whatever it has in it. */
function oneLine(text: string): string {
  return asWritten(text.replace(/\s+/g, ' ').trim());
}

/** As the language of search takes a name of several words. */
function quoted(name: string): string {
  const plain = name.replaceAll('"', ' ').trim();
  return /^[\p{L}\p{N}]+$/u.test(plain) ? plain : `"${plain}"`;
}

// What can be done about a source, the most helpful first: what a click on a failing row does, and what *Source Health*
// offers. Each action is a command of its own.

import * as vscode from 'vscode';
import type { ProblemReason, SourceProblem } from '../../protocol/sources.js';
import { openLink } from '../openLink.js';
import { runCommand } from '../register.js';
import { withoutIcons } from '../quickPickText.js';
import { editSetting } from '../settings/settings.js';
import { webPageOf } from './sourceItem.js';
import { newAddressOf, type SourceNode } from './sourceNodes.js';
import { healthSentences, timeFacts } from './sourceWords.js';

/** What helps against a problem. */
export type Remedy = 'signIn' | 'findFeed' | 'importList' | 'remove' | 'editSetting' | 'raiseLimit' | 'openPage' | 'getGit' | 'refresh';

interface ActionItem extends vscode.QuickPickItem {
  readonly run: () => Promise<void>;
}

const remedies: Readonly<Partial<Record<ProblemReason, Remedy>>> = {
  signIn: 'signIn',
  signInRefused: 'signIn',
  forbidden: 'openPage',
  errorMessage: 'openPage',
  notAFeed: 'findFeed',
  tooLarge: 'raiseLimit',
  webPage: 'findFeed',
  noFeedFound: 'findFeed',
  severalFeeds: 'findFeed',
  notFound: 'findFeed',
  opmlList: 'importList',
  gone: 'remove',
  missing: 'editSetting',
  notAFolder: 'editSetting',
  badAddress: 'editSetting',
  gitNeedsHttps: 'editSetting',
  gitBranchMissing: 'editSetting',
  gitPathMissing: 'editSetting',
  gitNotFound: 'editSetting',
  gitNotInstalled: 'getGit',
  gitTooOld: 'getGit',
};

/** Trying again helps, or at least harms nothing, where nothing else does. */
export function remedyFor({ reason }: SourceProblem): Remedy {
  return Object.hasOwn(remedies, reason) ? (remedies[reason] ?? 'refresh') : 'refresh';
}

/** Does what helps where that is plain, else offers what can be done. */
export async function helpSource(node: SourceNode): Promise<void> {
  const { problem } = node.status;
  switch (problem && remedyFor(problem)) {
    case 'signIn':
      return runCommand('digest.signIn', node);
    case 'importList':
      return findFeed(node);
    case 'findFeed':
      return problem?.reason === 'notFound' || problem?.reason === 'notAFeed' ? offerActions(node) : findFeed(node);
    case 'editSetting':
      return editSetting('sources');
    case 'remove':
    case 'openPage':
    case 'raiseLimit':
    case 'getGit':
    case 'refresh':
    case undefined:
      return offerActions(node);
  }
}

/** Lets the person choose what to do about a source. */
export async function offerActions(node: SourceNode): Promise<void> {
  const { status } = node;
  const [said = timeFacts(status, Date.now()).join(' · ')] = healthSentences(status);
  const chosen = await vscode.window.showQuickPick(actionsOf(node), { title: status.name, placeHolder: said });
  await chosen?.run();
}

/** The remedy comes first, then what one does most often. */
function actionsOf(node: SourceNode): readonly ActionItem[] {
  const { status, isSignedIn } = node;
  const remedy = status.problem && remedyFor(status.problem);
  const isPaused = status.definition.paused === true;
  const moved = newAddressOf(status);
  const isRemote = status.kind !== 'folder';
  const isWeb = status.kind === 'feed' || status.kind === 'site';
  const page = webPageOf(node);
  const refresh = action('refresh', vscode.l10n.t('Refresh'), () => runCommand('digest.refreshSource', node));
  const resume = action('debug-start', vscode.l10n.t('Resume'), () => runCommand('digest.resumeSource', node));
  const find = action('search', vscode.l10n.t('Look for a Feed There…'), () => findFeed(node));
  const signIn = action('key', vscode.l10n.t('Sign In…'), () => runCommand('digest.signIn', node));
  const edit = action('json', vscode.l10n.t('Edit in settings.json'), () => editSetting('sources'));
  const remove = action('trash', vscode.l10n.t('Remove'), () => runCommand('digest.removeSource', node));
  const update = action('arrow-swap', vscode.l10n.t('Update Address to {0}', moved ?? ''), () =>
    runCommand('digest.updateSourceAddress', node),
  );
  const open = action('link-external', vscode.l10n.t('Open Web Page'), () => openLink(page ?? status.address));
  const raiseLimit = action('settings', vscode.l10n.t('Open the Setting “Largest Download”'), async () => {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'digest.largestDownload');
  });
  const getGit = action('link-external', vscode.l10n.t('Open git-scm.com'), () => openLink('https://git-scm.com/downloads'));
  const helping: Readonly<Record<Remedy, ActionItem>> = {
    signIn,
    findFeed: find,
    importList: find,
    remove,
    editSetting: edit,
    raiseLimit,
    openPage: open,
    getGit,
    refresh,
  };
  const offered = [
    ...(remedy ? [helping[remedy]] : []),
    ...(moved === undefined ? [] : [update]),
    isPaused ? resume : refresh,
    ...(page === undefined ? [] : [open]),
    action('copy', vscode.l10n.t('Copy Address'), () => runCommand('digest.copySourceAddress', node)),
    action('edit', vscode.l10n.t('Rename…'), () => runCommand('digest.renameSource', node)),
    action('list-tree', vscode.l10n.t('Move to Category…'), () => runCommand('digest.moveSource', node)),
    ...(isPaused ? [] : [action('debug-pause', vscode.l10n.t('Pause'), () => runCommand('digest.pauseSource', node))]),
    ...(isWeb ? [find] : []),
    ...(isRemote && !isSignedIn && mayNeedSignIn(status.problem) ? [signIn] : []),
    ...(isSignedIn ? [action('sign-out', vscode.l10n.t('Sign Out'), () => runCommand('digest.signOut', node))] : []),
    edit,
    remove,
  ];
  return [...new Set(offered)];
}

/** A server may hide behind these answers what it shows to those who sign in. */
function mayNeedSignIn(problem: SourceProblem | undefined): boolean {
  return problem !== undefined && ['signIn', 'forbidden', 'notFound', 'gitNotFound', 'webPage'].includes(problem.reason);
}

function action(icon: string, label: string, run: () => Promise<void>): ActionItem {
  return { label: withoutIcons(label), iconPath: new vscode.ThemeIcon(icon), run };
}

/** Looks at the address as *Add Source…* does; what the person chooses there takes the place of this source. */
async function findFeed({ status }: SourceNode): Promise<void> {
  const isGone = status.problem?.reason === 'notFound' && URL.canParse(status.address);
  const address = isGone ? (status.homePage ?? new URL(status.address).origin) : status.address;
  await runCommand('digest.addSource', { address, replaces: status.definition });
}

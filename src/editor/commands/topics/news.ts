// *News for This Workspace* and *News About Followed Topics*: quick picks over the same sections as the tree has, with the sentence.

import * as vscode from 'vscode';
import type { Backend } from '../../../protocol/backend.js';
import type { FollowedNews, TopicMention, WorkspaceNews } from '../../../protocol/topics.js';
import { formatDay, today } from '../../days.js';
import { withoutIcons } from '../../quickPickText.js';
import { type HandlersOf, runCommand } from '../../register.js';
import { readSettings } from '../../settings/settings.js';
import { shortReasons } from '../../topics/reasonWords.js';
import { newsDays } from '../../topics/unreadNews.js';
import type { Workspace } from '../../workspace/registerWorkspace.js';

/** Rows of a quick pick. */
const mostRows = 200;

interface NewsItem extends vscode.QuickPickItem {
  /** Absent on the row that says why there is nothing. */
  readonly mention?: TopicMention;
}

type NewsBackend = Pick<Backend, 'workspaceNews' | 'followedNews'>;

export function newsCommands(
  backend: NewsBackend,
  workspace: Pick<Workspace, 'used'>,
): HandlersOf<'digest.workspaceNews' | 'digest.followedNews'> {
  return {
    'digest.workspaceNews': async () => {
      const { news } = await backend.workspaceNews({ today: today(), days: newsDays, limit: mostRows });
      await choose(
        vscode.l10n.t('News for This Workspace'),
        news.length > 0 ? news.map(toWorkspaceItem) : [noWorkspaceNews(workspace.used)],
      );
    },
    'digest.followedNews': async () => {
      const ids = readSettings().followedTopics;
      const { news } = await backend.followedNews({ ids, offset: 0, limit: mostRows });
      await choose(vscode.l10n.t('News About Followed Topics'), news.length > 0 ? news.map(toFollowedItem) : [noFollowedNews(ids.length)]);
    },
  };
}

async function choose(title: string, items: readonly NewsItem[]): Promise<void> {
  const placeHolder = vscode.l10n.t('Open a section');
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true, matchOnDetail: true });
  if (chosen?.mention) await runCommand('_digest.showPlace', chosen.mention.key, chosen.mention.anchor);
}

function toWorkspaceItem(news: WorkspaceNews): NewsItem {
  return toItem(news, shortReasons(news.reasons));
}

function toFollowedItem(news: FollowedNews): NewsItem {
  return toItem(news, news.topics.map(({ name }) => name).join(', '));
}

function toItem(mention: TopicMention, why: string): NewsItem {
  const { sectionTitle, issueTitle, sourceName, day, sentence, isRead } = mention;
  return {
    mention,
    label: withoutIcons(sectionTitle ?? issueTitle),
    description: withoutIcons(why),
    detail: withoutIcons(`${formatDay(day)} · ${sourceName} · ${sentence}`),
    iconPath: new vscode.ThemeIcon(isRead ? 'circle-outline' : 'circle-filled'),
  };
}

/** Why there is nothing for the workspace, which uses so many things; undefined: it is being read. */
function noWorkspaceNews(used: number | undefined): NewsItem {
  if (!vscode.workspace.workspaceFolders?.length) {
    return {
      label: vscode.l10n.t('No folder is open in this window'),
      detail: vscode.l10n.t('Open the folder of a project: Digest then finds the news about what it is built with.'),
    };
  }
  if (!readSettings().readsWorkspace) {
    return {
      label: vscode.l10n.t('Digest does not read this workspace'),
      detail: vscode.l10n.t('The setting “digest.workspace.enabled” is off.'),
    };
  }
  if (used === undefined) {
    return {
      label: vscode.l10n.t('The workspace is still being read'),
      detail: vscode.l10n.t('That takes some seconds after the window has opened. Try again in a moment.'),
    };
  }
  if (used === 0) {
    return {
      label: vscode.l10n.t('Nothing is known of what this workspace is built with'),
      detail: vscode.l10n.t(
        'Digest reads package.json, pyproject.toml, requirements files, Cargo.toml, go.mod, their lock files, Dockerfiles, workflows, MCP settings, imports and model ids.',
      ),
    };
  }
  return {
    label: vscode.l10n.t('No issue of the last {0} days names what this workspace uses', newsDays),
    detail: vscode.l10n.t('Sections stand here as soon as an issue names one of its packages or models.'),
  };
}

function noFollowedNews(followed: number): NewsItem {
  return followed === 0
    ? { label: vscode.l10n.t('You follow no topic'), detail: vscode.l10n.t('“Digest: Follow Topic…” begins with one.') }
    : {
        label: vscode.l10n.t('No issue names what you follow yet'),
        detail: vscode.l10n.t('Sections stand here as soon as an issue names it.'),
      };
}

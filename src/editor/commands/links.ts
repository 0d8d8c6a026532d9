// *Open External Link…*, *Open Original* and *Copy Link*.

import * as vscode from 'vscode';
import type { Backend, Outline } from '../../protocol/backend.js';
import { copyText } from '../clipboard.js';
import { toDeepLink } from '../deepLinks.js';
import { openLink, openOrOfferLabel } from '../openLink.js';
import type { HandlersOf } from '../register.js';
import { anchorOf } from '../tree/nodes.js';
import { issueAtHand, type AtHand } from './issueAtHand.js';
import { pickPlace } from './pickIssue.js';
import { withoutIcons } from '../quickPickText.js';

type LinkCommand = 'digest.openExternalLink' | 'digest.openOriginal' | 'digest.copyLink';

type OutlineLink = Outline['links'][number];

interface LinkItem extends vscode.QuickPickItem {
  readonly link: OutlineLink;
}

export function linkCommands(backend: Backend, atHand: AtHand, extensionId: string): HandlersOf<LinkCommand> {
  const chooseIssue = async (placeholder: string) => (await pickPlace(backend, placeholder, 'issues'))?.key;
  return {
    'digest.openExternalLink': async (node) => {
      if (node?.kind === 'link') {
        await openOrOfferLabel(node);
        return;
      }
      const key = issueAtHand(atHand, node) ?? (await chooseIssue(vscode.l10n.t('Links of which issue?')));
      const outline = key === undefined ? undefined : await backend.outline({ key });
      const link = outline && (await pickLink(outline));
      if (link) {
        await openOrOfferLabel(link);
      }
    },
    'digest.openOriginal': async (node) => {
      const key = issueAtHand(atHand, node) ?? (await chooseIssue(vscode.l10n.t('Open the original of which issue?')));
      const outline = key === undefined ? undefined : await backend.outline({ key });
      if (outline?.issue.url) {
        await openLink(outline.issue.url);
      } else if (outline) {
        void vscode.window.showInformationMessage(vscode.l10n.t('“{0}” has no web address of its own.', outline.issue.title));
      }
    },
    'digest.copyLink': async (node) => {
      const panel = node ? undefined : atHand.readers.current;
      const key = issueAtHand(atHand, node) ?? (await chooseIssue(vscode.l10n.t('Copy the link of which issue?')));
      if (key !== undefined) {
        await copyText(toDeepLink(extensionId, key, anchorOf(node) ?? panel?.place?.anchor), vscode.l10n.t('Link copied'));
      }
    },
  };
}

async function pickLink(outline: Outline): Promise<OutlineLink | undefined> {
  if (!outline.links.length) {
    void vscode.window.showInformationMessage(vscode.l10n.t('“{0}” has no external links.', outline.issue.title));
    return undefined;
  }
  const items = outline.links.map((link): LinkItem => ({
    link,
    label: withoutIcons(link.label),
    description: link.url ? (link.host ?? link.url) : vscode.l10n.t('no address given'),
    ...(link.sectionTitle ? { detail: withoutIcons(link.sectionTitle) } : {}),
    iconPath: new vscode.ThemeIcon(link.url ? 'link-external' : 'circle-slash'),
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: outline.issue.title,
    placeHolder: vscode.l10n.t('Open an external link'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.link;
}

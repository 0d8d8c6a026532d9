// Going to issues and places: *Open Issue…*, *Next Unread*, a click on a row, a deep link, pinning the reader.

import * as vscode from 'vscode';
import type { Backend, IssueKey } from '../../protocol/backend.js';
import { today } from '../days.js';
import { parseDeepLink } from '../deepLinks.js';
import { openOrOfferLabel } from '../openLink.js';
import type { Readers } from '../reader/readers.js';
import { runCommand, type Handlers } from '../register.js';
import type { IssuesView } from '../tree/issuesView.js';
import { anchorOf, issueKeyOf } from '../tree/nodes.js';
import { issueAtHand, selectedIssue } from './issueAtHand.js';
import { pickPlace } from './pickIssue.js';

export function readingCommands(backend: Backend, readers: Readers, view: IssuesView): Handlers {
  const show = async (key: IssueKey, anchor?: string) => {
    await readers.show(key, { anchor, preserveFocus: false });
    await view.follow(key, anchor);
  };
  return {
    'digest.openIssue': async () => {
      const place = await pickPlace(backend, vscode.l10n.t('Open an issue or a section'), 'both');
      if (place) {
        await show(place.key, place.section?.anchor);
      }
    },
    'digest.nextUnread': async () => {
      const after = issueAtHand({ readers, view }) ?? selectedIssue(view);
      const shown = { view: view.listView, today: today() };
      const key = await backend.nextUnread(after === undefined ? shown : { ...shown, after });
      if (key === undefined) {
        vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) Nothing unread'), 3000);
        return;
      }
      await show(key);
    },
    '_digest.showRow': async (node) => {
      if (node.kind === 'link') {
        await openOrOfferLabel(node);
        return;
      }
      const key = issueKeyOf(node);
      if (key !== undefined) {
        await readers.show(key, { anchor: anchorOf(node) });
      }
    },
    '_digest.showMore': (node) => {
      if (node.kind === 'more') {
        view.showMore(node);
      }
    },
    '_digest.showPlace': show,
    'digest.pinReader': () => readers.pin(true),
    'digest.unpinReader': () => readers.pin(false),
  };
}

/** Opens `<editor>://<extension>/issue/<key>#<anchor>` in the reader. */
export function createUriHandler(backend: Backend): vscode.UriHandler {
  return {
    handleUri: async (uri) => {
      const place = parseDeepLink(uri);
      if (!place || !(await backend.outline({ key: place.key }))) {
        void vscode.window.showInformationMessage(vscode.l10n.t('The issue of this link is not in your library.'));
        return;
      }
      await runCommand('_digest.showPlace', place.key, place.anchor);
    },
  };
}

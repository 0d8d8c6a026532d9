// What the extension does about the messages of the reader page.

import * as vscode from 'vscode';
import { anchors, linkAnchor, takeawayAnchor } from '../digest/model.js';
import type { Backend, Outline } from '../protocol/backend.js';
import { copyText } from './clipboard.js';
import { copyTakeaways } from './commands/takeaways.js';
import type { Log } from './log.js';
import { openLink } from './openLink.js';
import type { ReaderPanel } from './reader/readerPanel.js';
import type { ReaderMessage, Readers } from './reader/readers.js';
import { readSettings } from './settings.js';
import type { IssuesView } from './tree/issuesView.js';

/** Acts on each message; a failure is logged, as nobody waits for an answer. */
export function registerReaderActions(backend: Backend, readers: Readers, view: IssuesView, log: Log): vscode.Disposable {
  return readers.onMessage((received) => {
    act(received, backend, view).catch((error: unknown) => log.error('reader', `${received.message.type} failed: ${String(error)}`));
  });
}

async function act({ panel, message }: ReaderMessage, backend: Backend, view: IssuesView): Promise<void> {
  const { key } = message;
  switch (message.type) {
    case 'shown':
      return;
    case 'openLink':
      return openLink(message.url);
    case 'wasRead':
      return backend.setRead({ keys: [key], isRead: true });
    case 'toggleStar': {
      const isStarred = !panel.isStarred;
      panel.showState(isStarred);
      return backend.setStarred({ keys: [key], isStarred });
    }
    case 'scrolled': {
      panel.keepPlace(message.place);
      await backend.setPlace({ key, place: message.place });
      // A jump was asked for by a row or a command, which see to the selection themselves.
      if (!message.byHost && panel.isActive && readSettings().followsReader) {
        await view.follow(key, message.place.anchor || undefined);
      }
      return;
    }
    case 'copyTakeaways':
      return copyFromPage(panel, await backend.outline({ key }), message.anchor);
    case 'copyLabel': {
      const outline = await backend.outline({ key });
      const link = outline?.links.find((_, index) => linkAnchor(index) === message.anchor);
      if (link) {
        await copyText(link.label, vscode.l10n.t('Label copied'));
        panel.confirmCopied(message.anchor);
      }
    }
  }
}

async function copyFromPage(panel: ReaderPanel, outline: Outline | undefined, anchor: string): Promise<void> {
  if (!outline) {
    return;
  }
  const indexes = takeawaysAt(outline, anchor);
  if (indexes.length) {
    await copyTakeaways(outline, indexes);
    panel.confirmCopied(anchor);
  }
}

/** Indexes of the takeaways that an anchor of the page stands for: one, those of a section, or all. */
function takeawaysAt({ sections, takeaways }: Outline, anchor: string): readonly number[] {
  const indexes = takeaways.map((_, index) => index);
  if (anchor === anchors.takeaways) {
    return indexes;
  }
  const section = sections.find((known) => known.anchor === anchor);
  return indexes.filter((index) => takeawayAnchor(index) === anchor || (section && takeaways[index]?.section?.anchor === section.anchor));
}

// What the extension does about each message of the reader page. A bundle of its own, loaded when the first page speaks.

import * as vscode from 'vscode';
import { anchors, linkAnchor, takeawayAnchor } from '../digest/model.js';
import type { Backend, IssueKey, Outline } from '../protocol/backend.js';
import { copyText } from './clipboard.js';
import { copyTakeaways } from './commands/copyTakeaways.js';
import { openLink } from './openLink.js';
import { runCommand } from './register.js';
import { readSettings } from './settings/settings.js';
import type { IssuesView } from './tree/issuesView.js';
import { pageWords } from './words.js';
import { Mentions } from './reader/mentions.js';
import type { Notes } from './reader/notes.js';
import type { ReaderPanel } from './reader/readerPanel.js';
import type { ReaderMessage, Readers } from './reader/readers.js';

/** What is acted on. */
export interface ReaderParts {
  readonly backend: Backend;
  readonly notes: Notes;
  readonly readers: Readers;
  readonly view: IssuesView;
}

/** Gives what acts on a message. */
export function readerActions(parts: ReaderParts): (received: ReaderMessage) => Promise<void> {
  const mentions = new Mentions(parts.backend);
  return (received) => act(received, { ...parts, mentions });
}

async function act(
  { panel, message }: ReaderMessage,
  { backend, mentions, notes, readers, view }: ReaderParts & { readonly mentions: Mentions },
): Promise<void> {
  const { key } = message;
  const { topic } = panel;
  switch (message.type) {
    case 'shown':
      return topic ? undefined : mentions.offer(panel, key);
    case 'showMention':
      return mentions.show(panel, key, message.page, message.issue);
    case 'nowhere':
      sayNowhere(message.to);
      return;
    case 'go':
      return runCommand(ways[message.to]);
    case 'openLink':
      return openLink(message.url);
    case 'wasRead':
      return backend.setRead({ keys: [key], isRead: true });
    case 'toggleStar': {
      const isStarred = !panel.isStarred;
      panel.showState(isStarred, panel.note);
      return backend.setStarred({ keys: [key], isStarred });
    }
    case 'noteTyped':
      notes.typed(key, message.text);
      if (panel.key === key) {
        panel.keepNote(message.text);
      }
      return;
    case 'noteLeft':
      return notes.flush();
    case 'readFullArticle':
      return runCommand('digest.readFullArticle');
    case 'loadImage':
      return loadImage(panel, key, message.anchor, backend);
    case 'scrolled': {
      panel.keepPlace(message.place);
      if (topic) {
        return;
      }
      await backend.setPlace({ key, place: message.place });
      // A jump was asked for by a row or a command, which see to the selection themselves.
      if (!message.byHost && panel.isActive && readSettings().followsReader) {
        await view.follow(key, message.place.anchor || undefined);
      }
      return;
    }
    case 'copyTakeaways':
      return copyFromPage(panel, await backend.outline({ key }), message.anchor);
    case 'copyCode': {
      const code = await backend.code({ key, anchor: message.anchor, words: pageWords() });
      if (code !== undefined) {
        await copyText(code, vscode.l10n.t('Code copied'));
        panel.confirmCopied(message.anchor);
      }
      return;
    }
    case 'copyLabel': {
      const outline = await backend.outline({ key });
      const link = outline?.links.find((_, index) => linkAnchor(index) === message.anchor);
      if (link) {
        await copyText(link.label, vscode.l10n.t('Label copied'));
        panel.confirmCopied(message.anchor);
      }
      return;
    }
    case 'openMention':
    case 'openTopic':
    case 'toggleFollow':
    case 'showMore': {
      const { actOnTopic } = await import('./reader/topicPages.js');
      if (topic) {
        await actOnTopic(topic, message, { showAnew: (wanted) => readers.showTopicAnew(panel, wanted) });
      }
    }
  }
}

const ways = { back: 'digest.goBack', forward: 'digest.goForward' } as const;

function sayNowhere(to: 'next' | 'previous' | 'contents'): void {
  const sentences = {
    next: vscode.l10n.t('This is the last section'),
    previous: vscode.l10n.t('This is the first section'),
    contents: vscode.l10n.t('This page has no list of contents'),
  };
  vscode.window.setStatusBarMessage(sentences[to], 3000);
}

/** Nothing is fetched where the person wants no images, whatever a page says. */
async function loadImage(panel: ReaderPanel, key: IssueKey, anchor: string, backend: Backend): Promise<void> {
  const { images } = readSettings();
  if (images !== 'never') {
    const { imageFor } = await import('./reader/imageAnswers.js');
    const answer = await imageFor(backend, key, anchor, { words: pageWords(), images });
    if (panel.key === key) {
      panel.showImage(anchor, answer);
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

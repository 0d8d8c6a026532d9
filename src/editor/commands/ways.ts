// Ways through what there is to read: the issue above or below, the section after or before, back and forward, the contents.
// *Next Unread* and going to a place that was chosen are in `reading.ts`.

import * as vscode from 'vscode';
import type { Backend } from '../../protocol/backend.js';
import type { Side } from '../../protocol/listView.js';
import { today } from '../days.js';
import type { Direction } from '../reader/history.js';
import { runCommand, type HandlersOf } from '../register.js';
import { issueAtHand, selectedIssue, type AtHand } from './issueAtHand.js';

type WayCommand =
  | 'digest.nextIssue'
  | 'digest.previousIssue'
  | 'digest.nextSection'
  | 'digest.previousSection'
  | 'digest.goBack'
  | 'digest.goForward'
  | 'digest.goToContents';

export function wayCommands(backend: Backend, atHand: AtHand): HandlersOf<WayCommand> {
  const { readers, view } = atHand;
  const inTurn = oneByOne();
  const showBeside = async (side: Side) => {
    // From the page of a topic the way goes on where the list was left.
    const of = issueAtHand(atHand) ?? selectedIssue(view);
    const key = await backend.issueBeside({
      ...(of === undefined ? {} : { of }),
      side,
      today: today(),
      view: view.listView,
      keep: view.kept,
    });
    if (key === undefined) {
      const said =
        side === 'below' ? vscode.l10n.t('This is the last issue of the list') : vscode.l10n.t('This is the first issue of the list');
      vscode.window.setStatusBarMessage(said, 3000);
      return;
    }
    await runCommand('_digest.showPlace', key);
  };
  const go = async (direction: Direction) => {
    const key = await readers.go(direction);
    if (key !== undefined) {
      await view.follow(key, readers.current?.place?.anchor || undefined);
    }
  };
  return {
    'digest.nextIssue': () => inTurn(() => showBeside('below')),
    'digest.previousIssue': () => inTurn(() => showBeside('above')),
    'digest.nextSection': () => readers.current?.step('next'),
    'digest.previousSection': () => readers.current?.step('previous'),
    'digest.goBack': () => go('back'),
    'digest.goForward': () => go('forward'),
    'digest.goToContents': () => {
      const { current } = readers;
      current?.reveal(false);
      current?.enterContents();
    },
  };
}

/** A key that is held down asks faster than an issue can be shown: more than these are not waited for. */
const mostWaiting = 3;

/** Has each step begin where the one before it has led, however fast they are asked for. */
function oneByOne(): (work: () => Promise<void>) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;
  return async (work) => {
    if (waiting >= mostWaiting) {
      return;
    }
    waiting += 1;
    // What failed was reported where it was asked for.
    last = last.catch(() => undefined).then(work);
    await last.finally(() => (waiting -= 1));
  };
}

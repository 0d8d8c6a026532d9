// *Export Reading State…* and *Import Reading State…*: one JSON file with what was read, starred and noted. An import says what it
// would change before it does, and takes over only what is later than what was decided here.

import * as vscode from 'vscode';
import type { Backend } from '../../protocol/backend.js';
import type { StateChanges, StateFileOutcome, StateFileProblem } from '../../protocol/readingState.js';
import { askWhereTo, pickFileOrClipboard, writeText } from '../givenFile.js';
import type { HandlersOf } from '../register.js';

type ReadingStateCommand = 'digest.exportReadingState' | 'digest.importReadingState';

type ReadingStateBackend = Pick<Backend, 'exportState' | 'inspectState' | 'importState'>;

/** Milliseconds that the status bar says what was done. */
const saidFor = 8_000;

/** Bytes that are read of a file at all; the worker says the same. */
const largestFile = 64 * 1024 * 1024;

const filters = { JSON: ['json'] };

export function readingStateCommands(backend: ReadingStateBackend): HandlersOf<ReadingStateCommand> {
  return {
    'digest.exportReadingState': () => exportState(backend),
    'digest.importReadingState': async () => {
      const question = vscode.l10n.t('Import reading state from where?');
      const title = vscode.l10n.t('Import what you read, starred and noted');
      const given = await pickFileOrClipboard(question, { title, filters }, largestFile);
      if (!given) {
        return;
      }
      const { name, content } = given;
      const found: StateFileOutcome = content ? await backend.inspectState({ content }) : { outcome: 'failed', problem: 'tooLarge' };
      if (found.outcome === 'failed') {
        void vscode.window.showWarningMessage(problemWords(found.problem, name));
        return;
      }
      if (content && (await isWanted(found, name))) {
        const outcome = await backend.importState({ content });
        if (outcome.outcome === 'read') {
          vscode.window.setStatusBarMessage(`$(check) ${changesWords(outcome.changes)}`, saidFor);
        }
      }
    },
  };
}

async function exportState(backend: ReadingStateBackend): Promise<void> {
  const uri = await askWhereTo({ title: vscode.l10n.t('Export what you read, starred and noted'), filters }, 'digest-reading-state.json');
  if (!uri) {
    return;
  }
  const { text, issues } = await backend.exportState();
  if (!(await writeText(uri, text))) {
    return;
  }
  const said = issues === 1 ? vscode.l10n.t('State of 1 issue exported') : vscode.l10n.t('State of {0} issues exported', issues);
  vscode.window.setStatusBarMessage(`$(check) ${said}`, saidFor);
}

/** Shows what an import would change; whether the person wants it. Where nothing would, it only says so. */
async function isWanted({ changes, leftOut }: Extract<StateFileOutcome, { outcome: 'read' }>, name: string): Promise<boolean> {
  const facts = changeFacts(changes);
  if (facts.length === 0) {
    vscode.window.setStatusBarMessage(`$(check) ${vscode.l10n.t('Nothing new in {0}', name)}`, saidFor);
    return false;
  }
  const notes = [
    ...(changes.unknown ? [vscode.l10n.t('{0} for issues that are not in your library: kept for when they come', changes.unknown)] : []),
    ...(leftOut ? [vscode.l10n.t('{0} entries not understood', leftOut)] : []),
  ];
  const item = {
    label: vscode.l10n.t('Import'),
    iconPath: new vscode.ThemeIcon('check'),
    description: facts.join(' · '),
    detail: notes.join(' · '),
  };
  const chosen = await vscode.window.showQuickPick([item], {
    title: vscode.l10n.t('Import of Reading State'),
    placeHolder: vscode.l10n.t('What you decided later here stays. Escape leaves everything as it is.'),
  });
  return chosen !== undefined;
}

function changesWords(changes: StateChanges): string {
  const facts = changeFacts(changes);
  return facts.length ? vscode.l10n.t('Imported: {0}', facts.join(' · ')) : vscode.l10n.t('Nothing new');
}

/** "12 read", "3 starred", … */
function changeFacts({ read, unread, starred, unstarred, notes, places }: StateChanges): readonly string[] {
  return [
    ...(read ? [vscode.l10n.t('{0} read', read)] : []),
    ...(unread ? [vscode.l10n.t('{0} unread again', unread)] : []),
    ...(starred ? [vscode.l10n.t('{0} starred', starred)] : []),
    ...(unstarred ? [vscode.l10n.t('{0} without star', unstarred)] : []),
    ...(notes ? [vscode.l10n.t('Notes: {0}', notes)] : []),
    ...(places ? [vscode.l10n.t('Reading places: {0}', places)] : []),
  ];
}

function problemWords(problem: StateFileProblem, name: string): string {
  switch (problem) {
    case 'notOurs':
      return vscode.l10n.t('{0} holds no reading state of Digest.', name);
    case 'newer':
      return vscode.l10n.t('{0} was written by a later version of Digest. Update Digest, then import it again.', name);
    case 'tooLarge':
      return vscode.l10n.t('{0} is larger than {1} MB.', name, Math.round(largestFile / 1024 / 1024));
  }
}

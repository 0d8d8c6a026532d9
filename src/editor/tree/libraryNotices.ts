// The rows above the issues that say what is wrong with the library, or was: that nothing can be written, and what came back of
// one that was damaged. The row in place of a library that cannot be used is in `notices.ts`.

import * as vscode from 'vscode';
import type { LibraryStatus, LibraryTrouble, SalvageReport } from '../../protocol/libraryStatus.js';
import type { NoticeNode } from './nodes.js';

/** What stands above the issues of a library that can be read. */
export function readyNotices({ trouble, salvaged }: Extract<LibraryStatus, { state: 'ready' }>): readonly NoticeNode[] {
  return [...(trouble ? [troubleNotice(trouble)] : []), ...(salvaged ? [salvageNotice(salvaged)] : [])];
}

function troubleNotice(trouble: LibraryTrouble): NoticeNode {
  const [text, remedy] = troubleWords(trouble);
  const detail = vscode.l10n.t('Your issues can be read; what you mark now is not kept. {0} Click to try again.', remedy);
  return { kind: 'notice', id: 'trouble', text, detail, action: 'retry' };
}

function troubleWords(trouble: LibraryTrouble): readonly [text: string, remedy: string] {
  switch (trouble) {
    case 'full':
      return [vscode.l10n.t('The disk is full: nothing can be saved'), vscode.l10n.t('Make room on the disk.')];
    case 'readOnly':
      return [
        vscode.l10n.t('The library can only be read'),
        vscode.l10n.t('The editor may not write to the file or its folder: check their permissions.'),
      ];
    case 'locked':
      return [vscode.l10n.t('Another program locks the library'), vscode.l10n.t('It keeps other programs from writing: end it, or wait.')];
    case 'failing':
      return [
        vscode.l10n.t('The disk fails: nothing can be saved'),
        vscode.l10n.t('The disk reports errors, or does not allow files of this size.'),
      ];
  }
}

/** What came back of a damaged library. It stays until the person has put it aside. */
function salvageNotice(report: SalvageReport): NoticeNode {
  // The row is narrow: what counts stands first, the sentence in the hover.
  const text = vscode.l10n.t('Library repaired: {0}, {1}', issueWords(report), starWords(report));
  const detail = [
    vscode.l10n.t('The library was damaged. Back are: {0}, {1}.', issueWords(report), starWords(report)),
    ...(report.incomplete ? [incompleteWords(report.incomplete)] : []),
    vscode.l10n.t('What was lost is read again where its source still has it.'),
    vscode.l10n.t('The broken file is kept as {0}.', report.keptAs),
    vscode.l10n.t('Click to dismiss.'),
  ];
  return { kind: 'notice', id: 'salvaged', text, detail: detail.join('\n'), action: 'dismissSalvage' };
}

function issueWords({ issues, issuesBefore }: SalvageReport): string {
  if (issuesBefore === undefined) {
    return issues === 1 ? vscode.l10n.t('1 issue') : vscode.l10n.t('{0} issues', issues);
  }
  return issues === issuesBefore && issues > 1
    ? vscode.l10n.t('all {0} issues', issues)
    : vscode.l10n.t('{0} of {1} issues', issues, issuesBefore);
}

function starWords({ stars, starsBefore }: SalvageReport): string {
  if (starsBefore === undefined) {
    return stars === 1 ? vscode.l10n.t('1 star') : vscode.l10n.t('{0} stars', stars);
  }
  return stars >= starsBefore && stars > 1 ? vscode.l10n.t('all {0} stars', stars) : vscode.l10n.t('{0} of {1} stars', stars, starsBefore);
}

function incompleteWords(incomplete: number): string {
  return incomplete === 1
    ? vscode.l10n.t('1 issue lost parts of its text.')
    : vscode.l10n.t('{0} issues lost parts of their text.', incomplete);
}

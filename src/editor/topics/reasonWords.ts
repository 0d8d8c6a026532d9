// Why something concerns the workspace, in words: "vllm 0.9.1 in requirements.txt", and how far that is behind what was released.

import * as vscode from 'vscode';
import type { WorkspaceReason } from '../../protocol/topics.js';

/** What is used, its version, and the file that says so by its name alone. */
function reasonWords({ entry }: WorkspaceReason): string {
  return vscode.l10n.t('{0} in {1}', usedWords(entry), baseName(entry.path));
}

/** The same with the whole path, and how many more files use it. */
export function longReasonWords({ entry }: WorkspaceReason): string {
  const others = entry.files - 1;
  const where = vscode.l10n.t('{0} in {1}', usedWords(entry), entry.path);
  if (others < 1) return where;
  return others === 1 ? vscode.l10n.t('{0}, and in 1 more file', where) : vscode.l10n.t('{0}, and in {1} more files', where, others);
}

/** "behind by 2 releases, 1 says “breaking”"; undefined where nothing newer is known. */
export function behindWords({ behind }: Pick<WorkspaceReason, 'behind'>): string | undefined {
  if (!behind) return undefined;
  const { releases, breaking } = behind;
  const words = releases === 1 ? vscode.l10n.t('behind by 1 release') : vscode.l10n.t('behind by {0} releases', releases);
  if (breaking === 0) return words;
  return breaking === 1 ? vscode.l10n.t('{0}, 1 says “breaking”', words) : vscode.l10n.t('{0}, {1} say “breaking”', words, breaking);
}

/** The most direct reason, and how many more there are. */
export function shortReasons([first, ...others]: readonly [WorkspaceReason, ...WorkspaceReason[]]): string {
  const behind = behindWords([first, ...others].find((reason) => reason.behind) ?? {});
  const more = others.length === 0 ? undefined : vscode.l10n.t('{0} more', others.length);
  return [reasonWords(first), more, behind].filter((words) => words !== undefined).join(' · ');
}

/** What is installed counts more than what a manifest asks for. */
function usedWords({ name, installed, range }: WorkspaceReason['entry']): string {
  const version = installed ?? range;
  return version === undefined ? name : `${name} ${version}`;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

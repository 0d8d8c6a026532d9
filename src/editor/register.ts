// Registers commands by their typed ids. The one place that catches what a command throws: log the stack, say one sentence.

import * as vscode from 'vscode';
import type { CommandArguments, CommandId, ContextKey } from './ids.js';
import type { Log } from './log.js';

type Handler<Id extends CommandId> = (...parameters: CommandArguments[Id]) => unknown;

/** A feature's commands, each under its id. */
export type Handlers = { readonly [Id in CommandId]?: Handler<Id> };

/** The handlers of these commands, none missing. */
export type HandlersOf<Id extends CommandId> = Required<Pick<Handlers, Id>>;

/** Registers each handler; a handler that throws or rejects is logged and reported to the person once. */
export function registerCommands(handlers: Handlers, log: Log): vscode.Disposable {
  const registered = Object.entries(handlers).map(([id, handler]) =>
    vscode.commands.registerCommand(id, async (...parameters: unknown[]) => {
      try {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- VS Code hands over what the manifest and our own calls give
        await (handler as (...given: unknown[]) => unknown)(...parameters);
      } catch (error) {
        log.error('command', `${id} failed: ${describe(error)}`);
        void report(error);
      }
    }),
  );
  return vscode.Disposable.from(...registered);
}

/** Handlers of these commands that are loaded, all together, when the first of them is run. */
export function loadedOnDemand<Id extends CommandId>(ids: readonly Id[], load: () => Promise<HandlersOf<Id>>): Handlers {
  let loading: Promise<Handlers> | undefined;
  return Object.fromEntries(
    ids.map((id) => [
      id,
      async (...parameters: CommandArguments[Id]): Promise<unknown> => {
        loading ??= load();
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a mapped type loses which handler belongs to which id
        return ((await loading)[id] as Handler<Id>)(...parameters);
      },
    ]),
  );
}

/** Runs one of our own commands, its arguments checked by the compiler. */
export async function runCommand<Id extends CommandId>(id: Id, ...parameters: CommandArguments[Id]): Promise<void> {
  await vscode.commands.executeCommand(id, ...parameters);
}

/** A `TreeItem.command` or similar for one of our own commands. */
export function toCommand<Id extends CommandId>(id: Id, title: string, ...parameters: CommandArguments[Id]): vscode.Command {
  return { command: id, title, arguments: parameters };
}

export function setContext(key: ContextKey, value: boolean | string): void {
  void vscode.commands.executeCommand('setContext', key, value);
}

/** Says one sentence about a failure of something that the person just asked for, with what helps one click away. */
async function report(error: unknown): Promise<void> {
  const isInSettings = error instanceof Error && error.name === 'SettingsNotWritten';
  const help = isInSettings ? vscode.l10n.t('Open Settings') : vscode.l10n.t('Show Log');
  if ((await vscode.window.showErrorMessage(sentenceFor(error), help)) === help) {
    await (isInSettings ? vscode.commands.executeCommand('workbench.action.openSettingsJson') : runCommand('digest.showLog'));
  }
}

/** What the worker throws for every change while the library cannot be used, and what `settings.ts` throws, has its own sentence. */
function sentenceFor(error: unknown): string {
  switch (error instanceof Error ? error.name : '') {
    case 'LibraryUnavailable':
      return vscode.l10n.t('Your library cannot be used now; the view of issues says why.');
    case 'LibraryNotWritten:full':
      return vscode.l10n.t('This could not be saved: the disk is full.');
    case 'LibraryNotWritten:readOnly':
      return vscode.l10n.t('This could not be saved: the library can only be read.');
    case 'LibraryNotWritten:locked':
      return vscode.l10n.t('This could not be saved: another program locks the library.');
    case 'LibraryNotWritten:failing':
      return vscode.l10n.t('This could not be saved: the disk reports errors.');
    case 'SettingsNotWritten':
      return vscode.l10n.t('Your settings could not be written. Correct what is wrong in settings.json, then try again.');
    default:
      return vscode.l10n.t('Digest could not finish this command.');
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

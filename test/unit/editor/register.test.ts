// A command that fails says so once, and offers what helps.
import { beforeEach, expect, it, vi } from 'vitest';
import { registerCommands } from '../../../src/editor/register.js';

const editor = vi.hoisted(() => ({
  registered: new Map<string, (...parameters: unknown[]) => Promise<void>>(),
  run: [] as string[],
  said: [] as string[][],
}));

vi.mock('vscode', async () => ({
  ...(await import('./fakeVscode.js')),
  Disposable: { from: () => ({ dispose: () => {} }) },
  commands: {
    registerCommand: (id: string, handler: () => Promise<void>) => void editor.registered.set(id, handler),
    executeCommand: async (id: string) => void editor.run.push(id),
  },
  window: {
    // The person takes what is offered.
    showErrorMessage: async (message: string, offered: string) => {
      editor.said.push([message, offered]);
      return offered;
    },
  },
}));

const silent = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };

async function failWith(name: string): Promise<void> {
  const fail = () => {
    throw Object.assign(new Error('no'), { name });
  };
  registerCommands({ 'digest.mute': fail }, silent);
  await editor.registered.get('digest.mute')?.();
  await vi.waitFor(() => expect(editor.run).toHaveLength(1));
}

beforeEach(() => {
  editor.run.length = 0;
  editor.said.length = 0;
});

it('opens the settings where they could not be written', async () => {
  await failWith('SettingsNotWritten');
  expect(editor.said).toEqual([
    ['Your settings could not be written. Correct what is wrong in settings.json, then try again.', 'Open Settings'],
  ]);
  expect(editor.run).toEqual(['workbench.action.openSettingsJson']);
});

it('shows the log of what nobody expected', async () => {
  await failWith('TypeError');
  expect(editor.said).toEqual([['Digest could not finish this command.', 'Show Log']]);
  expect(editor.run).toEqual(['digest.showLog']);
});

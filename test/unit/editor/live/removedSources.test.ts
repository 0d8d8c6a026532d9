// What is removed comes back whole, its password too; what VS Code does not let us write is not removed in part.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { RemovedSources } from '../../../../src/editor/live/removedSources.js';
import { credentialsKey } from '../../../../src/protocol/sourceAddress.js';
import type { Credentials, SourceDefinition } from '../../../../src/protocol/sources.js';
import { said } from '../fakeVscode.js';

const setting = vi.hoisted(() => ({ entries: [] as readonly unknown[], isRefused: false }));
vi.mock('vscode', () => import('../fakeVscode.js'));
vi.mock('../../../../src/editor/settings/settings.js', () => ({
  writtenEntries: () => setting.entries,
  writeEntries: async (_name: string, entries: readonly unknown[]) => {
    if (setting.isRefused) throw new Error('The settings are unsaved.');
    setting.entries = entries;
  },
}));

const news: SourceDefinition = { git: 'https://quiet.example/a.git', path: 'news' };
const notes: SourceDefinition = { git: 'https://quiet.example/a.git', path: 'notes' };
const feed: SourceDefinition = { feed: 'https://loom.example/feed' };
const ann = { user: 'ann', password: 'secret' };

function start() {
  const kept = new Map<string, Credentials>([news, feed].map((source) => [credentialsKey(source), ann]));
  const store = {
    get: async (source: SourceDefinition) => kept.get(credentialsKey(source)),
    set: async (source: SourceDefinition, credentials: Credentials) => void kept.set(credentialsKey(source), credentials),
    delete: async (source: SourceDefinition) => void kept.delete(credentialsKey(source)),
  };
  return { kept, removed: new RemovedSources(store) };
}

const canUndo = () => said.contexts.get('digest.canUndoRemoveSource');

beforeEach(() => {
  Object.assign(setting, { entries: [news, notes, feed], isRefused: false });
  said.contexts.clear();
});

describe('RemovedSources', () => {
  it('takes a source out with its password, and gives both back', async () => {
    const { kept, removed } = start();
    await removed.remove([feed]);
    expect([setting.entries, kept.has(credentialsKey(feed)), canUndo()]).toEqual([[news, notes], false, true]);
    await removed.undo();
    expect([setting.entries, kept.has(credentialsKey(feed)), canUndo()]).toEqual([[news, notes, feed], true, false]);
  });

  it('leaves a password that another source needs', async () => {
    const { kept, removed } = start();
    await removed.remove([news]);
    expect(kept.has(credentialsKey(notes))).toBe(true);
    await removed.remove([notes]);
    expect(kept.has(credentialsKey(notes))).toBe(false);
  });

  it('removes nothing at all when the setting cannot be written', async () => {
    const { kept, removed } = start();
    setting.isRefused = true;
    await expect(removed.remove([feed])).rejects.toThrow('unsaved');
    expect([setting.entries, kept.has(credentialsKey(feed)), canUndo()]).toEqual([[news, notes, feed], true, undefined]);
  });

  it('can be undone later when it could not be undone now', async () => {
    const { removed } = start();
    await removed.remove([feed]);
    setting.isRefused = true;
    await expect(removed.undo()).rejects.toThrow('unsaved');
    setting.isRefused = false;
    await removed.undo();
    expect(setting.entries).toEqual([news, notes, feed]);
  });
});

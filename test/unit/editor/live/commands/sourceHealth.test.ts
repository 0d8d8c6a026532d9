// *Source Health* is about the library too, so it has something to say before there is a source.
import { expect, it, vi } from 'vitest';
import { sourceHealthCommands } from '../../../../../src/editor/live/commands/sourceHealth.js';
import type { SourceNode } from '../../../../../src/editor/live/sourceNodes.js';
import type { LibrarySize } from '../../../../../src/protocol/libraryStatus.js';
import { buildStatus } from '../buildStatus.js';

const asked = vi.hoisted(() => ({ placeholders: [] as (string | undefined)[] }));

vi.mock('vscode', async () => ({
  ...(await import('../../fakeVscode.js')),
  workspace: { getConfiguration: () => ({ get: () => undefined }) },
  window: {
    showQuickPick: async (_rows: unknown, { placeHolder }: { readonly placeHolder?: string }) => {
      asked.placeholders.push(placeHolder);
    },
  },
}));

const size: LibrarySize = { bytes: 4096, freeBytes: 0, shown: 1, muted: 0, emptied: 0, words: 9, unindexed: 0 };
const source: SourceNode = { kind: 'source', status: buildStatus({ feed: 'https://quiet.example/feed.xml' }), isSignedIn: false };

it.each([
  ['no sources', [], 'No sources yet; choose a row to set what your library keeps'],
  ['a source', [source], 'Choose a source to see what can be done'],
])('asks for what can be chosen: %s', async (_name, nodes, placeholder) => {
  asked.placeholders.length = 0;
  const commands = sourceHealthCommands({ nodes: async () => nodes, show: async () => {} }, { librarySize: async () => size });
  await commands['digest.sourceHealth']();
  expect(asked.placeholders).toEqual([placeholder]);
});

// Why a section concerns the workspace, in the words of its row and of its hover.

import { expect, it, vi } from 'vitest';
import { behindWords, longReasonWords, shortReasons } from '../../../../src/editor/topics/reasonWords.js';
import type { WorkspaceReason } from '../../../../src/protocol/topics.js';
import type { StackEntry } from '../../../../src/relevance/stack/stackModel.js';

vi.mock('vscode', () => import('../fakeVscode.js'));

const span = { line: 0, start: 0, end: 4 };

function reason(entry: Partial<StackEntry>, behind?: WorkspaceReason['behind']): WorkspaceReason {
  return {
    topic: { id: 'vllm', name: 'vLLM', kind: 'library' },
    entry: { ecosystem: 'pypi', name: 'vllm', use: 'dependency', path: 'api/requirements.txt', span, files: 1, ...entry },
    ...(behind ? { behind } : {}),
  };
}

const behind = { releases: 2, breaking: 1, newest: '0.10.0', key: 'releases/vllm' };

it.each([
  [reason({ installed: '0.9.1', range: '>=0.9' }), 'vllm 0.9.1 in requirements.txt'],
  [reason({ range: '>=0.9' }), 'vllm >=0.9 in requirements.txt'],
  [reason({ path: 'go.mod' }), 'vllm in go.mod'],
  [reason({ installed: '0.9.1' }, behind), 'vllm 0.9.1 in requirements.txt · behind by 2 releases, 1 says “breaking”'],
])('a row says the version, the file and how far it is behind', (why, expected) => {
  expect(shortReasons([why])).toBe(expected);
});

it('a row says how many more reasons there are, and what is behind whichever it is', () => {
  expect(shortReasons([reason({}), reason({ name: 'ray' }, { ...behind, releases: 1, breaking: 0 }), reason({ name: 'torch' })])).toBe(
    'vllm in requirements.txt · 2 more · behind by 1 release',
  );
});

it('a hover says the whole path and the other files', () => {
  expect(longReasonWords(reason({ files: 1 }))).toBe('vllm in api/requirements.txt');
  expect(longReasonWords(reason({ files: 2 }))).toBe('vllm in api/requirements.txt, and in 1 more file');
  expect(longReasonWords(reason({ files: 5 }))).toBe('vllm in api/requirements.txt, and in 4 more files');
});

it('says nothing of what is not behind', () => {
  expect(behindWords(reason({}))).toBeUndefined();
  expect(behindWords(reason({}, { ...behind, breaking: 2 }))).toBe('behind by 2 releases, 2 say “breaking”');
});

// What is said while a search is saved: a query that would not be read is not taken without a word.

import { expect, it, vi } from 'vitest';
import { savedSearchCommands } from '../../../../src/editor/commands/savedSearches.js';
import { UndoOffer } from '../../../../src/editor/undoOffer.js';
import { settings } from '../fakeVscode.js';

interface Box {
  readonly title: string;
  readonly value: string;
  readonly validateInput: (text: string) => string | undefined;
}

/** The boxes that were shown, each with what it says of the words it starts with; all are closed at once. */
const { boxes, showInputBox } = vi.hoisted(() => {
  const shown: unknown[] = [];
  return {
    boxes: shown,
    showInputBox: ({ title, value, validateInput }: Box): undefined => void shown.push([title, value.length, validateInput(value)]),
  };
});

vi.mock('vscode', async () => {
  const fake = await import('../fakeVscode.js');
  return { ...fake, window: { ...fake.window, showInputBox } };
});

it('a query that is handed over is asked for again where it is too long', async () => {
  const commands = savedSearchCommands(new UndoOffer());
  await commands['digest.saveSearch']('q'.repeat(1001));
  await commands['digest.saveSearch']('q'.repeat(1000));
  settings.set(
    'searches',
    Array.from({ length: 50 }, (_, index) => ({ name: `n${index}`, query: 'q' })),
  );
  await commands['digest.saveSearch']('vllm');
  expect(boxes).toEqual([
    ['Query of the Search', 1001, 'That is too long.'],
    ['Name of the Search', 40, undefined],
    ['Name of the Search', 4, 'Digest reads 50 searches, and you have as many. Remove one first.'],
  ]);
});

// The rows above the issues of a library that can be read: what is wrong with it in a sentence, and what a click does about it.

import { describe, expect, it, vi } from 'vitest';
import type { LibraryTrouble } from '../../../../src/protocol/libraryStatus.js';
import { readyNotices } from '../../../../src/editor/tree/libraryNotices.js';

vi.mock('vscode', () => import('../fakeVscode.js'));

/** Each trouble with the words of its row, and the part of its hover that says what helps. */
const troubles: readonly (readonly [trouble: LibraryTrouble, text: string, remedy: string])[] = [
  ['full', 'The disk is full: nothing can be saved', 'Make room on the disk.'],
  ['readOnly', 'The library can only be read', 'The editor may not write to the file or its folder: check their permissions.'],
  ['locked', 'Another program locks the library', 'It keeps other programs from writing: end it, or wait.'],
  ['failing', 'The disk fails: nothing can be saved', 'The disk reports errors, or does not allow files of this size.'],
];

describe('the rows of a library that can be read', () => {
  it.each(troubles)('say of the trouble “%s” what it is and what helps, and try again on a click', (trouble, text, remedy) => {
    expect(readyNotices({ state: 'ready', trouble })).toEqual([
      {
        kind: 'notice',
        id: 'trouble',
        text,
        detail: `Your issues can be read; what you mark now is not kept. ${remedy} Click to try again.`,
        action: 'retry',
      },
    ]);
  });

  it('say the trouble first, then what came back', () => {
    const salvaged = { issues: 3, issuesBefore: 4, stars: 2, starsBefore: 2, incomplete: 1, keptAs: 'library.damaged.db' };
    const [first, second, ...others] = readyNotices({ state: 'ready', trouble: 'full', salvaged });
    expect([first?.id, others]).toEqual(['trouble', []]);
    expect(second).toEqual({
      kind: 'notice',
      id: 'salvaged',
      text: 'Library repaired: 3 of 4 issues, all 2 stars',
      detail: [
        'The library was damaged. Back are: 3 of 4 issues, all 2 stars.',
        '1 issue lost parts of its text.',
        'What was lost is read again where its source still has it.',
        'The broken file is kept as library.damaged.db.',
        'Click to dismiss.',
      ].join('\n'),
      action: 'dismissSalvage',
    });
  });

  it('are none when nothing is wrong', () => {
    expect(readyNotices({ state: 'ready' })).toEqual([]);
  });
});

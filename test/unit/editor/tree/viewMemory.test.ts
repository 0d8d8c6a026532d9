// How a window remembers its view, and what the view is called.

import { describe, expect, it, vi } from 'vitest';
import { ViewMemory } from '../../../../src/editor/tree/viewMemory.js';
import { viewWords } from '../../../../src/editor/tree/viewWords.js';
import { usualView } from '../../../../src/protocol/listView.js';

vi.mock('vscode', () => import('../fakeVscode.js'));

/** A state of the editor that lives in memory. */
function memento(): ConstructorParameters<typeof ViewMemory>[0] {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its type is whatever its caller hopes for
    get: (key: string): never => kept.get(key) as never,
    update: async (key, value) => void kept.set(key, value),
  };
}

describe('the view of a window', () => {
  it('is kept for it; a new window begins with the last choice of any', async () => {
    const everywhere = memento();
    const [first, second] = [memento(), memento()];
    const window = new ViewMemory(first, everywhere);
    expect(window.view).toEqual(usualView);
    await window.choose({ group: 'source' });
    await window.choose({ filter: 'unread' });
    await new ViewMemory(second, everywhere).choose({ group: 'category', filter: 'all' });
    expect(new ViewMemory(first, everywhere).view).toEqual({ group: 'source', filter: 'unread', sort: 'newest' });
    expect(new ViewMemory(memento(), everywhere).view).toEqual({ group: 'category', filter: 'all', sort: 'newest' });
  });

  it('is as usual where what was kept is not understood', async () => {
    const broken = memento();
    await broken.update('issuesView', { group: 7, filter: 'starred' });
    expect(new ViewMemory(broken, memento()).view).toEqual({ ...usualView, filter: 'starred' });
  });

  it('is said beside the title, unless it is as usual', () => {
    expect(
      [
        usualView,
        { ...usualView, filter: 'unread' } as const,
        { ...usualView, group: 'source' } as const,
        { group: 'category', filter: 'starred', sort: 'oldest' } as const,
      ].map(viewWords),
    ).toEqual(['', 'Unread', 'By source', 'Starred, by category, oldest first']);
  });
});

// When the tree takes changes in: the person's at once, a burst of new issues together, never two at a time.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Change } from '../../../../src/editor/tree/treeContents.js';
import { Updates } from '../../../../src/editor/tree/updates.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Updates that take `duration` milliseconds each, and what began when. */
function noted(duration = 0): { readonly updates: Updates; readonly begun: (Change & { readonly at: number })[] } {
  const begun: (Change & { readonly at: number })[] = [];
  const start = Date.now();
  const updates = new Updates(async (change) => {
    begun.push({ ...change, at: Date.now() - start });
    if (duration > 0) await new Promise((resolve) => setTimeout(resolve, duration));
  });
  return { updates, begun };
}

describe('changes', () => {
  it('of state are taken in at once, one after the other', async () => {
    const { updates, begun } = noted(50);
    updates.add({ scope: 'state', keys: ['a'] });
    updates.add({ scope: 'state', keys: ['b'] });
    await vi.advanceTimersByTimeAsync(200);
    expect(begun).toEqual([
      { scope: 'state', keys: ['a'], at: 0 },
      { scope: 'state', keys: ['b'], at: 50 },
    ]);
  });

  it('of issues gather, and are looked at once a second while they keep coming', async () => {
    const { updates, begun } = noted();
    for (let index = 0; index < 30; index++) {
      updates.add({ scope: 'issues', keys: [`k${index}`] });
      await vi.advanceTimersByTimeAsync(100);
    }
    await vi.advanceTimersByTimeAsync(2000);
    expect(begun.map(({ at }) => at)).toEqual([150, 1150, 2150, 3150]);
    expect(begun.flatMap(({ keys }) => keys)).toEqual(Array.from({ length: 30 }, (_, index) => `k${index}`));
  });

  it('that may be any make the whole burst one that may be any', async () => {
    const { updates, begun } = noted();
    for (const keys of [['a'], undefined, ['b']]) updates.add({ scope: 'issues', keys });
    await updates.flush();
    expect(begun).toEqual([{ scope: 'issues', keys: undefined, at: 0 }]);
  });

  it('are over when they were flushed', async () => {
    const { updates, begun } = noted(50);
    updates.add({ scope: 'issues', keys: ['a'] });
    updates.add({ scope: 'state', keys: ['b'] });
    let isOver = false;
    const over = updates.flush().then(() => (isOver = true));
    await vi.advanceTimersByTimeAsync(99);
    expect([isOver, begun.length]).toEqual([false, 2]);
    await vi.advanceTimersByTimeAsync(1);
    expect([isOver, await over]).toEqual([true, true]);
    updates.dispose();
  });
});

// Cuts long work into pieces that let messages through between them, so that a closing worker is heard at once.

import { setImmediate } from 'node:timers/promises';

/** Lets waiting messages and events through. */
export async function breathe(): Promise<void> {
  await setImmediate();
}

/** Does `work` on pieces of `items`, one after the other; ends early when `signal` is aborted. */
export async function inBatches<T>(
  items: readonly T[],
  size: number,
  work: (batch: readonly T[]) => Promise<void> | void,
  signal?: AbortSignal,
): Promise<void> {
  for (let start = 0; start < items.length; start += size) {
    if (signal?.aborted) return;
    await work(items.slice(start, start + size));
    await breathe();
  }
}

// Turns at the network: how many at a time, in which order, and what an abort leaves.

import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createRequestQueue, type RequestQueue } from '../../../../src/sources/http/requestQueue.js';

const never = new AbortController().signal;

/** Asks for a turn and notes `name` when it has come; gives the way to end it. */
function ask(queue: RequestQueue, started: string[], name: string, host: string, isUrgent = false): () => Promise<void> {
  const turn = queue.enter(`https://${host}/${name}`, never, isUrgent).then((leave) => {
    started.push(name);
    return leave;
  });
  return async () => (await turn)();
}

async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

describe('the queue', () => {
  it('lets two a host and eight in all go, then the others as turns end', async () => {
    const queue = createRequestQueue();
    let running = 0;
    let most = 0;
    const perHost = new Map<string, number>();
    let mostPerHost = 0;
    const work = async (index: number): Promise<void> => {
      const host = `host${index % 5}.example`;
      const leave = await queue.enter(`https://${host}/`, never);
      most = Math.max(most, ++running);
      perHost.set(host, (perHost.get(host) ?? 0) + 1);
      mostPerHost = Math.max(mostPerHost, perHost.get(host) ?? 0);
      await settle();
      running--;
      perHost.set(host, (perHost.get(host) ?? 0) - 1);
      leave();
    };
    await Promise.all(Array.from({ length: 500 }, (_, index) => work(index)));
    expect({ most, mostPerHost, running }).toEqual({ most: 8, mostPerHost: 2, running: 0 });
  });

  it('waits no longer for servers that are slow, up to a bound', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const queue = createRequestQueue({ total: 2, patience: 1_000, most: 5 });
    const started: string[] = [];
    const ends = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => ask(queue, started, name, `${name}.example`));
    await settle();
    expect(started).toEqual(['a', 'b']);
    vi.advanceTimersByTime(1_000);
    await settle();
    expect(started).toEqual(['a', 'b', 'c', 'd']);
    vi.advanceTimersByTime(5_000);
    await settle();
    expect(started).toEqual(['a', 'b', 'c', 'd', 'e']);
    await ends[0]?.();
    await settle();
    expect(started).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('lets others pass those whose host is busy', async () => {
    const queue = createRequestQueue();
    const started: string[] = [];
    const ends = ['a', 'b', 'c', 'd'].map((name) => ask(queue, started, name, 'slow.example'));
    ask(queue, started, 'e', 'quick.example');
    await settle();
    expect(started).toEqual(['a', 'b', 'e']);
    await ends[0]?.();
    await settle();
    expect(started).toEqual(['a', 'b', 'e', 'c']);
  });

  it('keeps the order otherwise, but lets a person go ahead', async () => {
    const queue = createRequestQueue({ total: 1 });
    const started: string[] = [];
    const ends = ['a', 'b', 'c'].map((name) => ask(queue, started, name, `${name}.example`));
    ends.push(ask(queue, started, 'person', 'p.example', true));
    for (const index of [0, 3, 1, 2]) {
      await ends[index]?.();
      await settle();
    }
    expect(started).toEqual(['a', 'person', 'b', 'c']);
  });

  it('forgets whoever gives up waiting', async () => {
    const queue = createRequestQueue({ total: 1 });
    const leave = await queue.enter('https://a.example/', never);
    const controller = new AbortController();
    const given = queue.enter('https://b.example/', controller.signal);
    const started: string[] = [];
    ask(queue, started, 'c', 'c.example');
    controller.abort(new Error('Enough.'));
    await expect(given).rejects.toThrow('Enough.');
    leave();
    await settle();
    expect(started).toEqual(['c']);
  });

  it('counts the end of a turn once', async () => {
    const queue = createRequestQueue({ total: 1 });
    const started: string[] = [];
    const leave = await queue.enter('https://a.example/', never);
    ask(queue, started, 'b', 'b.example');
    ask(queue, started, 'c', 'c.example');
    leave();
    leave();
    await settle();
    expect(started).toEqual(['b']);
  });

  it('refuses at once what was aborted before', async () => {
    const queue = createRequestQueue({ total: 1 });
    await expect(queue.enter('https://a.example/', AbortSignal.abort(new Error('Enough.')))).rejects.toThrow('Enough.');
    (await queue.enter('https://a.example/', never))();
  });
});

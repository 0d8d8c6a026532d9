// What a person sees while sources are read: how far it is, a way to stop it, one sentence at the end. Nothing of the background.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Refreshing } from '../../../../src/editor/live/refreshing.js';
import type { RefreshSummary } from '../../../../src/protocol/sources.js';
import { said } from '../fakeVscode.js';

vi.mock('vscode', () => import('../fakeVscode.js'));

const summary: RefreshSummary = { sources: 2, failed: 0, added: 4, updated: 0, isStopped: false };

function start() {
  const done: { resolve: (value: RefreshSummary) => void; reject: (error: Error) => void }[] = [];
  const asked: (readonly string[] | undefined)[] = [];
  const view: { description: string | undefined } = { description: undefined };
  const backend = {
    refresh: ({ sourceIds }: { readonly sourceIds?: readonly string[] }) => {
      asked.push(sourceIds);
      const { promise, resolve, reject } = Promise.withResolvers<RefreshSummary>();
      done.push({ resolve, reject });
      return promise;
    },
    stopRefresh: async () => undefined,
  };
  return { refreshing: new Refreshing(backend, [view]), view, done, asked };
}

const isRefreshing = () => said.contexts.get('digest.isRefreshing');

beforeEach(() => {
  said.contexts.clear();
  said.messages.length = 0;
});

describe('Refreshing', () => {
  it('shows how far it is, then one sentence', async () => {
    const { refreshing, view, done, asked } = start();
    const run = refreshing.run(['a', 'b']);
    expect(isRefreshing()).toBe(true);
    refreshing.onBackendEvent({ event: 'refreshing', done: 1, total: 2, isBackground: false });
    expect(view.description).toBe('Refreshing 1 of 2…');
    refreshing.onBackendEvent({ event: 'refreshed', summary });
    done[0]?.resolve(summary);
    await run;
    expect([view.description, isRefreshing(), asked, said.messages]).toEqual([undefined, false, [['a', 'b']], ['$(check) 4 new issues']]);
  });

  it('ends with the last of two', async () => {
    const { refreshing, done } = start();
    const [first, second] = [refreshing.run(), refreshing.run(['a'])];
    done[0]?.resolve(summary);
    await first;
    expect(isRefreshing()).toBe(true);
    done[1]?.resolve(summary);
    await second;
    expect(isRefreshing()).toBe(false);
  });

  it('ends when the backend fails', async () => {
    const { refreshing, view, done } = start();
    const run = refreshing.run();
    refreshing.onBackendEvent({ event: 'refreshing', done: 0, total: 2, isBackground: false });
    done[0]?.reject(new Error('gone'));
    await expect(run).rejects.toThrow('gone');
    expect([view.description, isRefreshing()]).toEqual([undefined, false]);
  });

  it('shows sources that the worker reads because they were added', () => {
    const { refreshing, view } = start();
    refreshing.onBackendEvent({ event: 'refreshing', done: 0, total: 3, isBackground: false });
    expect([view.description, isRefreshing()]).toEqual(['Refreshing 0 of 3…', true]);
    refreshing.onBackendEvent({ event: 'refreshed', summary: { ...summary, failed: 1 } });
    refreshing.onBackendEvent({ event: 'refreshing', done: 0, total: 0, isBackground: false });
    expect([view.description, isRefreshing(), said.messages]).toEqual([undefined, false, ['$(warning) 4 new issues · 1 source failed']]);
  });

  it('ends with its own refresh, though one in the background goes on', () => {
    const { refreshing, view } = start();
    refreshing.onBackendEvent({ event: 'refreshing', done: 1, total: 300, isBackground: true });
    refreshing.onBackendEvent({ event: 'refreshing', done: 0, total: 1, isBackground: false });
    refreshing.onBackendEvent({ event: 'refreshing', done: 1, total: 1, isBackground: false });
    refreshing.onBackendEvent({ event: 'refreshed', summary });
    refreshing.onBackendEvent({ event: 'refreshing', done: 2, total: 300, isBackground: true });
    expect([view.description, isRefreshing()]).toEqual([undefined, false]);
  });

  it('says nothing of the background', () => {
    const { refreshing, view } = start();
    refreshing.onBackendEvent({ event: 'refreshing', done: 0, total: 3, isBackground: true });
    expect([view.description, isRefreshing(), said.messages]).toEqual([undefined, undefined, []]);
  });
});

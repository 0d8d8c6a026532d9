// What the worker is told of sources is what the settings say when it is told, with the secrets of these very sources.
import { beforeEach, expect, it, vi } from 'vitest';
import { supplySources } from '../../../../src/editor/live/supplySources.js';
import type { Credentials, SourceDefinition } from '../../../../src/protocol/sources.js';

const settings = vi.hoisted(() => ({ sources: [] as readonly object[] }));
vi.mock('../../../../src/editor/settings/settings.js', () => ({
  readSettings: () => ({ sources: settings.sources, polling: { inBackground: true, largestDownload: 1 } }),
}));

const first = { feed: 'https://first.example/' };
const second = { feed: 'https://second.example/' };
const ann = { user: 'ann', password: 'secret' };

/** Secrets that are read when they are told to be. */
function startStore() {
  const asked: { readonly sources: readonly SourceDefinition[]; readonly answer: () => void }[] = [];
  const readAll = (sources: readonly SourceDefinition[]) => {
    const { promise, resolve } = Promise.withResolvers<ReadonlyMap<string, Credentials>>();
    asked.push({ sources, answer: () => resolve(new Map(sources.map((source) => [JSON.stringify(source), ann]))) });
    return promise;
  };
  return { asked, readAll };
}

beforeEach(() => {
  settings.sources = [first];
});

it('gives the sources with their secrets', async () => {
  const { asked, readAll } = startStore();
  const setSources = vi.fn<() => Promise<void>>(async () => undefined);
  const supplied = supplySources({ setSources }, { readAll });
  asked[0]?.answer();
  await supplied;
  expect(setSources.mock.calls).toEqual([
    [{ sources: [first], polling: { inBackground: true, largestDownload: 1 }, credentials: new Map([[JSON.stringify(first), ann]]) }],
  ]);
});

it('never gives older settings after newer ones', async () => {
  const { asked, readAll } = startStore();
  const given: (readonly SourceDefinition[])[] = [];
  const backend = { setSources: async ({ sources }: { readonly sources: readonly SourceDefinition[] }) => void given.push(sources) };
  const early = supplySources(backend, { readAll });
  settings.sources = [first, second];
  const late = supplySources(backend, { readAll });
  asked[1]?.answer();
  await late;
  asked[0]?.answer();
  await vi.waitFor(() => expect(asked[2]).toBeDefined());
  asked[2]?.answer();
  await early;
  expect(given).toEqual([
    [first, second],
    [first, second],
  ]);
});

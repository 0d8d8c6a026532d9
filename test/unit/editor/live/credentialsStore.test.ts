// Secrets are kept for one exact address, under no readable form of themselves, and what is not understood is none.
import { describe, expect, it } from 'vitest';
import { CredentialsStore } from '../../../../src/editor/live/credentialsStore.js';

type Secrets = ConstructorParameters<typeof CredentialsStore>[0];

function startSecrets() {
  const kept = new Map<string, string>();
  const asked: string[] = [];
  const listeners = new Set<(change: { readonly key: string }) => void>();
  const changed = (key: string) => listeners.forEach((listen) => listen({ key }));
  const secrets = {
    get: async (key: string) => {
      asked.push(key);
      return kept.get(key);
    },
    store: async (key: string, value: string) => {
      kept.set(key, value);
      changed(key);
    },
    delete: async (key: string) => {
      kept.delete(key);
      changed(key);
    },
    keys: async () => [...kept.keys()],
    onDidChange: (listen: (change: { readonly key: string }) => void) => {
      listeners.add(listen);
      return { dispose: () => listeners.delete(listen) };
    },
  } satisfies Secrets & { keys: () => Promise<string[]> };
  return { kept, asked, secrets, store: new CredentialsStore(secrets) };
}

const feed = { feed: 'https://quiet.example/feed.xml' };
const ann = { user: 'ann', password: 'secret' };

describe('CredentialsStore', () => {
  it('gives what was kept, by address', async () => {
    const { store } = startSecrets();
    await store.set(feed, ann);
    const sources = [feed, { feed: 'https://other.example/' }, { folder: '~/notes' }];
    expect(await store.readAll(sources)).toEqual(new Map([['https://quiet.example/feed.xml', ann]]));
    await store.delete(feed);
    expect(await store.readAll(sources)).toEqual(new Map());
  });

  it('asks VS Code once for each, until another window changes it', async () => {
    const { store, asked, secrets } = startSecrets();
    const sources = [feed, { feed: 'https://other.example/' }];
    await store.readAll(sources);
    await store.readAll(sources);
    expect(asked).toHaveLength(2);
    await secrets.store(asked[0] ?? '', JSON.stringify(ann));
    expect(await store.readAll(sources)).toEqual(new Map([['https://quiet.example/feed.xml', ann]]));
    expect(asked).toHaveLength(3);
  });

  it('asks again after VS Code could not answer', async () => {
    const { store, secrets } = startSecrets();
    const { get } = secrets;
    secrets.get = async () => Promise.reject(new Error('The keychain is locked.'));
    await expect(store.get(feed)).rejects.toThrow('locked');
    secrets.get = get;
    expect(await store.get(feed)).toBeUndefined();
  });

  it('gives nothing to another host, path or scheme', async () => {
    const { store } = startSecrets();
    await store.set(feed, ann);
    for (const other of [
      'http://quiet.example/feed.xml',
      'https://quiet.example/feed.xml?x',
      'https://quiet.example.evil.example/feed.xml',
    ]) {
      expect(await store.get({ feed: other })).toBeUndefined();
    }
    expect(await store.get({ feed: 'https://QUIET.example/feed.xml', name: 'Renamed' })).toEqual(ann);
  });

  it('keeps no secret in the name of a secret', async () => {
    const { store, kept } = startSecrets();
    await store.set({ feed: 'https://ann:hidden@quiet.example/' }, ann);
    expect([...kept.keys()].join()).not.toContain('hidden');
  });

  it.each(['', '{', '[]', 'null', '{"user":1,"password":"x"}', '{"user":"x"}'])('takes “%s” for nothing', async (text) => {
    const { store, kept } = startSecrets();
    await store.set(feed, ann);
    for (const key of kept.keys()) kept.set(key, text);
    expect(await store.get(feed)).toBeUndefined();
  });

  it('tells of changes', async () => {
    const { store, secrets } = startSecrets();
    let changes = 0;
    store.onDidChange(() => (changes += 1));
    await store.set(feed, ann);
    await secrets.store('of another kind', 'x');
    expect(changes).toBe(1);
  });
});

// The host's side of the backend with real workers: the bundled one, and small ones that die, hang or talk nonsense.

import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type BackendOptions, createBackend, type RunningBackend } from '../../../src/editor/backend.js';
import type { BackendEvent } from '../../../src/protocol/backend.js';
import { pageWords } from '../words.js';
import { issueText, soon, temporaryFolder, write } from './servers.js';

const polling = { inBackground: false, largestDownload: 1000 };

interface Started {
  readonly backend: RunningBackend;
  readonly storage: string;
  readonly events: BackendEvent[];
  readonly lines: string[];
}

function start(
  workerFile: string,
  storage = join(temporaryFolder(), 'storage'),
  patience = 5000,
  onStart?: BackendOptions['onStart'],
): Started {
  const events: BackendEvent[] = [];
  const lines: string[] = [];
  const backend = createBackend({
    workerFile,
    storageFolder: storage,
    onEvent: (event) => events.push(event),
    log: (level, message) => lines.push(`${level} ${message}`),
    patience,
    ...(onStart ? { onStart } : {}),
  });
  onTestFinished(() => backend.dispose());
  return { backend, storage, events, lines };
}

async function bundledWorker(): Promise<string> {
  const outfile = join(temporaryFolder(), 'worker.cjs');
  const entry = join(import.meta.dirname, '../../../src/ingest/worker.ts');
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'cjs', target: 'node22', logLevel: 'error' });
  return outfile;
}

/** A worker of a few lines: `body` answers a call `{ id, method, params }` by `port`. */
function smallWorker(body: string): string {
  const file = join(temporaryFolder(), 'worker.cjs');
  const reply = 'const reply = (id, value) => port.postMessage({ type: "reply", id, value });';
  writeFileSync(
    file,
    `const { parentPort: port } = require('node:worker_threads'); ${reply} port.on('message', ({ id, method, params }) => { ${body} });`,
  );
  return file;
}

describe('the real worker', () => {
  it('starts at the first call, keeps what it is given, tells of changes and closes its library', { timeout: 60_000 }, async () => {
    const workerFile = await bundledWorker();
    const { backend, storage, events, lines } = start(workerFile);
    expect(existsSync(storage)).toBe(false);
    expect(await backend.status()).toEqual({ state: 'ready' });
    const [outcome] = await backend.import({ items: [{ name: 'a.md', content: Buffer.from(issueText('One')) }] });
    expect(outcome).toMatchObject({ outcome: 'added', title: 'One' });
    const key = (await backend.newest()) ?? '';
    await backend.setPlace({ key, place: { anchor: 'warp', offset: 3 } });
    await backend.setRead({ keys: [key], isRead: true });
    expect(events.filter((event) => event.event === 'changed')).toEqual([
      { event: 'changed', scope: 'issues', keys: [key] },
      { event: 'changed', scope: 'state', keys: [key] },
    ]);
    await backend.dispose();
    await backend.dispose();
    // The last connection that closes puts the log back into the file and removes it.
    expect(readdirSync(storage)).toEqual(['library.db']);
    expect(lines.filter((line) => !line.startsWith('info'))).toEqual([]);
    await expect(backend.unreadCount()).rejects.toThrow('closed');

    const again = start(workerFile, storage);
    expect(await again.backend.render({ key, words: pageWords })).toMatchObject({
      issue: { isRead: true },
      place: { anchor: 'warp', offset: 3 },
    });
  });

  it('is heard in the middle of a long reading, and closes then', { timeout: 60_000 }, async () => {
    const root = temporaryFolder();
    for (let index = 0; index < 400; index++) write(root, `${index}.md`, issueText(`Issue ${index}`));
    const { backend, events, lines } = start(await bundledWorker());
    const reading = backend.setSources({ sources: [{ folder: root }], polling, credentials: new Map() });
    await soon(() => expect(events.some((event) => event.event === 'changed')).toBe(true));
    const count = await backend.unreadCount();
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(400);
    const ended = Promise.allSettled([reading]);
    await backend.dispose();
    expect(lines.filter((line) => line.startsWith('warn'))).toEqual([]);
    await ended;
  });
});

describe('a worker that has just started', () => {
  const remembers = "globalThis.asked ??= []; asked.push(method); if (method === 'setSources') process.exit(4); reply(id, asked.join());";

  it('is given what it needs before anything else is answered, each time one is started', async () => {
    const { backend } = start(smallWorker(remembers), undefined, undefined, (worker) => worker.installSeeds({ folder: 'seeds' }));
    expect(await backend.newest()).toBe('installSeeds,newest');
    expect(await backend.newest()).toBe('installSeeds,newest,newest');
    await expect(backend.setSources({ sources: [], polling, credentials: new Map() })).rejects.toThrow('code 4');
    expect(await backend.newest()).toBe('installSeeds,newest');
  });

  it('answers all the same when that fails', async () => {
    const { backend, lines } = start(smallWorker(remembers), undefined, undefined, () => Promise.reject(new Error('No seeds.')));
    expect(await backend.newest()).toBe('newest');
    expect(lines.join()).toContain('No seeds.');
  });
});

describe('a worker that dies', () => {
  it('rejects what was pending, and the next call starts another', async () => {
    const { backend, lines } = start(
      smallWorker(
        "if (method === 'unreadCount') process.exit(3); if (method === 'newest') reply(id, 'a/b'); if (method === 'close') reply(id);",
      ),
    );
    expect(await backend.newest()).toBe('a/b');
    const pending = [backend.groups({ today: '2026-05-03' }), backend.unreadCount()];
    const results = await Promise.allSettled(pending);
    expect(results.map((result) => (result.status === 'rejected' ? String(result.reason) : ''))).toEqual([
      'Error: The worker ended, code 3.',
      'Error: The worker ended, code 3.',
    ]);
    expect(await backend.newest()).toBe('a/b');
    expect(lines).toEqual(['error The worker ended by itself, code 3; the next call starts it again.']);
  });

  it('by an error tells which one', async () => {
    const { backend, lines } = start(smallWorker("if (method === 'close') reply(id); else throw new RangeError('Out of yarn.');"));
    await expect(backend.newest()).rejects.toThrow('Out of yarn.');
    expect(lines.join('\n')).toContain('Out of yarn.');
  });

  it('as soon as it starts rejects every call anew', async () => {
    const file = join(temporaryFolder(), 'worker.cjs');
    writeFileSync(file, "throw new Error('Not today.');");
    const { backend } = start(file);
    await expect(backend.status()).rejects.toThrow('Not today.');
    await expect(backend.status()).rejects.toThrow('Not today.');
  });

  it('before it is there rejects the call', async () => {
    const { backend } = start(join(temporaryFolder(), 'none.cjs'));
    await expect(backend.status()).rejects.toThrow(/ENOENT/);
  });
});

describe('a worker that does not close', () => {
  it('is ended when its time is over', async () => {
    const { backend, lines } = start(
      smallWorker("if (method === 'newest') reply(id, 'a/b'); if (method === 'close') for (;;);"),
      undefined,
      50,
    );
    await backend.newest();
    const pending = backend.unreadCount();
    const rejected = expect(pending).rejects.toThrow('The worker ended');
    await backend.dispose();
    await rejected;
    expect(lines).toEqual(['warn The worker did not close in time and is ended.']);
  });

  it('because it died just then ends all the same', async () => {
    const { backend, lines } = start(smallWorker("if (method === 'newest') reply(id, 'a/b'); if (method === 'close') process.exit(1);"));
    await backend.newest();
    await backend.dispose();
    expect(lines).toEqual(['warn The library did not close cleanly: Error: The worker ended, code 1.']);
  });
});

describe('a worker that talks nonsense', () => {
  it('is logged and not acted on', async () => {
    const { backend, lines, events } = start(smallWorker("port.postMessage('hm'); reply(99, 1); reply(id, 'a/b');"));
    expect(await backend.newest()).toBe('a/b');
    expect([lines, events]).toEqual([['warn The worker sent something that is not a message: string'], []]);
  });
});

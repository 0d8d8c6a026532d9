// The life of the worker that parses a workspace: small ones that answer, die and hang, and the bundled one.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, it, onTestFinished } from 'vitest';
import { StackThread, type StackThreadOptions } from '../../../../src/editor/workspace/stackThread.js';
import { temporaryFolder } from '../../ingest/servers.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function thread(workerFile: string, options: Partial<StackThreadOptions> = {}) {
  const lines: string[] = [];
  const say = (_component: string, message: string): void => void lines.push(message);
  const log = { debug: say, info: say, warn: say, error: say };
  const made = new StackThread({ workerFile, modelPrefixes: async () => ['gpt-'], log, ...options });
  onTestFinished(() => made.dispose());
  return Object.assign(made, { lines });
}

/** A worker of a few lines: `body` answers a call `{ id, method, params }` with `reply(id, value)`. */
function smallWorker(body: string): string {
  const file = join(temporaryFolder(), 'stack.cjs');
  const reply = 'const reply = (id, value) => port.postMessage({ type: "reply", id, value });';
  writeFileSync(
    file,
    `const { parentPort: port, workerData } = require('node:worker_threads'); ${reply} port.on('message', ({ id, method, params }) => { ${body} });`,
  );
  return file;
}

async function bundledWorker(): Promise<string> {
  const outfile = join(temporaryFolder(), 'stack.cjs');
  const entry = join(import.meta.dirname, '../../../../src/ingest/stack/stackWorker.ts');
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
  return outfile;
}

it('ends when nothing is asked, and the next one knows what it knew', async () => {
  const real = thread(await bundledWorker(), { idleTime: 50 });
  await real.ask('put', { files: [{ path: 'requirements.txt', bytes: bytes('vllm==0.9.1\n') }] });
  await expect.poll(() => real.isRunning).toBe(false);
  const [entry] = await real.ask('stack');
  expect(entry).toMatchObject({ ecosystem: 'pypi', name: 'vllm', path: 'requirements.txt' });
  expect(real.losses).toBe(0);
});

it('counts what it loses when it dies, and starts again', async () => {
  const dying = thread(smallWorker('if (method === "put") process.exit(3); reply(id, []);'));
  await expect(dying.ask('put', { files: [] })).rejects.toThrow(/code 3/);
  expect(await dying.ask('stack')).toEqual([]);
  expect(dying.losses).toBe(1);
  expect(dying.lines).toEqual([expect.stringContaining('code 3')]);
});

it('is ended when it hangs', async () => {
  const hanging = thread(smallWorker('if (method === "put") for (;;);  reply(id, []);'), { patience: 200 });
  await expect(hanging.ask('put', { files: [] })).rejects.toThrow(/in time/);
  expect(await hanging.ask('stack')).toEqual([]);
});

it('takes no memory without end', { timeout: 60_000 }, async () => {
  const greedy = thread(smallWorker('const all = []; if (method === "put") for (;;) all.push({ all: [1, 2, 3] }); reply(id, []);'));
  await expect(greedy.ask('put', { files: [] })).rejects.toThrow(/memory/i);
  expect(await greedy.ask('stack')).toEqual([]);
});

it('is asked nothing once it is disposed of', async () => {
  const one = thread(smallWorker('reply(id, []);'));
  await one.ask('stack');
  await one.dispose();
  await expect(one.ask('stack')).rejects.toThrow(/has ended/);
  expect(one.lines).toEqual([]);
});

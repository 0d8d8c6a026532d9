// Builds the worker and the program `backendProcess.ts` and runs them as a process of their own: for tests that kill it, and
// that want to know what it alone needs.

import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { build, type Plugin } from 'esbuild';
import { onTestFinished } from 'vitest';
import { authorityFile } from '../../servers/certificates.js';
import type { ProcessLine, ProcessOptions } from './backendProcess.js';

type EndedLine = Extract<ProcessLine, { readonly type: 'ended' }>;

interface Programs {
  /** Starts the program with the built worker. It trusts the authority of the test certificates. */
  start(options: Omit<ProcessOptions, 'workerFile'>): BackendProcess;
}

interface BackendProcess {
  /** Keys of the issues it has announced so far. */
  readonly announced: ReadonlySet<string>;
  readonly log: readonly string[];
  /** What it says at its end; rejects when it ends without. */
  ends(): Promise<EndedLine>;
  /** Done when so many issues are announced. */
  announces(count: number): Promise<void>;
  /** Ends it as a power cut would; done when it is gone and all it has said is read. */
  kill(): Promise<void>;
}

const source = resolve(import.meta.dirname, '../../../src');

/** `fetchTime`: milliseconds that one document may take, since the real limit would make a test long. */
export async function buildPrograms(folder: string, fetchTime: number): Promise<Programs> {
  const bundle = async (entry: string, name: string): Promise<string> => {
    const outfile = join(folder, name);
    await build({
      entryPoints: [entry],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'node22',
      logLevel: 'error',
      plugins: [withFetchTime(fetchTime)],
    });
    return outfile;
  };
  const workerFile = await bundle(join(source, 'ingest/worker.ts'), 'worker.cjs');
  const program = await bundle(join(import.meta.dirname, 'backendProcess.ts'), 'backendProcess.cjs');
  return { start: (options) => startProcess(program, { ...options, workerFile }) };
}

function withFetchTime(time: number): Plugin {
  return {
    name: 'fetch time',
    setup: (bundler) => {
      bundler.onLoad({ filter: /sources[\\/]http[\\/]fetchDocument\.ts$/ }, ({ path }) => {
        const text = readFileSync(path, 'utf8');
        const contents = text.replace('time: 30_000', `time: ${time}`);
        if (contents === text) throw new Error('The limit of time stands elsewhere now.');
        return { contents, loader: 'ts' };
      });
    },
  };
}

function startProcess(program: string, options: ProcessOptions): BackendProcess {
  const child = spawn(process.execPath, ['--no-warnings', program, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_EXTRA_CA_CERTS: authorityFile, NODE_OPTIONS: '' },
  });
  const closed = whenClosed(child);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await closed;
  });
  const announced = new Set<string>();
  const log: string[] = [];
  const waiting = new Set<{ readonly count: number; readonly resolve: () => void }>();
  let end: EndedLine | undefined;
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (text) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a process of ours; its last line may be cut by a kill
    const line = text.endsWith('}') ? (JSON.parse(text) as ProcessLine) : undefined;
    if (line?.type === 'log') log.push(line.line);
    else if (line?.type === 'ended') end = line;
    else if (line?.type === 'changed') {
      for (const key of line.keys) announced.add(key);
      for (const each of waiting) if (announced.size >= each.count) each.resolve();
    }
  });
  return {
    announced,
    log,
    ends: async () => {
      const code = await closed;
      if (!end) throw new Error(`The process ended with ${code} before its work was done. ${log.join('\n')}`);
      return end;
    },
    announces: (count) =>
      new Promise((resolve, reject) => {
        if (announced.size >= count) return resolve();
        waiting.add({ count, resolve });
        void closed.then(() => reject(new Error(`The process ended after ${announced.size} issues. ${log.join('\n')}`)));
      }),
    kill: async () => {
      child.kill('SIGKILL');
      await closed;
    },
  };
}

async function whenClosed(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.on('close', (code, signal) => resolve(String(signal ?? code)));
  });
}

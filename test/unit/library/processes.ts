// Starts real processes that write to a library: bundles a writer and runs it with the Node that runs the tests.

import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';

const programs = {
  writer: new URL('./writer.ts', import.meta.url),
  feedWriter: new URL('./issues/feedWriter.ts', import.meta.url),
  chores: new URL('./chores.ts', import.meta.url),
};

/** Bundles a writer into `folder`; gives the file. */
export async function bundleWriter(folder: string, name: keyof typeof programs = 'writer'): Promise<string> {
  const outfile = join(folder, `${name}.cjs`);
  const entry = fileURLToPath(programs[name]);
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'cjs', target: 'node22', logLevel: 'error' });
  return outfile;
}

export interface Writer {
  readonly process: ChildProcess;
  /** Lines printed so far: `open <version>`, then the key of each acknowledged change. */
  readonly lines: string[];
  /** Resolves with the exit code, null when it was killed. */
  readonly ended: Promise<number | null>;
}

/** Starts a writer of `count` issues named after `name`. */
export function startWriter(file: string, folder: string, name: string, count: number): Writer {
  const child = spawn(process.execPath, ['--no-warnings', file, folder, name, String(count)], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  const ended = Promise.all([
    new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code))),
    new Promise((resolve) => reader.on('close', resolve)),
  ]).then(([code]) => code);
  return { process: child, lines, ended };
}

/** Waits until the writer has printed that many lines. */
export async function untilLines(writer: Writer, count: number): Promise<void> {
  while (writer.lines.length < count) {
    if (writer.process.exitCode !== null) throw new Error('The writer ended too early.');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

// Runs one bundled measurement in a Node of its own, so that its memory and what it has loaded are its own.

import { type ChildProcess, spawn } from 'node:child_process';

/** A run that takes longer than this is lost. Milliseconds. */
const runPatience = 10 * 60_000;

/** What the program `bundle` prints as JSON when it is given `options`. Rejects when it fails or takes too long. */
export async function runChild<T>(bundle: string, options: unknown): Promise<T> {
  const child = spawn(process.execPath, ['--no-warnings', '--expose-gc', bundle, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), runPatience);
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a process of ours has written
    return JSON.parse(await collect(child)) as T;
  } finally {
    clearTimeout(timer);
  }
}

function collect(child: ChildProcess): Promise<string> {
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(text);
      else reject(new Error(`A run of the benchmark ended with ${signal ?? code}: ${text.slice(0, 500)}`));
    });
  });
}

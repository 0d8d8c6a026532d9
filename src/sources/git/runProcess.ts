// Starts one program and waits for it; ends it with all that it started when asked to. Knows nothing of git.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export type ProcessResult =
  | { readonly outcome: 'done'; readonly stdout: Buffer }
  /** Ended with another code than 0, or could not be started. `errors`: the end of what it wrote to stderr. */
  | { readonly outcome: 'failed'; readonly errors: string }
  /** Wrote more than is gathered of a program, and was ended. */
  | { readonly outcome: 'tooMuch'; readonly most: number };

export interface ProcessOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Ends the program, and makes `runProcess` reject with its reason. */
  readonly signal: AbortSignal;
  /** Given to the program as its standard input. */
  readonly input?: string;
  /** Takes the standard output as it comes; without it, it is gathered. */
  readonly take?: (output: AsyncIterable<Buffer>) => Promise<void>;
}

/** Of a program that will not stop talking: what is gathered of its output, and kept of its complaints. */
const largestOutput = 64 * 1024 * 1024;
const keptErrors = 16 * 1024;

/** Milliseconds for a program to clean up after itself before it is killed. */
const grace = 1000;

/** Runs without a shell. Rejects when stopped, or with what `take` threw; every other end is a result. */
export async function runProcess(program: string, args: readonly string[], options: ProcessOptions): Promise<ProcessResult> {
  const { env, cwd, signal, input = '', take } = options;
  signal.throwIfAborted();
  // A group of its own, so that what it starts can be ended with it; and no terminal, so that nothing asks there.
  const child = spawn(program, args, { env, cwd, detached: process.platform !== 'win32', windowsHide: true, stdio: 'pipe' });
  // Without streams, where the machine has no more files to open.
  if (child.pid === undefined) return once(child, 'error').then(([error]) => ({ outcome: 'failed', errors: String(error) }));
  const closed = once(child, 'close');
  let ending: NodeJS.Timeout | undefined;
  const stop = (): void => {
    ending ??= endTree(child);
  };
  signal.addEventListener('abort', stop, { once: true });
  // A program may end without reading what it is given: its exit code says what became of it.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-keptErrors);
  });
  const taken = await takeOutput(child.stdout, take);
  if (taken.stdout === undefined) stop();
  await closed;
  clearTimeout(ending);
  signal.removeEventListener('abort', stop);
  signal.throwIfAborted();
  if (taken.error !== undefined && !isCutOff(taken.error)) throw taken.error;
  if (taken.stdout === undefined && taken.error === undefined) return { outcome: 'tooMuch', most: largestOutput };
  return child.exitCode === 0 && taken.stdout !== undefined ? { outcome: 'done', stdout: taken.stdout } : { outcome: 'failed', errors };
}

/** What was gathered, nothing where somebody else takes it; or what went wrong; neither where it was too much. */
interface TakenOutput {
  readonly stdout?: Buffer;
  readonly error?: Error;
}

/** Reads the output to its end, or says what went wrong: the program has to be ended before that may be thrown. */
async function takeOutput(output: AsyncIterable<Buffer>, take: ProcessOptions['take']): Promise<TakenOutput> {
  try {
    if (!take) return await gather(output);
    await take(output);
    return { stdout: Buffer.alloc(0) };
  } catch (error) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** The program closed its output without ending it: it could not be started, or was killed. */
function isCutOff(error: Error): boolean {
  return 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}

async function gather(output: AsyncIterable<Buffer>): Promise<TakenOutput> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of output) {
    size += chunk.length;
    if (size > largestOutput) return {};
    chunks.push(chunk);
  }
  return { stdout: Buffer.concat(chunks) };
}

/** Asks the program and all that it started to end, and kills them a moment later. Gives the timer of that moment. */
function endTree(child: ChildProcess): NodeJS.Timeout | undefined {
  const { pid } = child;
  if (pid === undefined) return undefined;
  if (process.platform === 'win32') {
    // By its path: Windows would look for it in the current folder first.
    const taskkill = join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'taskkill.exe');
    spawn(taskkill, ['/pid', String(pid), '/T', '/F'], { windowsHide: true, stdio: 'ignore' }).once('error', () => child.kill());
    return undefined;
  }
  signalGroup(pid, 'SIGTERM');
  return setTimeout(() => signalGroup(pid, 'SIGKILL'), grace);
}

function signalGroup(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch (error) {
    // It has ended already; macOS says so with EPERM.
    if (!(error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM'))) throw error;
  }
}

// One at a time in a folder, across windows: a file says who works in it. A holder that died is noticed.

import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds between two signs of life, and after which a silent holder is taken for dead. */
const beat = 5000;
const longestSilence = 60_000;

/** Does `work` while nobody else does anything in `folder`; waits for its turn. Rejects when stopped while it waits. */
export async function withFolderLease<Result>(folder: string, signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
  const path = join(folder, 'lease');
  const own = `${holder(process.pid)} ${randomUUID()}`;
  while (!(await take(path, own))) {
    if (await isAbandoned(path)) await putAside(path);
    else await pause(100, undefined, { signal });
  }
  // A missed beat does no harm, and when the file is gone there is nobody to tell.
  const beating = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), beat);
  beating.unref();
  try {
    return await work();
  } finally {
    clearInterval(beating);
    // Whoever was silent for too long has a successor, whose file it is now.
    if ((await textOf(path)) === own) await rm(path, { force: true });
  }
}

/** Of two who find a dead holder one moves its file away; the other finds it gone, or that of the first. */
async function putAside(path: string): Promise<void> {
  const aside = `${path}-${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  await rm(aside, { force: true });
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function take(path: string, own: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(own);
    await file.close();
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function holder(pid: number): string {
  return `${pid} ${hostname()}`;
}

async function isAbandoned(path: string): Promise<boolean> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
    if (Date.now() - mtimeMs > longestSilence) return true;
    const pid = Number.parseInt(text, 10);
    return text.startsWith(holder(pid)) && !isAlive(pid);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false; // Given back meanwhile.
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

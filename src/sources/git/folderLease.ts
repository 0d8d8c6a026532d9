// One at a time in a folder, across windows: a file says who works in it. A holder that died is noticed.

import { createHash, randomUUID } from 'node:crypto';
import { open, readFile, rm, stat, utimes } from 'node:fs/promises';
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
    const abandoned = await abandonedText(path);
    if (abandoned === undefined || !(await putAside(path, abandoned))) await pause(100, undefined, { signal });
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

/**
 * Takes a dead holder's file away; gives whether that can be tried again at once. Of several who find the holder dead one at a
 * time may, and looks again once it may: where another was faster, the file is that of somebody alive.
 */
async function putAside(path: string, abandoned: string): Promise<boolean> {
  const claim = `${path}-${createHash('sha256').update(abandoned).digest('hex').slice(0, 16)}`;
  if (!(await take(claim, ''))) {
    const claimed = await lastSign(claim);
    // Whoever was about to do it died in the middle.
    if (claimed !== undefined && isSilent(claimed)) await rm(claim, { force: true });
    return false;
  }
  try {
    if ((await textOf(path)) === abandoned) await rm(path, { force: true });
  } finally {
    await rm(claim, { force: true });
  }
  return true;
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

/** What a dead holder wrote; undefined while the holder is alive, and when there is none. */
async function abandonedText(path: string): Promise<string | undefined> {
  // In this order: a file that comes in between is young, and makes nobody else's text look old.
  const text = await textOf(path);
  const sign = await lastSign(path);
  if (text === undefined || sign === undefined) return undefined;
  if (isSilent(sign)) return text;
  const pid = Number.parseInt(text, 10);
  return text.startsWith(holder(pid)) && !isAlive(pid) ? text : undefined;
}

function isSilent(sign: number): boolean {
  return Date.now() - sign > longestSilence;
}

/** When a holder last said that it lives; undefined when the file was given back meanwhile. */
async function lastSign(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
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

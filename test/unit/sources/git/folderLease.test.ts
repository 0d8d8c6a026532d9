import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { withFolderLease } from '../../../../src/sources/git/folderLease.js';
import { temporaryFolder } from '../../library/builders.js';

const never = new AbortController().signal;
const longAgo = new Date(Date.now() - 3_600_000);

/** The lease of a process that is no more. */
const dead = `${spawnSync(process.execPath, ['-e', '']).pid} ${hostname()} dead`;

/** Has `count` of them work in a folder; gives how many did, and how many at most at a time. */
async function crowd(folder: string, count: number): Promise<{ readonly done: number; readonly most: number }> {
  let [now, most, done] = [0, 0, 0];
  const work = async (): Promise<void> => {
    most = Math.max(most, ++now);
    await turn();
    now--;
    done++;
  };
  await Promise.all(Array.from({ length: count }, () => withFolderLease(folder, never, work)));
  return { done, most };
}

describe('a folder lease', () => {
  it('that a dead holder left is followed by one holder at a time, however many find it', async () => {
    for (let round = 0; round < 5; round++) {
      const folder = temporaryFolder();
      writeFileSync(join(folder, 'lease'), dead);
      expect(await crowd(folder, 4)).toEqual({ done: 4, most: 1 });
      expect(readdirSync(folder)).toEqual([]);
    }
  });

  it('is not taken from somebody who was faster to take it from a dead holder', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'lease');
    const faster = `${process.pid} ${hostname()} faster`;
    writeFileSync(path, dead);
    const looked: string[] = [];
    const kill = vi.spyOn(process, 'kill').mockImplementation(() => {
      if (looked.push(readFileSync(path, 'utf8')) > 1) rmSync(path);
      else {
        writeFileSync(path, faster);
        throw Object.assign(new Error('no such process'), { code: 'ESRCH' });
      }
      return true;
    });
    onTestFinished(() => kill.mockRestore());
    await withFolderLease(folder, never, () => Promise.resolve());
    expect(looked).toEqual([dead, faster]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('of a holder that is silent for too long is taken from it, and the next one keeps its own', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'lease'), `${process.pid} ${hostname()} silent`);
    utimesSync(join(folder, 'lease'), longAgo, longAgo);
    const written = await withFolderLease(folder, never, async () => readFileSync(join(folder, 'lease'), 'utf8'));
    expect(written).toMatch(new RegExp(`^${process.pid} `));
    expect(written).not.toContain('silent');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is taken from a dead holder though somebody died while doing so', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'lease');
    writeFileSync(path, dead);
    const claim = `${path}-${createHash('sha256').update(dead).digest('hex').slice(0, 16)}`;
    writeFileSync(claim, '');
    utimesSync(claim, longAgo, longAgo);
    expect(await crowd(folder, 2)).toEqual({ done: 2, most: 1 });
    expect(readdirSync(folder)).toEqual([]);
  });
});

// Two windows, as real processes, on one library that is damaged while both write to it: it is salvaged once, both go on with the
// new file, and nothing that either acknowledged is lost.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it, onTestFinished } from 'vitest';
import { libraryFile, openLibrary } from '../../../src/library/open.js';
import { readSalvageReport } from '../../../src/library/salvage/salvageReport.js';
import { placeOf } from '../../../src/library/state/state.js';
import { fillLibrary, markOf, overwrite, pageSize, pagesOf } from '../library/salvage/damage.js';
import { eventsOf, soon, startServer, temporaryFolder } from './servers.js';

const count = 300;

interface WindowProcess {
  readonly process: ChildProcess;
  readonly lines: string[];
  readonly ended: Promise<unknown>;
}

const programs = {
  window: new URL('./windowProcess.ts', import.meta.url),
  marking: new URL('./markingProcess.ts', import.meta.url),
};

async function bundle(name: keyof typeof programs): Promise<string> {
  const outfile = join(temporaryFolder(), `${name}.cjs`);
  const entryPoints = [fileURLToPath(programs[name])];
  await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'cjs', target: 'node22', logLevel: 'error' });
  return outfile;
}

function startWindow(program: string, storage: string, name: string, keys: readonly string[]): WindowProcess {
  const child = spawn(process.execPath, ['--no-warnings', program, storage, name, ...keys], { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  return { process: child, lines, ended: once(child, 'close') };
}

async function untilPlaces(window: WindowProcess, more: number): Promise<void> {
  const places = (): number => window.lines.filter((line) => line.startsWith('place ')).length;
  const goal = places() + more;
  while (places() < goal) {
    if (window.process.exitCode !== null) throw new Error(`The window ended too early: ${window.lines.slice(-5).join(' | ')}`);
    await setTimeout(5);
  }
}

/** The place that was acknowledged last, by issue. */
function lastPlaces({ lines }: WindowProcess): ReadonlyMap<string, number> {
  return new Map(
    lines.flatMap((line) => {
      const [kind, key = '', offset] = line.split(' ');
      return kind === 'place' ? [[key, Number(offset)] as const] : [];
    }),
  );
}

describe('two windows on a library that is damaged while they use it', () => {
  it('salvage it once and lose nothing of what they write meanwhile', { timeout: 120_000 }, async () => {
    const storage = temporaryFolder();
    fillLibrary(storage, count);
    const program = await bundle('window');
    const keys = Array.from({ length: count }, (_, index) => `notes/issue-${index}`);
    const windows = [0, 1].map((half) =>
      startWindow(
        program,
        storage,
        `window-${half}`,
        keys.filter((_, index) => index % 2 === half),
      ),
    );
    await Promise.all(windows.map((window) => untilPlaces(window, 100)));
    const file = libraryFile(storage);
    for (const page of pagesOf(file, 'page of a table', markOf(150))) overwrite(file, page * pageSize, Buffer.alloc(pageSize));
    // A third one opens it only now.
    windows.push(startWindow(program, storage, 'window-2', []));
    await Promise.all(windows.slice(0, 2).map((window) => untilPlaces(window, 600)));
    for (const window of windows) window.process.stdin?.write('end');
    await Promise.all(windows.map((window) => window.ended));
    expect(windows.map(({ lines }) => lines.at(-1))).toEqual(windows.map(() => 'end ready'));
    expect(windows.flatMap(({ lines }) => lines.filter((line) => line.startsWith('log The library was salvaged')))).toHaveLength(1);
    expect(readdirSync(storage).filter((name) => /broken-.*\.db$/.test(name))).toHaveLength(1);
    const opened = openLibrary(storage);
    if (opened.state !== 'ready') throw new Error(opened.detail);
    onTestFinished(() => opened.database.close());
    const { database } = opened;
    expect(database.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
    expect(readSalvageReport(database)).toMatchObject({ issues: count, stars: count / 20 });
    const lost = windows.flatMap((window) =>
      [...lastPlaces(window)]
        .filter(([key, offset]) => placeOf(database, key)?.offset !== offset)
        .map(([key, offset]) => [key, offset, placeOf(database, key)]),
    );
    expect(lost).toEqual([]);
  });
});

describe('a window', () => {
  it('hears of a mark that another process makes', { timeout: 60_000 }, async () => {
    const storage = temporaryFolder();
    fillLibrary(storage, 10);
    const server = startServer(storage);
    await server.calls.status();
    server.events.length = 0;
    const child = spawn(process.execPath, ['--no-warnings', await bundle('marking'), storage, 'notes/issue-0'], { stdio: 'inherit' });
    onTestFinished(() => void child.kill('SIGKILL'));
    const ended = once(child, 'close');
    await soon(() => expect(eventsOf(server, 'changed')).toEqual([{ event: 'changed', scope: 'state' }]));
    expect((await server.calls.issue({ key: 'notes/issue-0', today: '2026-05-03' }))?.row.isRead).toBe(true);
    expect(await ended).toEqual([0, null]);
  });
});

// Processes that are killed at any moment of long work on a library: it opens clean afterwards, with every change that was
// acknowledged before, and the work can be done to its end.

import { copyFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { libraryFile, openLibrary } from '../../../src/library/open.js';
import { isUnderSalvage } from '../../../src/library/salvageFiles.js';
import { versionOf, migrations } from '../../../src/library/schema.js';
import { openReady, temporaryFolder } from './builders.js';
import { fillLibrary, overwrite, salvageWhole } from './salvage/damage.js';
import { bundleWriter, startWriter, untilLines } from './processes.js';
import { writeVersion1 } from './version1.js';

const { DatabaseSync } = process.getBuiltinModule('node:sqlite');

const count = 1500;

/** Moments after the beginning of the work, in milliseconds: of each chore the most are in the middle of it. */
const moments = [0, 3, 9, 20, 45, 80, 140] as const;

/** Starts a chore on a copy of a library for each moment, or for each number of steps, and kills it then; gives the folders. */
async function killEach(original: string, chore: string, steps?: readonly number[]): Promise<readonly string[]> {
  const program = await bundleWriter(temporaryFolder(), 'chores');
  const folders: string[] = [];
  for (const moment of steps ?? moments) {
    const folder = temporaryFolder();
    for (const name of readdirSync(original)) copyFileSync(join(original, name), join(folder, name));
    const worker = startWriter(program, folder, chore, steps ? moment : 0);
    await untilLines(worker, steps ? 2 : 1);
    if (!steps) await setTimeout(moment);
    worker.process.kill('SIGKILL');
    await worker.ended;
    folders.push(folder);
  }
  return folders;
}

/** What must be there: issues, texts, marks, stars and notes, and that the file is sound. */
function factsOf(folder: string): unknown {
  const library = openReady(folder);
  const facts = library.get(
    `SELECT (SELECT count(*) FROM issues) AS issues, (SELECT count(*) FROM bodies) AS bodies,
       (SELECT count(*) FROM issues WHERE is_read) AS read, (SELECT count(*) FROM state WHERE starred_at IS NOT NULL) AS stars,
       (SELECT count(*) FROM state WHERE note IS NOT NULL) AS notes`,
  );
  const sound = library.get('PRAGMA integrity_check');
  const version = versionOf(library);
  library.close();
  return { ...facts, ...sound, version };
}

const whole = {
  issues: count,
  bodies: count,
  read: (count * 2) / 3,
  stars: count / 20,
  notes: count / 20,
  integrity_check: 'ok',
  version: migrations.length,
};

describe('a process that is killed', { timeout: 120_000 }, () => {
  it.each(['index', 'vacuum'])('while it does “%s” costs nothing', async (chore) => {
    const original = temporaryFolder();
    fillLibrary(original, count);
    for (const folder of await killEach(original, chore)) expect(factsOf(folder)).toEqual(whole);
  });

  it('while it brings an old library up to date leaves it old or new, with all that it holds', async () => {
    const original = temporaryFolder();
    writeVersion1(original);
    const old = new DatabaseSync(libraryFile(original));
    old.exec(`
      WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
      INSERT INTO issues SELECT i, 'imported/' || i, 'imported', i, NULL, 'hash', 'digest', 'Issue ' || i, 'issue ' || i, '2026-01-02',
        NULL, '2026-01-02', '2026-01-02', 1767348000000, i % 2, 0, NULL, NULL, '[]', NULL, NULL, NULL, NULL FROM n;
      INSERT INTO state (key, read_at, starred_at) SELECT key, 1767350000000, 1767350000000 FROM issues WHERE is_read AND row > 1;`);
    old.close();
    for (const folder of await killEach(original, 'migrate')) {
      expect(factsOf(folder)).toMatchObject({
        issues: 20_000,
        read: 10_000,
        stars: 10_000,
        integrity_check: 'ok',
        version: migrations.length,
      });
    }
  });

  it('while it salvages leaves the damaged library or the new one, and what it began can be ended', async () => {
    const original = temporaryFolder();
    fillLibrary(original, count);
    overwrite(libraryFile(original), 0, Buffer.alloc(100));
    for (const folder of await killEach(original, 'salvage', [1, 2, 5, 9, 14, 20])) {
      expect(isUnderSalvage(libraryFile(folder))).toBe(true);
      if (openLibrary(folder).state === 'damaged') salvageWhole(folder);
      expect([folder, factsOf(folder)]).toEqual([folder, whole]);
      expect(readdirSync(folder).filter((name) => basename(name).includes('copy'))).toEqual([]);
    }
  });
});

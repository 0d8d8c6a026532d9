// Processes that are killed at any moment of long work on a library: it opens clean afterwards, with every change that was
// acknowledged before, and the work can be done to its end.

import { copyFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { LibraryDatabase } from '../../../src/library/database.js';
import { libraryFile, openLibrary } from '../../../src/library/open.js';
import { readIssue } from '../../../src/library/content.js';
import { listIssues } from '../../../src/library/lists/lists.js';
import { isUnderSalvage } from '../../../src/library/salvageFiles.js';
import { versionOf, migrations } from '../../../src/library/schema.js';
import { freePages } from '../../../src/library/upkeep/compaction.js';
import { countUnindexed, indexSome } from '../../../src/library/search/searchIndex.js';
import { searchGroup, usualView } from '../../../src/protocol/listView.js';
import { openReady, temporaryFolder } from './builders.js';
import { fillLibrary, markOf, overwrite, salvageWhole } from './salvage/damage.js';
import { bundleWriter, startWriter, untilLines, type Writer } from './processes.js';
import { tidyWhole } from './upkeep/tidying.js';
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
    expectKilledOrDone(worker);
    folders.push(folder);
  }
  return folders;
}

/** A chore that ends by itself has done its work: one that fails would prove nothing. */
function expectKilledOrDone({ process, lines }: Writer): void {
  const { signalCode, exitCode } = process;
  expect(signalCode === 'SIGKILL' || (exitCode === 0 && lines.at(-1) === 'end'), `${signalCode} ${exitCode} ${lines.join()}`).toBe(true);
}

/** How many issues a search finds. */
function countFound(library: LibraryDatabase, query: string): number {
  return listIssues(library, searchGroup(query), '2026-05-03', { offset: 0, limit: 1 }, { view: usualView }).total;
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

/** The numbers of the issues whose text is there. */
function textsOf(library: LibraryDatabase): readonly number[] {
  return Array.from({ length: count }, (_, index) => index).filter((index) => {
    const [section] = readIssue(library, `notes/issue-${index}`)?.sections ?? [];
    return section?.body.text.includes(markOf(index)) === true;
  });
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
  it('while it builds the index costs nothing, and what is left to do can be done', async () => {
    const original = temporaryFolder();
    fillLibrary(original, count);
    const left: number[] = [];
    for (const folder of await killEach(original, 'index')) {
      expect(factsOf(folder)).toEqual(whole);
      const library = openReady(folder);
      const unindexed = countUnindexed(library);
      left.push(unindexed);
      expect(countFound(library, 'warp')).toBe(count - unindexed);
      while (indexSome(library, 200));
      expect([countUnindexed(library), countFound(library, 'warp'), countFound(library, markOf(33))]).toEqual([0, count, 1]);
      library.close();
    }
    expect(left.some((unindexed) => unindexed > 0 && unindexed < count)).toBe(true);
  });

  it('while it obeys retention and tidies the file leaves all that is kept, and what is left to do can be done', async () => {
    const original = temporaryFolder();
    const padded = openReady(original);
    padded.exec('CREATE TABLE padding (bytes); INSERT INTO padding VALUES (zeroblob(8000000))');
    padded.close();
    fillLibrary(original, count);
    // Pages that are free before others that are not: the others have to be moved.
    const roomy = openReady(original);
    roomy.exec('DROP TABLE padding');
    const freeBefore = freePages(roomy);
    roomy.close();
    // The newest, what is starred and noted, and what the saved search finds.
    const kept = Array.from({ length: count }, (_, index) => index).filter(
      (index) => index >= count - 500 || index % 20 === 0 || index === 33,
    );
    const left: { readonly shown: number; readonly free: number }[] = [];
    for (const folder of await killEach(original, 'tidy')) {
      expect(factsOf(folder)).toMatchObject({ issues: count, stars: whole.stars, notes: whole.notes, integrity_check: 'ok' });
      const library = openReady(folder);
      left.push({ shown: textsOf(library).length, free: freePages(library) });
      expect(textsOf(library)).toEqual(expect.arrayContaining(kept));
      tidyWhole(library, 500, markOf(33));
      expect(textsOf(library)).toEqual(kept);
      expect(countFound(library, 'warp')).toBe(kept.length);
      // Fewer are not worth the work.
      expect(freePages(library)).toBeLessThan(256);
      library.close();
    }
    expect(left.some(({ shown }) => shown > kept.length && shown < count)).toBe(true);
    expect(left.some(({ free }) => free > 0 && free < freeBefore)).toBe(true);
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

// Several processes on one library, and processes that are killed: nothing that was acknowledged is lost.

import { describe, expect, it } from 'vitest';
import { readIssue } from '../../../src/library/content.js';
import type { LibraryDatabase } from '../../../src/library/database.js';
import { countOfSource, issueRow } from '../../../src/library/lists/rows.js';
import { migrations } from '../../../src/library/schema.js';
import { placeOf } from '../../../src/library/state/state.js';
import { openReady, temporaryFolder } from './builders.js';
import { batchOfRound, entriesOfRound } from './issues/feedDocuments.js';
import { bundleWriter, startWriter, untilLines } from './processes.js';

/** Keys whose change is not in the library as it was acknowledged. */
function lost(library: LibraryDatabase, keys: readonly string[]): readonly string[] {
  return keys.filter((key) => {
    const row = issueRow(library, key);
    const offset = Number(key.slice(key.lastIndexOf('-') + 1));
    return !row?.isRead || !row.isStarred || placeOf(library, key)?.offset !== offset || readIssue(library, key)?.sections.length !== 1;
  });
}

function integrityOf(library: LibraryDatabase): unknown {
  return library.get('PRAGMA integrity_check')?.['integrity_check'];
}

describe('two processes at once', () => {
  it('make one library when both start on none, and lose nothing of what they write', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder();
    const file = await bundleWriter(folder);
    const writers = ['one', 'two', 'three'].map((name) => startWriter(file, folder, name, 150));
    expect(await Promise.all(writers.map((writer) => writer.ended))).toEqual([0, 0, 0]);
    expect(writers.map((writer) => writer.lines[0])).toEqual(writers.map(() => `open ${migrations.length}`));
    const keys = writers.flatMap((writer) => writer.lines.slice(1));
    const library = openReady(folder);
    expect([keys.length, countOfSource(library, 'notes'), lost(library, keys), integrityOf(library)]).toEqual([450, 450, [], 'ok']);
  });
});

describe('two windows', () => {
  it('that make ten thousand changes in turn lose none of them', { timeout: 120_000 }, async () => {
    const folder = temporaryFolder();
    const file = await bundleWriter(folder);
    // Each issue is put, read, starred and left at a place.
    const writers = ['one', 'two'].map((name) => startWriter(file, folder, name, 1250));
    expect(await Promise.all(writers.map((writer) => writer.ended))).toEqual([0, 0]);
    const keys = writers.flatMap((writer) => writer.lines.slice(1));
    const library = openReady(folder);
    expect([keys.length, countOfSource(library, 'notes'), lost(library, keys), integrityOf(library)]).toEqual([2500, 2500, [], 'ok']);
    expect(library.get("SELECT count FROM revisions WHERE name = 'state'")).toEqual({ count: 5000 });
  });
});

describe('two processes that read one feed', () => {
  it('put each entry once, and have the lease one at a time', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder();
    const file = await bundleWriter(folder, 'feedWriter');
    const rounds = 12;
    const readers = ['one', 'two', 'three'].map((name) => startWriter(file, folder, name, rounds));
    expect(await Promise.all(readers.map((reader) => reader.ended))).toEqual([0, 0, 0]);
    const library = openReady(folder);
    expect([countOfSource(library, 'feed'), library.get('SELECT count(*) AS count FROM entries'), integrityOf(library)]).toEqual([
      rounds * entriesOfRound,
      { count: rounds * entriesOfRound },
      'ok',
    ]);
    const added = readers.flatMap((reader) => reader.lines.filter((line) => line.startsWith('feed/')));
    expect([added.length, new Set(added).size]).toEqual([rounds * entriesOfRound, rounds * entriesOfRound]);
    // Nobody takes the lease while another has it.
    const leases = library.all('SELECT who, what FROM held ORDER BY rowid').map((row) => `${String(row['who'])} ${String(row['what'])}`);
    const wrong = leases.filter((line, index) => line.endsWith('gives') && leases[index - 1] !== line.replace('gives', 'takes'));
    expect([leases.length > 0, wrong]).toEqual([true, []]);
  });

  it('go on where one was killed: every issue whole, none twice', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder();
    const file = await bundleWriter(folder, 'feedWriter');
    for (let round = 0; round < 5; round++) {
      const reader = startWriter(file, folder, `killed-${round}`, 1_000_000);
      await untilLines(reader, 30 + round * 23);
      reader.process.kill('SIGKILL');
      expect(await reader.ended).toBeNull();
    }
    const library = openReady(folder);
    const before = countOfSource(library, 'feed');
    const whole = library.get(
      `SELECT count(*) AS count FROM issues JOIN entries ON entries.issue = issues.row JOIN sections ON sections.issue = issues.row
       JOIN bodies ON bodies.section = sections.row`,
    );
    expect([integrityOf(library), whole]).toEqual(['ok', { count: before }]);
    expect(before % batchOfRound).toBe(0);
    const rounds = Math.ceil(before / entriesOfRound);
    expect(await startWriter(file, folder, 'last', rounds).ended).toBe(0);
    expect(countOfSource(library, 'feed')).toBe(rounds * entriesOfRound);
  });
});

describe('a process killed in mid-write', () => {
  it('leaves a sound library with every acknowledged change, time after time', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder();
    const file = await bundleWriter(folder);
    const acknowledged: string[] = [];
    for (let round = 0; round < 5; round++) {
      const writer = startWriter(file, folder, `round${round}`, 1_000_000);
      await untilLines(writer, 20 + round * 17);
      writer.process.kill('SIGKILL');
      expect(await writer.ended).toBeNull();
      acknowledged.push(...writer.lines.slice(1).filter((line) => /^notes\/round\d-\d+$/.test(line)));
    }
    const library = openReady(folder);
    expect(integrityOf(library)).toBe('ok');
    // The line of the last change may have been cut while it was printed; a cut number is that of an earlier change.
    expect(lost(library, acknowledged)).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(200);
  });
});

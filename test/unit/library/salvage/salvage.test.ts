// Damaged libraries: whatever happened to the file there is a working library afterwards, with all that can still be read.

import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readIssue } from '../../../../src/library/content.js';
import { type LibraryDatabase, textOf } from '../../../../src/library/database.js';
import { putIssue, removeSomeIssues } from '../../../../src/library/issues/issues.js';
import { libraryFile, openLibrary } from '../../../../src/library/open.js';
import { issueRow } from '../../../../src/library/lists/rows.js';
import { salvageLibrary } from '../../../../src/library/salvage/salvage.js';
import { identityOf, salvageFiles } from '../../../../src/library/salvageFiles.js';
import { readSalvageReport, writeSalvageReport } from '../../../../src/library/salvage/salvageReport.js';
import { putSource } from '../../../../src/library/sources.js';
import { noteOf, placeOf, setRead } from '../../../../src/library/state/state.js';
import { openReady, temporaryFolder } from '../builders.js';
import { buildIssue } from '../buildIssue.js';
import { fillLibrary, markOf, overwrite, pageSize, pagesOf, salvageWhole } from './damage.js';
import { writeVersion1 } from '../version1.js';

const { DatabaseSync } = process.getBuiltinModule('node:sqlite');

const count = 400;

/** A library of `count` issues that was damaged. */
function damaged(damage: (file: string) => void): string {
  const folder = temporaryFolder();
  fillLibrary(folder, count);
  damage(libraryFile(folder));
  return folder;
}

function keysWhere(library: LibraryDatabase, condition: string): readonly string[] {
  return library.all(`SELECT key FROM issues WHERE ${condition} ORDER BY key`).map((row) => textOf(row, 'key'));
}

/** Issues that came back, and of these those whose text is not as it was. */
function texts(library: LibraryDatabase): { readonly issues: number; readonly wrong: readonly string[]; readonly bare: readonly string[] } {
  const keys = keysWhere(library, '1');
  const bodies = keys.map(
    (key) =>
      readIssue(library, key)
        ?.sections.map(({ body }) => body.text)
        .join('') ?? '',
  );
  const bare = keys.filter((_, index) => bodies[index] === '');
  const wrong = keys.filter((key, index) => bodies[index] !== '' && bodies[index] !== `${markOf(Number(key.slice(12)))} `.repeat(20));
  return { issues: keys.length, wrong, bare };
}

const all = Array.from({ length: count }, (_, index) => index);
const keyOf = (index: number): string => `notes/issue-${index}`;
const everyRead = all
  .filter((index) => index % 3 > 0)
  .map(keyOf)
  .sort();
const everyStar = all
  .filter((index) => index % 20 === 0)
  .map(keyOf)
  .sort();

function integrityOf(library: LibraryDatabase): unknown {
  return [library.get('PRAGMA integrity_check')?.['integrity_check'], library.all('PRAGMA foreign_key_check')];
}

/** Fills pages with zeros. */
function zero(file: string, pages: readonly number[]): void {
  for (const page of pages) overwrite(file, page * pageSize, Buffer.alloc(pageSize));
}

describe('a library with a page that is gone', () => {
  it('in a table of texts comes back but for those that stood on it', () => {
    const folder = damaged((file) => zero(file, pagesOf(file, 'page of a table', markOf(200))));
    const report = salvageWhole(folder);
    const library = openReady(folder);
    const { issues, wrong, bare } = texts(library);
    expect([issues, wrong, keysWhere(library, 'is_read'), keysWhere(library, 'is_starred')]).toEqual([count, [], everyRead, everyStar]);
    expect(bare).toContain(keyOf(200));
    expect(bare.length).toBeLessThan(30);
    expect(report).toEqual({
      issues: count,
      issuesBefore: count,
      incomplete: bare.length,
      stars: everyStar.length,
      starsBefore: everyStar.length,
      keptAs: join(folder, readdirSync(folder).find((name) => /^library\.broken-.*\.db$/.test(name)) ?? ''),
    });
    expect([readSalvageReport(library), integrityOf(library)]).toEqual([report, ['ok', []]]);
  });

  it('in the table of issues keeps the state of those that are lost, for when they come again', () => {
    const folder = damaged((file) => zero(file, pagesOf(file, 'page of a table', keyOf(200)).slice(0, 1)));
    const report = salvageWhole(folder);
    const library = openReady(folder);
    const { issues, wrong, bare } = texts(library);
    expect([report?.issues, report?.issuesBefore, wrong, bare]).toEqual([issues, count, [], []]);
    expect(issues).toBeLessThan(count);
    expect(issues).toBeGreaterThan(count - 60);
    expect(library.get('SELECT count(*) AS count FROM state WHERE starred_at IS NOT NULL')).toEqual({ count: everyStar.length });
    expect([noteOf(library, keyOf(200)), placeOf(library, keyOf(200))]).toEqual(['Note 200', { anchor: 'warp', offset: 200 }]);
    expect(integrityOf(library)).toEqual(['ok', []]);
  });

  it('in the state takes read and starred from their copies among the issues', () => {
    const folder = damaged((file) => zero(file, pagesOf(file, 'page of an index', 'Note 200')));
    salvageWhole(folder);
    const library = openReady(folder);
    expect([keysWhere(library, 'is_read'), keysWhere(library, 'is_starred')]).toEqual([everyRead, everyStar]);
    expect(library.get('SELECT count(*) AS count FROM state WHERE starred_at IS NOT NULL')).toEqual({ count: everyStar.length });
    expect([noteOf(library, keyOf(200)), noteOf(library, keyOf(380))]).toEqual([undefined, 'Note 380']);
  });

  it('in every index comes back whole', () => {
    const folder = damaged((file) => {
      const state = pagesOf(file, 'page of an index', 'Note ');
      zero(
        file,
        pagesOf(file, 'page of an index').filter((page) => !state.includes(page)),
      );
    });
    salvageWhole(folder);
    const library = openReady(folder);
    const { issues, wrong, bare } = texts(library);
    expect([issues, wrong, bare, integrityOf(library)]).toEqual([count, [], [], ['ok', []]]);
  });

  it('is read anew from its sources, which it is not where nothing was lost', () => {
    const lossy = damaged((file) => zero(file, pagesOf(file, 'page of a table', markOf(200))));
    const sound = damaged(() => undefined);
    const files = [lossy, sound].map((folder) => {
      const broken = new DatabaseSync(libraryFile(folder));
      broken.exec("INSERT INTO files VALUES ('notes', '1.md', 1, 1, 'build', NULL)");
      broken.exec(`INSERT INTO source_memory VALUES ('feed', '{"etag":"x","title":"Loom weekly"}')`);
      broken.close();
      salvageWhole(folder);
      const library = openReady(folder);
      return [library.all('SELECT path FROM files'), library.get('SELECT memory FROM source_memory')];
    });
    expect(files).toEqual([
      [[], { memory: '{"title":"Loom weekly"}' }],
      [[{ path: '1.md' }], { memory: '{"etag":"x","title":"Loom weekly"}' }],
    ]);
  });
});

describe('a library without its first bytes', () => {
  it.each([
    ['zeros', Buffer.alloc(100)],
    ['nonsense', Buffer.alloc(100, 'nonsense')],
  ])('with %s in their place comes back whole', (_name, bytes) => {
    const folder = damaged((file) => overwrite(file, 0, bytes));
    expect(openLibrary(folder).state).toBe('damaged');
    expect(salvageWhole(folder)).toMatchObject({ issues: count, issuesBefore: count, stars: everyStar.length });
    const library = openReady(folder);
    expect([texts(library), keysWhere(library, 'is_read')]).toEqual([{ issues: count, wrong: [], bare: [] }, everyRead]);
  });

  it('but with a log gives what is in the log too', () => {
    const [folder, copy] = [temporaryFolder(), temporaryFolder()];
    fillLibrary(folder, count);
    const library = openReady(folder);
    setRead(library, [keyOf(0)], true);
    for (const suffix of ['', '-wal']) copyFileSync(`${libraryFile(folder)}${suffix}`, `${libraryFile(copy)}${suffix}`);
    overwrite(libraryFile(copy), 0, Buffer.alloc(100));
    salvageWhole(copy);
    expect(keysWhere(openReady(copy), 'is_read')).toEqual([keyOf(0), ...everyRead].sort());
  });
});

describe('a library of which only pages are left', () => {
  it('since its first page is gone comes back whole', () => {
    const folder = damaged((file) => zero(file, [0]));
    expect(salvageWhole(folder)).toMatchObject({ issues: count, stars: everyStar.length });
    const library = openReady(folder);
    expect([texts(library), keysWhere(library, 'is_read'), keysWhere(library, 'is_starred')]).toEqual([
      { issues: count, wrong: [], bare: [] },
      everyRead,
      everyStar,
    ]);
    expect([noteOf(library, keyOf(200)), placeOf(library, keyOf(200))]).toEqual(['Note 200', { anchor: 'warp', offset: 200 }]);
    expect(library.all('SELECT kind, name FROM sources')).toEqual([{ kind: 'folder', name: 'Notes' }]);
    expect(integrityOf(library)).toEqual(['ok', []]);
  });

  it('since every way to the tables is gone comes back whole', () => {
    const folder = damaged((file) => zero(file, pagesOf(file, 'inner page of a table')));
    salvageWhole(folder);
    const library = openReady(folder);
    expect([texts(library), keysWhere(library, 'is_starred'), integrityOf(library)]).toEqual([
      { issues: count, wrong: [], bare: [] },
      everyStar,
      ['ok', []],
    ]);
  });

  it('has long texts that are strung over several pages', () => {
    const folder = temporaryFolder();
    const library = openReady(folder);
    putSource(library, { id: 'notes', kind: 'folder', name: 'Notes' });
    const long = 'Warp and weft, ćma. '.repeat(3000);
    const section = {
      id: 'warp',
      title: 'Warp',
      body: { format: 'html' as const, text: long },
      takeaways: ['Lift evenly.'],
      links: [{ label: 'Plans' }],
    };
    const issue = buildIssue({ sections: [section] });
    const { key } = putIssue(library, issue, { sourceId: 'notes', path: 'a.md' });
    library.close();
    zero(libraryFile(folder), [0]);
    salvageWhole(folder);
    expect(readIssue(openReady(folder), key)).toEqual(issue);
  });

  it('does not bring back what was deleted, as far as it says what is free', () => {
    const folder = damaged((file) => {
      const broken = openReady(dirname(file));
      while (removeSomeIssues(broken, 100) > 0);
      broken.run('DELETE FROM state');
      broken.close();
      zero(file, pagesOf(file, 'inner page of a table'));
    });
    expect(salvageWhole(folder)).toMatchObject({ issues: 0, stars: 0 });
  });
});

describe('a text of which a page is gone', () => {
  it('is not taken for the shorter one that is left', () => {
    const folder = temporaryFolder();
    const library = openReady(folder);
    putSource(library, { id: 'notes', kind: 'folder', name: 'Notes' });
    const long = `${'Warp and weft. '.repeat(3000)}${markOf(1)}`;
    const sections = [{ id: 'warp', title: 'Warp', body: { format: 'markdown' as const, text: long }, takeaways: [], links: [] }];
    const { key } = putIssue(library, buildIssue({ sections }), { sourceId: 'notes', path: 'a.md' });
    library.close();
    const file = libraryFile(folder);
    const bytes = readFileSync(file);
    overwrite(file, bytes.indexOf(markOf(1)) - 3000, Buffer.alloc(3000 + markOf(1).length));
    expect(salvageWhole(folder)).toMatchObject({ issues: 1, incomplete: 1 });
    expect(readIssue(openReady(folder), key)?.sections).toEqual([]);
  });
});

describe('a value that cannot stand where it does', () => {
  it.each([
    ['found in its tree', () => undefined],
    ['found by itself', (file: string) => zero(file, [0])],
  ])('costs its row, %s', (_name, damage) => {
    const folder = damaged((file) => {
      const broken = new DatabaseSync(file);
      broken.prepare("UPDATE state SET place_offset = 'far' WHERE key = ?").run(keyOf(200));
      broken.close();
      damage(file);
    });
    salvageWhole(folder);
    const library = openReady(folder);
    expect([placeOf(library, keyOf(200)), placeOf(library, keyOf(380))]).toEqual([undefined, { anchor: 'warp', offset: 380 }]);
    expect([keysWhere(library, 'is_read'), keysWhere(library, 'is_starred')]).toEqual([everyRead, everyStar]);
  });
});

describe('a library that was cut short', { timeout: 30_000 }, () => {
  it.each([0.98, 0.95, 0.9, 0.83, 0.7, 0.55, 0.4, 0.1])('to %d of its size opens with what is left', (part) => {
    const folder = damaged((file) => truncateSync(file, Math.floor(statSync(file).size * part)));
    const report = salvageWhole(folder);
    const library = openReady(folder);
    const { issues, wrong } = texts(library);
    expect([report?.issues, wrong, integrityOf(library)]).toEqual([issues, [], ['ok', []]]);
  });
});

describe('a file with nothing of a library', () => {
  it.each([
    ['text', Buffer.from('This is a shopping list. '.repeat(500))],
    ['a few bytes', Buffer.from('SQLite')],
    ['zeros', Buffer.alloc(100_000)],
    ['random bytes', Buffer.from(Array.from({ length: 50_000 }, (_, index) => (index * 7919) % 251))],
  ])('but %s makes room for a new one and is kept', (_name, content) => {
    const folder = temporaryFolder();
    writeFileSync(libraryFile(folder), content);
    const report = salvageWhole(folder);
    expect(report).toMatchObject({ issues: 0, stars: 0 });
    expect(report && readFileSync(report.keptAs).equals(content)).toBe(true);
    expect(integrityOf(openReady(folder))).toEqual(['ok', []]);
  });

  it('but random pages among its own loses no more than these', () => {
    for (const seed of [3, 5, 11]) {
      const folder = damaged((file) => {
        const pages = statSync(file).size / pageSize;
        const noise = Buffer.from(Array.from({ length: pageSize }, (_, index) => (index * 7919 * seed) % 251));
        for (let page = seed; page < pages; page += 17) overwrite(file, page * pageSize, noise);
      });
      salvageWhole(folder);
      const library = openReady(folder);
      expect([texts(library).wrong, integrityOf(library)]).toEqual([[], ['ok', []]]);
    }
  });
});

describe('a library of version 1 that was damaged', () => {
  it('comes back in the newest version, with its state', () => {
    const folder = temporaryFolder();
    writeVersion1(folder);
    overwrite(libraryFile(folder), 0, Buffer.alloc(100));
    expect(salvageWhole(folder)).toMatchObject({ issues: 1, stars: 1 });
    const library = openReady(folder);
    expect(issueRow(library, 'imported/old-looms')).toMatchObject({ isRead: true, isStarred: true, day: '2026-01-02' });
    expect(placeOf(library, 'imported/old-looms')).toEqual({ anchor: 'heddles', offset: 40.5 });
  });
});

describe('a salvage', () => {
  it('leaves a file alone that has taken the place of the damaged one', () => {
    const folder = damaged(() => undefined);
    const before = readFileSync(libraryFile(folder));
    const steps = salvageLibrary(folder, 'another file');
    expect(steps.next()).toEqual({ done: true, value: { outcome: 'inOrder' } });
    expect(readFileSync(libraryFile(folder)).equals(before)).toBe(true);
  });

  it('that was ended in the middle leaves the damaged file as it was, and the next one does it all', () => {
    const folder = damaged((file) => overwrite(file, 0, Buffer.alloc(100)));
    const steps = salvageLibrary(folder, identityOf(libraryFile(folder)));
    for (let step = 0; step < 4; step++) expect(steps.next().done).toBe(false);
    steps.return({ outcome: 'inOrder' });
    expect(readdirSync(folder).filter((name) => name.includes('partial') || name.includes('broken'))).toEqual([]);
    expect(salvageWhole(folder)).toMatchObject({ issues: count });
  });

  it('that died between taking the old file away and putting the new one in its place is ended', () => {
    const folder = damaged(() => undefined);
    const { library, whole } = salvageFiles(libraryFile(folder));
    renameSync(library, whole);
    writeFileSync(`${library}-wal`, 'A log of the file that was taken away.');
    expect(openLibrary(folder)).toMatchObject({ state: 'damaged' });
    expect(salvageWhole(folder)).toBeUndefined();
    expect(texts(openReady(folder)).issues).toBe(count);
  });

  it('keeps three broken files', () => {
    const folder = damaged(() => undefined);
    const kept = Array.from({ length: 5 }, (_, day) => {
      const steps = salvageLibrary(folder, identityOf(libraryFile(folder)), new Date(Date.UTC(2026, 4, day + 1)));
      for (;;) {
        const step = steps.next();
        if (step.done) return step.value.outcome === 'salvaged' ? basename(step.value.report.keptAs) : '';
      }
    });
    expect(readdirSync(folder).filter((name) => /^library\.broken-.*\.db$/.test(name))).toEqual(kept.slice(2));
    expect(existsSync(join(folder, 'library.broken-2026-05-01-000000.db-wal'))).toBe(false);
  });

  it('is said until it is put aside', () => {
    const folder = damaged(() => undefined);
    salvageWhole(folder);
    const library = openReady(folder);
    expect(readSalvageReport(library)).toBeDefined();
    writeSalvageReport(library, undefined);
    expect(readSalvageReport(library)).toBeUndefined();
    library.run('INSERT INTO memos (name, value) VALUES (\'salvaged\', \'{"issues": -1, "stars": 2, "keptAs": 7}\')');
    expect(readSalvageReport(library)).toBeUndefined();
  });
});

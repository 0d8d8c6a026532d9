// Folder sources: which folder a setting means, what it holds, what to read again, and that a change is noticed.

import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { folderSourceId, type KnownFile, type Listing, planReading, resolveFolder } from '../../../../src/sources/folder/folder.js';
import { listFolder, listingLimits } from '../../../../src/sources/folder/folderListing.js';
import { watchFolder } from '../../../../src/sources/folder/folderWatch.js';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'digest-folder-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files, with a time in the past so that nothing counts as too recent. */
function write(root: string, ...paths: readonly string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), path);
  }
}

async function pathsIn(root: string, limits = listingLimits): Promise<readonly string[]> {
  const listed = await listFolder(root, limits);
  return listed.ok ? listed.listing.files.map((file) => file.path) : [listed.problem];
}

/** Runs `work` as somebody to whom permissions apply, also when the tests run as root. */
async function withoutPrivileges<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

function file(path: string, fields: Partial<KnownFile> = {}): KnownFile {
  return { path, size: 10, modified: 1000, reader: 'build', ...fields };
}

function listing(fields: Partial<Listing>): Listing {
  return { files: [], folders: [''], unread: [], isComplete: true, ...fields };
}

/** A watch that counts its changes; `next` waits for the one that `cause` brings about. */
function watched(root: string) {
  let changes = 0;
  const watch = watchFolder(root, () => changes++, { calm: 20, onError: () => {} });
  onTestFinished(() => watch.close());
  const next = async (cause: () => void): Promise<void> => {
    const before = changes;
    cause();
    await vi.waitFor(() => expect(changes).toBeGreaterThan(before), { timeout: 5000, interval: 5 });
  };
  return { watch, next, changes: () => changes };
}

describe('resolveFolder', () => {
  it.each([
    ['~', '/home/ada'],
    ['~/notes/digests', '/home/ada/notes/digests'],
    [' ~/notes/ ', '/home/ada/notes'],
    ['/srv/../srv/news', '/srv/news'],
    ['notes', '/home/ada/notes'],
    ['~ada/notes', '/home/ada/~ada/notes'],
    ['$HOME/notes', '/home/ada/$HOME/notes'],
  ])('takes %s for %s', (written, folder) => {
    expect(resolveFolder(written, '/home/ada')).toBe(folder);
  });

  it('leads to one source for one folder', () => {
    const ids = ['~/notes', '/home/ada/notes/', '/home/ada/x/../notes'].map((each) => folderSourceId(resolveFolder(each, '/home/ada')));
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^folder-[0-9a-f]{10}$/);
    expect(folderSourceId('/home/ada/other')).not.toBe(ids[0]);
  });
});

describe('planReading', () => {
  it('reads what is new or changed or was read by another build, and nothing else', () => {
    const files = ['same', 'new', 'longer', 'later', 'earlier', 'older build', 'just now'].map((path) => file(path));
    const known = [
      file('same'),
      file('longer', { size: 9 }),
      file('later', { modified: 999 }),
      file('earlier', { modified: 1001 }),
      file('older build', { reader: 'other' }),
      file('just now', { modified: 0 }),
    ];
    const plan = planReading(listing({ files }), known, 'build');
    expect(plan.toRead.map((each) => each.path)).toEqual(['new', 'longer', 'later', 'earlier', 'older build', 'just now']);
    expect(plan.gone).toEqual([]);
  });

  it('reads a file again that changed too recently to tell', () => {
    const plan = planReading(listing({ files: [file('a', { modified: 0 })] }), [file('a', { modified: 0 })], 'build');
    expect(plan.toRead.map((each) => each.path)).toEqual(['a']);
  });

  it('takes a file for gone only where it looked', () => {
    const known = [file('gone.md'), file('locked/a.md'), file('locked-not/a.md')];
    expect(planReading(listing({ unread: ['locked'] }), known, 'build').gone).toEqual(['gone.md', 'locked-not/a.md']);
    expect(planReading(listing({ isComplete: false }), known, 'build').gone).toEqual([]);
  });
});

describe('listFolder', () => {
  it('finds issue files in folders, in order, and nothing hidden or foreign', async () => {
    const root = temporaryFolder();
    write(
      root,
      'b.md',
      'a.MD',
      'c.markdown',
      'deep/er/d.txt',
      'readme',
      'picture.png',
      '.hidden.md',
      '.git/x.md',
      'node_modules/pkg/readme.md',
    );
    expect(await pathsIn(root)).toEqual(['a.MD', 'b.md', 'c.markdown', 'deep/er/d.txt']);
  });

  it('follows links once and ends in a loop of links', async () => {
    const root = temporaryFolder();
    const outside = temporaryFolder();
    write(root, 'sub/a.md');
    write(outside, 'b.md');
    symlinkSync(root, join(root, 'sub', 'loop'));
    symlinkSync(outside, join(root, 'linked'));
    symlinkSync(join(outside, 'b.md'), join(root, 'link.md'));
    symlinkSync(join(root, 'nowhere'), join(root, 'broken.md'));
    expect(await pathsIn(root)).toEqual(['link.md', 'linked/b.md', 'sub/a.md']);
  });

  it('stays within its bounds and says that it does not know the rest', async () => {
    const root = temporaryFolder();
    write(root, '1/2/3/deep.md', ...Array.from({ length: 30 }, (_, index) => `many/${index}.md`));
    const listed = await listFolder(root, { depth: 2, files: 10, folders: 100 });
    expect(listed).toMatchObject({ ok: true, listing: { isComplete: false, files: { length: 10 } } });
    const shallow = await listFolder(root, { depth: 2, files: 100, folders: 100 });
    expect(shallow).toMatchObject({ ok: true, listing: { isComplete: true, unread: ['1/2/3'], files: { length: 30 } } });
    expect(await listFolder(root, { depth: 9, files: 100, folders: 2 })).toMatchObject({ ok: true, listing: { isComplete: false } });
  });

  it('says why a folder cannot be read', async () => {
    const root = temporaryFolder();
    write(root, 'file.md');
    expect(await pathsIn(join(root, 'none'))).toEqual(['missing']);
    expect(await pathsIn(join(root, 'file.md'))).toEqual(['notAFolder']);
    expect(await pathsIn(join(root, 'file.md', 'below'))).toEqual(['notAFolder']);
    expect(await pathsIn(join(root, 'x'.repeat(5000)))).toEqual(['unreadable']);
  });

  it('passes over a folder inside that it may not read, and names it', async () => {
    const root = temporaryFolder();
    write(root, 'a.md', 'locked/b.md');
    chmodSync(root, 0o755);
    chmodSync(join(root, 'locked'), 0);
    const [outer, inner] = await withoutPrivileges(() => Promise.all([listFolder(root), listFolder(join(root, 'locked'))]));
    chmodSync(join(root, 'locked'), 0o700);
    expect(outer).toMatchObject({ ok: true, listing: { unread: ['locked'], files: [{ path: 'a.md' }] } });
    expect(inner).toEqual({ ok: false, problem: 'noPermission' });
  });

  it('gives size and time, the time only when it is old enough to be told from the next change', async () => {
    const root = temporaryFolder();
    write(root, 'a.md');
    const time = async (): Promise<unknown> => {
      const listed = await listFolder(root);
      return listed.ok && listed.listing.files[0]?.modified;
    };
    expect(await time()).toBe(0);
    await vi.waitFor(async () => expect(await time()).toBeGreaterThan(0), { timeout: 5000 });
    const before = await time();
    // An old modification time that a copying program sets is a change all the same.
    utimesSync(join(root, 'a.md'), 1, 1);
    await vi.waitFor(async () => expect(await time()).toBeGreaterThan(Number(before)), { timeout: 5000 });
  });
});

describe('watchFolder', () => {
  it('notices new, changed and removed files, also in folders that are covered', async () => {
    const root = temporaryFolder();
    write(root, 'sub/a.md');
    const { watch, next } = watched(root);
    watch.cover(['', 'sub']);
    await next(() => write(root, 'b.md'));
    await next(() => writeFileSync(join(root, 'sub', 'a.md'), 'changed'));
    await next(() => rmSync(join(root, 'sub', 'a.md')));
  });

  it('watches a folder anew that was removed and made again', async () => {
    const root = temporaryFolder();
    write(root, 'sub/a.md');
    const { watch, next } = watched(root);
    watch.cover(['', 'sub']);
    await next(() => {
      renameSync(join(root, 'sub'), join(root, 'moved'));
      write(root, 'sub/b.md');
    });
    watch.cover(['', 'sub', 'moved']);
    await next(() => write(root, 'sub/c.md'));
  });

  it('makes one change of many', async () => {
    const root = temporaryFolder();
    const { next, changes } = watched(root);
    await next(() => write(root, ...Array.from({ length: 50 }, (_, index) => `${index}.md`)));
    expect(changes()).toBeLessThan(10);
  });

  it('reports what it cannot watch instead of throwing', () => {
    const errors: unknown[] = [];
    const watch = watchFolder(join(temporaryFolder(), 'none'), () => {}, { onError: (error) => errors.push(error) });
    watch.close();
    expect(errors).toHaveLength(1);
  });
});

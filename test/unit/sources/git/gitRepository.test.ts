// Updates from real repositories: git's own server behind https on this machine, and git as the machine has it.

import { existsSync, mkdirSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packSize } from '../../../../src/sources/git/gitLimits.js';
import { createDice } from '../../../bench/random.js';
import { commitFiles } from '../../../servers/gitServer.js';
import { filesIn, rootOf, setUpGit, update } from './gitTrial.js';

const trial = setUpGit();

/** Bytes that do not become fewer by packing. */
function noise(length: number): Buffer {
  const random = createDice(1);
  return Buffer.from(Array.from({ length }, () => random(256)));
}

describe('updateRepository', () => {
  it('brings the issues of a folder of a repository, and only those', async () => {
    const { name, repository } = trial.freshRepository();
    const commit = commitFiles(repository, {
      'news/one.md': '# One',
      'news/2026/two.txt': 'Two',
      'news/picture.png': 'no text',
      'news/.hidden/four.md': '# Four',
      'news/node_modules/five.md': '# Five',
      'other/three.md': '# Three',
    });
    const { address } = await trial.serve();
    const folder = trial.freshFolder();
    const outcome = await update({ git: `${address}/${name}`, path: '/news/' }, folder);
    expect(outcome).toEqual({ ok: true, root: join(folder, 'files'), commit, changed: true, failed: [] });
    expect(filesIn(rootOf(outcome))).toEqual({ 'one.md': '# One', '2026/two.txt': 'Two' });
  });

  it('brings all of a repository, of the branch that it names itself', async () => {
    const { name, repository } = trial.freshRepository();
    commitFiles(repository, { 'a.md': 'main' });
    commitFiles(repository, { 'a.md': 'next', 'b/c.md': 'C' }, { branch: 'team/next' });
    const { address } = await trial.serve();
    const folder = trial.freshFolder();
    expect(filesIn(rootOf(await update({ git: `${address}/${name}` }, folder)))).toEqual({ 'a.md': 'main' });
    const next = await update({ git: `${address}/${name}`, branch: 'team/next' }, folder);
    expect(filesIn(rootOf(next))).toEqual({ 'a.md': 'next', 'b/c.md': 'C' });
  });

  it('writes only what has changed since, and deletes what is gone', async () => {
    const { name, repository } = trial.freshRepository();
    commitFiles(repository, { 'n/keep.md': 'keep', 'n/change.md': 'old', 'n/in/gone.md': 'gone', 'code.ts': '1' });
    const { address } = await trial.serve();
    const folder = trial.freshFolder();
    const source = { git: `${address}/${name}`, path: 'n' };
    const root = rootOf(await update(source, folder));
    const { mtimeMs, ino } = statSync(join(root, 'keep.md'));

    expect(await update(source, folder)).toMatchObject({ ok: true, changed: false });
    commitFiles(repository, { 'code.ts': '2' });
    expect(await update(source, folder)).toMatchObject({ ok: true, changed: false });

    const commit = commitFiles(repository, { 'n/change.md': 'new', 'n/in/gone.md': null, 'n/more.md': 'more' });
    expect(await update(source, folder)).toMatchObject({ ok: true, changed: true, commit });
    expect(filesIn(root)).toEqual({ 'keep.md': 'keep', 'change.md': 'new', 'more.md': 'more' });
    expect(existsSync(join(root, 'in'))).toBe(false);
    expect(statSync(join(root, 'keep.md'))).toMatchObject({ mtimeMs, ino });
  });

  it('fetches nothing when nothing is new', async () => {
    const { name, repository } = trial.freshRepository();
    commitFiles(repository, { 'a.md': 'A' });
    const server = await trial.serve();
    const folder = trial.freshFolder();
    const packs = (): readonly string[] => readdirSync(join(folder, 'store.git', 'objects', 'pack'));
    const source = { git: `${server.address}/${name}` };
    rootOf(await update(source, folder));
    const [before, packsBefore] = [server.requests.length, packs()];
    rootOf(await update(source, folder));
    expect(packs()).toEqual(packsBefore);
    expect(server.requests.slice(before).filter((request) => request.startsWith('GET'))).toHaveLength(1);
  });

  it('follows a history that was rewritten', async () => {
    const { name, repository } = trial.freshRepository();
    commitFiles(repository, { 'a.md': 'A', 'b.md': 'B' });
    const { address } = await trial.serve();
    const folder = trial.freshFolder();
    rootOf(await update({ git: `${address}/${name}` }, folder));
    commitFiles(repository, { 'c.md': 'C' }, { isRoot: true });
    expect(filesIn(rootOf(await update({ git: `${address}/${name}` }, folder)))).toEqual({ 'c.md': 'C' });
  });

  it('takes another path or another repository in the same folder', async () => {
    const [first, second] = [trial.freshRepository(), trial.freshRepository()];
    commitFiles(first.repository, { 'a/x.md': 'A', 'b/x.md': 'B' });
    commitFiles(second.repository, { 'b/y.md': 'Y' });
    const { address } = await trial.serve();
    const folder = trial.freshFolder();
    const filesOf = async (name: string, path: string): Promise<unknown> =>
      filesIn(rootOf(await update({ git: `${address}/${name}`, path }, folder)));
    expect(await filesOf(first.name, 'a')).toEqual({ 'x.md': 'A' });
    expect(await filesOf(first.name, 'b')).toEqual({ 'x.md': 'B' });
    expect(await filesOf(second.name, 'b')).toEqual({ 'y.md': 'Y' });
  });

  it('fetches no content but the wanted', async () => {
    const { name, repository } = trial.freshRepository();
    for (let index = 0; index < 5; index++) commitFiles(repository, { 'n/a.md': `version ${index}`, 'large.bin': noise(400_000 + index) });
    const { address } = await trial.serve();
    const folder = trial.freshFolder();
    expect(filesIn(rootOf(await update({ git: `${address}/${name}`, path: 'n' }, folder)))).toEqual({ 'a.md': 'version 4' });
    expect(await packSize(join(folder, 'store.git'))).toBeLessThan(20_000);
  });

  it.each([
    ['gives no parts', { filter: false }, {}],
    ['gives parts, but no contents by name', { filter: true }, { GIT_PROTOCOL: '' }],
  ])('manages with a server that %s', async (_name, options, env) => {
    const { name, repository } = trial.freshRepository(options);
    commitFiles(repository, { 'n/a.md': 'A', 'large.bin': noise(100_000) });
    const { address } = await trial.serve({ env });
    const folder = trial.freshFolder();
    const source = { git: `${address}/${name}`, path: 'n' };
    expect(filesIn(rootOf(await update(source, folder)))).toEqual({ 'a.md': 'A' });
    commitFiles(repository, { 'n/b.md': 'B' });
    expect(filesIn(rootOf(await update(source, folder)))).toEqual({ 'a.md': 'A', 'b.md': 'B' });
  });

  it('brings many files', async () => {
    const { name, repository } = trial.freshRepository();
    const files = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [`n/${index % 40}/${index}.md`, `# ${index}\n${'word '.repeat(index % 300)}`]),
    );
    commitFiles(repository, files);
    const { address } = await trial.serve();
    const root = rootOf(await update({ git: `${address}/${name}`, path: 'n' }, trial.freshFolder()));
    expect(filesIn(root)).toEqual(Object.fromEntries(Object.entries(files).map(([path, text]) => [path.slice(2), text])));
  });
});

describe('a folder that something happened to', () => {
  const damages: readonly (readonly [string, (folder: string) => void])[] = [
    ['a lock that a killed git left', (folder) => writeFileSync(join(folder, 'store.git', 'shallow.lock'), '')],
    ['the lock of the branch', (folder) => writeFileSync(join(folder, 'store.git', 'refs', 'digest', 'head.lock'), '')],
    ['half of a pack', (folder) => writeFileSync(join(folder, 'store.git', 'objects', 'pack', 'tmp_pack_AbCdEf'), 'PACK')],
    [
      'packs cut short',
      (folder) => {
        const packs = join(folder, 'store.git', 'objects', 'pack');
        for (const pack of readdirSync(packs)) {
          rmSync(join(packs, pack));
          writeFileSync(join(packs, pack), 'PACK');
        }
      },
    ],
    ['contents that are not there', (folder) => rmSync(join(folder, 'store.git', 'objects', 'pack'), { recursive: true })],
    ['a clone that was not finished', (folder) => rmSync(join(folder, 'store.git', 'digest-address'))],
    ['a configuration that is none', (folder) => writeFileSync(join(folder, 'store.git', 'config'), '[core\n')],
    ['an empty reference', (folder) => truncateSync(join(folder, 'store.git', 'refs', 'digest', 'head'))],
    ['no store', (folder) => rmSync(join(folder, 'store.git'), { recursive: true })],
    ['no files', (folder) => rmSync(join(folder, 'files'), { recursive: true })],
    ['a list of files that was cut', (folder) => writeFileSync(join(folder, 'files', '.kept.json'), '[["a.md"')],
    [
      'files of nobody knows whom',
      (folder) => [rmSync(join(folder, 'files', '.kept.json')), writeFileSync(join(folder, 'files', 'z.md'), 'z')],
    ],
    ['a holder that died', (folder) => writeFileSync(join(folder, 'lease'), deadHolder())],
  ];

  it.each(damages)('is put right: %s', async (_name, damage) => {
    const { name, repository } = trial.freshRepository();
    commitFiles(repository, { 'a.md': 'A', 'b.md': 'B' });
    const { address } = await trial.serve();
    const folder = trial.freshFolder();
    rootOf(await update({ git: `${address}/${name}` }, folder));
    damage(folder);
    commitFiles(repository, { 'b.md': 'B2', 'c.md': 'C' });
    expect(filesIn(rootOf(await update({ git: `${address}/${name}` }, folder)))).toEqual({ 'a.md': 'A', 'b.md': 'B2', 'c.md': 'C' });
    commitFiles(repository, { 'c.md': 'C2' });
    expect(filesIn(rootOf(await update({ git: `${address}/${name}` }, folder)))).toEqual({ 'a.md': 'A', 'b.md': 'B2', 'c.md': 'C2' });
  });

  it('writes again what was being written when it was killed', async () => {
    const { name, repository } = trial.freshRepository();
    commitFiles(repository, { 'a.md': 'A', 'b.md': 'B' });
    const { address } = await trial.serve();
    const folder = trial.freshFolder();
    const root = rootOf(await update({ git: `${address}/${name}` }, folder));
    // As it is left between the announcement of a writing and its end.
    writeFileSync(
      join(root, '.kept.json'),
      JSON.stringify([
        ['a.md', ''],
        ['b.md', ''],
        ['half.md', ''],
      ]),
    );
    writeFileSync(join(root, 'half.md'), 'half');
    rmSync(join(root, 'b.md'));
    expect(await update({ git: `${address}/${name}` }, folder)).toMatchObject({ ok: true, changed: true });
    expect(filesIn(root)).toEqual({ 'a.md': 'A', 'b.md': 'B' });
  });

  it('serves two updates at once, one after the other', async () => {
    const { name, repository } = trial.freshRepository();
    commitFiles(repository, { 'a.md': 'A' });
    const { address } = await trial.serve();
    const folder = trial.freshFolder();
    mkdirSync(folder);
    const outcomes = await Promise.all([1, 2, 3].map(() => update({ git: `${address}/${name}` }, folder)));
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(3);
    expect(outcomes.filter((outcome) => outcome.ok && outcome.changed)).toHaveLength(1);
    expect(filesIn(join(folder, 'files'))).toEqual({ 'a.md': 'A' });
    expect(readdirSync(folder).sort()).toEqual(['files', 'store.git']);
  });
});

/** A lease as a process of this machine leaves it that is there no more. */
function deadHolder(): string {
  return `${spawnSync(process.execPath, ['-e', '']).pid} ${hostname()}`;
}

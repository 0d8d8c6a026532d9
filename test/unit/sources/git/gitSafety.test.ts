// Repositories, addresses and settings that mean harm: nothing of them acts, and no issue is lost to them.

import { existsSync, lstatSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listWanted } from '../../../../src/sources/git/gitTree.js';
import { commitFiles, git } from '../../../servers/gitServer.js';
import { filesIn, rootOf, setUpGit, update } from './gitTrial.js';

const trial = setUpGit();

/** An entry of a tree as git stores it. */
function entry(mode: string, path: string, id: string): Buffer {
  return Buffer.concat([Buffer.from(`${mode} ${path}\0`), Buffer.from(id, 'hex')]);
}

describe('addresses, branches and paths', () => {
  it.each([
    'http://127.0.0.1:1/x.git',
    'git://127.0.0.1:1/x.git',
    'ssh://127.0.0.1/x.git',
    'git@127.0.0.1:x.git',
    'ext::sh -c touch% harm',
    'file:///etc',
    '/etc',
    '--upload-pack=touch harm',
    '',
  ])('that are none of https are refused: %s', async (address) => {
    const folder = trial.freshFolder();
    expect(await update({ git: address }, folder)).toEqual({ ok: false, problem: { reason: 'gitNeedsHttps' } });
    expect(existsSync(folder)).toBe(false);
  });

  it.each(['--upload-pack=touch harm', '-x', 'a..b', 'a b', 'a:b', '+a', 'refs/../x', 'a.lock', '@{u}', 'a\nb', '*', '/a', 'a/'])(
    'branches that are options or patterns do no harm: %j',
    async (branch) => {
      const { name, repository } = trial.freshRepository();
      commitFiles(repository, { 'a.md': 'A' });
      const { address } = await trial.serve();
      const outcome = await update({ git: `${address}/${name}`, branch }, trial.freshFolder());
      expect(outcome).toEqual({ ok: false, problem: { reason: 'gitBranchMissing', detail: branch } });
    },
  );

  it.each(['..', '../x', 'a/../../x', 'C:/x', 'a\\..\\x', 'a\nb'])('paths out of the repository are refused: %j', async (path) => {
    const outcome = await update({ git: 'https://127.0.0.1:1/x.git', path }, trial.freshFolder());
    expect(outcome).toEqual({ ok: false, problem: { reason: 'gitPathMissing', detail: path } });
  });

  it('paths are no patterns and no options', async () => {
    const { name, repository } = trial.freshRepository();
    commitFiles(repository, { '*/a.md': 'star', 'b/a.md': 'B', '-x/a.md': 'dash', ':(top)/a.md': 'magic' });
    const { address } = await trial.serve();
    const filesOf = async (path: string): Promise<unknown> =>
      filesIn(rootOf(await update({ git: `${address}/${name}`, path }, trial.freshFolder())));
    expect(await filesOf('*')).toEqual({ 'a.md': 'star' });
    expect(await filesOf('-x')).toEqual({ 'a.md': 'dash' });
    expect(await filesOf(':(top)')).toEqual({ 'a.md': 'magic' });
  });
});

describe('repositories', () => {
  it('bring no symlinks, submodules, filters or encodings with them', async () => {
    const { name, repository } = trial.freshRepository();
    commitFiles(repository, {
      'n/a.md': 'one\ntwo\n$Id$\n',
      'n/link.md': { mode: '120000', content: '/etc/passwd' },
      'n/run.md': { mode: '100755', content: 'script' },
      away: { mode: '120000', content: '/etc' },
      'n/sub.md': { mode: '160000', content: '1'.repeat(40) },
      'n/sub': { mode: '160000', content: '2'.repeat(40) },
      '.gitmodules': '[submodule "x"]\n\tpath = n/sub\n\turl = ext::sh -c touch% harm\n',
      '.gitattributes': '*.md filter=harm ident eol=crlf working-tree-encoding=UTF-16 diff=harm\n',
      '.gitconfig': '[filter "harm"]\n\tsmudge = touch harm\n',
    });
    const { address } = await trial.serve();
    const folder = trial.freshFolder();
    const root = rootOf(await update({ git: `${address}/${name}`, path: 'n' }, folder));
    expect(filesIn(root)).toEqual({ 'a.md': 'one\ntwo\n$Id$\n', 'run.md': 'script' });
    expect(readdirSync(root, { recursive: true, encoding: 'utf8' }).some((path) => lstatSync(join(root, path)).isSymbolicLink())).toBe(
      false,
    );
    expect(lstatSync(join(root, 'run.md')).mode & 0o111).toBe(0);
    expect(await update({ git: `${address}/${name}`, path: 'away' }, folder)).toMatchObject({
      ok: false,
      problem: { reason: 'gitPathMissing' },
    });
    expect(await update({ git: `${address}/${name}`, path: 'n/sub' }, folder)).toMatchObject({
      ok: false,
      problem: { reason: 'gitPathMissing' },
    });
  });

  it('may name files as they like: each is kept, under a name that every disk takes', async () => {
    const { name, repository } = trial.freshRepository();
    commitFiles(repository, {
      'n/10:30.md': 'colon',
      'n/a\nb.md': 'break',
      'n/con.md': 'device',
      'n/dot./x.md': 'dot',
      'n/A.md': 'upper',
      'n/a.md': 'lower',
      'n/back\\slash.md': 'stroke',
      [`n/${'ż'.repeat(125)}.md`]: 'long',
      'n/łódź 織機.md': 'letters',
      'n/-rf.md': 'dash',
    });
    const { address } = await trial.serve();
    const files = filesIn(rootOf(await update({ git: `${address}/${name}`, path: 'n' }, trial.freshFolder())));
    expect(files).toMatchObject({
      '10_30.md': 'colon',
      'a_b.md': 'break',
      '_con.md': 'device',
      'dot_/x.md': 'dot',
      'A.md': 'upper',
      'a~2.md': 'lower',
      'back_slash.md': 'stroke',
      'łódź 織機.md': 'letters',
      '-rf.md': 'dash',
    });
    expect(Object.values(files)).toHaveLength(10);
    expect(Object.values(files)).toContain('long');
  });

  it('with a tree that no git would make do not leave their folder', async () => {
    const { name, repository } = trial.freshRepository();
    const blob = git(repository, ['hash-object', '-w', '--stdin'], 'harm').trim();
    const writeTree = (...entries: readonly Buffer[]): string =>
      git(repository, ['hash-object', '-w', '-t', 'tree', '--literally', '--stdin'], Buffer.concat(entries)).trim();
    const inner = writeTree(entry('100644', 'x.md', blob));
    const tree = writeTree(
      entry('40000', '..', inner),
      entry('40000', '.git', inner),
      entry('100644', '../../up.md', blob),
      entry('100644', '/tmp/absolute.md', blob),
      entry('100644', 'good.md', blob),
    );
    const commit = git(repository, ['-c', 'user.name=T', '-c', 'user.email=t@example.org', 'commit-tree', tree, '-m', 'x']).trim();
    git(repository, ['update-ref', 'refs/heads/main', commit]);
    const { address } = await trial.serve();
    const folder = trial.freshFolder();
    expect(filesIn(rootOf(await update({ git: `${address}/${name}` }, folder)))).toEqual({ 'good.md': 'harm' });
    expect(readdirSync(folder).sort()).toEqual(['files', 'store.git']);
  });

  it('are served from a listing with foreign entries by what it names alone', () => {
    const id = 'a'.repeat(40);
    const entries = [
      `100644 blob ${id}\tok.md`,
      `100644 blob ${id}\t`,
      `100644 blob ${id}\t/x.md`,
      `100644 blob ${id}\t../x.md`,
      `100644 blob ${id}\ta/./x.md`,
      'nonsense',
      `160000 commit ${id}\ts.md`,
    ];
    expect(listWanted(entries.join('\0'))).toEqual([{ blob: id, path: 'ok.md', place: 'ok.md' }]);
  });
});

describe('listWanted', () => {
  it('finds a place of its own for each of very many files of one name', { timeout: 20_000 }, () => {
    const id = 'a'.repeat(40);
    const names = Array.from({ length: 20_000 }, (_, index) => `${index % 2 === 0 ? 'A' : 'a'}${'\u0001\u0002'.charAt(index % 2)}.md`);
    const places = listWanted([...names, 'a_~3.md'].map((name) => `100644 blob ${id}\t${name}`).join('\0')).map(({ place }) => place);
    expect(new Set(places.map((place) => place.toLowerCase())).size).toBe(20_001);
    expect(places.slice(0, 3)).toEqual(['A_.md', 'a_~2.md', 'A_~3.md']);
    expect(places.at(-1)).toBe('a_~3~2.md');
  });
});

describe('settings of the person and of the surroundings', () => {
  it('do not lead git astray', async () => {
    const { name, repository } = trial.freshRepository();
    commitFiles(repository, { 'a.md': 'A' });
    const { address } = await trial.serve();
    const home = trial.freshFolder();
    const hooks = join(home, 'hooks');
    mkdirSync(hooks, { recursive: true });
    const harm = join(home, 'harm');
    for (const hook of ['reference-transaction', 'post-checkout', 'post-index-change'])
      writeFileSync(join(hooks, hook), `#!/bin/sh\ntouch ${harm}\n`, { mode: 0o755 });
    writeFileSync(
      join(home, '.gitconfig'),
      `[core]\n\thooksPath = ${hooks}\n\tfsmonitor = "touch ${harm}"\n\taskPass = "touch ${harm}"\n[init]\n\ttemplateDir = ${home}\n[url "https://127.0.0.1:1/"]\n\tinsteadOf = https://\n[credential]\n\thelper = "!touch ${harm}"\n[http]\n\textraHeader = "X-Person: yes"\n\tsslVerify = false\n[remote "origin"]\n\turl = https://127.0.0.1:1/\n`,
    );
    writeFileSync(join(home, '.netrc'), 'machine 127.0.0.1 login me password secret\n');
    const env = {
      HOME: home,
      GIT_DIR: join(home, 'other.git'),
      GIT_WORK_TREE: home,
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'core.hooksPath',
      GIT_CONFIG_VALUE_0: hooks,
      GIT_ASKPASS: `touch ${harm}`,
      GIT_TEMPLATE_DIR: home,
      GIT_SSL_NO_VERIFY: '1',
      GIT_TRACE: join(home, 'trace'),
    };
    expect(filesIn(rootOf(await update({ git: `${address}/${name}` }, trial.freshFolder(), { env })))).toEqual({ 'a.md': 'A' });
    const untrusted = await trial.serve({ certificate: 'selfSigned' });
    expect(await update({ git: `${untrusted.address}/${name}` }, trial.freshFolder(), { env })).toMatchObject({
      ok: false,
      problem: { reason: 'tlsSelfSigned' },
    });
    const asking = await trial.serve({
      answer: (_request, response) => Boolean(response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end()),
    });
    expect(await update({ git: `${asking.address}/${name}` }, trial.freshFolder(), { env })).toMatchObject({
      ok: false,
      problem: { reason: 'gitNotFound' },
    });
    expect(readdirSync(home).sort()).toEqual(['.gitconfig', '.netrc', 'hooks']);
  });
});

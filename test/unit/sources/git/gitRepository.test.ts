// Updates from real repositories: git's own server behind https on this machine, and git as the machine has it.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { GitSource } from '../../../../src/protocol/sources.js';
import { updateRepository, type UpdateOptions, type UpdateOutcome } from '../../../../src/sources/git/gitRepository.js';
import { authorityFile } from '../../../servers/certificates.js';
import { commitFiles, type GitServer, type GitServerOptions, makeRepository, serveGit } from '../../../servers/gitServer.js';

const base = mkdtempSync(join(tmpdir(), 'digest-git-'));
const served = join(base, 'served');
const servers: GitServer[] = [];
let count = 0;

beforeAll(() => {
  mkdirSync(served);
  process.env['GIT_SSL_CAINFO'] = authorityFile;
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

async function serve(options: GitServerOptions = {}): Promise<GitServer> {
  const server = await serveGit(served, options);
  servers.push(server);
  return server;
}

/** A folder of its own for each test. */
function freshFolder(): string {
  return join(base, `folder${++count}`);
}

function freshRepository(options: { readonly filter?: boolean } = {}): { readonly name: string; readonly repository: string } {
  const name = `repository${++count}.git`;
  return { name, repository: makeRepository(served, name, options) };
}

async function update(source: GitSource, folder: string, options: Partial<UpdateOptions> = {}): Promise<UpdateOutcome> {
  return updateRepository(source, folder, { signal: new AbortController().signal, ...options });
}

/** The issue files of a folder, by path, with their texts. */
function filesIn(root: string): Readonly<Record<string, string>> {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.startsWith('.'))
    .sort();
  return Object.fromEntries(
    names.filter((name) => statSync(join(root, name)).isFile()).map((name) => [name, readFileSync(join(root, name), 'utf8')]),
  );
}

function rootOf(outcome: UpdateOutcome): string {
  if (!outcome.ok) throw new Error(`not updated: ${JSON.stringify(outcome.problem)}`);
  return outcome.root;
}

describe('updateRepository', () => {
  it('brings the issues of a folder of a repository, and only those', async () => {
    const { name, repository } = freshRepository();
    const commit = commitFiles(repository, {
      'news/one.md': '# One',
      'news/2026/two.txt': 'Two',
      'news/picture.png': 'no text',
      'other/three.md': '# Three',
    });
    const { address } = await serve();
    const folder = freshFolder();
    const outcome = await update({ git: `${address}/${name}`, path: 'news' }, folder);
    expect(outcome).toEqual({ ok: true, root: join(folder, 'files'), commit, changed: true, failed: [] });
    expect(filesIn(rootOf(outcome))).toEqual({ 'one.md': '# One', '2026/two.txt': 'Two' });
  });
});

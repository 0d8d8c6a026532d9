// Servers, machines and settings that fail: each failure as its own problem, nothing left running, no secret left behind.

import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SourceProblem } from '../../../../src/protocol/sources.js';
import type { UpdateOutcome } from '../../../../src/sources/git/gitRepository.js';
import { commitFiles } from '../../../servers/gitServer.js';
import { filesIn, rootOf, setUpGit, update } from './gitTrial.js';

const trial = setUpGit();

function problemOf(outcome: UpdateOutcome): SourceProblem | 'none' {
  return outcome.ok ? 'none' : outcome.problem;
}

/** A repository with one issue. */
function oneIssue(): string {
  const { name, repository } = trial.freshRepository();
  commitFiles(repository, { 'n/a.md': 'A' });
  return name;
}

/** Everything in a folder of ours, as one text. */
function allBytes(folder: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile());
  return names.map((name) => readFileSync(join(folder, name), 'latin1')).join('\n');
}

/** Processes of this machine whose arguments hold `text`. */
function running(text: string): readonly string[] {
  const lines = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n');
  return lines.filter((line) => line.includes(text));
}

describe('what is not there', () => {
  it('is told apart: repository, branch, path, content', async () => {
    const name = oneIssue();
    const empty = trial.freshRepository();
    const { address } = await trial.serve();
    const host = new URL(address).host;
    const ofSource = async (source: object): Promise<unknown> =>
      problemOf(await update({ git: `${address}/${name}`, ...source }, trial.freshFolder()));
    expect(await ofSource({ git: `${address}/nothing.git` })).toEqual({ reason: 'gitNotFound', host, status: 404 });
    expect(await ofSource({ git: `${address}/${empty.name}` })).toEqual({ reason: 'empty', host });
    expect(await ofSource({ branch: 'next' })).toEqual({ reason: 'gitBranchMissing', detail: 'next' });
    expect(await ofSource({ path: 'news' })).toEqual({ reason: 'gitPathMissing', detail: 'news' });
    expect(await ofSource({ path: 'n/a.md' })).toEqual({ reason: 'gitPathMissing', detail: 'n/a.md' });
  });

  it('leaves the files of an earlier update as they are', async () => {
    const { name, repository } = trial.freshRepository();
    commitFiles(repository, { 'n/a.md': 'A' });
    const { address } = await trial.serve();
    const folder = trial.freshFolder();
    const source = { git: `${address}/${name}`, path: 'n' };
    const root = rootOf(await update(source, folder));
    commitFiles(repository, { 'n/a.md': null, 'elsewhere.md': 'E' });
    expect(problemOf(await update(source, folder))).toEqual({ reason: 'gitPathMissing', detail: 'n' });
    expect(filesIn(root)).toEqual({ 'a.md': 'A' });
  });
});

describe('a server that refuses', () => {
  it.each([
    [403, 'forbidden'],
    [404, 'gitNotFound'],
    [410, 'gone'],
    [418, 'unexpectedStatus'],
    [429, 'tooManyRequests'],
    [500, 'serverError'],
    [503, 'serverError'],
  ])('with %i is understood', async (status, reason) => {
    const { address } = await trial.serve({ answer: (_request, response) => Boolean(response.writeHead(status).end('no')) });
    expect(problemOf(await update({ git: `${address}/x.git` }, trial.freshFolder()))).toEqual({
      reason,
      host: new URL(address).host,
      status,
    });
  });

  it('because it is no git server is understood', async () => {
    const { address } = await trial.serve({ answer: (_request, response) => Boolean(response.end('<!DOCTYPE html>\n<p>Hello\n')) });
    expect(problemOf(await update({ git: `${address}/x.git` }, trial.freshFolder()))).toMatchObject({ reason: 'gitNotFound' });
  });

  it.each(['expired', 'selfSigned', 'wrongHost'] as const)('to be trusted is told apart: %s', async (certificate) => {
    const { address } = await trial.serve({ certificate });
    const reason = { expired: 'tlsExpired', selfSigned: 'tlsSelfSigned', wrongHost: 'tlsWrongHost' }[certificate];
    expect(problemOf(await update({ git: `${address}/x.git` }, trial.freshFolder()))).toMatchObject({ reason });
  });

  it('the connection is told apart from one that ends it', async () => {
    const closed = await trial.serve();
    await closed.close();
    expect(problemOf(await update({ git: `${closed.address}/x.git` }, trial.freshFolder()))).toMatchObject({ reason: 'refused' });
    const { address } = await trial.serve({ answer: (request) => Boolean(request.socket.destroy()) });
    expect(problemOf(await update({ git: `${address}/x.git` }, trial.freshFolder()))).toMatchObject({ reason: 'connectionLost' });
  });

  it('in the middle of a pack leaves nothing half, and the next update goes on', async () => {
    const name = oneIssue();
    let isBroken = true;
    const { address } = await trial.serve({
      answer: (request, response) => {
        if (!isBroken || request.method !== 'POST' || request.headers['content-length'] === undefined) return false;
        if (Number(request.headers['content-length']) < 250) return false; // Which references there are.
        response
          .writeHead(200, { 'content-type': 'application/x-git-upload-pack-result', 'content-length': '5000' })
          .write('000dpackfile\n');
        setTimeout(() => request.socket.destroy(), 20);
        return true;
      },
    });
    const folder = trial.freshFolder();
    expect(problemOf(await update({ git: `${address}/${name}` }, folder))).not.toBe('none');
    isBroken = false;
    expect(filesIn(rootOf(await update({ git: `${address}/${name}` }, folder)))).toEqual({ 'n/a.md': 'A' });
  });
});

describe('signing in', () => {
  const credentials = { user: 'somebody', password: 'päss:word' };
  const header = `Basic ${Buffer.from('somebody:päss:word').toString('base64')}`;

  it('is asked for, fails and succeeds; the secret is nowhere in the folder', async () => {
    const name = oneIssue();
    const { address } = await trial.serve({
      answer: (request, response) =>
        request.headers.authorization !== header && Boolean(response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end()),
    });
    const host = new URL(address).host;
    const folder = trial.freshFolder();
    const source = { git: `${address}/${name}` };
    expect(problemOf(await update(source, folder))).toEqual({ reason: 'gitNotFound', host, status: 401 });
    expect(problemOf(await update(source, folder, { credentials: { user: 'somebody', password: 'wrong' } }))).toEqual({
      reason: 'signIn',
      host,
      status: 401,
    });
    expect(filesIn(rootOf(await update(source, folder, { credentials })))).toEqual({ 'n/a.md': 'A' });
    const bytes = allBytes(folder);
    for (const secret of ['päss:word', 'somebody', header.slice(6)]) expect(bytes).not.toContain(secret);
  });

  it('shows the secret to nobody: not to the list of processes, not to a server that we are sent to', async () => {
    const seen: (string | undefined)[] = [];
    const target = await trial.serve({ answer: (request) => !seen.push(request.headers.authorization) });
    const name = oneIssue();
    let processes: readonly string[] = [];
    const { address } = await trial.serve({
      answer: (request, response) => {
        processes = running(header.slice(6));
        return Boolean(response.writeHead(302, { location: `${target.address}${request.url}` }).end());
      },
    });
    expect(problemOf(await update({ git: `${address}/${name}` }, trial.freshFolder(), { credentials }))).toMatchObject({
      reason: 'unsafeRedirect',
      status: 302,
    });
    expect(seen).toEqual([]);
    expect(processes).toEqual([]);
  });

  it('takes no secret from the address', async () => {
    const name = oneIssue();
    const seen: (string | undefined)[] = [];
    const { address } = await trial.serve({ answer: (request) => !seen.push(request.headers.authorization) });
    const folder = trial.freshFolder();
    rootOf(await update({ git: `${address.replace('//', '//me:secret@')}/${name}` }, folder));
    expect(seen.filter(Boolean)).toEqual([]);
    expect(allBytes(folder)).not.toContain('secret');
  });
});

describe('redirects', () => {
  it('are followed to where the repository has moved, but not off https', async () => {
    const name = oneIssue();
    const { address } = await trial.serve({
      answer: (request, response) => {
        const moved = /^\/(old|bare)\/(.*)/.exec(request.url ?? '');
        const start = moved?.[1] === 'bare' ? address.replace('https:', 'http:') : address;
        return moved !== null && Boolean(response.writeHead(301, { location: `${start}/${moved[2]}` }).end());
      },
    });
    expect(filesIn(rootOf(await update({ git: `${address}/old/${name}` }, trial.freshFolder())))).toEqual({ 'n/a.md': 'A' });
    expect(problemOf(await update({ git: `${address}/bare/${name}` }, trial.freshFolder()))).toMatchObject({ reason: 'unsafeRedirect' });
  });
});

describe('limits', () => {
  it('stop a server that never answers, and leave nothing running', async () => {
    const { address } = await trial.serve({ answer: () => true });
    const folder = trial.freshFolder();
    const outcome = await update({ git: `${address}/x.git` }, folder, { limits: { time: 500 } });
    expect(problemOf(outcome)).toEqual({ reason: 'timeout', host: new URL(address).host });
    expect(running(address)).toEqual([]);
    expect(readdirSync(folder)).not.toContain('lease');
  });

  it('let the caller stop at any time, with its own reason', async () => {
    const stop = new AbortController();
    const { address } = await trial.serve({ answer: () => Boolean(setTimeout(() => stop.abort(new Error('enough')), 20)) });
    await expect(update({ git: `${address}/x.git` }, trial.freshFolder(), { signal: stop.signal })).rejects.toThrow('enough');
    expect(running(address)).toEqual([]);
    await expect(update({ git: `${address}/x.git` }, trial.freshFolder(), { signal: stop.signal })).rejects.toThrow('enough');
  });

  it('hold for the whole and for each file', async () => {
    const { name, repository } = trial.freshRepository({ filter: false });
    let noise = '';
    for (let index = 0; noise.length < 300_000; index++) noise += Math.imul(index, 2_654_435_761).toString(36);
    commitFiles(repository, { 'a.md': 'A', 'large.md': noise });
    const { address } = await trial.serve();
    const source = { git: `${address}/${name}` };
    const folder = trial.freshFolder();
    expect(problemOf(await update(source, folder, { limits: { bytes: 100_000 } }))).toEqual({ reason: 'tooLarge', amount: 100_000 });
    expect(readdirSync(folder)).not.toContain('store.git');
    const outcome = await update(source, folder, { limits: { fileBytes: 1000 } });
    expect(outcome).toMatchObject({ ok: true, changed: true, failed: [{ name: 'large.md', problem: 'tooLarge' }] });
    expect(filesIn(rootOf(outcome))).toEqual({ 'a.md': 'A' });
    expect(await update(source, folder, { limits: { fileBytes: 1000 } })).toMatchObject({
      ok: true,
      changed: false,
      failed: [{ name: 'large.md' }],
    });
    expect(filesIn(rootOf(await update(source, folder, { limits: { files: 1 } })))).toEqual({ 'a.md': 'A' });
    expect(filesIn(rootOf(await update(source, folder)))).toEqual({ 'a.md': 'A', 'large.md': noise });
  });
});

describe('the machine', () => {
  it('may have no git, or one that is too old', async () => {
    const folder = trial.freshFolder();
    mkdirSync(folder);
    const old = join(folder, 'git-old');
    writeFileSync(old, '#!/bin/sh\necho git version 2.20.1\n');
    chmodSync(old, 0o755);
    const source = { git: 'https://127.0.0.1:1/x.git' };
    expect(problemOf(await update(source, folder, { git: join(folder, 'nothing') }))).toEqual({ reason: 'gitNotInstalled' });
    expect(problemOf(await update(source, folder, { env: { PATH: join(folder, 'nowhere') } }))).toEqual({ reason: 'gitNotInstalled' });
    expect(problemOf(await update(source, folder, { git: old }))).toEqual({ reason: 'gitTooOld', detail: '2.20' });
  });

  it('may not let us write', async () => {
    const { address } = await trial.serve();
    const folder = trial.freshFolder();
    writeFileSync(folder, 'a file where the folder should be');
    expect(problemOf(await update({ git: `${address}/${oneIssue()}` }, folder))).toMatchObject({ reason: 'gitFailed', detail: 'EEXIST' });
  });

  it('has a way to the network of its own, which is used', async () => {
    const home = trial.freshFolder();
    mkdirSync(home);
    const closed = await trial.serve();
    await closed.close();
    const proxy = closed.address.replace('https://127.0.0.1', 'http://localhost');
    writeFileSync(join(home, '.gitconfig'), `[http]\n\tproxy = ${proxy}\n`);
    const { address } = await trial.serve();
    const outcome = await update({ git: `${address}/${oneIssue()}` }, trial.freshFolder(), { env: { HOME: home } });
    expect(problemOf(outcome)).toMatchObject({ reason: 'proxyFailed' });
  });
});

// What git does for a repository source, step by step, in a bare store of ours: fetch a commit, find the wanted folder,
// fetch contents, give them out. Each step is one run of git; what is done with the contents is `gitRepository.ts`'s part.

import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Credentials, SourceProblem } from '../../protocol/sources.js';
import { type GitBlob, readBlobs } from './gitBlobs.js';
import { type GitSetting, toFetchEnvironment, toLocalEnvironment } from './gitEnvironment.js';
import { packSize } from './gitLimits.js';
import { toDetail, toGitProblem } from './gitProblem.js';
import { type ProcessResult, runProcess } from './runProcess.js';

/** What every step needs. */
export interface GitStore {
  /** Path of the program. */
  readonly git: string;
  /** Folder of the bare repository. */
  readonly store: string;
  readonly env: NodeJS.ProcessEnv;
  readonly settings: readonly GitSetting[];
  /** https, without user and password. */
  readonly address: string;
  readonly branch?: string;
  readonly credentials?: Credentials;
  readonly signal: AbortSignal;
}

export type GitStep<Value> =
  | { readonly ok: true; readonly value: Value }
  /** `isDoubtful`: it may be the store's fault, and go well with a new one. */
  | { readonly ok: false; readonly problem: SourceProblem; readonly isDoubtful: boolean };

/** Where the fetched commit is remembered. */
const head = 'refs/digest/head';

/** Names the address that a store is of; written last, so that a store without it is not whole. */
const addressFile = 'digest-address';

/** Beyond so many files in its pack folder a store is begun anew: each update with something new leaves three. */
const mostPackFiles = 600;

/** Makes the store ready: the one that is there, cleaned of what a killed git left, or a new one. Gives whether it is new. */
export async function openStore(work: GitStore, bytes: number): Promise<GitStep<{ readonly isNew: boolean }>> {
  const { store, address } = work;
  const known = await readFile(join(store, addressFile), 'utf8').catch(() => undefined);
  if (known === address) {
    await sweep(store);
    const packs = await readdir(join(store, 'objects', 'pack')).catch(() => []);
    if (packs.length < mostPackFiles && (await packSize(store)) < bytes) return { ok: true, value: { isNew: false } };
  }
  await rm(store, { recursive: true, force: true, maxRetries: 3 });
  await mkdir(store, { recursive: true });
  const made = await runLocal(work, ['init', '--quiet', '--bare', '--template=']);
  if (made.outcome === 'failed') return doubtful(made.errors);
  await writeFile(join(store, addressFile), address);
  return { ok: true, value: { isNew: true } };
}

/** Locks and half-written packs of a git that was killed. Only for who holds the lease. */
async function sweep(store: string): Promise<void> {
  const packs = join(store, 'objects', 'pack');
  const names = await readdir(packs).catch(() => []);
  const halves = names.filter((name) => name.startsWith('tmp_') || name.startsWith('.tmp')).map((name) => join(packs, name));
  const locks = ['config.lock', 'shallow.lock', 'packed-refs.lock', 'HEAD.lock', `${head}.lock`].map((name) => join(store, name));
  await Promise.all([...halves, ...locks].map((path) => rm(path, { force: true })));
}

/**
 * Fetches the newest commit of the branch, one deep, whatever the store had before; with `isPartial` without contents, where
 * the server can do that. Gives the commit's name.
 */
export async function fetchCommit(work: GitStore, isPartial: boolean): Promise<GitStep<string>> {
  const from = work.branch === undefined ? 'HEAD' : `refs/heads/${work.branch}`;
  const filter = isPartial ? ['--filter=blob:none'] : [];
  const fetched = await runFetch(work, ['--depth=1', ...filter, '--end-of-options', 'origin', `+${from}:${head}`]);
  if (!fetched.ok) return fetched;
  const result = await runLocal(work, ['rev-parse', '--verify', '--quiet', `${head}^{commit}`]);
  return result.outcome === 'done' ? { ok: true, value: textOf(result.stdout).trim() } : doubtful(result.errors);
}

/** The name of the folder at `path` of a commit; undefined when there is none, or something else is there. */
export async function findTree(work: GitStore, commit: string, path: string): Promise<GitStep<string | undefined>> {
  const args =
    path === '' ? ['rev-parse', '--verify', '--quiet', `${commit}^{tree}`] : ['ls-tree', '-z', '--full-tree', commit, '--', path];
  const result = await runLocal(work, args);
  if (result.outcome === 'failed') return doubtful(result.errors);
  const text = textOf(result.stdout);
  return { ok: true, value: path === '' ? text.trim() : /^040000 tree ([0-9a-f]{40,64})\t/.exec(text)?.[1] };
}

/** Everything in a folder, as `listWanted` reads it. */
export async function listTree(work: GitStore, tree: string): Promise<GitStep<string>> {
  const result = await runLocal(work, ['ls-tree', '-r', '-z', '--full-tree', tree]);
  return result.outcome === 'done' ? { ok: true, value: textOf(result.stdout) } : doubtful(result.errors);
}

/** Fetches those contents of a folder that the store does not have. */
export async function fetchBlobs(work: GitStore, tree: string, blobs: ReadonlySet<string>): Promise<GitStep<undefined>> {
  const result = await runLocal(work, ['rev-list', '--objects', '--missing=print', tree]);
  if (result.outcome === 'failed') return doubtful(result.errors);
  const missing = [...textOf(result.stdout).matchAll(/^\?([0-9a-f]{40,64})$/gm)].map(([, name]) => name ?? '');
  const wanted = missing.filter((name) => blobs.has(name));
  if (wanted.length === 0) return { ok: true, value: undefined };
  const settings: readonly GitSetting[] = [...work.settings, ['fetch.negotiationAlgorithm', 'noop']];
  const input = wanted.map((name) => `${name}\n`).join('');
  return runFetch({ ...work, settings }, ['--filter=blob:none', '--stdin', '--end-of-options', 'origin'], input);
}

/** Bytes of each of the contents. */
export async function sizesOf(work: GitStore, blobs: readonly string[]): Promise<GitStep<ReadonlyMap<string, number>>> {
  const input = blobs.map((name) => `${name}\n`).join('');
  const result = await runLocal(work, ['cat-file', '--batch-check=%(objectname) %(objectsize)'], { input });
  if (result.outcome === 'failed') return doubtful(result.errors);
  const lines = textOf(result.stdout).matchAll(/^([0-9a-f]{40,64}) (\d{1,15})$/gm);
  const sizes = new Map([...lines].map(([, name = '', size]) => [name, Number(size)]));
  return blobs.every((name) => sizes.has(name)) ? { ok: true, value: sizes } : doubtful('Contents are missing');
}

/** Hands out each of the contents, one after another. */
export async function giveBlobs(
  work: GitStore,
  blobs: readonly string[],
  take: (blob: GitBlob) => Promise<void>,
): Promise<GitStep<undefined>> {
  let count = 0;
  const result = await runLocal(work, ['cat-file', '--batch'], {
    input: blobs.map((name) => `${name}\n`).join(''),
    take: async (output) => {
      for await (const blob of readBlobs(output)) {
        await take(blob);
        count++;
      }
    },
  });
  if (result.outcome === 'failed') return doubtful(result.errors);
  return count === blobs.length ? { ok: true, value: undefined } : doubtful('Contents are missing');
}

async function runFetch(work: GitStore, args: readonly string[], input?: string): Promise<GitStep<undefined>> {
  const { git, store, signal, address, branch, credentials } = work;
  const env = toFetchEnvironment(work, address, credentials);
  const all = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules', ...args];
  const result = await runProcess(git, all, { env, cwd: store, signal, ...(input === undefined ? {} : { input }) });
  if (result.outcome === 'done') return { ok: true, value: undefined };
  const request = { host: new URL(address).hostname, hasCredentials: credentials !== undefined };
  const problem = toGitProblem(result.errors, branch === undefined ? request : { ...request, branch });
  return { ok: false, problem, isDoubtful: problem.reason === 'gitFailed' };
}

async function runLocal(
  work: GitStore,
  args: readonly string[],
  more: { readonly input?: string; readonly take?: (output: AsyncIterable<Buffer>) => Promise<void> } = {},
): Promise<ProcessResult> {
  const { git, store, signal } = work;
  return runProcess(git, args, { env: toLocalEnvironment(work), cwd: store, signal, ...more });
}

function doubtful(errors: string): GitStep<never> {
  return { ok: false, problem: { reason: 'gitFailed', detail: toDetail(errors.split('\n')) }, isDoubtful: true };
}

function textOf(output: Buffer): string {
  return output.toString('utf8');
}

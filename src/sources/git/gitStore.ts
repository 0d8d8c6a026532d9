// What git does for a repository source, step by step, in a bare store of ours: fetch a commit, find the wanted folder,
// fetch contents, give them out. Each step is one run of git; what is done with the contents is `gitRepository.ts`'s part.

import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Credentials, SourceProblem } from '../../protocol/sources.js';
import { probeConnection } from './connectionProbe.js';
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

/** Stands behind the address in a store that is whole. */
const wholeMark = ' whole';

/** Beyond so many files in its pack folder a store is begun anew: each update with something new leaves three. */
const mostPackFiles = 600;

export interface OpenedStore {
  /** Made just now: nothing in it can be broken. */
  readonly isNew: boolean;
  /** It takes everything that the server gives, for one that gives no parts. */
  readonly isWhole: boolean;
}

/** Makes the store ready: the one that is there, cleaned of what a killed git left, or a new one, of the kind that is asked for. */
export async function openStore(
  work: GitStore,
  { isWhole, bytes }: { readonly isWhole: boolean; readonly bytes: number },
): Promise<GitStep<OpenedStore>> {
  const { store, address } = work;
  const known = await readFile(join(store, addressFile), 'utf8').catch(() => undefined);
  if (known === address || known === `${address}${wholeMark}`) {
    await sweep(store);
    const packs = await readdir(join(store, 'objects', 'pack')).catch(() => []);
    const isUsable = packs.length < mostPackFiles && (await packSize(store)) < bytes;
    if (isUsable) return { ok: true, value: { isNew: false, isWhole: known !== address } };
  }
  await discardStore(store);
  await mkdir(store, { recursive: true });
  const made = await runLocal(work, ['init', '--quiet', '--bare', '--template=']);
  if (made.outcome !== 'done') return toFailure(made);
  await writeFile(join(store, addressFile), isWhole ? `${address}${wholeMark}` : address);
  return { ok: true, value: { isNew: true, isWhole } };
}

/** A git that is being killed may still write for a moment: the removal is tried again then. */
export async function discardStore(store: string): Promise<void> {
  await rm(store, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
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
 * Fetches the newest commit of the branch, one deep, whatever the store had before, unless it has that one; without contents
 * where the server can do that and the store is not whole. Gives the commit's name.
 */
export async function fetchCommit(work: GitStore, { isNew, isWhole }: OpenedStore): Promise<GitStep<string>> {
  const { branch } = work;
  const from = branch === undefined ? 'HEAD' : `refs/heads/${branch}`;
  const told = await runRemote(work, ['ls-remote', '--quiet', '--end-of-options', 'origin', from]);
  if (!told.ok) return told;
  // Other names that end like this one may be among them.
  const lines = textOf(told.value)
    .split('\n')
    .map((line) => line.split('\t'));
  const newest = lines.find(([, name]) => name === from)?.[0];
  if (newest !== undefined && !isNew && (await readHead(work)) === newest) return { ok: true, value: newest };
  // Also where nothing of that name was told: why that is, the fetch says.
  const filter = isWhole ? [] : ['--filter=blob:none'];
  const fetched = await runRemote(work, [...fetchWords, '--depth=1', ...filter, '--end-of-options', 'origin', `+${from}:${head}`]);
  if (!fetched.ok) return fetched;
  const commit = await readHead(work);
  return commit === undefined ? doubtful('The commit is missing') : { ok: true, value: commit };
}

/** The commit that the store has; undefined when it has none. */
async function readHead(work: GitStore): Promise<string | undefined> {
  const result = await runLocal(work, ['rev-parse', '--verify', '--quiet', `${head}^{commit}`]);
  return result.outcome === 'done' ? textOf(result.stdout).trim() : undefined;
}

/** The name of the folder at `path` of a commit; undefined when there is none, or something else is there. */
export async function findTree(work: GitStore, commit: string, path: string): Promise<GitStep<string | undefined>> {
  const args =
    path === '' ? ['rev-parse', '--verify', '--quiet', `${commit}^{tree}`] : ['ls-tree', '-z', '--full-tree', commit, '--', path];
  const result = await runLocal(work, args);
  if (result.outcome !== 'done') return toFailure(result);
  const text = textOf(result.stdout);
  return { ok: true, value: path === '' ? text.trim() : /^040000 tree ([0-9a-f]{40,64})\t/.exec(text)?.[1] };
}

/** Everything in a folder, as `listWanted` reads it. */
export async function listTree(work: GitStore, tree: string): Promise<GitStep<string>> {
  const result = await runLocal(work, ['ls-tree', '-r', '-z', '--full-tree', tree]);
  return result.outcome === 'done' ? { ok: true, value: textOf(result.stdout) } : toFailure(result);
}

/** Fetches those contents of a folder that the store does not have. */
export async function fetchBlobs(work: GitStore, tree: string, blobs: ReadonlySet<string>): Promise<GitStep<undefined>> {
  if (blobs.size === 0) return { ok: true, value: undefined };
  const result = await runLocal(work, ['rev-list', '--objects', '--missing=print', tree]);
  if (result.outcome !== 'done') return toFailure(result);
  const missing = [...textOf(result.stdout).matchAll(/^\?([0-9a-f]{40,64})$/gm)].map(([, name]) => name ?? '');
  const wanted = missing.filter((name) => blobs.has(name));
  if (wanted.length === 0) return { ok: true, value: undefined };
  const settings: readonly GitSetting[] = [...work.settings, ['fetch.negotiationAlgorithm', 'noop']];
  const input = wanted.map((name) => `${name}\n`).join('');
  const fetched = await runRemote(
    { ...work, settings },
    [...fetchWords, '--filter=blob:none', '--stdin', '--end-of-options', 'origin'],
    input,
  );
  return fetched.ok ? { ok: true, value: undefined } : fetched;
}

/** Bytes of each of the contents. */
export async function sizesOf(work: GitStore, blobs: readonly string[]): Promise<GitStep<ReadonlyMap<string, number>>> {
  const input = blobs.map((name) => `${name}\n`).join('');
  const result = await runLocal(work, ['cat-file', '--batch-check=%(objectname) %(objectsize)'], { input });
  if (result.outcome !== 'done') return toFailure(result);
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
  if (result.outcome !== 'done') return toFailure(result);
  return count === blobs.length ? { ok: true, value: undefined } : doubtful('Contents are missing');
}

const fetchWords = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules'];

/** A run of git that asks the server. */
async function runRemote(work: GitStore, args: readonly string[], input?: string): Promise<GitStep<Buffer>> {
  const { git, store, signal, address, branch, credentials } = work;
  const env = toFetchEnvironment(work, address, credentials);
  const result = await runProcess(git, args, { env, cwd: store, signal, ...(input === undefined ? {} : { input }) });
  if (result.outcome === 'done') return { ok: true, value: result.stdout };
  if (result.outcome === 'tooMuch') return toFailure(result);
  const request = { address, hasCredentials: credentials !== undefined };
  const problem = toGitProblem(result.errors, branch === undefined ? request : { ...request, branch });
  // Of these, curl's words do not tell which it is: GnuTLS, for one, has a single sentence about all bad certificates.
  const isVague = ['tlsFailed', 'unreachable', 'refused', 'hostNotFound'].includes(problem.reason);
  const probed = isVague ? await probeConnection(address, work) : undefined;
  return { ok: false, problem: probed ?? problem, isDoubtful: problem.reason === 'gitFailed' };
}

async function runLocal(
  work: GitStore,
  args: readonly string[],
  more: { readonly input?: string; readonly take?: (output: AsyncIterable<Buffer>) => Promise<void> } = {},
): Promise<ProcessResult> {
  const { git, store, signal } = work;
  return runProcess(git, args, { env: toLocalEnvironment(work), cwd: store, signal, ...more });
}

/** A run on this machine failed: the store may be broken, or the repository has more than can be listed. */
function toFailure(result: Exclude<ProcessResult, { readonly outcome: 'done' }>): GitStep<never> {
  if (result.outcome === 'failed') return doubtful(result.errors);
  return { ok: false, problem: { reason: 'tooLarge', amount: result.most }, isDoubtful: false };
}

function doubtful(errors: string): GitStep<never> {
  return { ok: false, problem: { reason: 'gitFailed', detail: toDetail(errors.split('\n')) }, isDoubtful: true };
}

function textOf(output: Buffer): string {
  return output.toString('utf8');
}

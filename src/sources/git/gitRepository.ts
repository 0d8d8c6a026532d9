// A git repository of Markdown issues: brings a folder of this machine up to what the repository has now. The machine's git
// fetches one commit deep and only the wanted contents; the files are written by us, not by git: no checkout, and so no
// hooks, filters, attributes, symlinks or submodules. What the files say is the parser's work.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { largestText } from '../../digest/largestText.js';
import type { ImportProblem, Credentials, GitSource, SourceProblem } from '../../protocol/sources.js';
import { withFolderLease } from './folderLease.js';
import { readNetworkSettings, toPlainEnvironment } from './gitEnvironment.js';
import { type GitLimits, type LimitWatch, packSize, watchLimits } from './gitLimits.js';
import { findGit } from './gitProgram.js';
import {
  discardStore,
  fetchBlobs,
  fetchCommit,
  findTree,
  type GitStep,
  type GitStore,
  giveBlobs,
  listTree,
  type OpenedStore,
  openStore,
  sizesOf,
} from './gitStore.js';
import { isBranchName, listWanted, toRepositoryPath, type WantedFile } from './gitTree.js';
import { deleteFileAt, type KeptFiles, readKept, writeFileAt, writeKept } from './keptFiles.js';

export interface UpdateOptions {
  readonly signal: AbortSignal;
  readonly credentials?: Credentials;
  /** The program: a path, or a name on the search path. */
  readonly git?: string;
  readonly limits?: Partial<GitLimits>;
}

export type UpdateOutcome =
  | {
      readonly ok: true;
      /** Folder of the issues, absolute if `folder` is: only files that are issues by their name are in it. */
      readonly root: string;
      readonly commit: string;
      /** Whether a file was written or deleted. */
      readonly changed: boolean;
      /** Files that the repository has and the folder has not, by their path in the wanted folder. */
      readonly failed: readonly { readonly name: string; readonly problem: ImportProblem }[];
    }
  | { readonly ok: false; readonly problem: SourceProblem };

const usualLimits: GitLimits = { time: 300_000, bytes: 500_000_000, fileBytes: largestText, files: 20_000 };

/**
 * Brings `folder`, which is ours alone and is made when missing, up to the repository. Files of an earlier update stay as
 * they are when it fails. One update at a time in a folder: others wait. Rejects with the signal's reason when stopped.
 */
export async function updateRepository(source: GitSource, folder: string, options: UpdateOptions): Promise<UpdateOutcome> {
  const { signal } = options;
  const address = toAddress(source.git);
  if (address === undefined) return failed({ reason: 'gitNeedsHttps' });
  const path = toRepositoryPath(source.path);
  if (path === undefined) return failed({ reason: 'gitPathMissing', detail: source.path ?? '' });
  const { branch } = source;
  if (branch !== undefined && !isBranchName(branch)) return failed({ reason: 'gitBranchMissing', detail: branch });
  const limits = { ...usualLimits, ...options.limits };
  const store = join(folder, 'store.git');
  const watch = watchLimits(store, limits, signal);
  try {
    const env = toPlainEnvironment(process.env);
    const git = await findGit(options.git ?? 'git', env, watch.signal);
    if (!git.ok) return git;
    await mkdir(folder, { recursive: true });
    const settings = await readNetworkSettings(git.path, address, { env, folder, signal: watch.signal });
    const { credentials } = options;
    const work: GitStore = {
      git: git.path,
      store,
      env,
      settings,
      address,
      signal: watch.signal,
      ...(branch === undefined ? {} : { branch }),
      ...(credentials === undefined ? {} : { credentials }),
    };
    const wish = { path, root: join(folder, 'files'), limits };
    return await withFolderLease(folder, watch.signal, () => bringWithinLimits(work, wish, watch));
  } catch (error) {
    signal.throwIfAborted();
    const problem = watch.problem() ?? problemOfDisk(error);
    if (problem === undefined) throw error;
    return failed({ ...problem, ...(problem.reason === 'timeout' ? { host: new URL(address).host } : {}) });
  } finally {
    watch.close();
  }
}

/** The address without user, password and fragment; undefined when it is not https. */
function toAddress(written: string): string | undefined {
  const url = URL.parse(written);
  if (url?.protocol !== 'https:') return undefined;
  url.username = '';
  url.password = '';
  url.hash = '';
  return url.href;
}

/** What the disk refuses, by its code; undefined for anything else, which is a bug. */
function problemOfDisk(error: unknown): SourceProblem | undefined {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return undefined;
  const code = String(error.code);
  return { reason: ['EACCES', 'EPERM', 'EROFS'].includes(code) ? 'noPermission' : 'gitFailed', detail: code };
}

function failed(problem: SourceProblem): UpdateOutcome {
  return { ok: false, problem };
}

interface Wish {
  /** Folder in the repository. */
  readonly path: string;
  /** Where its files are kept. */
  readonly root: string;
  readonly limits: GitLimits;
}

/** What is too large is not kept until the next update. */
async function bringWithinLimits(work: GitStore, wish: Wish, watch: LimitWatch): Promise<UpdateOutcome> {
  try {
    const outcome = await bring(work, wish);
    if (!outcome.ok && outcome.problem.reason === 'tooLarge') await discardStore(work.store);
    return outcome;
  } catch (error) {
    if (watch.problem()?.reason === 'tooLarge') await discardStore(work.store);
    throw error;
  }
}

/** Fetches and writes; with a store made anew where the one at hand may be broken, and whole where the server gives no parts. */
async function bring(work: GitStore, wish: Wish): Promise<UpdateOutcome> {
  let isWhole = false;
  for (;;) {
    const opened = await openStore(work, { isWhole, bytes: wish.limits.bytes });
    if (!opened.ok) return failed(opened.problem);
    const brought = await bringOnce(work, wish, opened.value);
    if (brought.ok) return brought.value;
    const { isNew } = opened.value;
    if (!brought.isDoubtful || (isNew && opened.value.isWhole)) return failed(brought.problem);
    await discardStore(work.store);
    // A new store that fails has nothing to be blamed for but that it asked for parts.
    isWhole = isNew || opened.value.isWhole;
  }
}

async function bringOnce(work: GitStore, wish: Wish, store: OpenedStore): Promise<GitStep<UpdateOutcome>> {
  const { path, root, limits } = wish;
  const fetched = await fetchCommit(work, store);
  if (!fetched.ok) return { ...fetched, isDoubtful: fetched.isDoubtful && !store.isNew };
  const commit = fetched.value;
  const found = await findTree(work, commit, path);
  if (!found.ok) return found;
  const tree = found.value;
  if (tree === undefined) return { ok: false, problem: { reason: 'gitPathMissing', detail: path }, isDoubtful: false };
  const listed = await listTree(work, tree);
  if (!listed.ok) return listed;
  const wanted = listWanted(listed.value).slice(0, limits.files);
  const kept = await readKept(root);
  const places = new Set(wanted.map(({ place }) => place));
  const gone = [...kept.keys()].filter((place) => !places.has(place));
  const changed = wanted.filter(({ place, blob }) => kept.get(place) !== blob);
  const blobs = new Set(changed.map(({ blob }) => blob));
  const complete = await fetchBlobs(work, tree, blobs);
  if (!complete.ok) return complete;
  // What arrives fast may be there before it is looked at.
  if ((await packSize(work.store)) > limits.bytes) return tooLarge(limits);
  const sizes = await sizesOf(work, [...blobs]);
  if (!sizes.ok) return sizes;
  const isSmall = ({ blob }: WantedFile): boolean => (sizes.value.get(blob) ?? 0) <= limits.fileBytes;
  const files = changed.filter(isSmall);
  if (files.reduce((sum, { blob }) => sum + (sizes.value.get(blob) ?? 0), 0) > limits.bytes) return tooLarge(limits);
  const refused = await write(work, { root, kept, files, gone });
  if (!refused.ok) return refused;
  const hasChanged = gone.length > 0 || files.length > refused.value.length;
  const notKept = [...changed.filter((file) => !isSmall(file)).map(toFailed('tooLarge')), ...refused.value.map(toFailed('unreadable'))];
  return { ok: true, value: { ok: true, root, commit, changed: hasChanged, failed: notKept } };
}

function toFailed(problem: ImportProblem): (file: WantedFile) => { readonly name: string; readonly problem: ImportProblem } {
  return ({ path }) => ({ name: path, problem });
}

function tooLarge({ bytes }: GitLimits): GitStep<never> {
  return { ok: false, problem: { reason: 'tooLarge', amount: bytes }, isDoubtful: false };
}

interface Writing {
  readonly root: string;
  readonly kept: KeptFiles;
  readonly files: readonly WantedFile[];
  readonly gone: readonly string[];
}

/** Writes and deletes. Gives the files whose names the disk does not take. */
async function write(work: GitStore, { root, kept, files, gone }: Writing): Promise<GitStep<readonly WantedFile[]>> {
  if (files.length === 0 && gone.length === 0) return { ok: true, value: [] };
  // Said before it is done: after a kill, what may be half done is done again.
  const list = new Map([...kept, ...files.map(({ place }) => [place, ''] as const)]);
  await writeKept(root, list);
  for (const place of gone) {
    await deleteFileAt(root, place);
    list.delete(place);
  }
  const refused: WantedFile[] = [];
  const byBlob = Map.groupBy(files, ({ blob }) => blob);
  const given = await giveBlobs(work, [...byBlob.keys()], async ({ name, content }) => {
    for (const file of byBlob.get(name) ?? []) {
      work.signal.throwIfAborted();
      if (await isWritten(root, file.place, content)) list.set(file.place, name);
      else refused.push(file);
    }
  });
  if (!given.ok) return given;
  for (const { place } of refused) list.delete(place);
  await writeKept(root, list);
  return { ok: true, value: refused };
}

/** False when this disk has no room for such a name; every other refusal is not about the file. */
async function isWritten(root: string, place: string, content: Uint8Array): Promise<boolean> {
  try {
    await writeFileAt(root, place, content);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (['ENAMETOOLONG', 'EISDIR', 'ENOTDIR', 'EINVAL', 'EILSEQ'].includes(String(code))) return false;
    throw error;
  }
}

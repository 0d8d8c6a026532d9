// Repositories: brought up to date in a folder of our own, then read as any folder of issues.

import { join } from 'node:path';
import type { GitSource } from '../../protocol/sources.js';
import { listFolder } from '../../sources/folder/folderListing.js';
import { updateRepository } from '../../sources/git/gitRepository.js';
import { readListing } from '../files.js';
import { readBefore } from './firstReading.js';
import type { Learnt, PolledKind, Turn, TurnOutcome } from './liveSource.js';

/** Where repositories are kept, in the extension's own folder. */
export const repositoriesFolder = 'repositories';

export const gitKind: PolledKind<GitSource> = {
  read: async (definition, turn) => {
    const { services, sourceId, signal, secret } = turn;
    const folder = join(services.storageFolder, repositoriesFolder, sourceId);
    const leave = await services.queue.enter(definition.git, signal);
    const options = { signal, ...(secret.credentials === undefined ? {} : { credentials: secret.credentials }) };
    const updated = await updateRepository(definition, folder, options).finally(leave);
    if (!updated.ok) return { outcome: 'failed', problem: updated.problem };
    const isRead = turn.memory.commit === updated.commit && turn.memory.reader === services.build && turn.memory.problem === undefined;
    if (isRead) return { outcome: 'unchanged', memory: {} };
    const learnt = { commit: updated.commit, failedFiles: updated.failed.length === 0 ? undefined : updated.failed };
    return readCheckout(updated.root, learnt, turn);
  },
};

async function readCheckout(root: string, memory: Learnt, turn: Turn): Promise<TurnOutcome> {
  const { services, sourceId, signal } = turn;
  const { library, emit, build, log } = services;
  const listed = await listFolder(root, undefined, signal);
  if (!listed.ok) return { outcome: 'failed', problem: { reason: listed.problem } };
  const counts = await readListing(
    listed.listing,
    { sourceId, root, reader: build, signal, emit, ...readBefore(turn, new Date()) },
    library,
    log,
  );
  const isEmpty = listed.listing.files.length === 0;
  return { outcome: 'read', ...counts, ...(isEmpty ? { note: 'noArticles' as const } : {}), memory };
}

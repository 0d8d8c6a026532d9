// Bounds of one update of a repository: time, and what may arrive. Says when one is reached and stops the work.

import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SourceProblem } from '../../protocol/sources.js';

export interface GitLimits {
  /** Milliseconds for the whole update. */
  readonly time: number;
  /** Bytes that the machine keeps of a repository, and bytes of the files wanted of it. */
  readonly bytes: number;
  /** Bytes of one file. */
  readonly fileBytes: number;
  readonly files: number;
}

export interface LimitWatch {
  /** Aborted when a limit is reached or the caller stops. */
  readonly signal: AbortSignal;
  /** The limit that was reached. */
  readonly problem: () => SourceProblem | undefined;
  readonly close: () => void;
}

/** Milliseconds between two looks at the size. */
const lookEvery = 250;

/** Watches the time and the size of the packs in `store`. */
export function watchLimits(store: string, limits: GitLimits, stop: AbortSignal): LimitWatch {
  const reached = new AbortController();
  let problem: SourceProblem | undefined;
  const reach = (limit: SourceProblem): void => {
    problem ??= limit;
    reached.abort();
  };
  const timer = setTimeout(() => reach({ reason: 'timeout' }), limits.time);
  let isLooking = false;
  const look = async (): Promise<void> => {
    if (isLooking) return;
    isLooking = true;
    if ((await packSize(store)) > limits.bytes) reach({ reason: 'tooLarge', amount: limits.bytes });
    isLooking = false;
  };
  const looks = setInterval(() => void look(), lookEvery);
  return {
    signal: AbortSignal.any([stop, reached.signal]),
    problem: () => problem,
    close: () => {
      clearTimeout(timer);
      clearInterval(looks);
    },
  };
}

/** Bytes of the packs, those that are still arriving among them. Files come and go meanwhile: those are not counted. */
export async function packSize(store: string): Promise<number> {
  const folder = join(store, 'objects', 'pack');
  const names = await readdir(folder).catch(() => []);
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

// Tells a machine that is offline from servers that are gone: some systems say "no such server" in both cases. Pure.

import type { SourceStatus } from '../../protocol/sources.js';

/** Milliseconds: tries that lie further apart than this say nothing about one another. */
const together = 15 * 60_000;

/**
 * The statuses; where of all sources that were tried lately not one server was found, and they were several, the machine is
 * offline.
 */
export function withOffline<Status extends Pick<SourceStatus, 'kind' | 'problem' | 'lastTry'>>(
  statuses: readonly Status[],
): readonly Status[] {
  const tried = statuses.filter(({ kind, lastTry }) => kind !== 'folder' && lastTry !== undefined);
  const newest = Math.max(...tried.map(({ lastTry }) => lastTry ?? 0));
  const lately = tried.filter(({ lastTry }) => (lastTry ?? 0) > newest - together);
  const hosts = new Set(lately.map(({ problem }) => problem?.host));
  if (hosts.size < 2 || !lately.every(isUnfound)) return statuses;
  return statuses.map((status) => (isUnfound(status) ? { ...status, problem: { ...status.problem, reason: 'offline' } } : status));
}

function isUnfound({ problem }: Pick<SourceStatus, 'problem'>): boolean {
  return problem?.reason === 'hostNotFound' || problem?.reason === 'offline';
}

import { describe, expect, it } from 'vitest';
import { withOffline } from '../../../src/ingest/live/offline.js';
import type { ProblemReason, SourceStatus } from '../../../src/protocol/sources.js';

type Tried = Pick<SourceStatus, 'kind' | 'problem' | 'lastTry'>;

const minute = 60_000;
const now = Date.UTC(2026, 10, 22);

function failed(reason: ProblemReason, host: string, ago = 0): Tried {
  return { kind: 'feed', lastTry: now - ago * minute, problem: { reason, host } };
}

function reasons(statuses: readonly Tried[]): readonly (string | undefined)[] {
  return withOffline(statuses).map(({ problem }) => problem?.reason);
}

describe('a machine', () => {
  it('is offline when of several servers not one is found', () => {
    expect(reasons([failed('hostNotFound', 'a.example'), failed('hostNotFound', 'b.example')])).toEqual(['offline', 'offline']);
  });

  it('is not when one server is missing, or when another answered at that time', () => {
    expect(reasons([failed('hostNotFound', 'a.example'), failed('hostNotFound', 'a.example')])).toEqual(['hostNotFound', 'hostNotFound']);
    expect(
      reasons([failed('hostNotFound', 'a.example'), failed('hostNotFound', 'b.example'), { kind: 'feed', lastTry: now - minute }]),
    ).toEqual(['hostNotFound', 'hostNotFound', undefined]);
    expect(reasons([failed('hostNotFound', 'a.example'), failed('hostNotFound', 'b.example'), failed('notFound', 'c.example')])).toEqual([
      'hostNotFound',
      'hostNotFound',
      'notFound',
    ]);
  });

  it('may have been online an hour ago; folders say nothing about it', () => {
    expect(
      reasons([
        failed('hostNotFound', 'a.example'),
        failed('hostNotFound', 'b.example'),
        { kind: 'feed', lastTry: now - 60 * minute },
        { kind: 'folder', lastTry: now },
      ]),
    ).toEqual(['offline', 'offline', undefined, undefined]);
  });

  it('without a source is left alone', () => {
    expect(withOffline([])).toEqual([]);
  });
});

// How far a workspace is behind the releases that its sources tell of.

import { describe, expect, it } from 'vitest';
import { ReleaseRadar } from '../../../src/ingest/topics/releaseRadar.js';
import type { LibraryDatabase } from '../../../src/library/database.js';
import { putIssue } from '../../../src/library/issues/issues.js';
import type { StackEntry } from '../../../src/relevance/stack/stackModel.js';
import type { Topic } from '../../../src/relevance/topics/topic.js';
import { buildIssue } from '../library/buildIssue.js';
import { newLibrary } from '../library/builders.js';

const vllm: Topic = { id: 'vllm', name: 'vLLM', kind: 'library', packages: { pypi: ['vllm'] }, repository: 'vllm-project/vllm' };
const releases = 'https://github.com/vllm-project/vllm/releases.atom';

function release(database: LibraryDatabase, version: string, day: string, notes: string): void {
  const sections = [{ id: 'notes', title: 'What changed', body: { format: 'markdown' as const, text: notes }, takeaways: [], links: [] }];
  const url = `https://github.com/vllm-project/vllm/releases/tag/v${version}`;
  putIssue(
    database,
    buildIssue({ id: version, kind: 'article', title: `v${version}`, published: day, url, sections }),
    { sourceId: 'feed', path: version },
    new Date('2026-05-01'),
  );
}

function used(fields: Partial<StackEntry> = {}): StackEntry {
  return {
    ecosystem: 'pypi',
    name: 'vllm',
    use: 'dependency',
    path: 'requirements.txt',
    span: { line: 0, start: 0, end: 4 },
    files: 1,
    ...fields,
  };
}

function library(): LibraryDatabase {
  const database = newLibrary();
  release(database, '0.9.1', '2026-04-01', 'Fixes.');
  release(database, '0.9.2', '2026-04-08', 'More fixes.');
  release(database, '0.10.0', '2026-04-20', '## Breaking changes\n\n- The `--old` flag is gone.');
  return database;
}

describe('the radar', () => {
  it('counts the releases above the installed version, and those that break something', () => {
    const radar = new ReleaseRadar(() => [{ id: 'feed', address: releases }]);
    const database = library();
    const behind = (installed?: string) => radar.behind(database, vllm, used(installed === undefined ? {} : { installed }));
    expect([behind('0.9.1'), behind('0.10.0'), behind()]).toEqual([
      { releases: 2, breaking: 1, newest: '0.10.0', key: 'feed/0.10.0' },
      undefined,
      undefined,
    ]);
    release(database, '0.11.0', '2026-04-28', 'New.');
    expect(behind('0.9.1')?.releases).toBe(3);
  });

  it('knows by its address what a source tells of', () => {
    const others = [
      'https://github.com/someone/vllm/releases.atom',
      'https://example.com/vllm-project/vllm/releases.atom',
      'https://github.com/vllm-project/vllm/commits.atom',
    ];
    const database = library();
    const found = others.map((address) =>
      new ReleaseRadar(() => [{ id: 'feed', address }]).behind(database, vllm, used({ installed: '0.9.1' })),
    );
    expect(found).toEqual([undefined, undefined, undefined]);
    const pypi = new ReleaseRadar(() => [{ id: 'feed', address: 'https://pypi.org/rss/project/vllm/releases.xml' }]);
    expect(pypi.behind(database, vllm, used({ installed: '0.9.2' }))?.newest).toBe('0.10.0');
  });

  it('takes the repository of a Go module from its name', () => {
    const radar = new ReleaseRadar(() => [{ id: 'feed', address: releases }]);
    const topic: Topic = { id: 'go:github.com/vllm-project/vllm', name: 'vllm-project/vllm', kind: 'package' };
    expect(
      radar.behind(library(), topic, used({ ecosystem: 'go', name: 'github.com/vllm-project/vllm', installed: 'v0.9.2' }))?.releases,
    ).toBe(1);
  });
});

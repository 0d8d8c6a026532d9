// What is remembered of a source: whole or not at all, whoever wrote it.

import { describe, expect, it } from 'vitest';
import { readMemory, type SourceMemory, writeMemory } from '../../../src/library/sourceMemory.js';
import { newLibrary, openReady, temporaryFolder } from './builders.js';

const full: Required<SourceMemory> = {
  address: 'https://example.org/old',
  etag: 'W/"loom"',
  lastModified: 'Thu, 30 Apr 2026 08:00:00 GMT',
  contentHash: 'hash',
  movedTo: 'https://example.org/feed',
  foundFeed: 'https://example.com/feed.xml',
  commit: 'c0ffee',
  failedFiles: [{ name: 'huge.md', problem: 'tooLarge' }],
  title: 'Loom weekly',
  homePage: 'https://example.com/',
  lastTry: 1,
  lastSuccess: 2,
  nextTry: 4,
  failures: 5,
  problem: { reason: 'serverError', host: 'example.com', status: 503, detail: '__proto__' },
  note: 'cutShort',
  wish: 3_600_000,
  interval: 6.5,
  reader: 'build',
};

describe('the memory of a source', () => {
  it('comes back as it was written, in another window too, and is replaced whole', () => {
    const folder = temporaryFolder();
    const [library, other] = [newLibrary(folder), openReady(folder)];
    expect(readMemory(library, 'feed-1')).toBeUndefined();
    writeMemory(library, 'feed-1', full);
    expect(readMemory(other, 'feed-1')).toStrictEqual(full);
    writeMemory(other, 'feed-1', { lastTry: 7 });
    expect([readMemory(library, 'feed-1'), readMemory(library, 'feed-2')]).toStrictEqual([{ lastTry: 7 }, undefined]);
  });

  it.each([
    ['no JSON', '{"etag":', undefined],
    ['no object', '5', undefined],
    ['nothing', 'null', undefined],
    ['other types', '{"etag":5,"lastTry":"x","problem":null,"failures":2}', { failures: 2 }],
    ['fields of another build', '{"toString":"x","__proto__":{"etag":"x"},"later":1,"title":"Loom"}', { title: 'Loom' }],
  ])('that holds %s is not known, as far as it goes', (_name, memory, expected) => {
    const library = newLibrary();
    library.run('INSERT INTO source_memory (source, memory) VALUES (?, ?)', 'feed-1', memory);
    expect(readMemory(library, 'feed-1')).toStrictEqual(expected);
  });
});

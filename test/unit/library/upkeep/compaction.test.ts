// Tidying the file: it gets smaller in steps when much has gone, and nothing is lost by it.

import { describe, expect, it } from 'vitest';
import { CompactionRound, freePages, lastCompaction, pragma } from '../../../../src/library/upkeep/compaction.js';
import type { LibraryDatabase } from '../../../../src/library/database.js';
import { librarySize } from '../../../../src/library/upkeep/librarySize.js';
import { RetentionRound } from '../../../../src/library/upkeep/retention.js';
import { writeRules } from '../../../../src/library/rules/rules.js';
import { queryCondition } from '../../../../src/library/search/queryCondition.js';
import { newLibrary } from '../builders.js';
import { readFeed } from '../issues/feedDocuments.js';

const now = new Date(2026, 4, 3, 12);

/** A library of a feed with many long entries, read one by one so that the index is in many pieces. */
function largeLibrary(): LibraryDatabase {
  const library = newLibrary();
  for (let number = 0; number < 300; number++) {
    const words = Array.from({ length: 600 }, (_, index) => `word${(number * 7 + index * 13) % 5_000}`).join(' ');
    const published = new Date(now.getTime() - number * 86_400_000).toISOString();
    readFeed(library, [{ guid: `g${number}`, title: `Post ${number}`, published, text: `${words} shuttle` }], { now });
  }
  return library;
}

function compact(library: LibraryDatabase): number {
  const round = new CompactionRound();
  for (let steps = 1; ; steps++) if (round.step(library, now) === 'done') return steps;
}

function found(library: LibraryDatabase): number {
  const { where, values } = queryCondition(library, 'shuttle', { today: '2026-05-03' });
  return Number(library.get(`SELECT count(*) AS count FROM issues WHERE ${where}`, ...values)?.['count']);
}

describe('compaction', { timeout: 60_000 }, () => {
  it('makes the file smaller when much has gone, step by step, and what is left is found', () => {
    const library = largeLibrary();
    const before = librarySize(library);
    writeRules(library, { mutes: [], searches: [], retention: { days: 30, perSource: null } });
    const retention = new RetentionRound();
    while (retention.step(library, now).outcome === 'more');
    expect(freePages(library)).toBeGreaterThan(300);
    expect(compact(library)).toBeGreaterThan(8);
    expect(freePages(library)).toBe(0);
    expect(librarySize(library).bytes).toBeLessThan(before.bytes * 0.7);
    expect(found(library)).toBe(31);
    expect(library.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
    expect(lastCompaction(library)).toBe(now.getTime());
    expect(librarySize(library)).toMatchObject({
      shown: 31,
      muted: 0,
      emptied: 269,
      unindexed: 0,
      oldestDay: '2026-04-03',
      lastEmptied: 269,
    });
  });

  it('is done at once where there is nothing to tidy', () => {
    const library = newLibrary();
    expect(compact(library)).toBeLessThan(6);
    expect(pragma(library, 'auto_vacuum')).toBe(2);
  });
});

// Marks of many issues at once: which issues each range means, and what an undo brings back.

import { describe, expect, it } from 'vitest';
import { markRange, undoMarks } from '../../../../src/library/state/bulkMarks.js';
import type { LibraryDatabase } from '../../../../src/library/database.js';
import { putIssue, removeSomeIssues } from '../../../../src/library/issues/issues.js';
import { listIssues } from '../../../../src/library/lists/lists.js';
import { issueRow } from '../../../../src/library/lists/rows.js';
import { setRead } from '../../../../src/library/state/state.js';
import type { MarkRange } from '../../../../src/protocol/backend.js';
import { newLibrary } from '../builders.js';
import { buildIssue } from '../buildIssue.js';

const today = '2026-05-02';

/** Five issues of April in the order of the list, the third and fourth of one day, the second of another source. */
function withIssues(): { readonly library: LibraryDatabase; readonly keys: readonly string[] } {
  const library = newLibrary();
  const put = (id: string, published: string, sourceId = 'feed') =>
    putIssue(library, buildIssue({ id, title: id, published }), { sourceId }, new Date(2026, 4, 2)).key;
  const keys = [
    put('a', '2026-04-20'),
    put('b', '2026-04-19', 'notes'),
    put('c', '2026-04-18'),
    put('d', '2026-04-18'),
    put('e', '2026-03-02'),
  ];
  return { library, keys };
}

function unread(library: LibraryDatabase): string {
  return ['2026-04', '2026-03']
    .flatMap((group) => listIssues(library, group, today, { offset: 0, limit: 100 }).rows)
    .filter(({ isRead }) => !isRead)
    .map(({ title }) => title)
    .join('');
}

describe('a range', () => {
  it.each<[string, MarkRange, string]>([
    ['of everything', { of: 'all' }, ''],
    ['of a group', { of: 'group', group: '2026-04', today }, 'e'],
    ['of no group', { of: 'group', group: 'nonsense', today }, 'abcde'],
    ['of a source', { of: 'source', sourceId: 'feed' }, 'b'],
    ['of some issues', { of: 'keys', keys: ['feed/a', 'feed/none', 'feed/e'] }, 'bcd'],
    ['above an issue', { of: 'above', key: 'feed/d' }, 'de'],
    ['below an issue', { of: 'below', key: 'feed/c' }, 'abc'],
    ['above no issue', { of: 'above', key: 'feed/none' }, 'abcde'],
  ])('%s', (_, range, left) => {
    const { library } = withIssues();
    const { count, keys } = markRange(library, range);
    expect([unread(library), keys?.length]).toEqual([left, count]);
  });

  it('leaves hidden issues alone', () => {
    const { library } = withIssues();
    library.run("UPDATE issues SET hidden = 1 WHERE key = 'feed/a'");
    expect(markRange(library, { of: 'all' }).count).toBe(4);
    expect(issueRow(library, 'feed/a')?.isRead).toBe(false);
  });

  it('of very many issues marks them all and names none', () => {
    const library = newLibrary();
    const put = (index: number, day: string) =>
      putIssue(library, buildIssue({ id: `${day}-${index}`, title: `${index}`, published: day }), { sourceId: 'feed' }).key;
    library.transaction(() => {
      for (let index = 0; index < 600; index++) put(index, '2026-04-02');
      for (let index = 0; index < 3; index++) put(index, '2026-04-01');
    });
    const last = put(0, '2026-03-01');
    const marked = markRange(library, { of: 'above', key: last });
    expect([marked.count, marked.keys]).toEqual([603, undefined]);
    expect(unread(library)).toBe('0');
  });
});

describe('an undo', () => {
  it('brings back what its action marked, and nothing else', () => {
    const { library, keys } = withIssues();
    setRead(library, ['feed/a'], true);
    const first = markRange(library, { of: 'source', sourceId: 'feed' });
    const second = markRange(library, { of: 'all' });
    expect([first.count, second.count, unread(library)]).toEqual([3, 1, '']);
    expect([undoMarks(library, second.moment), unread(library)]).toEqual([1, 'b']);
    expect([undoMarks(library, first.moment), unread(library)]).toEqual([3, 'bcde']);
    expect([undoMarks(library, first.moment), keys.length]).toEqual([0, 5]);
  });

  it('of the first of two actions leaves the second', () => {
    const { library } = withIssues();
    const first = markRange(library, { of: 'above', key: 'feed/c' });
    markRange(library, { of: 'all' });
    undoMarks(library, first.moment);
    expect(unread(library)).toBe('ab');
  });

  it('tells actions of one millisecond apart', () => {
    const { library } = withIssues();
    const now = new Date(2026, 4, 2);
    const first = markRange(library, { of: 'above', key: 'feed/c' }, now);
    const second = markRange(library, { of: 'all' }, now);
    undoMarks(library, second.moment);
    expect([first.moment === second.moment, unread(library)]).toEqual([false, 'cde']);
  });

  it('leaves what was marked by hand since, either way, and reaches an issue that was away', () => {
    const { library } = withIssues();
    const { moment } = markRange(library, { of: 'all' });
    setRead(library, ['feed/a'], true);
    setRead(library, ['feed/c'], false);
    setRead(library, ['feed/c'], true);
    expect(undoMarks(library, moment)).toBe(3);
    expect(unread(library)).toBe('bde');
    const again = markRange(library, { of: 'all' });
    while (removeSomeIssues(library, 10) > 0);
    undoMarks(library, again.moment);
    putIssue(library, buildIssue({ id: 'b', title: 'b', published: '2026-04-19' }), { sourceId: 'notes' });
    expect(unread(library)).toBe('b');
  });

  it('is a decision of its own: later than the mark', () => {
    const { library } = withIssues();
    const { moment } = markRange(library, { of: 'all' }, new Date(2026, 4, 2));
    undoMarks(library, moment, new Date(2026, 4, 1));
    const row = library.get('SELECT min(read_changed) AS first, count(read_at) AS count FROM state');
    expect(row).toEqual({ first: moment + 1, count: 0 });
  });
});

// The setting as a list: what is added, replaced and removed, what stays as it was, and that no secret gets into it.
import { homedir } from 'node:os';
import { describe, expect, it } from 'vitest';
import {
  addEntries,
  categoriesOf,
  categoryPath,
  described,
  readEntry,
  removeEntries,
  replaceEntry,
  restoreEntries,
} from '../../../../src/editor/settings/sourceEntries.js';
import { sourceKey } from '../../../../src/editor/settings/sourceKey.js';
import { movedTo, withoutSecrets } from '../../../../src/protocol/sourceAddress.js';
import type { SourceDefinition } from '../../../../src/protocol/sources.js';
import { identify } from '../../../../src/sources/identify.js';

const weekly: SourceDefinition = { feed: 'https://quiet.example/feed.xml', name: 'Quiet Weekly', category: 'News' };
const notes: SourceDefinition = { folder: '~/notes' };
const strange = { feed: 7 };

describe('secrets', () => {
  it('are never kept in a source', () => {
    expect(withoutSecrets({ git: 'https://token@quiet.example/a.git', path: 'x' })).toEqual({
      git: 'https://quiet.example/a.git',
      path: 'x',
    });
    expect(readEntry({ site: 'https://a:b@quiet.example/' })).toEqual({ site: 'https://quiet.example/' });
  });

  it('do not get in with an addition', () => {
    const { entries, added } = addEntries([], [{ feed: 'https://a:b@quiet.example/feed.xml' }]);
    expect(JSON.stringify([entries, added])).not.toContain('a:b');
  });
});

describe('sourceKey', () => {
  it.each([
    'http://quiet.example/feed.xml',
    'https://QUIET.example/feed.xml/',
    'https://ann:secret@quiet.example/feed.xml',
    'https://quiet.example/feed.xml?utm_source=mail#top',
    'https://quiet.example:443/feed.xml',
  ])('takes %s for the same', (feed) => {
    expect(sourceKey({ feed })).toBe(sourceKey(weekly));
  });

  it.each(['https://quiet.example/feed.xml?page=2', 'https://quiet.example/Feed.xml', 'https://www.quiet.example/feed.xml'])(
    'takes %s for another',
    (feed) => {
      expect(sourceKey({ feed })).not.toBe(sourceKey(weekly));
    },
  );

  it('knows the home folder and the parts of a repository', () => {
    expect(sourceKey({ folder: `${homedir()}/notes/` })).toBe(sourceKey(notes));
    expect(sourceKey({ git: 'https://q.example/a.git' })).toBe(sourceKey({ git: 'https://q.example/a' }));
    expect(sourceKey({ git: 'https://q.example/a', path: 'x' })).not.toBe(sourceKey({ git: 'https://q.example/a' }));
    expect(sourceKey({ git: 'https://q.example/a', branch: 'x' })).not.toBe(sourceKey({ git: 'https://q.example/a' }));
  });
});

describe('entries', () => {
  it('get what is new once, and tell what was there', () => {
    const other = { feed: 'https://other.example/' };
    const { entries, added, known } = addEntries([strange, weekly], [other, { feed: 'http://quiet.example/feed.xml/' }, other]);
    expect(entries).toEqual([strange, weekly, other]);
    expect(added).toEqual([other]);
    expect(known.length).toBe(2);
  });

  it('know a source that has moved by its first address too, in the setting and in what is added', () => {
    const moved = movedTo(weekly, 'https://two.example/feed');
    expect(addEntries([moved], [weekly]).known).toEqual([weekly]);
    expect(addEntries([weekly], [moved]).known).toEqual([moved]);
    expect(removeEntries([moved, notes], [weekly])).toEqual([notes]);
  });

  it('lose what is removed, however it was written, and nothing else', () => {
    expect(removeEntries([strange, weekly, notes], [{ feed: 'http://quiet.example/feed.xml' }])).toEqual([strange, notes]);
  });

  it('keep the place of what is replaced', () => {
    const renamed = described(weekly, { name: 'Weekly' });
    expect(replaceEntry([strange, weekly, notes], weekly, renamed)).toEqual([strange, renamed, notes]);
  });

  it('hold a source once when one becomes another that is there', () => {
    const moved: SourceDefinition = { feed: 'https://new.example/feed' };
    expect(replaceEntry([weekly, notes, moved], weekly, moved)).toEqual([moved, notes]);
  });

  it('get what was to be replaced but is gone', () => {
    expect(replaceEntry([notes], weekly, { feed: 'https://new.example/feed' })).toEqual([notes, { feed: 'https://new.example/feed' }]);
  });

  it('get back what was removed, where it was, unless it is there again', () => {
    const removed = [
      { index: 0, entry: weekly },
      { index: 2, entry: notes },
    ];
    expect(restoreEntries([strange], removed)).toEqual([weekly, strange, notes]);
    expect(restoreEntries([strange, { folder: '~/notes/' }], removed)).toEqual([weekly, strange, { folder: '~/notes/' }]);
  });
});

describe('described', () => {
  it('takes an empty name or category away and keeps what is not given', () => {
    expect(described(weekly, { name: ' ' })).toEqual({ feed: weekly.feed, category: 'News' });
    expect(described(weekly, { category: '' })).toEqual({ feed: weekly.feed, name: 'Quiet Weekly' });
  });
});

describe('categories', () => {
  it('are parted at slashes, empty parts left out', () => {
    expect(categoryPath(' AI / Agents //')).toEqual(['AI', 'Agents']);
    expect(categoriesOf([weekly, notes, { ...notes, category: 'AI /Agents' }, { ...notes, category: '/' }])).toEqual(['AI/Agents', 'News']);
  });
});

describe('movedTo', () => {
  const first = 'https://quiet.example/feed.xml';

  it('remembers the first address, however often it moves', () => {
    const once = movedTo(weekly, 'https://two.example/feed');
    expect(once).toEqual({ ...weekly, feed: 'https://two.example/feed', was: first });
    expect(movedTo(once, 'https://three.example/feed')).toEqual({ ...weekly, feed: 'https://three.example/feed', was: first });
    expect(movedTo(once, first)).toEqual(weekly);
  });

  it('stays the source that it was, for the library as for the setting', () => {
    const moved = movedTo(weekly, 'https://two.example/feed');
    expect(readEntry(moved)).toEqual(moved);
    expect(identify(moved).id).toBe(identify(weekly).id);
    expect(identify(moved).address).toBe('https://two.example/feed');
    expect(readEntry({ ...moved, was: 'https://ann:secret@quiet.example/feed.xml' })).toEqual(moved);
  });
});

// Entries of feeds: which is the same as which, what a change does, and that nothing is put twice or over another.

import { describe, expect, it } from 'vitest';
import { readIssue } from '../../../../src/library/content.js';
import type { LibraryDatabase } from '../../../../src/library/database.js';
import { FeedReading, knownFingerprints } from '../../../../src/library/issues/entries.js';
import { replaceContent } from '../../../../src/library/issues/issues.js';
import { revisions } from '../../../../src/library/revisions.js';
import { listIssues } from '../../../../src/library/lists/lists.js';
import { countsOfSources, issueRow } from '../../../../src/library/lists/rows.js';
import { clearSources } from '../../../../src/library/sources.js';
import { readMemory, writeMemory } from '../../../../src/library/sourceMemory.js';
import { setRead, setStarred } from '../../../../src/library/state/state.js';
import { newLibrary, openReady, temporaryFolder } from '../builders.js';
import { readFeed, type TestEntry, toIssue } from './feedDocuments.js';

function outcomesOf(library: LibraryDatabase, entries: readonly TestEntry[], options?: Parameters<typeof readFeed>[2]) {
  return readFeed(library, entries, options).map(({ outcome }) => outcome);
}

function titles(library: LibraryDatabase): readonly string[] {
  return library.all('SELECT title FROM issues ORDER BY title').map((row) => String(row['title']));
}

/** Puts one document, then another; gives what the second did and all titles afterwards. */
function oneAfterTheOther(first: readonly TestEntry[], second: readonly TestEntry[]) {
  const library = newLibrary();
  readFeed(library, first);
  return { outcomes: outcomesOf(library, second), titles: titles(library) };
}

const warp: TestEntry = {
  guid: 'tag:example.com,2026:warp',
  link: 'https://example.com/posts/warp',
  title: 'Warp',
  published: '2026-04-30T08:00:00Z',
  text: 'Threads that run along the cloth.',
};
const weft: TestEntry = {
  guid: 'tag:example.com,2026:weft',
  link: 'https://example.com/posts/weft',
  title: 'Weft',
  published: '2026-04-29T08:00:00Z',
  text: 'Threads that run across it, one after the other.',
};

/** Posts whose guids are addresses too. */
function postsAt(scheme: string): readonly TestEntry[] {
  return [1, 2, 3].map((id) => ({
    guid: `${scheme}://example.com/?p=${id}`,
    link: `${scheme}://example.com/${id}/`,
    title: `Post ${id}`,
  }));
}

/** An entry that has nothing but a place in a page of changes. */
function onPage(place: string, title: string, text: string): TestEntry {
  return { link: `https://example.com/changes${place}`, title, text };
}

function without(entry: TestEntry, ...names: readonly (keyof TestEntry)[]): TestEntry {
  return Object.fromEntries(Object.entries(entry).filter(([name]) => !names.some((each) => each === name)));
}

describe('the same document again', () => {
  it('puts nothing, and tells nobody', () => {
    const library = newLibrary();
    expect(readFeed(library, [warp, weft])).toEqual([
      { outcome: 'added', key: 'feed/2026-04-30-warp' },
      { outcome: 'added', key: 'feed/2026-04-29-weft' },
    ]);
    const before = revisions(library);
    expect(readFeed(library, [warp, weft])).toEqual([]);
    expect(revisions(library)).toEqual(before);
  });

  it('is read again by another build, which leaves what is the same and marks nothing as changed by its author', () => {
    const library = newLibrary();
    const [{ key } = { key: '' }] = readFeed(library, [warp], { reader: 'old' });
    setRead(library, [key], true);
    expect(outcomesOf(library, [warp], { reader: 'new' })).toEqual(['unchanged']);
    expect(outcomesOf(library, [warp], { reader: 'new' })).toEqual([]);
    const fingerprint = [...knownFingerprints(library, 'feed', 'new')][0] ?? '';
    const reading = new FeedReading({ sourceId: 'feed', reader: 'newest', now: new Date(), entries: [{ ...warp, fingerprint }] });
    const [better] = reading.put(library, [{ fingerprint, issue: toIssue({ ...warp, text: 'Understood better.' }) }]);
    expect([better?.outcome, issueRow(library, key)?.isUpdated]).toEqual(['updated', false]);
  });

  it('gives nothing twice that it holds twice', () => {
    const library = newLibrary();
    expect(outcomesOf(library, [warp, weft, warp])).toEqual(['added', 'added', 'unchanged']);
  });

  it('without an entry keeps that one', () => {
    expect(oneAfterTheOther([warp, weft], [weft])).toEqual({ outcomes: [], titles: ['Warp', 'Weft'] });
    expect(oneAfterTheOther([warp, weft], [])).toEqual({ outcomes: [], titles: ['Warp', 'Weft'] });
  });

  it('of another source gives issues of its own', () => {
    const library = newLibrary();
    readFeed(library, [warp]);
    expect(readFeed(library, [warp], { sourceId: 'notes' })).toEqual([{ outcome: 'added', key: 'notes/2026-04-30-warp' }]);
  });
});

describe('an entry that changed', () => {
  it('is updated in place by its guid: key, read mark and star stay, whatever else is new', () => {
    const library = newLibrary();
    const [{ key } = { key: '' }] = readFeed(library, [warp, weft]);
    setRead(library, [key], true);
    setStarred(library, [key], true);
    const changed = { ...warp, title: 'The warp, corrected', text: 'Threads under tension.', published: '2026-05-01T08:00:00Z' };
    expect(readFeed(library, [changed, weft])).toEqual([{ outcome: 'updated', key }]);
    expect(issueRow(library, key)).toMatchObject({ title: 'The warp, corrected', isRead: true, isStarred: true, isUpdated: true });
    expect(readIssue(library, key)).toEqual({ ...toIssue(changed), id: '2026-04-30-warp' });
  });

  it('moves to another address and title with its guid, but is another one when nothing but the guid is the same', () => {
    const moved = { ...warp, link: 'https://example.org/2026/warp', title: 'On the warp' };
    expect(oneAfterTheOther([warp], [moved]).outcomes).toEqual(['updated']);
    const late = { ...moved, published: '2026-05-01T08:00:00Z' };
    expect(oneAfterTheOther([warp], [late]).outcomes).toEqual(['updated']);
    const other = { ...late, title: 'Pedals', text: 'A new pedal for every foot.' };
    expect(oneAfterTheOther([warp], [other])).toEqual({ outcomes: ['added'], titles: ['Pedals', 'Warp'] });
  });

  it('without a guid is found by its page, else by its title and date', () => {
    const paged = without(warp, 'guid');
    expect(oneAfterTheOther([paged], [{ ...paged, title: 'Warp 2', text: 'New.' }])).toEqual({ outcomes: ['updated'], titles: ['Warp 2'] });
    const dated = without(warp, 'guid', 'link');
    expect(oneAfterTheOther([dated], [{ ...dated, text: 'New.' }])).toEqual({ outcomes: ['updated'], titles: ['Warp'] });
    const named = without(warp, 'guid', 'link', 'published');
    expect(oneAfterTheOther([named], [{ ...named, text: 'New.' }])).toEqual({ outcomes: ['updated'], titles: ['Warp'] });
  });

  it('without a guid is found by its place in a page, and by its page when that place is new', () => {
    const two = [onPage('#b', 'B', 'What b brings.'), onPage('#a', 'A', 'What a brings.')];
    expect(oneAfterTheOther(two, [onPage('#b', 'B 2', 'Now.'), onPage('#a', 'A 2', 'Then.')]).titles).toEqual(['A 2', 'B 2']);
    expect(oneAfterTheOther([onPage('', 'A', 'What a brings.')], [onPage('#top', 'A 2', 'Then.')]).titles).toEqual(['A 2']);
  });

  it('without any name is found by its words', () => {
    const library = newLibrary();
    const bare = { text: 'Nothing but a text.' };
    readFeed(library, [bare, { text: 'Another one.' }]);
    const dated = { ...bare, published: '2026-05-01' };
    expect(outcomesOf(library, [dated, { text: 'Another one.' }])).toEqual(['updated']);
  });
});

describe('a guid that is another one each time', () => {
  it.each<[string, Partial<TestEntry>]>([
    ['its page', {}],
    ['its page, with a new date each time too', { published: '2026-05-02T10:00:00Z' }],
    ['its page with other trackers', { link: 'http://www.example.com/posts/warp/?utm_source=rss&utm_medium=feed#more' }],
    ['title and date', { link: 'https://example.com/posts/session-2/warp' }],
  ])('makes no second copy: %s', (_name, change) => {
    expect(oneAfterTheOther([warp, weft], [{ ...warp, guid: 'urn:random:2', ...change }, weft]).titles).toEqual(['Warp', 'Weft']);
  });

  it('makes none with neither date nor page, by the title when the text is much the same', () => {
    const bare = without(warp, 'link', 'published');
    const again = { ...bare, guid: 'urn:random:2' };
    expect(oneAfterTheOther([bare], [again]).titles).toEqual(['Warp']);
    expect(oneAfterTheOther([bare], [{ ...again, text: `${bare.text ?? ''} Corrected.` }]).titles).toEqual(['Warp']);
    expect(oneAfterTheOther([bare], [{ ...again, text: 'Something else under an old title.' }]).titles).toEqual(['Warp', 'Warp']);
  });

  it('makes no flood of entries without guid and link that get the date of each reading', () => {
    const bare = [warp, weft].map((entry) => without(entry, 'guid', 'link'));
    const at = (published: string) => bare.map((entry) => ({ ...entry, published }));
    const { outcomes, titles } = oneAfterTheOther(at('2026-04-30T08:00:00Z'), at('2026-05-01T08:00:00Z'));
    expect([outcomes, titles]).toEqual([
      ['updated', 'updated'],
      ['Warp', 'Weft'],
    ]);
    const others = bare.map((entry) => ({ ...entry, published: '2026-05-02T08:00:00Z', text: 'Another text of that title.' }));
    expect(oneAfterTheOther(at('2026-05-01T08:00:00Z'), others).outcomes).toEqual(['added', 'added']);
  });

  it('makes no flood over many readings', () => {
    const library = newLibrary();
    for (let round = 0; round < 5; round++) {
      readFeed(
        library,
        [warp, weft].map((entry) => ({ ...entry, guid: `urn:random:${round}:${entry.title ?? ''}` })),
      );
    }
    expect(titles(library)).toEqual(['Warp', 'Weft']);
  });
});

describe('entries that have a name in common', () => {
  it('are two with one guid and two pages, or two titles, also when both change', () => {
    const twin = { ...weft, guid: warp.guid ?? '', link: 'https://example.com/' };
    const retitled = [warp, twin].map((entry) => ({ ...entry, title: `${entry.title ?? ''} 2`, published: '2026-05-02' }));
    expect(oneAfterTheOther([warp, twin], retitled)).toEqual({ outcomes: ['updated', 'updated'], titles: ['Warp 2', 'Weft 2'] });
    const moved = [warp, twin].map((entry) => ({ ...entry, link: `${entry.link ?? ''}?session=2`, published: '2026-05-02' }));
    expect(oneAfterTheOther([warp, twin], moved)).toEqual({ outcomes: ['updated', 'updated'], titles: ['Warp', 'Weft'] });
  });

  it('are several with one guid for the whole feed, and a new one replaces none that has left the document', () => {
    const shared = ['A', 'B', 'C', 'D'].map((title, day) => ({
      guid: 'https://example.com/',
      link: 'https://example.com/',
      title,
      published: `2026-04-0${day + 1}`,
      text: `Text of ${title}`,
    }));
    const result = oneAfterTheOther(shared.slice(0, 3).reverse(), shared.slice(1).reverse());
    expect(result).toEqual({ outcomes: ['added'], titles: ['A', 'B', 'C', 'D'] });
  });

  it.each([
    ['the front page', 'https://example.com/'],
    ['one page of news', 'https://example.com/changelog'],
  ])('are several when all link to %s, one at a time too', (_name, link) => {
    const entries = ['1.0', '1.1', '1.2'].map((version, index) => ({
      guid: `release-${version}`,
      link,
      title: `Release ${version}`,
      published: `2026-04-0${index + 1}`,
      text: `Loom ${version} brings ${['heddles', 'shuttles', 'pedals'][index] ?? ''}.`,
    }));
    const together = newLibrary();
    expect(outcomesOf(together, entries)).toEqual(['added', 'added', 'added']);
    const oneByOne = newLibrary();
    for (const entry of entries) expect(outcomesOf(oneByOne, [entry])).toEqual(['added']);
    expect(titles(oneByOne)).toEqual(titles(together));
  });

  it('are several on a page with places in it, with no guid', () => {
    const entries = ['v1', 'v2', 'v3'].map((version) => ({
      link: `https://example.com/changelog#${version}`,
      title: 'Changes',
      text: `What ${version} brings.`,
    }));
    const library = newLibrary();
    expect(outcomesOf(library, entries.slice(0, 2))).toEqual(['added', 'added']);
    expect(outcomesOf(library, entries)).toEqual(['added']);
    expect(outcomesOf(library, [{ ...entries[0], text: 'What v1 really brought.' }, ...entries.slice(1)])).toEqual(['updated']);
  });

  it('are several with one title, day and page, and nothing else to tell them apart', () => {
    const notes = ['Oil the frame.', 'Tighten the belt.', 'Count the picks.'].map((text) => ({
      link: 'https://example.com/changelog',
      title: 'Fixes',
      published: '2026-04-30',
      text,
    }));
    const library = newLibrary();
    expect(outcomesOf(library, notes.slice(0, 2))).toEqual(['added', 'added']);
    expect(outcomesOf(library, [notes[2] ?? {}, ...notes.slice(0, 2)])).toEqual(['added']);
    expect(outcomesOf(library, [...notes])).toEqual([]);
  });

  it('are several on one page with no guid, and a new one replaces none that has left the document', () => {
    const [a, b, c] = ['A', 'B', 'C'].map((title) => ({ link: 'https://example.com/changelog', title, text: `Text of ${title}` }));
    expect(oneAfterTheOther([b ?? {}, a ?? {}], [c ?? {}, a ?? {}])).toEqual({ outcomes: ['added'], titles: ['A', 'B', 'C'] });
  });

  it('are told apart by being unchanged first, whatever else they have in common', () => {
    const notes = ['one', 'two', 'three'].map((number) => ({
      link: 'https://example.com/changelog',
      title: 'Fixes',
      text: `The loom no longer stops at pick number ${number} of the day.`,
    }));
    const library = newLibrary();
    readFeed(library, notes.slice(0, 2));
    expect(outcomesOf(library, [...notes])).toEqual(['added']);
  });

  it('do not take the place of one that is unchanged, in whatever batch they come', () => {
    const link = 'https://example.com/';
    const [old, late] = [
      { link, title: 'Old', text: 'One.' },
      { link, title: 'New', text: 'Two.' },
    ];
    expect(oneAfterTheOther([old], [late, old])).toEqual({ outcomes: ['added'], titles: ['New', 'Old'] });
    const library = newLibrary();
    readFeed(library, [old]);
    outcomesOf(library, [late, { ...old, text: 'One, changed.' }], { batch: 1 });
    expect(titles(library)).toEqual(['New', 'Old']);
  });
});

describe('a feed that turns into another', () => {
  it('of another format, with other guids and the same pages, gives no second copies', () => {
    const asAtom = [warp, weft].map((entry) => ({
      ...entry,
      guid: entry.link ?? '',
      text: `${entry.text ?? ''} Now with a closing sentence.`,
    }));
    expect(oneAfterTheOther([warp, weft], asAtom)).toEqual({ outcomes: ['updated', 'updated'], titles: ['Warp', 'Weft'] });
  });

  it('at https, with addresses as guids and pages, gives no second copies', () => {
    expect(oneAfterTheOther(postsAt('http'), postsAt('https')).titles).toEqual(['Post 1', 'Post 2', 'Post 3']);
  });
});

describe('an issue that has its text from its page', () => {
  const excerpt = { ...warp, extent: 'excerpt' } as const;

  function extracted() {
    const library = newLibrary();
    const [{ key } = { key: '' }] = readFeed(library, [excerpt]);
    const known = readIssue(library, key) ?? toIssue(excerpt);
    const whole = { ...known, sections: toIssue({ text: 'The whole article.' }).sections, extent: 'extracted' } as const;
    expect(replaceContent(library, key, whole)).toBe(true);
    return { library, key, whole };
  }

  it('keeps it as long as its feed says the same words', () => {
    const { library, key, whole } = extracted();
    expect(issueRow(library, key)?.extent).toBe('extracted');
    expect(outcomesOf(library, [{ ...excerpt, published: '2026-05-01' }])).toEqual(['unchanged']);
    expect(outcomesOf(library, [excerpt], { reader: 'newer' })).toEqual(['unchanged']);
    expect(readIssue(library, key)).toEqual(whole);
  });

  it('gives way to what its feed says anew', () => {
    const { library, key } = extracted();
    setRead(library, [key], true);
    expect(outcomesOf(library, [{ ...excerpt, text: 'Corrected: threads under tension.' }])).toEqual(['updated']);
    expect(issueRow(library, key)).toMatchObject({ extent: 'excerpt', isUpdated: true });
  });
});

describe('a mark of change', () => {
  it('comes only to what was read and says something else; reading again takes it away, and it never becomes unread', () => {
    const library = newLibrary();
    const [{ key } = { key: '' }] = readFeed(library, [warp]);
    const steps: readonly [TestEntry, boolean][] = [
      [{ ...warp, text: 'Before it was read.' }, false],
      [{ ...warp, text: 'Before it was read.', published: '2026-05-01T08:00:00Z' }, false],
      [{ ...warp, text: 'Before <a href="https://t.example/?utm_source=2">it was</a> read.' }, false],
      [{ ...warp, text: 'After it was read.' }, true],
    ];
    const seen = steps.map(([entry], index) => {
      if (index === 1) setRead(library, [key], true);
      readFeed(library, [entry]);
      return issueRow(library, key)?.isUpdated;
    });
    expect(seen).toEqual(steps.map(([, isUpdated]) => isUpdated));
    expect(issueRow(library, key)?.isRead).toBe(true);
    expect(setRead(library, [key], true)).toEqual([key]);
    expect(issueRow(library, key)).toMatchObject({ isRead: true, isUpdated: false });
    expect(setRead(library, [key], true)).toEqual([]);
  });
});

describe('the place of entries', () => {
  it('is by the moment they were published, then as the document has them; the future counts as now', () => {
    const library = newLibrary();
    const day = '2026-05-03';
    const entries = ['undated', 'undated too', '08:00', '2999', '10:00', '09:00'].map((name) => ({
      guid: name,
      title: name,
      ...(name.startsWith('undated')
        ? {}
        : { published: name === '2999' ? '2999-01-01T00:00:00Z' : new Date(`${day}T${name}`).toISOString() }),
    }));
    readFeed(library, entries, { batch: 2 });
    const later = { guid: '11:00', title: '11:00', published: new Date(`${day}T11:00`).toISOString() };
    readFeed(library, [later, ...entries], { now: new Date(`${day}T13:00`) });
    const rows = listIssues(library, 'today', day, { offset: 0, limit: 10 }).rows;
    expect(rows.map(({ title }) => title)).toEqual(['undated', 'undated too', '2999', '11:00', '10:00', '09:00', '08:00']);
  });
});

describe('a batch', () => {
  it('that fails leaves nothing behind, and the next one is put', () => {
    const library = newLibrary();
    const entries = [warp, weft].map((entry) => ({ ...entry, fingerprint: entry.title ?? '' }));
    const reading = new FeedReading({ sourceId: 'feed', reader: 'build', now: new Date(), entries });
    const put = (...names: readonly string[]) =>
      reading.put(
        library,
        names.map((fingerprint) => ({ fingerprint, issue: toIssue({ title: fingerprint }) })),
      );
    expect(() => put('Warp', 'Stranger')).toThrow(/none of the document/);
    expect(titles(library)).toEqual([]);
    expect(put('Weft', 'Warp').map(({ outcome }) => outcome)).toEqual(['added', 'added']);
  });

  it('sees what another window has put meanwhile', () => {
    const folder = temporaryFolder();
    const [library, other] = [newLibrary(folder), openReady(folder)];
    const entries = [warp, weft].map((entry) => ({ ...entry, fingerprint: entry.title ?? '' }));
    const [mine, theirs] = ['a', 'b'].map((reader) => new FeedReading({ sourceId: 'feed', reader, now: new Date(), entries }));
    const batches = entries.map(({ fingerprint, ...entry }) => [{ fingerprint, issue: toIssue(entry) }]);
    const outcomes = batches.flatMap((batch) => [mine?.put(library, batch), theirs?.put(other, batch)].map((put) => put?.[0]?.outcome));
    expect(outcomes).toEqual(['added', 'unchanged', 'added', 'unchanged']);
  });
});

describe('emptying the library', () => {
  it('forgets what was known of a source, so that its server gives everything again', () => {
    const library = newLibrary();
    readFeed(library, [warp]);
    writeMemory(library, 'feed', { etag: '"1"' });
    library.run('DELETE FROM issues');
    clearSources(library);
    expect([readMemory(library, 'feed'), knownFingerprints(library, 'feed', 'build').size, countsOfSources(library).size]).toEqual([
      undefined,
      0,
      0,
    ]);
  });
});

describe('the first reading of a source', () => {
  const old: TestEntry = { guid: 'old', title: 'Old loom', published: '2026-01-01', text: 'Rests.' };
  const fresh: TestEntry = { guid: 'new', title: 'New loom', published: '2026-05-01', text: 'Runs.' };
  const readBefore = '2026-04-03';

  it('brings what is old as read, by a mark that nobody decided on', () => {
    const library = newLibrary();
    readFeed(library, [fresh, old], { readBefore });
    expect(library.all('SELECT title, is_read FROM issues ORDER BY title')).toEqual([
      { title: 'New loom', is_read: 0 },
      { title: 'Old loom', is_read: 1 },
    ]);
    expect(library.all('SELECT read_at IS NOT NULL AS is_read, read_changed FROM state')).toEqual([{ is_read: 1, read_changed: null }]);
  });

  it('leaves what the person decided before it came', () => {
    const library = newLibrary();
    library.run("INSERT INTO state (key, read_changed) VALUES ('feed/2026-01-01-old-loom', 5)");
    readFeed(library, [fresh, old], { readBefore });
    expect(library.all('SELECT DISTINCT is_read FROM issues')).toEqual([{ is_read: 0 }]);
  });
});

// What issues have in common: the same page, however its address is written; held against a plain walk over all issues.

import { describe, expect, it } from 'vitest';
import { canonicalLink } from '../../../../src/digest/canonicalLink.js';
import { allLinks, type Issue, type Link, linkAnchor } from '../../../../src/digest/model.js';
import { areAddressesNumbered, numberSome } from '../../../../src/library/addresses.js';
import { readIssue } from '../../../../src/library/content.js';
import { type LibraryDatabase, textOf } from '../../../../src/library/database.js';
import { putIssue } from '../../../../src/library/issues/issues.js';
import { mentionsOf } from '../../../../src/library/lists/mentions.js';
import { libraryFile } from '../../../../src/library/open.js';
import { createRandom, pick } from '../../../bench/random.js';
import { newLibrary, openReady, temporaryFolder } from '../builders.js';
import { buildIssue } from '../buildIssue.js';
import { overwrite, pagesOf, pageSize, salvageWhole } from '../salvage/damage.js';
import { writeVersion1 } from '../version1.js';

const page = 'https://example.com/looms';

function sectionWith(...links: readonly Link[]): Pick<Issue, 'sections'> {
  return { sections: [{ id: 'weft', title: 'Weft', body: { format: 'markdown', text: 'Cloth.' }, takeaways: [], links }] };
}

const linkTo = (url: string): Link => ({ label: `At ${url}`, url });

function put(library: LibraryDatabase, id: string, fields: Partial<Issue> = {}, sourceId = 'imported'): string {
  return putIssue(library, buildIssue({ id, title: `Issue ${id}`, ...fields }), { sourceId }).key;
}

/** The keys that each page of an issue is mentioned in. */
function keysAt(library: LibraryDatabase, key: string): readonly (readonly (string | undefined)[])[] {
  return mentionsOf(library, key).map(({ anchor, mentions }) => [anchor, ...mentions.map((each) => each.key)]);
}

describe('what others have in common with an issue', () => {
  it('is the page of a link, the article itself, and who links to the issue', () => {
    const library = newLibrary();
    const asked = put(library, 'asked', { url: 'https://example.org/asked', links: [{ label: 'Lost' }, linkTo(page)] });
    put(library, 'before', { published: '2026-04-01', ...sectionWith(linkTo('http://www.example.com/looms/?utm_source=x#top')) });
    put(library, 'after', { published: '2026-05-01', links: [linkTo(page), linkTo('https://example.org/asked#part')] }, 'feed');
    put(library, 'article', { published: '2026-04-15', url: `${page}/`, ...sectionWith(linkTo(page)) }, 'notes');
    put(library, 'other', { links: [linkTo('https://example.com/looms?page=2')] });
    expect(mentionsOf(library, asked)).toEqual([
      {
        url: 'https://example.org/asked',
        mentions: [{ key: 'feed/after', title: 'Issue after', sourceName: 'Loom weekly', day: '2026-05-01' }],
        more: 0,
      },
      {
        anchor: 'link-2',
        label: `At ${page}`,
        url: page,
        mentions: [
          { key: 'feed/after', title: 'Issue after', sourceName: 'Loom weekly', day: '2026-05-01' },
          { key: 'notes/article', title: 'Issue article', sourceName: 'Notes', day: '2026-04-15' },
          { key: 'imported/before', title: 'Issue before', sourceName: 'Imported', day: '2026-04-01', anchor: 'weft' },
        ],
        more: 0,
      },
    ]);
  });

  it('has no hidden issue, none that is gone, and never the issue itself', () => {
    const library = newLibrary();
    const asked = put(library, 'asked', { url: page, links: [linkTo(page)], ...sectionWith(linkTo(`${page}#a`)) });
    const muted = put(library, 'muted', { published: '2026-04-02', links: [linkTo(page)] });
    const emptied = put(library, 'emptied', { published: '2026-04-01', links: [linkTo(page)] });
    const before = keysAt(library, asked);
    library.run('UPDATE issues SET hidden = 1 WHERE key = ?', muted);
    library.run('UPDATE issues SET hidden = 2 WHERE key = ?', emptied);
    const after = [asked, emptied, 'imported/none'].map((key) => keysAt(library, key));
    expect([before, ...after]).toEqual([[[undefined, muted, emptied]], [], [], []]);
  });

  it('follows what an issue links to now', () => {
    const library = newLibrary();
    const asked = put(library, 'asked', { links: [linkTo(page)] });
    put(library, 'other', { links: [linkTo('https://example.com/bobbins')] });
    const before = keysAt(library, asked);
    put(library, 'other', { links: [linkTo(page)] });
    expect([before, keysAt(library, asked)]).toEqual([[], [['link-1', 'imported/other']]]);
  });

  it('names the newest, and says how many more there are', () => {
    const library = newLibrary();
    const asked = put(library, 'asked', { links: [linkTo(page)] }, 'feed');
    for (let day = 1; day <= 30; day++) put(library, `filler-${day}`);
    for (let day = 11; day <= 19; day++) put(library, `d${day}`, { published: `2026-03-${day}`, links: [linkTo(page)] });
    const [found] = mentionsOf(library, asked);
    expect([found?.mentions.map(({ day }) => day), found?.more]).toEqual([
      ['2026-03-19', '2026-03-18', '2026-03-17', '2026-03-16', '2026-03-15'],
      4,
    ]);
  });

  it('leaves out what everybody links to', () => {
    const library = newLibrary();
    const asked = put(library, 'asked', { links: [linkTo(page), linkTo(`${page}/rare`)] });
    for (let index = 0; index < 400; index++) put(library, `filler-${index}`, {}, 'notes');
    for (let index = 0; index < 50; index++) put(library, `n${index}`, { links: [linkTo(page)] }, 'notes');
    const before = mentionsOf(library, asked).map(({ mentions, more }) => mentions.length + more);
    put(library, 'last', { links: [linkTo(page), linkTo(`${page}/rare`)] }, 'feed');
    expect([before, keysAt(library, asked)]).toEqual([[50], [['link-2', 'feed/last']]]);
  });

  it('leaves out the issues of a source that links there again and again', () => {
    const library = newLibrary();
    const asked = put(library, 'asked', { links: [linkTo(page)] }, 'feed');
    for (let index = 0; index < 4; index++) put(library, `footer-${index}`, { links: [linkTo(page)] }, 'feed');
    put(library, 'news', { links: [linkTo(page)] }, 'notes');
    const before = keysAt(library, asked);
    for (let index = 0; index < 11; index++) put(library, `plain-${index}`, {}, 'feed');
    expect([before, mentionsOf(library, asked).map(({ mentions }) => mentions.length)]).toEqual([[['link-1', 'notes/news']], [5]]);
  });

  it('is not fooled by two pages of one number', () => {
    const library = newLibrary();
    const asked = put(library, 'asked', { links: [linkTo(page)] });
    put(library, 'same', { links: [linkTo(page)] });
    put(library, 'collision', { url: 'https://example.com/other', links: [linkTo('https://example.com/bobbins')] });
    const number = library.get('SELECT address FROM links WHERE url = ? LIMIT 1', page)?.['address'] ?? null;
    library.run('UPDATE links SET address = ?', number);
    library.run('UPDATE issues SET address = ? WHERE url IS NOT NULL', number);
    expect(keysAt(library, asked)).toEqual([['link-1', 'imported/same']]);
  });

  it.each([1, 2, 3])('is what a walk over all issues finds: seed %i', (seed) => {
    const library = newLibrary();
    const random = createRandom(seed);
    const urls = Array.from({ length: 40 }, (_, index) => `https://example.com/${index % 20}${index < 20 ? '' : '/#part'}`);
    const some = (most: number): readonly Link[] =>
      Array.from({ length: Math.floor(random() * most) }, () => (random() < 0.1 ? { label: 'Lost' } : linkTo(pick(random, urls))));
    for (let index = 0; index < 60; index++) {
      const fields = { published: `2026-03-${10 + (index % 20)}`, links: some(3), ...sectionWith(...some(4)) };
      const url = random() < 0.3 ? { url: pick(random, urls) } : {};
      put(library, String(index), { ...fields, ...url }, pick(random, ['imported', 'notes', 'feed']));
    }
    library.run('UPDATE issues SET hidden = 1 WHERE row % 11 = 0');
    const keys = library.all('SELECT key FROM issues').map((row) => textOf(row, 'key'));
    const found = keys.map((key) => [key, mentionsOf(library, key).map(({ anchor, mentions, more }) => [anchor, mentions.length + more])]);
    expect(found).toEqual(keys.map((key) => [key, naiveMentions(library, key)]));
    expect(found.flat(2).length).toBeGreaterThan(100);
  });
});

function pageOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : canonicalLink(url)?.page;
}

/** The issue's own page and those of its links. */
function linkedPages(issue: Issue): readonly (readonly [string | undefined, string | undefined])[] {
  return [[undefined, pageOf(issue.url)], ...allLinks(issue).map((link, index) => [linkAnchor(index), pageOf(link.url)] as const)];
}

/** How many others each page of an issue has, by comparing everything with everything. */
function naiveMentions(library: LibraryDatabase, key: string): readonly (readonly [string | undefined, number])[] {
  const shown = library.all('SELECT key, source FROM issues WHERE hidden = 0').map((row) => ({
    key: textOf(row, 'key'),
    source: textOf(row, 'source'),
  }));
  const issue = readIssue(library, key);
  if (!issue) return [];
  const seen = new Set<string>();
  return linkedPages(issue).flatMap(([anchor, at]) => {
    if (at === undefined || seen.has(at)) return [];
    seen.add(at);
    const others = shown.filter((other) => {
      const found = other.key === key ? undefined : readIssue(library, other.key);
      return found && linkedPages(found).some(([, there]) => there === at);
    });
    const count = ['imported', 'notes', 'feed']
      .map((source) => [others.filter((other) => other.source === source).length, shown.filter((other) => other.source === source).length])
      .reduce((sum, [linking = 0, all = 0]) => sum + (linking > 3 && linking > all / 4 ? 0 : linking), 0);
    return count === 0 ? [] : [[anchor, count] as const];
  });
}

/** Makes of a library of this version what version 3 would have written. */
function toVersion3(library: LibraryDatabase): void {
  library.exec(`
    DROP TABLE mentions; DROP TABLE sentences; DROP TABLE topics;
    DROP INDEX issues_by_address; DROP INDEX links_by_address;
    ALTER TABLE issues DROP COLUMN address; ALTER TABLE links DROP COLUMN address;
    DELETE FROM memos WHERE name = 'unnumbered'; PRAGMA user_version = 3`);
}

function numbers(library: LibraryDatabase): unknown {
  return ['issues', 'links'].map((table) => library.all(`SELECT row, address FROM ${table} ORDER BY row`));
}

describe('addresses that have no numbers', () => {
  it('get them step by step after the library came up to date, the newest issues first', () => {
    const folder = temporaryFolder();
    const before = newLibrary(folder);
    for (let index = 0; index < 25; index++) put(before, `filler-${index}`);
    for (const id of ['a', 'b']) put(before, id, { url: `https://example.org/${id}`, links: [linkTo(page)] });
    toVersion3(before);
    before.close();

    const library = openReady(folder);
    put(library, 'new', { published: '2026-05-09', links: [linkTo(page), linkTo('https://example.org/a')] });
    const states = [keysAt(library, 'imported/new'), areAddressesNumbered(library)];
    const steps = [numberSome(library, 10), keysAt(library, 'imported/new').length];
    while (numberSome(library, 10) === 10);
    expect([...states, ...steps, areAddressesNumbered(library), numberSome(library, 10)]).toEqual([[], false, 10, 2, true, 0]);
    expect(keysAt(library, 'imported/a')).toEqual([
      [undefined, 'imported/new'],
      ['link-1', 'imported/new', 'imported/b'],
    ]);
  });

  it('are as those that are written with the content', () => {
    const folder = temporaryFolder();
    const before = newLibrary(folder);
    const random = createRandom(7);
    for (let index = 0; index < 30; index++) {
      const links = [linkTo(`https://example.com/${Math.floor(random() * 9)}`), { label: 'Lost' }, linkTo('mailto:a@example.com')];
      put(before, String(index), { url: `https://example.org/${index}`, links });
    }
    const written = numbers(before);
    toVersion3(before);
    before.close();
    const library = openReady(folder);
    const unnumbered = numbers(library);
    while (numberSome(library, 7) === 7);
    expect(numbers(library)).toEqual(written);
    expect(unnumbered).not.toEqual(written);
  });

  it('are none in a new library, and those of the first version are found too', () => {
    const folder = temporaryFolder();
    writeVersion1(folder);
    const [fresh, old] = [newLibrary(), openReady(folder)];
    expect([areAddressesNumbered(fresh), areAddressesNumbered(old)]).toEqual([true, false]);
    while (numberSome(old, 10) === 10);
    expect(areAddressesNumbered(old)).toBe(true);
  });

  it('get them again after a library was put together anew, its rows found one by one', () => {
    const folder = temporaryFolder();
    const before = newLibrary(folder);
    before.transaction(() => {
      for (let index = 0; index < 400; index++) put(before, `filler-${index}`, sectionWith(linkTo(`https://example.com/${index}`)));
      for (const id of ['a', 'b']) put(before, id, sectionWith(linkTo(page)));
    });
    before.close();
    const file = libraryFile(folder);
    const inner = pagesOf(file, 'inner page of a table');
    expect(inner).not.toEqual([]);
    for (const number of inner) overwrite(file, number * pageSize, Buffer.alloc(pageSize));
    salvageWhole(folder);
    const library = openReady(folder);
    const isNumbered = areAddressesNumbered(library);
    while (numberSome(library, 50) === 50);
    expect([isNumbered, keysAt(library, 'imported/a')]).toEqual([false, [['link-1', 'imported/b']]]);
  });
});

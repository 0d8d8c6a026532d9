// What the library keeps of the topics that issues name: sentences, counts, versions, and how they go with their issues.

import { describe, expect, it } from 'vitest';
import type { Issue } from '../../../../src/digest/model.js';
import type { LibraryDatabase } from '../../../../src/library/database.js';
import { putIssue, removeSomeIssues } from '../../../../src/library/issues/issues.js';
import { countNews, mostNamed, newsOf, topicsIn } from '../../../../src/library/topics/topicLists.js';
import { figuresOf } from '../../../../src/library/topics/topicPageLists.js';
import { areTopicsRead, issuesWith, readAnew, readSome } from '../../../../src/library/topics/reread.js';
import { type NamedTopic, readTopicsBy } from '../../../../src/library/topics/topicReader.js';
import { buildIssue } from '../buildIssue.js';
import { newLibrary } from '../builders.js';

const now = new Date('2026-05-10T12:00:00Z');

/** Reads `#name` and `#name@version` for a topic: the library does not care who reads. */
function hashReader(issue: Issue) {
  const named: NamedTopic[] = [];
  return {
    add: ({ text, section }: { readonly text: string; readonly section?: number }) => {
      for (const [, topic = '', version] of text.matchAll(/#([a-z]+)(?:@([\w.-]+))?/g)) {
        named.push({
          topic,
          ...(section === undefined ? {} : { section }),
          ...(version === undefined ? {} : { version }),
          sentence: `${issue.title}: ${text}`,
          hasFigures: /\d %/.test(text),
        });
      }
    },
    finish: () => named,
  };
}

function library(): LibraryDatabase {
  const database = newLibrary();
  readTopicsBy(database, hashReader);
  return database;
}

function put(database: LibraryDatabase, id: string, published: string, ...bodies: readonly string[]): void {
  const sections = bodies.map((text, index) => ({
    id: `s${index + 1}`,
    title: `Part ${index + 1}`,
    body: { format: 'markdown' as const, text },
    takeaways: [],
    links: [],
  }));
  putIssue(database, buildIssue({ id, title: id.toUpperCase(), published, sections }), { sourceId: 'notes', path: id }, now);
}

function spots(database: LibraryDatabase, id: string, version?: string): readonly string[] {
  const { news } = newsOf(database, { id, ...(version === undefined ? {} : { version }) }, { offset: 0, limit: 50 });
  return news.map(({ key, anchor, sentence }) => `${key}#${anchor ?? ''} ${sentence}`);
}

describe('topics of issues', () => {
  it('are found newest first, each section once with its sentence that has figures', () => {
    const database = library();
    put(database, 'old', '2026-05-01', 'about #loom');
    put(database, 'new', '2026-05-03', 'first #loom', '#loom again');
    expect(spots(database, 'loom')).toEqual([
      'notes/new#s1 NEW: first #loom',
      'notes/new#s2 NEW: #loom again',
      'notes/old#s1 OLD: about #loom',
    ]);
    expect(countNews(database, { id: 'loom' })).toEqual({ total: 3, unread: 3 });
    expect(newsOf(database, { id: 'loom' }, { offset: 1, limit: 1, since: '2026-05-02' })).toMatchObject({
      total: 2,
      unread: 2,
      news: [{ anchor: 's2', sectionTitle: 'Part 2' }],
    });
    expect(topicsIn(database, 'notes/new', 's2')).toEqual(['loom']);
  });

  it('keep versions apart: a version means itself and its variants', () => {
    const database = library();
    put(database, 'a', '2026-05-01', '#loom@5', '#loom@5-mini', '#loom@5.1', '#loom@4', '#loom');
    expect(newsOf(database, { id: 'loom', version: '5' }, { offset: 0, limit: 9 }).news.map(({ anchor }) => anchor)).toEqual(['s1', 's2']);
    expect(newsOf(database, { id: 'loom' }, { offset: 0, limit: 9 }).total).toBe(5);
  });

  it('go with their issue, and with its words when it is written anew', () => {
    const database = library();
    put(database, 'a', '2026-05-01', '#loom and #reed');
    put(database, 'a', '2026-05-01', 'only #reed now');
    expect([spots(database, 'loom'), spots(database, 'reed')]).toEqual([[], ['notes/a#s1 A: only #reed now']]);
    while (removeSomeIssues(database, 10) > 0);
    expect([spots(database, 'reed'), database.get('SELECT count(*) AS n FROM mentions')]).toEqual([[], { n: 0 }]);
  });

  it('of hidden issues are not told', () => {
    const database = library();
    put(database, 'a', '2026-05-01', '#loom');
    database.run('UPDATE issues SET hidden = 1');
    expect([spots(database, 'loom'), countNews(database, { id: 'loom' })]).toEqual([[], { total: 0, unread: 0 }]);
  });

  it('are counted unread by their issues, and listed by how often they are named', () => {
    const database = library();
    put(database, 'a', '2026-05-01', '#loom', '#loom', '#reed');
    put(database, 'b', '2026-05-02', '#loom 5 %');
    database.run("UPDATE issues SET is_read = 1 WHERE key = 'notes/a'");
    expect([countNews(database, { id: 'loom' }), mostNamed(database, 5)]).toEqual([{ total: 3, unread: 1 }, ['loom', 'reed']]);
    expect(figuresOf(database, { id: 'loom' }, 5).map(({ sentence }) => sentence)).toEqual(['B: #loom 5 %']);
  });
});

describe('issues that were stored before', () => {
  it('are read newest first in steps, once for each edition', () => {
    const database = newLibrary();
    for (let index = 0; index < 25; index++) put(database, `i${index}`, '2026-05-01', '#loom');
    readTopicsBy(database, hashReader);
    expect(areTopicsRead(database, 'one')).toBe(false);
    const steps = [
      readSome(database, 'one', 10),
      countNews(database, { id: 'loom' }).total,
      readSome(database, 'one', 10),
      readSome(database, 'one', 10),
    ];
    expect([...steps, areTopicsRead(database, 'one'), countNews(database, { id: 'loom' }).total, readSome(database, 'one', 10)]).toEqual([
      10,
      10,
      10,
      5,
      true,
      25,
      0,
    ]);
    expect(areTopicsRead(database, 'two')).toBe(false);
  });

  it('with the words of a new topic are read by themselves', () => {
    const database = newLibrary();
    put(database, 'a', '2026-05-01', 'the silk road to #loom');
    put(database, 'b', '2026-05-01', 'the road of silk to #loom');
    readTopicsBy(database, hashReader);
    const rows = issuesWith(database, ['silk', 'road'], 10);
    readAnew(database, rows);
    expect([rows.length, spots(database, 'loom')]).toEqual([1, ['notes/a#s1 A: the silk road to #loom']]);
  });
});

// Retention: which issues lose their text, which never do, and that nothing comes back that has gone.

import { describe, expect, it } from 'vitest';
import { readIssue } from '../../../../src/library/content.js';
import type { LibraryDatabase } from '../../../../src/library/database.js';
import { markMissing, putIssue } from '../../../../src/library/issues/issues.js';
import { MuteRound } from '../../../../src/library/rules/mutes.js';
import { isRetentionDue, lastRetention, RetentionRound } from '../../../../src/library/upkeep/retention.js';
import { writeRules } from '../../../../src/library/rules/rules.js';
import { putFile, removeFiles } from '../../../../src/library/sources.js';
import { setNote, setRead, setStarred } from '../../../../src/library/state/state.js';
import { type LibraryRules, type Retention, usualRules } from '../../../../src/query/libraryRules.js';
import { buildIssue } from '../buildIssue.js';
import { newLibrary } from '../builders.js';
import { readFeed, type TestEntry } from '../issues/feedDocuments.js';
import { createRandom } from '../../../bench/random.js';

const now = new Date(2026, 4, 3, 12);
const millisecondsPerDay = 86_400_000;
const later = (days: number): Date => new Date(now.getTime() + days * millisecondsPerDay);

/** An entry that was published some days before the tests' day. */
function entry(number: number, daysAgo: number): TestEntry {
  return {
    guid: `post-${number}`,
    link: `https://loom.example/${number}`,
    title: `Post ${number}`,
    published: later(-daysAgo).toISOString(),
    text: `Text of post ${number}.`,
  };
}

function rules(library: LibraryDatabase, retention: Partial<Retention>, others: Partial<LibraryRules> = {}): void {
  writeRules(library, { ...usualRules, ...others, retention: { days: null, perSource: null, ...retention } });
}

/** A whole round; gives how many issues it emptied. */
function retain(library: LibraryDatabase, at: Date = now): number {
  return retainWith(new RetentionRound(), library, at);
}

/** The rest of a round. */
function retainWith(round: RetentionRound, library: LibraryDatabase, at: Date = now): number {
  let emptied = 0;
  for (;;) {
    const step = round.step(library, at);
    emptied += step.emptied.length;
    if (step.outcome === 'done') return emptied;
  }
}

function titles(library: LibraryDatabase, where = 'hidden <> 2'): readonly string[] {
  return library.all(`SELECT title FROM issues WHERE ${where} ORDER BY title`).map((row) => String(row['title']));
}

function keyOf(library: LibraryDatabase, title: string): string {
  return String(library.get('SELECT key FROM issues WHERE title = ?', title)?.['key']);
}

function countOf(library: LibraryDatabase, table: string): number {
  return Number(library.get(`SELECT count(*) AS count FROM ${table}`)?.['count']);
}

describe('retention', () => {
  it('takes the text of what is too old, and nothing else', () => {
    const library = newLibrary();
    readFeed(library, [entry(1, 5), entry(2, 29), entry(3, 31), entry(4, 400)]);
    rules(library, { days: 30 });
    expect(retain(library)).toBe(2);
    expect(titles(library)).toEqual(['Post 1', 'Post 2']);
    expect(['sections', 'bodies', 'search'].map((table) => countOf(library, table))).toEqual([2, 2, 2]);
    expect(readIssue(library, keyOf(library, 'Post 3'))).toBeUndefined();
    expect(lastRetention(library)).toMatchObject({ at: now.getTime(), emptied: 2 });
    expect([now, later(0.5), later(1)].map((at) => isRetentionDue(library, at))).toEqual([false, false, true]);
    rules(library, { days: 20 });
    expect(isRetentionDue(library, now)).toBe(true);
    rules(library, { days: 30 });
    expect(retain(library)).toBe(0);
  });

  it('obeys limits that become others while it goes on, not those that it began with', () => {
    const library = newLibrary();
    readFeed(
      library,
      Array.from({ length: 100 }, (_, number) => entry(number, 100 + number)),
    );
    rules(library, { days: 30 });
    const round = new RetentionRound();
    const steps = (count: number): void => {
      while (count-- > 0 && round.step(library, now).outcome === 'more');
    };
    steps(2);
    expect(titles(library)).toHaveLength(80);
    rules(library, {});
    steps(1_000);
    expect(titles(library)).toHaveLength(80);
    expect(lastRetention(library)).toMatchObject({ emptied: 20, limits: '[null,null]' });

    rules(library, { days: 3650 });
    steps(1);
    rules(library, { days: 150 });
    expect(retainWith(round, library)).toBe(29);
    expect(isRetentionDue(library, now)).toBe(false);
  });

  it('is laid out anew when another window has ended a round meanwhile', () => {
    const library = newLibrary();
    const entries = Array.from({ length: 60 }, (_, number) => entry(number, number));
    readFeed(library, entries);
    rules(library, { perSource: 50 });
    const round = new RetentionRound();
    round.step(library, now);
    round.step(library, now);
    expect(retain(library)).toBe(10);
    // Of the newest many go: what was beyond them then is not any more.
    for (const { title } of entries.slice(0, 20)) library.run('DELETE FROM issues WHERE title = ?', title ?? '');
    readFeed(library, [entry(60, 100), entry(61, 101)]);
    expect(retainWith(round, library)).toBe(0);
  });

  it('takes what is beyond the newest of its source, muted ones no sooner than others', () => {
    const library = newLibrary();
    readFeed(
      library,
      Array.from({ length: 130 }, (_, number) => entry(number, number)),
    );
    putIssue(library, buildIssue({ id: 'old', title: 'Of another source', published: '2020-01-01' }), { sourceId: 'notes', path: 'a.md' });
    rules(library, { perSource: 60 }, { mutes: [{ query: '"post 100" OR "post 3"' }] });
    const mutes = new MuteRound();
    while (mutes.step(library, now).outcome === 'more');
    expect(retain(library)).toBe(70);
    expect(titles(library)).toHaveLength(61);
    expect(titles(library, 'hidden = 1')).toEqual(['Post 3']);
    expect(titles(library)).toContain('Post 59');
    expect(titles(library)).not.toContain('Post 60');
  });

  it('keeps what is starred or noted, bundled, imported, and what is in a file that is there', () => {
    const library = newLibrary();
    readFeed(library, [entry(1, 90), entry(2, 90), entry(3, 90)]);
    setStarred(library, [keyOf(library, 'Post 1')], true);
    setNote(library, keyOf(library, 'Post 2'), 'Look at the reed.');
    const old = { published: '2020-01-01' };
    putIssue(library, buildIssue({ ...old, id: 'i', title: 'Imported' }), { sourceId: 'imported' });
    for (const name of ['there', 'gone']) {
      putIssue(library, buildIssue({ ...old, id: name, title: `File ${name}` }), { sourceId: 'notes', path: `${name}.md` });
      putFile(library, 'notes', { path: `${name}.md`, size: 1, modified: 1, reader: 'build' });
    }
    removeFiles(library, 'notes', ['gone.md']);
    markMissing(library, 'notes', ['gone.md']);
    rules(library, { days: 30 });
    expect(retain(library)).toBe(2);
    expect(titles(library)).toEqual(['File there', 'Imported', 'Post 1', 'Post 2']);
    setStarred(library, [keyOf(library, 'Post 1')], false);
    expect(retain(library)).toBe(1);
  });

  it('keeps what is unread and found by a saved search, until it is read', () => {
    const library = newLibrary();
    readFeed(library, [entry(1, 90), { ...entry(2, 90), text: 'On heddles and reeds.' }]);
    rules(library, { days: 30 }, { searches: ['selvedge', 'heddles is:unread'] });
    expect(retain(library)).toBe(1);
    expect(titles(library)).toEqual(['Post 2']);
    setRead(library, [keyOf(library, 'Post 2')], true);
    expect(retain(library)).toBe(1);
  });

  it('keeps what a saved search may find once its words are in the index', () => {
    const library = newLibrary();
    readFeed(library, [entry(1, 90)]);
    library.run('UPDATE issues SET search_id = NULL');
    rules(library, { days: 30 }, { searches: ['selvedge'] });
    expect(retain(library)).toBe(0);
  });

  it('gives a file that comes back its text again', () => {
    const library = newLibrary();
    const issue = buildIssue({ published: '2020-01-01' });
    const origin = { sourceId: 'notes', path: 'a.md' };
    putIssue(library, issue, origin);
    markMissing(library, 'notes', ['a.md']);
    rules(library, { days: 30 });
    expect(retain(library)).toBe(1);
    expect(putIssue(library, issue, origin).outcome).toBe('updated');
    expect(readIssue(library, 'notes/a-week-of-looms')).toEqual(issue);
    expect(library.get('SELECT hidden, emptied_at, search_id IS NOT NULL AS found FROM issues')).toEqual({
      hidden: 0,
      emptied_at: null,
      found: 1,
    });
  });
});

describe('what is gone', () => {
  /** What servers do to an entry without meaning another one. */
  const habits: readonly ((entry: TestEntry, round: number) => TestEntry)[] = [
    (each) => each,
    (each, round) => ({ ...each, text: `${each.text ?? ''} Corrected in round ${round}.` }),
    (each, round) => ({ ...each, title: `${each.title ?? ''} (${round})` }),
    (each, round) => ({ ...each, link: `${each.link ?? ''}?utm_source=${round}` }),
    (each, round) => ({ ...each, guid: `urn:${round}:${each.guid ?? ''}` }),
  ];

  it.each([0, 1, 2, 3, 4])('does not come back through twenty refreshes of a feed of habit %i', (habit) => {
    const library = newLibrary();
    const change = habits[habit] ?? ((each: TestEntry) => each);
    const old = Array.from({ length: 8 }, (_, number) => entry(number, 60 + number));
    readFeed(library, old);
    rules(library, { days: 30 });
    expect(retain(library)).toBe(8);
    for (let round = 1; round <= 20; round++) {
      const fresh = entry(100 + round, 0);
      const outcomes = readFeed(library, [fresh, ...old.map((each) => change(each, round))], {
        now: later(round / 24),
        reader: `build ${round % 3}`,
        batch: 3,
      });
      expect(outcomes.filter(({ outcome }) => outcome !== 'unchanged')).toHaveLength(1);
      retain(library, later(round / 24));
    }
    expect(titles(library)).toHaveLength(20);
    expect(countOf(library, 'issues')).toBe(28);
  });

  it('does not come back when the limits are raised', () => {
    const library = newLibrary();
    readFeed(library, [entry(1, 90)]);
    rules(library, { days: 30 });
    retain(library);
    rules(library, {});
    readFeed(library, [entry(1, 90)], { reader: 'another build' });
    expect(titles(library)).toEqual([]);
  });

  it('is another article where a feed gives every article one guid', () => {
    const library = newLibrary();
    readFeed(library, [{ ...entry(1, 90), guid: 'latest', link: 'https://loom.example/one' }]);
    rules(library, { days: 30 });
    retain(library);
    readFeed(library, [{ ...entry(2, 1), guid: 'latest', link: 'https://loom.example/two' }]);
    expect(titles(library)).toEqual(['Post 2']);
  });

  it('leaves its row and state for two years after the last document that names it', () => {
    const library = newLibrary();
    readFeed(library, [entry(1, 90), entry(2, 90)]);
    setRead(library, [keyOf(library, 'Post 1'), keyOf(library, 'Post 2')], true, now);
    rules(library, { days: 30 });
    retain(library);
    // The first is named no more, the second always.
    readFeed(library, [entry(2, 90)], { now: later(10), reader: 'other' });
    retain(library, later(735));
    expect([countOf(library, 'issues'), countOf(library, 'state')]).toEqual([2, 2]);
    retain(library, later(745));
    expect([titles(library, 'TRUE'), countOf(library, 'state'), countOf(library, 'entries')]).toEqual([['Post 2'], 1, 1]);
    retain(library, later(10_000));
    expect(titles(library, 'TRUE')).toEqual(['Post 2']);
  });

  it('counts from the last document again when it is named again', () => {
    const library = newLibrary();
    readFeed(library, [entry(1, 90), entry(2, 90)]);
    rules(library, { days: 30 });
    retain(library);
    readFeed(library, [entry(2, 90)], { now: later(10), reader: 'other' });
    readFeed(library, [entry(1, 90), entry(2, 90)], { now: later(700), reader: 'third' });
    retain(library, later(900));
    expect(titles(library, 'TRUE')).toEqual(['Post 1', 'Post 2']);
    readFeed(library, [entry(2, 90)], { now: later(901), reader: 'fourth' });
    retain(library, later(1_600));
    expect(titles(library, 'TRUE')).toEqual(['Post 1', 'Post 2']);
    retain(library, later(1_632));
    expect(titles(library, 'TRUE')).toEqual(['Post 2']);
  });
});

describe.each([1, 2, 3, 4, 5, 6])('events in an order of seed %i', (seed) => {
  it('never cost an issue that is starred, noted, or unread in a saved search', () => {
    const random = createRandom(seed);
    const library = newLibrary();
    const some = (): string => {
      const rows = library.all('SELECT key FROM issues WHERE hidden <> 2');
      return String(rows[Math.floor(random() * rows.length)]?.['key'] ?? '');
    };
    let [day, made, gone] = [0, 0, 0];
    const document: TestEntry[] = [];
    const events: readonly (() => void)[] = [
      () => {
        for (let more = 1 + Math.floor(random() * 9); more > 0; more--) {
          made += 1;
          const text = random() < 0.3 ? 'On heddles.' : 'On reeds.';
          document.unshift({ ...entry(made, random() * 120 - day), text });
        }
        readFeed(library, document.slice(0, 30), { now: later(day) });
      },
      () => setRead(library, [some()], random() < 0.6, later(day)),
      () => setStarred(library, [some()], random() < 0.6, later(day)),
      () => void setNote(library, some(), random() < 0.6 ? 'Mine.' : '', later(day)),
      () => void (day += Math.floor(random() * 20)),
      () => rules(library, { days: random() < 0.5 ? 30 : 7, perSource: 50 }, { searches: ['heddles is:unread'] }),
      () => {
        const wanted = library.all(
          `SELECT title FROM issues LEFT JOIN state USING (key) WHERE hidden <> 2 AND (starred_at IS NOT NULL OR note IS NOT NULL
             OR (is_read = 0 AND EXISTS (SELECT 1 FROM sections JOIN bodies ON section = sections.row WHERE issue = issues.row AND text LIKE '%heddles%')))`,
        );
        const round = new RetentionRound();
        let steps = 0;
        while (round.step(library, later(day)).outcome === 'more' && random() < 0.9) steps += 1;
        const left = new Set(titles(library));
        gone += steps;
        expect(wanted.map((row) => String(row['title'])).filter((title) => !left.has(title))).toEqual([]);
      },
    ];
    rules(library, { days: 7, perSource: 50 }, { searches: ['heddles is:unread'] });
    for (let event = 0; event < 250; event++) events[Math.floor(random() * events.length)]?.();
    expect(gone).toBeGreaterThan(0);
    expect(countOf(library, 'issues WHERE hidden = 2')).toBeGreaterThan(0);
    expect(countOf(library, 'issues')).toBe(made);
  });
});

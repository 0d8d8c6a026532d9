// Mute rules: what they hide and what they never hide, when issues come, change, are starred, and when rules come and go.

import { describe, expect, it } from 'vitest';
import type { LibraryDatabase } from '../../../../src/library/database.js';
import { putIssue } from '../../../../src/library/issues/issues.js';
import { areIssuesJudged, countMuted, judgeIssues, listMuted, MuteRound, previewMute } from '../../../../src/library/rules/mutes.js';
import { writeRules } from '../../../../src/library/rules/rules.js';
import { setRead, setStarred } from '../../../../src/library/state/state.js';
import { type MuteRule, usualRules } from '../../../../src/query/libraryRules.js';
import { buildIssue } from '../buildIssue.js';
import { newLibrary } from '../builders.js';
import { readFeed } from '../issues/feedDocuments.js';

const now = new Date(2026, 4, 3, 12);
const today = '2026-05-03';

function put(library: LibraryDatabase, title: string, text = 'Threads.'): string {
  const section = { id: 'warp', title: 'Warp', body: { format: 'markdown', text }, takeaways: [], links: [] } as const;
  const issue = buildIssue({ id: title.toLowerCase().replaceAll(' ', '-'), title, sections: [section] });
  return library.transaction(() => {
    const { key } = putIssue(library, issue, { sourceId: 'notes', path: `${title}.md` }, now);
    judgeIssues(library, [key], now);
    return key;
  });
}

function shown(library: LibraryDatabase): readonly string[] {
  return library.all('SELECT title FROM issues WHERE hidden = 0 ORDER BY title').map((row) => String(row['title']));
}

/** Sets the rules and does all the work that follows from it; gives the number of steps. */
function mute(library: LibraryDatabase, mutes: readonly MuteRule[], at: Date = now): number {
  writeRules(library, { ...usualRules, mutes });
  return settle(library, at);
}

function settle(library: LibraryDatabase, at: Date = now): number {
  const round = new MuteRound();
  for (let steps = 1; ; steps++) if (round.step(library, at).outcome === 'done') return steps;
}

function loomLibrary(): LibraryDatabase {
  const library = newLibrary();
  for (const title of ['Funding of looms', 'Looms at rest', 'Weft']) put(library, title);
  return library;
}

describe('a mute rule', () => {
  it('hides what it finds, old and new, and leaves no trace when it is gone', () => {
    const library = loomLibrary();
    const before = library.all('SELECT * FROM issues');
    mute(library, [{ query: 'funding OR rest' }]);
    expect(shown(library)).toEqual(['Weft']);
    put(library, 'More funding');
    put(library, 'Shuttle');
    expect(shown(library)).toEqual(['Shuttle', 'Weft']);
    mute(library, []);
    expect(shown(library)).toEqual(['Funding of looms', 'Looms at rest', 'More funding', 'Shuttle', 'Weft']);
    expect(library.all('SELECT * FROM issues LIMIT 3')).toEqual(before);
  });

  it('never hides what is starred, and counts again when the star is gone', () => {
    const library = loomLibrary();
    setStarred(library, ['notes/funding-of-looms'], true, now);
    mute(library, [{ query: 'looms' }]);
    expect(shown(library)).toEqual(['Funding of looms', 'Weft']);
    setStarred(library, ['notes/looms-at-rest'], true, now);
    expect(shown(library)).toEqual(['Funding of looms', 'Looms at rest', 'Weft']);
    setStarred(library, ['notes/looms-at-rest'], false, now);
    expect(shown(library)).toEqual(['Funding of looms', 'Weft']);
  });

  it('holds until its day and no longer', () => {
    const library = loomLibrary();
    mute(library, [{ query: 'weft', until: today }]);
    expect(shown(library)).not.toContain('Weft');
    settle(library, new Date(2026, 4, 4, 0, 30));
    expect(shown(library)).toContain('Weft');
  });

  it('judges an issue anew when its words change', () => {
    const library = loomLibrary();
    mute(library, [{ query: 'gossip' }]);
    put(library, 'Weft', 'Only gossip.');
    expect(shown(library)).not.toContain('Weft');
    put(library, 'Weft', 'Threads again.');
    expect(shown(library)).toContain('Weft');
  });

  it('holds for the entries of feeds', () => {
    const library = loomLibrary();
    mute(library, [{ query: 'source:weekly sponsored' }]);
    readFeed(library, [
      { guid: '1', title: 'Sponsored thread', published: '2026-05-01' },
      { guid: '2', title: 'Thread', published: '2026-05-01' },
    ]);
    expect(shown(library)).toEqual(['Funding of looms', 'Looms at rest', 'Thread', 'Weft']);
  });

  it.each(['', '   ', '""', 'is:muted', 'weft OR is:muted'])('that reads %j hides nothing', (query) => {
    const library = loomLibrary();
    mute(library, [{ query }]);
    expect(shown(library)).toHaveLength(3);
    expect([previewMute(library, query, today, 5), countMuted(library, query, today)]).toEqual([undefined, undefined]);
  });

  it('is not offered where the settings would refuse it', () => {
    const library = loomLibrary();
    const [longest, longer] = [1000, 1001].map((length) => previewMute(library, 'threads'.padEnd(length, ' threads'), today, 0));
    expect([longest, longer]).toMatchObject([{ count: 3 }, undefined]);
  });

  it('shows what it would hide before it is added, and afterwards what it hides', () => {
    const library = loomLibrary();
    setStarred(library, ['notes/looms-at-rest'], true, now);
    setRead(library, ['notes/weft'], true, now);
    expect(previewMute(library, 'threads', today, 1)).toEqual({
      count: 2,
      unread: 1,
      starred: 1,
      issues: [{ key: 'notes/funding-of-looms', title: 'Funding of looms', sourceName: 'Notes', day: '2026-04-30' }],
    });
    mute(library, [{ query: 'threads' }]);
    expect([countMuted(library, 'threads', today), countMuted(library, 'funding', today)]).toEqual([2, 1]);
    expect(listMuted(library, 'funding', today, 5).map(({ title }) => title)).toEqual(['Funding of looms']);
    expect(previewMute(library, 'threads', today, 5)).toMatchObject({ count: 0, unread: 0, starred: 1, issues: [] });
  });
});

describe('the rules', () => {
  it('are held against all issues once, whichever window does it', () => {
    const library = loomLibrary();
    expect(mute(library, [{ query: 'weft' }])).toBeGreaterThan(1);
    expect(areIssuesJudged(library, now)).toBe(true);
    expect(settle(library)).toBe(1);
    writeRules(library, { ...usualRules, mutes: [{ query: 'looms' }] });
    expect(areIssuesJudged(library, now)).toBe(false);
  });

  it('are looked at again when a source gets the name that a rule asks for', () => {
    const library = loomLibrary();
    mute(library, [{ query: 'source:yarns' }]);
    expect(shown(library)).toHaveLength(3);
    library.run("UPDATE sources SET name = 'Yarns' WHERE id = 'notes'");
    settle(library);
    expect(shown(library)).toEqual([]);
  });

  it('that come back before others have been obeyed in full are obeyed again', () => {
    const library = newLibrary();
    for (let number = 0; number < 1_000; number++) put(library, `Post ${number}`);
    mute(library, [{ query: 'nothing' }]);
    writeRules(library, { ...usualRules, mutes: [{ query: 'post' }] });
    const round = new MuteRound();
    while (!round.step(library, now).changed);
    expect(shown(library).length).toBeLessThan(1_000);
    mute(library, [{ query: 'nothing' }]);
    expect(shown(library)).toHaveLength(1_000);
  });

  it('keep an issue hidden that comes while they are held against all others', () => {
    const library = loomLibrary();
    writeRules(library, { ...usualRules, mutes: [{ query: 'funding' }, { query: 'rest' }] });
    const round = new MuteRound();
    round.step(library, now);
    put(library, 'More funding');
    while (round.step(library, now).outcome === 'more');
    expect(shown(library)).toEqual(['Weft']);
    expect(areIssuesJudged(library, now)).toBe(true);
  });

  it('hide many issues in pieces', () => {
    const library = newLibrary();
    for (let number = 0; number < 1_000; number++) put(library, `Post ${number}`);
    expect(mute(library, [{ query: 'post' }])).toBeGreaterThan(3);
    expect(shown(library)).toEqual([]);
    mute(library, [{ query: 'nothing' }]);
    expect(shown(library)).toHaveLength(1_000);
  });
});

// What the page of a topic lists, out of a library of our own: newest first, each sentence once, hidden issues nowhere, and quick
// where a topic stands in ten thousand places.

import { describe, expect, it } from 'vitest';
import type { LibraryDatabase } from '../../../../src/library/database.js';
import { putIssue } from '../../../../src/library/issues/issues.js';
import { dayNumber } from '../../../../src/library/topics/namedTopics.js';
import { figuresOf, sectionsNaming, topicsBeside, versionsOf } from '../../../../src/library/topics/topicPageLists.js';
import { readTopicsBy } from '../../../../src/library/topics/topicReader.js';
import { newLibrary } from '../builders.js';
import { buildIssue } from '../buildIssue.js';

/** A library whose issues name what their titles say: `<topic>@<version>` words, in one section of so many sentences each. */
function libraryOf(...issues: readonly { day: string; section?: string; names: readonly string[]; sentence: string }[]): LibraryDatabase {
  const library = newLibrary();
  for (const [index, { day, section, names, sentence }] of issues.entries()) {
    readTopicsBy(library, () => ({
      add: () => {},
      finish: () =>
        names.map((name) => {
          const [topic = '', version] = name.split('@');
          const hasFigures = /\d/.test(sentence);
          return {
            topic,
            ...(version === undefined ? {} : { version }),
            ...(section === undefined ? {} : { section: 0 }),
            sentence,
            hasFigures,
          };
        }),
    }));
    const sections = section === undefined ? {} : { sections: [sectionOf(section)] };
    putIssue(library, buildIssue({ id: `i${index}`, title: `Issue ${index}`, published: day, ...sections }), { sourceId: 'imported' });
  }
  return library;
}

function sectionOf(title: string) {
  return { id: title.toLowerCase(), title, body: { format: 'markdown' as const, text: 'Cloth.' }, takeaways: [], links: [] };
}

function library(): LibraryDatabase {
  return libraryOf(
    { day: '2026-03-01', section: 'Looms', names: ['loom@2', 'weft'], sentence: 'Loom 2 weaves 12 metres.' },
    { day: '2026-05-01', section: 'Looms', names: ['loom@3', 'loom@3-mini', 'reed'], sentence: 'Loom 3 and 3 mini are out.' },
    { day: '2026-04-01', names: ['loom', 'weft'], sentence: 'A loom costs $40.' },
    { day: '2026-04-02', names: ['reed'], sentence: 'Reeds cost $1.' },
    { day: '2026-02-01', section: 'Again', names: ['loom'], sentence: 'A loom costs $40.' },
  );
}

describe('the lists of the page of a topic', () => {
  it('are sections with their sentences, the newest first, and all of them counted', () => {
    const { sections, total, unread } = sectionsNaming(library(), { id: 'loom' }, 3);
    expect([total, unread]).toEqual([4, 4]);
    expect(sections.map(({ day, sectionTitle, sentences }) => [day, sectionTitle, sentences])).toEqual([
      ['2026-05-01', 'Looms', ['Loom 3 and 3 mini are out.']],
      ['2026-04-01', undefined, ['A loom costs $40.']],
      ['2026-03-01', 'Looms', ['Loom 2 weaves 12 metres.']],
    ]);
    expect(sections[0]).toMatchObject({ anchor: 'looms', isRead: false, sourceName: 'Imported', issueTitle: 'Issue 1' });
  });

  it('are figures, each text once, and one more where there are more', () => {
    const { all, two } = { all: figuresOf(library(), { id: 'loom' }, 9), two: figuresOf(library(), { id: 'loom' }, 1) };
    expect(all.map(({ day, sentence }) => `${day} ${sentence}`)).toEqual([
      '2026-05-01 Loom 3 and 3 mini are out.',
      '2026-04-01 A loom costs $40.',
      '2026-03-01 Loom 2 weaves 12 metres.',
    ]);
    expect(two).toHaveLength(2);
  });

  it('are those of one version and its variants, where one is asked for', () => {
    const days = ['3', '3-mini', '2', '4'].map((version) =>
      sectionsNaming(library(), { id: 'loom', version }, 9).sections.map(({ day }) => day),
    );
    expect(days).toEqual([['2026-05-01'], ['2026-05-01'], ['2026-03-01'], []]);
  });

  it('are versions and what stands beside it, the most often named first', () => {
    expect(versionsOf(library(), 'loom', 9)).toEqual(['3', '3-mini', '2']);
    expect(topicsBeside(library(), { id: 'loom' }, 9)).toEqual(['weft', 'reed']);
    expect(topicsBeside(library(), { id: 'loom', version: '3' }, 9)).toEqual(['reed']);
  });

  it('leave hidden issues out', () => {
    const hidden = library();
    hidden.run("UPDATE issues SET hidden = 1 WHERE title = 'Issue 1'");
    expect(sectionsNaming(hidden, { id: 'loom' }, 9)).toMatchObject({ total: 3 });
    expect(figuresOf(hidden, { id: 'loom' }, 9).map(({ day }) => day)).toEqual(['2026-04-01', '2026-03-01']);
    expect(versionsOf(hidden, 'loom', 9)).toEqual(['2']);
    expect(topicsBeside(hidden, { id: 'loom' }, 9)).toEqual(['weft']);
  });

  it('are nothing for what nobody names', () => {
    expect(sectionsNaming(library(), { id: 'distaff' }, 9)).toEqual({ sections: [], total: 0, unread: 0 });
    expect(figuresOf(library(), { id: 'distaff' }, 9)).toEqual([]);
  });
});

describe('ten thousand mentions', () => {
  it('are counted, and a page of them is read', () => {
    const library = libraryOf({ day: '2026-01-01', names: ['loom'], sentence: 'Loom.' });
    const topic = library.get("SELECT row FROM topics WHERE id = 'loom'")?.['row'];
    library.transaction(() => {
      const issue = library.get('SELECT row FROM issues')?.['row'] ?? 0;
      for (let at = 0; at < 10_000; at += 1) {
        const { lastRow } = library.run(
          'INSERT INTO sentences (issue, anchor, has_figures, text) VALUES (?, ?, 1, ?)',
          issue,
          `part-${at}`,
          `Loom number ${at}.`,
        );
        library.run(
          "INSERT INTO mentions (topic, day, sentence, version) VALUES (?, ?, ?, '')",
          topic ?? 0,
          dayNumber('2026-01-01') - (at % 500),
          lastRow,
        );
      }
    });
    const { sections, total } = sectionsNaming(library, { id: 'loom' }, 50);
    expect([sections.length, total]).toEqual([50, 10_001]);
    expect(figuresOf(library, { id: 'loom' }, 12)).toHaveLength(13);
  });
});

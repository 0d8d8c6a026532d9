// Finding issues by their words: what is found, in which order, where in the issue, and what is offered instead.

import { describe, expect, it } from 'vitest';
import type { Issue, Section } from '../../../../src/digest/model.js';
import type { LibraryDatabase } from '../../../../src/library/database.js';
import { putIssue, removeSomeIssues } from '../../../../src/library/issues/issues.js';
import { queryCondition } from '../../../../src/library/search/queryCondition.js';
import { search } from '../../../../src/library/search/search.js';
import { clearIndex, countUnindexed, indexSome, indexTogether } from '../../../../src/library/search/searchIndex.js';
import { putSource } from '../../../../src/library/sources.js';
import { setRead, setStarred } from '../../../../src/library/state/state.js';
import { createRandom } from '../../../bench/random.js';
import { newLibrary } from '../builders.js';
import { buildIssue } from '../buildIssue.js';

const today = '2026-05-10';

function section(title: string, text: string, fields: Partial<Section> = {}): Section {
  const id = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  return { id, title, body: { format: 'markdown', text }, takeaways: [], links: [], ...fields };
}

function put(library: LibraryDatabase, fields: Partial<Issue> & Pick<Issue, 'id'>, sourceId = 'imported'): string {
  return putIssue(library, buildIssue({ title: `Issue ${fields.id}`, ...fields }), { sourceId }).key;
}

/** Titles of what is found, `issue` or `issue > section`. */
function find(library: LibraryDatabase, query: string, isTyping = false): readonly string[] {
  return search(library, { query, limit: 20, today, isTyping }).results.map(({ issueTitle, sectionTitle }) =>
    sectionTitle === undefined ? issueTitle : `${issueTitle} > ${sectionTitle}`,
  );
}

/** An issue with one section for each text, all of one day. */
function libraryOf(...texts: readonly string[]): LibraryDatabase {
  const library = newLibrary();
  for (const [index, text] of texts.entries())
    put(library, { id: `${index}`, title: `Text ${index}`, sections: [section(`Part ${index}`, text)] });
  return library;
}

describe('words', () => {
  it.each([
    ['bobbin', 'A bobbin of thread.'],
    ['BOBBIN', 'A bobbin of thread.'],
    ['zolty', 'Żółty wątek.'],
    ['żółty', 'A zolty loom.'],
    ['thread bobbin', 'A bobbin of thread.'],
    ['"bobbin of thread"', 'A bobbin of thread.'],
    ['bobb*', 'A bobbin of thread.'],
    ['b*', 'A bobbin of thread.'],
    ['機械', 'これは機械学習です。'],
    ['学習', 'これは機械学習です。'],
    ['機械学習', 'これは機械学習です。'],
    ['です', 'これは機械学習です。'],
    ['กิน', 'เขากินข้าว'],
    ['किला', 'यह किला है'],
    ['torch.linalg.solve_ex', 'Uses `torch.linalg.solve_ex` now.'],
    ['solve_ex', 'Uses `torch.linalg.solve_ex` now.'],
    ['linalg', 'Uses `torch.linalg.solve_ex` now.'],
    ['GLM-5', 'We tried GLM-5 today.'],
    ['DeepSeek V3.2', 'And **DeepSeek V3.2** too.'],
    ['@scope/pkg', 'Install @scope/pkg first.'],
    ['c++', 'Written in C++.'],
    ['c#', 'Written in C#, of all things.'],
    ['c', 'Written in C, of course.'],
    ['0.917', 'A score of 0.917 was seen.'],
    ['69.7%', 'It rose to 69.7% of all.'],
  ])('%s are found in %s', (query, text) => {
    expect(find(libraryOf('Nothing of note.', text, 'Written in D.'), query)).toEqual(['Text 1 > Part 1']);
  });

  it.each([
    ['c', 'Written in C++.'],
    ['c', 'Written in C#.'],
    ['c++', 'Written in C.'],
    ['c#', 'Written in C++.'],
    ['"thread bobbin"', 'A bobbin of thread.'],
    ['obbi', 'A bobbin of thread.'],
    ['bobbin cloth', 'A bobbin of thread.'],
    ['機学', '機械学習'],
    ['กัน', 'เขากินข้าว'],
    ['क', 'यह किला है'],
    ['solve_ex.linalg', 'torch.linalg.solve_ex'],
    ['"end begin"', 'This is the end.\n\nSome more. Begin.'],
    ['example.org', 'See [the page](https://example.org/loom).'],
  ])('%s are not found in %s', (query, text) => {
    expect(find(libraryOf(text), query)).toEqual([]);
  });

  it('are found wherever they stand', () => {
    const library = newLibrary();
    const link = { label: 'A paper about heddles', url: 'https://www.weavers.example/heddle?utm_source=x' };
    put(library, {
      id: 'all',
      title: 'Titleword',
      tldr: 'Summaryword.',
      category: 'Categoryword',
      tags: ['tagword'],
      authors: ['Ada Authorword'],
      intro: { format: 'html', text: '<p>Intro<b>word</b> &amp; more</p>' },
      takeaways: ['Issue takeawayword'],
      links: [{ label: 'Linkword', url: 'https://issue.example/' }],
      sections: [section('Sectionword', 'Bodyword', { tldr: 'Sectionsummaryword', takeaways: ['A **boldword**'], links: [link] })],
    });
    const expected: Readonly<Record<string, string | undefined>> = {
      titleword: undefined,
      summaryword: 'tldr',
      categoryword: undefined,
      tagword: undefined,
      authorword: undefined,
      introword: 'intro',
      takeawayword: 'key-takeaways',
      linkword: 'external-links',
      'issue.example': 'external-links',
      sectionword: 'sectionword',
      bodyword: 'sectionword',
      sectionsummaryword: 'sectionword',
      boldword: 'sectionword',
      heddles: 'sectionword',
      'weavers.example': 'sectionword',
    };
    const found = Object.fromEntries(
      Object.keys(expected).map((query) => [query, search(library, { query, limit: 5, today }).results.map(({ anchor }) => anchor)]),
    );
    expect(found).toEqual(Object.fromEntries(Object.entries(expected).map(([query, anchor]) => [query, [anchor]])));
  });

  it('that are being typed find longer ones, from two letters on and in titles from one', () => {
    const library = libraryOf('A bobbin of thread.');
    expect([find(library, 'bo', true), find(library, 'bo'), find(library, 'b', true), find(library, 'p', true)]).toEqual([
      ['Text 0 > Part 0'],
      [],
      [],
      ['Text 0 > Part 0'],
    ]);
  });
});

describe('order', () => {
  it('is title, takeaway, text; the newer first of two alike', () => {
    const library = newLibrary();
    put(library, { id: 'text-new', published: '2026-05-03', sections: [section('A', 'With a heddle.')] });
    put(library, { id: 'text-newest', published: '2026-05-04', sections: [section('A', 'With a heddle.')] });
    put(library, { id: 'takeaway', published: '2026-05-02', sections: [section('A', 'Text', { takeaways: ['The heddle.'] })] });
    put(library, { id: 'title-old', published: '2025-01-01', title: 'The heddle' });
    put(library, { id: 'heading', published: '2025-02-01', sections: [section('On the heddle', 'Text')] });
    expect(find(library, 'heddle')).toEqual([
      'Issue heading > On the heddle',
      'The heddle',
      'Issue takeaway > A',
      'Issue text-newest > A',
      'Issue text-new > A',
    ]);
  });

  it('has words side by side before words apart', () => {
    const library = libraryOf('terminal and a bench', 'the terminal bench here');
    expect(find(library, 'terminal bench')).toEqual(['Text 1 > Part 1', 'Text 0 > Part 0']);
  });

  it('has names as they are written before longer ones', () => {
    const library = newLibrary();
    put(library, { id: 'new', published: '2026-05-03', title: 'GLM-5.1 is out' });
    put(library, { id: 'old', published: '2026-02-03', sections: [section('A', 'GLM-5 is out.')] });
    expect(find(library, 'GLM-5')).toEqual(['Issue old > A', 'GLM-5.1 is out']);
  });

  it('has rare whole words before beginnings of titles, and common ones after them', () => {
    const library = newLibrary();
    put(library, { id: 'title', published: '2026-05-03', title: 'Halogen lamps' });
    put(library, { id: 'text', published: '2020-05-03', sections: [section('A', 'HALO is a system.')] });
    expect(find(library, 'halo', true)).toEqual(['Issue text > A', 'Halogen lamps']);
    for (let index = 0; index < 20; index++) put(library, { id: `more-${index}`, sections: [section('A', 'halo')] });
    expect(find(library, 'halo', true)[0]).toBe('Halogen lamps');
  });

  it('of nothing typed is that of the tree', () => {
    const library = newLibrary();
    put(library, { id: 'old', published: '2026-01-01' });
    put(library, { id: 'new', published: '2026-02-01' });
    expect([find(library, ''), find(library, ' * ')]).toEqual([
      ['Issue new', 'Issue old'],
      ['Issue new', 'Issue old'],
    ]);
  });
});

describe('a place', () => {
  it('is the section that has the most of what was sought, with a line around it', () => {
    const library = newLibrary();
    put(library, {
      id: 'a',
      title: 'Looms',
      published: '2026-05-01',
      sections: [
        section('Warp', 'Threads that run along.'),
        section('Weft', `${'Before it. '.repeat(30)}Threads **cross** the warp. ${'After it. '.repeat(30)}`),
      ],
    });
    const [result, ...others] = search(library, { query: 'threads cross', limit: 5, today }).results;
    expect({ ...result, snippet: undefined }).toEqual({
      key: 'imported/a',
      issueTitle: 'Looms',
      day: '2026-05-01',
      sourceName: 'Imported',
      isRead: false,
      isStarred: false,
      anchor: 'weft',
      sectionTitle: 'Weft',
      snippet: undefined,
    });
    expect(others).toEqual([]);
    expect(result?.snippet).toMatch(/^… .*Threads cross the warp\. After it\..* …$/);
    expect(result?.snippet?.length).toBeLessThan(170);
  });

  it('is the top for a text without headings', () => {
    const library = newLibrary();
    put(library, { id: 'note', title: 'A note', sections: [section('A note', 'With a heddle.')] });
    const { results } = search(library, { query: 'heddle', limit: 5, today });
    expect(results.map(({ anchor, sectionTitle, snippet }) => [anchor, sectionTitle, snippet])).toEqual([
      [undefined, undefined, 'With a heddle.'],
    ]);
  });

  it('counts the words of the issue title for each section', () => {
    const library = newLibrary();
    put(library, { id: 'a', title: 'Looms of May', sections: [section('First', 'Cloth.'), section('Second', 'A heddle.')] });
    expect(find(library, 'looms heddle')).toEqual(['Looms of May > Second']);
  });

  it('is at most three of an issue', () => {
    const library = newLibrary();
    put(library, { id: 'a', sections: Array.from({ length: 6 }, (_, index) => section(`Part ${index}`, 'A heddle.')) });
    expect(find(library, 'heddle')).toHaveLength(3);
  });
});

function filled(): LibraryDatabase {
  const library = newLibrary();
  putSource(library, { id: 'guild', kind: 'feed', name: 'Weavers’ Guild' });
  put(library, { id: 'a', published: '2026-04-01', tags: ['Big Looms'], category: 'AI & Agents', takeaways: ['One.'] }, 'guild');
  put(library, { id: 'b', published: '2026-04-10', kind: 'article', tldr: 'Short.' });
  put(library, { id: 'c', published: '2026-04-20', links: [{ label: 'L', url: 'https://a.example/' }] });
  setRead(library, ['imported/b'], true);
  setStarred(library, ['imported/c'], true);
  library.run("INSERT INTO state (key, note) VALUES ('guild/a', 'Mine') ON CONFLICT (key) DO UPDATE SET note = 'Mine'");
  return library;
}

describe('conditions', () => {
  it.each([
    ['is:unread', ['c', 'a']],
    ['is:read', ['b']],
    ['is:starred', ['c']],
    ['-is:starred', ['b', 'a']],
    ['source:guild', ['a']],
    ['source:weav', ['a']],
    ['-source:guild', ['c', 'b']],
    ['source:nobody', []],
    ['tag:"big looms"', ['a']],
    ['tag:looms', []],
    ['category:"ai agents"', ['a']],
    ['kind:article', ['b']],
    ['has:takeaways', ['a']],
    ['has:tldr', ['b']],
    ['has:links', ['c']],
    ['has:note', ['a']],
    ['after:2026-04-10', ['c', 'b']],
    ['before:2026-04-10', ['a']],
    ['after:2026-04-02 before:2026-04-15', ['b']],
    ['after:30d', ['c', 'b']],
    ['threads', ['c', 'b', 'a']],
    ['threads is:unread', ['c', 'a']],
    ['threads after:2026-04-10 is:read', ['b']],
    ['threads -source:guild -is:starred', ['b']],
    ['is:starred OR kind:article', ['c', 'b']],
    ['is:starred OR nobody', ['c']],
    ['cloth OR after:2026-04-20 is:unread', ['c', 'a']],
    ['threads has:note', ['a']],
    ['-threads', []],
    ['is:muted', []],
  ])('%s', (query, ids) => {
    const library = filled();
    const names = ids.map((id) => `Issue ${id}`);
    expect(search(library, { query, limit: 10, today }).results.map(({ issueTitle }) => issueTitle)).toEqual(names);
    const { where, values } = queryCondition(library, query, { today });
    const rows = library.all(`SELECT title FROM issues WHERE ${where} ORDER BY sort_day DESC`, ...values);
    expect(rows.map((row) => row['title'])).toEqual(names);
  });

  it('tell the tags of languages apart', () => {
    const library = newLibrary();
    for (const tag of ['C', 'C++', 'C#']) put(library, { id: tag, tags: [tag] });
    const found = ['tag:c', 'tag:c++', 'tag:C#'].map((query) => find(library, query));
    expect(found).toEqual([['Issue C'], ['Issue C++'], ['Issue C#']]);
  });

  it('find muted issues only when they are asked for, and emptied ones never', () => {
    const library = filled();
    library.run("UPDATE issues SET hidden = 1 WHERE key = 'imported/b'");
    library.run("UPDATE issues SET hidden = 2 WHERE key = 'imported/c'");
    expect([find(library, 'threads'), find(library, 'threads is:muted'), find(library, 'is:starred'), find(library, 'is:muted')]).toEqual([
      ['Issue a > Warp'],
      ['Issue b > Warp'],
      [],
      ['Issue b'],
    ]);
  });
});

describe('a near miss', () => {
  it.each([
    ['termnal', 'terminal'],
    ['terminql', 'terminal'],
    ['etrminal', 'terminal'],
    ['terminal bnech', 'terminal bench'],
    ['"termnal bench" is:unread', '"terminal bench" is:unread'],
    ['sepculative', 'speculative'],
  ])('of %s is %s', (query, corrected) => {
    const library = libraryOf('The terminal bench of speculative looms.');
    const answer = search(library, { query, limit: 5, today });
    expect([answer.corrected, answer.results.map(({ issueTitle }) => issueTitle)]).toEqual([corrected, ['Text 0']]);
    expect(answer.sought.flatMap(({ words }) => words)).toEqual(corrected.replaceAll(/"| is:unread/g, '').split(' '));
  });

  it('of a condition is the nearest condition', () => {
    const answer = search(libraryOf('The terminal bench.'), { query: 'terminal is:unraed', limit: 5, today, isTyping: true });
    expect([answer.corrected, answer.results.length]).toEqual(['terminal is:unread', 1]);
  });

  it('of a name without its sign is the name with it', () => {
    const answer = search(libraryOf('We tried GLM-5 today.', 'Five of 5 glm.'), { query: 'GLM5 tried', limit: 5, today });
    expect([answer.corrected, answer.results.map(({ issueTitle }) => issueTitle)]).toEqual(['glm-5 tried', ['Text 0']]);
  });

  it.each(['xylophone', 'ter', 'terminal cloth'])('of %s is none', (query) => {
    const answer = search(libraryOf('The terminal bench.', 'A cloth.'), { query, limit: 5, today });
    expect([answer.corrected, answer.results]).toEqual([undefined, []]);
  });

  it('is the most frequent of the nearest words', () => {
    const library = libraryOf('A heddle.', 'A meddle.', 'A meddle again.');
    expect(search(library, { query: 'keddle', limit: 5, today }).corrected).toBeUndefined();
    expect(search(libraryOf('A paddle.', 'A puddle.', 'A puddle.'), { query: 'pddle', limit: 5, today }).corrected).toBe('puddle');
  });

  it('is no word of an issue that is gone', () => {
    const library = libraryOf('The terminal bench.');
    removeSomeIssues(library, 10);
    expect(search(library, { query: 'termnal', limit: 5, today }).corrected).toBeUndefined();
  });
});

describe('suggestions', () => {
  it('are names of the library', () => {
    const library = filled();
    put(library, { id: 'd', tags: ['big sheds', 'Big Looms'] });
    const offered = (query: string) =>
      search(library, { query, limit: 5, today, isTyping: true }).completions.map(({ condition }) => condition);
    expect([offered('source:we'), offered('tag:big'), offered('category:'), offered('threads')]).toEqual([
      ['source:"Loom weekly"', 'source:"Weavers’ Guild"'],
      ['tag:big_looms', 'tag:big_sheds'],
      ['category:"AI & Agents"'],
      [],
    ]);
    expect([offered('loom week'), offered('wee'), offered('we')]).toEqual([['source:"Loom weekly"'], ['source:"Loom weekly"'], []]);
    expect(find(library, 'tag:big_sheds')).toEqual(['Issue d']);
    expect(search(library, { query: 'source:', limit: 5, today }).completions).toEqual([]);
  });
});

describe('the index', () => {
  it('follows an issue', () => {
    const library = newLibrary();
    const origin = { sourceId: 'imported', path: 'a.md' };
    putIssue(library, buildIssue({ id: 'a', title: 'Before', published: '2026-04-01' }), origin);
    putIssue(library, buildIssue({ id: 'a', title: 'After', published: '2026-04-02' }), origin);
    expect([find(library, 'before'), find(library, 'after'), find(library, 'after after:2026-04-02')]).toEqual([[], ['After'], ['After']]);
    removeSomeIssues(library, 10);
    expect([find(library, 'after'), library.all("SELECT rowid FROM search WHERE search MATCH 'threads'")]).toEqual([[], []]);
  });

  it('takes in what is not there yet, newest first, and says how much that is', () => {
    const library = libraryOf('A heddle.', 'A heddle.', 'A heddle.');
    clearIndex(library);
    expect([search(library, { query: 'heddle', limit: 5, today }).unindexed, find(library, 'heddle')]).toEqual([3, []]);
    expect([indexSome(library, 2), countUnindexed(library), indexSome(library, 2), indexSome(library, 2)]).toEqual([2, 1, 1, 0]);
    expect(find(library, 'heddle')).toHaveLength(3);
  });

  it('has what was put together, in whatever order, and what was put again meanwhile once', () => {
    const library = newLibrary();
    library.transaction(() =>
      indexTogether(library, () => {
        put(library, { id: 'new', title: 'New loom', published: '2026-04-03' });
        put(library, { id: 'old', title: 'Old loom', published: '2026-04-01' });
        put(library, { id: 'new', title: 'Newest loom', published: '2026-04-04' });
        expect(find(library, 'loom')).toEqual([]);
      }),
    );
    expect([find(library, 'loom'), find(library, 'new')]).toEqual([['Newest loom', 'Old loom'], []]);
    expect(library.all("SELECT rowid FROM search WHERE search MATCH 'loom'")).toHaveLength(2);
  });

  it('has nothing of what was put together and failed', () => {
    const library = newLibrary();
    const failing = () =>
      library.transaction(() =>
        indexTogether(library, () => {
          put(library, { id: 'a', title: 'A loom' });
          throw new Error('full');
        }),
      );
    expect(failing).toThrow('full');
    put(library, { id: 'b', title: 'B loom' });
    expect(find(library, 'loom')).toEqual(['B loom']);
  });

  it('has room for many issues of one day', () => {
    const library = newLibrary();
    for (let index = 0; index < 50; index++) put(library, { id: `${index}`, published: '2026-04-01' });
    const ids = library.all('SELECT search_id FROM issues').map((row) => row['search_id']);
    expect(new Set(ids).size).toBe(50);
  });

  it('has issues of days before 1970', () => {
    const library = newLibrary();
    put(library, { id: 'old', published: '1804-07-07', title: 'Jacquard' });
    expect([find(library, 'jacquard'), find(library, 'jacquard before:1900'), find(library, 'jacquard after:1900')]).toEqual([
      ['Jacquard'],
      ['Jacquard'],
      [],
    ]);
  });
});

describe('an issue whose day is none', () => {
  it('is found, as if it were the oldest', () => {
    const library = libraryOf('A bobbin.');
    library.run("UPDATE issues SET sort_day = '2026-99-99'");
    clearIndex(library);
    put(library, { id: 'b', published: '2025-13-01' });
    expect([indexSome(library, 10), countUnindexed(library), find(library, 'bobbin OR cloth')]).toEqual([
      1,
      0,
      ['Text 0 > Part 0', 'Issue b > Warp'],
    ]);
  });
});

describe('any query', () => {
  it('is answered', () => {
    const library = libraryOf('A bobbin of "thread" and 機械学習.', 'C++ is:unread OR -x');
    const next = createRandom(11);
    const parts = [
      '"',
      '-',
      ':',
      '*',
      ' OR ',
      ' ',
      'is:unread',
      'bobbin',
      '機',
      '+',
      '(',
      ')',
      '\\',
      '\u0000',
      '😀',
      'after:2026',
      "'",
      '\ud800',
      '\ue001',
      'source:i',
      '^',
      '{',
    ];
    for (let round = 0; round < 1_500; round++) {
      const query = Array.from({ length: 1 + Math.floor(next() * 12) }, () => parts[Math.floor(next() * parts.length)]).join('');
      const { results } = search(library, { query, limit: 3, today, isTyping: round % 2 === 0 });
      expect(results.length).toBeLessThanOrEqual(3);
      queryCondition(library, query, { today });
    }
  });
});

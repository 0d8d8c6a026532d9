// Searches of random libraries against a straightforward reading of the issues' texts: what the query language promises is found,
// nothing else, and a condition for lists finds the same issues as the search.

import { describe, expect, it } from 'vitest';
import type { Issue, Link, Section } from '../../../../src/digest/model.js';
import type { LibraryDatabase } from '../../../../src/library/database.js';
import { putIssue } from '../../../../src/library/issues/issues.js';
import { judgeIssues } from '../../../../src/library/rules/mutes.js';
import { writeRules } from '../../../../src/library/rules/rules.js';
import { queryCondition } from '../../../../src/library/search/queryCondition.js';
import { search } from '../../../../src/library/search/search.js';
import { setNote, setRead, setStarred } from '../../../../src/library/state/state.js';
import { between, createRandom, pick, type Random } from '../../../bench/random.js';
import { newLibrary } from '../builders.js';
import { buildIssue } from '../buildIssue.js';

const today = '2026-05-10';
const now = new Date(`${today}T12:00:00Z`);

const words = [
  'warp',
  'weft',
  'WARPING',
  'Zażółć',
  'loom',
  'looms',
  'c++',
  'c#',
  'c',
  'GLM-5',
  'GLM-5.1',
  'solve_ex',
  '5',
  '机械学习',
  '機械',
  '学',
  '的词',
];
const tags = ['weaving', 'Dyeing', 'two words', 'C++', 'C#', 'c'];
const categories = ['AI & Agents', 'Looms', 'Łódź'];
const days = ['2025-12-31', '2026-04-01', '2026-04-30', '2026-05-09'];
const sources = [
  { id: 'imported', name: 'Imported' },
  { id: 'notes', name: 'Notes' },
  { id: 'feed', name: 'Loom weekly' },
];

/** An issue with what the person did to it. */
interface Known {
  readonly key: string;
  readonly issue: Issue;
  readonly sourceId: string;
  readonly isRead: boolean;
  readonly isStarred: boolean;
  readonly hasNote: boolean;
  readonly isMuted: boolean;
}

function textFrom(random: Random, most = 6): string {
  const signs = [' ', ' ', ' ', ', ', '. ', ' — ', '\n'];
  return Array.from({ length: between(random, 1, most) }, () => pick(random, words) + pick(random, signs))
    .join('')
    .trim();
}

function sometimes<T>(random: Random, make: () => T): T | undefined {
  return random() < 0.4 ? make() : undefined;
}

function linksFrom(random: Random): readonly Link[] {
  return sometimes(random, () => [{ label: textFrom(random, 2), url: `https://www.${pick(random, ['warp', 'weft'])}.example/path` }]) ?? [];
}

function issueFrom(random: Random, id: string): Issue {
  const sections = Array.from({ length: between(random, 1, 2) }, (_, index): Section => {
    const tldr = sometimes(random, () => textFrom(random));
    return {
      id: `part-${index}`,
      title: textFrom(random, 2),
      ...(tldr === undefined ? {} : { tldr }),
      body: { format: 'markdown', text: textFrom(random) },
      takeaways: sometimes(random, () => [textFrom(random)]) ?? [],
      links: linksFrom(random),
    };
  });
  const [tldr, category] = [sometimes(random, () => textFrom(random)), sometimes(random, () => pick(random, categories))];
  return buildIssue({
    id,
    kind: pick(random, ['digest', 'article']),
    title: textFrom(random, 3),
    published: pick(random, days),
    tags: sometimes(random, () => [pick(random, tags)]) ?? [],
    ...(tldr === undefined ? {} : { tldr }),
    ...(category === undefined ? {} : { category }),
    sections,
    takeaways: sometimes(random, () => [textFrom(random)]) ?? [],
    links: linksFrom(random),
  });
}

const muted = 'kind:article 5';

function libraryFrom(random: Random): { readonly library: LibraryDatabase; readonly known: readonly Known[] } {
  const library = newLibrary();
  const hasMutes = random() < 0.5;
  writeRules(library, { mutes: hasMutes ? [{ query: muted }] : [], retention: { days: null, perSource: null }, searches: [] });
  const known = Array.from({ length: between(random, 1, 12) }, (_, index): Known => {
    const issue = issueFrom(random, `issue-${index}`);
    const sourceId = pick(random, sources).id;
    const { key } = putIssue(library, issue, { sourceId }, now);
    const [isRead, isStarred, hasNote] = [random() < 0.5, random() < 0.3, random() < 0.2];
    if (isRead) setRead(library, [key], true, now);
    if (isStarred) setStarred(library, [key], true, now);
    if (hasNote) setNote(library, key, 'Seen.', now);
    judgeIssues(library, [key], now);
    const isMuted = hasMutes && !isStarred && issue.kind === 'article' && hasWords(issue, '5', false);
    return { key, issue, sourceId, isRead, isStarred, hasNote, isMuted };
  });
  return { library, known };
}

/** The texts of an issue as a person sees them. */
function textsOf({ title, category, tags: own, tldr, sections, takeaways, links }: Issue): readonly string[] {
  const all = [...links, ...sections.flatMap((section) => section.links)];
  return [
    title,
    category,
    ...own,
    tldr,
    ...takeaways,
    ...sections.flatMap((section) => [section.title, section.tldr, section.body.text, ...section.takeaways]),
    ...all.flatMap(({ label, url }) => [label, url && new URL(url).hostname.replace('www.', '')]),
  ].filter((text) => text !== undefined);
}

const piece = /[a-z0-9]+(?:\+\+|#)?|\p{sc=Han}+/giu;

function plain(text: string): string {
  return text.replaceAll('ł', 'l').replaceAll('Ł', 'L').normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Whether words stand side by side, as the documentation of the search says it. */
function hasWords(issue: Issue, sought: string, mayGoOn: boolean): boolean {
  const wanted = plain(sought).match(piece) ?? [];
  return textsOf(issue).some((text) => {
    const there = plain(text).match(piece) ?? [];
    return there.some((_, at) =>
      wanted.every((word, index) => {
        const found = there[at + index] ?? '';
        const [isFirst, isLast] = [index === 0, index === wanted.length - 1];
        if (!/\p{sc=Han}/u.test(word)) return isLast && mayGoOn ? found.startsWith(word) : found === word;
        if (isFirst && isLast) return found.includes(word);
        if (isFirst) return found.endsWith(word);
        return isLast ? found.startsWith(word) : found === word;
      }),
    );
  });
}

/** A condition as it is typed, and what it means. */
interface Asked {
  readonly written: string;
  readonly holds: (known: Known) => boolean;
}

const facts: readonly Asked[] = [
  { written: 'is:unread', holds: ({ isRead }) => !isRead },
  { written: 'is:read', holds: ({ isRead }) => isRead },
  { written: 'is:starred', holds: ({ isStarred }) => isStarred },
  { written: 'IS:updated', holds: () => false },
  { written: 'has:note', holds: ({ hasNote }) => hasNote },
  {
    written: 'has:takeaways',
    holds: ({ issue }) => [issue, ...issue.sections].some(({ takeaways }) => takeaways.length > 0),
  },
  { written: 'has:links', holds: ({ issue }) => [issue, ...issue.sections].some(({ links }) => links.length > 0) },
  { written: 'has:tldr', holds: ({ issue }) => [issue, ...issue.sections].some(({ tldr }) => tldr !== undefined) },
  { written: 'kind:digest', holds: ({ issue }) => issue.kind === 'digest' },
  { written: 'kind:article', holds: ({ issue }) => issue.kind === 'article' },
  { written: 'source:loom', holds: ({ sourceId }) => sourceId === 'feed' },
  { written: 'source:"loom weekly"', holds: ({ sourceId }) => sourceId === 'feed' },
  { written: 'source:e', holds: ({ sourceId }) => sourceId !== '' },
  { written: 'source:nobody', holds: () => false },
  { written: 'tag:weaving', holds: ({ issue }) => issue.tags.includes('weaving') },
  { written: 'tag:dyeing', holds: ({ issue }) => issue.tags.includes('Dyeing') },
  { written: 'tag:"Two Words"', holds: ({ issue }) => issue.tags.includes('two words') },
  { written: 'tag:c++', holds: ({ issue }) => issue.tags.includes('C++') },
  { written: 'tag:c#', holds: ({ issue }) => issue.tags.includes('C#') },
  { written: 'tag:C', holds: ({ issue }) => issue.tags.includes('c') },
  { written: 'category:"AI & Agents"', holds: ({ issue }) => issue.category === 'AI & Agents' },
  { written: 'category:lodz', holds: ({ issue }) => issue.category === 'Łódź' },
  { written: 'after:2026-04', holds: ({ issue }) => dayOf(issue) >= '2026-04-01' },
  { written: 'after:2026-04-30', holds: ({ issue }) => dayOf(issue) >= '2026-04-30' },
  { written: 'before:2026-04-30', holds: ({ issue }) => dayOf(issue) < '2026-04-30' },
  { written: 'before:2026', holds: ({ issue }) => dayOf(issue) < '2026-01-01' },
  { written: 'after:7d', holds: ({ issue }) => dayOf(issue) >= '2026-05-03' },
  { written: 'before:yesterday', holds: ({ issue }) => dayOf(issue) < '2026-05-09' },
];

function dayOf({ published }: Issue): string {
  return published ?? '';
}

function textTerm(random: Random): Asked {
  const sought = pick(random, [...words, 'zażół', 'w', 'l', 'war', 'lo', 'gl', '械学', '习', 'c#', 'example']);
  const chance = random();
  if (chance < 0.25) {
    const phrase = `${sought} ${pick(random, words)}`;
    return { written: `"${phrase}"`, holds: ({ issue }) => hasWords(issue, phrase, false) };
  }
  const mayGoOn = chance < 0.45 && !/[+#\p{sc=Han}]/u.test(sought);
  return { written: sought + (mayGoOn ? '*' : ''), holds: ({ issue }) => hasWords(issue, sought, mayGoOn) };
}

function term(random: Random): Asked {
  const { written, holds } = random() < 0.5 ? textTerm(random) : pick(random, facts);
  return random() < 0.2 ? { written: `-${written}`, holds: (known) => !holds(known) } : { written, holds };
}

function clause(random: Random): Asked {
  const terms = Array.from({ length: random() < 0.7 ? 1 : between(random, 2, 3) }, () => term(random));
  return { written: terms.map(({ written }) => written).join(' OR '), holds: (known) => terms.some(({ holds }) => holds(known)) };
}

function queryFrom(random: Random): Asked {
  const clauses = Array.from({ length: between(random, 1, 4) }, () => clause(random));
  return { written: clauses.map(({ written }) => written).join(' '), holds: (known) => clauses.every(({ holds }) => holds(known)) };
}

/** The keys of all that is found as it was asked for. */
function find(library: LibraryDatabase, query: string, isTyping: boolean): readonly string[] {
  const { results, corrected } = search(library, { query, limit: 1_000, today, isTyping });
  return corrected === undefined ? [...new Set(results.map(({ key }) => key))].sort() : [];
}

describe('random queries of random libraries', () => {
  it.each(Array.from({ length: 25 }, (_, seed) => seed))('find what has what they ask for: %i', (seed) => {
    const random = createRandom(seed);
    const { library, known } = libraryFrom(random);
    for (let round = 0; round < 40; round++) {
      const { written, holds } = queryFrom(random);
      const expected = known.filter((each) => !each.isMuted && holds(each)).map(({ key }) => key);
      expect(find(library, written, false), `search for ${written}`).toEqual(expected.sort());
      const { where, values } = queryCondition(library, written, { today });
      const listed = library.all(`SELECT key FROM issues WHERE hidden = 0 AND ${where} ORDER BY key`, ...values).map((row) => row['key']);
      expect(listed, `condition of ${written}`).toEqual(expected);
      const typed = pick(random, ['war', 'lo', 'glm-5', 'zażół', '械学', 'torch.so']);
      const begun = known.filter((each) => expected.includes(each.key) && hasWords(each.issue, typed, true)).map(({ key }) => key);
      expect(find(library, `${written} ${typed}`, true), `typing ${typed} behind ${written}`).toEqual(begun.sort());
    }
  });
});

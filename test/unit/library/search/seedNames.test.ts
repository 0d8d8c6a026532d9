// Whatever the bundled issue names is found by its name at the first place and in the right section, among twenty thousand other
// issues that write about the same vendors and name things that are nearly the same.

import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anchors, type Issue } from '../../../../src/digest/model.js';
import { parseIssue } from '../../../../src/digest/parseIssue.js';
import type { LibraryDatabase } from '../../../../src/library/database.js';
import { putIssue } from '../../../../src/library/issues/issues.js';
import { openLibrary } from '../../../../src/library/open.js';
import { search } from '../../../../src/library/search/search.js';
import { putSource } from '../../../../src/library/sources.js';
import { namesTaken } from '../../../bench/generated/names.js';
import { fillLibrary } from '../../../bench/generatedLibrary.js';
import { seedNames } from '../../../fixtures/seedNames.js';

const others = { seed: 7, count: 20_000, words: 30 };
const today = '2026-11-01';
const bundled = bundledIssue();

let folder: string;
let database: LibraryDatabase;

function bundledIssue(): Issue {
  const seeds = path.join(import.meta.dirname, '../../../../seeds');
  const fileName = readdirSync(seeds).sort()[0] ?? '';
  const read = parseIssue(readFileSync(path.join(seeds, fileName), 'utf8'), { fileName });
  if (!read.ok) throw new Error(`${fileName}: ${read.reason}`);
  return read.issue;
}

// One library for all tests of the file: to write it takes seconds.
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'digest-names-'));
  const opened = openLibrary(folder);
  if (opened.state !== 'ready') throw new Error(`${opened.state}: ${opened.detail}`);
  ({ database } = opened);
  // A library that is lost is made again.
  database.exec('PRAGMA synchronous = OFF');
  fillLibrary(database, others);
  putSource(database, { id: 'bundled', kind: 'bundled', name: 'Bundled' });
  putIssue(database, bundled, { sourceId: 'bundled' });
}, 120_000);

afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The part that a search finds first, by its title; that of another issue with the issue's own in front. */
function firstFound(query: string, isTyping: boolean): string {
  const [first] = search(database, { query, limit: 20, today, isTyping }).results;
  if (!first) return 'nothing';
  const part = first.sectionTitle ?? partNames.get(first.anchor ?? '') ?? first.anchor ?? 'the top';
  return first.issueTitle === bundled.title ? part : `${first.issueTitle}: ${part} ${first.snippet ?? ''}`;
}

const partNames: ReadonlyMap<string, string> = new Map([
  [anchors.tldr, 'TLDR'],
  [anchors.takeaways, 'Key Takeaways'],
]);

/** All that the bundled issue says in its parts, by their titles. */
function wordsByPart(): ReadonlyMap<string, string> {
  return new Map([
    ['TLDR', bundled.tldr ?? ''],
    ...bundled.sections.map(({ title, tldr, body, takeaways, links }): [string, string] => [
      title,
      [title, tldr, body.text, ...takeaways, ...links.map(({ label }) => label)].join('\n'),
    ]),
    ['Key Takeaways', bundled.takeaways.join('\n')],
  ]);
}

describe('the names of the bundled issue', () => {
  it('are in the table with all parts that give them', () => {
    const parts = [...wordsByPart()];
    expect(seedNames.length).toBeGreaterThan(50);
    const given = seedNames.map(({ name }) => ({
      name,
      sections: parts.filter(([, words]) => words.toLowerCase().includes(name.toLowerCase())).map(([title]) => title),
    }));
    expect(given).toEqual(seedNames.map(({ name, sections }) => ({ name, sections })));
  });

  it('are told from names that are nearly the same', () => {
    const near = ['GLM-5.1', 'GLM-4', 'Ling-2.6-mini', 'HALOS', 'layer split', '69.8%', '0.918', 'solve_ex', 'DeepSeek V3.1'];
    expect(near.filter(namesTaken)).toEqual([]);
    expect(seedNames.filter(({ name }) => !namesTaken(`With ${name}, and`))).toEqual([]);
  });

  it.each(seedNames)('$name is found first', ({ name, sections }) => {
    for (const query of new Set([name, name.toLowerCase()])) {
      for (const isTyping of [true, false]) expect(sections, query).toContain(firstFound(query, isTyping));
    }
  });

  it('are found among vendors of whom everybody writes', () => {
    for (const vendor of ['OpenAI', 'NVIDIA', 'vLLM']) {
      const { results } = search(database, { query: vendor, limit: 20, today });
      expect(new Set(results.map(({ key }) => key)).size, vendor).toBeGreaterThan(5);
    }
  });
});

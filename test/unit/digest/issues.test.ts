// Golden issues: one source file and what it must become, for every form and oddity that occurs in the wild. All texts are made up.
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Issue } from '../../../src/digest/model.js';
import { parseIssue } from '../../../src/digest/parseIssue.js';
import { toMarkdown } from '../../../src/digest/toMarkdown.js';
import { summarise } from './summarise.js';
import { findLosses } from './wholeness.js';

const folder = new URL('../../fixtures/issues/', import.meta.url);
const names = readdirSync(folder).filter((name) => /\.(?:md|txt)$/.test(name));

function read(name: string): string {
  return readFileSync(new URL(name, folder), 'utf8');
}

function parse(text: string, fileName: string): Issue {
  const outcome = parseIssue(text, { fileName });
  if (!outcome.ok) throw new Error(`${fileName}: ${outcome.reason}`);
  return outcome.issue;
}

describe('golden issues', () => {
  it('are many', () => {
    expect(names.length).toBeGreaterThanOrEqual(20);
  });

  it.each(names)('%s has its title, date, tags, sections, TLDRs, takeaways and links', (name) => {
    const golden: unknown = JSON.parse(read(name.replace(/\.md$/, '.json').replace(/\.txt$/, '.txt.json')));
    expect(summarise(parse(read(name), name))).toEqual(golden);
  });

  it.each(names)('%s comes through whole', (name) => {
    expect(findLosses(read(name), parse(read(name), name))).toEqual([]);
  });

  it.each(names)('%s comes through whole with Windows line ends, a byte order mark and doubled blank lines', (name) => {
    const issue = parse(read(name), name);
    const sections = issue.sections.map(({ title }) => title);
    const windows = parse(`\ufeff${read(name).replaceAll('\n', '\r\n')}`, name);
    expect(windows.sections).toEqual(issue.sections);
    if (name.endsWith('.txt')) {
      const doubled = parse(read(name).replaceAll('\n\n', '\n\n\n\n'), name);
      expect(doubled.sections.map(({ title }) => title)).toEqual(sections);
    }
  });

  it.each(names)('%s is the same issue after copying it as Markdown', (name) => {
    const issue = parse(read(name), name);
    expect(parse(toMarkdown(issue), 'copy.md')).toEqual(issue);
  });
});

// The issues that ship with the extension: that they parse into what a reader expects, and that no fact is missing or misplaced.
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allLinks } from '../../src/digest/model.js';
import type { Issue } from '../../src/digest/model.js';
import { parseIssue } from '../../src/digest/parseIssue.js';
import { seedFacts } from '../fixtures/seedFacts.js';

const folder = new URL('../../seeds/', import.meta.url);
const fileName = '2026-04-30-the-inference-inflection.md';
const text = readFileSync(new URL(fileName, folder), 'utf8');

function parsed(name: string): Issue {
  const outcome = parseIssue(readFileSync(new URL(name, folder), 'utf8'), { fileName: name });
  if (!outcome.ok) throw new Error(`${name}: ${outcome.reason}`);
  return outcome.issue;
}

/** All words of one part of the issue, as Markdown. */
function wordsOf(issue: Issue, title: string): string {
  if (title === 'TLDR') return issue.tldr ?? '';
  if (title === 'Key Takeaways') return issue.takeaways.join('\n');
  const section = issue.sections.find((candidate) => candidate.title === title);
  return section ? [section.tldr ?? '', section.body.text, ...section.takeaways].join('\n') : '';
}

describe('the bundled issue', () => {
  const issue = parsed(fileName);

  it('has its title, date, category and parts', () => {
    expect({
      kind: issue.kind,
      title: issue.title,
      published: issue.published,
      category: issue.category,
      tags: issue.tags,
      hasIntro: issue.intro !== undefined,
      sections: issue.sections.map((section) => section.title),
      takeaways: issue.takeaways.length,
      takeawaysInSections: issue.sections.flatMap((section) => section.takeaways),
    }).toEqual({
      kind: 'digest',
      title: 'The Inference Inflection: CPU Demand, Agent Harnesses, and the Race for Cheap Tokens',
      published: '2026-04-30',
      category: 'AI & Agents',
      tags: ['ai', 'inference', 'agents', 'llm', 'openweights', 'gpu'],
      hasIntro: false,
      sections: [
        'The Inference Inflection Is Here',
        'Coding Agents Are Becoming Platforms',
        'Harness Engineering Is a Real Discipline Now',
        'Model Releases and the Open-Weight Price War',
        'Inference Engineering in the Weeds',
        'Research: Factual Knowledge Does Not Compress',
      ],
      takeaways: 5,
      takeawaysInSections: [],
    });
  });

  it('links its source once, in the first section', () => {
    const source = { label: 'AINews - The Inference Inflection', url: 'https://www.latent.space/p/ainews-the-inference-inflection' };
    expect(allLinks(issue)).toEqual([{ ...source, section: issue.sections[0] }]);
    expect(issue.sections.map((section) => section.links)).toEqual([[source], [], [], [], [], []]);
  });

  it.each(seedFacts)('says "$words" under $section', ({ section, words }) => {
    expect(wordsOf(issue, section)).toContain(words);
  });

  it('credits what it was written after in its last words before the takeaways', () => {
    expect(issue.sections.at(-1)?.body.text.trimEnd().split('\n').at(-1)).toBe(
      '*Written by the Digest project after an issue of motyl.dev, which reports on AINews by Latent Space.*',
    );
  });
});

describe('the seeds folder', () => {
  it('holds only issues that parse, each under its own id', () => {
    const names = readdirSync(folder);
    expect(names).toContain(fileName);
    expect(new Set(names.map((name) => parsed(name).id)).size).toBe(names.length);
  });

  it('is plain UTF-8 with Unix line ends, so that a byte compare tells whether an issue changed', () => {
    expect(text).not.toMatch(/\r|\uFEFF|\uFFFD/);
    expect(text.endsWith('\n')).toBe(true);
  });
});

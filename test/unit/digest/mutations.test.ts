// Issues changed at random, from a fixed seed: shuffled, glued, spread and nested, they must still come through whole.
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseIssue } from '../../../src/digest/parseIssue.js';
import { wordsOf } from './wholeness.js';
import { createRandom } from '../../bench/random.js';

const folder = new URL('../../fixtures/issues/', import.meta.url);
const sources = readdirSync(folder)
  .filter((name) => name.endsWith('.md') && name !== 'brokenYaml.md')
  .map((name) => readFileSync(new URL(name, folder), 'utf8').replace(/^---\n[^]*?\n---\n/, ''));

type Mutation = (blocks: readonly string[], random: () => number) => string;

function shuffled(blocks: readonly string[], random: () => number): readonly string[] {
  return blocks
    .map((block) => ({ block, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ block }) => block);
}

const mutations: Readonly<Record<string, Mutation>> = {
  'shuffled blocks': (blocks, random) => shuffled(blocks, random).join('\n\n'),
  'lost blank lines': (blocks, random) => blocks.reduce((text, block) => `${text}${random() < 0.4 ? '\n' : '\n\n'}${block}`),
  'rules between': (blocks, random) => blocks.map((block) => (random() < 0.3 ? `${block}\n\n---` : block)).join('\n\n'),
  'rules glued below': (blocks, random) => blocks.map((block) => (random() < 0.3 ? `${block}\n---` : block)).join('\n\n'),
  'Windows line ends': (blocks) => blocks.join('\r\n\r\n').replace(/\r?\n/g, '\r\n'),
  'old line ends': (blocks) => blocks.join('\r\r').replaceAll('\n', '\r'),
  'nested blocks': (blocks, random) =>
    blocks
      .map((block) =>
        random() < 0.3
          ? block
              .split('\n')
              .map((line) => `> ${line}`)
              .join('\n')
          : random() < 0.2
            ? `- ${block.replaceAll('\n', '\n  ')}`
            : block,
      )
      .join('\n\n'),
  'other heading levels': (blocks, random) =>
    blocks.map((block) => block.replace(/^#{1,6} /, () => `${'#'.repeat(1 + Math.floor(random() * 4))} `)).join('\n\n'),
  'trailing spaces and tabs': (blocks, random) => blocks.map((block) => `${block}${random() < 0.5 ? '  ' : '\t'}`).join(' \n\t\n'),
  'half a text': (blocks, random) => `Words. ${blocks.join('\n\n').slice(Math.floor(random() * 200), -Math.floor(random() * 200) - 1)}`,
};

/** Words of labels are structure: they may be gone. */
const labelWords = new Set(
  'tldr tl dr summary key takeaways link links podsumowanie kluczowe najważniejsze wnioski kurzfassung zusammenfassung die wichtigsten erkenntnisse en bref résumé points clés lien resumen puntos clave enlace external'.split(
    ' ',
  ),
);

function withoutIds(key: string, value: unknown): unknown {
  return key === 'id' ? undefined : value;
}

/** The same link line twice in one section is one link. */
function withoutRepeatedLinks(text: string): string {
  const seen = new Set<string>();
  const lines = text.split('\n');
  return lines.filter((line) => !/^\*\*(?:Link|Lien|Enlace)/.test(line) || (!seen.has(line.trim()) && seen.add(line.trim()))).join('\n');
}

function lostWords(text: string, form: 'markdown' | 'text'): readonly string[] {
  const outcome = parseIssue(text, { form });
  if (!outcome.ok) return [outcome.reason];
  const shown = wordsOf(JSON.stringify(outcome.issue, withoutIds).replace(/\\[nrt]/g, ' '));
  const counts = new Map<string, number>();
  for (const word of shown) counts.set(word, (counts.get(word) ?? 0) + 1);
  return wordsOf(withoutRepeatedLinks(text.replace(/\r\n?/g, '\n'))).filter((word) => {
    if (labelWords.has(word.toLowerCase()) || /^\d$/.test(word)) return false;
    const left = counts.get(word) ?? 0;
    counts.set(word, left - 1);
    return left <= 0;
  });
}

describe.each(Object.entries(mutations))('%s', (_name, mutate) => {
  it.each(['markdown', 'text'] as const)('loses no word as %s', (form) => {
    const random = createRandom(20260430);
    for (const source of sources) {
      const blocks = source.trim().split(/\n{2,}/);
      for (let round = 0; round < 4; round++) {
        const text = mutate(blocks, random);
        expect({ text, lost: lostWords(text, form) }).toEqual({ text, lost: [] });
      }
    }
  });
});

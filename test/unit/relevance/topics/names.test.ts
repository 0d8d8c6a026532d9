// How names are found in texts: what is one name, which version belongs to it, and what an ambiguous one needs beside it.

import { describe, expect, it } from 'vitest';
import { textWords } from '../../../../src/query/words.js';
import { TopicDirectory } from '../../../../src/relevance/topics/directory.js';
import type { IssueContext } from '../../../../src/relevance/topics/issueNames.js';
import { toPackageTopic } from '../../../../src/relevance/topics/packageTopic.js';
import type { Topic } from '../../../../src/relevance/topics/topic.js';

const topics: readonly Topic[] = [
  { id: 'loom', name: 'Loom', kind: 'model', versions: true, aliases: ['Loom K2'] },
  { id: 'loom-satin', name: 'Loom Satin', kind: 'model', versions: true },
  { id: 'loom-code', name: 'Loom Code', kind: 'product' },
  { id: 'weaverly', name: 'Weaverly', kind: 'company', aliases: ['weaverly-labs'] },
  { id: 'canva', name: 'Canva', kind: 'product' },
  { id: 'spl', name: 'SPL', kind: 'paper' },
  { id: 'dot-warp', name: '.WARP', kind: 'library' },
  { id: 'threads', name: 'threads&', kind: 'company' },
  {
    id: 'shuttle',
    name: 'Shuttle',
    kind: 'library',
    versions: true,
    by: 'weaverly',
    site: 'https://shuttle.example',
    repository: 'weaverly/shuttle',
    aliases: ['ShuttleJS'],
    ambiguous: [{ text: 'Shuttle', case: true, near: ['Rust', 'deploy'], not: ['Space Shuttle'] }],
  },
  { id: 'heddle', name: 'Heddle', kind: 'library', ambiguous: [{ text: 'Heddle', case: true, word: true, near: ['Rust'] }] },
  { id: 'reed', name: 'Reed', kind: 'language', ambiguous: [{ text: 'Reed', case: true }] },
  toPackageTopic('npm', 'left-pad'),
  toPackageTopic('npm', 'spool'),
  toPackageTopic('npm', '@weave/sdk'),
];

const directory = new TopicDirectory(topics);

/** `id@version` of each mention. */
function named(text: string): readonly string[] {
  return directory.namesIn(text).map(({ topic, version }) => (version === undefined ? topic.id : `${topic.id}@${version}`));
}

/** Whether an ambiguous name counts in a section with these links. */
function isProvedBy(links: readonly string[]): boolean {
  const context: IssueContext = { links: () => links, isOneText: false };
  const names = directory.read(context);
  names.add({ ...textWords('The Shuttle left.'), section: 0 });
  return names.finish().length > 0;
}

function mentionsOf(parts: readonly { readonly text: string; readonly section?: number; readonly role?: 'heading' }[]) {
  const names = directory.read({ links: () => [], isOneText: false });
  for (const { text, ...place } of parts) names.add({ ...textWords(text), ...place });
  return names
    .finish()
    .map(({ topic, section, sentence, hasFigures, version }) => ({ id: topic.id, section, sentence, hasFigures, version }));
}

const partsUnder = (title: string) => [
  { text: title, role: 'heading' as const },
  { text: 'ShuttleJS is here.', section: 0 },
  { text: 'The Shuttle left.', section: 1 },
];

/** In which sections the ambiguous name counts. */
const sectionsUnder = (title: string) =>
  mentionsOf(partsUnder(title)).flatMap(({ id, section }) => (id === 'shuttle' && section !== undefined ? [section] : []));

describe('a name', () => {
  it.each([
    ['Loom Code is out.', ['loom-code']],
    ['They use loom code and Loom.', ['loom-code', 'loom']],
    ['Weaverly’s plans, the Weaverly-backed lab', ['weaverly']],
    ['Looming threads of humans', []],
    ['We wrote to press@weaverly.com about weaverly.com/plans', []],
    ['An anti-Weaverly post', ['weaverly']],
    ['path/weaverly/file and weaverly_test', []],
    ['draws on a canvas', []],
    ['two SPLs and an spl', ['spl']],
    ['safety warp nets', []],
    ['written for .WARP', ['dot-warp']],
    ['threads& raises money', ['threads']],
    ['npm i @weave/sdk left-pad', ['npm:@weave/sdk', 'npm:left-pad']],
    ['the left pad of the chair', []],
  ])('is found whole, in “%s”', (text, expected) => {
    expect(named(text)).toEqual(expected);
  });

  it('is found declined in Polish, and only there', () => {
    expect(named('Używamy Weaverlya oraz Canvy, także Loomu.')).toEqual(['weaverly', 'canva', 'loom']);
    expect(named('Weaverlya and Canvy in English')).toEqual([]);
  });
});

describe('a version', () => {
  it.each([
    ['Loom-5 and Loom 5.1', ['loom@5', 'loom@5.1']],
    ['Loom5.5 9B', ['loom@5.5']],
    ['Loom 3.5 Plus costs less than Loom v4-mini', ['loom@3.5-plus', 'loom@4-mini']],
    ['Loom K2.5, Loom K2', ['loom@k2.5', 'loom@k2']],
    ['Loom-4o', ['loom@4o']],
    ['Loom 4.6 Satin beats Loom Satin 4.5', ['loom-satin@4.6', 'loom-satin@4.5']],
    ['Loom 70B', ['loom']],
    ['Loom 3 times a day', ['loom']],
    ['Loom 2026', ['loom']],
    ['Loom 30%', ['loom']],
  ])('belongs to the name in “%s”', (text, expected) => {
    expect(named(text)).toEqual(expected);
  });
});

describe('an ambiguous name', () => {
  it.each([
    ['needs one of its words in the sentence', 'Deploy it with Shuttle.', true],
    ['or in one beside it', 'We rewrote it in Rust. Then came Shuttle. It was fast.', true],
    ['not two sentences away', 'We love Rust. It rains. The Shuttle left at nine.', false],
    ['needs its case', 'deploy the shuttle bus', false],
    ['is no phrase that only has it inside', 'They deploy the Space Shuttle.', false],
    ['is proved by a version', 'Shuttle 0.4 came out.', true],
    ['by its maker', 'Shuttle from Weaverly', true],
    ['by another of its names in the text', 'ShuttleJS is old. It rains. It pours. Shuttle is new.', true],
    ['by backticks', 'Add `Shuttle` to it.', true],
  ])('%s', (_what, text, isNamed) => {
    expect(named(text).some((name) => name.startsWith('shuttle'))).toBe(isNamed);
  });

  it.each([
    ['With Heddle you weave in a browser.', true],
    ['It runs on Heddle.', true],
    ['Heddle is a part of a loom.', false],
    ['It rains. Heddle is a word.', false],
    ['How To Thread A Heddle In Ten Steps', false],
    ['we thread the heddle', false],
  ])('that is an ordinary word is proved by its capital within a sentence: “%s”', (text, isNamed) => {
    expect(named(text).includes('heddle')).toBe(isNamed);
  });

  it('may need nothing but its case', () => {
    expect([named('Reed is a language'), named('a reed in the wind')]).toEqual([['reed'], []]);
  });

  it('is proved by a link of its section', () => {
    const links = [
      'https://shuttle.example/news',
      'https://github.com/weaverly/shuttle/releases',
      'https://shuttle.example.org/',
      'https://github.com/weaverly',
    ];
    expect(links.map((link) => isProvedBy([link]))).toEqual([true, true, false, false]);
  });

  it('that is a package’s counts where the text speaks of packages', () => {
    expect([named('a spool of thread'), named('run npm install spool'), named('the `spool` function')]).toEqual([
      [],
      ['npm:spool'],
      ['npm:spool'],
    ]);
  });
});

describe('the sentences of an issue', () => {
  it('are kept with what they name, as a person reads them', () => {
    const text = '- **Weaverly** sells [Loom 5]  for `$3`.\n- Nothing here.\n- It grew, says Weaverly.';
    expect(mentionsOf([{ text, section: 2 }])).toEqual([
      { id: 'weaverly', section: 2, sentence: 'Weaverly sells Loom 5 for $3.', hasFigures: true, version: undefined },
      { id: 'loom', section: 2, sentence: 'Weaverly sells Loom 5 for $3.', hasFigures: true, version: '5' },
    ]);
  });

  it('beside the first one are kept for their figures, four at most; a version is no figure', () => {
    const sentences = ['Loom came.', 'Loom went.', 'Loom costs 3 dollars.', 'Loom sold 4.', 'Loom sold 5.', 'Loom sold 6.'];
    const kept = mentionsOf([{ text: sentences.join(' '), section: 0 }]).map(({ sentence }) => sentence);
    expect(kept).toEqual(['Loom came.', 'Loom costs 3 dollars.', 'Loom sold 4.', 'Loom sold 5.']);
    expect(mentionsOf([{ text: 'Loom 5.5 is here.' }]).map(({ hasFigures }) => hasFigures)).toEqual([false]);
  });

  it('of one section prove nothing for another, those of the title do', () => {
    expect([sectionsUnder('News'), sectionsUnder('All about ShuttleJS')]).toEqual([[0], [0, 1]]);
  });

  it('that are too long are cut around the name', () => {
    const [mention] = mentionsOf([{ text: `${'word '.repeat(200)}Weaverly ${'word '.repeat(200)}` }]);
    expect(mention?.sentence).toMatch(/^….{300,400}…$/);
    expect(mention?.sentence).toContain('Weaverly');
  });
});

describe('hostile texts', () => {
  it.each([
    ['a name a hundred thousand times', 'Loom '.repeat(100_000)],
    ['one sentence without an end', `Shuttle ${'a,'.repeat(500_000)}`],
    ['nothing but signs', '.-_/@'.repeat(200_000)],
    ['one word', `Loom${'x'.repeat(1_000_000)}`],
    ['ambiguous names without evidence', 'Shuttle. '.repeat(30_000)],
    ['Polish without vowels', `ą${'a'.repeat(1_000_000)}`],
  ])('%s are read', (_what, text) => {
    expect(() => named(text)).not.toThrow();
  });
});

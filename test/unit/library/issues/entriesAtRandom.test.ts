// Feeds that change at random, with seeds: whatever a server does to guids, addresses, dates and order, each article stays one
// issue and none is written over another.

import { describe, expect, it } from 'vitest';
import { newLibrary } from '../builders.js';
import { readFeed, type TestEntry } from './feedDocuments.js';
import { createRandom } from '../../../bench/random.js';

const nouns = ['loom', 'warp', 'weft', 'heddle', 'shuttle', 'reed', 'selvedge', 'bobbin', 'pedal', 'yarn', 'twill', 'satin'];

/** An article that is unlike any other; `mark` stands in its text only. */
function article(number: number, random: () => number): TestEntry & { readonly mark: string } {
  const mark = `mark${number}`;
  const words = Array.from({ length: 30 }, (_, index) => `${nouns[Math.floor(random() * nouns.length)] ?? ''}${number}x${index}`);
  return {
    guid: `guid-${number}`,
    link: `https://example.com/posts/${number}`,
    title: `Article ${number} on ${words[0] ?? ''}`,
    published: new Date(Date.UTC(2026, 0, 1) + number * 3_600_000).toISOString(),
    text: `${mark} ${words.join(' ')}`,
    mark,
  };
}

/** What servers do to a whole feed without meaning other articles. */
const habits: readonly ((entry: TestEntry, random: () => number, round: number) => TestEntry)[] = [
  (entry) => entry,
  (entry, random) => ({ ...entry, guid: `urn:${random()}` }),
  ({ guid: _guid, ...entry }) => entry,
  (entry, _random, round) => ({ ...entry, link: `${entry.link ?? ''}?utm_source=round${round}` }),
  (entry) => ({ ...entry, link: (entry.link ?? '').replace('https://', 'http://www.') }),
  (entry, random) => ({ ...entry, link: `https://example.com/session/${Math.floor(random() * 1e9)}` }),
  ({ link: _link, ...entry }) => entry,
  (entry) => ({ ...entry, link: 'https://example.com/' }),
  ({ published: _published, ...entry }) => entry,
];

describe.each([1, 2, 3, 4, 5, 6, 7, 8])('a feed of seed %i', (seed) => {
  it('keeps as many issues as it had articles, each with its own text', () => {
    const random = createRandom(seed);
    const library = newLibrary();
    const articles = [article(0, random)];
    for (let round = 0; round < 12; round++) {
      for (let more = Math.floor(random() * 5); more > 0; more--) articles.push(article(articles.length, random));
      const habit = habits[Math.floor(random() * habits.length)] ?? ((entry) => entry);
      const newest = articles.slice(-15).reverse();
      const document = newest.map(({ mark: _mark, ...entry }) => {
        const changed = random() < 0.2 ? { ...entry, text: `${entry.text ?? ''} Corrected in round ${round}.` } : entry;
        return habit(changed, random, round);
      });
      readFeed(library, random() < 0.5 ? document : document.reverse(), { batch: 1 + Math.floor(random() * 8) });
    }
    const texts = library.all('SELECT text FROM bodies').map((row) => String(row['text']));
    const found = articles.map(({ mark }) => texts.filter((text) => text.includes(`${mark} `)).length);
    expect(found).toEqual(articles.map(() => 1));
    expect(texts).toHaveLength(articles.length);
  });
});

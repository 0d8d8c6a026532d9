// Issues of any number from a seed, the same for the same seed and number: digests in Markdown and articles in HTML, in the
// shape that the parsers give them, with sources, days and what the person did with them. Writes nothing.

import type { Body, Issue, Link, Section } from '../../../src/digest/model.js';
import { between, createRandom, pick, pickByRank, type Random } from '../random.js';
import { nameCode, nameFigure, namePerson, namesTaken, nameSystem } from './names.js';
import { createChinese, createEnglish, createForeign, type Vocabulary } from './vocabulary.js';

interface GeneratedSource {
  readonly id: string;
  readonly kind: 'folder' | 'feed';
  readonly name: string;
}

export interface GeneratedIssue {
  readonly issue: Issue;
  /** Its place in `sources`. */
  readonly source: number;
  readonly isRead: boolean;
  readonly isStarred: boolean;
  /** When it came in. */
  readonly seen: Date;
}

export interface IssuesOptions {
  readonly seed: number;
  readonly count: number;
  /** Words of an issue on average; a tenth of them are more than twice as long. */
  readonly words?: number;
}

export interface IssueGenerator {
  readonly sources: readonly GeneratedSource[];
  /** Where the issue at `index` stands and when it was published, without making the issue. */
  placeOf(index: number): { readonly source: number; readonly moment: number };
  issue(index: number): GeneratedIssue;
}

/** The newest issue is of this day, the oldest ten years older. */
const newestMoment = Date.parse('2026-10-31T20:00:00Z');
const day = 24 * 60 * 60 * 1000;
const years = 3_650;

const digestSources = 5;
/** A digest is about twice as long as an issue is on average; the articles make up for it. */
const digestLength = 2;
const articleLength = 0.85;

const categories = ['AI & Agents', 'Tools', 'Coding', 'Architecture', 'Frontend', 'General', 'Productivity', 'Podcast', 'Video'];
const tags =
  'ai agents llm inference openweights gpu tooling benchmarks harness kernels retrieval prompts editors typescript rust security cost evaluation research serving vision speech mcp rag release postmortem compilers data scaling chips'.split(
    ' ',
  );

export function createIssueGenerator({ seed, count, words = 350 }: IssuesOptions): IssueGenerator {
  const english = createEnglish(seed);
  const foreign = [
    ...(['polish', 'german', 'french'] as const).map((language, index) => createForeign(seed + 1 + index, language)),
    createChinese(seed + 9),
  ];
  const sources = nameSources(seed, count, english.words);
  const randomOf = (index: number): Random => createRandom(Math.imul(seed + 1, 0x9e37_79b1) ^ Math.imul(index + 1, 0x85eb_ca6b));
  const feeds = sources.filter(({ kind }) => kind === 'feed').map((_, index) => digestSources + index);
  const chooseSource = (random: Random): number => (random() < 0.12 ? Math.floor(random() * digestSources) : pickByRank(random, feeds));
  const choosePlace = (random: Random): { readonly source: number; readonly moment: number } => ({
    source: chooseSource(random),
    moment: newestMoment - years * day * random() ** 1.7,
  });
  return {
    sources,
    placeOf: (index) => choosePlace(randomOf(index)),
    issue: (index) => {
      const random = randomOf(index);
      const place = choosePlace(random);
      const { source } = place;
      const isDigest = source < digestSources;
      const vocabulary = random() < 0.9 ? english : pick(random, foreign);
      const moment = new Date(place.moment);
      const length = Math.min(8_000, words * (isDigest ? digestLength : articleLength) * spread(random));
      const writer = new Writer(random, vocabulary, isDigest ? 'markdown' : 'html');
      const isOld = newestMoment - place.moment > 30 * day;
      return {
        issue: writer.issue(index, length, isDigest && random() < 0.05 ? undefined : moment),
        source,
        isRead: random() < (isOld ? 0.75 : 0.3),
        isStarred: random() < 0.015,
        seen: new Date(moment.getTime() + 60 * 60 * 1000),
      };
    },
  };
}

/** Around 1, mostly less, seldom much more: as lengths of articles are. */
function spread(random: Random): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.exp(0.75 * normal - 0.28);
}

function nameSources(seed: number, count: number, words: readonly string[]): readonly GeneratedSource[] {
  const random = createRandom(seed + 77);
  const feeds = Math.min(250, Math.max(5, Math.round(count / 400)));
  return Array.from({ length: digestSources + feeds }, (_, index) => {
    const name = `${capital(words[300 + index * 7] ?? '')} ${pick(random, ['weekly', 'notes', 'engineering', 'blog', 'research', 'daily'])}`;
    const isFolder = index < digestSources;
    return { id: `${isFolder ? 'folder' : 'feed'}-${index}`, kind: isFolder ? 'folder' : 'feed', name };
  });
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Writes until the text names nothing that the bundled issue names. */
function ofOurOwn(write: () => string): string {
  for (;;) {
    const text = write();
    if (!namesTaken(text)) return text;
  }
}

/** Writes one issue in one language and notation. */
class Writer {
  readonly #random: Random;
  readonly #vocabulary: Vocabulary;
  readonly #format: Body['format'];
  readonly #anchors = new Set<string>();

  constructor(random: Random, vocabulary: Vocabulary, format: Body['format']) {
    this.#random = random;
    this.#vocabulary = vocabulary;
    this.#format = format;
  }

  issue(index: number, length: number, moment: Date | undefined): Issue {
    const random = this.#random;
    const isDigest = this.#format === 'markdown';
    const title = this.#heading(4, 9);
    const hasHeadings = isDigest || random() < 0.85;
    const sectionCount = isDigest ? between(random, 3, 8) : hasHeadings ? between(random, 1, 5) : 1;
    const sections = Array.from({ length: sectionCount }, (_, number) =>
      this.#section(hasHeadings ? this.#heading(2, 6) : title, number, length / (sectionCount + 0.5)),
    );
    const published = moment && (isDigest ? moment.toISOString().slice(0, 10) : moment.toISOString());
    const category = random() < 0.92 ? pickByRank(random, categories) : undefined;
    return {
      id: `${isDigest ? 'digest' : 'a'}-${index.toString(36)}`,
      kind: isDigest ? 'digest' : 'article',
      title,
      ...(published === undefined ? {} : { published }),
      ...(category === undefined ? {} : { category }),
      tags: [...new Set(Array.from({ length: between(random, 0, 4) }, () => pickByRank(random, tags)))],
      ...(isDigest || random() < 0.3 ? { tldr: this.#sentences(isDigest ? 40 : 18) } : {}),
      ...(hasHeadings && random() < 0.6 ? { intro: this.#body(length / (sectionCount + 0.5) / 2) } : {}),
      sections,
      takeaways: isDigest ? Array.from({ length: between(random, 3, 6) }, () => this.#sentence()) : [],
      links: random() < 0.2 ? [this.#link()] : [],
      ...(isDigest ? {} : { url: `https://${pick(random, tags)}-${index % 97}.example/articles/${index}`, authors: [namePerson(random)] }),
    };
  }

  #section(title: string, number: number, length: number): Section {
    const random = this.#random;
    const isDigest = this.#format === 'markdown';
    return {
      id: this.#anchor(title, number),
      title,
      ...(isDigest && random() < 0.3 ? { tldr: this.#sentence() } : {}),
      body: this.#body(length),
      takeaways: random() < (isDigest ? 0.3 : 0.06) ? Array.from({ length: between(random, 1, 3) }, () => this.#sentence()) : [],
      links: Array.from({ length: between(random, 0, isDigest ? 3 : 2) }, () => this.#link()),
    };
  }

  #anchor(title: string, number: number): string {
    const plain = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    const anchor = this.#anchors.has(plain) || plain === '-' ? `${plain}-${number}` : `s-${plain}`;
    this.#anchors.add(plain);
    return anchor;
  }

  #link(): Link {
    const random = this.#random;
    const label = this.#heading(2, 5);
    return random() < 0.04
      ? { label }
      : { label, url: `https://${pick(random, tags)}.example/${between(random, 1, 99_999)}/${pick(random, tags)}` };
  }

  #body(length: number): Body {
    const paragraphs: string[] = [];
    for (let left = length; left > 0 || paragraphs.length === 0;) {
      const size = Math.min(Math.max(left, 12), between(this.#random, 25, 90));
      const text = this.#sentences(size);
      paragraphs.push(this.#format === 'html' ? `<p>${text}</p>` : text);
      left -= size;
    }
    return { format: this.#format, text: paragraphs.join(this.#format === 'html' ? '\n' : '\n\n') };
  }

  /** Sentences of about `count` words together. */
  #sentences(count: number): string {
    return ofOurOwn(() => {
      const sentences: string[] = [];
      for (let left = count; left > 0;) {
        const size = Math.min(Math.max(Math.round(left), 5), between(this.#random, 7, 24));
        sentences.push(this.#anySentence(size));
        left -= size;
      }
      return sentences.join(' ');
    });
  }

  #sentence(): string {
    return ofOurOwn(() => this.#anySentence(between(this.#random, 7, 20)));
  }

  #anySentence(size: number): string {
    const words = Array.from({ length: size }, () => this.#word());
    const place = Math.floor(this.#random() * size);
    const special = this.#special();
    if (special !== undefined) words[place] = special;
    return capital(words.join(this.#vocabulary.gap)) + this.#vocabulary.stop.trim();
  }

  #heading(least: number, most: number): string {
    return ofOurOwn(() => this.#anyHeading(least, most));
  }

  #anyHeading(least: number, most: number): string {
    const words = Array.from({ length: between(this.#random, least, most) }, () => this.#word());
    if (this.#random() < 0.25) words[words.length - 1] = nameSystem(this.#random);
    return capital(words.join(this.#vocabulary.gap));
  }

  #word(): string {
    return pickByRank(this.#random, this.#vocabulary.words);
  }

  /** What makes a sentence one of this trade, now and then. */
  #special(): string | undefined {
    const random = this.#random;
    const chance = random();
    if (chance < 0.1) return nameSystem(random);
    if (chance < 0.16) return nameFigure(random);
    if (chance < 0.18) return namePerson(random);
    if (chance < 0.21) return this.#code(nameCode(random));
    if (chance < 0.24) return this.#strong(this.#word());
    return undefined;
  }

  #code(text: string): string {
    return this.#format === 'html' ? `<code>${text}</code>` : `\`${text}\``;
  }

  #strong(text: string): string {
    return this.#format === 'html' ? `<strong>${text}</strong>` : `**${text}**`;
  }
}

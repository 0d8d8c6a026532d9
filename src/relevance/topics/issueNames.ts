// The names in one issue: what is read of it part by part goes through the index of names; at the end each spelling that also
// means something else is held against what stands beside it.

import { type TextWords, wordsOf } from '../../query/words.js';
import { continuedRange } from './continuation.js';
import type { Match, NameIndex } from './nameIndex.js';
import type { Evidence } from './spelling.js';
import { type Range, hasFigures, readableSentence, sentenceAt, sentencesOf } from './sentences.js';
import type { Topic } from './topic.js';
import { readVersion } from './version.js';

/** A topic that a sentence of an issue names. */
export interface Mention {
  readonly topic: Topic;
  /** Index of the section; absent for what belongs to the issue as a whole. */
  readonly section?: number;
  /** As `readVersion` gives it; absent when none is named. */
  readonly version?: string;
  /** One text without markup; the same one for all topics that it names. */
  readonly sentence: string;
  /** It gives a figure besides versions. */
  readonly hasFigures: boolean;
}

/** A text of the issue. */
export interface IssuePart extends TextWords {
  /** Index of the section; absent for the issue as a whole. */
  readonly section?: number;
  /** Absent for plain text. `heading`: the title of the issue or of the section. */
  readonly role?: 'heading' | 'tag' | 'host';
}

/** What an issue tells besides its texts. */
export interface IssueContext {
  /** Addresses of the links of a section (or of the issue as a whole). */
  readonly links: (section: number | undefined) => readonly string[];
  /** Its sections are parts of one text, so that a name means the same in all of them. */
  readonly isOneText: boolean;
}

interface Candidate {
  readonly part: IssuePart;
  readonly match: Match;
  readonly topic: Topic;
  readonly version?: string;
  readonly start: number;
  readonly end: number;
}

/** Sentences of a section that are kept for one topic. */
const mostSentences = 4;

/** More names are no text but a list of everything. */
const mostCandidates = 20_000;

export class IssueNames {
  readonly #index: NameIndex;
  readonly #context: IssueContext;
  readonly #candidates: Candidate[] = [];
  readonly #sentences = new Map<IssuePart, readonly Range[]>();
  readonly #headings = new Map<number | undefined, IssuePart>();
  readonly #surroundings = new Map<IssuePart, Map<number, Surroundings>>();
  readonly #pages = new Map<number | undefined, readonly string[]>();

  constructor(index: NameIndex, context: IssueContext) {
    this.#index = index;
    this.#context = context;
  }

  /** Reads a text. */
  add(part: IssuePart): void {
    if (part.role === 'heading') this.#headings.set(part.section, part);
    // An address is no sentence; a tag is one word, which says nothing of its meaning.
    if (part.role === 'host' || part.role === 'tag' || this.#candidates.length > mostCandidates) return;
    let taken = 0;
    this.#index.eachMatch(part, (matches) => {
      // The words of a version belong to it: `Claude 4.6 Sonnet`, `GPT-5 Codex`.
      if ((part.starts[matches[0]?.first ?? 0] ?? 0) < taken) return;
      // Of several topics with one spelling each has to prove itself; the first that does is meant.
      for (const match of matches) {
        if (match.spelling.guard === 'blocked') continue;
        const candidate = this.#toCandidate(part, match);
        this.#candidates.push(candidate);
        taken = Math.max(taken, candidate.end);
      }
    });
  }

  /** What was found, in the order of the text. */
  finish(): readonly Mention[] {
    const known = this.#knownTopics();
    const taken = new Map<IssuePart, Set<number>>();
    const meant = this.#candidates.filter((candidate) => {
      const { part, match } = candidate;
      const places = taken.get(part) ?? new Set();
      // A package or a topic of the person's own may have the name of another topic: both are meant.
      const isBeside = candidate.topic.kind === 'package' || candidate.topic.kind === 'own';
      if ((!isBeside && places.has(match.first)) || !this.#isMeant(candidate, known)) return false;
      if (!isBeside) places.add(match.first);
      taken.set(part, places);
      return true;
    });
    return this.#toMentions(meant);
  }

  #toCandidate(part: IssuePart, match: Match): Candidate {
    const { topic } = match.spelling;
    const start = part.starts[match.first] ?? 0;
    const read = topic.versions === true ? readVersion(part.text, match.end) : undefined;
    if (!read) return { part, match, topic, start, end: match.end };
    // `Claude 4.6 Sonnet`: with the word behind the number it is the name of another topic.
    const next = nextWord(part, read.numberEnd);
    const [other] = next === undefined ? [] : this.#index.spellingsOf([...match.spelling.words, next.word]);
    if (next && other && other.topic !== topic && other.guard === undefined) {
      const version = read.version.slice(0, read.version.length - (read.end > read.numberEnd ? next.word.length + 1 : 0));
      return { part, match: { ...match, spelling: other }, topic: other.topic, version, start, end: next.end };
    }
    return { part, match, topic, version: read.version, start, end: read.end };
  }

  /** Topics that a spelling of one meaning names, in each section; for an article, and the title of an issue, anywhere. */
  #knownTopics(): (topic: Topic, section: number | undefined) => boolean {
    const sections = new Map<number | undefined, Set<Topic>>();
    const everywhere = new Set<Topic>();
    for (const { topic, match, part } of this.#candidates) {
      if (match.spelling.guard !== undefined) continue;
      const topics = sections.get(part.section) ?? new Set();
      sections.set(part.section, topics.add(topic));
      if (this.#context.isOneText || (part.section === undefined && part.role === 'heading')) everywhere.add(topic);
    }
    return (topic, section) => everywhere.has(topic) || sections.get(section)?.has(topic) === true;
  }

  #isMeant(candidate: Candidate, isKnown: (topic: Topic, section: number | undefined) => boolean): boolean {
    const { part, match, topic, version } = candidate;
    const { guard, near } = match.spelling;
    if (guard === 'blocked') return false;
    if (guard === undefined || near === undefined) return true;
    const isWritten = guard.case === true || /\p{Lu}/u.test(part.text.charAt(candidate.start));
    return (
      (isWritten && version !== undefined) ||
      (guard.word === true && isCapitalWithin(candidate)) ||
      isInBackticks(candidate) ||
      isKnown(topic, part.section) ||
      this.#hasEvidence(candidate, near()) ||
      this.#isLinked(topic, part.section)
    );
  }

  /** Whether something of the evidence stands in the sentence, in one beside it, or in the headings above it. */
  #hasEvidence({ part, start }: Candidate, { words, phrases }: Evidence): boolean {
    const around = this.#around(part, sentenceAt(this.#sentencesOf(part), start));
    return words.some((word) => around.words.has(word)) || phrases.some((phrase) => around.text.includes(phrase));
  }

  /** The words around a sentence; the same for all names in it. */
  #around(part: IssuePart, at: number): Surroundings {
    const known = this.#surroundings.get(part) ?? new Map<number, Surroundings>();
    this.#surroundings.set(part, known);
    let around = known.get(at);
    if (!around) {
      const sentences = this.#sentencesOf(part);
      const from = sentences[Math.max(0, at - 1)]?.start ?? 0;
      const to = sentences[Math.min(sentences.length - 1, at + 1)]?.end ?? part.text.length;
      known.set(at, (around = surroundingsOf([wordsBetween(part, from, to), ...this.#headingsAbove(part)])));
    }
    return around;
  }

  /** Their words, but for those of the part itself. */
  #headingsAbove({ section, text }: IssuePart): readonly (readonly string[])[] {
    const headings = [this.#headings.get(section), this.#headings.get(undefined)];
    return headings.flatMap((heading) => (heading && heading.text !== text ? [heading.words] : []));
  }

  /** Whether the section links to the topic's own pages. */
  #isLinked({ site, repository }: Topic, section: number | undefined): boolean {
    const pages = [
      ...(site === undefined ? [] : [withoutScheme(site)]),
      ...(repository === undefined ? [] : [`github.com/${repository.toLowerCase()}`]),
    ];
    return pages.length > 0 && this.#linksOf(section).some((link) => pages.some((page) => isUnder(link, page)));
  }

  #linksOf(section: number | undefined): readonly string[] {
    let links = this.#pages.get(section);
    if (!links) this.#pages.set(section, (links = this.#context.links(section).map(withoutScheme)));
    return links;
  }

  #sentencesOf(part: IssuePart): readonly Range[] {
    let sentences = this.#sentences.get(part);
    if (!sentences) this.#sentences.set(part, (sentences = sentencesOf(part.text)));
    return sentences;
  }

  #toMentions(meant: readonly Candidate[]): readonly Mention[] {
    const mentions: Mention[] = [];
    const counts = new Map<string, number>();
    const byPart = Map.groupBy(meant, ({ part }) => part);
    for (const [part, candidates] of byPart) {
      const sentences = this.#sentencesOf(part);
      const bySentence = Map.groupBy(candidates, ({ start }) => sentenceAt(sentences, start));
      for (const [at, named] of bySentence) {
        const range = sentences[at];
        const [first] = named;
        if (!range || !first) continue;
        const own = hasFigures(
          part.text.slice(range.start, range.end),
          named.map((one) => ({ start: one.start - range.start, end: one.end - range.start })),
        );
        const continued = own ? undefined : continuedRange(part.text, sentences, at, candidates);
        const figures = own || continued !== undefined;
        const sentence = readableSentence(part.text, continued ?? range, first.start);
        for (const { topic, version } of unique(named)) {
          const count = `${part.section ?? ''} ${topic.id} ${version ?? ''}`;
          const before = counts.get(count) ?? 0;
          // Later sentences are kept for their figures.
          if (before >= mostSentences || (before > 0 && !figures)) continue;
          counts.set(count, before + 1);
          mentions.push({
            topic,
            ...(part.section === undefined ? {} : { section: part.section }),
            ...(version === undefined ? {} : { version }),
            sentence,
            hasFigures: figures,
          });
        }
      }
    }
    return mentions;
  }
}

/** Each topic and version once. */
function unique(candidates: readonly Candidate[]): Iterable<Candidate> {
  return new Map(candidates.map((one) => [`${one.topic.id} ${one.version ?? ''}`, one])).values();
}

function nextWord(part: IssuePart, behind: number): { readonly word: string; readonly end: number } | undefined {
  if (!/^[ \u00a0-]/.test(part.text.slice(behind, behind + 1))) return undefined;
  const [word] = wordsOf(part.text.slice(behind + 1, behind + 40));
  return word?.start === 0 ? { word: word.text, end: behind + 1 + word.end } : undefined;
}

/** Behind a word of the same sentence, in a text that does not write every word with a capital. */
function isCapitalWithin({ part, match, start, end }: Candidate): boolean {
  const { text, words, starts } = part;
  if (part.role === 'heading' || !/\p{Lu}/u.test(text.charAt(start))) return false;
  const [before, behind] = [match.first - 1, match.last + 1].map((index) =>
    words[index] === undefined ? '' : text.charAt(starts[index] ?? 0),
  );
  const gap = text.slice(part.ends[match.first - 1] ?? 0, start);
  // Between capitals it may be a title.
  const isAlone = !/\p{Lu}/u.test(before ?? '') || (behind !== '' && !/\p{Lu}/u.test(behind ?? '') && /^[ ,]/.test(text.slice(end)));
  return before !== '' && /^(?:[ \t\u00a0]|[,;] |[ (]\(?)[*_`["'\u201c]{0,3}$/.test(gap) && isAlone;
}

function isInBackticks({ part, start, end }: Candidate): boolean {
  return part.text.charAt(start - 1) === '`' && part.text.charAt(end) === '`';
}

/** What stands around a name, as it is compared. */
interface Surroundings {
  readonly words: ReadonlySet<string>;
  /** The words parted by spaces; a full stop between texts. */
  readonly text: string;
}

function surroundingsOf(texts: readonly (readonly string[])[]): Surroundings {
  const words = texts.flatMap((text) => [...text, '.']);
  return { words: new Set(words), text: ` ${words.join(' ')} ` };
}

/** The words of a part that begin within a range of its text. */
function wordsBetween({ words, starts }: IssuePart, from: number, to: number): readonly string[] {
  return words.slice(firstAt(starts, from), firstAt(starts, to));
}

/** Index of the first of ascending numbers that is not below `least`. */
function firstAt(numbers: readonly number[], least: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

function withoutScheme(address: string): string {
  return address
    .replace(/^https?:\/\/(?:www\.)?/i, '')
    .replace(/\/+$/, '')
    .toLowerCase();
}

function isUnder(address: string, page: string): boolean {
  return address === page || address.startsWith(`${page}/`) || address.startsWith(`${page}?`) || address.startsWith(`${page}#`);
}

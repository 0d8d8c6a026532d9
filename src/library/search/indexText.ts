// What the index holds of an issue: its words, those of titles and takeaways once more, so that each can be asked for by itself,
// names as they are written, and a few facts that narrow a search down. Only words; nobody sees this text.

import type { Issue, Link } from '../../digest/model.js';
import { fold } from '../../query/fold.js';
import { JoinedWords } from '../../query/joinedWords.js';
import { eachWord, textWords, type TextWords } from '../../query/words.js';
import { bodyText } from './bodyText.js';

/** Where a word stands. Each is the character that is put in front of the words of that field; private ones, so no text has them. */
export const fields = {
  /** Anywhere. */
  text: '',
  /** In the title of the issue. */
  title: '\ue001',
  /** In the title of a section. */
  heading: '\ue002',
  /** In a TLDR or a takeaway. */
  point: '\ue003',
} as const;

export type Field = keyof typeof fields;

/** Facts by which a search is narrowed down, each with the character that marks it. */
const facts = { kind: '\ue004', source: '\ue005', tag: '\ue006', category: '\ue007', has: '\ue008' } as const;

/** In front of words that are joined by signs (`joinedWords.ts`). */
const joinedMarker = '\ue009';

/** Parts texts, so that no phrase reaches from one into the next. */
const border = '\ue000';

/** What is longer is found by its beginning: a book, or an attack. In characters of an issue. */
const longestText = 2_000_000;

/** How the tokens of a fact begin. */
export function factPrefix(fact: keyof typeof facts): string {
  return facts[fact];
}

/** The token that says that a fact holds; the same for values that differ in case, accents and signs only, but for `c++` and `c#`. */
export function factToken(fact: keyof typeof facts, value: string): string {
  return facts[fact] + fold(value).replaceAll(otherSigns, (_signs, ofLanguage: string | undefined) => ofLanguage ?? '_');
}

/** Signs, those at the end of a language's name by themselves. */
const otherSigns = /(?<=[\p{L}\p{N}])(\+\+|#)(?![\p{L}\p{N}+#])|[^\p{L}\p{N}]+/gu;

/** The token of words that stand joined by signs somewhere in the issue. */
export function joinedToken(joined: string): string {
  return joinedMarker + joined.replaceAll(/[^\p{L}\p{N}+#]/gu, toPrivate);
}

/** A sign as a character that the index takes for a letter. */
function toPrivate(sign: string): string {
  return String.fromCharCode(0xe100 + (sign.charCodeAt(0) & 0xff));
}

export interface IndexText {
  /** Tokens in order, parted by spaces. */
  readonly tokens: string;
  /** The different words of the issue. */
  readonly words: ReadonlySet<string>;
}

type PartRole = 'heading' | 'tag' | 'host';

/** A text of an issue, with the words that were found in it. */
export interface IndexedPart extends TextWords {
  /** Index of its section; absent for the issue as a whole. */
  readonly section?: number;
  /** Absent for plain text. `heading`: the title of the issue or of the section; `host`: of the address of a link. */
  readonly role?: PartRole;
}

/** The tokens of an issue; `sourceId` as the library knows its source. `onPart` hears of each of its texts once, in order. */
export function indexText(issue: Issue, sourceId: string, onPart?: (part: IndexedPart) => void): IndexText {
  const tokens: string[] = factsOf(issue, sourceId);
  const words = new Set<string>();
  const joined = new Set<string>();
  let room = longestText;
  const addMarked = (text: string | undefined, marker: string): void => {
    if (text === undefined || text === '') return;
    tokens.push(border);
    eachWord(text.slice(0, room), (word) => void tokens.push(marker + word));
  };
  addMarked(issue.title, fields.title);
  for (const section of issue.sections) addMarked(section.title, fields.heading);
  for (const { text } of pointsOf(issue)) addMarked(text, fields.point);
  for (const { text, ...place } of textsOf(issue)) {
    if (text === undefined || text === '') continue;
    const part: IndexedPart = { ...textWords(text.slice(0, room)), ...place };
    const names = new JoinedWords(part.text, (name) => joined.add(name));
    tokens.push(border);
    for (const [index, word] of part.words.entries()) {
      words.add(word);
      tokens.push(word);
      names.add(word, part.starts[index] ?? 0, part.ends[index] ?? 0);
    }
    names.finish();
    onPart?.(part);
    room = Math.max(0, room - text.length);
  }
  for (const name of joined) tokens.push(joinedToken(name));
  return { tokens: tokens.join(' '), words };
}

function factsOf({ kind, tags, category, takeaways, links, tldr, sections }: Issue, sourceId: string): string[] {
  const has = {
    takeaways: takeaways.length > 0 || sections.some((section) => section.takeaways.length > 0),
    links: links.length > 0 || sections.some((section) => section.links.length > 0),
    tldr: tldr !== undefined || sections.some((section) => section.tldr !== undefined),
  };
  return [
    factToken('kind', kind),
    factToken('source', sourceId),
    ...tags.map((tag) => factToken('tag', tag)),
    ...(category === undefined ? [] : [factToken('category', category)]),
    ...Object.entries(has).flatMap(([what, holds]) => (holds ? [factToken('has', what)] : [])),
  ];
}

/** A text and where it stands. */
interface PlacedText {
  readonly text: string | undefined;
  readonly section?: number;
  readonly role?: PartRole;
}

function pointsOf({ tldr, takeaways, sections }: Issue): readonly PlacedText[] {
  const points: readonly PlacedText[] = [
    ...[tldr, ...takeaways].map((text) => ({ text })),
    ...sections.flatMap((section, index) => [section.tldr, ...section.takeaways].map((text) => ({ text, section: index }))),
  ];
  return points.map((point) => (point.text === undefined ? point : { ...point, text: bodyText({ format: 'markdown', text: point.text }) }));
}

/** Every text of the issue, each once. */
function textsOf(issue: Issue): readonly PlacedText[] {
  const { title, excerpt, authors = [], category, tags, intro, sections, links } = issue;
  return [
    { text: title, role: 'heading' },
    ...[excerpt, ...authors, intro && bodyText(intro)].map((text) => ({ text })),
    ...[category, ...tags].map((text) => ({ text, role: 'tag' as const })),
    ...sections.flatMap((section, index) => [
      { text: section.title, section: index, role: 'heading' },
      { text: bodyText(section.body), section: index },
    ]),
    ...pointsOf(issue),
    ...links.flatMap((link) => textsOfLink(link)),
    ...sections.flatMap((section, index) => section.links.flatMap((link) => textsOfLink(link, { section: index }))),
  ];
}

function textsOfLink({ label, url }: Link, place: Omit<PlacedText, 'text'> = {}): readonly PlacedText[] {
  return [{ text: label, ...place }, ...(url === undefined ? [] : [{ text: hostWords(url), ...place, role: 'host' as const }])];
}

/** `https://www.latent.space/p/x` → `latent.space`. */
export function hostWords(url: string): string {
  const host = /^[a-z]+:\/\/(?:[^\s/@]*@)?([^\s/?#:]+)/i.exec(url)?.[1] ?? '';
  return host.replace(/^www\./i, '');
}

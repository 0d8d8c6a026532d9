// What the index holds of an issue: its words three times over, so that a word in a title, in a takeaway and anywhere can be
// asked for each by itself, and a few facts that narrow a search down. Only words; nobody sees this text.

import type { Issue } from '../../digest/model.js';
import { fold } from '../../query/fold.js';
import { eachWord } from '../../query/words.js';
import { bodyText } from './bodyText.js';

/** Where a word stands. Each is the character that is put in front of the words of that field; private ones, so no text has them. */
export const fields = {
  /** Anywhere. */
  text: '',
  /** In the title of the issue or of a section. */
  title: '\ue001',
  /** In a TLDR or a takeaway. */
  point: '\ue002',
} as const;

export type Field = keyof typeof fields;

/** Facts by which a search is narrowed down, each with the character that marks it. */
const facts = { kind: '\ue003', source: '\ue004', tag: '\ue005', category: '\ue006', has: '\ue007' } as const;

/** Parts texts, so that no phrase reaches from one into the next. */
const border = '\ue000';

/** What is longer is found by its beginning: a book, or an attack. In characters of an issue. */
const longestText = 2_000_000;

/** The token that says that a fact holds; the same for values that differ in case, accents and signs only. */
export function factToken(fact: keyof typeof facts, value: string): string {
  return facts[fact] + fold(value).replaceAll(/[^\p{L}\p{N}]+/gu, '_');
}

export interface IndexText {
  /** Tokens in order, parted by spaces. */
  readonly tokens: string;
  /** The different words of the issue. */
  readonly words: ReadonlySet<string>;
}

/** The tokens of an issue; `sourceId` as the library knows its source. */
export function indexText(issue: Issue, sourceId: string): IndexText {
  const tokens: string[] = factsOf(issue, sourceId);
  const words = new Set<string>();
  let room = longestText;
  const add = (text: string | undefined, field: Field): void => {
    if (text === undefined || text === '') return;
    tokens.push(border);
    const marker = fields[field];
    eachWord(text.length > room ? text.slice(0, room) : text, (word) => {
      if (field === 'text') words.add(word);
      tokens.push(marker + word);
    });
    if (field === 'text') room = Math.max(0, room - text.length);
  };
  for (const title of [issue.title, ...issue.sections.map((section) => section.title)]) add(title, 'title');
  for (const point of pointsOf(issue)) add(point, 'point');
  for (const text of textsOf(issue)) add(text, 'text');
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

function pointsOf({ tldr, takeaways, sections }: Issue): readonly (string | undefined)[] {
  return [tldr, ...takeaways, ...sections.flatMap((section) => [section.tldr, ...section.takeaways])].map(
    (point) => point && bodyText({ format: 'markdown', text: point }),
  );
}

/** Every text of the issue, each once. */
function textsOf(issue: Issue): readonly (string | undefined)[] {
  const links = [...issue.links, ...issue.sections.flatMap((section) => section.links)];
  return [
    issue.title,
    issue.excerpt,
    ...(issue.authors ?? []),
    issue.category,
    ...issue.tags,
    issue.intro && bodyText(issue.intro),
    ...issue.sections.flatMap((section) => [section.title, bodyText(section.body)]),
    ...pointsOf(issue),
    ...links.flatMap(({ label, url }) => [label, url === undefined ? undefined : hostWords(url)]),
  ];
}

/** `https://www.latent.space/p/x` → `latent.space`. */
export function hostWords(url: string): string {
  const host = /^[a-z]+:\/\/(?:[^\s/@]*@)?([^\s/?#:]+)/i.exec(url)?.[1] ?? '';
  return host.replace(/^www\./i, '');
}

// Where in an issue stands what was sought: the section to open it at, and a line of its text. Which issues those are, the index
// has said. Pure.

import { anchors, type Issue, type Link } from '../../digest/model.js';
import { findMatches, type Match, type SoughtText } from '../../query/findMatches.js';
import { bodyText, markdownText } from './bodyText.js';
import { hostWords } from './indexText.js';
import { snippetOf } from './snippet.js';

export interface FoundPart {
  /** Where to open the issue; absent for its top. */
  readonly anchor?: string;
  /** The section that `anchor` names, when it names one. */
  readonly sectionTitle?: string;
  /** The line that shows what was found; absent when there is nothing to show. */
  readonly snippet?: string;
}

/** What a text counts for when a word stands in it. */
const weights = { title: 60, point: 20, text: 10, link: 4, fact: 3 } as const;

/** Words side by side count for this much more. */
const rowFactor = 0.5;
/** What stands there often is what the part is about. */
const mostRepeats = 8;

/** Parts that are worth less than this share of the best are left out. */
const worthShowing = 0.5;

interface Text {
  readonly kind: keyof typeof weights;
  readonly text: string;
}

/** A part of the page that can be opened. */
interface Part {
  readonly anchor?: string;
  readonly sectionTitle?: string;
  readonly texts: readonly Text[];
}

interface RatedPart {
  readonly part: Part;
  /** Which of the sought texts stand in it. */
  readonly covers: ReadonlySet<number>;
  readonly value: number;
  /** Its text, titles and facts aside, that has the most of what was sought. */
  readonly line: Line | undefined;
}

interface Line {
  readonly text: string;
  readonly matches: readonly Match[];
  readonly value: number;
}

/**
 * The parts of an issue that have the most of what was sought, the best first, at most `limit`; there is always one. What stands
 * in the issue's title counts for each of its parts.
 */
export function foundParts(issue: Issue, sought: readonly SoughtText[], limit: number): readonly FoundPart[] {
  const [head, ...others] = partsOf(issue).map((part) => rate(part, sought));
  if (!head) return [];
  const coverage = ({ covers }: RatedPart): number => new Set([...covers, ...head.covers]).size;
  const parts = [head, ...others.filter(({ value }) => value > 0)].sort((a, b) => coverage(b) - coverage(a) || b.value - a.value);
  const [best = head] = parts;
  return parts
    .filter((part) => part === best || (coverage(part) === coverage(best) && part.value >= best.value * worthShowing))
    .slice(0, limit)
    .map((part) => toFoundPart(part, issue));
}

function toFoundPart({ part, line }: RatedPart, issue: Issue): FoundPart {
  const { anchor, sectionTitle } = part;
  const snippet = line ? snippetOf(line.text, line.matches) : openingOf(part, issue);
  return {
    ...(anchor === undefined ? {} : { anchor }),
    ...(sectionTitle === undefined ? {} : { sectionTitle }),
    ...(snippet === undefined || snippet === '' ? {} : { snippet }),
  };
}

/** The parts in the order of the page. */
function partsOf(issue: Issue): readonly [Part, ...Part[]] {
  const head: Part = {
    texts: [
      { kind: 'title', text: issue.title },
      ...toTexts('text', [issue.excerpt]),
      ...toTexts('fact', [...(issue.authors ?? []), issue.category, ...issue.tags]),
    ],
  };
  const parts: readonly Part[] = [
    { anchor: anchors.tldr, texts: toTexts('point', [issue.tldr]) },
    { anchor: anchors.intro, texts: toTexts('text', [issue.intro && bodyText(issue.intro)]) },
    ...issue.sections.map((section): Part => {
      const texts: readonly Text[] = [
        ...toTexts('title', section.title === issue.title ? [] : [section.title]),
        ...toTexts('point', [section.tldr, ...section.takeaways]),
        ...toTexts('text', [bodyText(section.body)]),
        ...toTexts('link', section.links.map(linkText)),
      ];
      // A text without headings is one section that is named as its issue: its top.
      return section.title === issue.title ? { texts } : { anchor: section.id, sectionTitle: section.title, texts };
    }),
    { anchor: anchors.takeaways, texts: toTexts('point', issue.takeaways) },
    { anchor: anchors.links, texts: toTexts('link', issue.links.map(linkText)) },
  ];
  return [head, ...parts];
}

function toTexts(kind: Text['kind'], texts: readonly (string | undefined)[]): readonly Text[] {
  return texts.flatMap((text) => (text === undefined || text === '' ? [] : [{ kind, text: kind === 'point' ? markdownText(text) : text }]));
}

function linkText({ label, url }: Link): string {
  return url === undefined ? label : `${label} ${hostWords(url)}`;
}

function rate(part: Part, sought: readonly SoughtText[]): RatedPart {
  const best = new Map<number, number>();
  const counts = new Map<number, number>();
  let rowValue = 0;
  let line: Line | undefined;
  for (const { kind, text } of part.texts) {
    const matches = findMatches(text, sought);
    if (matches.length === 0) continue;
    for (const { index, isWhole } of matches) {
      const value = isWhole ? weights[kind] : weights[kind] / 2;
      best.set(index, Math.max(best.get(index) ?? 0, value));
      counts.set(index, (counts.get(index) ?? 0) + 1);
    }
    if (sought.length > 1 && haveRow(matches, sought.length)) rowValue = Math.max(rowValue, weights[kind] * sought.length * rowFactor);
    const value = lineValue(matches) + weights[kind];
    if (isLine(kind) && (!line || value > line.value)) line = { text, matches, value };
  }
  let value = rowValue;
  for (const [index, each] of best) value += each + Math.min(mostRepeats, counts.get(index) ?? 0);
  return { part, covers: new Set(best.keys()), value, line };
}

/** Titles are shown anyway; a tag by itself says nothing. */
function isLine(kind: Text['kind']): boolean {
  return kind !== 'title' && kind !== 'fact';
}

/** More of what was sought comes first, then what is as it was asked for. */
function lineValue(matches: readonly Match[]): number {
  return new Set(matches.map(({ index }) => index)).size * 100 + (matches.some(({ isWhole }) => isWhole) ? 50 : 0);
}

/** Whether all that was sought stands one behind the other, with a sign or two between. */
function haveRow(matches: readonly Match[], count: number): boolean {
  let length = 0;
  let end = 0;
  for (const match of matches) {
    const follows = match.index === length && match.start - end <= 2;
    length = follows && length > 0 ? length + 1 : Number(match.index === 0);
    end = match.end;
    if (length === count) return true;
  }
  return false;
}

/** How a part begins, where only its title has what was sought. */
function openingOf({ texts, sectionTitle }: Part, issue: Issue): string | undefined {
  const own = texts.find(({ kind, text }) => (kind === 'point' || kind === 'text') && text.trim() !== '')?.text;
  const text = sectionTitle === undefined ? (issue.tldr ?? issue.excerpt ?? (issue.sections[0] && bodyText(issue.sections[0].body))) : own;
  return text === undefined ? undefined : snippetOf(text, []);
}

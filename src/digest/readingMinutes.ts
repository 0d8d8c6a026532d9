// How long an issue or a section takes to read. An estimate: words of running text at one speed, CJK characters at another.

import { textOfMarkup } from './article/parseMarkup.js';
import type { Body, Issue, Section } from './model.js';

const wordsPerMinute = 220;
const charactersPerMinute = 500;

const addresses = /https?:\/\/[^\s)>\]]+/g;
const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const word = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’._-]*/gu;

function countOf(text: string, pattern: RegExp): number {
  let count = 0;
  pattern.lastIndex = 0;
  while (pattern.exec(text) !== null) count++;
  return count;
}

function minutesOf(texts: readonly (string | undefined)[]): number {
  const text = texts
    .filter((one) => one !== undefined)
    .join('\n')
    .replace(addresses, ' ');
  const characters = countOf(text, cjk);
  const words = countOf(characters > 0 ? text.replace(cjk, ' ') : text, word);
  const least = words + characters > 0 ? 1 : 0;
  return Math.max(least, Math.round(words / wordsPerMinute + characters / charactersPerMinute));
}

/** Markup says more words than a person reads. */
function textOf(body: Body): string {
  return body.format === 'html' ? textOfMarkup(body.text) : body.text;
}

function textsOf(section: Section): readonly (string | undefined)[] {
  return [section.title, section.tldr, textOf(section.body), ...section.takeaways];
}

/** Whole minutes, at least 1. */
export function sectionMinutes(section: Section): number {
  return minutesOf(textsOf(section));
}

/** Whole minutes for all of the issue, at least 1; 0 for one without any text. */
export function readingMinutes(issue: Issue): number {
  return minutesOf([issue.tldr, issue.intro && textOf(issue.intro), ...issue.sections.flatMap(textsOf), ...issue.takeaways]);
}

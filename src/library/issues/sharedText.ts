// Tells whether two texts are much the same, for entries that are named alike without being named the same.

import type { Issue } from '../../digest/model.js';

/** How much of the shorter text's words have to stand in the other. Texts on one subject share about a third. */
const enough = 0.7;

/** Whether most of the words of the shorter issue, its title included, stand in the other one. */
export function sharesText(a: Issue, b: Issue): boolean {
  const [before, after] = [wordsOf(a), wordsOf(b)];
  const [few, many] = before.size < after.size ? [before, after] : [after, before];
  let shared = 0;
  for (const word of few) if (many.has(word)) shared++;
  return shared >= few.size * enough;
}

function wordsOf(issue: Issue): ReadonlySet<string> {
  const texts = [
    issue.title,
    issue.tldr,
    issue.excerpt,
    issue.intro?.text,
    ...issue.takeaways,
    ...issue.sections.flatMap((section) => [section.title, section.tldr, section.body.text, ...section.takeaways]),
  ];
  const plain = texts.map((text) => (text ?? '').replace(/<[^<>]*>|\]\([^()]*\)/g, ' ')).join(' ');
  return new Set(plain.toLowerCase().match(/[\p{L}\p{N}]+/gu));
}

// Where the figures of a sentence stand in one that goes on with it: "Loom 2 divides people. The model is dense and has 128B
// parameters." Whoever asks for the figures about Loom 2 wants both.

import { hasFigures, type Range } from './sentences.js';

/** Sentences that are looked through behind one. */
const mostSentences = 2;

/** What is longer than this, together, nobody reads as one thing. */
const longest = 400;

/** Goes on with what was spoken of, whatever else it names. */
const pronoun = /^(?:It|Its|They|Their|He|His|She|Her)\b/;

/** Goes on with it unless it names something else at once. */
const determiner = /^(?:The|This|That|These|Those|Such)\b/;

/** So many words are "at once". */
const firstWords = /^(?:\S+\s+){0,3}\S+/;

/**
 * The range from a sentence without figures to the one that gives them; undefined when no sentence goes on with it that does. `names`:
 * where the text names something.
 */
export function continuedRange(text: string, sentences: readonly Range[], at: number, names: readonly Range[]): Range | undefined {
  const first = sentences[at];
  if (!first) return undefined;
  for (let next = at + 1; next <= at + mostSentences; next += 1) {
    const [before, range] = [sentences[next - 1], sentences[next]];
    if (!before || !range || range.end - first.start > longest) return undefined;
    const isSameParagraph = !/\n\s*\n/.test(text.slice(before.end, range.start));
    if (!isSameParagraph || !goesOn(text, range, names)) return undefined;
    const within = names.map(({ start, end }) => ({ start: start - range.start, end: end - range.start }));
    if (hasFigures(text.slice(range.start, range.end), within)) return { start: first.start, end: range.end };
  }
  return undefined;
}

function goesOn(text: string, { start, end }: Range, names: readonly Range[]): boolean {
  const sentence = text.slice(start, end);
  if (pronoun.test(sentence)) return true;
  const head = firstWords.exec(sentence)?.[0].length ?? 0;
  return determiner.test(sentence) && !names.some((name) => name.start >= start && name.start < start + head);
}

// Where sentences begin and end, in texts whose Markdown signs may still stand in them.

export interface Range {
  readonly start: number;
  readonly end: number;
}

/** What is longer is cut: nobody reads it as a sentence. */
const longestSentence = 400;

/** The end of a sentence, or of a line that is not the middle of a paragraph. */
const border =
  /[.!?\u2026]["'\u201d\u2019)\]*_]{0,3}(?=\s+["'\u201c\u2018([*_]{0,3}[\p{Lu}\p{N}\p{Lo}])|[\u3002\uff01\uff1f]|\n(?=\s*(?:\n|[-*+\u2022#>|]|\d{1,3}[.)]\s|$))/gu;

/** Words behind which a full stop ends nothing. */
const abbreviation = /(?:^|[\s(])(?:e\.g|i\.e|vs|cf|approx|Dr|Mr|Mrs|Ms|St|Inc|Ltd|Corp|No|Fig|al|etc)\.$/;

/** The sentences of a text in order, without what is empty. */
export function sentencesOf(text: string): readonly Range[] {
  const ranges: Range[] = [];
  let start = 0;
  for (const match of text.matchAll(border)) {
    const end = match.index + match[0].length;
    if (abbreviation.test(text.slice(Math.max(start, end - 10), end))) continue;
    addTrimmed(ranges, text, start, end);
    start = end;
  }
  addTrimmed(ranges, text, start, text.length);
  return ranges;
}

function addTrimmed(ranges: Range[], text: string, from: number, to: number): void {
  let [start, end] = [from, to];
  while (start < end && /\s/.test(text.charAt(start))) start++;
  while (end > start && /\s/.test(text.charAt(end - 1))) end--;
  if (end > start) ranges.push({ start, end });
}

/** Index of the sentence that a place is in, or behind. */
export function sentenceAt(sentences: readonly Range[], place: number): number {
  let [low, high] = [0, sentences.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sentences[middle]?.start ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The sentence as a person reads it, with what is around `place` when it is too long. */
export function readableSentence(text: string, { start, end }: Range, place: number): string {
  const isLong = end - start > longestSentence;
  const from = isLong ? Math.max(start, Math.min(place - longestSentence / 2, end - longestSentence)) : start;
  const to = isLong ? Math.min(end, from + longestSentence) : end;
  const words = withoutSigns(text.slice(from, to));
  return `${from > start ? '…' : ''}${isLong ? words.replace(/^\S*\s|\s\S*$/g, '') : words}${to < end ? '…' : ''}`;
}

/** Markdown's signs around words; those inside words stay. */
function withoutSigns(text: string): string {
  return text
    .replace(/^\s*(?:[-*+\u2022>]|#{1,6}|\d{1,3}[.)])\s+/, '')
    .replace(/!?\[([^\][]*)\]/g, '$1')
    .replace(/(\*\*|__|`)/g, '')
    .replace(/(^|[\s("'])[*_]+|[*_]+(?=$|[\s.,;:!?)"'])/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+.!|>~-])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Whether a sentence gives a figure: a number that is no version of a name. */
export function hasFigures(sentence: string, names: readonly Range[] = []): boolean {
  for (const { index } of sentence.matchAll(/\d/g)) if (!names.some(({ start, end }) => index >= start && index < end)) return true;
  return false;
}

// What a line of plain text looks like by itself: a title, a sentence, the furniture of a page. It does not know where the
// line stands; `textOutline.ts` and `textHead.ts` decide with that.

const longestTitle = 160;
/** Questions longer than this are sentences of a paragraph. */
const longestQuestion = 100;

const address = /https?:\/\/|^(?:www\.|mailto:)\S+$/i;
const remark = /^(?:so|but|and|or|now|then|okay|well|więc|ale|a|i|to)\b.*[?!]$/iu;

/** "A Line Whose Longer Words Begin With Capitals": the way English titles are written. */
function isTitleCase(line: string): boolean {
  const words = line.match(/\p{L}[\p{L}\p{N}'’-]{3,}/gu) ?? [];
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word)).length;
  return words.length >= 3 && capitals >= words.length * 0.8;
}

/** Sentences, of which the last asks or exclaims. */
function isProse(line: string): boolean {
  if (!/[?!]$/.test(line)) return false;
  return line.length > longestQuestion || (/[\p{Ll}\p{N}][.!?…]["'”’)]*\s+["'“„(]?[\p{Lu}\p{N}]/u.test(line) && !isTitleCase(line));
}

/** A line that could be a title by its looks: short, without a final mark. Questions and exclamations may be titles. */
export function looksLikeTitle(line: string): boolean {
  return (
    line.length >= 2 &&
    line.length <= longestTitle &&
    /\p{L}{2}|\p{Lo}/u.test(line) &&
    !/[.,;:…]["'”’)\]]*$/.test(line) &&
    !/[.!?…]["”’)]+$/.test(line) &&
    !address.test(line) &&
    !remark.test(line) &&
    !isProse(line)
  );
}

/** A title of two sentences keeps its full stop: "The Cache Was Empty. Nobody Had Looked." */
export function looksLikeStoppedTitle(line: string): boolean {
  return line.length <= longestTitle && /[\p{L}\p{N}]["'”’)]*\.["'”’)]*$/u.test(line) && isTitleCase(line);
}

/** What the sender or the page says about itself in the end: nothing follows that belongs to the text above. */
export function isDisclaimer(line: string): boolean {
  return /^[\s*_]*(?:disclaimer|zastrzeżenie|haftungsausschluss|avertissement|descargo)\b/iu.test(line);
}

// How long a person's note about an issue may be: one number for the page, the host and the library.

/** UTF-16 units, a few pages of text. The page says it while somebody types. */
export const longestNote = 10_000;

/** The note, or as much of it as may be kept; a character of two units is not cut in half. */
export function cutNote(text: string): string {
  return text.length <= longestNote ? text : text.slice(0, longestNote).replace(/[\ud800-\udbff]$/, '');
}

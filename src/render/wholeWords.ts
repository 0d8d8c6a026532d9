// Keeps together what a browser would break at a hyphen and no printer would: `--option`, and words with a part of one letter
// (`z-index`, `inset-e`). Works on markup that was sanitised before; no word changes, so what is copied stays the same.

/** Code and elements as they are, or a word; none is so long that it could not stand in a narrow page. */
const wordOrMarkup =
  /<(pre|code|samp|kbd)\b[^>]*>[\s\S]*?<\/\1>|<[^>]*>|(?<![^\s(,;>])(?:--?[a-z][a-z\d-]{0,24}|[a-z]-[a-z\d]{1,20}|[a-z\d]{1,20}-[a-z])(?![\p{L}\d&_-])/giu;

/** `markup` in which such words do not break. */
export function keepWhole(markup: string): string {
  if (!markup.includes('-')) return markup;
  return markup.replaceAll(wordOrMarkup, (match) => (match.startsWith('<') ? match : `<span class="whole">${match}</span>`));
}

// Takes back what escapeHtml.ts did, for what was written by it.

const characters: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

/** The text of a value or a piece of text in markup of ours. */
export function unescapeHtml(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot);/g, (reference) => characters[reference] ?? reference);
}

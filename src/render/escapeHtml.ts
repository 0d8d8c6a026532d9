// Escapes text for markup. Nothing else: what markup may stay at all is decided in sanitise.ts.

const references: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * Text that means the same inside an element or a double-quoted attribute, whatever it holds. Escapes what the sanitiser
 * escapes, so that an address can be found again in its markup.
 */
export function escapeHtml(text: string): string {
  return !/[&<>"]/.test(text) ? text : text.replace(/[&<>"]/g, (character) => references[character] ?? character);
}

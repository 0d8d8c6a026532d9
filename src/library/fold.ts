// The form in which titles are compared: no case, no accents. One rule for what is stored and for what is asked.

/** Folds case, compatibility forms and accents away: `Café №1` and `cafe no1` are the same. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The folded words of what somebody typed. */
export function foldedWords(query: string): readonly string[] {
  return fold(query)
    .split(/\s+/u)
    .filter((word) => word !== '');
}

// The form in which titles are compared: no case, no accents. One rule for what is stored and for what is asked.

/** Letters that Unicode does not take apart into a plain letter and its mark, with what people type for them. */
const plain: ReadonlyMap<string, string> = new Map([
  ['ł', 'l'],
  ['đ', 'd'],
  ['ø', 'o'],
  ['ħ', 'h'],
  ['ı', 'i'],
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ς', 'σ'],
]);

// oxlint-disable-next-line no-control-regex -- all of ASCII, which has nothing to fold but case
const english = /^[\u0000-\u007f]*$/;

/** Folds case, compatibility forms and accents away: `Łódź №1` and `lodz no1` are the same. */
export function fold(text: string): string {
  if (english.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[łđøħıßæœς]/g, (letter) => plain.get(letter) ?? letter);
}

/** The folded words of what somebody typed. */
export function foldedWords(query: string): readonly string[] {
  return fold(query)
    .split(/\s+/u)
    .filter((word) => word !== '');
}

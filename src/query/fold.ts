// The form in which words are compared: no case, no accents, one spelling for what looks alike. One rule for what is stored and
// for what is asked. Pure.

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

/**
 * Accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic: what people leave out when they type. Marks that make
 * another sound of a letter (kana, the vowels of Indian scripts) stay.
 */
const accents = /[\u0300-\u036f]|[\u0483-\u0487]|[\u0591-\u05bd]|[\u05bf-\u05c7]|[\u0610-\u061a]|\u0640|[\u064b-\u065f]|\u0670/g;

/** Folds case, compatibility forms and accents away: `Łódź №1` and `lodz no1` are the same. */
export function fold(text: string): string {
  if (english.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(accents, '')
    .toLowerCase()
    .replace(/[łđøħıßæœς]/g, (letter) => plain.get(letter) ?? letter)
    .normalize('NFC');
}

// The name of a file for an issue: its day and its title, in letters that every file system takes.

/** Characters of a title, and bytes of them in UTF-8: file systems count one or the other up to 255, with the ending. */
const mostCharacters = 100;
const mostBytes = 200;

/** A title that has to be cut ends with a whole word, where that leaves so many characters. */
const fewest = 50;

/** Separators of paths, what Windows forbids, controls, and marks that only change the direction of what is read. */
// oxlint-disable-next-line no-control-regex -- these characters are what it is about
const unwanted = /[\0-\x1f\x7f-\x9f<>:"/\\|?*\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+/g;

/** Names that Windows keeps for devices, whatever their ending. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** `2026-04-30 The Inference Inflection.html` for such an issue and the ending `html`. */
export function exportName(title: string, day: string | undefined, ending: string): string {
  const words = shorten(title.toWellFormed().normalize('NFC').replace(unwanted, ' ').replace(/\s+/g, ' ').trim());
  const name = [day, words]
    .filter(Boolean)
    .join(' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .trim();
  return `${name === '' || device.test(name) ? `issue ${name}`.trim() : name}.${ending}`;
}

function shorten(words: string): string {
  const characters = Array.from(words);
  let bytes = 0;
  const end = characters.findIndex((character, index) => index === mostCharacters || (bytes += bytesOf(character)) > mostBytes);
  if (end < 0) return words;
  const space = characters.lastIndexOf(' ', end);
  return characters.slice(0, space >= fewest ? space : end).join('');
}

/** Bytes of a character in UTF-8. */
function bytesOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

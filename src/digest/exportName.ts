// The name of a file for an issue: its day and its title, in letters that every file system takes.

/** Letters a name may have: with the ending and a folder around it, well below what file systems allow. */
const longest = 80;

/** Separators of paths, what Windows forbids, controls, and marks that only change the direction of what is read. */
// oxlint-disable-next-line no-control-regex -- these characters are what it is about
const unwanted = /[\0-\x1f\x7f-\x9f<>:"/\\|?*\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+/g;

/** Names that Windows keeps for devices, whatever their ending. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** `2026-04-30 The Inference Inflection.html` for such an issue and the ending `html`. */
export function exportName(title: string, day: string | undefined, ending: string): string {
  const words = Array.from(title.normalize('NFC').replace(unwanted, ' ').replace(/\s+/g, ' ').trim()).slice(0, longest).join('');
  const name = [day, words]
    .filter(Boolean)
    .join(' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .trim();
  return `${name === '' || device.test(name) ? `issue ${name}`.trim() : name}.${ending}`;
}

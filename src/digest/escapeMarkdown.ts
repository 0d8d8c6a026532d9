// Plain text → Markdown that shows it as it was written. Bare addresses stay as they are, so that they are still links.

const address = /\b(?:https?:\/\/|www\.)[^\s<>]+/gi;
const special = /[\\`*_~[\]<>|]|&(?=#?\w{1,32};)/g;

/** Marks that mean something only at the start of a line. */
function escapeLineStart(line: string): string {
  return line.replace(
    /^(\s*)(?:(#{1,6})(?=\s|$)|([-+=])|(\d{1,9})([.)])(?=\s|$))/,
    (all, space: string, hashes?: string, mark?: string, digits?: string, point?: string) => {
      if (hashes) return `${space}\\${hashes}`;
      if (mark) return `${space}\\${mark}`;
      return digits ? `${space}${digits}\\${point ?? ''}` : all;
    },
  );
}

/** One line of plain text as Markdown. */
function escapeWords(line: string): string {
  let out = '';
  let at = 0;
  for (const found of line.matchAll(address)) {
    out += line.slice(at, found.index).replace(special, '\\$&') + found[0];
    at = found.index + found[0].length;
  }
  return out + line.slice(at).replace(special, '\\$&');
}

/** Plain text as Markdown that reads the same. Lines stay lines. */
export function escapeMarkdown(text: string): string {
  return text
    .split('\n')
    .map((line) => escapeLineStart(escapeWords(line)))
    .join('\n');
}

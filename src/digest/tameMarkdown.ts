// Decides whether a piece of Markdown may be given to the Markdown lexer. The lexer recurses with the nesting of lists,
// quotes and emphasis and takes quadratic time on some runs of marks; a piece beyond these bounds is kept as text.

const deepest = 40;
/** Length times number of marks that is still fast: measured at about 10 ms. */
const mostWork = 100_000_000;

/** The lexer's patterns overflow the stack on one line or paragraph of some million characters. */
const longestPiece = 1_000_000;

/** A line that opens or continues a list or a quote. */
const containerLine = /^[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])/;

/** How deep the containers of a line can be: one for each mark, and one for each two columns of indentation. */
function depthOf(line: string): number {
  let marks = 0;
  let columns = 0;
  for (const char of line) {
    if (char === ' ') columns += 1;
    else if (char === '\t') columns += 4;
    else if (char === '>' || char === '-' || char === '*' || char === '+' || char === '.' || char === ')') marks++;
    else if (char < '0' || char > '9') break;
  }
  return marks + Math.max(0, columns - marks) / 2;
}

/** True when no line is endless or opens more nested lists and quotes than is sensible. */
export function isShallow(markdown: string): boolean {
  for (let at = 0; at < markdown.length;) {
    const newline = markdown.indexOf('\n', at);
    const end = newline === -1 ? markdown.length : newline;
    if (end - at > longestPiece) return false;
    const head = markdown.slice(at, Math.min(end, at + 6 * deepest));
    if (containerLine.test(head) && depthOf(head) > deepest) return false;
    at = end + 1;
  }
  return true;
}

const emphasis = /[*_~]+/g;
const deepestEmphasis = 30;

/** How many marks of emphasis can be open at once. Blank lines close them all. */
function emphasisDepth(markdown: string): number {
  let depth = 0;
  let most = 0;
  let last = 0;
  for (const { 0: run, index } of markdown.matchAll(emphasis)) {
    if (depth > 0 && markdown.slice(last, index).includes('\n\n')) depth = 0;
    last = index + run.length;
    const before = markdown[index - 1] ?? ' ';
    const after = markdown[last] ?? ' ';
    const isInWord = run.startsWith('_') && /[\p{L}\p{N}]/u.test(before) && /[\p{L}\p{N}]/u.test(after);
    if (isInWord) continue;
    if (/\S/.test(after)) depth++;
    else if (/\S/.test(before) && depth > 0) depth--;
    // A run between two visible characters may close as well as open; a bold word before a comma is the usual case.
    if (depth > 0 && /\S/.test(after) && /[\p{L}\p{N}.!?)]/u.test(before) && /[^\p{L}\p{N}([]/u.test(after)) depth -= 2;
    if (depth < 0) depth = 0;
    if (depth > most) most = depth;
  }
  return most;
}

/** Marks that the lexer looks back over at the end of a bare address, one after the other. */
const trailing = new Set('?!.,:;*&_\'"~()');
const mostInWord = 300;

interface Marks {
  /** Characters that mark emphasis, code, links or markup. */
  readonly count: number;
  /** Most punctuation in one word. */
  readonly inWord: number;
}

function countMarks(markdown: string): Marks {
  let count = 0;
  let inWord = 0;
  let most = 0;
  for (let i = 0; i < markdown.length; i++) {
    const char = markdown.charAt(i);
    if (char === '*' || char === '_' || char === '~' || char === '`' || char === '[' || char === '<') count++;
    if (char === ' ' || char === '\n') inWord = 0;
    else if (trailing.has(char) && ++inWord > most) most = inWord;
  }
  return { count, inWord: most };
}

/** True when lexing the piece, inline marks included, is bounded in depth and time. */
export function isTame(markdown: string): boolean {
  if (markdown.length > longestPiece) return false;
  if (markdown.length > 300) {
    const { count, inWord } = countMarks(markdown);
    if (inWord > mostInWord || count * markdown.length > mostWork || (count > deepestEmphasis && emphasisDepth(markdown) > deepestEmphasis))
      return false;
  }
  return isShallow(markdown);
}

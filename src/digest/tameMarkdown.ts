// Decides whether a piece of Markdown may be given to the Markdown lexer. The lexer recurses with the nesting of lists,
// quotes and emphasis and takes quadratic time on some runs of marks; a piece beyond these bounds is kept as text.

const deepest = 40;
/** Length times number of marks that is still fast: measured at about 10 ms. */
const mostWork = 100_000_000;

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

/** True when no line opens more nested lists and quotes than is sensible. */
export function isShallow(markdown: string): boolean {
  for (let at = 0; at < markdown.length;) {
    const newline = markdown.indexOf('\n', at);
    const end = newline === -1 ? markdown.length : newline;
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

/** Number of characters that mark emphasis, code, links or markup. */
export function countMarks(markdown: string): number {
  let marks = 0;
  for (let i = 0; i < markdown.length; i++) {
    const code = markdown.charCodeAt(i);
    // * _ ~ ` [ <
    if (code === 42 || code === 95 || code === 126 || code === 96 || code === 91 || code === 60) marks++;
  }
  return marks;
}

/** True when lexing the piece, inline marks included, is bounded in depth and time. */
export function isTame(markdown: string): boolean {
  if (markdown.length > 300 && (countMarks(markdown) * markdown.length > mostWork || emphasisDepth(markdown) > deepestEmphasis))
    return false;
  return isShallow(markdown);
}

// A line of text with its emphasis, code and links, as VS Code's Markdown: escaped so that it reads as written, and marked
// only where the marks are sure to be read as marks. Blocks are hoverWriter.ts.

/** A stretch of text that looks the same throughout. */
export interface Run {
  readonly text: string;
  readonly style: 'plain' | 'strong' | 'emphasis' | 'code';
  /** Where it leads; http, https or mailto, as the sanitiser left it. */
  readonly href?: string | undefined;
}

/** A piece of a line, and the marks that may stand around it. */
interface Piece {
  readonly text: string;
  readonly mark: '' | '*' | '**';
}

/**
 * A line of text that VS Code's Markdown shows as it is: no mark, markup, icon (`$(name)`) or address is read out of it,
 * and no backslash of ours is seen.
 */
export function escapeMarkdown(text: string): string {
  return escapeStart(escapeMarks(text.replace(/\s+/g, ' ').trim()));
}

/** A link to an http, https or mailto address. */
export function markdownLink(label: string, address: string): string {
  return linkOf(escapeMarks(label.replace(/\s+/g, ' ').trim()), address);
}

/** The runs as one line, blanks collapsed. */
export function lineOf(runs: readonly Run[]): string {
  const pieces = piecesOf(collapse(runs));
  let line = '';
  pieces.forEach(({ text, mark }, index) => {
    const next = pieces[index + 1];
    const after = next === undefined ? '' : (next.mark || next.text).charAt(0);
    line += mark !== '' && isFlanked(line.at(-1) ?? '', text, after) ? `${mark}${text}${mark}` : text;
  });
  return escapeStart(line.trim());
}

/** Text inside single marks, as code; backticks in it are outnumbered. */
function codeSpan(text: string): string {
  const fence = '`'.repeat(1 + longestRun(text, '`'));
  const isTight = !/^`|`$|^ .* $/.test(text);
  return isTight ? `${fence}${text}${fence}` : `${fence} ${text} ${fence}`;
}

/** Length of the longest run of a character. */
export function longestRun(text: string, character: string): number {
  let longest = 0;
  let run = 0;
  for (const one of text) {
    run = one === character ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

function escapeMarks(text: string): string {
  return text
    .replace(/[\\`*_[\]<>#|~!@]|\$(?=\(|$)|&(?=[#\w]|$)/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/(www)\./gi, '$1\\.');
}

/** What would begin a list or underline a heading at the start of a line. */
function escapeStart(line: string): string {
  return line.replace(/^(?=[-+=])/, '\\').replace(/^(\d{1,9})(?=[.)])/, '$1\\');
}

function linkOf(label: string, address: string): string {
  const safe = address
    .replace(/[\s<>()\\"`|]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
    // A reference such as &copy; would be read as a character.
    .replace(/&(#?\w{1,32});/g, '&$1%3B');
  // Some parsers end a label at an escaped bracket; none does at a reference to one.
  return `[${label.replaceAll('\\[', '&#91;').replaceAll('\\]', '&#93;')}](${safe})`;
}

/** Neighbours of one look joined, blanks made single, none at either end. */
function collapse(runs: readonly Run[]): readonly Run[] {
  const collapsed: Run[] = [];
  for (const run of runs) {
    const last = collapsed.at(-1);
    const startsFresh = last === undefined || last.text.endsWith(' ');
    const text = run.text.replace(/\s+/g, ' ').replace(startsFresh ? /^ / : /$^/, '');
    if (last !== undefined && last.style === run.style && last.href === run.href) {
      collapsed[collapsed.length - 1] = { ...last, text: last.text + text };
    } else if (text !== '') {
      collapsed.push({ ...run, text });
    }
  }
  return collapsed;
}

function piecesOf(runs: readonly Run[]): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let index = 0; index < runs.length;) {
    const href = runs[index]?.href;
    const end = href === undefined ? index + 1 : endOfLink(runs, index, href);
    const group = runs.slice(index, end);
    const words = group.map((run) => run.text).join('');
    const style = group.every((run) => run.style === group[0]?.style) ? group[0]?.style : 'plain';
    const text = href === undefined ? content(words.trim(), style) : linkOf(labelOf(words.trim(), style), href);
    const mark = style === 'strong' ? '**' : style === 'emphasis' ? '*' : '';
    const [before, after] = [words.startsWith(' '), words.length > 1 && words.endsWith(' ')];
    pieces.push(
      { text: before ? ' ' : '', mark: '' },
      { text: words.trim() === '' ? '' : text, mark },
      { text: after ? ' ' : '', mark: '' },
    );
    index = end;
  }
  return pieces.filter(({ text }) => text !== '');
}

function endOfLink(runs: readonly Run[], start: number, href: string): number {
  const end = runs.findIndex((run, index) => index > start && run.href !== href);
  return end < 0 ? runs.length : end;
}

function content(text: string, style: Run['style'] | undefined): string {
  return style === 'code' ? codeSpan(text) : escapeMarks(text);
}

/** A label keeps its code where no sign in it could be read as the label's end. */
function labelOf(text: string, style: Run['style'] | undefined): string {
  return content(text, style === 'code' && /[[\]\\`]/.test(text) ? 'plain' : style);
}

/** Whether marks around `text` would be read as marks: the rule of CommonMark for `*`, seen from both ends. */
function isFlanked(before: string, text: string, after: string): boolean {
  const opens = !isSign(text.charAt(0)) || isOpen(before);
  const closes = !isSign(text.at(-1) ?? '') || isOpen(after);
  return opens && closes && before !== '*' && after !== '*';
}

function isOpen(neighbour: string): boolean {
  return neighbour === '' || /\s/.test(neighbour) || isSign(neighbour);
}

function isSign(character: string): boolean {
  return /[\p{P}\p{S}]/u.test(character);
}

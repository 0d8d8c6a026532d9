// The lines of release notes with what each one is, whatever they are written in. Code is left out: it says nothing itself.

import { parseMarkup } from '../../digest/article/parseMarkup.js';
import { headingLevel } from '../../digest/article/markupPiece.js';
import type { Body } from '../../digest/model.js';

export interface NoteLine {
  readonly kind: 'heading' | 'item' | 'text';
  /** Without the marks of Markdown. */
  readonly text: string;
}

/** Notes of a release that are longer are read by their beginning; no line needs more than this to say what it is about. */
const longestNotes = 500_000;
const longestLine = 2_000;

/** The lines of a text, blank ones left out. */
export function noteLines({ format, text }: Body): readonly NoteLine[] {
  const read = text.slice(0, longestNotes);
  return format === 'html' ? markupLines(read) : markdownLines(read);
}

/** What is lined up by a block begins a line of its kind; what runs in a line goes on with it. */
function markupLines(markup: string): readonly NoteLine[] {
  const lines: NoteLine[] = [];
  let kind: NoteLine['kind'] = 'text';
  let line = '';
  let codeDepth = 0;
  const end = (next: NoteLine['kind']): void => {
    addLine(lines, kind, line);
    kind = next;
    line = '';
  };
  for (const piece of parseMarkup(markup)) {
    if (piece.kind === 'text') {
      if (codeDepth === 0 && line.length < longestLine) line += piece.text;
      continue;
    }
    const isOpen = piece.kind === 'open';
    if (piece.name === 'pre' && piece.kind !== 'void') codeDepth = Math.max(0, codeDepth + (isOpen ? 1 : -1));
    else if (headingLevel(piece.name) !== undefined || piece.name === 'summary') end(isOpen ? 'heading' : 'text');
    else if (piece.name === 'li') end(isOpen ? 'item' : 'text');
    // A paragraph at the beginning of an item is the item.
    else if (breaksLine.has(piece.name) && line.trim() !== '') end('text');
  }
  end('text');
  return lines;
}

const breaksLine: ReadonlySet<string> = new Set('p div br hr ul ol dl dt dd tr td th table blockquote figure details pre'.split(' '));

const fence = /^\s{0,12}(`{3,}|~{3,})/;
const heading = /^ {0,3}#{1,6}[ \t]+/;
const item = /^\s*(?:[-*+•]|\d{1,9}[.)])\s+/;

function markdownLines(markdown: string): readonly NoteLine[] {
  const lines: NoteLine[] = [];
  let open = '';
  for (const raw of markdown.split('\n')) {
    const line = raw.slice(0, longestLine);
    const mark = fence.exec(line)?.[1];
    if (open !== '') {
      if (mark?.startsWith(open) === true) open = '';
    } else if (mark !== undefined) open = mark;
    else if (heading.test(line)) addLine(lines, 'heading', withoutMarks(line.replace(heading, '').replace(/\s#+\s*$/, '')));
    else if (item.test(line)) addLine(lines, 'item', withoutMarks(line.replace(item, '')));
    else addLine(lines, 'text', withoutMarks(line));
  }
  return lines;
}

/** Emphasis and code marks go; words and the signs between them stay as they are. */
function withoutMarks(line: string): string {
  return line.replace(/[*`]+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '');
}

function addLine(lines: NoteLine[], kind: NoteLine['kind'], text: string): void {
  const line = text.slice(0, longestLine).replace(/\s+/g, ' ').trim();
  if (line !== '') lines.push({ kind, text: line });
}

// Safe markup → Markdown that shows the same: for the fields of an issue that are Markdown, and for copied documents. Tables
// and other markup that Markdown has no signs for stay markup. No limits and no cutting: that is the hover's writer in render.

import { escapeMarkdown } from '../escapeMarkdown.js';
import { endOf, headingLevel, joinPieces, type MarkupPiece, type OpenPiece } from './markupPiece.js';

/** A sign around a run of text that may have to be left out, when it would not be read as a sign where it stands. */
interface Mark {
  readonly sign: string;
  readonly isOpening: boolean;
  /** The sign at the other end. */
  partner?: Mark;
}

/** What the lines of a list item or quote begin with. */
interface Container {
  readonly name: string;
  readonly first: string;
  readonly rest: string;
  isStarted: boolean;
}

const signs: ReadonlyMap<string, string> = new Map([
  ...['strong', 'b', 'dt', 'summary'].map((name) => [name, '**'] as const),
  ...['em', 'i', 'cite', 'dfn', 'var'].map((name) => [name, '*'] as const),
  ...['s', 'del'].map((name) => [name, '~~'] as const),
]);

const blocks: ReadonlySet<string> = new Set('p div dl dt dd figure figcaption details summary li h1 h2 h3 h4 h5 h6'.split(' '));

/** Deeper lists and quotes are written at this depth: Markdown beyond it is not read as such. */
const deepest = 20;

class MarkdownWriter {
  readonly #blocks: string[] = [];
  readonly #containers: Container[] = [];
  readonly #lists: { readonly isOrdered: boolean; number: number }[] = [];
  #line: (string | Mark)[] = [];
  #openMarks: { readonly name: string; readonly mark: Mark }[] = [];
  #links: (string | undefined)[] = [];
  /** Whether the next block goes right below the last one: the items of a list without paragraphs. */
  #isTight = false;

  write(pieces: readonly MarkupPiece[]): string {
    for (let index = 0; index < pieces.length;) {
      const piece = pieces[index];
      if (piece?.kind === 'open') index = this.#open(piece, pieces, index);
      else {
        if (piece?.kind === 'text') this.#text(piece.text);
        else if (piece?.kind === 'void') this.#void(piece.name);
        else if (piece?.kind === 'close') this.#close(piece.name);
        index++;
      }
    }
    this.#endBlock();
    return this.#blocks.join('');
  }

  #open(open: OpenPiece, pieces: readonly MarkupPiece[], index: number): number {
    const { name } = open;
    if (name === 'pre' || name === 'table' || name === 'code') return this.#whole(open, pieces, index);
    if (open.attributes['data-image'] !== undefined) return this.#image(open, pieces, index);
    if (blocks.has(name)) this.#endBlock();
    if (name === 'ul' || name === 'ol') this.#openList(open);
    else if (name === 'li') this.#openItem();
    else if (name === 'blockquote') {
      this.#endBlock();
      this.#enter('blockquote', '> ', '> ');
    } else if (name === 'a') {
      this.#links.push(open.attributes['href']);
      if (open.attributes['href'] !== undefined) this.#line.push('[');
    }
    const level = headingLevel(name);
    if (level !== undefined) this.#line.push(`${'#'.repeat(level)} `);
    const sign = signs.get(name);
    if (sign !== undefined && !this.#openMarks.some(({ mark }) => mark.sign === sign)) {
      const mark: Mark = { sign, isOpening: true };
      this.#openMarks.push({ name, mark });
      this.#line.push(mark);
    }
    return index + 1;
  }

  #close(name: string): void {
    const last = this.#openMarks.at(-1);
    if (last?.name === name) {
      this.#openMarks.pop();
      const mark: Mark = { sign: last.mark.sign, isOpening: false, partner: last.mark };
      last.mark.partner = mark;
      this.#line.push(mark);
    }
    if (name === 'a') {
      const href = this.#links.pop();
      if (href !== undefined) this.#line.push(`](${/[()]/.test(href) ? `<${href}>` : href})`);
    }
    if (blocks.has(name) || name === 'blockquote' || name === 'ul' || name === 'ol') this.#endBlock();
    if (name === 'ul' || name === 'ol') {
      this.#lists.pop();
      this.#isTight = this.#lists.length > 0;
    }
    if ((name === 'li' || name === 'blockquote') && this.#containers.at(-1)?.name === name) {
      this.#containers.pop();
      this.#isTight = name === 'li';
    }
  }

  /** Text in a link keeps its addresses from becoming links of their own. */
  #text(text: string): void {
    const shown = text.replace(/\s+/g, ' ');
    const escaped = escapeMarkdown(shown).replace(/!$/, '\\!');
    this.#line.push(this.#links.at(-1) === undefined ? escaped : escaped.replace(/(https?:)/gi, (scheme) => scheme.replace(':', '&#58;')));
  }

  #void(name: string): void {
    if (name === 'br') this.#line.push('\n');
    else if (name === 'hr') {
      this.#endBlock();
      this.#push(['---']);
    }
  }

  #openList(open: OpenPiece): void {
    this.#endBlock();
    const start = Number(open.attributes['start'] ?? 1);
    this.#isTight ||= this.#lists.length > 0;
    this.#lists.push({ isOrdered: open.name === 'ol', number: start >= 0 ? start : 1 });
  }

  #openItem(): void {
    const list = this.#lists.at(-1);
    const marker = list?.isOrdered === true ? `${list.number}. ` : '- ';
    if (list) list.number++;
    this.#enter('li', marker, ' '.repeat(marker.length));
  }

  #enter(name: string, first: string, rest: string): void {
    const isDeep = this.#containers.length >= deepest;
    this.#containers.push({ name, first: isDeep ? '' : first, rest: isDeep ? '' : rest, isStarted: false });
  }

  #image(open: OpenPiece, pieces: readonly MarkupPiece[], index: number): number {
    const end = endOf(pieces, index);
    const label = escapeMarkdown(
      pieces
        .slice(index, end)
        .map((piece) => (piece.kind === 'text' ? piece.text : ''))
        .join(''),
    );
    const address = open.attributes['data-image'] ?? '';
    this.#line.push(`![${label.replace(/\s+/g, ' ')}](${/[()]/.test(address) ? `<${address}>` : address})`);
    return end;
  }

  /** Code is written as it is; a table stays markup, without the blank lines that would end it. */
  #whole(open: OpenPiece, pieces: readonly MarkupPiece[], index: number): number {
    const end = endOf(pieces, index);
    const inner = pieces.slice(index, end);
    if (open.name === 'table') {
      this.#endBlock();
      this.#push(
        joinPieces(inner)
          .replace(/\n\s*\n/g, '\n')
          .split('\n'),
      );
      return end;
    }
    const code = inner.map((piece) => (piece.kind === 'text' ? piece.text : piece.kind === 'void' ? '\n' : '')).join('');
    const longest = [...code.matchAll(/`+/g)].reduce((length, [run]) => Math.max(length, run.length), 0);
    if (open.name === 'pre') {
      this.#endBlock();
      const fence = '`'.repeat(Math.max(3, longest + 1));
      const language = inner.map((piece) =>
        piece.kind === 'open' ? /language-([\w+#.-]+)/.exec(piece.attributes['class'] ?? '')?.[1] : undefined,
      );
      this.#push([fence + (language.find((one) => one !== undefined) ?? ''), ...code.replace(/\n$/, '').split('\n'), fence]);
    } else if (code.trim() !== '') {
      const fence = '`'.repeat(longest + 1);
      const space = /^[`\s]|[`\s]$/.test(code) ? ' ' : '';
      this.#line.push(fence + space + code.replace(/\s+/g, ' ').trim() + space + fence);
    }
    return end;
  }

  #endBlock(): void {
    const open = this.#openMarks.map(({ mark }) => mark);
    // What is still in bold at the end of a paragraph is in bold again in the next.
    for (const mark of open.toReversed()) {
      const end: Mark = { sign: mark.sign, isOpening: false, partner: mark };
      mark.partner = end;
      this.#line.push(end);
    }
    const text = headingOf(lineOf(this.#line));
    this.#openMarks = this.#openMarks.map(({ name, mark }) => ({ name, mark: { sign: mark.sign, isOpening: true } }));
    this.#line = this.#openMarks.map(({ mark }) => mark);
    if (text !== '') this.#push(text.split('\n').map((line, index, lines) => (index < lines.length - 1 ? `${line}\\` : line)));
  }

  #push(lines: readonly string[]): void {
    const prefix = (isFirst: boolean): string => this.#containers.map((one) => (isFirst && !one.isStarted ? one.first : one.rest)).join('');
    const [first = '', ...others] = lines;
    if (this.#blocks.length > 0) this.#blocks.push(this.#isTight ? '\n' : `\n${prefixOfBlank(this.#containers)}\n`);
    this.#blocks.push(prefix(true) + first, ...others.map((line) => `\n${line === '' ? prefix(false).trimEnd() : prefix(false) + line}`));
    for (const one of this.#containers) one.isStarted = true;
    this.#isTight = false;
  }
}

/** A blank line within the quotes that go on. */
function prefixOfBlank(containers: readonly Container[]): string {
  return containers.every((one) => one.isStarted)
    ? containers
        .map((one) => one.rest)
        .join('')
        .trimEnd()
    : '';
}

/** A heading is one line, and a `#` at its end is none of its signs. Its own signs are the only ones that are not escaped. */
function headingOf(line: string): string {
  if (!/^#{1,6} /.test(line)) return line;
  return line.replaceAll('\n', ' ').replace(/#+$/, (hashes) => hashes.replaceAll('#', '\\#'));
}

/** Runs that touch: two in the same sign are one, of two in different signs the second goes without. */
function withoutTouching(parts: readonly (string | Mark)[]): readonly (string | Mark)[] {
  const filled = parts.filter((part) => part !== '');
  const gone = new Set<string | Mark>();
  filled.forEach((part, index) => {
    const next = filled[index + 1];
    if (typeof part === 'string' || part.isOpening || next === undefined || typeof next === 'string' || !next.isOpening) return;
    if (part.sign !== next.sign || part.partner === undefined || next.partner === undefined) {
      gone.add(next);
      if (next.partner) gone.add(next.partner);
      return;
    }
    part.partner.partner = next.partner;
    next.partner.partner = part.partner;
    gone.add(part);
    gone.add(next);
  });
  return filled.filter((part) => !gone.has(part));
}

/** White space just inside a sign goes outside. */
function withoutInnerSpace(parts: readonly (string | Mark)[]): readonly (string | Mark)[] {
  const moved = [...parts];
  moved.forEach((part, index) => {
    if (typeof part === 'string') return;
    const beside = index + (part.isOpening ? 1 : -1);
    const text = moved[beside];
    if (typeof text !== 'string' || text.trim() === '') return;
    const trimmed = part.isOpening ? text.trimStart() : text.trimEnd();
    if (trimmed === text) return;
    const other = index - (beside - index);
    const outside = moved[other];
    if (typeof outside === 'string') moved[other] = part.isOpening ? `${outside} ` : ` ${outside}`;
    if (typeof outside === 'string' || outside === undefined) moved[beside] = trimmed;
  });
  return moved;
}

/** A line of text with those of its signs that will be read as signs. */
function lineOf(given: readonly (string | Mark)[]): string {
  const parts = withoutInnerSpace(withoutTouching(given));
  const dropped = new Set<Mark>();
  parts.forEach((part, index) => {
    if (typeof part === 'string') return;
    const before = characterBeside(parts, index, -1);
    const after = characterBeside(parts, index, 1);
    const [inside, outside] = part.isOpening ? [after, before] : [before, after];
    const isRead = /\S/.test(inside) && (/[\p{L}\p{N}]/u.test(inside) || /^$|[^\p{L}\p{N}]/u.test(outside));
    if (isRead && part.partner !== undefined) return;
    dropped.add(part);
    if (part.partner) dropped.add(part.partner);
  });
  return parts
    .map((part) => (typeof part === 'string' ? part : dropped.has(part) ? '' : part.sign))
    .join('')
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/^\n+|\n+$/g, '')
    .replace(/\n{2,}/g, '\n')
    .trim();
}

/** Signs without text between them: beyond so many nobody looks for the text. */
const mostSigns = 8;

/** The nearest character of text on one side; empty at the end of the line. */
function characterBeside(parts: readonly (string | Mark)[], index: number, step: 1 | -1): string {
  for (let at = index + step; at >= 0 && at < parts.length && Math.abs(at - index) <= mostSigns; at += step) {
    const part = parts[at];
    if (typeof part === 'string' && part !== '') return step === 1 ? part.charAt(0) : part.charAt(part.length - 1);
  }
  return '';
}

/** Markdown of safe markup: blocks with blank lines between, items of lists on lines of their own. */
export function toArticleMarkdown(pieces: readonly MarkupPiece[]): string {
  return new MarkdownWriter().write(pieces);
}

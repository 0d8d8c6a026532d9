// Safe markup cut into the blocks that a person sees one below the other, out of the boxes that only wrap them, and blocks put
// together again as markup that is well-formed on its own. What a block means is not decided here.

import { isLayoutTable, layoutNames } from './layoutTable.js';
import { labelOf, toArticleLabel, type ArticleLabel, type LineLabel } from './articleLabels.js';
import { blockNames, endOf, headingLevel, isBlank, joinPieces, lineOfPieces, type MarkupPiece, type OpenPiece } from './markupPiece.js';

/** An element around blocks: a box, or the heading or paragraph whose content is the block. */
interface Wrapper {
  readonly open: OpenPiece;
  readonly closing: string;
  readonly parent: Wrapper | undefined;
  /** False for a box that says nothing: no attribute and no text of its own. */
  isWritten: boolean;
}

export interface Block {
  /** `line`: a paragraph, one of its lines where those have labels, or text right in a box. */
  readonly kind: 'heading' | 'line' | 'list' | 'rule' | 'other';
  /** 1 to 6 for a heading, else 0. */
  readonly level: number;
  /** A heading's or line's content; the whole element of any other. */
  readonly pieces: readonly MarkupPiece[];
  readonly wrapper: Wrapper | undefined;
  /** Number in the document. */
  readonly index: number;
  /** A heading's text on one line; empty for any other. */
  readonly title: string;
  /** The label that a heading is, or that a line begins with. A line's is without kind where the label is not known. */
  readonly label: LineLabel | undefined;
}

function holdsBlock(pieces: readonly MarkupPiece[], start: number, end: number): boolean {
  for (let index = start + 1; index < end; index++) {
    const piece = pieces[index];
    if (piece?.kind === 'open' && blockNames.has(piece.name)) return true;
  }
  return false;
}

class BlockCutter {
  readonly blocks: Block[] = [];
  readonly #pieces: readonly MarkupPiece[];
  #wrapper: Wrapper | undefined;
  /** Index behind the layout table that we are in; -1 outside of any. */
  #layoutEnd = -1;
  /** Where text right in the current box begins; -1 when none does. */
  #loose = -1;

  constructor(pieces: readonly MarkupPiece[]) {
    this.#pieces = pieces;
  }

  cut(): void {
    for (let index = 0; index < this.#pieces.length;) index = this.#take(index);
    this.#endLoose(this.#pieces.length);
  }

  #take(index: number): number {
    const piece = this.#pieces[index];
    if (piece?.kind === 'close') {
      this.#endLoose(index);
      this.#wrapper = this.#wrapper?.parent;
      return index + 1;
    }
    if (piece?.kind === 'void' && piece.name === 'hr') {
      this.#endLoose(index);
      this.#add('rule', 0, [piece], this.#wrapper);
      return index + 1;
    }
    if (piece?.kind !== 'open') {
      if (this.#loose < 0) this.#loose = index;
      return index + 1;
    }
    return this.#takeElement(piece, index);
  }

  #takeElement(open: OpenPiece, start: number): number {
    const { name } = open;
    if (this.#isLayout(name, start)) {
      this.#endLoose(start);
      this.#wrapper = { ...wrap(box, this.#wrapper), isWritten: false };
      return start + 1;
    }
    const isBox = name === 'div';
    const end = isBox ? start : endOf(this.#pieces, start);
    // A box in which somebody put the whole article, though it is an element of a line.
    if (isBox || (!blockNames.has(name) && name !== 'a' && holdsBlock(this.#pieces, start, end))) {
      this.#endLoose(start);
      this.#wrapper = { ...wrap(open, this.#wrapper), isWritten: open.markup !== '<div>' };
      return start + 1;
    }
    if (!blockNames.has(name)) {
      if (this.#loose < 0) this.#loose = start;
      return end;
    }
    this.#endLoose(start);
    const level = headingLevel(name);
    if (level !== undefined)
      this.#add('heading', level, this.#pieces.slice(start + 1, end - 1), headingWrapper(open, this.#pieces[end - 1], this.#wrapper));
    else if (name === 'p') this.#addLines(this.#pieces.slice(start + 1, end - 1), wrap(open, this.#wrapper));
    else this.#add(name === 'ul' || name === 'ol' ? 'list' : 'other', 0, this.#pieces.slice(start, end), this.#wrapper);
    return end;
  }

  /** A table that holds the article together, or a part of it: what stands in its cells stands in boxes. */
  #isLayout(name: string, start: number): boolean {
    if (name !== 'table') return start < this.#layoutEnd && layoutNames.has(name);
    const end = endOf(this.#pieces, start);
    const isLarge = start < this.#layoutEnd || (end - start) * 2 > this.#pieces.length;
    if (!isLarge || !isLayoutTable(this.#pieces, start, end)) return false;
    this.#layoutEnd = Math.max(this.#layoutEnd, end);
    return true;
  }

  #endLoose(end: number): void {
    if (this.#loose < 0) return;
    const pieces = this.#pieces.slice(this.#loose, end);
    this.#loose = -1;
    if (isBlank(pieces)) return;
    if (this.#wrapper) this.#wrapper.isWritten = true;
    this.#addLines(pieces, this.#wrapper);
  }

  #addLines(pieces: readonly MarkupPiece[], wrapper: Wrapper | undefined): void {
    for (const line of linesOf(pieces)) this.#add('line', 0, line, wrapper);
  }

  #add(kind: Block['kind'], level: number, pieces: readonly MarkupPiece[], wrapper: Wrapper | undefined): void {
    if (kind !== 'rule' && isBlank(pieces)) return;
    const title = kind === 'heading' ? lineOfPieces(pieces) : '';
    const label = kind === 'line' ? labelOf(pieces) : kind === 'heading' ? headingLabel(toArticleLabel(title)) : undefined;
    this.blocks.push({ kind, level, pieces, wrapper, index: this.blocks.length, title, label });
  }
}

function headingLabel(kind: ArticleLabel | undefined): LineLabel | undefined {
  return kind === undefined ? undefined : { kind, rest: [] };
}

const box: OpenPiece = { kind: 'open', name: 'div', markup: '<div>', attributes: {} };

function wrap(open: OpenPiece, parent: Wrapper | undefined): Wrapper {
  return { open, closing: `</${open.name}>`, parent, isWritten: true };
}

/** A heading is written at another level than it has in the source. */
function headingWrapper(open: OpenPiece, close: MarkupPiece | undefined, parent: Wrapper | undefined): Wrapper {
  return { open, closing: close?.markup ?? '', parent, isWritten: true };
}

/** A paragraph's lines when one of them begins with a label that means something; else the paragraph. */
function linesOf(pieces: readonly MarkupPiece[]): readonly (readonly MarkupPiece[])[] {
  if (!pieces.some((piece, index) => (piece.kind === 'void' && piece.name === 'br') || isLineEnd(piece, pieces[index + 1])))
    return [pieces];
  const lines: MarkupPiece[][] = [];
  let line: MarkupPiece[] = [];
  let depth = 0;
  for (const [index, piece] of pieces.entries()) {
    line.push(piece);
    if (piece.kind === 'open') depth++;
    else if (piece.kind === 'close') depth--;
    const isEnd = (piece.kind === 'void' && piece.name === 'br') || isLineEnd(piece, pieces[index + 1]);
    if (depth > 0 || !isEnd) continue;
    // An empty line belongs to what it stands below.
    const last = lines.at(-1);
    if (last !== undefined && line.length === 1) last.push(piece);
    else lines.push(line);
    line = [];
  }
  lines.push(line);
  return lines.some((one) => labelOf(one)?.kind !== undefined) ? lines : [pieces];
}

/** Whether a line of the source ends here and the next begins in bold, as lines with labels do. */
function isLineEnd(piece: MarkupPiece, next: MarkupPiece | undefined): boolean {
  const isBold = next?.kind === 'open' && (next.name === 'strong' || next.name === 'b');
  return isBold && piece.kind === 'text' && /\n[ \t]*$/.test(piece.text.slice(-200));
}

/** The blocks of safe markup, in order. Blank ones are left out. */
export function toBlocks(pieces: readonly MarkupPiece[]): readonly Block[] {
  const cutter = new BlockCutter(pieces);
  cutter.cut();
  return cutter.blocks;
}

function pathOf(wrapper: Wrapper | undefined): readonly Wrapper[] {
  const path: Wrapper[] = [];
  for (let one = wrapper; one !== undefined; one = one.parent) if (one.isWritten) path.push(one);
  return path.reverse();
}

/** Blocks as markup: boxes that they share stand around them once, and none stays open. */
export function writeBlocks(blocks: readonly Block[]): string {
  const open: Wrapper[] = [];
  let markup = '';
  let previous: Block | undefined;
  for (const block of blocks) {
    const path = pathOf(block.wrapper);
    let shared = 0;
    while (shared < open.length && open[shared] === path[shared]) shared++;
    while (open.length > shared) markup += open.pop()?.closing ?? '';
    const isSameLine = previous?.kind === 'line' && block.kind === 'line' && previous.wrapper === block.wrapper;
    if (isSameLine && block.index !== (previous?.index ?? 0) + 1 && !markup.endsWith('<br>')) markup += '<br>';
    else if (!isSameLine && markup !== '') markup += '\n';
    for (const wrapper of path.slice(shared)) {
      open.push(wrapper);
      markup += wrapper.open.markup;
    }
    markup += joinPieces(block.pieces);
    previous = block;
  }
  while (open.length > 0) markup += open.pop()?.closing ?? '';
  return markup;
}

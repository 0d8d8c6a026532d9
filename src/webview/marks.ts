// Marks in the page what a search was looking for. The marks are painted over the text (CSS Custom Highlight API), so the markup
// stays as it is and nothing moves. What is a match is decided by `query/`, as everywhere.

import { findMatches, type SoughtText } from '../query/findMatches.js';

/** The name that the style sheet knows the marks by. */
const highlightName = 'sought';

/** More marks than this help nobody. */
const mostMarks = 2_000;

/** Text that is one piece to a reader ends where one of these does. */
const blocks = 'p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, pre, blockquote, figcaption, div, section, header, summary, caption';

/** Text of the page's own that no search has looked through. */
const notSearched = 'button, textarea, [aria-hidden="true"], .for-screen-readers, .code-head, .mentions';

export class Marks {
  readonly #root: HTMLElement;
  #ranges: readonly Range[] = [];

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  get areShown(): boolean {
    return this.#ranges.length > 0;
  }

  /** Marks every place of what was sought, in place of the marks that are there. Call it again after the content was replaced. */
  show(sought: readonly SoughtText[]): void {
    this.#ranges = sought.length === 0 ? [] : rangesOf(this.#root, sought);
    if (this.#ranges.length === 0) CSS.highlights.delete(highlightName);
    else CSS.highlights.set(highlightName, new Highlight(...this.#ranges));
  }

  /** The first mark within an element. */
  firstIn(element: HTMLElement): Range | undefined {
    return this.#ranges.find(({ startContainer }) => element.contains(startContainer));
  }
}

/** The first places, as many as are marked. */
function rangesOf(root: HTMLElement, sought: readonly SoughtText[]): readonly Range[] {
  const ranges: Range[] = [];
  for (const piece of piecesOf(root)) {
    if (ranges.length >= mostMarks) break;
    ranges.push(...rangesIn(piece, sought, mostMarks - ranges.length));
  }
  return ranges;
}

/** Text nodes that a reader sees as one text. */
type Piece = readonly Text[];

function piecesOf(root: HTMLElement): readonly Piece[] {
  const pieces: Text[][] = [];
  let block: Element | null | undefined;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest(notSearched) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!(node instanceof Text)) continue;
    const own = node.parentElement?.closest(blocks);
    if (own !== block) pieces.push([]);
    block = own;
    pieces.at(-1)?.push(node);
  }
  return pieces;
}

function rangesIn(piece: Piece, sought: readonly SoughtText[], limit: number): readonly Range[] {
  const matches = findMatches(piece.map(({ data }) => data).join(''), sought);
  return matches.slice(0, limit).map(({ start, end }) => {
    const range = document.createRange();
    const from = spotAt(piece, start);
    const to = spotAt(piece, end - 1);
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset + 1);
    return range;
  });
}

function spotAt(piece: Piece, at: number): { readonly node: Text; readonly offset: number } {
  let offset = at;
  for (const node of piece) {
    if (offset < node.length) return { node, offset };
    offset -= node.length;
  }
  throw new RangeError('The text ends before its match does.');
}

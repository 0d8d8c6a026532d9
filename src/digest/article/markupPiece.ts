// Safe markup in pieces: tags and runs of text, each as it is written and as what it means. Whoever makes the pieces answers
// for their safety; whoever arranges them writes none of his own.

export type MarkupPiece = OpenPiece | ClosePiece | VoidPiece | TextPiece;

export interface OpenPiece {
  readonly kind: 'open';
  /** Lower case. A heading's is its level in the source (`h1`), whatever level it is written at. */
  readonly name: string;
  /** The tag as it is written. */
  readonly markup: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** A link's address as the source gave it, absolute, when another one is written. */
  readonly original?: string;
}

export interface ClosePiece {
  readonly kind: 'close';
  readonly name: string;
  readonly markup: string;
}

/** An element without content: `br`, `hr`. */
interface VoidPiece {
  readonly kind: 'void';
  readonly name: string;
  readonly markup: string;
}

export interface TextPiece {
  readonly kind: 'text';
  readonly text: string;
  /** The text, escaped. */
  readonly markup: string;
}

/** Elements that stand on lines of their own. Everything else runs in a line. */
export const blockNames: ReadonlySet<string> = new Set(
  'p div h1 h2 h3 h4 h5 h6 ul ol dl pre blockquote table figure figcaption details summary hr li dt dd tr td th caption'.split(' '),
);

/** The pieces as one string of markup. */
export function joinPieces(pieces: readonly MarkupPiece[]): string {
  let markup = '';
  for (const piece of pieces) markup += piece.markup;
  return markup;
}

/** Their text, white space as it is written there. */
export function textOfPieces(pieces: readonly MarkupPiece[]): string {
  let text = '';
  for (const piece of pieces) {
    if (piece.kind === 'text') text += piece.text;
    else if (piece.kind === 'void' || blockNames.has(piece.name)) text += ' ';
  }
  return text;
}

/** Text on one line, for titles and labels. */
export function lineOfPieces(pieces: readonly MarkupPiece[]): string {
  return textOfPieces(pieces).replace(/\s+/g, ' ').trim();
}

/** 1 to 6 for a heading's name; undefined for any other. */
export function headingLevel(name: string): number | undefined {
  return name.length === 2 && name.startsWith('h') && name >= 'h1' && name <= 'h6' ? Number(name[1]) : undefined;
}

/** Index behind the element that opens at `start`. */
export function endOf(pieces: readonly MarkupPiece[], start: number): number {
  let depth = 0;
  for (let index = start; index < pieces.length; index++) {
    const kind = pieces[index]?.kind;
    if (kind === 'open') depth++;
    else if (kind === 'close' && --depth === 0) return index + 1;
  }
  return pieces.length;
}

/** Whether nothing of it is to be seen. */
export function isBlank(pieces: readonly MarkupPiece[]): boolean {
  return pieces.every((piece) => piece.kind !== 'text' || !/\S/.test(piece.text));
}

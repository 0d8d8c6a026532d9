// Cuts long texts into pieces that a browser lays out when they come near the view, each with an honest guess of its height. Works
// on markup that was sanitised before; it adds our own elements around what is there, and no word stands in it once more but the
// header of a table that goes on.

/** In characters of markup: two or three screens. */
const pieceLength = 10_000;

/** Text shorter than this is laid out faster whole. */
const longText = 50_000;

/** Lines of a list of our own in one piece. */
const pieceLines = 200;

/** A line of the page's text holds about so many characters. */
const lineLength = 68;

/** A table of more columns keeps its columns' own widths, and so stays whole. */
const mostColumns = 8;

/** A column is never wider than one of so many characters, nor narrower: what is longer is wrapped. */
const narrowColumn = 5;
const wideColumn = 60;

const voids: ReadonlySet<string> = new Set(['br', 'col', 'hr', 'wbr']);

const blocks: ReadonlySet<string> = new Set(
  'blockquote details div dl figure h2 h3 h4 h5 h6 hr ol p pre section table ul caption colgroup tbody thead tfoot tr th td li dt dd'.split(
    ' ',
  ),
);

/** What an element adds to the lines of its text: the room around it. */
const room: Readonly<Record<string, number>> = { p: 0.7, h3: 1.6, h4: 1.3, h2: 3, li: 0.25, tr: 0.6, pre: 1.5, hr: 2, blockquote: 0.7 };

/** A child: an element, or a run of text and inline elements (`name` is empty). */
interface Child {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Where the content of an element begins and ends. */
  readonly innerStart: number;
  readonly innerEnd: number;
}

/** The markup of a text, in pieces when it is long. */
export function inPieces(markup: string): string {
  return markup.length < longText ? markup : cut(markup, 0, markup.length);
}

/** The markup of consecutive parts, gathered into pieces when there are many or they are long. */
export function gatherParts(parts: readonly string[]): string {
  const whole = parts.join('');
  if (parts.length < 2 || whole.length < longText) return whole;
  const pieces = new Pieces();
  for (const part of parts) pieces.add(part);
  return pieces.finish();
}

/** Lines of a list (`<li>` each) as one list, or as several pieces when there are very many. */
export function gatherLines(lines: readonly string[], name: 'ol' | 'ul', attributes = ''): string {
  if (lines.length <= 2 * pieceLines) return `<${name}${attributes}>${lines.join('')}</${name}>`;
  let lists = '';
  for (let start = 0; start < lines.length; start += pieceLines) {
    lists += renderPiece(`<${name}${attributes}>${lines.slice(start, start + pieceLines).join('')}</${name}>`, start > 0);
  }
  return lists;
}

/** How many lines of text the markup takes, about. */
export function estimateLines(markup: string): number {
  let lines = 0;
  let inline = 0;
  let position = 0;
  const flush = (): void => {
    lines += Math.ceil(inline / lineLength);
    inline = 0;
  };
  for (const match of markup.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
    const [whole, slash, name = ''] = match;
    inline += widthOf(markup, position, match.index);
    position = match.index + whole.length;
    if (name === 'br') flush();
    if (!blocks.has(name)) continue;
    // The cells of a row stand beside one another.
    if (name !== 'td' && name !== 'th') flush();
    if (slash === '') lines += room[name] ?? 0;
  }
  inline += widthOf(markup, position, markup.length);
  flush();
  return Math.ceil(lines);
}

/** Characters of a text; those of scripts whose signs are wide count twice, and each line of code is one. */
function widthOf(text: string, start: number, end: number): number {
  if (end - start === 0) return 0;
  const part = text.slice(start, end);
  const wide = part.match(/[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]/g)?.length ?? 0;
  const breaks = part.length > 400 ? (part.match(/\n/g)?.length ?? 0) : 0;
  return Math.max(part.trim().length + wide, (breaks * lineLength) / 1.2);
}

/** Collects markup and closes a piece whenever it is long enough. */
class Pieces {
  #made = '';
  #open = '';

  add(markup: string): void {
    this.#open += markup;
    if (this.#open.length >= pieceLength) this.close();
  }

  close(): void {
    if (this.#open !== '') this.#made += renderPiece(this.#open);
    this.#open = '';
  }

  /** Markup that has its pieces already. */
  addWhole(markup: string): void {
    this.close();
    this.#made += markup;
  }

  finish(): string {
    this.close();
    return this.#made;
  }
}

function renderPiece(markup: string, isContinued = false): string {
  return `<div class="piece${isContinued ? ' is-continued' : ''}" data-lines="${estimateLines(markup)}">${markup}</div>`;
}

function cut(markup: string, from: number, to: number): string {
  const pieces = new Pieces();
  for (const child of childrenOf(markup, from, to)) {
    const whole = child.end - child.start > 2 * pieceLength ? cutElement(markup, child) : undefined;
    if (whole === undefined) pieces.add(markup.slice(child.start, child.end));
    else pieces.addWhole(whole);
  }
  return pieces.finish();
}

/** A long element in pieces; undefined when it has to stay whole. */
function cutElement(markup: string, child: Child): string | undefined {
  const opening = markup.slice(child.start, child.innerStart);
  switch (child.name) {
    case 'div':
    case 'blockquote':
      return `${opening}${cut(markup, child.innerStart, child.innerEnd)}</${child.name}>`;
    case 'ul':
    case 'ol':
      return cutList(markup, child, opening);
    case 'table':
      return cutTable(markup, child, opening);
    case 'pre':
      return opening.includes('as-is') ? `${opening}${cutLines(markup.slice(child.innerStart, child.innerEnd))}</pre>` : undefined;
    default:
      return undefined;
  }
}

/** Several lists in place of one; numbers go on. */
function cutList(markup: string, { name, innerStart, innerEnd }: Child, opening: string): string | undefined {
  if (/ (?:reversed|type)\b/.test(opening)) return undefined;
  let number = Number(/ start="(-?\d+)"/.exec(opening)?.[1] ?? 1);
  const attributes = opening.slice(name.length + 1, -1).replace(/ start="[^"]*"/, '');
  const lists: string[] = [];
  let items = '';
  let first = number;
  const close = (): void => {
    if (items === '') return;
    const start = name === 'ol' && first !== 1 ? ` start="${first}"` : '';
    lists.push(renderPiece(`<${name}${start}${attributes}>${items}</${name}>`, lists.length > 0));
    items = '';
    first = number;
  };
  for (const child of childrenOf(markup, innerStart, innerEnd)) {
    const item = markup.slice(child.start, child.end);
    items += item;
    if (child.name === 'li') number = Number(/^<li[^>]* value="(-?\d+)"/.exec(item)?.[1] ?? number) + 1;
    if (items.length >= pieceLength) close();
  }
  close();
  return lists.join('');
}

/** Several tables in place of one, with the same header and the same widths of columns. */
function cutTable(markup: string, { start, end, innerStart, innerEnd }: Child, opening: string): string | undefined {
  // A cell that reaches over rows holds them together.
  if (markup.slice(start, end).includes(' rowspan=')) return undefined;
  const children = childrenOf(markup, innerStart, innerEnd);
  const of = (name: string): string =>
    children
      .filter((child) => child.name === name)
      .map((child) => markup.slice(child.start, child.end))
      .join('');
  const rows = children
    .flatMap((child) => (child.name === 'tbody' ? childrenOf(markup, child.innerStart, child.innerEnd) : [child]))
    .filter(({ name }) => name === 'tr')
    .map((child) => markup.slice(child.start, child.end));
  const columns = columnsOf(of('thead') + rows.slice(0, 200).join(''));
  if (columns === undefined) return undefined;
  const tables: string[] = [];
  let body = '';
  const close = (foot = ''): void => {
    if (body === '' && foot === '') return;
    const caption = tables.length === 0 ? of('caption') : '';
    const table = `${opening}${caption}${columns}${of('thead')}<tbody>${body}</tbody>${foot}</table>`;
    tables.push(renderPiece(table, tables.length > 0));
    body = '';
  };
  for (const row of rows) {
    body += row;
    if (body.length >= pieceLength) close();
  }
  close(of('tfoot'));
  return tables.join('');
}

/** Columns with widths by the texts in them; undefined when there are too many, or cells that reach over several. */
function columnsOf(markup: string): string | undefined {
  const widths: number[] = [];
  let count = 0;
  for (const [row] of markup.matchAll(/<tr[^>]*>[^]*?<\/tr>/g)) {
    if (row.includes(' colspan=') || row.includes('<table')) return undefined;
    const cells = Array.from(row.matchAll(/<t[dh](?: [^>]*)?>([^]*?)<\/t[dh]>/g), ([, cell = '']) => cell.replace(/<[^>]*>/g, '').length);
    if (cells.length > mostColumns) return undefined;
    cells.forEach((length, column) => (widths[column] = (widths[column] ?? 0) + Math.min(length, wideColumn)));
    count += 1;
  }
  const means = widths.map((width) => Math.max(width / count, narrowColumn));
  const total = means.reduce((sum, mean) => sum + mean, 0);
  return `<colgroup>${means.map((mean) => `<col width="${Math.round((mean / total) * 100)}%" />`).join('')}</colgroup>`;
}

/** Text that no parser could take, cut between lines. */
function cutLines(text: string): string {
  let made = '';
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start + pieceLength) + 1 || text.length;
    const part = text.slice(start, end);
    const lines = part.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / lineLength)), -1);
    made += `<span class="piece" data-lines="${lines}">${part}</span>`;
    start = end;
  }
  return made;
}

/** The children of the element whose content is `from` to `to`. A run of text may be cut behind a line break. */
function childrenOf(markup: string, from: number, to: number): readonly Child[] {
  const children: Child[] = [];
  const tag = /<(\/?)([a-z][a-z0-9]*)[^>]*>/g;
  tag.lastIndex = from;
  let depth = 0;
  let block: { readonly name: string; readonly start: number; readonly innerStart: number } | undefined;
  let runStart = from;
  const endRun = (end: number): void => {
    if (end > runStart) children.push({ name: '', start: runStart, end, innerStart: runStart, innerEnd: end });
  };
  for (let match = tag.exec(markup); match && match.index < to; match = tag.exec(markup)) {
    const [whole, slash, name = ''] = match;
    const end = match.index + whole.length;
    if (slash === '/') {
      depth -= 1;
      if (depth === 0 && block) {
        children.push({ ...block, end, innerEnd: match.index });
        block = undefined;
        runStart = end;
      }
    } else if (depth === 0 && (name === 'br' || name === 'hr')) {
      endRun(end);
      runStart = end;
    } else if (!voids.has(name)) {
      if (depth === 0 && blocks.has(name)) {
        endRun(match.index);
        block = { name, start: match.index, innerStart: end };
      }
      depth += 1;
    }
  }
  endRun(to);
  return children;
}

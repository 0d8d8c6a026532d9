// Safe markup (what sanitise.ts gives) → VS Code's Markdown for a hover, cut to a length without leaving anything open.
// It decides nothing about safety: text is escaped whatever it says, and only the sanitiser's links are links.

import { Parser } from 'htmlparser2';
import { HoverTable } from './hoverTable.js';
import { lineOf, longestRun, type Run } from './hoverText.js';

/** What a block stands in: a quote or a list item. */
interface Container {
  /** Before its first line. */
  readonly marker: string;
  /** Before its other lines. */
  readonly rest: string;
  isStarted: boolean;
}

interface List {
  readonly isOrdered: boolean;
  readonly start: number;
  items: number;
}

/** Deeper lists and quotes are written at this depth: a hover is narrow. */
const maxDepth = 4;

const blockElements: ReadonlySet<string> = new Set('p div h3 h4 h5 h6 figure figcaption details summary dl dt dd caption li'.split(' '));
const strongElements: ReadonlySet<string> = new Set('strong b h3 h4 h5 h6 th summary dt'.split(' '));
const emphasisElements: ReadonlySet<string> = new Set('em i cite dfn var'.split(' '));
const codeElements: ReadonlySet<string> = new Set('code kbd samp'.split(' '));

/** The beginning of safe markup as Markdown: at most about `max` characters of text, cut between words with `…`. */
export function toHoverMarkdown(markup: string, max: number): string {
  const writer = new HoverWriter(max);
  const parser = new Parser({
    onopentag: (name, attributes) => writer.open(name, attributes),
    onclosetag: (name) => writer.close(name),
    ontext: (text) => writer.text(text),
  });
  parser.end(markup);
  return writer.finish();
}

class HoverWriter {
  readonly #lines: string[] = [];
  readonly #containers: Container[] = [];
  readonly #lists: List[] = [];
  /** Open elements that set the look of text. */
  readonly #styles: { readonly name: string; readonly style?: Run['style']; readonly href?: string | undefined }[] = [];
  /** Lines of the paragraph that end in a break. */
  #broken: string[] = [];
  #runs: Run[] = [];
  #code: { text: string; readonly language: string } | undefined;
  #table: HoverTable | undefined;
  #left: number;
  #isCut = false;
  #isRaised = false;

  constructor(max: number) {
    this.#left = max;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#isCut) {
      return;
    }
    this.#openLook(name, attributes);
    if (this.#table !== undefined) {
      this.#openInTable(name);
      return;
    }
    if (blockElements.has(name)) {
      this.#flush();
    }
    switch (name) {
      case 'br':
        this.#endLine();
        break;
      case 'ul':
      case 'ol':
        this.#flush();
        this.#lists.push({ isOrdered: name === 'ol', start: Math.max(0, Number(attributes['start'] ?? 1)), items: 0 });
        break;
      case 'li':
        this.#openItem();
        break;
      case 'blockquote':
        this.#flush();
        this.#enter('> ', '> ');
        break;
      case 'pre':
        this.#flush();
        this.#code = { text: '', language: '' };
        break;
      case 'code':
        if (this.#code?.text === '') {
          this.#code = { text: '', language: /language-([\w+#.-]+)/.exec(attributes['class'] ?? '')?.[1] ?? '' };
        }
        break;
      case 'table':
        this.#flush();
        this.#table = new HoverTable();
        break;
      case 'sup':
        this.#isRaised = true;
        break;
      case 'hr':
        this.#flush();
        this.#block(['---']);
        break;
      default:
    }
  }

  close(name: string): void {
    if (this.#isCut) {
      return;
    }
    if (this.#table !== undefined) {
      this.#closeInTable(name);
    } else if (blockElements.has(name)) {
      this.#flush();
    }
    if (this.#table === undefined) {
      this.#closeBlock(name);
    }
    if (this.#styles.at(-1)?.name === name) {
      this.#styles.pop();
    }
  }

  #closeBlock(name: string): void {
    if (name === 'li' || name === 'blockquote') {
      this.#flush();
      this.#containers.pop();
    } else if (name === 'ul' || name === 'ol') {
      this.#flush();
      this.#lists.pop();
    } else if (name === 'pre') {
      this.#writeCode();
    }
  }

  text(text: string): void {
    if (this.#isCut) {
      return;
    }
    const cut = cutAtWord(text, this.#left);
    this.#left -= text.length;
    if (this.#code !== undefined && this.#table === undefined) {
      this.#code.text += cut ?? text;
    } else {
      // A power or a mark of a note; an ordinal's ending reads well without it.
      this.#write(this.#isRaised && !/^\p{L}{2,}$/u.test(text) ? `^${cut ?? text}` : (cut ?? text));
    }
    this.#isRaised = false;
    this.#isCut = cut !== undefined;
  }

  /** Closes what is open and gives the Markdown. */
  finish(): string {
    this.#writeCode();
    if (this.#table !== undefined) {
      this.#endCell();
      this.#writeTable();
    }
    this.#flush();
    return this.#lines.join('\n').trim();
  }

  #openLook(name: string, attributes: Readonly<Record<string, string>>): void {
    const style = strongElements.has(name)
      ? 'strong'
      : emphasisElements.has(name)
        ? 'emphasis'
        : codeElements.has(name)
          ? 'code'
          : undefined;
    if (style !== undefined || name === 'a') {
      this.#styles.push({ name, ...(style === undefined ? {} : { style }), href: attributes['href'] });
    }
  }

  #write(text: string): void {
    const style = this.#styles.findLast((one) => one.style !== undefined)?.style ?? 'plain';
    this.#runs.push({ text, style, href: this.#styles.findLast((one) => one.href !== undefined)?.href });
  }

  #openItem(): void {
    const list = this.#lists.at(-1);
    const marker = list?.isOrdered === true ? `${list.start + list.items}. ` : '- ';
    if (list !== undefined) {
      list.items += 1;
    }
    this.#enter(marker, ' '.repeat(marker.length));
  }

  #enter(marker: string, rest: string): void {
    this.#containers.push({ marker, rest, isStarted: false });
  }

  #endLine(): void {
    const line = lineOf(this.#runs);
    this.#runs = [];
    if (line !== '') {
      this.#broken.push(line);
    }
  }

  /** Writes the paragraph that has been gathered. */
  #flush(): void {
    this.#endLine();
    const lines = this.#broken;
    this.#broken = [];
    if (lines.length > 0) {
      this.#block(lines.map((line, index) => (index < lines.length - 1 ? `${line}  ` : line)));
    }
  }

  #writeCode(): void {
    if (this.#code === undefined) {
      return;
    }
    const { text, language } = this.#code;
    this.#code = undefined;
    const fence = '`'.repeat(Math.max(3, 1 + longestRun(text, '`')));
    if (text.trim() !== '') {
      this.#block([fence + language, ...text.replace(/\n$/, '').split('\n'), fence]);
    }
  }

  #openInTable(name: string): void {
    if (name === 'tr') {
      this.#table?.addRow();
    } else if (name === 'td' || name === 'th') {
      this.#runs = [];
    } else if (name === 'br' || blockElements.has(name)) {
      this.#write(' ');
    }
  }

  #closeInTable(name: string): void {
    if (name === 'td' || name === 'th') {
      this.#endCell();
    } else if (name === 'caption') {
      this.#flush();
    } else if (name === 'table') {
      this.#writeTable();
    } else if (blockElements.has(name)) {
      this.#write(' ');
    }
  }

  #endCell(): void {
    const cell = lineOf(this.#runs);
    this.#runs = [];
    if (cell !== '' || !this.#isCut) {
      this.#table?.addCell(cell);
    }
  }

  #writeTable(): void {
    const lines = this.#table?.lines() ?? [];
    this.#table = undefined;
    if (lines.length > 0) {
      this.#block(lines);
    }
  }

  /** Lines that belong together, in the quotes and lists that are open. */
  #block(lines: readonly string[]): void {
    const containers = this.#containers.slice(-maxDepth);
    const list = this.#lists.at(-1);
    const isItem = containers.at(-1)?.isStarted === false && containers.at(-1)?.marker !== '> ';
    // A list may follow right behind its parent's words, but a number other than 1 would be read as one of them.
    const isFirst = list?.items === 1 && (this.#lists.length === 1 || (list.isOrdered && list.start !== 1));
    if (this.#lines.length > 0 && (!isItem || isFirst)) {
      this.#lines.push(prefixOf(containers).trimEnd());
    }
    for (const line of lines) {
      this.#lines.push(`${containers.map((one) => (one.isStarted ? one.rest : one.marker)).join('')}${line}`);
      containers.forEach((one) => {
        one.isStarted = true;
      });
    }
  }
}

function prefixOf(containers: readonly Container[]): string {
  return containers.map((one) => (one.isStarted ? one.rest : '')).join('');
}

/** The text cut before the word that does not fit, with `…`; undefined when all of it fits. */
function cutAtWord(text: string, left: number): string | undefined {
  if (text.length <= left) {
    return undefined;
  }
  const head = text.slice(0, Math.max(left, 0)).replace(/[\ud800-\udbff]$/, '');
  const blank = head.search(/\s\S*$/);
  return `${(blank > 0 ? head.slice(0, blank) : head).trimEnd()}\u2026`;
}

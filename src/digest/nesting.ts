// Which parts of a Markdown text are safe to hand to a Markdown parser. Parsers overflow on deep nesting and take quadratic
// time on some runs of marks; this scan takes linear time and errs towards "not safe". It parses nothing itself.

/** A piece of the text: blocks that a parser may read, or text to be taken as it stands. */
export interface MarkdownPart {
  readonly text: string;
  readonly isParsable: boolean;
}

/** Quotes and lists that open on one line. */
const maxMarkers = 100;
/** Columns before a list item. */
const maxIndent = 240;
/** Marks of emphasis in one paragraph, list item or heading. */
const maxMarks = 1_000;
/** The same in a table or a fence, where a paragraph is not told from its neighbours. */
const maxMarksInGrid = 6_000;
/** Lines of one list or quote without a blank line. */
const maxLines = 8_000;
/** Marks in one word, such as an address. */
const maxWordMarks = 2_000;
/** What one block, and the whole text, may cost, in nanoseconds of a parser as measured. */
const maxBlockCost = 8e8;
const maxCost = 2e9;

/** No text longer than this is parsed: millions of characters are no article. */
const maxLength = 3_000_000;

const fence = /^ {0,3}(?:(`{3,})[^`]*|(~{3,}).*)$/;
/** The line under a table's header. */
const gridRule = /^[\s>|:-]*$/;
/** A line that ends a paragraph whatever stands before it: the beginning of a list item that is not empty. */
const startsItem = /^ {0,3}(?:[*+-]|1[.)])[ \t]+[^\s]/;
const containerStart = /^[ \t]*(?:[*+>-]|\d{1,9}[.)])/;

/**
 * Cuts a Markdown text at blank lines into parts that a parser may read and parts that would freeze or overflow it.
 * The parts hold the whole text in order, line ends made `\n`; joined with `\n` they give it back.
 */
export function splitAtHostile(markdown: string): readonly MarkdownPart[] {
  const text = markdown.replace(/\r\n?/g, '\n');
  if (text.length > maxLength) {
    return [{ text, isParsable: false }];
  }
  let total = 0;
  const parts: { lines: string[]; isParsable: boolean }[] = [];
  for (const block of blocksOf(text.split('\n'))) {
    const cost = costOf(block);
    const isParsable = cost <= maxBlockCost && total + cost <= maxCost;
    total += isParsable ? cost : 0;
    const last = parts.at(-1);
    if (last?.isParsable === isParsable) {
      // One call with all of them would overflow on a block of 200,000 lines.
      for (const line of block.lines) last.lines.push(line);
    } else {
      parts.push({ lines: [...block.lines], isParsable });
    }
  }
  return parts.map(({ lines, isParsable }) => ({ text: lines.join('\n'), isParsable }));
}

interface Block {
  readonly lines: readonly string[];
  readonly isFence: boolean;
}

/** Runs of lines up to and with their blank lines; a fence is one block, up to its end. */
function blocksOf(lines: readonly string[]): readonly Block[] {
  const blocks: Block[] = [];
  let start = 0;
  let end: string | undefined;
  lines.forEach((line, index) => {
    const marks = fence.exec(line);
    const mark = marks?.[1] ?? marks?.[2];
    let closes = end === undefined && line.trim() === '';
    if (end !== undefined) {
      closes = line.trim().startsWith(end) && line.trim() === end.charAt(0).repeat(line.trim().length);
    } else if (mark !== undefined) {
      if (index > start) {
        blocks.push({ lines: lines.slice(start, index), isFence: false });
      }
      start = index;
      end = mark;
    }
    if (closes) {
      blocks.push({ lines: lines.slice(start, index + 1), isFence: end !== undefined });
      start = index + 1;
      end = undefined;
    }
  });
  if (start < lines.length) {
    blocks.push({ lines: lines.slice(start), isFence: end !== undefined });
  }
  return blocks;
}

/** What a parser would need for a block, in nanoseconds; infinite when it would overflow. */
function costOf({ lines, isFence }: Block): number {
  const isGrid = isFence || lines.some((line) => line.includes('-') && gridRule.test(line));
  const isContainer = lines.some((line) => containerStart.test(line));
  let cost = isContainer ? 2.5 * lines.length ** 2 : 0;
  let marks = 0;
  let allMarks = 0;
  for (const line of lines) {
    const { markers, indent } = opening(line);
    const wordMarks = marksOfLongestWord(line);
    if (!isFence && (markers > maxMarkers || (markers > 0 && indent > maxIndent) || wordMarks > maxWordMarks)) {
      return Infinity;
    }
    cost += 1_500 * openers(line) + line.length * (20 * markers + (markers > 0 ? 6 * indent : 0)) + wordMarks ** 2;
    marks = (startsItem.test(line) ? 0 : marks) + emphasisMarks(line);
    allMarks += emphasisMarks(line);
    if (!isGrid && marks > maxMarks) {
      return Infinity;
    }
  }
  const isTooMuch = (isGrid && allMarks > maxMarksInGrid) || (isContainer && lines.length > maxLines);
  return isTooMuch ? Infinity : cost + 20 * (isGrid ? allMarks : marks) ** 2;
}

/** How many quotes and lists a line opens, and the columns before the first. */
function opening(line: string): { readonly markers: number; readonly indent: number } {
  const token = /[ \t]*(?:>|[*+-](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))/y;
  let markers = 0;
  let indent = 0;
  for (let match = token.exec(line); match !== null; match = token.exec(line)) {
    indent = markers === 0 ? match[0].length : indent;
    markers += 1;
  }
  return { markers, indent };
}

/** Signs that each start a search of their own. */
function openers(line: string): number {
  let count = 0;
  for (const character of line) {
    count += character === '<' || character === '[' || character === '`' || character === '!' || character === '\\' ? 1 : 0;
  }
  return count;
}

/** Runs of `*`, `_` and `~`. */
function emphasisMarks(line: string): number {
  let marks = 0;
  let last = '';
  for (const character of line) {
    marks += (character === '*' || character === '_' || character === '~') && character !== last ? 1 : 0;
    last = character;
  }
  return marks;
}

/** Signs that a parser of bare addresses looks back over. */
function marksOfLongestWord(line: string): number {
  let most = 0;
  let marks = 0;
  for (const character of line) {
    if (character === ' ' || character === '\t') {
      marks = 0;
    } else if (`?!.,:*&_'"~();`.includes(character)) {
      marks += 1;
      most = Math.max(most, marks);
    }
  }
  return most;
}

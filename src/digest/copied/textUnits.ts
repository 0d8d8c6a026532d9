// Cuts plain text into the units a person sees: paragraphs, single lines, bullets. It undoes what copying did (lost or doubled
// blank lines, lines wrapped at some width) and knows labels only as places where a unit ends.

import { isFurniture } from './furniture.js';
import { matchPlainLabel, type LabelledLine } from '../labels.js';
import { looksLikeTitle } from './lineLooks.js';
import { matchDateLine } from '../published.js';

export interface Unit {
  readonly kind: 'text' | 'bullet' | 'label';
  /** Lines as they came, without white space at their ends. */
  readonly lines: readonly string[];
  /** Without the bullet, lines joined by `\n`. */
  readonly text: string;
  /** The label, for a label. */
  readonly label?: LabelledLine;
  /** Columns before the first character. */
  readonly indent: number;
  /** True when the line breaks inside are only the width of the window it was copied from. */
  readonly isWrapped: boolean;
  /** A blank line, or the start of the text, is above. */
  readonly isApart: boolean;
}

const bullet = /^([\s\u200b]*)(?:[•◦▪‣●·*+–—-]|o(?=\t)|\d{1,3}[.)])(?:[\s\u200b]+)(?=\S)/;
const longLine = 110;
/** Narrowest width that mails and terminals wrap at, less one long word. */
const wrapWidth = 50;
/** Narrowest width of a window that breaks lines. */
const shortestWidth = 60;

/** How the text was laid out before it was copied. */
interface Layout {
  /** Blank lines are missing: every line is a paragraph. */
  readonly isDense: boolean;
  /** Paragraphs are broken into lines of about one width. */
  readonly isWrapped: boolean;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function isProse(line: string): boolean {
  return line.split(' ').length > 8;
}

function findLayout(lines: readonly string[]): Layout {
  let filled = 0;
  let groups = 0;
  let long = 0;
  let full = 0;
  lines.forEach((line, index) => {
    if (line.trim() === '') return;
    filled++;
    if (index === 0 || lines[index - 1]?.trim() === '') groups++;
    if (line.length > longLine && isProse(line)) long++;
    else if (line.length >= wrapWidth && isProse(line) && (lines[index + 1]?.trim() ?? '') !== '') full++;
  });
  const isWrapped = full > long * 3 && full > 0;
  return { isWrapped, isDense: !isWrapped && filled > 3 && groups <= Math.max(2, filled * 0.2) };
}

/** Lines that are a unit by themselves wherever they stand. */
function labelOf(line: string): LabelledLine | undefined {
  const label = matchPlainLabel(line);
  if (!label?.kind) return undefined;
  // "Tradeoffs" or "Links" alone is as likely a heading.
  return label.hasColon || (label.kind !== 'aside' && label.kind !== 'link') ? label : undefined;
}

interface Draft {
  kind: Unit['kind'];
  lines: string[];
  label?: LabelledLine;
  isApart: boolean;
  hasLongLine: boolean;
}

/** The next word would not have fitted: the break says nothing. */
function isBrokenByWidth(line: string, next: string): boolean {
  return line.trimEnd().length + 1 + (next.trimStart().split(' ', 1)[0] ?? '').length > shortestWidth;
}

function toUnit(draft: Draft): Unit {
  const [first = '', ...others] = draft.lines;
  const head = draft.kind === 'bullet' ? first.replace(bullet, '') : draft.kind === 'label' ? (draft.label?.rest ?? '') : first.trim();
  const isWrapped = draft.lines.every(
    (line, index) => index === draft.lines.length - 1 || isBrokenByWidth(line, draft.lines[index + 1] ?? ''),
  );
  const isFlat = isWrapped || draft.kind !== 'text';
  const rest = others.map((line) => (isFlat ? line.trim() : line));
  return {
    kind: draft.kind,
    lines: draft.lines,
    text: [head, ...rest].filter((line, index) => index > 0 || line !== '').join('\n'),
    ...(draft.label ? { label: draft.label } : {}),
    indent: indentOf(first),
    isWrapped,
    isApart: draft.isApart,
  };
}

/** Whether a line goes on with the unit above it, when no blank line is between. */
function goesOn(draft: Draft, line: string, layout: Layout): boolean {
  const last = draft.lines.at(-1) ?? '';
  if (draft.kind === 'bullet' || draft.kind === 'label') {
    if (layout.isWrapped) return last.trim().length >= wrapWidth || indentOf(line) > indentOf(draft.lines[0] ?? '');
    if (draft.kind === 'bullet' && indentOf(line) > indentOf(draft.lines[0] ?? '')) return true;
    return (
      draft.kind === 'bullet' && !layout.isDense && last.length <= longLine && !/[.!?…:;)”"]$/.test(last) && !/^\p{Lu}/u.test(line.trim())
    );
  }
  if (layout.isDense) return false;
  if (layout.isWrapped) return true;
  return line.length <= longLine && !draft.hasLongLine;
}

/**
 * Whether a line that begins like a bullet is only where a wrapped sentence was broken: "… 2. quarter", "… - a dash". A real
 * bullet follows the end of a sentence, a colon or another bullet.
 */
function isBrokenSentence(draft: Draft | undefined, line: string, layout: Layout): boolean {
  const last = draft?.lines.at(-1) ?? '';
  if (!draft || !layout.isWrapped || last.length < wrapWidth || /^\s*[•◦▪‣●·]/.test(line) || /[.:!?…]["'”’)]*$/.test(last)) return false;
  return draft.kind !== 'bullet' || indentOf(line) > indentOf(draft.lines[0] ?? '') + 1;
}

/** The top of a page: here a line that gives a date stands by itself, and so does the first line that is like a title. */
const headUnits = 14;

function isTitleLine(line: string, next: string | undefined): boolean {
  if (next === undefined || next.trim() === '' || isBrokenByWidth(line, next) || bullet.test(next)) return false;
  return looksLikeTitle(line.trim()) && !/[\t<>{}=|]|\d:\d\d/.test(line);
}

/** Copying can leave a bullet alone on its line: then the next line that is not blank is its text. */
function joinLoneBullets(lines: readonly string[]): readonly string[] {
  const joined: string[] = [];
  let lone = '';
  for (const line of lines) {
    if (/^\s{0,40}[•◦▪‣●]$/.test(line)) {
      if (lone !== '') joined.push(lone);
      lone = line;
    } else if (lone === '') joined.push(line);
    else if (line !== '') {
      joined.push(`${lone} ${line.trimStart()}`);
      lone = '';
    }
  }
  return lone === '' ? joined : [...joined, lone];
}

/** The units of a text with `\n` line ends, in order. Nothing but blank lines and white space at line ends is left out. */
export function toUnits(text: string): readonly Unit[] {
  const lines = joinLoneBullets(
    text
      .replace(/[\u00a0\u202f\u2007]/g, ' ')
      .split('\n')
      .map((line) => line.trimEnd()),
  );
  const layout = findLayout(lines);
  const drafts: Draft[] = [];
  let open: Draft | undefined;
  let isApart = true;
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') {
      isApart = true;
      open = undefined;
      continue;
    }
    const label = labelOf(line);
    const isDate = drafts.length < headUnits && matchDateLine(line) !== undefined;
    const isTop = drafts.length < headUnits && drafts.every((draft) => draft.lines.every(isFurniture));
    const isBullet = !label && !isDate && bullet.test(line) && !isBrokenSentence(open, line, layout);
    if (open && !label && !isBullet && !isDate && goesOn(open, line, layout)) {
      open.lines.push(line);
      open.hasLongLine ||= line.length > longLine;
    } else {
      open = {
        kind: label ? 'label' : isBullet ? 'bullet' : 'text',
        lines: [line],
        isApart,
        hasLongLine: line.length > longLine,
        ...(label ? { label } : {}),
      };
      drafts.push(open);
      // Such a line has nothing to go on with.
      if (label?.rest === '' || isDate || (isTop && isTitleLine(line, lines[index + 1]))) open = undefined;
    }
    isApart = false;
  }
  return drafts.map(toUnit);
}

/** Characters of a unit's text in one line. */
export function toLine(unit: Unit): string {
  return unit.text.replace(/\s+/g, ' ').trim();
}

// Reads the top of copied text: title, publication date, category, tags; of a mail its subject and date. What is neither is
// left to the body.

import { toCategory, toKnownCategory } from '../category.js';
import { parseDate } from '../dates.js';
import { isFurniture } from './furniture.js';
import { matchDateLine, matchPublished } from '../published.js';
import { toLine, type Unit } from './textUnits.js';

export interface TextHead {
  readonly title?: string;
  readonly published?: string;
  readonly category?: string;
  readonly tags: readonly string[];
  /** Units that became fields. */
  readonly used: ReadonlySet<Unit>;
  /** Units above the title: what the page has on top. They are text, whatever they look like. */
  readonly above: ReadonlySet<Unit>;
}

type Draft = { -readonly [Key in keyof TextHead]: TextHead[Key] } & { used: Set<Unit>; above: Set<Unit>; tags: string[] };

/** How far down the top of a page can reach, in units. */
const headUnits = 14;
const longestTitle = 220;
/** Longest title that ends with a full stop; a longer line is the excerpt. */
const longestStopped = 60;
const mostTags = 100;

function isTitleLike(unit: Unit): boolean {
  const line = toLine(unit);
  if (unit.kind !== 'text' || line.length > longestTitle || (unit.lines.length > 1 && !unit.isWrapped) || unit.lines.length > 3)
    return false;
  return /[\p{L}\p{N}]/u.test(line) && !/[.,;:…]["'”)]*$/.test(line) && !/https?:\/\/|^www\.\S+$/i.test(line);
}

function takeTags(draft: Draft, unit: Unit): boolean {
  const words = toLine(unit).split(' ');
  if (!words.every((word) => /^#[\p{L}\p{N}][\p{L}\p{N}_-]*,?$/u.test(word))) return false;
  if (words.length > mostTags) return false;
  for (const word of words) draft.tags.push(word.replace(/^#|,$/g, ''));
  draft.used.add(unit);
  return true;
}

/** A category line: a known one, or any short line in the place where the page has it. */
function takeCategory(draft: Draft, unit: Unit, next: Unit | undefined, isPlace: boolean): boolean {
  const line = toLine(unit);
  if (draft.category || unit.kind !== 'text' || unit.lines.length > 1 || line.length > 40 || /[.,;:!?]$/.test(line)) return false;
  const isCapitals = line === line.toUpperCase() && line !== line.toLowerCase();
  const isAboveTldr = next?.label?.kind === 'tldr' && next.label.rest === '';
  if (!toKnownCategory(line) && !(isPlace && (isCapitals || isAboveTldr) && /\p{L}/u.test(line))) return false;
  const category = toCategory(line);
  if (category) draft.category = category;
  draft.used.add(unit);
  return true;
}

/** A line with the date of the issue. Its words go on standing in the text when it says more, or what is no date. */
function takeDate(draft: Draft, unit: Unit): boolean {
  const found = matchDateLine(toLine(unit));
  if (!found) return false;
  if (found.date && found.isWhole && !draft.published) draft.used.add(unit);
  else draft.above.add(unit);
  if (found.date) draft.published ??= found.date;
  return true;
}

/** Where the date stands below subtitle and author, when nothing but short lines is between. */
function findDateUnit(units: readonly Unit[], start: number): number {
  for (let index = start; index < start + 6; index++) {
    const unit = units[index];
    if (unit?.kind !== 'text') return -1;
    if (matchDateLine(toLine(unit))?.date) return index;
    if (toLine(unit).length > 120 || /[.!?:]["'”’)]*$|https?:|www\./i.test(toLine(unit))) return -1;
  }
  return -1;
}

/** The lines below title or date: date, category, tags, in any order. */
function takeMeta(draft: Draft, units: readonly Unit[], start: number): void {
  const dateAt = draft.published ? -1 : findDateUnit(units, start);
  for (let index = start; index < Math.max(dateAt + 1, start) + 4; index++) {
    const unit = units[index];
    if (unit?.kind !== 'text') return;
    if (takeDate(draft, unit) || takeTags(draft, unit) || takeCategory(draft, unit, units[index + 1], Boolean(draft.published))) continue;
    if (index > dateAt) return;
    draft.above.add(unit);
  }
}

function takeTitle(draft: Draft, unit: Unit): void {
  draft.title = toLine(unit);
  draft.used.add(unit);
}

/** The title once more, as the heading of all: right above the TLDR of the issue. */
function takeRepeat(draft: Draft, units: readonly Unit[], start: number): void {
  const index = units.findIndex((unit, at) => at >= start && !draft.used.has(unit));
  const unit = units[index];
  const below = units[index + 1]?.label;
  if (unit && draft.title !== undefined && toLine(unit) === draft.title && below?.kind === 'tldr' && !below.hasColon) draft.used.add(unit);
}

/** Short lines between the top and the TLDR of the issue are furniture of the page: no heading stands there. */
function setAside(draft: Draft, units: readonly Unit[], start: number): void {
  const end = units.findIndex((unit, index) => index >= start && (unit.kind !== 'text' || index > start + 8 || toLine(unit).length > 80));
  const label = units[end]?.label;
  if (end === -1 || label?.kind !== 'tldr' || label.hasColon) return;
  for (const unit of units.slice(start, end)) if (!draft.used.has(unit)) draft.above.add(unit);
}

/** A line that can be the title of the page above its date: not the excerpt, the author or the reading time. */
function isHeadline(unit: Unit): boolean {
  const line = toLine(unit);
  if (isFurniture(line) || /^(?:by|von|par|autor:?) \p{Lu}/iu.test(line)) return false;
  return isTitleLike(unit) || (unit.kind === 'text' && unit.lines.length === 1 && line.length <= longestStopped);
}

/**
 * The title of a page stands above its date, mostly right above: what has the looks of one, else whatever is there. Out: the
 * unit above the title.
 */
function takeTitleAbove(draft: Draft, units: readonly Unit[], at: number): Unit | undefined {
  let other: Unit | undefined;
  for (let index = at - 1; index >= 0 && !draft.title; index--) {
    const unit = units[index];
    if (!unit || takeTags(draft, unit) || takeCategory(draft, unit, units[index + 1], false)) continue;
    if (isHeadline(unit)) {
      takeTitle(draft, unit);
      return units[index - 1];
    }
    if (unit.kind === 'text') other ??= unit;
  }
  if (other) takeTitle(draft, other);
  return undefined;
}

/** A page with its "Published on" line: the title stands right above it, or below when nothing is above. */
function readPage(draft: Draft, units: readonly Unit[], at: number): void {
  const line = units[at];
  if (!line) return;
  takeDate(draft, line);
  const above = takeTitleAbove(draft, units, at);
  takeMeta(draft, units, at + 1);
  // Above the title it may as well be the last line of a menu.
  if (above) takeCategory(draft, above, undefined, false);
  takeRepeat(draft, units, at + 1);
  setAside(draft, units, at + 1);
  if (draft.title) return;
  const next = units.slice(at + 1, at + 6).find((unit) => !draft.used.has(unit));
  if (next && isTitleLike(next)) takeTitle(draft, next);
}

const mailHeader = /^(from|to|cc|subject|date|sent|reply-to|od|do|temat|data|wysłano)\s*:\s*(.*)$/i;

/** The header lines of a mail. They stay in the text; only what they say is used. */
function readMail(draft: Draft, text: string): boolean {
  const headers = new Map<string, string>();
  for (const line of text.trimStart().split('\n', 12)) {
    const found = mailHeader.exec(line.trim());
    if (!found) break;
    headers.set((found[1] ?? '').toLowerCase(), found[2] ?? '');
  }
  if (headers.size < 2) return false;
  const subject = headers.get('subject') ?? headers.get('temat');
  const published = parseDate(headers.get('date') ?? headers.get('sent') ?? headers.get('data') ?? '');
  if (subject?.trim()) draft.title = subject.replace(/\s+/g, ' ').trim();
  if (published) draft.published = published;
  return true;
}

/** Reads the top of a text. `units` are all of its units, `text` the text itself. */
export function readHead(units: readonly Unit[], text: string): TextHead {
  const draft: Draft = { tags: [], used: new Set(), above: new Set() };
  if (readMail(draft, text)) return draft;
  const at = units.slice(0, headUnits).findIndex((unit) => unit.kind === 'text' && matchPublished(toLine(unit)));
  if (at !== -1) {
    readPage(draft, units, at);
    for (const unit of units.slice(0, at)) if (!draft.used.has(unit) && unit.kind !== 'label') draft.above.add(unit);
    return draft;
  }
  readPlain(draft, units);
  return draft;
}

/** Without a date line the title is the first line that could be one. */
function readPlain(draft: Draft, units: readonly Unit[]): void {
  const start = units.slice(0, headUnits).findIndex((unit) => unit.kind !== 'text' || !isFurniture(toLine(unit)));
  const [first, second] = units.slice(Math.max(start, 0), start + 2);
  if (first?.kind !== 'text' || units.length < 2) return;
  if (!isTitleLike(first)) {
    // Its first line names the issue and stays where it is.
    const line = first.lines[0]?.trim() ?? '';
    if (line.length <= longestTitle && !/https?:\/\//.test(line)) draft.title = line;
    return;
  }
  for (const unit of units.slice(0, start)) draft.above.add(unit);
  const isCategoryFirst = second && toKnownCategory(toLine(first)) !== undefined && isTitleLike(second);
  if (isCategoryFirst) takeCategory(draft, first, second, false);
  takeTitle(draft, isCategoryFirst ? second : first);
  takeMeta(draft, units, start + (isCategoryFirst ? 2 : 1));
  setAside(draft, units, start + 1);
}

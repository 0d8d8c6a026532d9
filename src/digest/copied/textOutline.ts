// Decides what the bare lines of copied text are: headings, labels of links whose address was lost in copying, or text.

import { isFurniture } from './furniture.js';
import type { LabelKind } from '../labels.js';
import { isDisclaimer, looksLikeStoppedTitle, looksLikeTitle } from './lineLooks.js';
import { toLine, type Unit } from './textUnits.js';

export type Role = 'heading' | 'lostLink' | 'text';

const longestHeading = 160;
const mostLostLinks = 3;
/** Longest line that is taken for the label of a link because the page counts more links. */
const mostFilled = 140;

/** A line that could be a heading by its looks: alone, and like a title. */
function isBare(unit: Unit | undefined): boolean {
  if (unit?.kind !== 'text' || unit.lines.length > 2 || (unit.lines.length === 2 && !unit.isWrapped)) return false;
  return looksLikeTitle(toLine(unit)) && !isFurniture(toLine(unit));
}

/** A line right above the TLDR of an article is its heading, whatever mark it ends with. */
function isAboveTldr(unit: Unit | undefined, next: Unit | undefined): boolean {
  if (unit?.kind !== 'text' || unit.lines.length > (unit.isWrapped ? 3 : 1) || next?.label?.kind !== 'tldr' || !next.label.hasColon)
    return false;
  return toLine(unit).length <= longestHeading && /[\p{L}\p{N}].*[.…?!]$/u.test(toLine(unit));
}

/** In a text that is no digest a heading has to look more like one. */
function isStrict(unit: Unit): boolean {
  const line = toLine(unit);
  return (
    unit.isApart &&
    unit.lines.length === 1 &&
    line.length >= 3 &&
    line.length <= 80 &&
    /^["“„«‘(]?[\p{Lu}\p{N}\p{Lo}\p{So}]/u.test(line) &&
    !/[@=<>{}|]|https?:/.test(line)
  );
}

function labelOf(unit: Unit | undefined): LabelKind | undefined {
  return unit?.label?.kind;
}

/** Likelier links first: a label that comes back, or names a site, or says what its section's heading says. */
function linkScore(line: string, heading: string, counts: ReadonlyMap<string, number>): number {
  const words = new Set(heading.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu));
  const shared = (line.toLowerCase().match(/[\p{L}\p{N}]{4,}/gu) ?? []).filter((word) => words.has(word)).length;
  return ((counts.get(line) ?? 0) > 1 ? 4 : 0) + (/ [-–—|:] |^\[/.test(line) ? 2 : 0) + Math.min(shared, 2);
}

/** A line that ends a section: the label of a link, as it seems. */
interface Candidate {
  readonly unit: Unit;
  readonly heading: string;
  /** What follows would make sense below it too. */
  readonly canBeHeading: boolean;
}

/** Nothing that belongs to the section follows. */
function isClosing(next: Unit | undefined): boolean {
  const label = labelOf(next);
  return next === undefined || label === 'takeaways' || label === 'externalLinks' || (next.kind === 'text' && isDisclaimer(toLine(next)));
}

export class TextOutline {
  readonly #roles = new Map<Unit, Role>();
  readonly #units: readonly Unit[];
  readonly #isDigest: boolean;
  readonly #candidates: Candidate[] = [];

  /** `linkCount` is what "External Links (n)" says. */
  constructor(units: readonly Unit[], linkCount: number | undefined) {
    this.#units = units;
    this.#isDigest = units.some((unit) => ['tldr', 'takeaways', 'externalLinks'].includes(labelOf(unit) ?? ''));
    this.#walk();
    if (!this.#isDigest || ![...this.#roles.values()].includes('heading')) this.#takeNumbered();
    if (linkCount !== undefined) this.#limit(linkCount);
    if (linkCount !== undefined) this.#fill(linkCount);
  }

  role(unit: Unit): Role {
    return this.#roles.get(unit) ?? 'text';
  }

  #walk(): void {
    let heading: string | undefined;
    let hasText = false;
    for (let index = 0; index < this.#units.length;) {
      const unit = this.#units[index];
      if (!unit) return;
      if (labelOf(unit) === 'externalLinks') return;
      if (labelOf(unit) === 'takeaways') {
        index = this.takeawaysEnd(index);
        hasText = true;
        continue;
      }
      if (heading !== undefined && hasText && this.#isLinkGroup(index)) {
        this.#addCandidate({ unit, heading, canBeHeading: false });
        index++;
        continue;
      }
      if (!this.#isBareAt(index)) {
        hasText ||= unit.kind !== 'label' || Boolean(unit.label?.rest);
        index++;
        continue;
      }
      let end = index;
      while (this.#isBareAt(end)) end++;
      const last = this.#decideRun(index, end, heading, hasText);
      if (last !== undefined) {
        heading = last;
        hasText = false;
      }
      index = end;
    }
  }

  /** "1. Start" above a paragraph, and "2. Go on" above another: chapters, unless a digest has headings. */
  #takeNumbered(): void {
    const numbered = this.#units.filter((unit, index) => {
      const next = this.#units[index + 1];
      const isLine = unit.kind === 'bullet' && unit.lines.length === 1 && /^\s*\d{1,2}[.)]/.test(unit.lines[0] ?? '');
      return isLine && unit.isApart && next?.kind === 'text' && next.isApart && looksLikeTitle(toLine(unit));
    });
    if (numbered.length > 1) for (const unit of numbered) this.#roles.set(unit, 'heading');
  }

  /** Two or three bare lines together at the end of a section: labels whose blank lines were lost. */
  #isLinkGroup(index: number): boolean {
    const unit = this.#units[index];
    const next = this.#units[index + 1];
    if (!this.#isDigest || !isClosing(next) || unit?.kind !== 'text' || unit.isWrapped || unit.lines.length < 2) return false;
    return unit.lines.length <= mostLostLinks && unit.lines.every((line) => isBare({ ...unit, lines: [line], text: line }));
  }

  #isBareAt(index: number): boolean {
    const unit = this.#units[index];
    const next = this.#units[index + 1];
    if (isAboveTldr(unit, next)) return true;
    if (unit?.kind === 'text' && unit.lines.length === 1 && looksLikeStoppedTitle(toLine(unit)))
      return this.#isDigest && (isClosing(next) || isBare(next) || isAboveTldr(next, this.#units[index + 2]));
    // A question above a list asks for the list.
    return isBare(unit) && !(next?.kind === 'bullet' && unit !== undefined && /[?!]$/.test(toLine(unit)));
  }

  /** Decides bare lines `start` to `end`. Out: the heading that is open after them, when there is a new one. */
  #decideRun(start: number, end: number, heading: string | undefined, hasText: boolean): string | undefined {
    const run = this.#units.slice(start, end);
    const next = this.#units[end];
    const label = labelOf(next);
    const isClosed = isClosing(next);
    const isHead = !isClosed && (label === undefined || label === 'tldr' || label === 'summary' || (label !== 'link' && !hasText));
    const labels = isHead ? run.slice(0, -1) : isClosed ? run : [];
    const canBeLinks = this.#isDigest && heading !== undefined && hasText && labels.length <= mostLostLinks;
    let last: string | undefined;
    for (const [index, unit] of run.entries()) {
      const isLast = index === run.length - 1;
      if (index < labels.length && canBeLinks) this.#addCandidate({ unit, heading: heading ?? '', canBeHeading: isHead && !label });
      else if (isHead && (isLast || (this.#isDigest && heading === undefined)) && (this.#isDigest || isStrict(unit))) {
        this.#roles.set(unit, 'heading');
        last = toLine(unit);
      }
    }
    return last;
  }

  #addCandidate(candidate: Candidate): void {
    this.#roles.set(candidate.unit, 'lostLink');
    this.#candidates.push(candidate);
  }

  /**
   * Index after the takeaways of the label at `index`. With bullets: where they end. Without, every unit to the next label, or
   * to a heading: a bare line after sentences, or the one above a TLDR.
   */
  takeawaysEnd(index: number): number {
    const start = index + 1;
    let end = start;
    const first = this.#units[start];
    if (first?.kind === 'text' && toLine(first).endsWith(':') && this.#units[start + 1]?.kind === 'bullet') end++;
    if (this.#units[end]?.kind === 'bullet') {
      while (this.#units[end]?.kind === 'bullet') end++;
      return end;
    }
    let hasSentence = this.#units[index]?.text !== '';
    for (; this.#units[end]?.kind === 'text'; end++) {
      const unit = this.#units[end];
      const next = this.#units[end + 1];
      if (isAboveTldr(unit, next)) return end;
      if (!isBare(unit)) hasSentence = true;
      else if (hasSentence || labelOf(next) === 'tldr' || labelOf(next) === 'summary') return end;
    }
    return end;
  }

  /** When the page says how many links it has, no more lines than that are taken for labels of links. */
  #limit(linkCount: number): void {
    const counts = new Map<string, number>();
    for (const { unit } of this.#candidates) counts.set(toLine(unit), (counts.get(toLine(unit)) ?? 0) + 1);
    if (counts.size <= linkCount) return;
    const scored = this.#candidates.map((candidate) => ({
      ...candidate,
      score: candidate.canBeHeading ? linkScore(toLine(candidate.unit), candidate.heading, counts) : Number.POSITIVE_INFINITY,
    }));
    const kept = new Set<string>();
    for (const { unit } of scored.toSorted((a, b) => b.score - a.score)) if (kept.size < linkCount) kept.add(toLine(unit));
    for (const { unit, canBeHeading } of scored) if (canBeHeading && !kept.has(toLine(unit))) this.#roles.set(unit, 'heading');
  }

  /**
   * When it says more, the missing ones are the short lines that end a section without a link, whatever mark they end with. Only
   * when there are no more of them than links missing.
   */
  #fill(linkCount: number): void {
    const found = new Set(this.#units.filter((unit) => labelOf(unit) === 'link' || this.role(unit) === 'lostLink').map(toLine));
    const last: Unit[] = [];
    let heading: Unit | undefined;
    let hasLink = false;
    this.#units.forEach((unit, index) => {
      const next = this.#units[index + 1];
      const above = this.#units[index - 1];
      if (this.role(unit) === 'heading') heading = unit;
      hasLink = unit === heading ? false : hasLink || this.role(unit) === 'lostLink' || labelOf(unit) === 'link';
      const isLast = isClosing(next) || (next !== undefined && this.role(next) === 'heading');
      if (!heading || hasLink || !isLast || above === heading || unit.kind !== 'text' || unit.lines.length > 1) return;
      if (toLine(unit).length <= mostFilled) last.push(unit);
    });
    if (last.length <= linkCount - found.size) for (const unit of last) this.#roles.set(unit, 'lostLink');
  }
}

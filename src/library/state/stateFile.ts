// Reading state as one JSON file: what *Export Reading State* writes and *Import Reading State* reads. The form is described in
// docs/reading-state.md. Whatever is read is foreign: each field is checked, what is odd is left out.

import { cutNote } from '../../digest/longestNote.js';
import type { IssueKey, Place } from '../../protocol/backend.js';
import type { StateFileProblem } from '../../protocol/readingState.js';
import { type IssueMarks, type Mark, mergeMarks, type ReadingState, soundMoment } from './readingState.js';
import type { StoredMarks } from './stateRecord.js';

const formatName = 'digest-reading-state';
const formatVersion = 1;

/** Bytes of a file that is read at all; a hundred thousand issues have about a quarter of it. */
const largestStateFile = 64 * 1024 * 1024;

const mostIssues = 500_000;
const longestKey = 2_000;
const longestAnchor = 2_000;
const farthest = 100_000_000;

/** A line of the file for each issue that there is something to say of: a row may be left of one that was forgotten. */
export function stateLines(page: readonly StoredMarks[]): readonly string[] {
  return page.filter(({ marks }) => Object.keys(marks).length > 0).map(stateLine);
}

/** One issue; title and address stand with those that were starred or noted. */
function stateLine({ key, marks, title, url }: StoredMarks): string {
  const { read, star, note, place } = marks;
  const isNamed = star?.value === true || (note !== undefined && note.value !== '');
  return JSON.stringify({
    key,
    ...(isNamed ? { title, url } : {}),
    ...(read && { read: read.value, readAt: toText(read) }),
    ...(star && { starred: star.value, starredAt: toText(star) }),
    ...(note && { note: note.value, noteAt: toText(note) }),
    ...(place && { place: place.value, placeAt: toText(place) }),
  });
}

/** The whole file. */
export function stateFile(lines: readonly string[], now: Date): string {
  const head = `{\n  "format": "${formatName}",\n  "version": ${formatVersion},\n  "exported": "${now.toISOString()}",\n  "issues": [`;
  return lines.length === 0 ? `${head}]\n}\n` : `${head}\n    ${lines.join(',\n    ')}\n  ]\n}\n`;
}

/** The last moment that a file can say. */
const lastMoment = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** A moment that nobody has lived through, of a damaged library, must not cost the others. */
function toText({ at }: Mark<unknown>): string {
  return new Date(Math.max(0, Math.min(lastMoment, at))).toISOString();
}

export type StateReading =
  | { readonly ok: true; readonly state: ReadingState; readonly leftOut: number }
  | { readonly ok: false; readonly problem: StateFileProblem };

/** Reads a file of anybody's. `now`: a decision from far ahead of it counts as the first of all. */
export function parseStateFile(content: Uint8Array, now: number): StateReading {
  if (content.byteLength > largestStateFile) return { ok: false, problem: 'tooLarge' };
  const file = parseJson(content);
  if (!isFields(file) || file['format'] !== formatName) return { ok: false, problem: 'notOurs' };
  const [version, issues] = [file['version'], file['issues']];
  if (typeof version === 'number' && version > formatVersion) return { ok: false, problem: 'newer' };
  if (version !== formatVersion || !Array.isArray(issues)) return { ok: false, problem: 'notOurs' };
  const state = new Map<IssueKey, IssueMarks>();
  let leftOut = Math.max(0, issues.length - mostIssues);
  for (const issue of issues.slice(0, mostIssues) as readonly unknown[]) {
    const key = isFields(issue) ? parseKey(issue['key']) : undefined;
    const marks = isFields(issue) ? parseMarks(issue, now) : {};
    if (key === undefined || Object.keys(marks).length === 0) leftOut += 1;
    else state.set(key, mergeMarks(state.get(key) ?? {}, marks));
  }
  return { ok: true, state, leftOut };
}

type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(content: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content)) as unknown;
  } catch (error) {
    // Not UTF-8, not JSON, or nested without end.
    if (error instanceof TypeError || error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A key of an issue: its source, a slash, its own id. */
export function parseKey(value: unknown): IssueKey | undefined {
  return typeof value === 'string' && value.length <= longestKey && /^[^/]+\/[^]+$/.test(value) ? value : undefined;
}

function parseMarks(fields: Fields, now: number): IssueMarks {
  const read = toMark(parseFlag(fields['read']), fields['readAt'], now);
  const star = toMark(parseFlag(fields['starred']), fields['starredAt'], now);
  const note = toMark(parseNote(fields['note']), fields['noteAt'], now);
  const place = toMark(parsePlace(fields['place']), fields['placeAt'], now);
  return { ...(read && { read }), ...(star && { star }), ...(note && { note }), ...(place && { place }) };
}

function toMark<T>(value: T | undefined, moment: unknown, now: number): Mark<T> | undefined {
  const at = parseMoment(moment);
  return value === undefined || at === undefined ? undefined : { value, at: soundMoment(at, now) };
}

function parseMoment(value: unknown): number | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/.test(value)) return undefined;
  const moment = Date.parse(value);
  return moment >= 0 ? moment : undefined;
}

function parseFlag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function parseNote(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  return value.trim() === '' ? '' : cutNote(value);
}

function parsePlace(value: unknown): Place | undefined {
  if (!isFields(value)) return undefined;
  const [anchor, offset] = [value['anchor'], value['offset']];
  if (typeof anchor !== 'string' || anchor.length > longestAnchor) return undefined;
  return typeof offset === 'number' && Math.abs(offset) <= farthest ? { anchor, offset } : undefined;
}

// What is remembered of a source from one reading to the next: validators, failures, where it moved. One JSON text a source,
// written whole, so that it is never half of one window's and half of another's. When to read again is decided elsewhere.

import type { SourceNote, SourceProblem, SourceStatus } from '../protocol/sources.js';
import { type LibraryDatabase, textOf } from './database.js';

/** Moments are milliseconds since 1970. What is absent is not known. Never holds a user or a password. */
export interface SourceMemory {
  /** Where it was learnt: what another address says is another matter. */
  readonly address?: string;
  /** Validators of the last answer that became issues, as the server wrote them. */
  readonly etag?: string;
  readonly lastModified?: string;
  /** Of the bytes that were read last. */
  readonly contentHash?: string;
  /** Where the server says it has moved for good. */
  readonly movedTo?: string;
  /** The feed that was found for a site. */
  readonly foundFeed?: string;
  /** The commit of a repository that was read last. */
  readonly commit?: string;
  /** Files of that commit that could not be kept. */
  readonly failedFiles?: SourceStatus['failed'];
  /** What it calls itself. */
  readonly title?: string;
  readonly homePage?: string;
  readonly lastTry?: number;
  readonly lastSuccess?: number;
  readonly nextTry?: number;
  /** Failures in a row; absent or 0 after a success. */
  readonly failures?: number;
  readonly problem?: SourceProblem;
  readonly note?: SourceNote;
  /** Usual time between two of its issues, in milliseconds. */
  readonly interval?: number;
  /** The pause that it asks for itself, in milliseconds. */
  readonly wish?: number;
  /** The build that read it last. */
  readonly reader?: string;
}

/** What each field is in JSON: another build may have written other things under its name. */
const fieldTypes: { readonly [Name in keyof SourceMemory]-?: 'string' | 'number' | 'object' } = {
  address: 'string',
  etag: 'string',
  lastModified: 'string',
  contentHash: 'string',
  movedTo: 'string',
  foundFeed: 'string',
  commit: 'string',
  failedFiles: 'object',
  title: 'string',
  homePage: 'string',
  lastTry: 'number',
  lastSuccess: 'number',
  nextTry: 'number',
  failures: 'number',
  problem: 'object',
  note: 'string',
  interval: 'number',
  wish: 'number',
  reader: 'string',
};

/** What is remembered; undefined for a source that was never tried. What cannot be understood counts as not known. */
export function readMemory(database: LibraryDatabase, sourceId: string): SourceMemory | undefined {
  const row = database.get('SELECT memory FROM source_memory WHERE source = ?', sourceId);
  return row && toMemory(textOf(row, 'memory'));
}

/** Replaces what is remembered. */
export function writeMemory(database: LibraryDatabase, sourceId: string, memory: SourceMemory): void {
  database.run('INSERT OR REPLACE INTO source_memory (source, memory) VALUES (?, ?)', sourceId, JSON.stringify(memory));
}

function toMemory(json: string): SourceMemory | undefined {
  const value = parse(json);
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = Object.entries(value).filter(
    ([name, field]: [string, unknown]) =>
      Object.hasOwn(fieldTypes, name) && field !== null && typeof field === Reflect.get(fieldTypes, name),
  );
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each field has been held against its type
  return Object.fromEntries(fields) as SourceMemory;
}

/** The value of a JSON text; undefined when it is none. */
function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

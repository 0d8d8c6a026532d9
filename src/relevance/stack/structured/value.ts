// What JSON, TOML and YAML have in common: tables, lists and texts, with the places where they stand. Tables are lists of
// entries, never objects: no key is special, and one that comes twice is seen twice.

import type { Span } from '../stackModel.js';

export interface Text {
  readonly kind: 'text';
  readonly text: string;
  /** Without its quotation marks. */
  readonly span: Span;
}

export interface Entry {
  readonly key: string;
  /** Of the key, without quotation marks. */
  readonly span: Span;
  readonly value: Value;
}

interface Table {
  readonly kind: 'table';
  readonly entries: readonly Entry[];
}

interface List {
  readonly kind: 'list';
  readonly items: readonly Value[];
}

/** Numbers, dates, nothing, and what is nested too deep to mean anything. */
interface Other {
  readonly kind: 'other';
}

export type Value = Text | Table | List | { readonly kind: 'flag'; readonly isTrue: boolean } | Other;

export type Parsed = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly reason: string };

export const other: Other = { kind: 'other' };

/** No manifest is nested as deep. */
export const deepest = 60;

/** In characters. What is longer was written by no person. */
const largestManifest = 2_000_000;

/** Runs a parser on a text. The parsers that are used here throw what they do not understand, or run out of stack. */
export function parseWith(text: string, parse: (text: string) => Parsed): Parsed {
  if (text.length > largestManifest) return { ok: false, reason: `It has more than ${largestManifest} characters.` };
  try {
    return parse(text);
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** What stands under `keys`, one after the other; of a key that comes twice, the last. */
export function at(value: Value | undefined, ...keys: readonly string[]): Value | undefined {
  let found = value;
  for (const key of keys) found = entriesOf(found).findLast((entry) => entry.key === key)?.value;
  return found;
}

export function entriesOf(value: Value | undefined): readonly Entry[] {
  return value?.kind === 'table' ? value.entries : [];
}

export function itemsOf(value: Value | undefined): readonly Value[] {
  return value?.kind === 'list' ? value.items : [];
}

export function asText(value: Value | undefined): Text | undefined {
  return value?.kind === 'text' ? value : undefined;
}

export function textsOf(value: Value | undefined): readonly Text[] {
  return itemsOf(value).filter((item) => item.kind === 'text');
}

/** The text under one key. */
export function textAt(value: Value | undefined, key: string): string | undefined {
  return asText(at(value, key))?.text;
}

export function isTrueAt(value: Value | undefined, key: string): boolean {
  const found = at(value, key);
  return found?.kind === 'flag' && found.isTrue;
}

/** A part of a text. Where the file writes it otherwise than it reads (with escapes), the whole text. */
export function partOf({ text, span }: Text, start: number, end: number): Span {
  return span.end - span.start === text.length ? { line: span.line, start: span.start + start, end: span.start + end } : span;
}

// Rows of a damaged database that no tree leads to any more: found page by page, and told by what they hold which table they are
// of. The last resort: it does not know what was deleted since, but for what lies on pages that are known to be free.

import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { pageSizeOf } from './salvageHeader.js';

type CarvedValue = string | bigint | number | Uint8Array | null;

/** A row with the values of the first columns of its table, as many as it was written with. */
export interface CarvedRow {
  readonly table: string;
  readonly values: readonly CarvedValue[];
}

interface File {
  readonly descriptor: number;
  readonly pageSize: number;
  readonly pages: number;
}

/** Longer than any text that is read. */
const largestRow = 64 * 1024 * 1024;

/** Pages between two turns of others. */
const patience = 200;

const leafOfTable = 13;
const innerOfIndex = 2;
const leafOfIndex = 10;

/** Finds the rows; nothing now and then. */
export function* carvedRows(path: string): Generator<CarvedRow | undefined, void, void> {
  const descriptor = openSync(path, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const pageSize = pageSizeOf(descriptor, size);
    const file: File = { descriptor, pageSize, pages: Math.floor(size / pageSize) };
    const free = freePages(file);
    // The first page holds the definitions of the tables.
    for (let page = 2; page <= file.pages; page++) {
      if (page % patience === 0) yield undefined;
      if (!free.has(page)) yield* rowsOn(file, page);
    }
  } finally {
    closeSync(descriptor);
  }
}

function* rowsOn(file: File, number: number): Generator<CarvedRow, void, void> {
  const page = readPage(file, number);
  const type = page[0] ?? 0;
  if (type !== leafOfTable && type !== innerOfIndex && type !== leafOfIndex) return;
  const cells = page.readUInt16BE(3);
  const pointers = type === innerOfIndex ? 12 : 8;
  for (let cell = 0; cell < cells && pointers + cell * 2 + 2 <= page.length; cell++) {
    const row = cellAt(file, page, page.readUInt16BE(pointers + cell * 2), type);
    if (row) yield row;
  }
}

function cellAt(file: File, page: Buffer, pointer: number, type: number): CarvedRow | undefined {
  const size = varint(page, type === innerOfIndex ? pointer + 4 : pointer);
  if (!size || size.value > Math.min(largestRow, file.pages * file.pageSize)) return undefined;
  const number = type === leafOfTable ? varint(page, size.end) : undefined;
  if (type === leafOfTable && !number) return undefined;
  const payload = payloadAt(file, page, number?.end ?? size.end, size.value, type === leafOfTable);
  const values = payload && valuesIn(payload);
  if (!values) return undefined;
  if (!number) return isState(values) ? { table: 'state', values } : undefined;
  const table = tableOf(values);
  // The number of the row stands in place of its first column, where that is its name.
  return table === undefined ? undefined : { table, values: values[0] === null ? [BigInt(number.value), ...values.slice(1)] : values };
}

/** The bytes of a row, those that lie on pages of their own too; undefined where they do not. */
function payloadAt(file: File, page: Buffer, start: number, size: number, isTable: boolean): Buffer | undefined {
  const usable = file.pageSize;
  const most = isTable ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
  if (size <= most) return start + size <= page.length ? page.subarray(start, start + size) : undefined;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const wanted = least + ((size - least) % (usable - 4));
  const local = wanted <= most ? wanted : least;
  if (start + local + 4 > page.length) return undefined;
  const parts = [page.subarray(start, start + local)];
  let next = page.readUInt32BE(start + local);
  for (let rest = size - local; rest > 0; rest -= usable - 4) {
    if (next < 2 || next > file.pages) return undefined;
    const overflow = readPage(file, next);
    parts.push(overflow.subarray(4, 4 + Math.min(rest, usable - 4)));
    next = overflow.readUInt32BE(0);
  }
  return Buffer.concat(parts);
}

/** The values of a row; undefined when it is none. */
function valuesIn(payload: Buffer): readonly CarvedValue[] | undefined {
  const header = varint(payload, 0);
  if (!header || header.value > payload.length) return undefined;
  const values: CarvedValue[] = [];
  let at = header.value;
  for (let position = header.end; position < header.value;) {
    const type = varint(payload, position);
    const read = type && valueAt(payload, at, type.value);
    if (!type || !read) return undefined;
    values.push(read.value);
    at = read.end;
    position = type.end;
  }
  return at === payload.length ? values : undefined;
}

/** How many bytes a whole number of each type takes. */
const numberSizes = [0, 1, 2, 3, 4, 6, 8] as const;

function valueAt(payload: Buffer, at: number, type: number): { readonly value: CarvedValue; readonly end: number } | undefined {
  const size = type >= 12 ? Math.floor((type - 12) / 2) : type === 7 ? 8 : (numberSizes[type] ?? 0);
  const end = at + size;
  if (end > payload.length || type === 10 || type === 11) return undefined;
  if (type === 0) return { value: null, end };
  if (type === 7) return { value: payload.readDoubleBE(at), end };
  if (type === 8 || type === 9) return { value: BigInt(type - 8), end };
  if (type < 7) return { value: size === 8 ? payload.readBigInt64BE(at) : BigInt(payload.readIntBE(at, size)), end };
  const bytes = payload.subarray(at, end);
  if (type % 2 === 0) return { value: bytes, end };
  return isUtf8(bytes) && !bytes.includes(0) ? { value: bytes.toString('utf8'), end } : undefined;
}

/** A number as SQLite writes it, in up to nine bytes; undefined when it is larger than any that is meant here. */
function varint(bytes: Buffer, start: number): { readonly value: number; readonly end: number } | undefined {
  let value = 0;
  for (let index = 0; index < 8; index++) {
    const byte = bytes[start + index];
    if (byte === undefined) return undefined;
    value = value * 128 + (byte % 128);
    if (byte < 128) return Number.isSafeInteger(value) ? { value, end: start + index + 1 } : undefined;
  }
  return undefined;
}

/** The pages that the file itself says are free; where it says nothing that makes sense, none. */
function freePages(file: File): ReadonlySet<number> {
  const free = new Set<number>();
  const first = readPage(file, 1);
  let trunk = first.subarray(0, 15).toString('latin1') === 'SQLite format 3' ? first.readUInt32BE(32) : 0;
  while (trunk > 1 && trunk <= file.pages && !free.has(trunk)) {
    free.add(trunk);
    const page = readPage(file, trunk);
    const leaves = Math.min(page.readUInt32BE(4), Math.floor(file.pageSize / 4) - 2);
    for (let leaf = 0; leaf < leaves; leaf++) free.add(page.readUInt32BE(8 + leaf * 4));
    trunk = page.readUInt32BE(0);
  }
  return free;
}

function readPage({ descriptor, pageSize }: File, number: number): Buffer {
  const page = Buffer.alloc(pageSize);
  readSync(descriptor, page, 0, pageSize, (number - 1) * pageSize);
  return page;
}

const kinds: readonly CarvedValue[] = ['bundled', 'imported', 'folder', 'feed', 'site', 'git'];

/** The table that a row must be of, by how many columns it has and what stands in the first ones. */
function tableOf(values: readonly CarvedValue[]): string | undefined {
  const [row, first, second, third, fourth] = values;
  if (values.length === 3 && kinds.includes(first ?? null) && isText(row) && isText(second)) return 'sources';
  if (row !== null) return undefined;
  if (values.length === 3) return (first === 'markdown' || first === 'html') && isText(second) ? 'bodies' : undefined;
  if (values.length >= 23) return isText(first) && isText(second) && first.startsWith(`${second}/`) ? 'issues' : undefined;
  if (!isWhole(first)) return undefined;
  if (values.length === 5) return isWholeOrNone(second) && isWhole(third) && isText(fourth) ? 'takeaways' : undefined;
  if (values.length === 7 && isWhole(second) && isText(third) && isText(fourth)) return 'sections';
  if (values.length !== 7 && values.length !== 8) return undefined;
  return isWholeOrNone(second) && isWhole(third) && isText(fourth) ? 'links' : undefined;
}

/** Rows of this table stand among those of the indexes. */
function isState(values: readonly CarvedValue[]): boolean {
  const [key, read, starred, anchor, offset] = values;
  const isPlace = (anchor === null || isText(anchor)) && (offset === null || typeof offset === 'number' || typeof offset === 'bigint');
  return (
    values.length >= 5 &&
    isText(key) &&
    key.includes('/') &&
    isWholeOrNone(read) &&
    isWholeOrNone(starred) &&
    isPlace &&
    (anchor === null) === (offset === null)
  );
}

function isText(value: CarvedValue | undefined): value is string {
  return typeof value === 'string';
}

function isWhole(value: CarvedValue | undefined): boolean {
  return typeof value === 'bigint';
}

function isWholeOrNone(value: CarvedValue | undefined): boolean {
  return value === null || isWhole(value);
}

// The first bytes of a database, made anew where they are gone: without them SQLite reads nothing of the rest. Works on a copy,
// never on the file itself.

import { closeSync, existsSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';

const headerSize = 100;

/** What the first page of each part of a tree begins with: inner and outer pages of indexes and tables. */
const pageTypes: readonly number[] = [2, 5, 10, 13];

/** Sizes that libraries have had; SQLite's own for those that were not made by us. */
const pageSizes = [8192, 4096] as const;

/** Pages that are looked at to find out how large they are. */
const lookedAt = 200;

/** Writes a header of ours where the one of the file is none. */
export function repairHeader(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    const found = Buffer.alloc(headerSize);
    readSync(descriptor, found, 0, headerSize, 0);
    if (isSound(found)) return;
    const { size } = fstatSync(descriptor);
    const pageSize = sizeInLog(`${file}-wal`) ?? pageSizeOf(descriptor, size);
    // Of a file without a whole page SQLite would throw the log away.
    if (size < pageSize) ftruncateSync(descriptor, pageSize);
    writeSync(descriptor, header(pageSize, Math.max(1, Math.floor(size / pageSize))), 0, headerSize, 0);
  } finally {
    closeSync(descriptor);
  }
}

function isSound(header: Buffer): boolean {
  const isOfSize = pageSizes.some((size) => header.readUInt16BE(16) === size);
  return header.subarray(0, 16).toString('latin1') === 'SQLite format 3\0' && isOfSize && header.readUInt32BE(56) === 1;
}

/** The log says how large the pages are that stand in it. */
function sizeInLog(log: string): number | undefined {
  if (!existsSync(log)) return undefined;
  const descriptor = openSync(log, 'r');
  try {
    const bytes = Buffer.alloc(12);
    readSync(descriptor, bytes, 0, bytes.length, 0);
    return pageSizes.find((size) => size === bytes.readUInt32BE(8));
  } finally {
    closeSync(descriptor);
  }
}

/** The size by which most pages begin as a page does. */
export function pageSizeOf(descriptor: number, size: number): number {
  const [ours, theirs] = pageSizes;
  // Of pages of half the size every other one begins where one of ours would.
  const isTheirs = likeness(descriptor, size, theirs) >= Math.max(likeness(descriptor, size, ours), 0.5);
  return isTheirs ? theirs : ours;
}

/** How many of the pages begin as a page does, if they are of a size: 0 to 1. */
function likeness(descriptor: number, size: number, pageSize: number): number {
  const first = Buffer.alloc(1);
  const pages = Math.min(lookedAt, Math.floor(size / pageSize));
  let count = 0;
  for (let page = 1; page < pages; page++) {
    readSync(descriptor, first, 0, 1, page * pageSize);
    if (pageTypes.includes(first[0] ?? 0)) count += 1;
  }
  return pages > 1 ? count / (pages - 1) : 0;
}

function header(pageSize: number, pages: number): Buffer {
  const bytes = Buffer.alloc(headerSize);
  bytes.write('SQLite format 3\0', 0, 'latin1');
  bytes.writeUInt16BE(pageSize, 16);
  // Written and read with a log beside it: it is looked for, and none is as good.
  bytes.set([2, 2, 0, 64, 32, 32], 18);
  bytes.writeUInt32BE(1, 24);
  bytes.writeUInt32BE(pages, 28);
  bytes.writeUInt32BE(1, 40);
  bytes.writeUInt32BE(4, 44);
  bytes.writeUInt32BE(1, 56);
  bytes.writeUInt32BE(1, 92);
  return bytes;
}

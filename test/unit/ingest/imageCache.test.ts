// The images that are kept on disk: found again, bounded, and sound when several windows use them.

import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ImageCache } from '../../../src/ingest/imageCache.js';
import { temporaryFolder } from './servers.js';

const bytes = (length: number): Uint8Array => new Uint8Array(length).fill(7);
const address = (name: string): string => `https://example.org/${name}.png`;

function agesOf(folder: string, minutes: number): void {
  const moment = new Date(Date.now() - minutes * 60_000);
  for (const name of readdirSync(folder)) utimesSync(join(folder, name), moment, moment);
}

describe('the kept images', () => {
  it('are found by their address, in another window too, and by no other', async () => {
    const folder = join(temporaryFolder(), 'images');
    await new ImageCache(folder).put(address('loom'), bytes(9));
    const other = new ImageCache(folder);
    expect(await other.get(address('loom'))).toEqual(Buffer.from(bytes(9)));
    expect(await other.get(address('warp'))).toBeUndefined();
    expect(readdirSync(folder)).toEqual([expect.stringMatching(/^[\da-f]{64}$/)]);
  });

  it('are at most so many and so large; those that were looked at stay', async () => {
    const folder = join(temporaryFolder(), 'images');
    const cache = new ImageCache(folder, { bytes: 1_000, files: 3 });
    await cache.put(address('first'), bytes(100));
    await cache.put(address('second'), bytes(100));
    await cache.put(address('third'), bytes(100));
    agesOf(folder, 10);
    await cache.get(address('first'));
    await cache.put(address('fourth'), bytes(100));
    await cache.put(address('fifth'), bytes(100));
    expect(readdirSync(folder)).toHaveLength(3);
    expect(await cache.get(address('first'))).toBeDefined();
    agesOf(folder, 10);
    await cache.put(address('large'), bytes(950));
    expect(readdirSync(folder)).toHaveLength(1);
    expect(await cache.get(address('large'))).toBeDefined();
  });

  it('lose what a window left half written an hour ago, and nothing that is being written', async () => {
    const folder = join(temporaryFolder(), 'images');
    await new ImageCache(folder).put(address('loom'), bytes(9));
    writeFileSync(join(folder, 'left.part'), bytes(9));
    agesOf(folder, 70);
    writeFileSync(join(folder, 'now.part'), bytes(9));
    await new ImageCache(folder).put(address('warp'), bytes(9));
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual(['now.part']);
  });

  it('written by many at once are whole', async () => {
    const folder = join(temporaryFolder(), 'images');
    const windows = Array.from({ length: 8 }, () => new ImageCache(folder, { bytes: 10_000, files: 4 }));
    await Promise.all(windows.flatMap((cache) => ['a', 'b', 'c', 'd', 'e'].map((name) => cache.put(address(name), bytes(1_000)))));
    for (const name of ['a', 'b', 'c', 'd', 'e']) expect([undefined, 1_000]).toContain((await windows[0]?.get(address(name)))?.length);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('that cannot be written cost nothing but another request', async () => {
    const folder = join(temporaryFolder(), 'file');
    writeFileSync(folder, 'no folder');
    const cache = new ImageCache(folder);
    await cache.put(address('loom'), bytes(9));
    expect(await cache.get(address('loom'))).toBeUndefined();
  });
});

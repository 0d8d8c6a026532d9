// The files of a repository on disk: which content each of them has, writing and deleting. Where contents come from is
// `gitRepository.ts`'s part.

import { mkdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Place of a file → name of the content in it; `''` where a writing may have been cut off. */
export type KeptFiles = ReadonlyMap<string, string>;

/** Hidden: neither of the two is listed as an issue. */
const listName = '.kept.json';
const partName = '.part';

/** What was written to `root` before. Starts it anew when nothing is known of it. */
export async function readKept(root: string): Promise<KeptFiles> {
  const kept = parseList(await readFile(join(root, listName), 'utf8').catch(() => ''));
  if (!kept) await rm(root, { recursive: true, force: true, maxRetries: 3 });
  await mkdir(root, { recursive: true });
  return kept ?? new Map<string, string>();
}

function parseList(text: string): KeptFiles | undefined {
  try {
    const list: unknown = JSON.parse(text);
    if (!Array.isArray(list)) return undefined;
    return list.every(isPair) ? new Map(list) : undefined;
  } catch {
    return undefined; // Not there, or cut off: the files are written anew.
  }
}

function isPair(entry: unknown): entry is readonly [string, string] {
  return Array.isArray(entry) && entry.length === 2 && entry.every((part) => typeof part === 'string');
}

export async function writeKept(root: string, kept: KeptFiles): Promise<void> {
  await put(root, listName, JSON.stringify([...kept]));
}

/** Writes a file whole or not at all. */
export async function writeFileAt(root: string, place: string, content: Uint8Array): Promise<void> {
  await mkdir(dirname(join(root, place)), { recursive: true });
  await put(root, place, content);
}

async function put(root: string, place: string, content: Uint8Array | string): Promise<void> {
  await writeFile(join(root, partName), content);
  await rename(join(root, partName), join(root, place));
}

/** Deletes a file and the folders that it leaves empty. */
export async function deleteFileAt(root: string, place: string): Promise<void> {
  await rm(join(root, place), { recursive: true, force: true });
  for (let folder = dirname(place); folder !== '.'; folder = dirname(folder)) {
    const isGone = await rmdir(join(root, folder)).then(
      () => true,
      () => false, // Something else is in it.
    );
    if (!isGone) return;
  }
}

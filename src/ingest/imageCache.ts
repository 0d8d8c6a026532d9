// Images that were shown, on disk: one file each, named by the hash of its address, so that a second look asks nobody. Bounded
// in number and bytes; what was not looked at for longest goes first. Several windows share the folder and never half a file.

import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface CacheBounds {
  readonly bytes: number;
  readonly files: number;
}

const usualBounds: CacheBounds = { bytes: 100 * 1024 * 1024, files: 2_000 };

/** What is written before it has its name. One that is older than an hour was left by a process that ended. */
const partEnding = '.part';
const oldPart = 60 * 60 * 1000;

export class ImageCache {
  readonly #folder: string;
  readonly #bounds: CacheBounds;
  /** What this process has written since the folder was last looked through; at first it has not been. */
  #written = { bytes: Infinity, files: Infinity };
  #tidying: Promise<void> = Promise.resolve();

  constructor(folder: string, bounds: CacheBounds = usualBounds) {
    this.#folder = folder;
    this.#bounds = bounds;
  }

  /** The bytes kept of an address; undefined when there are none. To ask is to use them. */
  async get(address: string): Promise<Uint8Array | undefined> {
    const file = this.#fileOf(address);
    try {
      const bytes = await readFile(file);
      const now = new Date();
      await utimes(file, now, now);
      return bytes;
    } catch {
      // Not there, or taken away this moment by another window.
      return undefined;
    }
  }

  /** Keeps bytes. A disk that is full or can only be read costs the next look a request, and nothing else. */
  async put(address: string, bytes: Uint8Array): Promise<void> {
    const file = this.#fileOf(address);
    const part = `${file}.${randomUUID()}${partEnding}`;
    try {
      await mkdir(this.#folder, { recursive: true });
      await writeFile(part, bytes);
      await rename(part, file);
    } catch {
      await rm(part, { force: true }).catch(() => undefined);
      return;
    }
    this.#written = { bytes: this.#written.bytes + bytes.length, files: this.#written.files + 1 };
    // A tenth over the bounds at most: looking the folder through at each image would cost more than it keeps.
    if (this.#written.bytes > this.#bounds.bytes / 10 || this.#written.files > this.#bounds.files / 10) {
      this.#written = { bytes: 0, files: 0 };
      this.#tidying = this.#tidying.then(() => this.#tidy());
      await this.#tidying;
    }
  }

  /** Takes what was kept of an address away: it proved to be no image. */
  async remove(address: string): Promise<void> {
    await rm(this.#fileOf(address), { force: true }).catch(() => undefined);
  }

  async clear(): Promise<void> {
    await this.#tidying;
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 3 });
    this.#written = { bytes: Infinity, files: Infinity };
  }

  #fileOf(address: string): string {
    return join(this.#folder, createHash('sha256').update(address).digest('hex'));
  }

  async #tidy(): Promise<void> {
    const names = await readdir(this.#folder).catch(() => []);
    const found = await Promise.all(names.map((name) => this.#look(name)));
    const files = found.filter((file) => file !== undefined).toSorted((one, other) => other.used - one.used);
    let [bytes, count] = [0, 0];
    for (const { path, size, isLeft } of files) {
      bytes += size;
      count += 1;
      if (isLeft || bytes > this.#bounds.bytes || count > this.#bounds.files) {
        await rm(path, { force: true }).catch(() => undefined);
        bytes -= size;
        count -= 1;
      }
    }
  }

  /** A file of the folder; undefined when it is gone or being written. */
  async #look(name: string): Promise<{ path: string; size: number; used: number; isLeft: boolean } | undefined> {
    const path = join(this.#folder, name);
    try {
      const { size, mtimeMs } = await stat(path);
      const isPart = name.endsWith(partEnding);
      const isLeft = isPart && Date.now() - mtimeMs > oldPart;
      return isPart && !isLeft ? undefined : { path, size, used: mtimeMs, isLeft };
    } catch {
      return undefined;
    }
  }
}

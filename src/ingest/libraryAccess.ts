// Holds the library open for the worker: opens it when it is first needed, answers for it while it cannot be used, and
// closes it. What is asked of it is the business of the calls.

import type { LibraryStatus } from '../protocol/backend.js';
import type { LibraryDatabase } from '../library/database.js';
import { isDamage, isNewer, newer, type OpenOutcome, openLibrary, removeLibraryFiles } from '../library/open.js';
import { versionOf } from '../library/schema.js';
import { putSource, type StoredSource } from '../library/sources.js';
import type { WorkerLog } from './workerLog.js';

/** The library cannot be used; the name tells it from a bug at the other end of the channel. */
export class LibraryUnavailable extends Error {
  override readonly name = 'LibraryUnavailable';
}

export interface LibraryAccessOptions {
  readonly storageFolder: string;
  /** The sources that every library has. */
  readonly sources: readonly StoredSource[];
  readonly onOpened: () => void;
  readonly log: WorkerLog;
}

export class LibraryAccess {
  readonly #options: LibraryAccessOptions;
  #opened: OpenOutcome | undefined;
  #isClosed = false;

  constructor(options: LibraryAccessOptions) {
    this.#options = options;
  }

  /** Opens the library if need be. A broken one is tried again: what was in the way may be gone. */
  status(): LibraryStatus {
    if (this.#opened?.state === 'broken') this.#opened = undefined;
    const opened = this.#open();
    return opened.state === 'ready' ? { state: 'ready' } : opened;
  }

  /** Reads from the library; gives `otherwise` when it cannot be used. */
  read<T>(work: (database: LibraryDatabase) => T, otherwise: T): T {
    const opened = this.#open();
    return opened.state === 'ready' ? this.#use(opened.database, work) : otherwise;
  }

  /** Changes the library. Throws `LibraryUnavailable` when it cannot be used: a change is never dropped in silence. */
  write<T>(work: (database: LibraryDatabase) => T): T {
    const opened = this.#open();
    if (opened.state !== 'ready') throw new LibraryUnavailable(opened.detail);
    return this.#use(opened.database, work);
  }

  /** The open library; undefined when it was not needed yet or cannot be used. */
  get current(): LibraryDatabase | undefined {
    return this.#opened?.state === 'ready' ? this.#opened.database : undefined;
  }

  /** Writes down the sources that every library has. */
  addSources(): void {
    this.write((database) => {
      for (const source of this.#options.sources) putSource(database, source);
    });
  }

  /** Steps back from a library that another window has brought to a later version. Gives whether it was so. */
  leaveIfNewer(): boolean {
    const database = this.current;
    if (!database || !isNewer(database)) return false;
    const status = newer(versionOf(database));
    database.close();
    this.#opened = status;
    this.#options.log('warn', status.detail);
    return true;
  }

  /** Starts over with no file at all. Only for a broken library, at the person's request. */
  startOver(): void {
    this.#release();
    removeLibraryFiles(this.#options.storageFolder);
  }

  /** Closes the library for good. */
  close(): void {
    this.#isClosed = true;
    this.#release();
  }

  #release(): void {
    this.current?.close();
    this.#opened = undefined;
  }

  #open(): OpenOutcome {
    if (this.#opened) return this.#opened;
    if (this.#isClosed) throw new LibraryUnavailable('The library has been closed.');
    const { storageFolder, onOpened, log } = this.#options;
    const opened = openLibrary(storageFolder);
    this.#opened = opened;
    if (opened.state === 'ready') {
      log('info', `The library is open, journal ${opened.journal}.`);
      this.addSources();
      onOpened();
    } else {
      log('error', `The library is ${opened.state}: ${opened.detail}`);
    }
    return opened;
  }

  #use<T>(database: LibraryDatabase, work: (database: LibraryDatabase) => T): T {
    try {
      return work(database);
    } catch (error) {
      if (!isDamage(error)) throw error;
      const detail = error instanceof Error ? error.message : String(error);
      this.#options.log('error', `The library is damaged: ${detail}`);
      this.#release();
      this.#opened = { state: 'broken', detail };
      throw new LibraryUnavailable(detail);
    }
  }
}

// Holds the library open for the worker: opens it when it is first needed, answers for it while it cannot be used, has a damaged
// one salvaged, and closes it. What is asked of it is the business of the calls.

import type { LibraryStatus, LibraryTrouble } from '../protocol/libraryStatus.js';
import type { LibraryDatabase } from '../library/database.js';
import { writeMemo } from '../library/memos.js';
import {
  busyTimeout,
  isNewer,
  libraryFile,
  newer,
  type OpenedLibrary,
  type OpenOutcome,
  openLibrary,
  removeLibraryFiles,
} from '../library/open.js';
import { identityOf, isUnderSalvage } from '../library/salvageFiles.js';
import { readSalvageReport, writeSalvageReport } from '../library/salvage/salvageReport.js';
import { versionOf } from '../library/schema.js';
import { putSource, type StoredSource } from '../library/sources.js';
import { isDamage, troubleOf } from '../library/sqliteErrors.js';
import { Salvaging } from './salvaging.js';
import { describeError, type WorkerLog } from './workerLog.js';

/** The library cannot be used; the name tells it from a bug at the other end of the channel. */
export class LibraryUnavailable extends Error {
  override readonly name: string = 'LibraryUnavailable';
}

/** A change could not be written; the name says why. */
class LibraryNotWritten extends LibraryUnavailable {
  override readonly name: string;

  constructor(trouble: LibraryTrouble, detail: string) {
    super(detail);
    this.name = `LibraryNotWritten:${trouble}`;
  }
}

/** Another file has taken the library's place, or is about to. */
class LibraryMoved extends Error {}

export interface LibraryAccessOptions {
  readonly storageFolder: string;
  /** The sources that every library has. */
  readonly sources: readonly StoredSource[];
  readonly onOpened: () => void;
  /** What `status` says has become another. */
  readonly onStatus: () => void;
  /** The library was salvaged by this window and is open again. */
  readonly onSalvaged?: () => void;
  readonly log: WorkerLog;
}

/** Milliseconds until a salvage that failed may be tried again. */
const restTime = 3000;

/** Characters that are written to find out whether there is room. */
const probeSize = 65_536;

/** Salvages that one worker begins: a disk that damages every file is not written to for ever. */
const mostSalvages = 3;

export class LibraryAccess {
  readonly #options: LibraryAccessOptions;
  #opened: OpenOutcome | undefined;
  #salvaging: Salvaging | undefined;
  #salvages = 0;
  /** What could not be salvaged is not tried again before this moment: the views ask at once whenever it has failed. */
  #restsUntil = 0;
  #trouble: LibraryTrouble | undefined;
  /** False where a file system gives a file another identity each time. */
  #isSteady = true;
  #isClosed = false;

  constructor(options: LibraryAccessOptions) {
    this.#options = options;
  }

  /** Opens the library if need be. What cannot be used, or only be read, is tried again: what was in the way may be gone. */
  status(): LibraryStatus {
    const before = this.#opened;
    const mayHeal = before?.state === 'broken' ? Date.now() >= this.#restsUntil : before?.state === 'ready' && before.trouble;
    if (mayHeal) this.#release();
    const opened = this.#open();
    if (this.#salvaging) return { state: 'salvaging', detail: this.#salvaging.detail };
    if (opened.state === 'damaged') return { state: 'broken', detail: opened.detail };
    if (opened.state !== 'ready') return opened;
    if (this.#trouble) this.#probe();
    const salvaged = this.read(readSalvageReport, undefined);
    const trouble = opened.trouble ?? this.#trouble;
    return { state: 'ready', ...(trouble ? { trouble } : {}), ...(salvaged ? { salvaged } : {}) };
  }

  /** Opens the library if it is not open yet. */
  open(): void {
    this.#open();
  }

  /** Done when the salvage that is under way has ended; undefined when there is none. */
  get salvage(): Promise<unknown> | undefined {
    return this.#salvaging?.ended;
  }

  /** Reads from the library; gives `otherwise` when it cannot be used. */
  read<T>(work: (database: LibraryDatabase) => T, otherwise: T): T {
    const opened = this.#open();
    if (opened.state !== 'ready') return otherwise;
    try {
      return work(opened.database);
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.#salvage(opened.identity, error);
      return otherwise;
    }
  }

  /**
   * Changes the library, all of it or nothing. Throws `LibraryUnavailable` when it cannot be used or written: a change is never
   * dropped in silence.
   */
  write<T>(work: (database: LibraryDatabase) => T): T {
    try {
      return this.#write(work);
    } catch (error) {
      if (!(error instanceof LibraryMoved)) throw error;
    }
    // The work was not begun.
    this.#followMove();
    try {
      return this.#write(work);
    } catch (error) {
      if (!(error instanceof LibraryMoved)) throw error;
      this.#isSteady = false;
      return this.#write(work);
    }
  }

  /** Does to the file what SQLite does in no transaction. Throws as `write` does. */
  maintain<T>(work: (database: LibraryDatabase) => T): T {
    if (this.leaveIfMoved()) throw new LibraryUnavailable('Another window has made the library anew.');
    const opened = this.#writable();
    try {
      return work(opened.database);
    } catch (error) {
      throw this.#explain(error, opened);
    }
  }

  /** The open library; undefined when it was not needed yet or cannot be used. */
  get current(): LibraryDatabase | undefined {
    return this.#opened?.state === 'ready' ? this.#opened.database : undefined;
  }

  /** Writes down the sources that every library has. */
  addSources(): void {
    this.write((database) => this.#putSources(database));
  }

  /** Puts the news of a salvage aside. */
  dismissSalvage(): void {
    this.write((database) => writeSalvageReport(database, undefined));
    this.#options.onStatus();
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

  /** Lets go of a file whose place another window has given, or is giving, to a new one. Gives whether it was so. */
  leaveIfMoved(): boolean {
    const opened = this.#opened;
    if (opened?.state !== 'ready' || !this.#isMoved(opened)) return false;
    this.#followMove();
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
    this.#salvaging?.stop();
    this.#release();
  }

  #release(): void {
    this.current?.close();
    this.#opened = undefined;
  }

  #open(): OpenOutcome {
    if (this.#opened) return this.#opened;
    if (this.#isClosed) throw new LibraryUnavailable('The library has been closed.');
    const { storageFolder, log } = this.#options;
    const opened = openLibrary(storageFolder);
    this.#opened = opened;
    if (opened.state === 'ready') this.#welcome(opened);
    else log('error', `The library is ${opened.state}: ${opened.detail}`);
    if (opened.state === 'damaged') this.#salvage(opened.identity, new Error(opened.detail));
    return this.#opened;
  }

  #welcome(opened: OpenedLibrary): void {
    const { log, onOpened } = this.#options;
    const how = opened.trouble ? `for reading only (${opened.trouble})` : `journal ${opened.journal}`;
    log('info', `The library is open, ${how}.`);
    if (!opened.trouble && !this.#joinSalvage()) this.#prepare(opened);
    onOpened();
  }

  /** Not by `write`, which opens a file that has moved anew: where each seems to have, that would never end. */
  #prepare(opened: OpenedLibrary): void {
    const { database } = opened;
    try {
      database.transaction(() => this.#putSources(database));
    } catch (error) {
      const explained = this.#explain(error, opened);
      // It can be read all the same; whoever has something to write tries again.
      if (!(explained instanceof LibraryUnavailable)) throw explained;
    }
  }

  #write<T>(work: (database: LibraryDatabase) => T): T {
    const opened = this.#writable();
    const { database } = opened;
    const isHealing = this.#trouble !== undefined;
    try {
      const before = isHealing ? database.changes() : 0;
      const result = database.transaction(() => {
        // With the lock in hand: whoever moves the file waits for it.
        if (this.#isMoved(opened)) throw new LibraryMoved();
        return work(database);
      });
      if (isHealing && database.changes() > before) this.#setTrouble(undefined);
      return result;
    } catch (error) {
      throw this.#explain(error, opened);
    }
  }

  #writable(): OpenedLibrary {
    const opened = this.#open();
    if (opened.state !== 'ready') throw new LibraryUnavailable(opened.detail);
    if (opened.trouble) throw new LibraryNotWritten(opened.trouble, 'The library can only be read.');
    return opened;
  }

  /** What becomes of an error of a write: damage has the library salvaged, a disk that is full is said in the view. */
  #explain(error: unknown, opened: OpenedLibrary): unknown {
    const detail = error instanceof Error ? error.message : String(error);
    if (isDamage(error)) {
      this.#salvage(opened.identity, error);
      return new LibraryUnavailable(detail);
    }
    const trouble = troubleOf(error);
    if (!trouble) return error;
    this.#setTrouble(trouble, detail);
    return new LibraryNotWritten(trouble, detail);
  }

  /** Tries to write, without waiting for anybody. */
  #probe(): void {
    const setWait = (time: number): void => void this.current?.get(`PRAGMA busy_timeout = ${time}`);
    setWait(0);
    try {
      // As much as an issue takes: where a mark finds room, an issue may not.
      this.write((database) => writeMemo(database, 'probe', 'x'.repeat(probeSize)));
      this.write((database) => writeMemo(database, 'probe', undefined));
    } catch (error) {
      if (!(error instanceof LibraryUnavailable)) throw error;
    }
    setWait(busyTimeout);
  }

  #setTrouble(trouble: LibraryTrouble | undefined, detail = ''): void {
    if (this.#trouble === trouble) return;
    this.#trouble = trouble;
    const { log, onStatus } = this.#options;
    if (trouble) log('error', `The library cannot be written (${trouble}): ${detail}`);
    else log('info', 'The library is written again.');
    onStatus();
  }

  #isMoved({ identity }: OpenedLibrary): boolean {
    const file = libraryFile(this.#options.storageFolder);
    return isUnderSalvage(file) || (this.#isSteady && identityOf(file) !== identity);
  }

  #followMove(): void {
    if (this.#joinSalvage()) return;
    this.#release();
    this.#open();
    this.#options.onStatus();
  }

  /** Whoever salvages may have died over it: then it is for this window to go on. Gives whether there is a salvage. */
  #joinSalvage(): boolean {
    if (!isUnderSalvage(libraryFile(this.#options.storageFolder))) return false;
    this.#salvage(undefined, new Error('Another window salvages the library.'));
    return true;
  }

  #salvage(damaged: string | undefined, error: unknown): void {
    const { storageFolder, log, onStatus } = this.#options;
    const detail = error instanceof Error ? error.message : String(error);
    this.#release();
    if (this.#salvaging) return;
    if (this.#salvages >= mostSalvages) return this.#giveUp(detail);
    log('error', `The library is salvaged: ${detail}`);
    this.#opened = { state: 'damaged', detail, identity: damaged };
    const salvaging = new Salvaging(storageFolder, damaged, detail);
    this.#salvaging = salvaging;
    void salvaging.ended.then((outcome) => {
      this.#salvaging = undefined;
      if (outcome.outcome === 'stopped' || this.#isClosed) return;
      if (outcome.outcome === 'failed') {
        log('error', `The library could not be salvaged: ${describeError(outcome.error)}`);
        this.#giveUp(outcome.error instanceof Error ? outcome.error.message : detail);
      } else {
        if (outcome.outcome === 'salvaged') this.#salvages += 1;
        if (outcome.outcome === 'salvaged') log('warn', `The library was salvaged: ${JSON.stringify(outcome.report)}`);
        this.#opened = undefined;
        this.#open();
        if (outcome.outcome === 'salvaged') this.#options.onSalvaged?.();
        onStatus();
      }
    });
    onStatus();
  }

  #giveUp(detail: string): void {
    this.#opened = { state: 'broken', detail };
    this.#restsUntil = Date.now() + restTime;
    this.#options.onStatus();
  }

  #putSources(database: LibraryDatabase): void {
    for (const source of this.#options.sources) putSource(database, source);
  }
}

// A folder at work: reads it, watches it, and waits for it while it is away. Which files to read is decided in
// `sources/folder/folder.ts`.

import { putSource } from '../../library/sources.js';
import type { FolderSource as FolderDefinition } from '../../protocol/sources.js';
import type { FolderProblem } from '../../sources/folder/folder.js';
import { listFolder } from '../../sources/folder/folderListing.js';
import { type FolderWatch, watchFolder } from '../../sources/folder/folderWatch.js';
import { identify, type SourceIdentity } from '../../sources/identify.js';
import { type PutCounts, readListing } from '../files.js';
import { LibraryUnavailable } from '../libraryAccess.js';
import { describeError } from '../workerLog.js';
import { failedFiles } from './failedFiles.js';
import type { LiveSource, ReadOptions, ReadSummary, SourceServices } from './liveSource.js';

/** Milliseconds between looks for a folder that is away. */
const defaultRecheck = 3000;

const nothing: PutCounts = { added: 0, updated: 0 };

export class FolderSource implements LiveSource {
  readonly definition: FolderDefinition;
  readonly isWatched = true;
  readonly #identity: SourceIdentity;
  readonly #services: SourceServices;
  readonly #recheckTime: number;
  #abort = new AbortController();
  #watch: FolderWatch | undefined;
  #recheck: NodeJS.Timeout | undefined;
  #problem: FolderProblem | undefined;
  #lastRead: number | undefined;
  /** The reading under way; undefined when there is none. */
  #reading: Promise<PutCounts> | undefined;
  #isOutdated = false;

  /** `recheckTime`: milliseconds between looks for a folder that is away. */
  constructor(definition: FolderDefinition, services: SourceServices, recheckTime: number = defaultRecheck) {
    this.definition = definition;
    this.#identity = identify(definition);
    this.#services = services;
    this.#recheckTime = recheckTime;
  }

  get id(): string {
    return this.#identity.id;
  }

  async start(): Promise<void> {
    this.#abort = new AbortController();
    await this.#read();
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    this.#away();
    clearTimeout(this.#recheck);
    await this.#reading;
  }

  /** Looks at the folder again; it cannot be stopped half-way, since watching it does the same. */
  async read(_options: ReadOptions): Promise<ReadSummary> {
    const counts = await this.#read();
    return { ...counts, ...(this.#problem === undefined ? {} : { problem: { reason: this.#problem } }) };
  }

  status(): ReturnType<LiveSource['status']> {
    const { kind, name, address } = this.#identity;
    return {
      sourceId: this.id,
      kind,
      definition: this.definition,
      name,
      address,
      ...(this.#problem === undefined ? {} : { problem: { reason: this.#problem } }),
      ...(this.#lastRead === undefined ? {} : { lastTry: this.#lastRead }),
      ...(this.#lastRead === undefined || this.#problem !== undefined ? {} : { lastSuccess: this.#lastRead }),
      failed: failedFiles(this.#services.library, this.id),
    };
  }

  /** Reads what changed. Called while a reading is under way it has that one followed by another. Never rejects. */
  #read(): Promise<PutCounts> {
    this.#isOutdated = true;
    this.#reading ??= this.#readUntilCurrent().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #readUntilCurrent(): Promise<PutCounts> {
    let [added, updated] = [0, 0];
    while (this.#isOutdated && !this.#abort.signal.aborted) {
      this.#isOutdated = false;
      try {
        const counts = await this.#readOnce(this.#abort.signal);
        added += counts.added;
        updated += counts.updated;
      } catch (error) {
        // Why the library cannot be used has been logged once; each folder need not say it again.
        if (error instanceof LibraryUnavailable) this.#services.log('debug', `${this.#root} waits for the library.`);
        else this.#services.log('error', `${this.#root} could not be read: ${describeError(error)}`);
      }
    }
    return { added, updated };
  }

  async #readOnce(signal: AbortSignal): Promise<PutCounts> {
    const { library, emit, log, build } = this.#services;
    // Watched before it is listed: what happens in between is then seen by one of the two.
    this.#watch ??= this.#startWatch();
    const listed = await listFolder(this.#root, undefined, signal);
    if (signal.aborted) return nothing;
    this.#lastRead = Date.now();
    if (!listed.ok) {
      this.#waitFor(listed.problem);
      return nothing;
    }
    this.#setProblem(undefined);
    if (this.#watch?.cover(listed.listing.folders)) this.#isOutdated = true;
    if (!listed.listing.isComplete) log('warn', `${this.#root} holds more than is read of one folder; the rest is left out.`);
    library.write((database) => putSource(database, { id: this.id, kind: 'folder', name: this.#identity.name }));
    return readListing(listed.listing, { sourceId: this.id, root: this.#root, reader: build, signal, emit }, library, log);
  }

  get #root(): string {
    return this.#identity.address;
  }

  #startWatch(): FolderWatch | undefined {
    return watchFolder(this.#root, () => void this.#read(), {
      onError: (error) => this.#services.log('debug', `${this.#root} is not watched in full: ${String(error)}`),
    });
  }

  /** The folder cannot be read: its issues stay as they are, and it is looked for until it can. */
  #waitFor(problem: FolderProblem): void {
    this.#setProblem(problem);
    this.#away();
    clearTimeout(this.#recheck);
    this.#recheck = setTimeout(() => void this.#read(), this.#recheckTime).unref();
  }

  #away(): void {
    this.#watch?.close();
    this.#watch = undefined;
  }

  #setProblem(problem: FolderProblem | undefined): void {
    if (this.#problem === problem) return;
    this.#problem = problem;
    this.#services.log(problem ? 'warn' : 'info', problem ? `${this.#root}: ${problem}.` : `${this.#root} is there again.`);
    this.#services.emit({ event: 'sourcesChanged' });
  }
}

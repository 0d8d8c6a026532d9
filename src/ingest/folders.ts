// The folder sources at work: one object per folder that reads it, watches it, and waits for it while it is away. Which
// files to read is decided in `sources/folder.ts`.

import { homedir } from 'node:os';
import { basename } from 'node:path';
import { filesOf, putSource } from '../library/sources.js';
import { countOfSource } from '../library/rows.js';
import type { BackendEvent, FolderProblem, FolderSource, SourceStatus } from '../protocol/backend.js';
import { folderSourceId, planReading, resolveFolder } from '../sources/folder.js';
import { listFolder } from '../sources/folderListing.js';
import { type FolderWatch, watchFolder } from '../sources/folderWatch.js';
import { inBatches } from './batches.js';
import { dropFiles, readFiles } from './files.js';
import { type LibraryAccess, LibraryUnavailable } from './libraryAccess.js';
import { describeError, type WorkerLog } from './workerLog.js';

export interface FolderContext {
  readonly library: LibraryAccess;
  readonly emit: (event: BackendEvent) => void;
  readonly log: WorkerLog;
  /** Names this build; see `FileReading.reader`. */
  readonly reader: string;
  /** Milliseconds between looks for a folder that is away. */
  readonly recheck?: number;
}

/** The set of folder sources. */
export class Folders {
  readonly #context: FolderContext;
  #folders: readonly Folder[] = [];
  #lastSet = 0;

  constructor(context: FolderContext) {
    this.#context = context;
  }

  /** Replaces the set; a folder named twice counts once. Done when each has been read once. Absence deletes nothing. */
  async set(sources: readonly FolderSource[]): Promise<void> {
    const turn = ++this.#lastSet;
    await this.stop();
    // A later set that was asked for meanwhile takes the place of this one.
    if (turn !== this.#lastSet) return;
    const byId = new Map<string, Folder>();
    for (const source of sources) {
      if (source.folder.trim() === '') continue;
      const folder = new Folder(source, this.#context);
      if (!byId.has(folder.id)) byId.set(folder.id, folder);
    }
    this.#folders = [...byId.values()];
    await this.start();
  }

  /** Reads and watches every folder of the set. */
  async start(): Promise<void> {
    this.#context.emit({ event: 'sourcesChanged' });
    await Promise.all(this.#folders.map((folder) => folder.start()));
  }

  /** Stops reading and watching; done when nothing of it is under way. The set stays. */
  async stop(): Promise<void> {
    await Promise.all(this.#folders.map((folder) => folder.stop()));
  }

  status(): readonly SourceStatus[] {
    return this.#folders.map((folder) => folder.status());
  }
}

class Folder {
  readonly id: string;
  readonly #root: string;
  readonly #source: FolderSource;
  readonly #context: FolderContext;
  #abort = new AbortController();
  #watch: FolderWatch | undefined;
  #recheck: NodeJS.Timeout | undefined;
  #problem: FolderProblem | undefined;
  /** The reading under way; undefined when there is none. */
  #reading: Promise<void> | undefined;
  #isOutdated = false;

  constructor(source: FolderSource, context: FolderContext) {
    this.#root = resolveFolder(source.folder, homedir());
    this.id = folderSourceId(this.#root);
    this.#source = source;
    this.#context = context;
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

  status(): SourceStatus {
    const { library } = this.#context;
    const files = library.read((database) => filesOf(database, this.id), []);
    return {
      sourceId: this.id,
      name: this.#name,
      folder: this.#root,
      issues: library.read((database) => countOfSource(database, this.id), 0),
      ...(this.#problem === undefined ? {} : { problem: this.#problem }),
      failed: files.flatMap(({ path, problem }) => (problem === undefined ? [] : [{ name: path, problem }])),
    };
  }

  get #name(): string {
    return this.#source.name?.trim() || basename(this.#root) || this.#root;
  }

  /** Reads what changed. Called while a reading is under way it has that one followed by another. Never rejects. */
  #read(): Promise<void> {
    this.#isOutdated = true;
    this.#reading ??= this.#readUntilCurrent().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #readUntilCurrent(): Promise<void> {
    while (this.#isOutdated && !this.#abort.signal.aborted) {
      this.#isOutdated = false;
      try {
        await this.#readOnce(this.#abort.signal);
      } catch (error) {
        // Why the library cannot be used has been logged once; each folder need not say it again.
        if (error instanceof LibraryUnavailable) this.#context.log('debug', `${this.#root} waits for the library.`);
        else this.#context.log('error', `${this.#root} could not be read: ${describeError(error)}`);
      }
    }
  }

  async #readOnce(signal: AbortSignal): Promise<void> {
    const { library, emit, log, reader } = this.#context;
    // Watched before it is listed: what happens in between is then seen by one of the two.
    this.#watch ??= this.#startWatch();
    const listed = await listFolder(this.#root, undefined, signal);
    if (signal.aborted) return;
    if (!listed.ok) return this.#waitFor(listed.problem);
    this.#setProblem(undefined);
    if (this.#watch?.cover(listed.listing.folders)) this.#isOutdated = true;
    if (!listed.listing.isComplete) log('warn', `${this.#root} holds more than is read of one folder; the rest is left out.`);

    library.write((database) => putSource(database, { id: this.id, kind: 'folder', name: this.#name }));
    const known = library.write((database) => filesOf(database, this.id));
    const plan = planReading(listed.listing, known, reader);
    // What is gone first: a file that was moved is then found again under its new path.
    await inBatches(
      plan.gone,
      500,
      (paths) => {
        const keys = dropFiles(library, this.id, paths);
        if (keys.length > 0) emit({ event: 'changed', scope: 'issues', keys });
      },
      signal,
    );
    await readFiles(
      library,
      {
        sourceId: this.id,
        root: this.#root,
        files: plan.toRead,
        reader,
        signal,
        onChanged: (keys) => emit({ event: 'changed', scope: 'issues', keys }),
      },
      log,
    );
    if (plan.toRead.length + plan.gone.length > 0) emit({ event: 'sourcesChanged' });
  }

  #startWatch(): FolderWatch | undefined {
    return watchFolder(this.#root, () => void this.#read(), {
      onError: (error) => this.#context.log('debug', `${this.#root} is not watched in full: ${String(error)}`),
    });
  }

  /** The folder cannot be read: its issues stay as they are, and it is looked for until it can. */
  #waitFor(problem: FolderProblem): void {
    this.#setProblem(problem);
    this.#away();
    clearTimeout(this.#recheck);
    this.#recheck = setTimeout(() => void this.#read(), this.#context.recheck ?? 3000).unref();
  }

  #away(): void {
    this.#watch?.close();
    this.#watch = undefined;
  }

  #setProblem(problem: FolderProblem | undefined): void {
    if (this.#problem === problem) return;
    this.#problem = problem;
    this.#context.log(problem ? 'warn' : 'info', problem ? `${this.#root}: ${problem}.` : `${this.#root} is there again.`);
    this.#context.emit({ event: 'sourcesChanged' });
  }
}

// Notices what other windows change in the library. The storage folder is watched, since the file itself is not touched
// before the log is written back; whether it was another window is asked of the database.

import { type FSWatcher, watch } from 'node:fs';
import { dataVersion, revisions, type Revisions } from '../library/revisions.js';
import type { BackendEvent } from '../protocol/backend.js';
import type { LibraryAccess } from './libraryAccess.js';
import type { WorkerLog } from './workerLog.js';

/** Milliseconds between a sign of change and the look at it: writes come in bursts. */
const calm = 60;

export class OtherWindows {
  readonly #library: LibraryAccess;
  readonly #emit: (event: BackendEvent) => void;
  readonly #log: WorkerLog;
  #watcher: FSWatcher | undefined;
  #timer: NodeJS.Timeout | undefined;
  #seen: { readonly version: number; readonly revisions: Revisions } | undefined;

  constructor(library: LibraryAccess, emit: (event: BackendEvent) => void, log: WorkerLog) {
    this.#library = library;
    this.#emit = emit;
    this.#log = log;
  }

  /** Starts watching, whenever the library was opened. Without a watch other windows' changes are seen later, not lost. */
  watch(storageFolder: string): void {
    this.#seen = this.#look();
    if (this.#watcher) return;
    try {
      this.#watcher = watch(storageFolder, { persistent: false }, () => {
        this.#timer ??= setTimeout(() => this.#check(), calm);
      });
      this.#watcher.on('error', (error) => this.#log('warn', `The storage folder is not watched: ${error.message}`));
    } catch (error) {
      this.#log('warn', `The storage folder is not watched: ${String(error)}`);
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#watcher?.close();
    this.#watcher = undefined;
  }

  #check(): void {
    this.#timer = undefined;
    // That everything may have changed is said by the library itself; the new file has counters of its own.
    if (this.#library.leaveIfMoved()) {
      this.#seen = this.#look();
      return;
    }
    const before = this.#seen;
    const now = this.#look();
    this.#seen = now;
    if (!now || now.version === before?.version) return;
    if (this.#library.leaveIfNewer()) return this.#emit({ event: 'changed', scope: 'issues' });
    if (now.revisions.issues !== before?.revisions.issues) this.#emit({ event: 'changed', scope: 'issues' });
    else if (now.revisions.state !== before.revisions.state) this.#emit({ event: 'changed', scope: 'state' });
  }

  #look(): { readonly version: number; readonly revisions: Revisions } | undefined {
    if (!this.#library.current) return undefined;
    return this.#library.read((database) => ({ version: dataVersion(database), revisions: revisions(database) }), undefined);
  }
}

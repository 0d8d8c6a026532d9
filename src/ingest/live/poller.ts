// Reads in the background what is due, for the sources of all open windows. Of all windows one does it: the one with the
// focus, which holds a lease in the library. Without focus nothing is requested.

import { readMemory } from '../../library/sourceMemory.js';
import { announceWindow, releaseLease, retractWindow, takeLease, wantedSources } from '../../library/windows.js';
import type { SourceDefinition } from '../../protocol/sources.js';
import { withoutSecrets } from '../../protocol/sourceAddress.js';
import { identify } from '../../sources/identify.js';
import { isDue } from '../../sources/schedule.js';
import type { LiveSource, SourceServices } from './liveSource.js';
import { openSource } from './openSource.js';
import type { Refreshes } from './refreshes.js';
import type { SourceSet } from './sourceSet.js';

/** Milliseconds after the start of the worker, or after the focus came, before anything is requested. */
const settleTime = 4_000;

/** Milliseconds between two looks at what is due. */
const lookTime = 30_000;

/** Milliseconds that a window's word counts: three looks, so that a slow machine is not taken for a dead window. */
const lifetime = 3 * lookTime + settleTime;

export interface PollerOptions {
  readonly windowId: string;
  readonly settleTime?: number;
  readonly lookTime?: number;
}

export class Poller {
  readonly #set: SourceSet;
  readonly #services: SourceServices;
  readonly #refreshes: Refreshes;
  readonly #windowId: string;
  readonly #settleTime: number;
  readonly #lookTime: number;
  #isFocused = false;
  #isEnabled = true;
  #timer: NodeJS.Timeout | undefined;

  constructor(set: SourceSet, services: SourceServices, refreshes: Refreshes, options: PollerOptions) {
    this.#set = set;
    this.#services = services;
    this.#refreshes = refreshes;
    this.#windowId = options.windowId;
    this.#settleTime = options.settleTime ?? settleTime;
    this.#lookTime = options.lookTime ?? lookTime;
  }

  setFocused(isFocused: boolean): void {
    this.#isFocused = isFocused;
    if (isFocused) this.#lookIn(this.#settleTime);
    else this.#step(() => this.#giveUpLease());
  }

  /** Whether anything is read in the background at all. */
  setEnabled(isEnabled: boolean): void {
    this.#isEnabled = isEnabled;
    if (!isEnabled) this.#refreshes.abandon('background');
  }

  /** The set of sources has changed. */
  wake(): void {
    this.#lookIn(this.#settleTime);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // A library that was never needed is not opened to say goodbye.
    if (!this.#services.library.current) return;
    this.#step(() => {
      this.#giveUpLease();
      this.#services.library.write((database) => retractWindow(database, this.#windowId));
    });
  }

  #lookIn(time: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), time).unref();
  }

  /** The readings go on by themselves: meanwhile the window keeps its word and its lease. */
  #look(): void {
    const due = this.#step(() => this.#due()) ?? [];
    if (due.length > 0) void this.#refreshes.run(due, { isForced: false, isBackground: true });
    this.#lookIn(this.#lookTime);
  }

  /** What is to be read now by this window: nothing unless it has focus and lease. */
  #due(): readonly LiveSource[] {
    const { library } = this.#services;
    const now = Date.now();
    const own = this.#set.sources.filter(isPolled).map(({ id, definition }) => ({ id, definition: withoutSecrets(definition) }));
    library.write((database) => {
      if (own.length === 0) retractWindow(database, this.#windowId);
      else announceWindow(database, this.#windowId, { sources: own, isFocused: this.#isFocused }, now, lifetime);
    });
    if (!this.#isFocused || !this.#isEnabled) return [];
    return library.write((database) => {
      const due = wantedSources(database, now).filter(
        ({ id }) => isDue(readMemory(database, id) ?? {}, now) && this.#refreshes.activityOf(id) === 'idle',
      );
      if (due.length === 0 || !takeLease(database, this.#windowId, now, lifetime)) return [];
      return due.map(({ definition }) => this.#opened(definition));
    });
  }

  /** A source of this window, or one that only another window has. */
  #opened(definition: SourceDefinition): LiveSource {
    const { id } = identify(definition);
    return this.#set.sources.find((source) => source.id === id) ?? openSource(definition, this.#services);
  }

  #giveUpLease(): void {
    if (this.#services.library.current) this.#services.library.write((database) => releaseLease(database, this.#windowId));
  }

  /** The library may be out of use; then there is nothing to poll for. */
  #step<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      this.#services.log('debug', `Sources wait: ${String(error)}`);
      return undefined;
    }
  }
}

function isPolled({ isWatched, definition }: LiveSource): boolean {
  return !isWatched && definition.paused !== true;
}

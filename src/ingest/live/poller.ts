// Reads in the background what is due, for the sources of all open windows. Of all windows one does it: the one with the
// focus, which holds a lease in the library until its readings have ended. Without focus none begins.

import { readMemory } from '../../library/sourceMemory.js';
import { announceWindow, isAnyWindowFocused, releaseLease, retractWindow, takeLease, wantedSources } from '../../library/windows.js';
import { withoutSecrets } from '../../protocol/sourceAddress.js';
import { type SourceDefinition, toSourceDefinition } from '../../protocol/sources.js';
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
  /** Readings of ours that are under way. */
  #readings = 0;
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
    // The other windows leave to the one with the focus what the person adds there.
    if (this.#services.library.current) this.#step(() => this.#announce(Date.now()));
    if (isFocused) this.#lookIn(this.#settleTime);
    else this.#giveUpLease();
  }

  /** Whether anything is read in the background at all. */
  setEnabled(isEnabled: boolean): void {
    this.#isEnabled = isEnabled;
    if (!isEnabled) this.#refreshes.abandon('background');
  }

  /** Whether the person is at another window. */
  get isFocusElsewhere(): boolean {
    return !this.#isFocused && this.#services.library.read((database) => isAnyWindowFocused(database, Date.now()), false);
  }

  /** Looks at nothing until it is woken. */
  pause(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** The set of sources has changed. */
  wake(): void {
    this.#lookIn(this.#settleTime);
  }

  close(): void {
    this.pause();
    // A library that was never needed is not opened to say goodbye.
    if (!this.#services.library.current) return;
    this.#step(() =>
      this.#services.library.write((database) => {
        releaseLease(database, this.#windowId);
        retractWindow(database, this.#windowId);
      }),
    );
  }

  #lookIn(time: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), time).unref();
  }

  /** The readings go on by themselves: meanwhile the window keeps its word and its lease. */
  #look(): void {
    const due = this.#step(() => this.#due()) ?? [];
    if (due.length > 0) void this.#read(due);
    this.#lookIn(this.#lookTime);
  }

  async #read(due: readonly LiveSource[]): Promise<void> {
    this.#readings += 1;
    try {
      await this.#refreshes.run(due, { isForced: false, isBackground: true });
    } finally {
      this.#readings -= 1;
      if (!this.#isFocused) this.#giveUpLease();
    }
  }

  /** What is to be read now by this window: nothing unless it has focus and lease. */
  #due(): readonly LiveSource[] {
    const { library } = this.#services;
    const now = Date.now();
    this.#announce(now);
    if (!this.#isFocused || !this.#isEnabled) return [];
    return library.write((database) => {
      const due = wantedSources(database, now).filter(
        ({ id }) => isDue(readMemory(database, id) ?? {}, now) && this.#refreshes.activityOf(id) === 'idle',
      );
      // A window of another build may want what this one does not know.
      const known = due.flatMap(({ definition }) => toSourceDefinition(definition) ?? []);
      if (known.length === 0 || !takeLease(database, this.#windowId, now, lifetime)) return [];
      return known.map((definition) => this.#opened(definition));
    });
  }

  /** Tells the other windows what this one wants read, and that it goes on with what it reads. */
  #announce(now: number): void {
    const own = this.#set.sources.filter(isPolled).map(({ id, definition }) => ({ id, definition: withoutSecrets(definition) }));
    this.#services.library.write((database) => {
      if (own.length === 0) retractWindow(database, this.#windowId);
      else announceWindow(database, this.#windowId, { sources: own, isFocused: this.#isFocused }, now, lifetime);
      if (this.#readings > 0) takeLease(database, this.#windowId, now, lifetime);
    });
  }

  /** A source of this window, or one that only another window has. */
  #opened(definition: SourceDefinition): LiveSource {
    const { id } = identify(definition);
    return this.#set.sources.find((source) => source.id === id) ?? openSource(definition, this.#services);
  }

  /** Unless readings are under way: another window would begin the same ones. */
  #giveUpLease(): void {
    if (this.#readings > 0 || !this.#services.library.current) return;
    this.#step(() => this.#services.library.write((database) => releaseLease(database, this.#windowId)));
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

// The sources of this window: opens and closes them as the setting changes, reads them when the person asks, and says how
// each is doing. Reading them in the background is the poller's part.

import { countsOfSources } from '../../library/lists/rows.js';
import { readMemory } from '../../library/sourceMemory.js';
import { renameSource } from '../../library/sources.js';
import type { IssueKey } from '../../protocol/backend.js';
import { type RefreshSummary, type SourceDefinition, type SourceStatus, toSourceDefinition } from '../../protocol/sources.js';
import { identify } from '../../sources/identify.js';
import { LibraryUnavailable } from '../libraryAccess.js';
import type { LiveSource, SourceServices } from './liveSource.js';
import { withOffline } from './offline.js';
import { openSource } from './openSource.js';
import type { Refreshes } from './refreshes.js';

export class SourceSet {
  readonly #services: SourceServices;
  readonly #refreshes: Refreshes;
  #sources: ReadonlyMap<string, LiveSource> = new Map();
  #isStarted = false;

  constructor(services: SourceServices, refreshes: Refreshes) {
    this.#services = services;
    this.#refreshes = refreshes;
  }

  /** The sources, each once, in the order of the setting; paused ones too. */
  get sources(): readonly LiveSource[] {
    return [...this.#sources.values()];
  }

  /**
   * Replaces the set; a source declared twice counts once. Those whose declaration is as before go on undisturbed. Done when
   * every folder that is new has been read once. Absence deletes nothing.
   * @returns the sources that were not in the set before or had another address, but for the first set of all.
   */
  async set(definitions: readonly SourceDefinition[]): Promise<readonly LiveSource[]> {
    const before = this.#sources;
    const isFirst = !this.#isStarted;
    this.#isStarted = true;
    const now = new Map<string, LiveSource>();
    for (const definition of definitions.flatMap((written) => toSourceDefinition(written) ?? [])) {
      const { id } = identify(definition);
      const known = before.get(id);
      const isSame = known !== undefined && JSON.stringify(known.definition) === JSON.stringify(definition);
      if (!now.has(id)) now.set(id, isSame ? known : openSource(definition, this.#services));
    }
    this.#sources = now;
    // A later set may have come while folders of the earlier one were being stopped: what it has not is not begun.
    const isNew = (source: LiveSource): boolean => before.get(source.id) !== source && this.#sources.get(source.id) === source;
    await Promise.all([...before.values()].filter((source) => now.get(source.id) !== source).map((source) => source.stop()));
    this.#services.emit({ event: 'sourcesChanged' });
    const changed = [...now.values()].filter(isNew);
    this.#name(changed);
    await start(changed);
    return isFirst ? [] : changed.filter(({ id, definition }) => addressOf(before.get(id)?.definition) !== addressOf(definition));
  }

  /** The rows of issues say what their source is called now. */
  #name(sources: readonly LiveSource[]): void {
    const { library, emit } = this.#services;
    if (library.status().state !== 'ready') return;
    try {
      const renamed = library.write((database) =>
        sources.map((source) => source.status()).filter(({ sourceId, name }) => renameSource(database, sourceId, name)),
      );
      if (renamed.length > 0) emit({ event: 'changed', scope: 'issues' });
    } catch (error) {
      // The sources are read all the same: what failed here is tried with the next set.
      if (!(error instanceof LibraryUnavailable)) throw error;
    }
  }

  /** Begins anew, after the library was emptied. */
  async restart(): Promise<void> {
    await start(this.sources);
  }

  /** Reads the named sources, or all; paused ones only when they are named. */
  async refresh(sourceIds: readonly string[] | undefined): Promise<RefreshSummary> {
    const chosen = this.sources.filter(({ id, definition }) => (sourceIds ? sourceIds.includes(id) : definition.paused !== true));
    return this.#refreshes.run(chosen, { isForced: sourceIds?.length === 1, isBackground: false });
  }

  async stop(): Promise<void> {
    await Promise.all(this.sources.map((source) => source.stop()));
  }

  status(): readonly SourceStatus[] {
    const counts = this.#services.library.read(countsOfSources, new Map<string, { issues: number; unread: number }>());
    const statuses = this.sources.map((source) => {
      const { issues, unread } = counts.get(source.id) ?? { issues: 0, unread: 0 };
      return { ...source.status(), issues, unread, activity: this.#refreshes.activityOf(source.id) };
    });
    return withOffline(statuses);
  }

  /** The sources of the web, with their addresses. */
  get addresses(): readonly SourceAddress[] {
    return this.sources.flatMap(({ id, definition, isWatched }) => (isWatched ? [] : [{ id, address: identify(definition).address }]));
  }

  /** What a source calls itself; undefined when it has not told yet. */
  ownNameOf(definition: SourceDefinition): string | undefined {
    const { id } = identify(definition);
    return this.#services.library.read((database) => readMemory(database, id)?.title, undefined);
  }

  /** The web address of the source that an issue came from; undefined when it has none or is in the set no more. */
  webAddressOf(key: IssueKey): string | undefined {
    const source = this.#sources.get(key.slice(0, key.indexOf('/')));
    return source && !source.isWatched ? identify(source.definition).address : undefined;
  }
}

/** A source and its web address. */
export interface SourceAddress {
  readonly id: string;
  readonly address: string;
}

function addressOf(definition: SourceDefinition | undefined): string | undefined {
  return definition && identify(definition).address;
}

async function start(sources: readonly LiveSource[]): Promise<void> {
  await Promise.all(sources.filter(({ definition }) => definition.paused !== true).map((source) => source.start()));
}

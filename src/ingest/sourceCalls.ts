// The calls about sources: makes the parts that read them and hands them to one another.

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackendEvent, IssueKey, WorkerCalls } from '../protocol/backend.js';
import type { CallHandlers } from '../protocol/channel.js';
import { credentialsKey } from '../protocol/sourceAddress.js';
import type { Credentials } from '../protocol/sources.js';
import { catalogue } from '../sources/catalogue.js';
import { createFetcher } from '../sources/http/fetcher.js';
import type { Transport } from '../sources/http/transport.js';
import { readOpml } from '../sources/opml/readOpml.js';
import { writeOpml } from '../sources/opml/writeOpml.js';
import { readFullArticle } from './fullArticle.js';
import { ImageCache } from './imageCache.js';
import { Images } from './images.js';
import type { LibraryAccess } from './libraryAccess.js';
import { repositoriesFolder } from './live/gitKind.js';
import { inspect } from './live/inspect.js';
import type { SourceServices } from './live/liveSource.js';
import { Poller } from './live/poller.js';
import { Refreshes } from './live/refreshes.js';
import { type SourceAddress, SourceSet } from './live/sourceSet.js';
import { createWorkerLog } from './workerLog.js';

type SourceCallNames =
  | 'setSources'
  | 'setFocused'
  | 'sourceStatus'
  | 'refresh'
  | 'stopRefresh'
  | 'inspect'
  | 'stopInspection'
  | 'catalogue'
  | 'readOpml'
  | 'writeOpml'
  | 'readFullArticle'
  | 'image';

/** Where the storage folder has the images that were shown. */
const imagesFolder = 'images';

export interface SourceParts {
  readonly calls: Pick<CallHandlers<WorkerCalls>, SourceCallNames>;
  /** Stops everything that is under way; done when nothing is. */
  stop(): Promise<void>;
  /** Deletes what is kept of sources beside the library; call it after `stop`. */
  clear(): Promise<void>;
  /** The sources of the web that are declared. */
  addresses(): readonly SourceAddress[];
  /** A page was rendered: its images may be asked for. */
  noteRendered(key: IssueKey, html: string): void;
  /** Begins anew after `stop`. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface SourceCallOptions {
  readonly library: LibraryAccess;
  readonly storageFolder: string;
  readonly build: string;
  readonly windowId: string;
  readonly transport: Transport;
  readonly emit: (event: BackendEvent) => void;
}

export function createSourceCalls({ library, storageFolder, build, windowId, transport, emit }: SourceCallOptions): SourceParts {
  const log = createWorkerLog('sources', emit);
  let secrets: ReadonlyMap<string, Credentials> = new Map();
  const fetcher = createFetcher(transport);
  const fetch = fetcher.fetch;
  const services: SourceServices = {
    library,
    fetch,
    queue: fetcher.queue,
    storageFolder,
    build,
    credentialsOf: (source) => secrets.get(credentialsKey(source)),
    emit,
    log,
  };
  const refreshes = new Refreshes(emit, log);
  const set = new SourceSet(services, refreshes);
  const poller = new Poller(set, services, refreshes, { windowId });
  let inspection = new AbortController();
  const closing = new AbortController();
  const cache = new ImageCache(join(storageFolder, imagesFolder));
  const images = new Images({ cache, fetch, webAddressOf: (key) => set.webAddressOf(key), signal: closing.signal });

  return {
    calls: {
      setSources: async ({ sources, polling, credentials }) => {
        secrets = credentials;
        poller.setEnabled(polling.inBackground);
        fetcher.setLargest(polling.largestDownload);
        const added = await set.set(sources);
        poller.wake();
        // What the person has just added is read at once, by the window that they are at: all windows hear of the setting.
        const unread = added.filter(({ isWatched, definition }) => !isWatched && definition.paused !== true);
        if (unread.length > 0 && !poller.isFocusElsewhere) void refreshes.run(unread, { isForced: false, isBackground: false });
      },
      setFocused: ({ isFocused }) => poller.setFocused(isFocused),
      sourceStatus: () => set.status(),
      refresh: ({ sourceIds }) => set.refresh(sourceIds),
      stopRefresh: () => refreshes.stop(),
      inspect: async ({ address, credentials }) => {
        inspection.abort();
        inspection = new AbortController();
        return inspect(address, credentials, { fetch, log }, AbortSignal.any([inspection.signal, closing.signal]));
      },
      stopInspection: () => inspection.abort(),
      catalogue: () => catalogue,
      readOpml: ({ content }) => readOpml(content),
      writeOpml: ({ sources, title }) => writeOpml(sources, title, (source) => set.ownNameOf(source)),
      readFullArticle: async ({ key }) => {
        const outcome = await readFullArticle(key, set.webAddressOf(key), library, fetch, closing.signal);
        if (outcome.outcome === 'extracted') emit({ event: 'changed', scope: 'issues', keys: [key] });
        return outcome;
      },
      ...images.calls,
    },
    addresses: () => set.addresses,
    noteRendered: (key, html) => images.noteRendered(key, html),
    stop: async () => {
      poller.pause();
      refreshes.abandon();
      await set.stop();
    },
    clear: async () => {
      await rm(join(storageFolder, repositoriesFolder), { recursive: true, force: true, maxRetries: 3 });
      await cache.clear();
    },
    restart: async () => {
      poller.wake();
      await set.restart();
    },
    close: async () => {
      closing.abort();
      inspection.abort();
      poller.close();
      refreshes.abandon();
      await set.stop();
    },
  };
}

// What every source can do while a window is open, and what the kinds that are polled have to say for themselves. A kind is
// one file beside this one and one line in `openSource.ts`.

import type { SourceMemory } from '../../library/sourceMemory.js';
import type { BackendEvent } from '../../protocol/backend.js';
import type { Credentials, SourceDefinition, SourceNote, SourceProblem, SourceStatus } from '../../protocol/sources.js';
import type { FetchDocument, FetchOptions } from '../../sources/http/fetchDocument.js';
import type { RequestQueue } from '../../sources/http/requestQueue.js';
import type { LibraryAccess } from '../libraryAccess.js';
import type { WorkerLog } from '../workerLog.js';

/** What sources work with. */
export interface SourceServices {
  readonly library: LibraryAccess;
  /** Fetches within the bounds that all sources share. */
  readonly fetch: FetchDocument;
  /** Those bounds, for what is fetched by other means. */
  readonly queue: RequestQueue;
  /** Where repositories are checked out. */
  readonly storageFolder: string;
  /** Names this build: what an older one read is read again, since a newer parser may see more. */
  readonly build: string;
  readonly credentialsOf: (source: SourceDefinition) => Credentials | undefined;
  readonly emit: (event: BackendEvent) => void;
  readonly log: WorkerLog;
}

export interface ReadOptions {
  readonly signal: AbortSignal;
  /** The person asked for this very source: what the server said about not having changed is not believed. */
  readonly isForced: boolean;
}

/** What a reading brought. */
export interface ReadSummary {
  readonly added: number;
  readonly updated: number;
  readonly problem?: SourceProblem;
}

export interface LiveSource {
  readonly id: string;
  readonly definition: SourceDefinition;
  /** Whether it notices by itself what is new; the others are read when their time has come. */
  readonly isWatched: boolean;
  /** Begins to watch, for a source that can; done when it has been read once. */
  start(): Promise<void>;
  /** Reads it now; expected failures are in the summary, kept in the library and told with its status. */
  read(options: ReadOptions): Promise<ReadSummary>;
  /** Done when nothing of it is under way. */
  stop(): Promise<void>;
  /** All but the counts, which are asked for all sources at once. */
  status(): Omit<SourceStatus, 'issues' | 'unread' | 'activity'>;
}

export type Secret = Pick<FetchOptions, 'credentials' | 'credentialsFor'>;

/** One reading of a polled source. */
export interface Turn extends ReadOptions {
  readonly sourceId: string;
  readonly services: SourceServices;
  /** What is known from before; empty at the first reading. */
  readonly memory: SourceMemory;
  /** User and password, and the address whose origin alone they are sent to; empty for a source without. */
  readonly secret: Secret;
}

/** What is to be remembered: what it does not name stays as it was, what it names as undefined is forgotten. */
export type Learnt = { readonly [Name in keyof SourceMemory]?: SourceMemory[Name] | undefined };

/** How a turn ended. */
export type TurnOutcome =
  | {
      readonly outcome: 'read';
      readonly added: number;
      readonly updated: number;
      readonly note?: SourceNote;
      readonly memory: Learnt;
    }
  | { readonly outcome: 'unchanged'; readonly memory: Learnt }
  | { readonly outcome: 'failed'; readonly problem: SourceProblem; readonly retryAt?: number };

/** A kind of source that is polled: everything that makes it differ from the others. */
export interface PolledKind<Definition extends SourceDefinition> {
  /** Reads it once and puts what came into the library. Expected failures are values. */
  read(definition: Definition, turn: Turn): Promise<TurnOutcome>;
}

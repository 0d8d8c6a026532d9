// Answers the calls of the backend: makes the worker's parts and hands them to one another. Owns no rule of any of them;
// the messages are carried by `protocol/channel.ts`.

import { putIssue, removeSomeIssues } from '../library/issues/issues.js';
import { judgeIssues } from '../library/rules/mutes.js';
import { clearIndex } from '../library/search/searchIndex.js';
import { clearSources } from '../library/sources.js';
import { clearState } from '../library/state/state.js';
import { readTopicsBy } from '../library/topics/topicReader.js';
import type { BackendEvent, ImportItem, ImportOutcome, IssueKey, WorkerCalls, WorkerSettings } from '../protocol/backend.js';
import type { CallHandlers } from '../protocol/channel.js';
import type { Transport } from '../sources/http/transport.js';
import { afterSalvage } from './afterSalvage.js';
import { breathe, inBatches } from './batches.js';
import { readItem } from './importText.js';
import { createIndexing } from './idle/indexing.js';
import { createNumbering } from './idle/numbering.js';
import { createIdleWork, type IdleTimes } from './idle/idleLibrary.js';
import { LibraryAccess } from './libraryAccess.js';
import { OtherWindows } from './otherWindows.js';
import { createReadCalls } from './readCalls.js';
import { createReadingStateCalls } from './readingStateCalls.js';
import { bundledSourceId, installSeeds } from './seeds.js';
import { createSourceCalls } from './sourceCalls.js';
import { createStateCalls } from './stateCalls.js';
import { createStateCopy } from './idle/stateCopy.js';
import { createUpkeep } from './idle/upkeep.js';
import { readPackages } from './topics/knownPackages.js';
import { createTopicCalls } from './topics/topicCalls.js';
import { TopicKnowledge } from './topics/topicKnowledge.js';
import { wrapCalls } from './wrapCalls.js';
import { createWorkerLog, type WorkerLog } from './workerLog.js';

const importedSourceId = 'imported';

/** Issues that are removed in one transaction. */
const removeBatch = 200;

/** The handlers of one worker. Nothing is opened before the first call that needs it, nothing requested before a source is set. */
export function createBackendServer(
  data: WorkerSettings,
  emit: (event: BackendEvent) => void,
  transport: Transport,
  idleTimes: IdleTimes = {},
): CallHandlers<WorkerCalls> {
  const log = createWorkerLog('library', emit);
  const knowledge = new TopicKnowledge();
  const library = new LibraryAccess({
    storageFolder: data.storageFolder,
    sources: [
      { id: bundledSourceId, kind: 'bundled', name: data.sourceNames.bundled },
      { id: importedSourceId, kind: 'imported', name: data.sourceNames.imported },
    ],
    onOpened: () => {
      otherWindows.watch(data.storageFolder);
      if (library.current) readTopicsBy(library.current, (issue) => knowledge.read(issue));
      knowledge.setPackages([...library.read(readPackages, new Map<string, number>()).keys()]);
    },
    onStatus: () => emit({ event: 'changed', scope: 'issues' }),
    onSalvaged: () => void stateCopy.restore(),
    log,
  });
  const idle = createIdleWork(library, data.windowId, log, idleTimes);
  idle.work.add(createIndexing(library, () => emit({ event: 'changed', scope: 'issues' })));
  idle.work.add(createNumbering(library));
  const otherWindows = new OtherWindows(library, emit, log);
  const sources = createSourceCalls({ ...data, library, transport, emit });
  const closing = new AbortController();
  const stateCopy = createStateCopy(library, data.storageFolder, emit, log);
  idle.work.add(stateCopy.task);
  const changed = (scope: 'issues' | 'state', keys: readonly IssueKey[] | undefined): void => {
    if (keys === undefined) emit({ event: 'changed', scope });
    else if (keys.length > 0) emit({ event: 'changed', scope, keys });
  };

  const handlers: CallHandlers<WorkerCalls> = {
    ...createReadCalls(library, (key, html) => sources.noteRendered(key, html)),
    ...createStateCalls(library, (keys) => changed('state', keys)),
    ...createReadingStateCalls(library, (keys) => changed('state', keys)),
    ...sources.calls,
    ...createTopicCalls({ library, knowledge, addresses: () => sources.addresses(), idle: idle.work, emit }),
    ...createUpkeep(library, idle.work, emit, closing.signal),
    status: () => library.status(),
    dismissSalvage: () => library.dismissSalvage(),
    installSeeds: ({ folder }) =>
      installSeeds(library, folder, { reader: data.build, signal: closing.signal, onChanged: (keys) => changed('issues', keys) }, log),
    import: async ({ items }) => {
      const outcomes: ImportOutcome[] = [];
      const now = new Date();
      await inBatches(items, 1, (batch) => void outcomes.push(...batch.map((item) => importItem(library, item, now, log))));
      changed(
        'issues',
        outcomes.flatMap((each) => (each.outcome === 'added' || each.outcome === 'updated' ? [each.key] : [])),
      );
      return outcomes;
    },
    resetLocalData: async () => {
      await sources.stop();
      try {
        await sources.clear();
        await stateCopy.clear();
        await emptyLibrary(library);
      } finally {
        emit({ event: 'changed', scope: 'issues' });
        // Folders are read anew, as on a first start; who asked for an empty library need not wait for it.
        void sources.restart();
      }
    },
    close: async () => {
      closing.abort();
      otherWindows.close();
      await sources.close();
      idle.close();
      library.close();
    },
  };
  return wrapCalls(afterSalvage(handlers, library, log), (call) => {
    idle.work.noteCall();
    return call();
  });
}

function importItem(library: LibraryAccess, item: ImportItem, now: Date, log: WorkerLog): ImportOutcome {
  const read = readItem(item, log);
  if (!read.ok) return { outcome: 'failed', name: item.name, problem: read.problem };
  const { outcome, key } = library.write((database) =>
    database.transaction(() => {
      const put = putIssue(database, read.issue, { sourceId: importedSourceId }, now);
      judgeIssues(database, [put.key], now);
      return put;
    }),
  );
  return { outcome, key, title: read.issue.title };
}

/** Deletes everything the library holds. Other windows have its file open, so only one that is broken is removed itself. */
async function emptyLibrary(library: LibraryAccess): Promise<void> {
  if (library.status().state === 'broken') return library.startOver();
  library.write((database) => clearState(database));
  while (library.write((database) => removeSomeIssues(database, removeBatch)) > 0) await breathe();
  library.write((database) => {
    clearSources(database);
    // State of issues that are there no more, and of what another window has read meanwhile.
    clearState(database);
    clearIndex(database);
  });
  library.addSources();
}

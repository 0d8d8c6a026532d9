// The backend as the extension host has it: starts the worker when it is first asked for something, starts it again when
// it died, ends it in time. What is asked is typed in `protocol/backend.ts`; nothing is decided here.

import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type { Backend, BackendEvent, WorkerCalls, WorkerData, WorkerSettings } from '../protocol/backend.js';
import { type Caller, createCaller } from '../protocol/channel.js';
import type { TopicCalls } from '../protocol/topics.js';
import { serveFetches } from './fetchRelay.js';

export interface BackendOptions {
  /** The bundled worker. */
  readonly workerFile: string;
  /** The extension's own folder; made when it is not there. */
  readonly storageFolder: string;
  /** What the bundled issues and the imported ones are called in the person's language. */
  readonly sourceNames?: WorkerSettings['sourceNames'];
  /** Gives a worker that has just started what it needs to know; other calls are answered after it. Its failure is logged. */
  readonly onStart?: (worker: Supplies) => Promise<void>;
  readonly onEvent: (event: BackendEvent) => void;
  readonly log: (level: 'debug' | 'info' | 'warn' | 'error', message: string) => void;
  /** Milliseconds that the worker has to close by itself. */
  readonly patience?: number;
}

/** The calls that give a new worker its bundled issues, its sources and what the settings say. */
export type Supplies = Pick<Backend, 'installSeeds' | 'setRules' | 'setSources' | 'setFocused' | 'setOwnTopics' | 'setWorkspace'>;

/** The calls of the backend, and its end. */
export type RunningBackend = Backend & {
  /** Closes the library and ends the worker, by force if it takes too long. Never rejects. Calls reject from then on. */
  dispose(): Promise<void>;
};

/** VS Code gives an extension five seconds to go. */
const defaultPatience = 2500;

/** Makes the backend; no worker runs until the first call. A call that was pending when the worker died rejects. */
export function createBackend(options: BackendOptions): RunningBackend {
  let running: RunningWorker | undefined;
  let isDisposed = false;

  const ask: Caller<WorkerCalls>['call'] = async (method, ...params) => {
    if (isDisposed) throw new Error('The backend has been closed.');
    running ??= startWorker(options, (worker) => {
      if (running === worker) running = undefined;
    });
    const { caller, isSupplied } = running;
    await isSupplied;
    return caller.call(method, ...params);
  };

  return {
    status: () => ask('status'),
    dismissSalvage: () => ask('dismissSalvage'),
    groups: (params) => ask('groups', params),
    issuesIn: (params) => ask('issuesIn', params),
    issue: (params) => ask('issue', params),
    outline: (params) => ask('outline', params),
    preview: (params) => ask('preview', params),
    render: (params) => ask('render', params),
    code: (params) => ask('code', params),
    image: (params) => ask('image', params),
    asMarkdown: (params) => ask('asMarkdown', params),
    mentions: (params) => ask('mentions', params),
    asHtml: (params) => ask('asHtml', params),
    newest: () => ask('newest'),
    nextUnread: (params) => ask('nextUnread', params),
    issueBeside: (params) => ask('issueBeside', params),
    searchCounts: (params) => ask('searchCounts', params),
    find: (params) => ask('find', params),
    search: (params) => ask('search', params),
    unreadCount: () => ask('unreadCount'),
    setRead: (params) => ask('setRead', params),
    markRange: (params) => ask('markRange', params),
    undoMarks: (params) => ask('undoMarks', params),
    setStarred: (params) => ask('setStarred', params),
    issueState: (params) => ask('issueState', params),
    setNote: (params) => ask('setNote', params),
    exportState: () => ask('exportState'),
    inspectState: (params) => ask('inspectState', params),
    importState: (params) => ask('importState', params),
    exchangeState: (params) => ask('exchangeState', params),
    setPlace: (params) => ask('setPlace', params),
    installSeeds: (params) => ask('installSeeds', params),
    import: (params) => ask('import', params),
    setSources: (params) => ask('setSources', params),
    setFocused: (params) => ask('setFocused', params),
    sourceStatus: () => ask('sourceStatus'),
    refresh: (params) => ask('refresh', params),
    stopRefresh: () => ask('stopRefresh'),
    inspect: (params) => ask('inspect', params),
    stopInspection: () => ask('stopInspection'),
    catalogue: () => ask('catalogue'),
    readOpml: (params) => ask('readOpml', params),
    writeOpml: (params) => ask('writeOpml', params),
    readFullArticle: (params) => ask('readFullArticle', params),
    setRules: (params) => ask('setRules', params),
    previewMute: (params) => ask('previewMute', params),
    issueFacts: (params) => ask('issueFacts', params),
    countMuted: (params) => ask('countMuted', params),
    listMuted: (params) => ask('listMuted', params),
    librarySize: () => ask('librarySize'),
    ...topicCalls(ask),
    resetLocalData: () => ask('resetLocalData'),
    dispose: async () => {
      if (isDisposed) return;
      isDisposed = true;
      await running?.end(options.patience ?? defaultPatience);
    },
  };
}

function topicCalls(ask: Caller<WorkerCalls>['call']): Pick<Backend, keyof TopicCalls> {
  return {
    setOwnTopics: (params) => ask('setOwnTopics', params),
    modelPrefixes: () => ask('modelPrefixes'),
    setWorkspace: (params) => ask('setWorkspace', params),
    workspaceNews: (params) => ask('workspaceNews', params),
    workspaceTopics: () => ask('workspaceTopics'),
    topicsOfUses: (params) => ask('topicsOfUses', params),
    findTopics: (params) => ask('findTopics', params),
    topicsIn: (params) => ask('topicsIn', params),
    followedTopics: (params) => ask('followedTopics', params),
    topicNews: (params) => ask('topicNews', params),
    followedCount: (params) => ask('followedCount', params),
    followedNews: (params) => ask('followedNews', params),
    topicPage: (params) => ask('topicPage', params),
  };
}

interface RunningWorker {
  readonly caller: Caller<WorkerCalls>;
  /** Resolves, and never rejects, when `onStart` is done. */
  readonly isSupplied: Promise<void>;
  end(patience: number): Promise<void>;
}

function startWorker(options: BackendOptions, onGone: (worker: RunningWorker) => void): RunningWorker {
  const { workerFile, storageFolder, sourceNames, onStart, onEvent, log } = options;
  const fetching = new MessageChannel();
  const data: WorkerData<MessagePort> = {
    storageFolder,
    build: buildOf(workerFile),
    sourceNames: sourceNames ?? { bundled: 'Digest', imported: 'Imported' },
    windowId: randomUUID(),
    fetchPort: fetching.port2,
  };
  const worker = new Worker(workerFile, { workerData: data, transferList: [fetching.port2], name: 'digest' });
  const relay = serveFetches(fetching.port1, log);
  const caller = createCaller<WorkerCalls, BackendEvent>(worker, {
    onEvent,
    onMalformed: (message) => log('warn', `The worker sent something that is not a message: ${typeof message}`),
  });
  let isEnding = false;
  const gone = (reason: Error): void => {
    caller.dispose(reason);
    relay.dispose();
    onGone(started);
  };
  worker.on('error', (error) => {
    const reason = error instanceof Error ? error : new Error(String(error));
    log('error', `The worker failed: ${reason.stack ?? reason.message}`);
    gone(reason);
  });
  worker.on('exit', (code) => {
    if (!isEnding) log('error', `The worker ended by itself, code ${code}; the next call starts it again.`);
    gone(new Error(`The worker ended, code ${code}.`));
  });
  const supplies: Supplies = {
    installSeeds: (params) => caller.call('installSeeds', params),
    setRules: (params) => caller.call('setRules', params),
    setSources: (params) => caller.call('setSources', params),
    setFocused: (params) => caller.call('setFocused', params),
    setOwnTopics: (params) => caller.call('setOwnTopics', params),
    setWorkspace: (params) => caller.call('setWorkspace', params),
  };
  const started: RunningWorker = {
    caller,
    isSupplied: onStart
      ? onStart(supplies).catch((error: unknown) => log('error', `A new worker was not supplied: ${String(error)}`))
      : Promise.resolve(),
    end: async (patience) => {
      isEnding = true;
      const trouble = await closeWithin(caller, patience);
      if (trouble !== undefined) log('warn', trouble);
      // The library is closed, or sound without it: what was acknowledged is on disk.
      await worker.terminate();
    },
  };
  return started;
}

/** Asks the worker to close; gives what went wrong, if anything did. */
async function closeWithin(caller: Caller<WorkerCalls>, patience: number): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('The worker did not close in time and is ended.'), patience);
  });
  const closed = caller.call('close').then(
    () => undefined,
    (error: unknown) => `The library did not close cleanly: ${String(error)}`,
  );
  const trouble = await Promise.race([closed, tooLate]);
  clearTimeout(timer);
  return trouble;
}

/** Size and time of the worker's file: another build has others. */
function buildOf(workerFile: string): string {
  const { size, mtimeMs } = statSync(workerFile);
  return `${size}-${Math.round(mtimeMs)}`;
}

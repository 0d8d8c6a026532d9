// What the library needs from time to time and what the person's rules ask for: holds issues against the mute rules, lets go of
// what is too old, tidies the file. Idle work but for one thing: rules that the person has just changed count at once.

import { CompactionRound, lastCompaction } from '../library/compaction.js';
import type { LibraryDatabase } from '../library/database.js';
import { readIssue } from '../library/content.js';
import { librarySize } from '../library/librarySize.js';
import { areIssuesJudged, countMuted, listMuted, MuteRound, previewMute } from '../library/mutes.js';
import { isRetentionDue, RetentionRound } from '../library/retention.js';
import { issueRow } from '../library/rows.js';
import { writeRules } from '../library/rules.js';
import type { BackendEvent, WorkerCalls } from '../protocol/backend.js';
import type { CallHandlers } from '../protocol/channel.js';
import { breathe } from './batches.js';
import type { IdleTask } from './idleWork.js';
import type { LibraryAccess } from './libraryAccess.js';

type UpkeepCalls = Pick<
  CallHandlers<WorkerCalls>,
  'setRules' | 'previewMute' | 'issueFacts' | 'countMuted' | 'listMuted' | 'librarySize'
>;

export interface Upkeep {
  readonly calls: UpkeepCalls;
  readonly tasks: readonly IdleTask[];
}

/** Milliseconds between two looks at whether there is something to do; the looks change nothing. */
const lookAgain = 60_000;

/** Milliseconds between two rounds of tidying. */
const compactEvery = 24 * 3_600_000;

/** Tags that are offered to be muted. */
const mostTags = 10;

/** Rows of a dry run or a list of what is muted. */
const mostRows = 200;

export function createUpkeep(library: LibraryAccess, emit: (event: BackendEvent) => void, signal: AbortSignal): Upkeep {
  const mutes = new MuteRound();
  const muteStep = (): 'more' | 'done' => {
    const { outcome, changed } = library.write((database) => mutes.step(database));
    if (changed) emit({ event: 'changed', scope: 'issues' });
    return outcome;
  };
  const judgeAtOnce = async (): Promise<void> => {
    while (!signal.aborted && muteStep() === 'more') await breathe();
  };
  return {
    calls: {
      setRules: async (rules) => {
        // Of several windows that hear of the setting, one is the first to write it down and does the work.
        if (library.status().state === 'ready' && library.write((database) => writeRules(database, rules))) await judgeAtOnce();
      },
      previewMute: ({ query, today, limit }) => library.read((database) => previewMute(database, query, today, toLimit(limit)), undefined),
      issueFacts: ({ key }) =>
        library.read((database) => {
          const row = issueRow(database, key);
          const issue = row && readIssue(database, key);
          if (!issue) return undefined;
          const { title, category, tags } = issue;
          return { title, sourceName: row.sourceName, tags: tags.slice(0, mostTags), ...(category === undefined ? {} : { category }) };
        }, undefined),
      countMuted: ({ queries, today }) =>
        library.read(
          (database) => queries.map((query) => countMuted(database, query, today)),
          queries.map(() => undefined),
        ),
      listMuted: ({ query, today, limit }) => library.read((database) => listMuted(database, query, today, toLimit(limit)), []),
      librarySize: () => library.read((database) => librarySize(database), undefined),
    },
    tasks: [
      { name: 'mutes', every: lookAgain, isDue: () => isTrue(library, (database) => !areIssuesJudged(database)), step: muteStep },
      retentionTask(library, emit),
      compactionTask(library),
    ],
  };
}

function retentionTask(library: LibraryAccess, emit: (event: BackendEvent) => void): IdleTask {
  let round: RetentionRound | undefined;
  return {
    name: 'retention',
    every: lookAgain,
    isDue: () => isTrue(library, (database) => isRetentionDue(database)),
    step: () => {
      const current = (round ??= new RetentionRound());
      const { outcome, emptied } = library.write((database) => current.step(database));
      if (outcome === 'done') round = undefined;
      if (emptied.length > 0) emit({ event: 'changed', scope: 'issues', keys: emptied });
      return outcome;
    },
  };
}

function compactionTask(library: LibraryAccess): IdleTask {
  let round: CompactionRound | undefined;
  return {
    name: 'compaction',
    every: lookAgain,
    isDue: () => isTrue(library, (database) => Math.abs(Date.now() - (lastCompaction(database) ?? 0)) > compactEvery),
    step: () => {
      const current = (round ??= new CompactionRound());
      const outcome = library.maintain((database) => current.step(database));
      if (outcome === 'done') round = undefined;
      return outcome;
    },
  };
}

/** Asks the library if it is open: this is no reason to open it. */
function isTrue(library: LibraryAccess, question: (database: LibraryDatabase) => boolean): boolean {
  return library.current !== undefined && library.read(question, false);
}

function toLimit(limit: number): number {
  return Math.min(mostRows, Math.max(0, Math.trunc(limit) || 0));
}

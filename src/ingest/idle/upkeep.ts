// What the library needs from time to time and what the person's rules ask for: holds issues against the mute rules, lets go of
// what is too old, tidies the file. Idle work but for one thing: rules that the person has just changed count at once.

import { CompactionRound, lastCompaction } from '../../library/upkeep/compaction.js';
import type { LibraryDatabase } from '../../library/database.js';
import { readIssue } from '../../library/content.js';
import { librarySize } from '../../library/upkeep/librarySize.js';
import { areIssuesJudged, countMuted, listMuted, MuteRound, previewMute } from '../../library/rules/mutes.js';
import { isRetentionDue, RetentionRound } from '../../library/upkeep/retention.js';
import { issueRow } from '../../library/lists/rows.js';
import { writeRules } from '../../library/rules/rules.js';
import type { BackendEvent, IssueKey, WorkerCalls } from '../../protocol/backend.js';
import type { CallHandlers } from '../../protocol/channel.js';
import { breathe } from '../batches.js';
import type { IdleTask, IdleWork } from './idleWork.js';
import type { LibraryAccess } from '../libraryAccess.js';

type UpkeepCalls = Pick<CallHandlers<WorkerCalls>, 'setRules' | 'previewMute' | 'issueFacts' | 'countMuted' | 'listMuted' | 'librarySize'>;

/** Milliseconds between two looks at whether there is something to do; the looks change nothing. */
const lookAgain = 60_000;

/** Milliseconds between two words about issues that go. */
const tellEvery = 20_000;

/** Milliseconds between two rounds of tidying. */
const compactEvery = 24 * 3_600_000;

/** Tags that are offered to be muted. */
const mostTags = 10;

/** Rows of a dry run or a list of what is muted. */
const mostRows = 200;

/** Adds its tasks to the idle work and gives the calls. */
export function createUpkeep(
  library: LibraryAccess,
  idle: Pick<IdleWork, 'add'>,
  emit: (event: BackendEvent) => void,
  signal: AbortSignal,
): UpkeepCalls {
  const mutes = new MuteRound();
  let isShownOtherwise = false;
  const muteStep = (): 'more' | 'done' => {
    const { outcome, changed } = library.write((database) => mutes.step(database));
    isShownOtherwise ||= changed;
    // Told once, at the end: what the views ask for would interrupt the work.
    if (outcome === 'done' && isShownOtherwise) {
      isShownOtherwise = false;
      emit({ event: 'changed', scope: 'issues' });
    }
    return outcome;
  };
  const judgeAtOnce = async (): Promise<void> => {
    while (!signal.aborted && muteStep() === 'more') await breathe();
  };
  const retention = retentionTask(library, emit);
  idle.add({ name: 'mutes', every: lookAgain, isDue: () => isTrue(library, (database) => !areIssuesJudged(database)), step: muteStep });
  idle.add(retention);
  idle.add(compactionTask(library));
  return {
    setRules: async (rules) => {
      // Of several windows that hear of the setting, one is the first to write it down and does the work.
      if (library.status().state !== 'ready' || !library.write((database) => writeRules(database, rules))) return;
      idle.add(retention);
      await judgeAtOnce();
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
  };
}

function retentionTask(library: LibraryAccess, emit: (event: BackendEvent) => void): IdleTask {
  let round: RetentionRound | undefined;
  let gone: IssueKey[] = [];
  let lastTold = 0;
  return {
    name: 'retention',
    every: lookAgain,
    isDue: () => isTrue(library, (database) => isRetentionDue(database)),
    step: () => {
      const current = (round ??= new RetentionRound());
      const { outcome, emptied } = library.write((database) => current.step(database));
      if (outcome === 'done') round = undefined;
      gone.push(...emptied);
      // Not at every step: what the views ask for then would interrupt the work.
      if (gone.length > 0 && (outcome === 'done' || Date.now() - lastTold > tellEvery)) {
        emit({ event: 'changed', scope: 'issues', keys: gone });
        gone = [];
        lastTold = Date.now();
      }
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

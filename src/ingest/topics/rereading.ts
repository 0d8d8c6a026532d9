// Reads the library again for what it was not read for: everything when the catalogue or its rules are others than before, and
// for a new topic those issues that have its words. Idle work, newest first.

import { issuesWith, areTopicsRead, readAnew, readSome } from '../../library/topics/reread.js';
import { spellingsOf } from '../../relevance/topics/spelling.js';
import type { Topic } from '../../relevance/topics/topic.js';
import type { IdleTask, IdleWork } from '../idle/idleWork.js';
import type { LibraryAccess } from '../libraryAccess.js';
import type { TopicKnowledge } from './topicKnowledge.js';

/** Issues of one step: some tens of milliseconds. */
const batch = 20;

/** Another window may be of an older version, which stores issues and knows no topics. */
const lookAgain = 300_000;

/** Issues that are read again for one new topic, the newest. */
const mostIssues = 2_000;

export interface Rereading {
  /** Has the library read for topics that are new. */
  readFor(topics: readonly Topic[]): void;
}

/** Adds its tasks to the idle work. `onRead` hears when a reading has come to its end, if it read anything. */
export function createRereading(
  library: LibraryAccess,
  knowledge: TopicKnowledge,
  idle: Pick<IdleWork, 'add'>,
  onRead: () => void,
): Rereading {
  let hasRead = false;
  const end = (): 'done' => {
    if (hasRead) onRead();
    hasRead = false;
    return 'done';
  };
  idle.add({
    name: 'topics',
    every: lookAgain,
    isDue: () => library.current !== undefined && !library.read((database) => areTopicsRead(database, knowledge.edition), true),
    step: () => {
      const count = library.write((database) => readSome(database, knowledge.edition, batch));
      hasRead ||= count > 0;
      return count === batch ? 'more' : end();
    },
  });
  const waiting: Topic[] = [];
  const rows: number[] = [];
  const readWaiting: IdleTask = {
    name: 'newTopics',
    step: () => {
      const topic = rows.length === 0 ? waiting.shift() : undefined;
      if (topic) {
        const found = spellingsOf(topic).flatMap(({ words }) => library.read((database) => issuesWith(database, words, mostIssues), []));
        rows.push(...new Set(found));
        return 'more';
      }
      // Taken away before they are read: what fails must not fail for ever.
      const next = rows.splice(0, batch);
      if (next.length === 0) return end();
      library.write((database) => readAnew(database, next));
      hasRead = true;
      return 'more';
    },
  };
  return {
    readFor: (topics) => {
      if (topics.length === 0) return;
      waiting.push(...topics);
      idle.add(readWaiting);
    },
  };
}

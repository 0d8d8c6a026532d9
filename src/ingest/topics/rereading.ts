// Reads the library again for what it was not read for: everything when the catalogue or its rules are others than before, and
// for a new topic those issues that have its words. Idle work, newest first.

import { issuesWith, areTopicsRead, readAnew, readSome } from '../../library/topics/reread.js';
import { spellingsOf } from '../../relevance/topics/spelling.js';
import type { Topic } from '../../relevance/topics/topic.js';
import type { IdleTask } from '../idle/idleWork.js';
import type { LibraryAccess } from '../libraryAccess.js';
import type { TopicKnowledge } from './topicKnowledge.js';

/** Issues of one step: some tens of milliseconds. */
const batch = 20;

/** Another window may be of an older version, which stores issues and knows no topics. */
const lookAgain = 300_000;

/** Issues that are read again for one new topic, the newest. */
const mostIssues = 2_000;

export interface Rereading {
  readonly tasks: readonly IdleTask[];
  /** Has the library read for topics that are new. */
  readFor(topics: readonly Topic[]): void;
}

/** `onRead` hears when a reading has come to its end, if it read anything. */
export function createRereading(library: LibraryAccess, knowledge: TopicKnowledge, onRead: () => void): Rereading {
  const newTopics: Topic[] = [];
  let rows: number[] = [];
  let hasRead = false;
  const end = (): 'done' => {
    if (hasRead) onRead();
    hasRead = false;
    return 'done';
  };
  return {
    tasks: [
      {
        name: 'topics',
        every: lookAgain,
        isDue: () => library.current !== undefined && !library.read((database) => areTopicsRead(database, knowledge.edition), true),
        step: () => {
          const count = library.write((database) => readSome(database, knowledge.edition, batch));
          hasRead ||= count > 0;
          return count === batch ? 'more' : end();
        },
      },
      {
        name: 'newTopics',
        every: 2_000,
        isDue: () => library.current !== undefined && (newTopics.length > 0 || rows.length > 0),
        step: () => {
          if (rows.length === 0) {
            const topic = newTopics.shift();
            if (!topic) return end();
            const found = spellingsOf(topic).flatMap(({ words }) =>
              library.read((database) => issuesWith(database, words, mostIssues), []),
            );
            rows = [...new Set(found)];
            return 'more';
          }
          const next = rows.splice(0, batch);
          library.write((database) => readAnew(database, next));
          hasRead = true;
          return 'more';
        },
      },
    ],
    readFor: (topics) => void newTopics.push(...topics),
  };
}

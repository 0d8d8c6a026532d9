// How the library learns what issues name: whoever opens it says by whom their texts are read. What a topic is, the library does
// not know.

import type { Issue } from '../../digest/model.js';
import type { LibraryDatabase } from '../database.js';
import type { IndexedPart } from '../search/indexText.js';

/** A topic that a sentence names. */
export interface NamedTopic {
  readonly topic: string;
  /** Index of the section; absent for what belongs to the issue as a whole. */
  readonly section?: number;
  readonly version?: string;
  /** Without markup. */
  readonly sentence: string;
  readonly hasFigures: boolean;
}

/** Reads one issue for what it names: its parts while their words go by, then the answer. */
export interface IssueReading {
  add(part: IndexedPart): void;
  finish(): readonly NamedTopic[];
}

export type TopicReader = (issue: Issue) => IssueReading;

const readers = new WeakMap<LibraryDatabase, TopicReader>();

/** Has every issue that is put from now on read for what it names. */
export function readTopicsBy(database: LibraryDatabase, reader: TopicReader): void {
  readers.set(database, reader);
}

/** The beginning of a reading; undefined where nobody reads. */
export function beginReading(database: LibraryDatabase, issue: Issue): IssueReading | undefined {
  return readers.get(database)?.(issue);
}

// Puts the entries of feeds into the library as issues. Which entry is the same as which is decided in `entryMatching.ts`; what
// an entry says and how it becomes an issue is the business of `sources/` and `ingest/`.

import type { Issue } from '../../digest/model.js';
import type { IssueKey } from '../../protocol/backend.js';
import { readIssue } from '../content.js';
import { type LibraryDatabase, numberOf, optionalText, type SqlRow, textOf } from '../database.js';
import { AlikeEntries } from './alikeEntries.js';
import { type EntryMatch, matchEntries, type NamedEntry, type StoredEntry } from './entryMatching.js';
import { type EntryIdentity, type EntryNames, toEntryNames } from './entryNames.js';
import { addRecord, givenHash, givenWords, issueHash, rewriteRecord } from './issueRecord.js';
import type { PutOutcome } from './issues.js';
import { judgeIssues } from '../rules/mutes.js';
import { indexTogether } from '../search/searchIndex.js';
import { dataVersion, touch } from '../revisions.js';
import { sharesText } from './sharedText.js';
import { wordsHash } from './wordsHash.js';

/** One reading of a feed. */
export interface FeedDocument {
  readonly sourceId: string;
  /** Names the build that reads it: what another build has read is read again, but is no news. */
  readonly reader: string;
  /** Every entry of the document, also those that need not be put: without them a new one might be taken for an old one. */
  readonly entries: readonly EntryIdentity[];
  /** The same for every batch, so that they stand as they came. */
  readonly now: Date;
  /** As in `Origin`. */
  readonly readBefore?: string;
}

/** An entry that was made an issue; its fingerprint is that of one of the document's entries. */
export interface EntryIssue {
  readonly fingerprint: string;
  readonly issue: Issue;
}

/** Fingerprints that this build has put: these entries need neither be converted nor put again. */
export function knownFingerprints(database: LibraryDatabase, sourceId: string, reader: string): ReadonlySet<string> {
  const rows = database.all('SELECT fingerprint FROM entries WHERE source = ? AND reader = ?', sourceId, reader);
  return new Set(rows.map((row) => textOf(row, 'fingerprint')));
}

/** Whether a source has issues whose text is gone. */
export function hasEmptied(database: LibraryDatabase, sourceId: string): boolean {
  const row = database.get('SELECT 1 FROM issues INDEXED BY issues_emptied WHERE source = ? AND hidden = 2 LIMIT 1', sourceId);
  return row !== undefined;
}

/** What the library holds of a feed. It is so until another connection writes. */
interface View {
  readonly database: LibraryDatabase;
  readonly version: number;
  readonly library: FeedInLibrary;
}

/** Puts a document, batch by batch. An object for each document. */
export class FeedReading {
  readonly #document: FeedDocument;
  #view: View | undefined;

  constructor(document: FeedDocument) {
    this.#document = document;
  }

  /**
   * Adds or updates the issues of some entries in one transaction; joins the one that is open. An updated issue keeps its key,
   * its id and its state. The source must be there (`putSource`).
   * @returns an outcome for each, in their order.
   */
  put(database: LibraryDatabase, batch: readonly EntryIssue[]): readonly PutOutcome[] {
    return database.transaction(() => {
      // In the transaction nobody else writes any more.
      const view = this.#look(database);
      // What a batch that fails has changed in the view is not in the library.
      this.#view = undefined;
      const outcomes = indexTogether(database, () => batch.map((entry) => view.library.put(entry)));
      const changed = outcomes.filter(({ outcome }) => outcome !== 'unchanged');
      judgeIssues(
        database,
        changed.map(({ key }) => key),
        this.#document.now,
      );
      if (changed.length > 0) touch(database, 'issues');
      this.#view = view;
      return outcomes;
    });
  }

  /**
   * Notes which of the issues whose text is gone the document still names: while one does, its row has to stay
   * (`retention.ts`). Call it once, when all is put, for a source that has such issues (`hasEmptied`); a document that was cut
   * short names less than its feed has.
   */
  noteListed(database: LibraryDatabase): void {
    const { sourceId, now } = this.#document;
    database.transaction(() => {
      const listed = JSON.stringify(this.#look(database).library.taken);
      const empty = 'source = ? AND issue IN (SELECT row FROM issues WHERE source = ? AND hidden = 2)';
      const isListed = 'issue IN (SELECT value FROM json_each(?))';
      database.run(
        `UPDATE entries SET unlisted = NULL WHERE unlisted IS NOT NULL AND ${empty} AND ${isListed}`,
        sourceId,
        sourceId,
        listed,
      );
      database.run(
        `UPDATE entries SET unlisted = ? WHERE unlisted IS NULL AND ${empty} AND NOT ${isListed}`,
        now.getTime(),
        sourceId,
        sourceId,
        listed,
      );
    });
  }

  #look(database: LibraryDatabase): View {
    const version = dataVersion(database);
    if (this.#view?.database === database && this.#view.version === version) return this.#view;
    return { database, version, library: new FeedInLibrary(database, this.#document) };
  }
}

/** The feed as the library has it, beside the document that is being put. Used in a transaction only. */
class FeedInLibrary {
  readonly #database: LibraryDatabase;
  readonly #document: FeedDocument;
  readonly #names: ReadonlyMap<string, EntryNames>;
  readonly #stored: readonly StoredEntry[];
  readonly #matches: ReadonlyMap<string, EntryMatch>;
  /** Rows of stored entries that are those of the document. */
  readonly #taken: Set<number>;
  readonly #alike: AlikeEntries;
  /** Keys of what was put since, by fingerprint. */
  readonly #put = new Map<string, IssueKey>();

  constructor(database: LibraryDatabase, document: FeedDocument) {
    this.#database = database;
    this.#document = document;
    this.#names = new Map(document.entries.map((entry) => [entry.fingerprint, toEntryNames(entry)]));
    this.#stored = storedEntries(database, document.sourceId);
    this.#matches = matchEntries(
      [...this.#names].map(([fingerprint, names]) => ({ fingerprint, names })),
      this.#stored,
    );
    this.#alike = new AlikeEntries(this.#stored, ({ key }) => givenWords(database, key));
    this.#taken = new Set([...this.#matches.values()].map(({ stored }) => stored.row));
  }

  /** Rows of the entries that the document has. */
  get taken(): readonly number[] {
    return [...this.#taken];
  }

  put({ fingerprint, issue }: EntryIssue): PutOutcome {
    const names = this.#names.get(fingerprint);
    if (!names) throw new Error('An entry that is none of the document cannot be put.');
    // The same entry twice in one document is one issue.
    const known = this.#put.get(fingerprint);
    if (known !== undefined) return { outcome: 'unchanged', key: known };
    const entry: NamedEntry = { fingerprint, names };
    const stored = this.#find(entry, issue);
    const outcome = stored ? this.#update(entry, issue, stored) : this.#add(entry, issue);
    this.#put.set(fingerprint, outcome.key);
    return outcome;
  }

  #find({ fingerprint, names }: NamedEntry, issue: Issue): StoredEntry | undefined {
    const match = this.#matches.get(fingerprint);
    if (match && (match.isCertain || this.#sharesText(match.stored, issue))) return match.stored;
    if (match) this.#taken.delete(match.stored.row);
    if (this.#taken.size === this.#stored.length) return undefined;
    // Every name may be another one each time; then the words tell.
    const alike = this.#alike.find(
      names,
      () => wordsHash(issue),
      ({ row }) => !this.#taken.has(row),
    );
    if (alike) this.#taken.add(alike.row);
    return alike;
  }

  #sharesText(stored: StoredEntry, issue: Issue): boolean {
    const known = readIssue(this.#database, stored.key);
    // Of a text that is gone the hash of its words is left.
    return known ? sharesText(known, issue) : givenWords(this.#database, stored.key) === wordsHash(issue);
  }

  #add(entry: NamedEntry, issue: Issue): PutOutcome {
    const { sourceId, now, readBefore } = this.#document;
    const { row, key } = addRecord(this.#database, issue, { sourceId, ...(readBefore === undefined ? {} : { readBefore }) }, now);
    this.#write(row, entry);
    return { outcome: 'added', key };
  }

  #update(entry: NamedEntry, issue: Issue, stored: StoredEntry): PutOutcome {
    const { row, key } = stored;
    this.#write(row, entry);
    const before = this.#database.get('SELECT own_id, extent, hidden FROM issues WHERE row = ?', row);
    if (!before) throw new Error(`There is no issue at row ${row}.`);
    // Its text was taken away: however it comes again, it is gone.
    if (before['hidden'] === 2) return { outcome: 'unchanged', key };
    // Its title may be another one, but open pages and links go by its key.
    const kept: Issue = { ...issue, id: textOf(before, 'own_id') };
    if (givenHash(this.#database, key) === issueHash(kept)) return { outcome: 'unchanged', key };
    // What was taken from its page is more; it stays as long as the feed's excerpt says the same (`replaceContent`).
    const isExcerptOfIt = before['extent'] === 'extracted' && issue.extent === 'excerpt';
    if (isExcerptOfIt && givenWords(this.#database, key) === wordsHash(issue)) return { outcome: 'unchanged', key };
    rewriteRecord(this.#database, kept, { row, key, path: undefined, isNews: stored.fingerprint !== entry.fingerprint });
    return { outcome: 'updated', key };
  }

  #write(row: number, { fingerprint, names: { guid, page, fragment, title, moment } }: NamedEntry): void {
    this.#database.run(
      `INSERT OR REPLACE INTO entries (issue, source, fingerprint, reader, guid, page, fragment, title, moment)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      row,
      this.#document.sourceId,
      fingerprint,
      this.#document.reader,
      guid,
      page,
      fragment,
      title,
      moment,
    );
  }
}

/** In the order in which a document would hold them, newest first. */
function storedEntries(database: LibraryDatabase, sourceId: string): readonly StoredEntry[] {
  return database
    .all(
      `SELECT issues.row, issues.key, fingerprint, guid, page, fragment, entries.title, moment
       FROM entries JOIN issues ON issues.row = entries.issue WHERE entries.source = ? ORDER BY issues.first_seen DESC, issues.row`,
      sourceId,
    )
    .map((row) => ({
      row: numberOf(row, 'row'),
      key: textOf(row, 'key'),
      fingerprint: textOf(row, 'fingerprint'),
      names: {
        guid: textOrNull(row, 'guid'),
        page: textOrNull(row, 'page'),
        fragment: textOrNull(row, 'fragment'),
        title: textOrNull(row, 'title'),
        moment: textOrNull(row, 'moment'),
      },
    }));
}

function textOrNull(row: SqlRow, column: string): string | null {
  return optionalText(row, column) ?? null;
}

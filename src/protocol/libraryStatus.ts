// How the library is: whether it can be used and written, what came back of a damaged one, and how large it is.

/** Why nothing can be written: no room, no permission, locked by another program for too long, or the disk fails. */
export type LibraryTrouble = 'full' | 'readOnly' | 'locked' | 'failing';

/** What came back of a damaged library. */
export interface SalvageReport {
  readonly issues: number;
  /** How many there were; absent where that cannot be known. */
  readonly issuesBefore?: number;
  readonly stars: number;
  readonly starsBefore?: number;
  /** Issues that came back without some of their text. */
  readonly incomplete?: number;
  /** Where the broken file is kept. */
  readonly keptAs: string;
}

/** Whether the library can be used, and if not, why. */
export type LibraryStatus =
  | {
      readonly state: 'ready';
      /** Why changes cannot be kept now; it can be read all the same. */
      readonly trouble?: LibraryTrouble;
      /** It was damaged, and the person has not put the news aside yet. */
      readonly salvaged?: SalvageReport;
    }
  /** It was damaged, and what can be read is being carried over. */
  | { readonly state: 'salvaging'; readonly detail: string }
  /** The editor's Node has no `node:sqlite` with full-text search. */
  | { readonly state: 'unsupported'; readonly detail: string }
  /** Written by a later version of Digest; left untouched. */
  | { readonly state: 'newer'; readonly detail: string }
  /** Cannot be opened or read. */
  | { readonly state: 'broken'; readonly detail: string };

/** How large the library is, what is not shown of it, and when it was last kept small. */
export interface LibrarySize {
  /** Of the file, and how much of that is free for what comes. */
  readonly bytes: number;
  readonly freeBytes: number;
  readonly shown: number;
  readonly muted: number;
  /** Issues whose text retention took away; their rows are left. */
  readonly emptied: number;
  /** Different words of the index, and issues whose words it does not have yet. */
  readonly words: number;
  readonly unindexed: number;
  /** Of what is shown. */
  readonly oldestDay?: string;
  /** Milliseconds since 1970: when the file was last tidied, when retention last went through the library, what it took then. */
  readonly compactedAt?: number;
  readonly retainedAt?: number;
  readonly lastEmptied?: number;
}

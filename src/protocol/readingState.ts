// What host and worker say to each other about reading state that comes from elsewhere: files, and slots that travel with the
// editor's settings.

/** Why a file gives no reading state. */
export type StateFileProblem =
  /** No reading state of Digest's. */
  | 'notOurs'
  /** Written by a later version of Digest. */
  | 'newer'
  | 'tooLarge';

/** What reading state of elsewhere changes here, in issues. */
export interface StateChanges {
  readonly read: number;
  readonly unread: number;
  readonly starred: number;
  readonly unstarred: number;
  readonly notes: number;
  readonly places: number;
  /** How many of the issues that change are not in the library; their state is kept for when they come. */
  readonly unknown: number;
}

export type StateFileOutcome =
  /** `leftOut`: entries of the file that could not be understood. */
  | { readonly outcome: 'read'; readonly changes: StateChanges; readonly issues: number; readonly leftOut: number }
  | { readonly outcome: 'failed'; readonly problem: StateFileProblem };

/** What a machine has to write so that its marks travel. */
export interface SlotToWrite {
  readonly slot: number;
  readonly text: string;
}

/** How many machines can share their marks at a time: the editor brings only what was declared beforehand. */
export const stateSlots = 8;

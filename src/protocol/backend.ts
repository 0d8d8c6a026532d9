// What the extension host asks of the worker (the backend) and what the worker tells unasked.
// Types only. Requests and replies travel between two processes of ours, built together; see `channel.ts`.

import type { LibraryRules } from '../query/libraryRules.js';
import type { Completion } from '../query/completions.js';
import type { SoughtText } from '../query/findMatches.js';
import type { ImageOutcome, ImagesWanted } from './images.js';
import type { LibrarySize, LibraryStatus } from './libraryStatus.js';
import type { GroupKey, ListView, Side } from './listView.js';
import type { SlotToWrite, StateFileOutcome } from './readingState.js';
import type {
  CatalogueEntry,
  Credentials,
  ImportProblem,
  Inspection,
  OpmlOutcome,
  RefreshSummary,
  SourceDefinition,
  SourceProblem,
  SourceStatus,
} from './sources.js';
import type { TopicCalls } from './topics.js';
import type { PageWords, PreviewWords } from './words.js';

/** Identifies an issue in the library: `<source id>/<issue id>`. */
export type IssueKey = string;

/** One issue as a row: enough to show and to sort it without opening it. */
export interface IssueRow {
  readonly key: IssueKey;
  readonly title: string;
  readonly kind: 'digest' | 'article';
  /** Local calendar day `YYYY-MM-DD` of publication; absent when the issue has no date. */
  readonly day?: string;
  readonly category?: string;
  readonly sourceName: string;
  readonly url?: string;
  readonly isRead: boolean;
  readonly isStarred: boolean;
  /** The file it came from is gone; what was read of it is kept. */
  readonly isMissing: boolean;
  /** Its text changed after it was read. */
  readonly isUpdated: boolean;
  /** Absent when it is whole; `excerpt`: its page has more; `extracted`: its text was taken from its page. */
  readonly extent?: 'excerpt' | 'extracted';
}

/** A group of the tree; both numbers count what the filter lets through. */
export interface GroupRow {
  readonly group: GroupKey;
  /** Of the source or the category; absent for days and for what has no category. */
  readonly name?: string;
  readonly count: number;
  readonly unread: number;
}

/** The children of an issue in the tree. */
export interface Outline {
  readonly issue: IssueRow;
  readonly tldr?: string;
  readonly hasIntro: boolean;
  readonly sections: readonly { readonly anchor: string; readonly title: string; readonly minutes: number }[];
  /** In the order of `allTakeaways`: Markdown and the same as plain text. */
  readonly takeaways: readonly {
    readonly markdown: string;
    readonly text: string;
    readonly section?: { readonly anchor: string; readonly title: string };
  }[];
  /** In the order of `allLinks`. */
  readonly links: readonly { readonly label: string; readonly url?: string; readonly host?: string; readonly sectionTitle?: string }[];
}

/**
 * Where in an issue somebody is: an anchor, and how far the top of the view is below it in CSS pixels (negative where the
 * last parts are too short to reach the top). An empty anchor is the top of the issue, before its first part.
 */
export interface Place {
  readonly anchor: string;
  readonly offset: number;
  /** In a part that is so long that the page has it in pieces: which of them (from 1) the offset is below. */
  readonly piece?: number;
}

/** Which issues a bulk mark means. Those that are hidden are never meant, nor is the issue that `above` and `below` start from. */
export type MarkRange =
  | { readonly of: 'all' }
  /** With a view, what its filter lets through only. */
  | { readonly of: 'group'; readonly group: GroupKey; readonly today: string; readonly view?: ListView }
  | { readonly of: 'source'; readonly sourceId: string }
  | { readonly of: 'keys'; readonly keys: readonly IssueKey[] }
  /** In the order of the view; of groups that are no days, in the issue's own. */
  | { readonly of: 'above' | 'below'; readonly key: IssueKey; readonly view?: ListView };

interface MarkedRange {
  /** Names the action, to undo it. */
  readonly moment: number;
  readonly count: number;
}

interface IssueState {
  readonly isRead: boolean;
  readonly isStarred: boolean;
  /** It is unread because the person said so. */
  readonly isLeftUnread: boolean;
  /** Absent when there is none. */
  readonly note?: string;
}

/** The article as markup for the page, sanitised, with what the page's script needs to know beside it. */
export interface RenderedIssue {
  readonly issue: IssueRow;
  /** Content of the page's `<main>`. */
  readonly html: string;
  /** Where the person stopped, if they had begun. */
  readonly place?: Place;
  /** What the person noted about it. Never part of the markup. */
  readonly note?: string;
}

/** Another issue that has a page in common with one. */
export interface Mention {
  readonly key: IssueKey;
  readonly title: string;
  readonly sourceName: string;
  /** Local calendar day `YYYY-MM-DD` of publication; absent when it has none. */
  readonly day?: string;
  /** The section that has the link; absent where it stands in none, and for the article itself. */
  readonly anchor?: string;
}

/** A page on the web that an issue links to, and the other issues that do, or that are the article there. */
export interface MentionedPage {
  /** The link in the issue (`link-<n>`) and its label; absent for the issue's own page. */
  readonly anchor?: string;
  readonly label?: string;
  readonly url: string;
  /** The newest of them first; never none. */
  readonly mentions: readonly Mention[];
  /** How many more there are. */
  readonly more: number;
}

/** One place to jump to in the *Open Issue…* quick pick. */
export interface FoundPlace {
  readonly key: IssueKey;
  readonly issueTitle: string;
  readonly day?: string;
  readonly sourceName: string;
  /** Absent for the issue itself. */
  readonly section?: { readonly anchor: string; readonly title: string };
  readonly isRead: boolean;
}

/** A place that a search found. */
export interface SearchResult {
  readonly key: IssueKey;
  readonly issueTitle: string;
  readonly day?: string;
  readonly sourceName: string;
  readonly isRead: boolean;
  readonly isStarred: boolean;
  /** Where to open the issue; absent for its top. */
  readonly anchor?: string;
  /** The section that `anchor` names, when it names one. */
  readonly sectionTitle?: string;
  /** A line of text around what was found; absent where the title says it all. */
  readonly snippet?: string;
}

export interface SearchAnswer {
  /** The best first. */
  readonly results: readonly SearchResult[];
  /** The query that was answered in place of one that found nothing, because a word of it is nearly one of the library. */
  readonly corrected?: string;
  /** What to mark in the text of an issue that is opened from here. */
  readonly sought: readonly SoughtText[];
  /** Conditions that the query may go on with, while it is being typed. */
  readonly completions: readonly Completion[];
  /** Issues that are not in the index yet and so cannot be found. */
  readonly unindexed: number;
}

/** One issue in a list of those that are hidden or would be. */
export interface MutedIssue {
  readonly key: IssueKey;
  readonly title: string;
  readonly sourceName: string;
  /** The day it is sorted by, `YYYY-MM-DD`. */
  readonly day: string;
}

/** By what issues like this one are found. */
interface IssueFacts {
  readonly title: string;
  readonly sourceName: string;
  readonly category?: string;
  readonly tags: readonly string[];
}

/** What a mute rule would do. */
export interface MutePreview {
  /** Issues that are shown now and would be hidden, and how many of them are unread. */
  readonly count: number;
  readonly unread: number;
  /** Starred ones that the query finds: they stay. */
  readonly starred: number;
  /** The newest of those that would be hidden. */
  readonly issues: readonly MutedIssue[];
}

export type ImportOutcome =
  | { readonly outcome: 'added' | 'updated' | 'unchanged'; readonly key: IssueKey; readonly title: string }
  | { readonly outcome: 'failed'; readonly name: string; readonly problem: ImportProblem };

/** Something to import: bytes of a file, or a text that is already decoded. */
export interface ImportItem {
  /** Shown to the person when the import fails: a file name, or what the text is (the clipboard). */
  readonly name: string;
  readonly content: Uint8Array | string;
}

export type FullArticleOutcome =
  | { readonly outcome: 'extracted' }
  /** The page has no article that could be found. */
  | { readonly outcome: 'nothingFound' }
  | { readonly outcome: 'failed'; readonly problem: SourceProblem };

/** How a list of issues is asked for; without a view, as usual. */
interface ListParams {
  readonly today: string;
  readonly view?: ListView;
  readonly keep?: readonly IssueKey[];
}

/** Every call of the backend: what goes in, what comes out. All are answered; a bug rejects the promise. */
interface BackendCalls extends TopicCalls {
  /** Opens the library if it is not open yet. Never rejects for an expected failure. */
  status(): LibraryStatus;
  /** Puts the news of a salvage aside. */
  dismissSalvage(): void;
  /**
   * Groups that have issues, in the order of the view. `today` is the person's local day, `YYYY-MM-DD`. Issues of `keep` stay
   * counted although the filter no longer lets them through: they are on show.
   */
  groups(params: ListParams): readonly GroupRow[];
  /** A page of a group, in the order of the view. */
  issuesIn(params: ListParams & { readonly group: GroupKey; readonly offset: number; readonly limit: number }): {
    readonly rows: readonly IssueRow[];
    readonly total: number;
  };
  /**
   * One row, the group it stands in and its index there; undefined when there is no such issue. `isListed`: whether the filter
   * of the view lets it through.
   */
  issue(params: {
    readonly key: IssueKey;
    readonly today: string;
    readonly view?: ListView;
  }): { readonly row: IssueRow; readonly group: GroupKey; readonly index: number; readonly isListed: boolean } | undefined;
  /** How many unread issues each of the queries finds, up to a thousand; cheap while nothing has changed. */
  searchCounts(params: { readonly queries: readonly string[]; readonly today: string }): readonly number[];
  outline(params: { readonly key: IssueKey }): Outline | undefined;
  /** Hover text in VS Code's Markdown: escaped of commands, images and unknown schemes. `anchor` absent: the issue itself. */
  preview(params: { readonly key: IssueKey; readonly anchor?: string; readonly words: PreviewWords }): string | undefined;
  /** `images` absent: the markup has no places that could ask for them. */
  render(params: { readonly key: IssueKey; readonly words: PageWords; readonly images?: ImagesWanted }): RenderedIssue | undefined;
  /** The text of a block of code on the issue's page; undefined when there is none at `anchor`. */
  code(params: { readonly key: IssueKey; readonly anchor: string; readonly words: PageWords }): string | undefined;
  /** The image at `anchor` of the page that was rendered last of the issue: fetched, or kept from an earlier time. */
  image(params: { readonly key: IssueKey; readonly anchor: string }): ImageOutcome;
  /** The issue, or the section at `anchor`, as a Markdown document. */
  asMarkdown(params: { readonly key: IssueKey; readonly anchor?: string; readonly words: PageWords }): string | undefined;
  /** What others have in common with an issue; pages that everybody links to are left out, and so are hidden issues. */
  mentions(params: { readonly key: IssueKey }): readonly MentionedPage[];
  /** The issue as an HTML file that stands alone. `sheet`: its style sheet, which asks for nothing. */
  asHtml(params: { readonly key: IssueKey; readonly words: PageWords; readonly sheet: string }): string | undefined;
  /** Newest issue of the library. */
  newest(): IssueKey | undefined;
  /** The next unread issue after `after` as the tree shows them, from the top again at the end. */
  nextUnread(params: { readonly after?: IssueKey; readonly view?: ListView; readonly today?: string }): IssueKey | undefined;
  /** The issue above or below `of` as the tree shows them, none beyond its ends; without `of`, the first on the way. */
  issueBeside(params: ListParams & { readonly of?: IssueKey; readonly side: Side }): IssueKey | undefined;
  /** Issues and sections whose title holds every word of `query` (all, newest first, when it is empty). */
  find(params: { readonly query: string; readonly limit: number }): readonly FoundPlace[];
  /**
   * Finds issues by their words and by conditions (`query/parseQuery.ts`), ranked: names as they are written, titles, takeaways,
   * text; the newer of two equals first. `isTyping`: the last word may go on. An empty query gives the newest issues.
   */
  search(params: { readonly query: string; readonly limit: number; readonly today: string; readonly isTyping?: boolean }): SearchAnswer;
  unreadCount(): number;
  setRead(params: { readonly keys: readonly IssueKey[]; readonly isRead: boolean }): void;
  /** Marks every unread issue of a range read. */
  markRange(params: MarkRange): MarkedRange;
  /** Makes the issues of one bulk action unread again, but for those that were marked by hand since; gives how many. */
  undoMarks(params: { readonly moment: number }): number;
  setStarred(params: { readonly keys: readonly IssueKey[]; readonly isStarred: boolean }): void;
  /** What the person did with an issue, as far as its page shows it. */
  issueState(params: { readonly key: IssueKey }): IssueState | undefined;
  /** Writes the note of an issue; an empty one takes it away. */
  setNote(params: { readonly key: IssueKey; readonly text: string }): void;
  /** The whole reading state as one JSON file (docs/reading-state.md), and how many issues it speaks of. */
  exportState(): { readonly text: string; readonly issues: number };
  /** What `importState` would change. */
  inspectState(params: { readonly content: Uint8Array }): StateFileOutcome;
  /** Takes over what a file says where that is later than what was decided here. */
  importState(params: { readonly content: Uint8Array }): StateFileOutcome;
  /** Takes over what other machines say in their slots and, where `mayWrite`, gives what this one has to write into its own. */
  exchangeState(params: { readonly slots: readonly unknown[]; readonly mayWrite: boolean }): SlotToWrite | undefined;
  setPlace(params: { readonly key: IssueKey; readonly place: Place }): void;
  /** Bundled issues: `folder` is the packaged `seeds` folder. Adds what is new, updates what changed. */
  installSeeds(params: { readonly folder: string }): void;
  import(params: { readonly items: readonly ImportItem[] }): readonly ImportOutcome[];
  /** Replaces the set of sources of this window. Folders are read and watched; the others wait for their turn. */
  setSources(params: SourceSettings): void;
  /** Whether this window has the focus: only then does it read sources in the background. */
  setFocused(params: { readonly isFocused: boolean }): void;
  sourceStatus(): readonly SourceStatus[];
  /** Reads sources now (all that are not paused, when none are named), whatever their schedule; done when all have ended. */
  refresh(params: { readonly sourceIds?: readonly string[] }): RefreshSummary;
  /** Ends the refresh under way; what was read is kept. */
  stopRefresh(): void;
  /** Looks at an address or a folder without adding it. */
  inspect(params: { readonly address: string; readonly credentials?: Credentials }): Inspection;
  stopInspection(): void;
  catalogue(): readonly CatalogueEntry[];
  readOpml(params: { readonly content: Uint8Array }): OpmlOutcome;
  /** The sources as an OPML 2.0 document. */
  writeOpml(params: { readonly sources: readonly SourceDefinition[]; readonly title: string }): string;
  /** Fetches the page of an issue that is an excerpt and takes its article from it. */
  readFullArticle(params: { readonly key: IssueKey }): FullArticleOutcome;
  /** Sets what the person's settings say about mutes, retention and saved searches; done when what is muted is hidden. */
  setRules(params: LibraryRules): void;
  /** What a mute rule would hide; undefined for a query that cannot be a rule. */
  previewMute(params: { readonly query: string; readonly today: string; readonly limit: number }): MutePreview | undefined;
  /** What an issue has in common with others; undefined when there is none. */
  issueFacts(params: { readonly key: IssueKey }): IssueFacts | undefined;
  /** How many issues each of some rules hides; undefined for what cannot be a rule. */
  countMuted(params: { readonly queries: readonly string[]; readonly today: string }): readonly (number | undefined)[];
  /** The newest of the issues that a rule hides. */
  listMuted(params: { readonly query: string; readonly today: string; readonly limit: number }): readonly MutedIssue[];
  /** Undefined while the library cannot be used. */
  librarySize(): LibrarySize | undefined;
  /** Deletes every issue and all state of the library. */
  resetLocalData(): void;
}

/** What the backend tells without being asked. */
export type BackendEvent =
  /** Something in the library changed, here or in another window. `keys` absent: anything may have changed. */
  | { readonly event: 'changed'; readonly keys?: readonly IssueKey[]; readonly scope: 'state' | 'issues' }
  | { readonly event: 'sourcesChanged' }
  /** What is known about topics has changed: what the workspace uses, or what older issues name. */
  | { readonly event: 'topicsChanged' }
  /** A refresh goes on: `done` of `total` sources; `total` 0 when it has ended. */
  | { readonly event: 'refreshing'; readonly done: number; readonly total: number; readonly isBackground: boolean }
  /** A refresh that the person wanted, by asking or by adding sources, has ended. */
  | { readonly event: 'refreshed'; readonly summary: RefreshSummary }
  | { readonly event: 'log'; readonly level: 'debug' | 'info' | 'warn' | 'error'; readonly component: string; readonly message: string };

/** The backend as its callers see it: every call answers later. A bug or a worker that died rejects. */
export type Backend = {
  readonly [Name in keyof BackendCalls]: (...params: Parameters<BackendCalls[Name]>) => Promise<ReturnType<BackendCalls[Name]>>;
};

/** What the worker answers: the backend's calls, and the one by which its host ends it. */
export interface WorkerCalls extends BackendCalls {
  /** Stops what is under way and closes the library. Nothing may be called after it. */
  close(): void;
}

/** What the worker is told about sources: all of it at once, so that none is read without its secrets. */
interface SourceSettings {
  readonly sources: readonly SourceDefinition[];
  readonly polling: PollingSettings;
  /** Users and passwords by the `credentialsKey` of their source. Kept in memory only. */
  readonly credentials: ReadonlyMap<string, Credentials>;
}

/** What the person has decided about sources in general. */
export interface PollingSettings {
  /** Whether sources are read by themselves while a window has the focus. */
  readonly inBackground: boolean;
  /** Bytes, decoded: what is larger is not read. */
  readonly largestDownload: number;
}

/** What the worker needs to know of its host. */
export interface WorkerSettings {
  /** Where the library's file is, or will be. */
  readonly storageFolder: string;
  /** Names the build, so that files are read again by a newer one. */
  readonly build: string;
  /** What the two sources without a name of their own are called in the person's language. */
  readonly sourceNames: { readonly bundled: string; readonly imported: string };
  /** Tells this window's worker from those of other windows. */
  readonly windowId: string;
}

/** What the host gives the worker when it starts it. */
export interface WorkerData<Port> extends WorkerSettings {
  /** The host makes the worker's requests at the other end: it knows the person's proxy and certificates. */
  readonly fetchPort: Port;
}

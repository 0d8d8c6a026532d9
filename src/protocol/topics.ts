// What the host and the worker say to one another about topics: what issues name, what the workspace uses, what the person follows.

import type { PackageUse, StackEntry } from '../relevance/stack/stackModel.js';
import type { TopicKind } from '../relevance/topics/topic.js';
import type { IssueKey } from './backend.js';
import type { Filter } from './listView.js';
import type { TopicWords } from './words.js';

/** Names a topic (`relevance/topics/topic.ts`). */
export type TopicId = string;

export interface TopicRow {
  readonly id: TopicId;
  readonly name: string;
  readonly kind: TopicKind;
  /** One sentence that says what it is; absent for what is only known by its name. */
  readonly what?: string;
}

/** A sentence of an issue that names a topic, and where it stands. */
export interface TopicMention {
  readonly key: IssueKey;
  readonly issueTitle: string;
  readonly sourceName: string;
  /** The day its issue is sorted by, `YYYY-MM-DD`. */
  readonly day: string;
  readonly isRead: boolean;
  /** The section; both absent for what belongs to the issue as a whole. */
  readonly anchor?: string;
  readonly sectionTitle?: string;
  /** Plain text. */
  readonly sentence: string;
  /** Of the topic, as the sentence names it: `5.5`, `3.5-plus`. */
  readonly version?: string;
}

/** How far an installed version is behind what was released. */
export interface Behind {
  /** Releases above the installed one, and how many of them say that they break something. */
  readonly releases: number;
  readonly breaking: number;
  /** The newest of them, and the place in the library that speaks of it. */
  readonly newest: string;
  readonly key: IssueKey;
  readonly anchor?: string;
}

/** Why a topic concerns the workspace. */
export interface WorkspaceReason {
  readonly topic: TopicRow;
  /** What of it is used, and how. */
  readonly entry: StackEntry;
  readonly behind?: Behind;
}

/** A section (or an issue as a whole) that names what the workspace uses. */
export interface WorkspaceNews extends TopicMention {
  /** The most direct first; never none. */
  readonly reasons: readonly [WorkspaceReason, ...WorkspaceReason[]];
}

/** A section (or an issue as a whole) that names topics that the person follows. */
export interface FollowedNews extends TopicMention {
  /** The one first that its sentence names. */
  readonly topics: readonly TopicRow[];
}

/** Which issues count: those that a filter lets through, and those that stay on show whatever it says. */
export interface NewsShown {
  readonly filter: Filter;
  readonly keep: readonly IssueKey[];
}

/** A list that may have more than is given. */
export interface NewsPage<News> {
  readonly news: readonly News[];
  readonly total: number;
  /** Of all of them, those in issues that are unread. */
  readonly unread: number;
}

/** What is known of one thing that the workspace uses: what a hover shows, kept in the host's memory. */
export interface WorkspaceTopic extends WorkspaceReason {
  /** The newest first, each of another issue. */
  readonly mentions: readonly TopicMention[];
  /** Sections that name it, in all. */
  readonly total: number;
}

/** A topic that the person follows. */
export interface FollowedTopic extends TopicRow {
  readonly total: number;
  readonly unread: number;
}

/** A topic that was found by a name, and in how many sections it is named. */
export interface FoundTopic extends TopicRow {
  readonly total: number;
}

/** A topic of the person's own (the setting *topics*). */
export interface OwnTopic {
  readonly name: string;
  readonly aliases: readonly string[];
}

/** How the page of a topic is asked for. */
export interface TopicPageParams {
  readonly id: TopicId;
  readonly words: TopicWords;
  /** Sections and sentences with figures that are shown at most. */
  readonly mentions: number;
  readonly figures: number;
  readonly isFollowed: boolean;
  /** Stands in the markup, so that what is asked from it is known to be about this making of the page. */
  readonly round: number;
}

/** The page of a topic: sanitised markup, and what the numbers in it mean. The page itself knows no more than the numbers. */
export interface TopicPage {
  readonly topic: TopicRow;
  /** Content of the page's `<main>`. */
  readonly html: string;
  readonly places: readonly TopicPlace[];
  readonly topics: readonly TopicId[];
}

/** A place in the library that a page of a topic leads to. */
export interface TopicPlace {
  readonly key: IssueKey;
  readonly anchor?: string;
}

/** The calls of the backend about topics. Hidden issues are left out of all answers. */
export interface TopicCalls {
  /** Replaces the person's own topics; the library is read for new ones in the background. */
  setOwnTopics(params: { readonly topics: readonly OwnTopic[] }): void;
  /** Beginnings of model ids, by which they are known in code. */
  modelPrefixes(): readonly string[];
  /** Replaces what the workspace of this window uses; the library is read in the background for packages that it does not know. */
  setWorkspace(params: { readonly entries: readonly StackEntry[] }): void;
  /**
   * Sections that name what the workspace uses: ranked by how directly, how new and whether unread. Within `days` days before
   * `today`.
   */
  workspaceNews(params: {
    readonly today: string;
    readonly days: number;
    readonly limit: number;
    readonly shown?: NewsShown;
  }): NewsPage<WorkspaceNews>;
  /** What is known of each thing that the workspace uses and that some issue names or some release concerns. */
  workspaceTopics(): readonly WorkspaceTopic[];
  /** The topics of some uses, as they stand in a document that is not (or not yet) part of what `setWorkspace` was told. */
  topicsOfUses(params: { readonly uses: readonly Pick<PackageUse, 'ecosystem' | 'name'>[] }): readonly (TopicRow | undefined)[];
  /** Topics by what somebody types or has selected, the nearest first; all that are named, the most often named first, for ''. */
  findTopics(params: { readonly text: string; readonly limit: number }): readonly FoundTopic[];
  /** What an issue, or its section at `anchor`, names; the most often named first. */
  topicsIn(params: { readonly key: IssueKey; readonly anchor?: string }): readonly TopicRow[];
  /** The topics of these ids with their counts; one that is not known any more is left out. */
  followedTopics(params: { readonly ids: readonly TopicId[] }): readonly FollowedTopic[];
  /** Sections that name a topic, the newest first, each once with its best sentence. */
  topicNews(params: {
    readonly id: TopicId;
    readonly offset: number;
    readonly limit: number;
    readonly shown?: NewsShown;
  }): NewsPage<TopicMention>;
  /** How many sections of unread issues name any of these topics, up to a thousand. */
  followedCount(params: { readonly ids: readonly TopicId[] }): number;
  /** Sections that name any of these topics, the newest first, each once. */
  followedNews(params: {
    readonly ids: readonly TopicId[];
    readonly offset: number;
    readonly limit: number;
    readonly shown?: NewsShown;
  }): NewsPage<FollowedNews>;
  /** The page of a topic; undefined for one that is not known any more. */
  topicPage(params: TopicPageParams): TopicPage | undefined;
}

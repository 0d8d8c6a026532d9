// The rows of the view *Issues* as plain data. Nodes know their parent (`reveal` needs it) and never their children.

import type { GroupRow, IssueKey, IssueRow } from '../../protocol/backend.js';
import { type GroupKey, searchGroup } from '../../protocol/listView.js';
import type { TopicRow } from '../../protocol/topics.js';
import type { SavedSearch } from '../settings/savedSearch.js';

export interface GroupNode {
  readonly kind: 'group';
  readonly row: GroupRow;
}

/** A saved search, which holds the issues that it finds. */
export interface SearchNode {
  readonly kind: 'search';
  readonly search: SavedSearch;
}

/** What stands in the tree's first level and holds issues. */
export type ShelfNode = GroupNode | SearchNode;

/** *For This Workspace*: the sections that name what the workspace uses. */
export interface WorkspaceNode {
  readonly kind: 'workspace';
}

/** *Followed Topics*, which holds them. */
export interface FollowedNode {
  readonly kind: 'followed';
}

/** A topic that the person follows, with the sections that name it. */
export interface TopicNode {
  readonly kind: 'topic';
  readonly topic: TopicRow;
  readonly parent: FollowedNode;
}

/** What holds sections of any issues. */
export type NewsShelfNode = WorkspaceNode | TopicNode;

/** A section, or an issue as a whole, that names a topic. What is said of it is looked up: it changes, the node never does. */
export interface NewsNode {
  readonly kind: 'news';
  readonly key: IssueKey;
  readonly anchor?: string;
  readonly parent: NewsShelfNode;
}

/** The rows that topics bring, which are made in `topics/`. */
export type TopicTreeNode = WorkspaceNode | FollowedNode | TopicNode | NewsNode;

export interface IssueNode {
  readonly kind: 'issue';
  readonly key: IssueKey;
  readonly row: IssueRow;
  readonly parent: ShelfNode;
}

interface Part {
  readonly key: IssueKey;
  /** Where the row's text stands in the issue. */
  readonly anchor: string;
}

/** A row that stands for a text of the issue: its TLDR, its introduction, a section. */
export interface TextNode extends Part {
  readonly kind: 'tldr' | 'intro' | 'section';
  readonly title: string;
  /** Reading time in minutes; absent where it says nothing. */
  readonly minutes?: number;
  readonly parent: IssueNode;
}

/** *Key Takeaways (n)* or *External Links (n)*. */
export interface ListNode extends Part {
  readonly kind: 'takeaways' | 'links';
  readonly count: number;
  readonly parent: IssueNode;
}

export interface TakeawayNode extends Part {
  readonly kind: 'takeaway';
  readonly markdown: string;
  readonly text: string;
  readonly parent: ListNode;
}

export interface LinkNode extends Part {
  readonly kind: 'link';
  readonly label: string;
  readonly url?: string;
  readonly host?: string;
  readonly parent: ListNode;
}

/** The last row of a shelf that has more than is shown. */
export interface MoreNode {
  readonly kind: 'more';
  readonly remaining: number;
  readonly parent: ShelfNode | NewsShelfNode;
}

/** A row that says what is wrong or missing, and what a click does about it. */
export interface NoticeNode {
  readonly kind: 'notice';
  readonly id: string;
  readonly text: string;
  readonly detail: string;
  readonly action: 'retry' | 'showSources' | 'reload' | 'showAll' | 'showMuted' | 'editSearches' | 'none' | 'dismissSalvage';
}

export type TreeNode = ShelfNode | TopicTreeNode | IssueNode | TextNode | ListNode | TakeawayNode | LinkNode | MoreNode | NoticeNode;

/** Stable through refreshes, unique in the tree. */
export function nodeId(node: TreeNode): string {
  switch (node.kind) {
    case 'group':
      return `group:${node.row.group}`;
    case 'search':
      return `search:${node.search.name}`;
    case 'workspace':
    case 'followed':
      return node.kind;
    case 'topic':
      return `topic:${node.topic.id}`;
    case 'news':
      return `${nodeId(node.parent)}/${node.key}#${node.anchor ?? ''}`;
    case 'issue':
      return issueId(node);
    case 'more':
      return `more:${nodeId(node.parent)}`;
    case 'notice':
      return `notice:${node.id}`;
    case 'tldr':
    case 'intro':
    case 'section':
    case 'takeaways':
    case 'takeaway':
    case 'links':
    case 'link':
      return `${issueId(issueOf(node))}#${node.anchor}`;
  }
}

/** The group that the library knows a shelf by. */
export function groupKeyOf(shelf: ShelfNode): GroupKey {
  return shelf.kind === 'group' ? shelf.row.group : searchGroup(shelf.search.query);
}

/** An issue stands in one group at a time, and in any number of searches. */
function issueId({ key, parent }: IssueNode): string {
  return parent.kind === 'group' ? `issue:${key}` : `${nodeId(parent)}/issue:${key}`;
}

function issueOf({ parent }: TextNode | ListNode | TakeawayNode | LinkNode): IssueNode {
  return parent.kind === 'issue' ? parent : parent.parent;
}

/** The issue a row belongs to; none for groups and notices. */
export function issueKeyOf(node: TreeNode | undefined): IssueKey | undefined {
  return node && 'key' in node ? node.key : undefined;
}

/** The place in its issue that a row stands for; none for the issue itself. */
export function anchorOf(node: TreeNode | undefined): string | undefined {
  return node && 'anchor' in node ? node.anchor : undefined;
}

export function isTopicTreeNode(node: TreeNode): node is TopicTreeNode {
  return node.kind === 'workspace' || node.kind === 'followed' || node.kind === 'topic' || node.kind === 'news';
}

export function parentOf(node: TreeNode): TreeNode | undefined {
  return 'parent' in node ? node.parent : undefined;
}

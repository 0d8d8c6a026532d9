// What stands below each row: the tree's shape, made from what the library answers. No VS Code in here.

import { anchors, linkAnchor, takeawayAnchor } from '../../digest/model.js';
import type { Backend, IssueKey, Outline } from '../../protocol/backend.js';
import type { ListView } from '../../protocol/listView.js';
import {
  groupKeyOf,
  type IssueNode,
  type LinkNode,
  type ListNode,
  type MoreNode,
  type ShelfNode,
  type TakeawayNode,
  type TextNode,
  type TreeNode,
} from './nodes.js';

/** How many issues a group shows at first. */
export const pageSize = 50;

/** No *Show More* adds more than this: VS Code makes a row of each at once. */
const largestPage = 500;

/** How many issues a group shows after *Show More*: twice as many, so that the end of a long one is not far. */
export function shownNext(shown: number): number {
  return shown + Math.min(shown, largestPage);
}

/** Titles that are not the issue's own words, in the person's language. */
export interface PartTitles {
  readonly tldr: string;
  readonly intro: string;
  readonly text: string;
}

/** How the issues of a shelf are asked for. */
export interface PageOptions {
  readonly today: string;
  readonly view: ListView;
  /** How many at first. */
  readonly shown: number;
  /** Issues that stay although they no longer belong to it. */
  readonly keep: readonly IssueKey[];
}

/** The first issues of a group or a search, and a row for the rest. */
export async function issuesOf(
  backend: Pick<Backend, 'issuesIn'>,
  parent: ShelfNode,
  { shown, ...options }: PageOptions,
): Promise<readonly (IssueNode | MoreNode)[]> {
  const { rows, total } = await backend.issuesIn({ ...options, group: groupKeyOf(parent), offset: 0, limit: shown });
  const issues = rows.map((row): IssueNode => ({ kind: 'issue', key: row.key, row, parent }));
  const remaining = total - issues.length;
  return remaining > 0 ? [...issues, { kind: 'more', remaining, parent }] : issues;
}

/** TLDR, introduction, sections, *Key Takeaways (n)*, *External Links (n)*: those that the issue has, in this order. */
export function partsOf(outline: Outline, parent: IssueNode, titles: PartTitles): readonly (TextNode | ListNode)[] {
  const { key } = parent;
  const parts: (TextNode | ListNode)[] = [];
  if (outline.tldr) {
    parts.push({ kind: 'tldr', key, anchor: anchors.tldr, title: titles.tldr, parent });
  }
  if (outline.hasIntro) {
    parts.push({ kind: 'intro', key, anchor: anchors.intro, title: titles.intro, parent });
  }
  for (const { anchor, title, minutes } of outline.sections) {
    // A text without headings is one section under the issue's own name, which stands right above.
    parts.push({ kind: 'section', key, anchor, title: title === outline.issue.title ? titles.text : title, minutes, parent });
  }
  if (outline.takeaways.length) {
    parts.push({ kind: 'takeaways', key, anchor: anchors.takeaways, count: outline.takeaways.length, parent });
  }
  if (outline.links.length) {
    parts.push({ kind: 'links', key, anchor: anchors.links, count: outline.links.length, parent });
  }
  return parts;
}

export function takeawaysOf(outline: Outline, parent: ListNode): readonly TakeawayNode[] {
  return outline.takeaways.map(({ markdown, text }, index) => ({
    kind: 'takeaway',
    key: parent.key,
    anchor: takeawayAnchor(index),
    markdown,
    text,
    parent,
  }));
}

export function linksOf(outline: Outline, parent: ListNode): readonly LinkNode[] {
  return outline.links.map(({ label, url, host }, index) => ({
    kind: 'link',
    key: parent.key,
    anchor: linkAnchor(index),
    label,
    ...(url ? { url } : {}),
    ...(host ? { host } : {}),
    parent,
  }));
}

/** The row at `anchor` of an issue, or the issue's own row. */
export async function findPart(
  backend: Pick<Backend, 'outline'>,
  issue: IssueNode,
  anchor: string | undefined,
  titles: PartTitles,
): Promise<TreeNode> {
  const outline = anchor ? await backend.outline({ key: issue.key }) : undefined;
  if (!outline || !anchor) {
    return issue;
  }
  for (const part of partsOf(outline, issue, titles)) {
    const found = [part, ...rowsOf(outline, part)].find((row) => row.anchor === anchor);
    if (found) {
      return found;
    }
  }
  return issue;
}

/** The rows below a part of an issue. */
function rowsOf(outline: Outline, part: TextNode | ListNode): readonly (TakeawayNode | LinkNode)[] {
  switch (part.kind) {
    case 'takeaways':
      return takeawaysOf(outline, part);
    case 'links':
      return linksOf(outline, part);
    case 'tldr':
    case 'intro':
    case 'section':
      return [];
  }
}

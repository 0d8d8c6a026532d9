// What stands below each row: the tree's shape, made from what the library answers. No VS Code in here.

import { anchors, linkAnchor, takeawayAnchor } from '../../digest/model.js';
import type { Backend, Outline } from '../../protocol/backend.js';
import type { GroupNode, IssueNode, LinkNode, ListNode, MoreNode, TakeawayNode, TextNode, TreeNode } from './nodes.js';

/** How many issues a group shows at first and with each *Show more*. */
export const pageSize = 50;

/** Titles that are not the issue's own words, in the person's language. */
export interface PartTitles {
  readonly tldr: string;
  readonly intro: string;
  readonly text: string;
}

/** The first `shown` issues of a group, and a row for the rest. */
export async function issuesOf(
  backend: Pick<Backend, 'issuesIn'>,
  parent: GroupNode,
  today: string,
  shown: number,
): Promise<readonly (IssueNode | MoreNode)[]> {
  const { rows, total } = await backend.issuesIn({ group: parent.row.group, today, offset: 0, limit: shown });
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

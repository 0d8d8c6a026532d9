import { describe, expect, it } from 'vitest';
import { findPart, issuesOf, linksOf, partsOf, takeawaysOf } from '../../../../src/editor/tree/children.js';
import { nodeId, parentOf, type GroupNode, type IssueNode, type ListNode, type TreeNode } from '../../../../src/editor/tree/nodes.js';
import { usualView } from '../../../../src/protocol/listView.js';
import type { Backend, IssueRow, Outline } from '../../../../src/protocol/backend.js';

const titles = { tldr: 'TLDR', intro: 'Introduction', text: 'Text' };
const group: GroupNode = { kind: 'group', row: { group: '2026-04', count: 3, unread: 1 } };

function row(key: string): IssueRow {
  return {
    key,
    title: `Title of ${key}`,
    kind: 'digest',
    sourceName: 'Imported',
    isRead: false,
    isStarred: false,
    isMissing: false,
    isUpdated: false,
  };
}

const issue: IssueNode = { kind: 'issue', key: 'imported/a', row: row('imported/a'), parent: group };

const outline: Outline = {
  issue: issue.row,
  tldr: 'Short.',
  hasIntro: true,
  sections: [{ anchor: 'one', title: 'One', minutes: 2 }],
  takeaways: [{ markdown: '*a*', text: 'a' }],
  links: [{ label: 'no address' }, { label: 'with', url: 'https://example.org/', host: 'example.org' }],
};

describe('children of the tree', () => {
  it('orders the parts of an issue as they are read', () => {
    const parts = partsOf(outline, issue, titles);
    expect(parts.map(({ kind, anchor }) => [kind, anchor])).toEqual([
      ['tldr', 'tldr'],
      ['intro', 'intro'],
      ['section', 'one'],
      ['takeaways', 'key-takeaways'],
      ['links', 'external-links'],
    ]);
  });

  it('names the one section of a text without headings by what it is', () => {
    const plain = { ...outline, sections: [{ anchor: 'one', title: outline.issue.title, minutes: 1 }] };
    expect(partsOf(plain, issue, titles).map((part) => ('title' in part ? part.title : part.kind))).toContain(titles.text);
  });

  it('leaves out what the issue does not have', () => {
    const { tldr: _, ...bare } = { ...outline, hasIntro: false, takeaways: [], links: [] };
    expect(partsOf(bare, issue, titles).map(({ kind }) => kind)).toEqual(['section']);
  });

  it('gives each row an id of its own and its parent', () => {
    const parts = partsOf(outline, issue, titles);
    const lists = parts.filter((part): part is ListNode => part.kind === 'takeaways' || part.kind === 'links');
    const leaves = lists.flatMap((list): readonly TreeNode[] =>
      list.kind === 'links' ? linksOf(outline, list) : takeawaysOf(outline, list),
    );
    const ids = [group, issue, ...parts, ...leaves].map(nodeId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(leaves.map(parentOf)).toEqual([lists[0], lists[1], lists[1]]);
  });

  it('ends a group that has more with a row for the rest', async () => {
    const backend: Pick<Backend, 'issuesIn'> = {
      issuesIn: async ({ limit }) => ({ rows: ['x/a', 'x/b'].slice(0, limit).map(row), total: 3 }),
    };
    const nodes = await issuesOf(backend, group, { today: '2026-05-01', view: usualView, shown: 2, keep: [] });
    expect(nodes.map(nodeId)).toEqual(['issue:x/a', 'issue:x/b', 'more:group:2026-04']);
    expect(nodes.at(-1)).toMatchObject({ remaining: 1 });
  });

  it('finds the row of a section, and falls back to the issue', async () => {
    const backend: Pick<Backend, 'outline'> = { outline: async () => outline };
    expect(await findPart(backend, issue, 'one', titles)).toMatchObject({ kind: 'section', anchor: 'one' });
    expect(await findPart(backend, issue, 'gone', titles)).toBe(issue);
    expect(await findPart(backend, issue, undefined, titles)).toBe(issue);
  });
});

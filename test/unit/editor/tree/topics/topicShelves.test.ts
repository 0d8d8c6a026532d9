// The shelves of topics over a real library: what stands in them, in which order, and what is drawn again after a change.

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { nodeId, type TopicTreeNode, type TreeNode } from '../../../../../src/editor/tree/nodes.js';
import { toTopicItem } from '../../../../../src/editor/tree/topics/topicItem.js';
import { topicPreview } from '../../../../../src/editor/tree/topics/topicPreview.js';
import { TopicShelves } from '../../../../../src/editor/tree/topics/topicShelves.js';
import type { Backend } from '../../../../../src/protocol/backend.js';
import type { Filter } from '../../../../../src/protocol/listView.js';
import type { StackEntry } from '../../../../../src/relevance/stack/stackModel.js';
import { buildersWeek } from '../../../../fixtures/buildersWeek.js';
import { startServer, type TestServer } from '../../../ingest/servers.js';
import { settings } from '../../fakeVscode.js';

vi.mock('vscode', () => import('../../fakeVscode.js'));

beforeEach(() => settings.clear());

const span = { line: 0, start: 0, end: 4 };

function entry(name: string, more: Partial<StackEntry> = {}): StackEntry {
  return { ecosystem: 'pypi', name, use: 'dependency', path: 'api/requirements.txt', span, files: 1, ...more };
}

interface Shown {
  readonly shelves: TopicShelves;
  readonly server: TestServer;
  readonly key: string;
  filter: Filter;
  followed: readonly string[];
  /** Labels of the rows below a node, unread ones with a dot. */
  readonly below: (node: TreeNode) => Promise<readonly string[]>;
  /** Takes in a change and gives the ids of what is drawn again. */
  readonly update: (isMarks?: boolean) => Promise<'all' | readonly string[]>;
}

async function show(): Promise<Shown> {
  const server = startServer();
  const [outcome] = await server.calls.import({ items: [{ name: 'week.md', content: buildersWeek }] });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- calls that answer at once are awaited alike
  const backend = server.calls as unknown as Backend;
  const shown: Shown = {
    server,
    key: outcome?.outcome === 'added' ? outcome.key : '',
    filter: 'all',
    followed: [],
    shelves: new TopicShelves({ backend, today: () => '2026-05-03', filter: () => shown.filter, followed: () => shown.followed }),
    below: async (node) => {
      if (node.kind !== 'workspace' && node.kind !== 'followed' && node.kind !== 'topic') return [];
      const rows = await shown.shelves.childrenOf(node);
      return rows.map((row) => (row.kind === 'more' ? `more ${row.remaining}` : labelOf(row, shown.shelves)));
    },
    update: async (isMarks = false) => {
      const redraw = await shown.shelves.update(isMarks);
      return redraw === 'all' ? redraw : redraw.map(nodeId);
    },
  };
  return shown;
}

function labelOf(node: TopicTreeNode, shelves: TopicShelves): string {
  const item = toTopicItem(node, shelves);
  const isUnread = item.contextValue?.split(' ').includes('unread') ?? false;
  return `${typeof item.label === 'string' ? item.label : ''}${isUnread ? ' •' : ''}`;
}

const serving = 'Serving engines pack their batches tighter';
const chains = 'Chains become graphs';

describe('the shelf of the workspace', () => {
  it('is not there before anything is known, and without news', async () => {
    const { shelves, update } = await show();
    expect(shelves.take()).toEqual([]);
    expect(await update()).toEqual([]);
  });

  it('has the sections that name what is used, the most direct first, each with its reason', async () => {
    const { shelves, server, update, below } = await show();
    await server.calls.setWorkspace({
      entries: [entry('langchain', { use: 'dev', range: '>=0.3' }), entry('vllm', { installed: '0.9.1', files: 3 })],
    });
    expect(await update()).toBe('all');
    const [workspace] = shelves.take();
    if (!workspace) throw new Error('no shelf');
    expect(await below(workspace)).toEqual([`${serving} •`, `${chains} •`]);
    const [first, second] = await shelves.childrenOf(workspace);
    if (first?.kind !== 'news' || second?.kind !== 'news') throw new Error('no news');
    expect([toTopicItem(first, shelves).description, toTopicItem(second, shelves).description]).toEqual([
      'vllm 0.9.1 in requirements.txt',
      'langchain >=0.3 in requirements.txt',
    ]);
    expect(toTopicItem(first, shelves).accessibilityInformation?.label).toBe(
      `${serving}, unread, vllm 0.9.1 in requirements.txt, May 2, 2026, Imported`,
    );
    expect(toTopicItem(workspace, shelves).accessibilityInformation?.label).toBe('For This Workspace, 2 sections, 2 unread');
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
    const hover = await topicPreview(server.calls as unknown as Backend, first, shelves);
    expect(hover?.value).toContain(String.raw`vllm 0\.9\.1 in api\/requirements\.txt\, and in 2 more files`);
    expect(hover?.value).toContain('38 % more requests');
    expect(hover?.value).toContain('A Week for Builders · Imported · May 2\\, 2026');
  });

  it('keeps its rows where they are when one is read, and draws what looks different', async () => {
    const { shelves, server, update, below, key } = await show();
    const other = buildersWeek
      .replace('A Week for Builders', 'The Week Before')
      .replace('2026-05-02', '2026-04-25')
      .replace('0.10', '0.9.9');
    await server.calls.import({ items: [{ name: 'before.md', content: other }] });
    await server.calls.setWorkspace({ entries: [entry('vllm'), entry('langchain')] });
    await update();
    const [workspace] = shelves.take();
    if (!workspace) throw new Error('no shelf');
    const before = await shelves.childrenOf(workspace);
    expect(await update(true)).toEqual([]);
    await server.calls.setRead({ keys: [key], isRead: true });
    expect(await update(true)).toEqual(['workspace']);
    expect(await shelves.childrenOf(workspace)).toEqual(before);
    expect((await below(workspace)).map((label) => label.endsWith('•'))).toEqual([false, false, true, true]);
    // Ranked anew, what is unread comes first.
    await update();
    expect((await below(workspace)).map((label) => label.endsWith('•'))).toEqual([true, true, false, false]);
  });

  it('obeys the filter, but for what is on show', async () => {
    const shown = await show();
    const { shelves, server, update, below, key } = shown;
    shown.filter = 'unread';
    await server.calls.setWorkspace({ entries: [entry('vllm')] });
    await update();
    const [workspace] = shelves.take();
    if (!workspace) throw new Error('no shelf');
    await server.calls.setRead({ keys: [key], isRead: true });
    await update(true);
    expect(await below(workspace)).toEqual([serving]);
    shelves.forget();
    expect(await update()).toBe('all');
    expect(shelves.take()).toEqual([]);
  });
});

describe('the shelf of followed topics', () => {
  it('has the topics with the sections that name them', async () => {
    const shown = await show();
    const { shelves, update, below } = shown;
    shown.followed = ['vllm', 'own:gone'];
    expect(await update()).toBe('all');
    const [followed] = shelves.take();
    if (!followed) throw new Error('no shelf');
    expect(await below(followed)).toEqual(['vLLM •']);
    const [topic] = await shelves.childrenOf(followed);
    if (topic?.kind !== 'topic') throw new Error('no topic');
    expect(await below(topic)).toEqual([`${serving} •`]);
    const [news] = await shelves.childrenOf(topic);
    if (news?.kind !== 'news') throw new Error('no news');
    expect(toTopicItem(news, shelves).description).toBe('May 2, 2026 · Imported');
  });

  it('is drawn again where its counts move, and stays as it is where nothing does', async () => {
    const shown = await show();
    const { shelves, server, update, below, key } = shown;
    shown.followed = ['vllm'];
    await update();
    const [followed] = shelves.take();
    if (!followed) throw new Error('no shelf');
    await below(followed);
    expect(await update()).toEqual([]);
    await server.calls.setRead({ keys: [key], isRead: true });
    expect(await update(true)).toEqual(['followed']);
    expect(await below(followed)).toEqual(['vLLM']);
    shown.followed = ['vllm', 'langchain'];
    expect(await update()).toEqual(['followed']);
    expect(await below(followed)).toEqual(['vLLM', 'LangChain']);
    shown.followed = [];
    expect(await update()).toBe('all');
  });
});

// The tree of issues over a real library: what it has VS Code draw again after a change, and what stays on show meanwhile.

import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { MoreNode } from '../../../../src/editor/tree/nodes.js';
import { removeSomeIssues } from '../../../../src/library/issues/issues.js';
import { setRead, setStarred } from '../../../../src/library/state/state.js';
import { type ListView, usualView } from '../../../../src/protocol/listView.js';
import type { WorkspaceNews } from '../../../../src/protocol/topics.js';
import { settings } from '../fakeVscode.js';
import { type ShownTree, showTree } from './shownTree.js';

vi.mock('vscode', () => import('../fakeVscode.js'));

vi.mock('../../../../src/editor/days.js', async (original) => ({ ...(await original<object>()), today: () => '2026-05-03' }));

beforeEach(() => settings.clear());

/** Two groups, both open: three issues of yesterday, one of March. */
async function twoGroups(): Promise<ShownTree> {
  const shown = showTree();
  for (const id of ['a', 'b', 'c']) shown.put(id, '2026-05-02');
  shown.put('m', '2026-03-01');
  shown.open('group:2026-03');
  await shown.rows();
  shown.told.length = 0;
  shown.asked.length = 0;
  return shown;
}

async function change(shown: ShownTree, scope: 'state' | 'issues', keys?: readonly string[]): Promise<readonly string[]> {
  shown.told.length = 0;
  shown.tree.onChanged({ scope, keys });
  await shown.tree.flush();
  return [...shown.told];
}

function idOf(row: string): string {
  return row.trim().split(' ')[0] ?? '';
}

describe('a change', () => {
  it('of a read mark draws its group again, whose count it moves, and no other', async () => {
    const shown = await twoGroups();
    setRead(shown.library, ['notes/m'], true);
    expect(await change(shown, 'state', ['notes/m'])).toEqual(['group:2026-03']);
    expect((await shown.rows()).map((row) => row.trim())).toContain('group:2026-03');
  });

  it('of a star draws the row alone', async () => {
    const shown = await twoGroups();
    setStarred(shown.library, ['notes/b'], true);
    expect(await change(shown, 'state', ['notes/b'])).toEqual(['issue:notes/b']);
  });

  it('that is none draws nothing', async () => {
    const shown = await twoGroups();
    expect([await change(shown, 'issues'), await change(shown, 'state'), await change(shown, 'issues', [])]).toEqual([[], [], []]);
  });

  it('by a new issue draws its group again; in a group that is new, everything, answered from what is known', async () => {
    const shown = await twoGroups();
    const key = shown.put('d', '2026-05-02');
    expect(await change(shown, 'issues', [key])).toEqual(['group:yesterday']);
    shown.asked.length = 0;
    expect((await shown.rows()).filter((row) => row.startsWith('  ')).map(idOf)).toHaveLength(5);
    expect(shown.asked).toEqual([]);
    const first = shown.put('t', '2026-05-03');
    expect(await change(shown, 'issues', [first])).toEqual(['all']);
    shown.asked.length = 0;
    expect((await shown.rows()).map(idOf)).toEqual([
      'group:today',
      'issue:notes/t',
      'group:yesterday',
      ...['d', 'a', 'b', 'c'].map((): unknown => expect.stringMatching(/^issue:notes\/[abcd]$/)),
      'group:2026-03',
      'issue:notes/m',
    ]);
    expect(shown.asked).toEqual(['issuesIn']);
  });

  it('of a title draws the row, and what stands below it when it is open', async () => {
    const shown = await twoGroups();
    shown.library.run("UPDATE issues SET title = 'Another' WHERE key = 'notes/a'");
    expect(await change(shown, 'issues', ['notes/a'])).toEqual(['issue:notes/a']);
    shown.open('issue:notes/b');
    await shown.rows();
    expect(await change(shown, 'issues', ['notes/b'])).toEqual(['issue:notes/b']);
  });

  it('that takes the last issue of a group takes the group', async () => {
    const shown = await twoGroups();
    removeSomeIssues(shown.library, 100);
    expect(await change(shown, 'issues')).toEqual(['all']);
    expect(await shown.rows()).toEqual([]);
  });

  it('in a burst is taken in once', async () => {
    const shown = await twoGroups();
    shown.asked.length = 0;
    for (let index = 0; index < 40; index++) {
      const key = shown.put(`burst-${index}`, '2026-05-02');
      shown.tree.onChanged({ scope: 'issues', keys: [key] });
    }
    await shown.tree.flush();
    expect(shown.told).toEqual(['group:yesterday']);
    expect(shown.asked.filter((name) => name === 'groups')).toEqual(['groups']);
  });

  it('while the view is hidden is asked for when it comes back, no sooner', async () => {
    const shown = await twoGroups();
    shown.isVisible = false;
    shown.asked.length = 0;
    setRead(shown.library, ['notes/m'], true);
    expect(await change(shown, 'state', ['notes/m'])).toEqual(['all']);
    expect(await change(shown, 'state', ['notes/m'])).toEqual([]);
    expect(shown.asked).toEqual([]);
    shown.isVisible = true;
    expect((await shown.rows()).map(idOf)).toContain('issue:notes/m');
  });
});

describe('a filter', () => {
  it('keeps what is read while it is on show, in its place, until the person asks for everything again', async () => {
    const shown = await twoGroups();
    shown.view = { ...usualView, filter: 'unread' };
    shown.tree.refresh();
    const before = (await shown.rows()).map(idOf);
    setRead(shown.library, ['notes/b', 'notes/m'], true);
    const told = await change(shown, 'state', ['notes/b', 'notes/m']);
    expect(told).toEqual(['group:yesterday', 'group:2026-03']);
    expect((await shown.rows()).map(idOf)).toEqual(before);
    const key = shown.put('new', '2026-05-03');
    await change(shown, 'issues', [key]);
    expect((await shown.rows()).map(idOf)).toEqual(['group:today', 'issue:notes/new', ...before]);
    shown.tree.refresh();
    expect((await shown.rows()).map(idOf)).toEqual([
      'group:today',
      'issue:notes/new',
      ...before.filter((id) => !/2026-03|\/[bm]$/.test(id)),
    ]);
  });

  it('does not let a group call what it shows all of its issues', async () => {
    const shown = await twoGroups();
    setRead(shown.library, ['notes/a'], true);
    setStarred(shown.library, ['notes/a', 'notes/b'], true);
    const spoken = async (view: Partial<ListView>): Promise<string | undefined> => {
      shown.view = { ...usualView, ...view };
      shown.tree.refresh();
      const [group] = await shown.tree.getChildren();
      return group && shown.tree.getTreeItem(group).accessibilityInformation?.label;
    };
    expect([await spoken({}), await spoken({ filter: 'unread' }), await spoken({ filter: 'starred' })]).toEqual([
      'Yesterday: 3 issues, 2 unread',
      'Yesterday: 2 unread',
      'Yesterday: 2 starred, 1 unread',
    ]);
  });

  it('that lets nothing through says so and offers the way back', async () => {
    const shown = await twoGroups();
    shown.view = { ...usualView, filter: 'starred' };
    shown.tree.refresh();
    const [row, ...others] = await shown.tree.getChildren();
    expect([row, others]).toMatchObject([{ kind: 'notice', action: 'showAll' }, []]);
  });

  it('says nothing over an empty library, which has its own words', async () => {
    const shown = showTree();
    shown.view = { ...usualView, filter: 'unread' };
    settings.set('searches', [{ name: 'Looms', query: 'loom' }]);
    expect(await shown.rows()).toEqual([]);
  });

  it.each(['all', 'unread'] as const)('says of a library that is muted as a whole that it is, filter: %s', async (filter) => {
    const shown = await twoGroups();
    shown.view = { ...usualView, filter };
    shown.library.run('UPDATE issues SET hidden = 1');
    await change(shown, 'issues');
    expect((await shown.rows()).map((row) => row.trim())).toEqual([expect.stringMatching(/^notice:muted/)]);
  });
});

describe('a long group', () => {
  it('shows more on request, and what a reader is at', async () => {
    const shown = showTree();
    for (let index = 0; index < 130; index++) shown.put(`i${String(index).padStart(3, '0')}`, '2026-05-02');
    const issues = async (): Promise<number> => (await shown.rows()).filter((row) => row.trim().startsWith('issue:')).length;
    expect(await issues()).toBe(50);
    const [group] = await shown.tree.getChildren();
    const more = (await shown.tree.getChildren(group)).find((node): node is MoreNode => node.kind === 'more');
    if (!more) throw new Error('There is no row for the rest.');
    expect(more.remaining).toBe(80);
    shown.told.length = 0;
    shown.tree.showMore(more);
    expect([shown.told, await issues()]).toEqual([['group:yesterday'], 100]);
    expect(await shown.tree.nodeAt('notes/i000')).toMatchObject({ kind: 'issue', key: 'notes/i000' });
    expect(await issues()).toBe(130);
  });
});

describe('saved searches', () => {
  it('stand on top, are counted when changes have settled, and page as groups do', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    try {
      settings.set('searches', [
        { name: 'Early', query: 'before:2026-04-01' },
        { name: 'Unread', query: 'is:unread' },
        { name: 'Early', query: 'twice' },
        { query: 'no name' },
      ]);
      const shown = await twoGroups();
      shown.open('search:Unread');
      await vi.waitFor(() => expect(shown.told).toContain('search:Unread'));
      const rows = await shown.rows();
      expect(rows.slice(0, 3)).toEqual(['notice:searches', 'search:Early (1 unread)', 'search:Unread (4 unread)']);
      expect(rows[3]).toMatch(/^ {2}search:Unread\/issue:notes\/a/);
      setRead(shown.library, ['notes/a'], true);
      const told = await change(shown, 'state', ['notes/a']);
      expect(told).toEqual(['group:yesterday', 'search:Unread/issue:notes/a']);
      shown.told.length = 0;
      await vi.advanceTimersByTimeAsync(1000);
      await vi.waitFor(() => expect(shown.told).toEqual(['search:Unread']));
      // Read while it was on show, the issue keeps its place.
      expect((await shown.rows()).slice(1, 4).map((row) => row.trim().split(' (')[0])).toEqual([
        'search:Early',
        'search:Unread',
        'search:Unread/issue:notes/a',
      ]);
      expect(shown.asked.filter((name) => name === 'searchCounts').length).toBeLessThan(4);
    } finally {
      vi.useRealTimers();
    }
  });

  it('that find nothing say so when they are opened', async () => {
    settings.set('searches', [{ name: 'Nothing', query: 'nosuchword' }]);
    const shown = await twoGroups();
    shown.open('search:Nothing');
    expect((await shown.rows()).slice(0, 2)).toEqual(['search:Nothing', '  notice:search:Nothing']);
  });

  it('are followed when the setting changes', async () => {
    const shown = await twoGroups();
    settings.set('searches', [{ name: 'Looms', query: 'loom' }]);
    expect(await change(shown, 'issues', [])).toEqual(['all']);
    expect((await shown.rows())[0]).toBe('search:Looms');
    settings.set('searches', [{ name: 'Looms', query: 'cloth' }]);
    expect(await change(shown, 'issues', [])).toEqual(['all']);
    settings.set('searches', [{ name: 'Looms', query: 'cloth' }]);
    expect(await change(shown, 'issues', [])).toEqual([]);
  });
});

function newsIn(key: string): WorkspaceNews {
  return {
    key,
    issueTitle: 'a',
    sourceName: 'Notes',
    day: '2026-05-02',
    isRead: false,
    anchor: 's',
    sectionTitle: 'Serving',
    sentence: 'vLLM is faster.',
    reasons: [
      {
        topic: { id: 'vllm', name: 'vLLM', kind: 'library' },
        entry: {
          ecosystem: 'pypi',
          name: 'vllm',
          use: 'dependency',
          installed: '0.9.1',
          path: 'requirements.txt',
          span: { line: 0, start: 0, end: 4 },
          files: 1,
        },
      },
    ],
  };
}

describe('the shelves of topics', () => {
  it('come above the searches once the window has settled, and rows of issues are found as before', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    try {
      settings.set('searches', [{ name: 'Early', query: 'before:2026-04-01' }]);
      const shown = await twoGroups();
      shown.news.push(newsIn('notes/a'));
      await vi.advanceTimersByTimeAsync(1400);
      expect(shown.told).not.toContain('all');
      await vi.advanceTimersByTimeAsync(200);
      await vi.waitFor(() => expect(shown.told).toContain('all'));
      shown.open('workspace');
      expect((await shown.rows()).slice(0, 3)).toEqual([
        'workspace (1 unread)',
        '  workspace/notes/a#s (vllm 0.9.1 in requirements.txt)',
        'search:Early (1 unread)',
      ]);
      expect(await shown.tree.nodeAt('notes/a')).toMatchObject({ kind: 'issue', parent: { kind: 'group' } });
      // Taken away with the last row.
      shown.news.length = 0;
      shown.told.length = 0;
      shown.tree.onTopicsChanged();
      await vi.advanceTimersByTimeAsync(300);
      await vi.waitFor(() => expect(shown.told).toContain('all'));
      expect((await shown.rows())[0]).toBe('search:Early (1 unread)');
    } finally {
      vi.useRealTimers();
    }
  });

  it('are not asked for while the view is hidden', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    try {
      const shown = await twoGroups();
      shown.isVisible = false;
      shown.news.push(newsIn('notes/a'));
      await vi.advanceTimersByTimeAsync(10_000);
      expect(shown.told).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });
});

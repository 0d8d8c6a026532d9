// The calls about topics on a real library: what concerns a workspace and why, topics that come later, versions, releases.

import { describe, expect, it } from 'vitest';
import type { StackEntry } from '../../../src/relevance/stack/stackModel.js';
import { eventsOf, expectNoErrors, soon, startServer, type TestServer } from './servers.js';

const today = '2026-05-03';

function entry(fields: Pick<StackEntry, 'ecosystem' | 'name'> & Partial<StackEntry>): StackEntry {
  return { use: 'dependency', path: 'package.json', span: { line: 0, start: 0, end: 1 }, files: 1, ...fields };
}

function text(title: string, day: string, ...sections: readonly string[]): string {
  const parts = sections.map((body, index) => `## Part ${index + 1}\n\n${body}\n`);
  return `---\ntitle: "${title}"\npublishedAt: "${day}"\nhashtags: "#weaving #vllm"\n---\n\n${parts.join('\n')}`;
}

async function read(server: TestServer, ...texts: readonly string[]): Promise<void> {
  await server.calls.import({ items: texts.map((content, index) => ({ name: `${index}.md`, content })) });
}

const weekly = text(
  'Weekly',
  '2026-05-01',
  'vLLM reaches 230 tokens per second with DeepSeek V3.2. It is fast.',
  'LangChain ships Deep Agents. Nothing for the others.',
  'GPT-5.5 from OpenAI answers in 3 seconds; GPT-5.4 took 9.',
  'Looms are woven.',
);

describe('news for a workspace', () => {
  it('are the sections that name what it uses, the most direct first, with their reasons', async () => {
    const server = startServer();
    await read(server, weekly);
    await server.calls.setWorkspace({
      entries: [
        entry({ ecosystem: 'pypi', name: 'langchain', use: 'dev', range: '>=0.3', path: 'pyproject.toml' }),
        entry({ ecosystem: 'pypi', name: 'vllm', installed: '0.9.1', path: 'requirements.txt' }),
        entry({ ecosystem: 'model', name: 'gpt-5.5', use: 'mentioned', path: 'src/ask.py' }),
      ],
    });
    const page = await server.calls.workspaceNews({ today, days: 60, limit: 10 });
    expect(page.news.map(({ anchor, reasons: [{ topic, entry }] }) => [anchor, topic.name, entry.path, entry.installed])).toEqual([
      ['part-1', 'vLLM', 'requirements.txt', '0.9.1'],
      ['part-2', 'LangChain', 'pyproject.toml', undefined],
      ['part-3', 'GPT 5.5', 'src/ask.py', undefined],
    ]);
    expect(page.news[0]).toMatchObject({
      sectionTitle: 'Part 1',
      issueTitle: 'Weekly',
      sentence: 'vLLM reaches 230 tokens per second with DeepSeek V3.2.',
      isRead: false,
    });
    expect([page.total, page.unread, eventsOf(server, 'topicsChanged').length]).toEqual([3, 3, 1]);
    expect((await server.calls.workspaceNews({ today: '2026-09-01', days: 60, limit: 10 })).total).toBe(0);
    expectNoErrors(server);
  });

  it('are kept by what is used, for hovers', async () => {
    const server = startServer();
    await read(server, weekly, text('Older', '2026-04-01', 'Again vLLM.'));
    await server.calls.setWorkspace({
      entries: [entry({ ecosystem: 'pypi', name: 'vllm' }), entry({ ecosystem: 'npm', name: 'left-pad' })],
    });
    const known = await server.calls.workspaceTopics();
    expect(known.map(({ topic, total, mentions }) => [topic.id, total, mentions.map(({ issueTitle }) => issueTitle)])).toEqual([
      // One of them is the tag of both.
      ['vllm', 2, ['Weekly', 'Older']],
    ]);
  });

  it('tell versions of a model apart', async () => {
    const server = startServer();
    await read(server, weekly);
    const counts = await server.calls.followedTopics({ ids: ['gpt@5.5', 'gpt@5.4', 'gpt@5', 'gpt', 'tag:weaving', 'nothing'] });
    expect(counts.map(({ id, name, total }) => [id, name, total])).toEqual([
      ['gpt@5.5', 'GPT 5.5', 1],
      ['gpt@5.4', 'GPT 5.4', 1],
      ['gpt@5', 'GPT 5', 0],
      ['gpt', 'GPT', 1],
      ['tag:weaving', 'weaving', 1],
    ]);
  });
});

describe('topics that come later', () => {
  it('of a workspace’s packages are found in issues that are there, and in those that come', async () => {
    const server = startServer(undefined, undefined, { quiet: 0, settleTime: 0 });
    await read(server, text('Pads', '2026-05-01', 'The left-pad of 2016 is back.'));
    await server.calls.setWorkspace({ entries: [entry({ ecosystem: 'npm', name: 'left-pad' })] });
    await soon(async () => {
      const { news } = await server.calls.workspaceNews({ today, days: 60, limit: 10 });
      expect(news.map(({ sentence }) => sentence)).toEqual(['The left-pad of 2016 is back.']);
    });
    await read(server, text('More pads', '2026-05-02', 'And left-pad again.'));
    expect((await server.calls.topicNews({ id: 'npm:left-pad', offset: 0, limit: 9 })).total).toBe(2);
  });

  it('of the person are found as well', async () => {
    const server = startServer(undefined, undefined, { quiet: 0, settleTime: 0 });
    await read(server, text('Looms', '2026-05-01', 'The Jacquard 7 weaves 40 picks.'));
    await server.calls.setOwnTopics({ topics: [{ name: 'Jacquard', aliases: [] }] });
    await soon(async () => {
      const [found] = await server.calls.findTopics({ text: 'jacq', limit: 5 });
      expect(found).toMatchObject({ id: 'own:jacquard', kind: 'own', total: 1 });
    });
  });
});

describe('finding topics', () => {
  it('gives the nearest first, by what is typed or selected; all that are named for nothing', async () => {
    const server = startServer();
    await read(server, weekly);
    const ids = async (wanted: string) => (await server.calls.findTopics({ text: wanted, limit: 3 })).map(({ id }) => id);
    expect((await ids('vllm'))[0]).toBe('vllm');
    expect((await ids('import vllm as engine'))[0]).toBe('vllm');
    expect(await ids('')).toContain('vllm');
    expect(await server.calls.topicsIn({ key: (await server.calls.newest()) ?? '', anchor: 'part-2' })).toMatchObject([
      { id: 'langchain' },
      { id: 'deep-agents' },
    ]);
    expect(
      await server.calls.topicsOfUses({
        uses: [
          { ecosystem: 'npm', name: 'ai' },
          { ecosystem: 'go', name: 'github.com/x/y' },
        ],
      }),
    ).toMatchObject([{ name: 'AI SDK' }, { id: 'go:github.com/x/y', name: 'x/y' }]);
  });
});

// Every system that the bundled issue names has its topic, and the topic's page shows the sentence with its figures.

import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { seedTopics } from '../../fixtures/seedTopics.js';
import { topicWords as words } from '../words.js';
import { startServer, type TestServer } from './servers.js';

async function seeded(): Promise<TestServer> {
  const server = startServer();
  await server.calls.installSeeds({ folder: path.join(import.meta.dirname, '../../../seeds') });
  return server;
}

/** The texts of a part of a page's markup, by the class of its section. */
function textOf(html: string, part: string): string {
  const [, content = ''] = new RegExp(`<section id="[^"]*" class="[^"]*\\b${part}\\b[^"]*"[^>]*>([^]*?)</section>`).exec(html) ?? [];
  return content
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

describe('the systems of the bundled issue', () => {
  it('are more than fifty, each with its topic, its sentence and its figures', async () => {
    const { calls } = await seeded();
    expect(seedTopics.length).toBeGreaterThan(50);
    const missing: string[] = [];
    for (const { id, figures } of seedTopics) {
      const page = await calls.topicPage({ id, words, mentions: 50, figures: 12, isFollowed: false, round: 1 });
      if (!page) missing.push(`${id}: there is no such topic`);
      else if (!page.html.includes('class="sentence"')) missing.push(`${id}: no sentence names it`);
      const shown = textOf(page?.html ?? '', 'figures');
      missing.push(...figures.filter((figure) => !shown.includes(figure)).map((figure) => `${id}: ${figure} is not in: ${shown}`));
    }
    expect(missing).toEqual([]);
  });

  it('are found by what somebody types', async () => {
    const { calls } = await seeded();
    for (const [typed, id] of [
      ['vllm', 'vllm'],
      ['Terminal-Bench', 'terminal-bench'],
      ['torch.linalg.solve_ex', 'torch-linalg-solve-ex'],
      ['john carmack', 'john-carmack'],
      ['GLM', 'glm'],
      ['SWE-bench Verified', 'swe-bench-verified'],
    ] as const) {
      const found = await calls.findTopics({ text: typed, limit: 5 });
      expect(found[0]?.id, typed).toBe(id);
    }
  });
});

describe('a page', () => {
  it('of a family leads to the versions that are named, and that of a version back', async () => {
    const { calls } = await seeded();
    const params = { words, mentions: 50, figures: 12, isFollowed: false, round: 1 };
    const family = await calls.topicPage({ ...params, id: 'qwen' });
    expect(family?.topics).toEqual(expect.arrayContaining(['qwen@3.5', 'qwen@3.5-plus']));
    const version = await calls.topicPage({ ...params, id: 'qwen@3.5-plus' });
    expect(version?.topic).toMatchObject({ id: 'qwen@3.5-plus', name: 'Qwen 3.5-plus' });
    expect(version?.topics).toContain('qwen');
    // What is said of another version is not said of this one.
    expect(version?.html).not.toContain('78M');
  });

  it('leads to the sections that name it, and to what stands beside it', async () => {
    const { calls } = await seeded();
    const page = await calls.topicPage({ id: 'vllm', words, mentions: 50, figures: 12, isFollowed: true, round: 4 });
    expect(page?.html).toContain('data-round="4"');
    expect(page?.html).toContain('Unfollow');
    expect(new Set(page?.places.map(({ anchor }) => anchor))).toEqual(new Set(['inference-engineering-in-the-weeds']));
    expect(page?.topics).toEqual(expect.arrayContaining(['deepseek', 'artificial-analysis', 'nvfp4']));
    expect(page?.topics).not.toContain('vllm');
  });

  it('says what of it the workspace uses', async () => {
    const { calls } = await seeded();
    const span = { line: 0, start: 0, end: 4 };
    const entry = {
      ecosystem: 'pypi',
      name: 'vllm',
      use: 'dependency',
      installed: '0.9.1',
      path: 'server/requirements.txt',
      span,
      files: 2,
    } as const;
    await calls.setWorkspace({ entries: [entry] });
    const page = await calls.topicPage({ id: 'vllm', words, mentions: 50, figures: 12, isFollowed: false, round: 1 });
    expect(page?.html).toMatch(/In This Workspace.*title="server\/requirements\.txt"[^>]*>vllm 0\.9\.1 in requirements\.txt and 1 more</);
    const other = await calls.topicPage({ id: 'langchain', words, mentions: 50, figures: 12, isFollowed: false, round: 1 });
    expect(other?.html).not.toContain('In This Workspace');
  });

  it('is there for what nobody names yet, and is none for what is not known', async () => {
    const { calls } = await seeded();
    const params = { words, mentions: 50, figures: 12, isFollowed: false, round: 1 };
    const empty = await calls.topicPage({ ...params, id: 'npm:left-pad' });
    expect(empty?.html).toContain('No issue names it yet.');
    expect(empty?.places).toEqual([]);
    expect(await calls.topicPage({ ...params, id: 'own:gone' })).toBeUndefined();
    expect(await calls.topicPage({ ...params, id: '' })).toBeUndefined();
  });
});

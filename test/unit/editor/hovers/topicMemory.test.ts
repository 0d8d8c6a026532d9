// What the host keeps of the workspace's topics: when it asks, and what a hover finds.
import { describe, expect, it } from 'vitest';
import { TopicMemory } from '../../../../src/editor/hovers/topicMemory.js';
import type { TopicMention, TopicRow, WorkspaceTopic } from '../../../../src/protocol/topics.js';
import type { PackageUse } from '../../../../src/relevance/stack/stackModel.js';

const span = { line: 0, start: 0, end: 4 };

function use(ecosystem: PackageUse['ecosystem'], name: string): PackageUse {
  return { ecosystem, name, use: 'dependency', span };
}

function topic(id: string): TopicRow {
  return { id, name: id, kind: 'library' };
}

const mention: TopicMention = {
  key: 'a/b',
  issueTitle: 'Week',
  sourceName: 'Guild',
  day: '2026-05-06',
  isRead: false,
  sentence: 'It is faster.',
};

function used(ecosystem: PackageUse['ecosystem'], name: string): WorkspaceTopic {
  return {
    topic: topic(name),
    entry: { ecosystem, name, use: 'dependency', path: 'requirements.txt', span, files: 1 },
    mentions: [mention],
    total: 1,
  };
}

function memory(shown: readonly PackageUse[], workspace: readonly WorkspaceTopic[], named: readonly string[] = []) {
  const asked: string[] = [];
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const backend = {
    workspaceTopics: async () => {
      asked.push('workspace');
      return workspace;
    },
    topicsOfUses: async ({ uses }: { readonly uses: readonly { readonly name: string }[] }) => {
      asked.push(`uses ${uses.map(({ name }) => name).join()}`);
      return uses.map(({ name }) => topic(name));
    },
    topicNews: async ({ id }: { readonly id: string }) => ({
      news: named.includes(id) ? [mention] : [],
      total: named.includes(id) ? 1 : 0,
      unread: 0,
    }),
  };
  const visible = [...shown];
  const made = new TopicMemory({ backend, shown: () => visible, log, settleTime: 10 });
  const look = async () => {
    made.look();
    await made.settled();
  };
  return { made, asked, visible, look };
}

describe('what is known of what code uses', () => {
  it('is that of the workspace, asked for once', async () => {
    const { made, asked, look } = memory([use('pypi', 'vllm')], [used('pypi', 'vllm')]);
    expect(made.of(use('pypi', 'vllm'))).toBeUndefined();
    await look();
    await look();
    expect(made.of(use('pypi', 'vllm'))?.mentions).toEqual([mention]);
    expect(made.of(use('npm', 'vllm'))).toBeUndefined();
    expect(asked).toEqual(['workspace']);
  });

  it('is asked for by name where the workspace does not have it, found or not', async () => {
    const { made, asked, look } = memory([use('npm', 'ai'), use('npm', 'left-pad')], [], ['ai']);
    await look();
    await look();
    expect(made.of(use('npm', 'ai'))?.total).toBe(1);
    expect(made.of(use('npm', 'left-pad'))).toBeUndefined();
    expect(asked).toEqual(['workspace', 'uses ai,left-pad']);
  });

  it('knows the module that a Go import is a part of', async () => {
    const path = 'github.com/ollama/ollama/api';
    const { made, look } = memory([use('go', path)], [used('go', 'github.com/ollama/ollama')]);
    await look();
    expect(made.of(use('go', path))?.topic.id).toBe('github.com/ollama/ollama');
    expect(made.of(use('go', 'github.com/other/thing'))).toBeUndefined();
  });

  it('is not asked for while nothing is on show, and made up for later', async () => {
    const { made, asked, visible, look } = memory([], [used('pypi', 'vllm')]);
    await look();
    made.onBackendEvent({ event: 'topicsChanged' });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(asked).toEqual([]);
    visible.push(use('pypi', 'vllm'));
    await look();
    expect(made.of(use('pypi', 'vllm'))?.total).toBe(1);
  });

  it('is asked for again when issues have come, once for a burst, and not for a mark', async () => {
    const { made, asked, look } = memory([use('pypi', 'vllm')], [used('pypi', 'vllm')]);
    await look();
    for (let count = 0; count < 5; count += 1) made.onBackendEvent({ event: 'changed', scope: 'issues' });
    await expect.poll(() => asked.length).toBe(2);
    made.onBackendEvent({ event: 'changed', scope: 'state' });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(asked).toEqual(['workspace', 'workspace']);
  });
});

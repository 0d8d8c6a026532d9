// Following topics and going through their news, over a real library: what is written, what is offered, what is said where there
// is nothing.

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { followCommands } from '../../../../../src/editor/commands/topics/follow.js';
import { newsCommands } from '../../../../../src/editor/commands/topics/news.js';
import type { TreeNode } from '../../../../../src/editor/tree/nodes.js';
import { UndoOffer } from '../../../../../src/editor/undoOffer.js';
import type { Backend } from '../../../../../src/protocol/backend.js';
import { buildersWeek } from '../../../../fixtures/buildersWeek.js';
import { startServer } from '../../../ingest/servers.js';
import { said, settings } from '../../fakeVscode.js';

/** A row of a quick pick. */
interface Row {
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
}

/** Rows of the quick picks that were shown, and which of them is chosen. */
const { picks, choice, folders, showQuickPick } = vi.hoisted(() => {
  const shown = new Array<readonly Row[]>();
  const chosen = { label: '' };
  return {
    picks: shown,
    choice: chosen,
    folders: new Array<unknown>(),
    showQuickPick: async (rows: readonly Row[]): Promise<Row | undefined> => {
      shown.push(rows);
      return rows.find(({ label }) => label === chosen.label);
    },
  };
});

vi.mock('vscode', async () => {
  const fake = await import('../../fakeVscode.js');
  const getConfiguration = () => ({
    get: (name: string): unknown => fake.settings.get(name),
    update: async (name: string, value: unknown): Promise<void> => void fake.settings.set(name, value),
  });
  return {
    ...fake,
    ConfigurationTarget: { Global: 1 },
    window: { ...fake.window, showQuickPick },
    workspace: { ...fake.workspace, getConfiguration, workspaceFolders: folders },
  };
});

beforeEach(() => {
  settings.clear();
  said.messages.length = 0;
  picks.length = 0;
  folders.length = 0;
  choice.label = '';
});

async function withLibrary() {
  const server = startServer();
  const [outcome] = await server.calls.import({ items: [{ name: 'week.md', content: buildersWeek }] });
  const key = outcome?.outcome === 'added' ? outcome.key : '';
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- calls that answer at once are awaited alike
  const backend = server.calls as unknown as Backend;
  const offer = new UndoOffer();
  return { server, backend, key, commands: followCommands(backend, offer) };
}

const labels = () => (picks.at(-1) ?? []).map((row) => row.label);

describe('following', () => {
  it('takes an id, as a hover hands it over, once', async () => {
    const { commands } = await withLibrary();
    await commands['digest.followTopic']('vllm');
    await commands['digest.followTopic']('vllm');
    expect(settings.get('followedTopics')).toEqual(['vllm']);
    expect(said.messages).toEqual(['$(check) “vLLM” is followed at the top of the view of issues.', '$(check) You follow “vLLM” already.']);
  });

  it('takes one version of a model, and refuses what it does not know', async () => {
    const { commands } = await withLibrary();
    await commands['digest.followTopic']('own:nobody');
    expect(said.messages).toEqual(['$(check) Digest does not know this topic.']);
    await commands['digest.followTopic']('gpt@5.5');
    expect(settings.get('followedTopics')).toEqual(['gpt@5.5']);
  });

  it('offers what a section names, and says which is followed', async () => {
    const { commands, key } = await withLibrary();
    settings.set('followedTopics', ['langgraph']);
    choice.label = 'LangChain';
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as much of a row as is asked for
    const node = { kind: 'news', key, anchor: 'chains-become-graphs', parent: { kind: 'workspace' } } as TreeNode;
    await commands['digest.followTopic'](node);
    expect(labels()).toEqual(['LangChain', 'LangGraph']);
    expect(picks.at(-1)?.map((row) => row.description)).toEqual(['library', 'library · followed']);
    expect(settings.get('followedTopics')).toEqual(['langgraph', 'langchain']);
  });
});

describe('unfollowing', () => {
  it('keeps what else was written, and can be taken back to its place', async () => {
    const { commands } = await withLibrary();
    settings.set('followedTopics', ['vllm', 7, 'langchain']);
    await commands['digest.unfollowTopic']('vllm');
    expect(settings.get('followedTopics')).toEqual([7, 'langchain']);
    expect(said.contexts.get('digest.canUndoUnfollowTopic')).toBe(true);
    await commands['digest.undoUnfollowTopic']();
    expect(settings.get('followedTopics')).toEqual(['vllm', 7, 'langchain']);
    expect(said.contexts.get('digest.canUndoUnfollowTopic')).toBe(false);
  });

  it('offers all that is followed, also what is not known any more', async () => {
    const { commands } = await withLibrary();
    settings.set('followedTopics', ['vllm', 'own:gone']);
    choice.label = 'own:gone';
    await commands['digest.unfollowTopic']();
    expect(labels()).toEqual(['vLLM', 'own:gone']);
    expect(settings.get('followedTopics')).toEqual(['vllm']);
  });
});

describe('the news', () => {
  it('of followed topics has each section once, with the topics that it names', async () => {
    const { backend } = await withLibrary();
    settings.set('followedTopics', ['langchain', 'langgraph', 'vllm']);
    await newsCommands(backend, { used: 0 })['digest.followedNews']();
    expect(picks[0]).toMatchObject([
      { label: 'Chains become graphs', description: 'LangChain, LangGraph' },
      { label: 'Serving engines pack their batches tighter', description: 'vLLM' },
    ]);
  });

  it.each([
    ['No folder is open in this window', 0, undefined, undefined],
    ['Digest does not read this workspace', 1, 0, false],
    ['The workspace is still being read', 1, undefined, undefined],
    ['Nothing is known of what this workspace is built with', 1, 0, undefined],
    ['No issue of the last 60 days names what this workspace uses', 1, 4, undefined],
  ])('of the workspace says why there is none: %s', async (expected, count, used, isEnabled) => {
    const { backend } = await withLibrary();
    for (let index = 0; index < count; index += 1) folders.push({});
    if (isEnabled !== undefined) settings.set('workspace.enabled', isEnabled);
    await newsCommands(backend, { used })['digest.workspaceNews']();
    expect(labels()).toEqual([expected]);
  });

  it('of what nobody follows says so', async () => {
    const { backend } = await withLibrary();
    await newsCommands(backend, { used: 0 })['digest.followedNews']();
    expect(labels()).toEqual(['You follow no topic']);
  });
});

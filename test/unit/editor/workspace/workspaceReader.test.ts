// What a workspace uses, from the first look on: files that are written, come and go, folders, settings, and a worker that fails.
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { WorkspaceReader } from '../../../../src/editor/workspace/workspaceReader.js';
import { createStackServer } from '../../../../src/ingest/stack/stackServer.js';
import type { StackCalls } from '../../../../src/protocol/stack.js';
import type { StackEntry } from '../../../../src/relevance/stack/stackModel.js';
import { openFolders, remove, set, world, write, writeFolder } from './fakeWorkspace.js';

vi.mock('vscode', () => import('./fakeWorkspace.js'));

beforeEach(() => {
  world.files.clear();
  world.settings.clear();
  world.read.length = 0;
  world.searches.length = 0;
  world.folders = [];
});

/** A reader whose worker is in this thread; `fails` says over which file it dies, with all that it knew. */
function start(fails: (path: string) => boolean = () => false) {
  const told: (readonly StackEntry[])[] = [];
  const lines: string[] = [];
  let server = createStackServer({ modelPrefixes: ['gpt-'] });
  const thread = {
    losses: 0,
    ask: async <Method extends keyof StackCalls>(method: Method, ...params: Parameters<StackCalls[Method]>) => {
      const [given] = params;
      if (given && 'files' in given && given.files.some(({ path }) => fails(path))) {
        server = createStackServer({ modelPrefixes: ['gpt-'] });
        thread.losses += 1;
        throw new Error('The worker failed.');
      }
      const handler: (...given: Parameters<StackCalls[Method]>) => unknown = server[method];
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is asked by name is answered by that name
      return handler(...params) as Awaited<ReturnType<StackCalls[Method]>>;
    },
  };
  const say = (_component: string, message: string): void => void lines.push(message);
  const reader = new WorkspaceReader({
    backend: { setWorkspace: async ({ entries }) => void told.push(entries) },
    thread,
    log: { debug: say, info: say, warn: say, error: say },
    onStack: () => undefined,
    onRead: () => undefined,
  });
  onTestFinished(() => reader.dispose());
  reader.begin();
  const names = () => (told.at(-1) ?? []).map(({ name, path }) => `${name} ${path}`);
  const becomes = (expected: readonly string[]) => expect.poll(names, { timeout: 5_000 }).toEqual(expected);
  return { told, lines, names, becomes };
}

describe('a workspace', () => {
  it('is told with its manifests first, then with what sources add', async () => {
    world.files.set('file:/w/requirements.txt', 'vllm==0.9.1\n');
    world.files.set('file:/w/src/run.py', 'import torch\nask("gpt-5.5")\n');
    world.files.set('file:/w/node_modules/a/package.json', '{ "dependencies": { "left-pad": "1" } }');
    openFolders('file:/w');
    const { told, becomes } = start();
    await becomes(['vllm requirements.txt', 'torch src/run.py', 'gpt-5.5 src/run.py']);
    expect(told.map(({ length }) => length)).toEqual([1, 3]);
  });

  it('of several folders names each, two of one name too', async () => {
    world.files.set('file:/a/app/go.mod', 'module x\n\nrequire github.com/ollama/ollama v0.5.1\n');
    world.files.set('file:/b/app/requirements.txt', 'vllm\n');
    openFolders('file:/a/app', 'file:/b/app');
    await start().becomes(['github.com/ollama/ollama app/go.mod', 'vllm app (2)/requirements.txt']);
  });

  it('in a file system without a search is walked through', async () => {
    world.files.set('remote:/w/deep/er/requirements.txt', 'vllm\n');
    world.files.set('remote:/w/node_modules/a/package.json', '{ "dependencies": { "left-pad": "1" } }');
    openFolders('remote:/w');
    await start().becomes(['vllm deep/er/requirements.txt']);
  });

  it('leaves out what the person excludes from searches', async () => {
    world.files.set('file:/w/requirements.txt', 'vllm\n');
    world.files.set('file:/w/old/requirements.txt', 'torch\n');
    world.settings.set('search.exclude', { '**/old': true });
    openFolders('file:/w');
    await start().becomes(['vllm requirements.txt']);
  });

  it('is let go when the person wants none of it read, and read again', async () => {
    world.files.set('file:/w/requirements.txt', 'vllm\n');
    openFolders('file:/w');
    const { becomes } = start();
    await becomes(['vllm requirements.txt']);
    set('workspace.enabled', false);
    await becomes([]);
    set('workspace.enabled', true);
    await becomes(['vllm requirements.txt']);
  });

  it('without a folder is no workspace: nobody is told anything', async () => {
    const { told } = start();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(told).toEqual([]);
    expect(world.searches).toEqual([]);
  });
});

describe('a change', () => {
  it('has the file read again that was written, and no other', async () => {
    world.files.set('file:/w/requirements.txt', 'vllm\n');
    world.files.set('file:/w/a/requirements.txt', 'torch\n');
    openFolders('file:/w');
    const { becomes, told } = start();
    await becomes(['torch a/requirements.txt', 'vllm requirements.txt']);
    const before = world.read.length;
    write('file:/w/requirements.txt', 'langchain\n');
    await becomes(['langchain requirements.txt', 'torch a/requirements.txt']);
    expect(world.read.slice(before)).toEqual(['/w/requirements.txt']);
    // A line that moves is no news.
    write('file:/w/requirements.txt', '\n\nlangchain\n');
    await expect.poll(() => world.read.length, { timeout: 5_000 }).toBe(before + 2);
    expect(told.length).toBe(2);
  });

  it('finds files and folders that come, and forgets a folder that goes', async () => {
    world.files.set('file:/w/a/b/requirements.txt', 'torch\n');
    openFolders('file:/w');
    const { becomes } = start();
    await becomes(['torch a/b/requirements.txt']);
    write('file:/w/c/requirements.txt', 'vllm\n');
    write('file:/w/node_modules/x/package.json', '{ "dependencies": { "left-pad": "1" } }');
    await becomes(['torch a/b/requirements.txt', 'vllm c/requirements.txt']);
    remove('file:/w/a');
    await becomes(['vllm c/requirements.txt']);
    writeFolder('file:/w/d', 'requirements.txt', 'langchain\n');
    await becomes(['langchain d/requirements.txt', 'vllm c/requirements.txt']);
  });

  it('that goes and comes at once is a file that was written', async () => {
    world.files.set('file:/w/requirements.txt', 'torch\n');
    openFolders('file:/w');
    const { becomes } = start();
    await becomes(['torch requirements.txt']);
    remove('file:/w/requirements.txt');
    write('file:/w/requirements.txt', 'vllm\n');
    await becomes(['vllm requirements.txt']);
  });
});

describe('a file that cannot be read', () => {
  it('is one line in the log', async () => {
    world.files.set('file:/w/package.json', '{ "dependencies": ');
    world.files.set('file:/w/requirements.txt', 'vllm\n');
    openFolders('file:/w');
    const { becomes, lines } = start();
    await becomes(['vllm requirements.txt']);
    expect(lines.filter((line) => line.startsWith('package.json could not be read: '))).toHaveLength(1);
  });

  it('ends the worker once: the others are read without it', async () => {
    // Larger than what goes to the worker together with others.
    world.files.set('file:/w/requirements.txt', `vllm\n${'#'.repeat(1_500_000)}`);
    world.files.set('file:/w/package.json', `{}${' '.repeat(1_500_000)}`);
    openFolders('file:/w');
    const { becomes, lines } = start((path) => path === 'package.json');
    await becomes(['vllm requirements.txt']);
    expect(lines.filter((line) => /could not be read/.test(line))).toHaveLength(1);
  });
});

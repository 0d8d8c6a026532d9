// What the worker of a workspace answers: files go in, what they use comes out.
import { describe, expect, it } from 'vitest';
import { createStackServer } from '../../../../src/ingest/stack/stackServer.js';

const modelPrefixes = ['gpt-', 'claude-'];

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function server(memory?: Uint8Array) {
  const handlers = createStackServer({ modelPrefixes, ...(memory ? { memory } : {}) });
  return {
    ...handlers,
    putText: (path: string, text: string) => handlers.put({ files: [{ path, bytes: bytes(text) }] }),
    used: async () => (await handlers.stack()).map(({ ecosystem, name, use, path }) => `${ecosystem} ${name} ${use} ${path}`),
  };
}

describe('the files of a workspace', () => {
  it('say together what it uses, until they go', async () => {
    const { putText, used, remove } = server();
    expect(await putText('requirements.txt', 'vllm==0.9.1\n')).toEqual([]);
    await putText('src/run.py', 'import torch\n\nmodel = "gpt-5.5"\n');
    await putText('config/prod.yaml', 'model: claude-sonnet-4-6\n');
    expect(await used()).toEqual([
      'pypi vllm dependency requirements.txt',
      'pypi torch imported src/run.py',
      'model claude-sonnet-4-6 mentioned config/prod.yaml',
      'model gpt-5.5 mentioned src/run.py',
    ]);
    await remove({ paths: ['requirements.txt', 'config/prod.yaml'] });
    expect(await used()).toEqual(['pypi torch imported src/run.py', 'model gpt-5.5 mentioned src/run.py']);
  });

  it('count as they were while one of them cannot be read', async () => {
    const { putText, used } = server();
    await putText('package.json', '{ "dependencies": { "ai": "^5.0.0" } }');
    const [trouble] = await putText('package.json', '{ "dependencies": { "ai": ');
    expect(trouble?.path).toBe('package.json');
    expect(trouble?.reason).toMatch(/\w/);
    expect(await used()).toEqual(['npm ai dependency package.json']);
  });

  it('are known to the worker that comes next', async () => {
    const first = server();
    await first.putText('go.mod', 'module example.org/a\n\nrequire github.com/ollama/ollama v0.5.1\n');
    const second = server(await first.memory());
    expect(await second.used()).toEqual(await first.used());
    expect((await second.used()).length).toBe(1);
  });

  it('are told apart by their paths', async () => {
    const { kindsOf } = server();
    const paths = ['a/package.json', 'a/run.ts', 'a/values.yaml', 'a/picture.png', '.env'];
    expect(await kindsOf({ paths })).toEqual(['manifest', 'source', 'source', undefined, undefined]);
  });
});

describe('a text that is open', () => {
  it('says what it uses and where, and is not kept', async () => {
    const { usesIn, used } = server();
    const uses = await usesIn({ path: 'a.py', languageId: 'python', text: 'import os\nimport vllm\nask("gpt-5.5")\n' });
    expect(uses.map(({ name, span }) => [name, span])).toEqual([
      ['vllm', { line: 1, start: 7, end: 11 }],
      ['gpt-5.5', { line: 2, start: 5, end: 12 }],
    ]);
    expect(await used()).toEqual([]);
  });

  it('says which version the nearest lock file settles', async () => {
    const { putText, usesIn } = server();
    await putText('uv.lock', 'version = 1\n\n[[package]]\nname = "vllm"\nversion = "0.9.1"\n');
    await putText('old/uv.lock', 'version = 1\n\n[[package]]\nname = "vllm"\nversion = "0.6.0"\n');
    const installed = async (path: string) =>
      (await usesIn({ path, languageId: 'python', text: 'import vllm\n' })).map((use) => use.installed);
    expect(await installed('src/a.py')).toEqual(['0.9.1']);
    expect(await installed('old/a.py')).toEqual(['0.6.0']);
  });

  it('says nothing where it cannot be read', async () => {
    expect(await server().usesIn({ path: 'package.json', languageId: 'json', text: '{ "dependencies"' })).toEqual([]);
  });
});

// What all files of a workspace say together.

import { describe, expect, it } from 'vitest';
import type { PackageUse } from '../../../../src/relevance/stack/stackModel.js';
import { type StackFile, workspaceStack } from '../../../../src/relevance/stack/workspaceStack.js';
import { createRandom } from '../../../bench/random.js';
import { filesOf, stackFile } from './fixtures.js';

function stackOf(files: readonly StackFile[]): readonly string[] {
  return workspaceStack(files).map(({ ecosystem, name, use, range, installed, path, files, span }) => {
    const versions = [range, installed === undefined ? undefined : `(${installed})`].filter((text) => text !== undefined);
    return [`${ecosystem}:${name}`, use, ...versions, `${path}:${span.line + 1}`, files].join(' ');
  });
}

function workspace(...names: readonly string[]): readonly StackFile[] {
  return names.flatMap((name) => filesOf(name)).flatMap((file) => stackFile(file));
}

describe('the fixtures', () => {
  it('of Python', () => {
    expect(stackOf(workspace('python'))).toEqual([
      'pypi:datasets dependency >=3,<4 python/evaluation/pyproject.toml:8 1',
      'pypi:fastapi dependency >=0.115 (0.115.12) python/pyproject.toml:12 1',
      'pypi:huggingface-hub dependency python/requirements.txt:6 1',
      'pypi:langchain dependency >=0.3.25,<1 (0.2.17) python/pyproject.toml:10 4',
      'pypi:langchain-openai dependency ~=0.3 (0.3.17) python/pyproject.toml:11 2',
      'pypi:pydantic dependency >=2 (2.11.4) python/pyproject.toml:13 1',
      'pypi:qdrant-client dependency >=1.14 python/pyproject.toml:17 1',
      'pypi:ray dependency >=2.46 python/requirements.txt:5 1',
      'pypi:vllm dependency >=0.9.0,<0.10 (0.9.1) python/requirements.txt:3 2',
      'docker:ghcr.io/github/github-mcp-server dev v0.5.0 (v0.5.0) python/.mcp.json:6 1',
      'mcp:fetch dev python/.mcp.json:3 1',
      'mcp:github dev python/.mcp.json:4 1',
      'pypi:hatchling dev python/pyproject.toml:2 1',
      'pypi:ipykernel dev python/evaluation/pyproject.toml:12 1',
      'pypi:mcp-server-fetch dev ==2025.4.7 (2025.4.7) python/.mcp.json:3 1',
      'pypi:mkdocs-material dev python/pyproject.toml:18 1',
      'pypi:mypy dev >=1.15 python/pyproject.toml:21 1',
      'pypi:pytest dev >=8 (8.3.5) python/pyproject.toml:22 2',
      'pypi:ruff dev python/requirements-dev.txt:3 1',
      'pypi:google-cloud-bigquery imported python/src/triage/classify.py:16 1',
      'pypi:pyyaml imported python/src/triage/classify.py:9 1',
    ]);
  });

  it('of Node', () => {
    expect(stackOf(workspace('node'))).toEqual([
      'docker:ghcr.io/astral-sh/uv dependency 0.7.3 (0.7.3) node/Dockerfile:10 1',
      'docker:node dependency 22.15-slim (22.15-slim) node/Dockerfile:3 2',
      'docker:ollama/ollama dependency 0.6.8 (0.6.8) node/Dockerfile:15 1',
      'docker:qdrant/qdrant dependency v1.14.0 (v1.14.0) node/compose.yaml:15 2',
      'docker:vllm/vllm-openai dependency v0.8.5 (v0.8.5) node/compose.yaml:2 1',
      'npm:@ai-sdk/openai dependency ^1.3.22 (1.3.22) node/package.json:8 2',
      'npm:@modelcontextprotocol/sdk dependency ^1.11.0 (1.11.4) node/package.json:9 2',
      'npm:ai dependency ^4.3.0 (3.4.33) node/package.json:10 4',
      'npm:next dependency 15.3.2 (15.3.2) node/package.json:11 1',
      'npm:zod dependency ^3.24.0 (3.24.4) node/package.json:13 3',
      'action:actions/checkout dev v4 (v4) node/.github/workflows/check.yml:11 1',
      'action:actions/setup-node dev v4.4.0 (v4.4.0) node/.github/workflows/check.yml:12 1',
      'action:anthropics/claude-code-action dev v1 (v1) node/.github/workflows/check.yml:15 1',
      'mcp:linear dev node/.vscode/mcp.json:8 1',
      'mcp:playwright dev node/.vscode/mcp.json:4 1',
      'npm:@playwright/mcp dev latest node/.vscode/mcp.json:6 1',
      'npm:@voidzero-dev/vitest dev ^3.1.0 (3.1.4) node/package.json:17 1',
      'npm:typescript dev ~5.8.3 (5.8.3) node/package.json:16 1',
      'npm:remark imported node/src/main.ts:11 1',
    ]);
  });

  it('of Rust', () => {
    expect(stackOf(workspace('rust'))).toEqual([
      'cargo:async-openai dependency 0.28 (0.28.1) rust/Cargo.toml:14 2',
      'cargo:candle-core dependency 0.9 (0.9.1) rust/crates/embedder/Cargo.toml:7 2',
      'cargo:nix dependency 0.30 rust/Cargo.toml:24 1',
      'cargo:reqwest dependency 0.12 (0.12.15) rust/Cargo.toml:19 1',
      'cargo:serde-json dependency 1 (1.0.140) rust/Cargo.toml:17 1',
      'cargo:tokio dependency 1.45 (1.45.0) rust/Cargo.toml:5 3',
      'cargo:insta dev 1.43 rust/Cargo.toml:27 1',
      'cargo:anyhow imported rust/src/main.rs:6 1',
      'cargo:tracing imported rust/src/main.rs:6 1',
    ]);
  });

  it('of Go', () => {
    expect(stackOf(workspace('go'))).toEqual([
      'go:example.com/notes/shared dependency v0.0.0 go/go.mod:11 1',
      'go:github.com/ollama/ollama dependency v0.6.8 (v0.6.8) go/go.mod:8 2',
      'go:github.com/openai/openai-go dependency v0.1.0-beta.10 (v0.1.0-beta.10) go/go.mod:5 2',
      'go:github.com/qdrant/go-client dependency v1.14.0 (v1.14.1) go/go.mod:9 1',
      'go:golang.org/x/sync imported (v0.14.0) go/internal/answer/answer.go:4 1',
    ]);
  });

  it('are the same in any order, all folders together', () => {
    const all = workspace('python', 'node', 'rust', 'go');
    const whole = workspaceStack(all);
    expect(whole).toHaveLength(new Set(whole.map(({ ecosystem, name }) => `${ecosystem}:${name}`)).size);
    const random = createRandom(6);
    for (let round = 0; round < 20; round += 1) {
      const shuffled = all.map((file) => ({ file, at: random() })).toSorted((a, b) => a.at - b.at);
      expect(workspaceStack(shuffled.map(({ file }) => file))).toEqual(whole);
    }
  });
});

function use(name: string, more: Partial<PackageUse> = {}): PackageUse {
  return { ecosystem: 'npm', name, use: 'dependency', span: { line: 0, start: 0, end: 1 }, ...more };
}

function imported(name: string): PackageUse {
  return use(name, { use: 'imported', module: name });
}

function go(name: string, kind: PackageUse['use'] = 'imported'): PackageUse {
  return use(name, { ecosystem: 'go', use: kind });
}

const locks = (version: string, more = {}) => ({ ecosystem: 'npm' as const, name: 'ai', version, ...more });

describe('the installed version', () => {
  it.each([
    [
      'is that of the nearest lock file',
      'a/b/package.json',
      { 'package-lock.json': [locks('1.0.0')], 'a/package-lock.json': [locks('2.0.0')] },
      '2.0.0',
    ],
    ['is not that of a lock file beside', 'a/package.json', { 'b/package-lock.json': [locks('1.0.0')] }, undefined],
    [
      'is none where the nearest lock file does not know it',
      'a/package.json',
      { 'package-lock.json': [locks('1.0.0')], 'a/yarn.lock': [{ ...locks('2.0.0'), name: 'zod' }] },
      undefined,
    ],
    [
      'is that for the folder',
      'a/b/package.json',
      { 'package-lock.json': [locks('1.0.0'), locks('2.0.0', { of: 'a' }), locks('0.1.0', { of: 'c' })] },
      '2.0.0',
    ],
    [
      'is that for the range',
      'package.json',
      { 'yarn.lock': [locks('1.9.0', { range: '^1' }), locks('2.0.0', { range: '^2.0.0' })] },
      '2.0.0',
    ],
    ['is one in the range', 'package.json', { 'yarn.lock': [locks('1.9.0'), locks('2.5.0'), locks('2.0.1')] }, '2.0.1'],
    ['is what the range pins', 'package.json', { 'yarn.lock': [locks('2.9.0')] }, '2.1.0', '2.1.0'],
    ['is the lowest where nothing else says which', 'package.json', { 'yarn.lock': [locks('10.0.0'), locks('9.0.0')] }, '9.0.0'],
  ])('%s', (_, path, lockFiles, expected, range = '^2.0.0') => {
    const files = [
      { path, uses: [use('ai', { range })], locked: [] },
      ...Object.entries(lockFiles).map(([path, locked]) => ({ path, uses: [], locked })),
    ];
    expect(workspaceStack(files)[0]?.installed).toBe(expected);
  });

  it('is the lowest of several folders', () => {
    const files = ['a', 'b', 'c'].flatMap((folder, at) => [
      { path: `${folder}/package.json`, uses: [use('ai')], locked: [] },
      { path: `${folder}/package-lock.json`, uses: [], locked: [locks(['10.0.0', '9.0.0', 'odd'][at] ?? '')] },
    ]);
    expect(workspaceStack(files)).toMatchObject([{ installed: '9.0.0', path: 'a/package.json', files: 3 }]);
  });
});

describe('an import', () => {
  it('of a module beside it is no package, unless a manifest asks for it', () => {
    const files = [
      { path: 'app/main.ts', uses: [imported('agents'), imported('ai'), imported('lib'), imported('other')], locked: [] },
      { path: 'app/agents/index.ts', uses: [], locked: [] },
      { path: 'app/ai.ts', uses: [], locked: [] },
      { path: 'src/lib/x.ts', uses: [], locked: [] },
      { path: 'elsewhere/other.ts', uses: [], locked: [] },
      { path: 'package.json', uses: [use('ai')], locked: [] },
    ];
    expect(stackOf(files)).toEqual(['npm:ai dependency package.json:1 2', 'npm:other imported app/main.ts:1 1']);
  });

  it('of what examples are named after is a package', () => {
    const files = [
      { path: 'examples/ai/run.ts', uses: [imported('ai')], locked: [] },
      { path: 'examples/zod.ts', uses: [imported('zod')], locked: [] },
      { path: 'tools/agents/__init__.py', uses: [], locked: [] },
      { path: 'tools/agents/one.py', uses: [imported('agents')], locked: [] },
    ];
    expect(stackOf(files)).toEqual(['npm:ai imported examples/ai/run.ts:1 1', 'npm:zod imported examples/zod.ts:1 1']);
  });

  it('of what the workspace describes is no package', () => {
    const files: readonly StackFile[] = [
      { path: 'a/package.json', uses: [], locked: [], own: { ecosystem: 'npm', name: '@own/a' } },
      { path: 'b/package.json', uses: [use('@own/a'), use('ai')], locked: [], own: { ecosystem: 'npm', name: '@own/b' } },
    ];
    expect(stackOf(files)).toEqual(['npm:ai dependency b/package.json:1 1']);
  });

  it('of a module that several packages have is the one that is required', () => {
    const pypi = { ecosystem: 'pypi' } as const;
    const files = [
      { path: 'requirements.txt', uses: [use('opencv-python-headless', pypi)], locked: [] },
      {
        path: 'a.py',
        uses: [
          { ...imported('opencv-python'), ...pypi },
          { ...imported('faiss-cpu'), ...pypi },
        ],
        locked: [],
      },
    ];
    expect(stackOf(files)).toEqual(['pypi:opencv-python-headless dependency requirements.txt:1 2', 'pypi:faiss-cpu imported a.py:1 1']);
  });

  it('of Go belongs to the longest module that is required', () => {
    const files: readonly StackFile[] = [
      { path: 'go.mod', uses: [go('example.org/a', 'dependency'), go('example.org/a/b', 'dependency')], locked: [] },
      { path: 'x.go', uses: [go('example.org/a/b/c'), go('example.org/ab'), go('github.com/owner/name/v2/x')], locked: [] },
    ];
    expect(stackOf(files)).toEqual([
      'go:example.org/a dependency go.mod:1 1',
      'go:example.org/a/b dependency go.mod:1 2',
      'go:example.org/ab imported x.go:1 1',
      'go:github.com/owner/name imported x.go:1 1',
    ]);
  });
});

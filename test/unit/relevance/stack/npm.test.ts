// package.json and the lock files of npm, pnpm, Yarn and Bun.

import { describe, expect, it } from 'vitest';
import { contentsOf, fixture, read } from './fixtures.js';

describe('package.json', () => {
  it('says what is used, with places', () => {
    expect(read(fixture('node/package.json'), 'node/package.json').uses).toEqual([
      '@ai-sdk/openai dependency ^1.3.22 [@ai-sdk/openai]',
      '@modelcontextprotocol/sdk dependency ^1.11.0 [@modelcontextprotocol/sdk]',
      'ai dependency ^4.3.0 [ai]',
      'next dependency 15.3.2 [next]',
      'zod dependency ^3.24.0 [zod]',
      'typescript dev ~5.8.3 [typescript]',
      '@voidzero-dev/vitest dev ^3.1.0 [vitest]',
    ]);
    expect(contentsOf(fixture('node/package.json'), 'package.json').own).toEqual({ ecosystem: 'npm', name: 'release-notes-bot' });
  });

  it.each([
    ['"a": "*"', ['a dependency [a]']],
    ['"a": ""', ['a dependency [a]']],
    ['"a": "latest"', ['a dependency latest [a]']],
    ['"a": "github:owner/name"', ['a dependency [a]']],
    ['"a": "git+https://example.org/a.git#v1"', ['a dependency [a]']],
    ['"a": "catalog:"', ['a dependency [a]']],
    ['"a": "npm:@scope/b"', ['@scope/b dependency [a]']],
    ['"a": "file:../a", "b": "link:../b", "c": "portal:../c", "d": "workspace:^1.0"', []],
    ['"a": 1, "b": null, "c": {}, "d": ["1"]', []],
    ['"not a name": "1", "": "1", ".a": "1", "@scope": "1", "../a": "1"', []],
    ['"__proto__": "^1.0.0"', []],
    ['"constructor": "^1.0.0"', ['constructor dependency ^1.0.0 [constructor]']],
    ['"a": "1", "a": "2"', ['a dependency 1 [a]', 'a dependency 2 [a]']],
    ['"\\u0061bc": "1"', ['abc dependency 1 [\\u0061bc]']],
  ])('reads dependencies %s', (dependencies, expected) => {
    expect(read(`{"dependencies": {${dependencies}}}`, 'package.json').uses).toEqual(expected);
  });

  it('keeps places behind a mark at the beginning, line breaks of Windows and letters of two units', () => {
    const text = '\uFEFF{\r\n  "description": "😀",\r\n  "dependencies": { /* 😀 */ "ai": "^4.3.0", }\r\n}';
    expect(read(text.slice(1), 'package.json').uses).toEqual(['ai dependency ^4.3.0 [ai]']);
    expect(contentsOf(text, 'package.json').uses[0]?.span).toEqual({ line: 2, start: 30, end: 32 });
  });
});

describe('package-lock.json', () => {
  it('says what the packages of the workspace resolve to', () => {
    expect(read(fixture('node/package-lock.json'), 'package-lock.json').locked).toEqual([
      '@ai-sdk/openai 1.3.22',
      '@modelcontextprotocol/sdk 1.11.4',
      'ai 4.3.16',
      'next 15.3.2',
      'typescript 5.8.3',
      '@voidzero-dev/vitest 3.1.4',
      'zod 3.24.4',
      'ai 3.4.33 in packages/tools',
    ]);
  });

  it('reads the first format', () => {
    const lock = {
      lockfileVersion: 1,
      dependencies: {
        ai: { version: '2.2.0', dependencies: { zod: { version: '3.0.0' } } },
        vitest: { version: 'npm:@voidzero-dev/vitest@3.1.4' },
        own: { version: 'file:packages/own' },
        fork: { version: 'github:owner/fork#abc' },
      },
    };
    expect(read(JSON.stringify(lock), 'npm-shrinkwrap.json').locked).toEqual(['ai 2.2.0', '@voidzero-dev/vitest 3.1.4']);
  });
});

describe('pnpm-lock.yaml', () => {
  it('reads formats with importers', () => {
    const lock = [
      "lockfileVersion: '9.0'",
      'settings:',
      '  autoInstallPeers: true',
      '',
      'importers:',
      '',
      '  .:',
      '    dependencies:',
      "      '@ai-sdk/openai':",
      '        specifier: ^1.3.22',
      '        version: 1.3.22(zod@3.24.4)',
      '      ai:',
      '        specifier: ^4.3.0',
      '        version: 4.3.16(react@19.1.0)(zod@3.24.4)',
      '      own:',
      '        specifier: workspace:*',
      '        version: link:packages/own',
      '    devDependencies:',
      '      vitest:',
      '        specifier: npm:@voidzero-dev/vitest@^3',
      "        version: '@voidzero-dev/vitest@3.1.4'",
      '',
      '  packages/tools:',
      '    dependencies:',
      '      ai:',
      '        specifier: ^3.4.0',
      '        version: 3.4.33',
      '',
      'packages:',
      '',
      '  hidden@1.0.0: {broken: [yaml',
    ];
    for (const lineBreak of ['\n', '\r\n']) {
      expect(read(lock.join(lineBreak), 'pnpm-lock.yaml').locked).toEqual([
        '@ai-sdk/openai 1.3.22',
        'ai 4.3.16',
        '@voidzero-dev/vitest 3.1.4',
        'ai 3.4.33 in packages/tools',
      ]);
    }
  });

  it('reads formats of one package', () => {
    const fifth =
      'lockfileVersion: 5.4\nspecifiers:\n  ai: ^2\ndependencies:\n  ai: 2.2.0_react@18.2.0\n  b: /react/18.2.0\npackages:\n  /ai/2: {}\n';
    expect(read(fifth, 'pnpm-lock.yaml').locked).toEqual(['ai 2.2.0', 'react 18.2.0']);
    const sixth =
      "lockfileVersion: '6.0'\n\ndependencies:\n  ai:\n    specifier: ^2\n    version: 2.2.0(react@18.2.0)\n  b:\n    version: /@scope/b@1.0.0\n";
    expect(read(sixth, 'pnpm-lock.yaml').locked).toEqual(['ai 2.2.0', '@scope/b 1.0.0']);
    expect(read('lockfileVersion: 6.0\n', 'pnpm-lock.yaml').locked).toEqual([]);
  });
});

describe('yarn.lock', () => {
  it('reads the first Yarn', () => {
    const lock = `# yarn lockfile v1


"@ai-sdk/openai@^1.3.22":
  version "1.3.22"
  resolved "https://registry.example.org/openai-1.3.22.tgz#abc"
  dependencies:
    "@ai-sdk/provider" "1.1.3"

ai@^4.3.0, ai@^4.3.10:
  version "4.3.16"

ai@^3.4.0:
  version "3.4.33"

fork@owner/fork:
  version "1.0.0"
`;
    expect(read(lock, 'yarn.lock').locked).toEqual([
      '@ai-sdk/openai 1.3.22 for ^1.3.22',
      'ai 4.3.16 for ^4.3.0',
      'ai 4.3.16 for ^4.3.10',
      'ai 3.4.33 for ^3.4.0',
      'fork 1.0.0',
    ]);
  });

  it('reads the later ones', () => {
    const lock = `__metadata:
  version: 8
  cacheKey: 10c0

"ai@npm:^4.3.0, ai@npm:^4.3.10":
  version: 4.3.16
  resolution: "ai@npm:4.3.16"

? "zod@npm:^3.0.0, zod@npm:^3.24.0"
:
  version: 3.24.4

"my-ai@npm:ai@^3":
  version: 3.4.33

"own@workspace:packages/own":
  version: 0.0.0-use.local

"typescript@patch:typescript@npm%3A^5#optional!builtin<compat/typescript>":
  version: 5.8.3
`;
    expect(read(lock, 'yarn.lock').locked).toEqual([
      'ai 4.3.16 for ^4.3.0',
      'ai 4.3.16 for ^4.3.10',
      'zod 3.24.4 for ^3.0.0',
      'zod 3.24.4 for ^3.24.0',
      'ai 3.4.33 for ^3',
      'typescript 5.8.3',
    ]);
  });
});

it('reads bun.lock', () => {
  const lock = `{
  "lockfileVersion": 1,
  "workspaces": {
    "": { "name": "bot", "dependencies": { "ai": "^4.3.0", }, },
    "packages/tools": { "name": "@bot/tools", "dependencies": { "ai": "^3.4.0", }, },
  },
  "packages": {
    "@bot/tools": ["@bot/tools@workspace:packages/tools"],

    "@ai-sdk/openai": ["@ai-sdk/openai@1.3.22", "", { "peerDependencies": { "zod": "^3.0.0" } }, "sha512-x"],
    "ai": ["ai@4.3.16", "", {}, "sha512-x"],
    "my-zod": ["zod@3.24.4", "", {}, "sha512-x"],
    "@bot/tools/ai": ["ai@3.4.33", "", {}, "sha512-x"],
    "ai/zod": ["zod@3.23.8", "", {}, "sha512-x"],
  },
}
`;
  expect(read(lock, 'bun.lock').locked).toEqual(['@ai-sdk/openai 1.3.22', 'ai 4.3.16', 'zod 3.24.4', 'ai 3.4.33 in packages/tools']);
});

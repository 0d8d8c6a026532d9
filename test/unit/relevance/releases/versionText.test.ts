// The version and the name in tags and titles.

import { describe, expect, it } from 'vitest';
import { type NamedVersion, readTag, readTitle, toVersion } from '../../../../src/relevance/releases/versionText.js';

describe('a version', () => {
  it.each([
    ['v0.9.1', '0.9.1'],
    ['1.2', '1.2'],
    ['v4', '4'],
    ['2026.05', '2026.05'],
    ['2026.05.01', '2026.05.01'],
    ['1!2.0', '1!2.0'],
    ['0.9.1rc1', '0.9.1rc1'],
    ['0.9.1.post1', '0.9.1.post1'],
    ['1.0b2.dev3', '1.0b2.dev3'],
    ['1.0.0-alpha.beta+build.5', '1.0.0-alpha.beta+build.5'],
    ['5.0.0-canary.20260501', '5.0.0-canary.20260501'],
    ['2.7.0+cu128', '2.7.0+cu128'],
  ])('%s', (text, version) => {
    expect(toVersion(text)).toBe(version);
  });

  it.each([
    '',
    'v',
    '4',
    '2026',
    'latest',
    'b5432',
    '1.2.x',
    '1.2.3foo',
    '10.5%',
    '2.5x',
    '01.05.2026',
    '2026-05-01',
    '1..2',
    '1.2.',
    '<1.2>',
  ])('is not %s', (text) => {
    expect(toVersion(text)).toBeUndefined();
  });
});

describe('a tag', () => {
  it.each<[string, NamedVersion]>([
    ['v0.9.1', { version: '0.9.1' }],
    ['release-2026.05', { version: '2026.05' }],
    ['release/v2.3.0-rc.1', { version: '2.3.0-rc.1' }],
    ['langchain-core==0.3.2', { version: '0.3.2', name: 'langchain-core', isPackage: true }],
    ['@modelcontextprotocol/sdk@1.20.0', { version: '1.20.0', name: '@modelcontextprotocol/sdk', isPackage: true }],
    ['ai@5.0.60', { version: '5.0.60', name: 'ai', isPackage: true }],
    ['@ai-sdk/openai@3.0.0-beta.12', { version: '3.0.0-beta.12', name: '@ai-sdk/openai', isPackage: true }],
    ['sdk-v0.65.0', { version: '0.65.0', name: 'sdk', isPackage: true }],
    ['bun-v1.3.0', { version: '1.3.0', name: 'bun', isPackage: true }],
    ['tokio-1.48.0', { version: '1.48.0', name: 'tokio', isPackage: true }],
    ['sdk/azcore/v1.19.1', { version: '1.19.1', name: 'sdk/azcore', isPackage: true }],
    ['gpt4all-v3.10.0', { version: '3.10.0', name: 'gpt4all', isPackage: true }],
    ['py-1.35.0', { version: '1.35.0', ecosystem: 'pypi' }],
    ['rust-v0.50.0', { version: '0.50.0', ecosystem: 'cargo' }],
    ['redis_7.4.1', { version: '7.4.1', name: 'redis', isPackage: true }],
    ['constructor-v1.0.0', { version: '1.0.0', name: 'constructor', isPackage: true }],
  ])('%s', (tag, parts) => {
    expect(readTag(tag)).toEqual(parts);
  });

  it.each(['latest', 'nightly', 'b5432', 'main', '@', '==', 'name@', 'name@next', '', `${'a-'.repeat(200)}v1.0`])(
    'of no version: %s',
    (tag) => {
      expect(readTag(tag)).toBeUndefined();
    },
  );
});

describe('a title', () => {
  it.each<[string, NamedVersion]>([
    ['0.9.1', { version: '0.9.1' }],
    ['v0.9.1: faster and smaller', { version: '0.9.1' }],
    ['vllm 0.9.1', { version: '0.9.1', name: 'vllm' }],
    ['Release v0.9.1', { version: '0.9.1' }],
    ['🚀 Release: vLLM v0.9.1 — many things', { version: '0.9.1', name: 'vLLM' }],
    ['Python Polars 1.35.0', { version: '1.35.0', name: 'Python Polars' }],
    ['langchain-core==0.3.2', { version: '0.3.2', name: 'langchain-core', isPackage: true }],
    ['@modelcontextprotocol/sdk@1.20.0', { version: '1.20.0', name: '@modelcontextprotocol/sdk', isPackage: true }],
    ['sdk: v0.65.0', { version: '0.65.0', name: 'sdk' }],
    ['chore(release): 1.4.0', { version: '1.4.0' }],
    ['[1.2.0] - 2026-05-01', { version: '1.2.0' }],
    ['1.2.0 (2026-05-01)', { version: '1.2.0' }],
    ['5.0 is here', { version: '5.0' }],
    ['5.0 Beta', { version: '5.0' }],
    ['Announcing Deno 2.5', { version: '2.5', name: 'Deno' }],
    ['Patch release v4.57.1', { version: '4.57.1' }],
    ['2026-05-01 (v0.14.6)', { version: '0.14.6' }],
    ['Claude Code v2.0.14', { version: '2.0.14', name: 'Claude Code' }],
    ['June 2026 (version 1.102)', { version: '1.102' }],
    ['GPT-5.5 in the editor', { version: '5.5', name: 'GPT' }],
    ['Support for Python 3.13', { version: '3.13', name: 'Support Python' }],
  ])('%s', (title, parts) => {
    expect(readTitle(title)).toEqual(parts);
  });

  it.each([
    'Faster builds',
    '3.13 reasons to upgrade',
    '3.13 Reasons to Upgrade',
    '10.5 million users',
    '10.5% faster',
    '$1.5 billion for tools',
    'Unreleased',
    'May 1, 2026',
    '2026-05-01',
    '',
    'What we did in 2026',
    'up to 2.5x faster',
  ])('of no version: %s', (title) => {
    expect(readTitle(title)).toBeUndefined();
  });
});

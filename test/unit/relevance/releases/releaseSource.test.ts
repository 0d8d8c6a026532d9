// Which addresses are those of releases, and what they say of what.

import { describe, expect, it } from 'vitest';
import { releaseSource, type ReleaseSource } from '../../../../src/relevance/releases/releaseSource.js';

describe('the address of a source of releases', () => {
  it.each<[string, ReleaseSource]>([
    ['https://github.com/vllm-project/vllm/releases.atom', { host: 'github.com', repository: 'vllm-project/vllm' }],
    ['https://github.com/vllm-project/vllm/tags.atom', { host: 'github.com', repository: 'vllm-project/vllm' }],
    ['http://www.github.com/vllm-project/vllm/releases/', { host: 'github.com', repository: 'vllm-project/vllm' }],
    ['https://user:secret@github.com/a/b/releases.atom?token=x#y', { host: 'github.com', repository: 'a/b' }],
    ['https://github.com/a/b/blob/main/CHANGELOG.md', { host: 'github.com', repository: 'a/b' }],
    ['https://raw.githubusercontent.com/a/b/main/docs/HISTORY.rst', { host: 'raw.githubusercontent.com', repository: 'a/b' }],
    ['https://gitlab.com/group/sub/name/-/tags?format=atom', { host: 'gitlab.com', repository: 'group/sub/name' }],
    ['https://gitlab.example.org/group/name/-/releases.atom', { host: 'gitlab.example.org', repository: 'group/name' }],
    ['https://gitlab.com/group/name/-/blob/main/CHANGELOG.md', { host: 'gitlab.com', repository: 'group/name' }],
    ['https://codeberg.org/a/b/releases.rss', { host: 'codeberg.org', repository: 'a/b' }],
    ['https://git.example.org/a/b/tags.atom', { host: 'git.example.org', repository: 'a/b' }],
    ['https://pypi.org/rss/project/vllm/releases.xml', { host: 'pypi.org', package: { ecosystem: 'pypi', name: 'vllm' } }],
    [
      'https://pypi.org/rss/project/Huggingface_Hub/releases.xml',
      { host: 'pypi.org', package: { ecosystem: 'pypi', name: 'huggingface-hub' } },
    ],
    ['https://static.crates.io/rss/crates/tokio.xml', { host: 'static.crates.io', package: { ecosystem: 'cargo', name: 'tokio' } }],
    ['https://crates.io/crates/tokio/versions', { host: 'crates.io', package: { ecosystem: 'cargo', name: 'tokio' } }],
    [
      'https://www.npmjs.com/package/@modelcontextprotocol/sdk?activeTab=versions',
      { host: 'npmjs.com', package: { ecosystem: 'npm', name: '@modelcontextprotocol/sdk' } },
    ],
    [
      'https://libraries.io/NPM/%40ai-sdk%2Fopenai/versions.atom',
      { host: 'libraries.io', package: { ecosystem: 'npm', name: '@ai-sdk/openai' } },
    ],
    ['https://example.com/changelog/rss.xml', { host: 'example.com' }],
    ['https://docs.example.com/en/release-notes/overview', { host: 'docs.example.com' }],
    ['https://docs.example.com/stable/changes.html', { host: 'docs.example.com' }],
    ['https://changelog.example.com/feed.rss', { host: 'changelog.example.com' }],
    ['https://example.com/Changelog.xml', { host: 'example.com' }],
  ])('%s', (address, source) => {
    expect(releaseSource(address)).toEqual(source);
  });

  it.each([
    'https://github.com/vllm-project/vllm',
    'https://github.com/vllm-project/vllm/commits/main.atom',
    'https://github.com/vllm-project/vllm/releases/tag/v0.9.1',
    'https://github.com/someone/changelog',
    'https://github.com/releases/changelog/issues',
    'https://github.com/a/b/blob/main/README.md',
    'https://gitlab.com/group/name/-/issues?format=atom',
    'https://pypi.org/rss/updates.xml',
    'https://pypi.org/project/vllm/0.9.1/',
    'https://static.crates.io/rss/updates.xml',
    'https://libraries.io/rubygems/rails/versions.atom',
    'https://example.com/feed.xml',
    'https://example.com/changes/of/the/world',
    'https://changelog.com/podcast/feed',
    'https://example.com/blog/why-we-keep-a-changelog',
    'file:///a/b/releases.atom',
    'github.com/a/b/releases.atom',
    'https://',
    '',
  ])('is not %s', (address) => {
    expect(releaseSource(address)).toBeUndefined();
  });

  it('may hold anything', () => {
    expect(releaseSource('https://github.com/%E0%A4%A/%/releases.atom')).toEqual({ host: 'github.com', repository: '%E0%A4%A/%' });
    expect(releaseSource(`https://example.com/${'a/'.repeat(100_000)}changelog`)).toEqual({ host: 'example.com' });
    expect(releaseSource('https://libraries.io/constructor/__proto__/versions.atom')).toBeUndefined();
  });
});

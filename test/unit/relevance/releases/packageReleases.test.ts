// Whose releases are whose in repositories of one package and of many.

import { describe, expect, it } from 'vitest';
import { packageReleases, type WantedPackage } from '../../../../src/relevance/releases/packageReleases.js';
import { release } from './oneRelease.js';

const isPackage = true;

function versionsOf(releases: ReturnType<typeof release>[], wanted: Partial<WantedPackage>): string {
  return packageReleases(releases, { ecosystem: 'npm', name: 'x', otherNames: [], ...wanted })
    .map(({ version }) => version)
    .join(' ');
}

describe('the releases of a package', () => {
  it('are those that name it', () => {
    const releases = [
      release('1.0.0', { name: 'langchain', isPackage }),
      release('0.3.2', { name: 'langchain-core', isPackage }),
      release('0.2.0', { name: 'LangChain_OpenAI', isPackage }),
      release('0.0.9'),
    ];
    const otherNames = ['LangChain', 'langchain'];
    expect(versionsOf(releases, { ecosystem: 'pypi', name: 'langchain', otherNames })).toBe('1.0.0');
    expect(versionsOf(releases, { ecosystem: 'pypi', name: 'langchain-core', otherNames })).toBe('0.3.2');
    expect(versionsOf(releases, { ecosystem: 'pypi', name: 'langchain-openai', otherNames })).toBe('0.2.0');
    // None names it: not those of another package.
    expect(versionsOf(releases, { ecosystem: 'pypi', name: 'langchain-text-splitters', otherNames })).toBe('0.0.9');
  });

  it('name it with its scope or without', () => {
    const releases = [
      release('1.0.0', { name: 'sdk', isPackage }),
      release('2.0.0', { name: '@other/sdk', isPackage }),
      release('3.0.0', { name: 'bedrock-sdk', isPackage }),
    ];
    expect(versionsOf(releases, { name: '@anthropic-ai/sdk' })).toBe('1.0.0');
    expect(versionsOf(releases, { name: '@other/sdk' })).toBe('1.0.0 2.0.0');
  });

  it('name nothing where there is one package, or call it by another of its names', () => {
    const releases = [release('1.0.0'), release('1.1.0', { name: 'Llama.cpp' }), release('3.13', { name: 'Python' })];
    expect(versionsOf(releases, { ecosystem: 'docker', name: 'ghcr.io/x/y', otherNames: ['llama-cpp'] })).toBe('1.0.0 1.1.0');
  });

  it('are for its registry', () => {
    const releases = [
      release('1.35.0', { ecosystem: 'pypi' }),
      release('0.51.0', { ecosystem: 'cargo' }),
      release('0.9.0'),
      release('7.0.0', { name: 'polars', ecosystem: 'npm' }),
    ];
    expect(versionsOf(releases, { ecosystem: 'pypi', name: 'polars', otherNames: ['polars'] })).toBe('1.35.0 0.9.0');
    expect(versionsOf(releases, { ecosystem: 'cargo', name: 'polars', otherNames: ['polars'] })).toBe('0.51.0 0.9.0');
    expect(versionsOf(releases, { ecosystem: 'mcp', name: 'polars' })).toBe('7.0.0');
  });

  it('of a Go module below its repository name its folder', () => {
    const releases = [release('1.19.1', { name: 'sdk/azcore', isPackage }), release('68.0.0')];
    const root = 'github.com/Azure/azure-sdk-for-go';
    expect(versionsOf(releases, { ecosystem: 'go', name: `${root}/sdk/azcore` })).toBe('1.19.1');
    expect(versionsOf(releases, { ecosystem: 'go', name: `${root}/sdk/azcore/v2` })).toBe('1.19.1');
    expect(versionsOf(releases, { ecosystem: 'go', name: `${root}/sdk/other` })).toBe('');
    expect(versionsOf(releases, { ecosystem: 'go', name: root })).toBe('68.0.0');
    expect(versionsOf(releases, { ecosystem: 'go', name: `${root}/v68` })).toBe('68.0.0');
  });

  it('are none where there are none', () => {
    expect(versionsOf([], {})).toBe('');
    expect(versionsOf([release('1.0.0', { name: 'constructor' })], { name: '__proto__', otherNames: [''] })).toBe('');
  });
});

// How far an installed version is behind, by the rules of its registry.

import { describe, expect, it } from 'vitest';
import { behind } from '../../../../src/relevance/releases/behind.js';
import type { Ecosystem } from '../../../../src/relevance/stack/stackModel.js';
import { release } from './oneRelease.js';

/** `2/1: 1.2.0 1.1.0`: how many, how many of them break something, which. */
function say(ecosystem: Ecosystem, installed: string, versions: readonly string[]): string {
  const found = behind(
    installed,
    versions.map((version) => release(version.replace('!!', ''), { isBreaking: version.endsWith('!!') })),
    ecosystem,
  );
  return found === undefined ? '' : `${found.releases}/${found.breaking}: ${found.of.map(({ version }) => version).join(' ')}`;
}

describe('what is installed', () => {
  it('is behind by the releases above it', () => {
    const releases = [release('0.9.0'), release('0.9.2', { isBreaking: true }), release('0.9.1')];
    expect(behind('0.9.0', releases, 'pypi')).toEqual({
      releases: 2,
      breaking: 1,
      newest: releases[1],
      of: [releases[1], releases[2]],
    });
  });

  it.each<[Ecosystem, string, readonly string[], string]>([
    ['npm', '1.2.0', ['1.2.0', '1.1.9'], ''],
    ['npm', '1.2.0', [], ''],
    ['npm', '1.9.0', ['1.10.0'], '1/0: 1.10.0'],
    // A stable one waits for no pre-release; another pre-release does.
    ['npm', '1.2.0', ['1.3.0-beta.1'], ''],
    ['npm', '1.3.0-beta.1', ['1.3.0-beta.2', '1.2.9', '1.3.0'], '2/0: 1.3.0 1.3.0-beta.2'],
    ['pypi', '0.9.1', ['0.9.2rc1', '0.9.2.dev1'], ''],
    ['pypi', '0.9.1', ['0.9.1.post1'], '1/0: 0.9.1.post1'],
    ['pypi', '0.9.2rc1', ['0.9.2rc2', '0.9.2'], '2/0: 0.9.2 0.9.2rc2'],
    // Lines that go on beside a newer one count by their version.
    ['npm', '0.9.0', ['0.8.9', '0.9.1'], '1/0: 0.9.1'],
    ['npm', '0.8.8', ['0.8.9', '0.9.1'], '2/0: 0.9.1 0.8.9'],
    // Once each.
    ['pypi', '1.0', ['1.1', '1.1.0', '1.1!!'], '1/1: 1.1'],
    ['npm', '1.0.0', ['1.0.0+build.2'], ''],
    ['pypi', '2.7.0+cu128', ['2.7.0', '2.7.1'], '1/0: 2.7.1'],
    // Major steps, each once.
    ['npm', '1.2.0', ['1.3.0', '2.0.0', '2.0.1', '3.1.0!!'], '4/2: 3.1.0 2.0.1 2.0.0 1.3.0'],
    ['cargo', '0.9.0', ['0.10.0', '1.0.0'], '2/1: 1.0.0 0.10.0'],
    ['pypi', '2025.1', ['2026.1'], '1/0: 2026.1'],
    ['pypi', '24.1', ['25.0'], '1/0: 25.0'],
    ['npm', '24.1.0', ['25.0.0'], '1/1: 25.0.0'],
    // Go writes a `v`, and commits without a tag.
    ['go', 'v1.2.3', ['1.2.4', '1.3.0-rc.1'], '1/0: 1.2.4'],
    ['go', 'v0.0.0-20260501120000-0123456789ab', ['0.1.0-rc.1', '0.1.0'], '1/0: 0.1.0'],
    // A shortened tag moves with its releases.
    ['action', 'v4', ['4.2.2', '4.3.0'], ''],
    ['action', 'v4', ['4.3.0', '5.0.0'], '1/1: 5.0.0'],
    ['action', 'v4.1.0', ['4.2.2'], '1/0: 4.2.2'],
    ['action', '11bd71901bbe5b1630ceea73d27597364c9af683', ['4.2.2'], ''],
    ['docker', '3.13-slim', ['3.13.5', '3.14.0'], '1/0: 3.14.0'],
    ['docker', 'v0.9.1', ['0.9.2'], '1/0: 0.9.2'],
    ['docker', '2026.04', ['2026.05'], '1/0: 2026.05'],
    ['npm', '2026.4.1', ['2026.05.01'], '1/0: 2026.05.01'],
    ['docker', 'latest', ['0.9.2'], ''],
    // No version, nothing said.
    ['npm', '^1.2.0', ['2.0.0'], ''],
    ['npm', '', ['2.0.0'], ''],
    ['pypi', 'git+https://example.com/x', ['2.0.0'], ''],
    ['npm', '1.2.0', ['latest', '', '9'.repeat(400), '__proto__'], ''],
  ])('%s %s, known %j', (ecosystem, installed, versions, expected) => {
    expect(say(ecosystem, installed, versions)).toBe(expected);
  });

  it('does not depend on the order of the releases', () => {
    const versions = ['1.0.0', '1.1.0', '2.0.0-rc.1', '2.0.0', '2.1.0!!', '1.1.1'];
    const all = versions.map((_, turn) => say('npm', '1.0.0', [...versions.slice(turn), ...versions.slice(0, turn)]));
    expect(new Set(all)).toEqual(new Set(['4/2: 2.1.0 2.0.0 1.1.1 1.1.0']));
  });
});

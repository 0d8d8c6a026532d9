// Versions and ranges, as their ecosystems understand them.

import { expect, it } from 'vitest';
import { compareVersions, isInRange, lowestVersion, pinnedVersion } from '../../../../src/relevance/stack/versions.js';
import type { Ecosystem } from '../../../../src/relevance/stack/stackModel.js';

it.each<[Ecosystem, string, string, number | undefined]>([
  ['npm', '1.2.3', '1.10.0', -1],
  ['npm', '2.0.0-beta.2', '2.0.0-beta.11', -1],
  ['npm', '2.0.0', '2.0.0-rc.1', 1],
  ['npm', 'v1.2.3', '1.2.3+build', 0],
  ['npm', 'latest', '1.0.0', undefined],
  ['cargo', '0.9.1', '0.10.0', -1],
  ['go', 'v0.1.0-beta.10', 'v0.1.0-beta.9', 1],
  ['go', 'v0.0.0-20250101000000-abcdefabcdef', 'v0.1.0', -1],
  ['pypi', '0.9.1', '0.10.0rc1', -1],
  ['pypi', '2.7.0+cu128', '2.7.0', 1],
  ['pypi', '1.0.post1', '1.0', 1],
  ['pypi', '1!0.1', '9.9', 1],
  ['pypi', '2025.4.7', '2025.04.07', 0],
  ['pypi', '1.0.dev1', '1.0a1', -1],
  ['pypi', 'unknown', '1.0', undefined],
  ['action', 'v4', 'v3.9.1', 1],
  ['docker', '22.15', '22.15.0', 0],
  ['docker', '3.12-slim', '3.13', undefined],
  ['docker', 'latest', 'latest', undefined],
])('compares %s %s with %s', (ecosystem, a, b, expected) => {
  const compared = compareVersions(ecosystem, a, b);
  expect(compared === undefined ? undefined : Math.sign(compared)).toBe(expected);
  const turned = compareVersions(ecosystem, b, a);
  expect(turned === undefined ? undefined : Math.sign(turned) + (expected ?? 0)).toBe(expected === undefined ? undefined : 0);
});

it.each<[Ecosystem, string, string | undefined, string | undefined]>([
  ['npm', '^18.2.0', '18.2.0', undefined],
  ['npm', '>=17 <19', '17.0.0', undefined],
  ['npm', '1.2.3', '1.2.3', '1.2.3'],
  ['npm', '=1.2.3', '1.2.3', '1.2.3'],
  ['npm', '1.2.x', '1.2.0', undefined],
  ['npm', '<2', undefined, undefined],
  ['npm', 'latest', undefined, undefined],
  ['cargo', '1.45', '1.45.0', undefined],
  ['cargo', '1.2.3', '1.2.3', undefined],
  ['cargo', '=1.2.3', '1.2.3', '1.2.3'],
  ['cargo', '>=1.2, <1.5', '1.2.0', undefined],
  ['cargo', '1.*', '1.0.0', undefined],
  ['go', 'v0.6.8', '0.6.8', undefined],
  ['pypi', '>=0.9,<1', '0.9', undefined],
  ['pypi', '==0.9.1', '0.9.1', '0.9.1'],
  ['pypi', '===0.9.1', '0.9.1', '0.9.1'],
  ['pypi', '==0.9.*', '0.9', undefined],
  ['pypi', '~=1.4.2', '1.4.2', undefined],
  ['pypi', '>=1.0,!=1.5,>=1.2', '1.2', undefined],
  ['pypi', '<2', undefined, undefined],
  ['pypi', '^0.2.0', '0.2.0', undefined],
  ['pypi', '~1.2', '1.2', undefined],
  ['pypi', '2.7.0', '2.7.0', undefined],
  ['pypi', 'nonsense', undefined, undefined],
  ['docker', 'v0.9.1', '0.9.1', 'v0.9.1'],
  ['docker', 'latest', undefined, undefined],
  ['docker', '3.12-slim', undefined, '3.12-slim'],
  ['docker', '20250401abc', undefined, undefined],
  ['action', 'v4', '4.0.0', 'v4'],
  ['action', 'main', undefined, undefined],
])('knows the ends of %s %s', (ecosystem, range, lowest, pinned) => {
  expect([lowestVersion(ecosystem, range), pinnedVersion(ecosystem, range)]).toEqual([lowest, pinned]);
});

it.each<[Ecosystem, string, string, boolean]>([
  ['npm', '18.3.0', '^18.2.0', true],
  ['npm', '19.0.0', '^18.2.0', false],
  ['cargo', '0.12.15', '0.12', true],
  ['cargo', '0.11.27', '0.12', false],
  ['pypi', '0.9.1', '>=0.9.0,<0.10', true],
  ['pypi', '0.3.0', '^0.2.0', false],
  ['pypi', '0.2.17', '^0.2.0', true],
  ['pypi', '1.9', '^1.2', true],
  ['pypi', '0.0.9', '^0.0', true],
  ['pypi', 'odd', '>=1', false],
  ['docker', '1.0.0', '1.0.0', false],
])('knows whether %s %s is in %s', (ecosystem, version, range, expected) => {
  expect(isInRange(ecosystem, version, range)).toBe(expected);
});

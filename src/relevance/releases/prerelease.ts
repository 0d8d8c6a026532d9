// Whether a version comes before the release that it is named after, by the rules of its registry.

import { explain } from '@renovatebot/pep440';
import semver from 'semver';
import type { Ecosystem } from '../stack/stackModel.js';

/** A commit of a Go module that has no tag of its own: written like a pre-release, but what people build with. */
const pseudoVersion = /[-.]\d{14}-[\da-f]{12}(?:\+incompatible)?$/;

/** Without an ecosystem, what PEP 440 can read is read by it: it knows nearly every form that semver has, and more. */
export function isPrereleaseVersion(version: string, ecosystem?: Ecosystem): boolean {
  const isPython = ecosystem === 'pypi' || ecosystem === undefined;
  return isPython ? (byPep440(version) ?? bySemver(version) ?? false) : (bySemver(version) ?? byPep440(version) ?? false);
}

function byPep440(version: string): boolean | undefined {
  return explain(version)?.is_prerelease;
}

/** Undefined for what is no version of three numbers. */
function bySemver(version: string): boolean | undefined {
  if (pseudoVersion.test(version)) return false;
  const bare = version.replace(/^v/i, '');
  if (!/^\d+\.\d+\.\d+/.test(bare)) return undefined;
  return semver.prerelease(bare, { loose: true }) !== null;
}

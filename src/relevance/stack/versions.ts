// Versions compared as their ecosystems compare them: npm, Cargo, Go and tags by semantic versioning, PyPI by PEP 440.

import * as pep440 from '@renovatebot/pep440';
import semver from 'semver';
import type { Ecosystem } from './stackModel.js';

/** Below 0 where `a` is the older one; undefined where one of them is no version. */
export function compareVersions(ecosystem: Ecosystem, a: string, b: string): number | undefined {
  if (ecosystem === 'pypi') return pep440.valid(a.trim()) && pep440.valid(b.trim()) ? pep440.compare(a.trim(), b.trim()) : undefined;
  const [left, right] = [wholeVersion(a), wholeVersion(b)];
  return left && right ? semver.compare(left, right) : undefined;
}

/** A version as it stands, or a tag that leaves out its last numbers: `v4`, `18.2`. Anything else is none, `3.12-slim` too. */
function wholeVersion(written: string) {
  const plain = written.trim();
  const parsed = semver.parse(plain, { loose: true });
  if (parsed) return parsed;
  return /^v?\d{1,9}(?:\.\d{1,9})?$/.test(plain) ? semver.coerce(plain) : null;
}

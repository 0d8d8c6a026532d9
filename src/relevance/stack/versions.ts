// Versions compared as their ecosystems compare them: npm, Cargo, Go and tags by semantic versioning, PyPI by PEP 440.

import * as pep440 from '@renovatebot/pep440';
import semver from 'semver';
import type { Ecosystem } from './stackModel.js';

/** Of versions and ranges, in characters. */
const longest = 200;

/** Below 0 where `a` is the older one; undefined where one of them is no version. */
export function compareVersions(ecosystem: Ecosystem, a: string, b: string): number | undefined {
  if (ecosystem === 'pypi') return isPythonVersion(a.trim()) && isPythonVersion(b.trim()) ? pep440.compare(a.trim(), b.trim()) : undefined;
  const [left, right] = [wholeVersion(a), wholeVersion(b)];
  return left && right ? semver.compare(left, right) : undefined;
}

/** Whether a version is in a range; false too where one of them is not understood. */
export function isInRange(ecosystem: Ecosystem, version: string, range: string): boolean {
  if (range.length > longest) return false;
  if (ecosystem !== 'pypi')
    return isSemanticRange(ecosystem) && semver.satisfies(version, semanticRange(ecosystem, range), { includePrerelease: true });
  const specifier = pythonRange(range);
  return isPythonVersion(version) && specifier !== undefined && pep440.satisfies(version, specifier, { prereleases: true });
}

/** The lowest version that a range admits, as far as it names one; undefined for a range without a lower end. */
export function lowestVersion(ecosystem: Ecosystem, range: string): string | undefined {
  if (range.length > longest) return undefined;
  if (ecosystem === 'pypi') return lowestOfPython(range);
  if (!isSemanticRange(ecosystem)) return wholeVersion(range)?.version;
  const plain = semanticRange(ecosystem, range);
  if (semver.validRange(plain) === null) return undefined;
  const lowest = semver.minVersion(plain)?.version;
  return lowest === '0.0.0' ? undefined : lowest;
}

/** The one version that a range admits, or a tag that begins with one (`v4`, `3.12-slim`); undefined where it admits several. */
export function pinnedVersion(ecosystem: Ecosystem, range: string): string | undefined {
  if (range.length > longest) return undefined;
  if (ecosystem === 'pypi') {
    const [, version] = /^={2,3}\s*([^\s,*]+)$/.exec(range.trim()) ?? [];
    return version !== undefined && isPythonVersion(version) ? version : undefined;
  }
  if (ecosystem === 'docker' || ecosystem === 'action') return /^v?\d{1,9}(?:\.\d{1,9}){0,3}(?=$|[-_+])/i.test(range) ? range : undefined;
  // Go installs that version or a later one; its lock says which. Cargo takes a bare version as the lowest.
  if (ecosystem === 'go') return undefined;
  const plain = ecosystem === 'cargo' ? withoutPrefix(range, '=') : range.trim().replace(/^=\s*/, '');
  if (plain === undefined || !/^v?\d+\.\d+\.\d+/.test(plain)) return undefined;
  return semver.valid(plain) === null ? undefined : plain;
}

function withoutPrefix(range: string, sign: string): string | undefined {
  const written = range.trim();
  return written.startsWith(sign) ? written.slice(sign.length).trim() : undefined;
}

/** A version as it stands, or a tag that leaves out its last numbers: `v4`, `18.2`. Anything else is none, `3.12-slim` too. */
function wholeVersion(written: string) {
  const plain = written.trim();
  const parsed = semver.parse(plain, { loose: true });
  if (parsed) return parsed;
  return /^v?\d{1,9}(?:\.\d{1,9})?$/.test(plain) ? semver.coerce(plain) : null;
}

function isSemanticRange(ecosystem: Ecosystem): boolean {
  return ecosystem === 'npm' || ecosystem === 'cargo' || ecosystem === 'go';
}

/** Cargo parts conditions with commas, and a bare version means what `^` does. */
function semanticRange(ecosystem: Ecosystem, range: string): string {
  if (ecosystem !== 'cargo') return range;
  return range
    .split(',')
    .map((condition) => condition.trim())
    .map((condition) => (/^\d/.test(condition) && !condition.includes('*') ? `^${condition}` : condition))
    .join(' ');
}

/** Strangers write versions; one without an end would be more than the library can read. */
function isPythonVersion(written: string): boolean {
  return written.length <= longest && pep440.valid(written) !== null;
}

/** A range of pip's, or one of Poetry's: a bare version, `^1.2`, `~1.2`. Undefined for what is neither. */
function pythonRange(range: string): string | undefined {
  const conditions = range
    .split(',')
    .map((condition) => condition.trim())
    .filter((condition) => condition !== '');
  const plain = conditions.map((condition) => fromPoetry(condition)).join(',');
  return plain !== '' && pep440.validRange(plain) ? plain : undefined;
}

function fromPoetry(condition: string): string {
  if (/^\d/.test(condition)) return `==${condition}`;
  const [, sign, version] = /^(\^|~)\s*(\d[^\s]*)$/.exec(condition) ?? [];
  if (!sign || !version) return condition;
  const numbers = version.split('.').map((part) => Number.parseInt(part, 10));
  // `^0.3.1` stays below 0.4: the first number that is not zero may not change; `~1.2.3` stays below 1.3.
  const firstOther = numbers.findIndex((number) => number !== 0);
  const fixed = sign === '~' ? Math.min(1, numbers.length - 1) : firstOther < 0 ? numbers.length - 1 : firstOther;
  const upper = numbers.slice(0, fixed + 1).map((number, index) => (index === fixed ? number + 1 : number));
  return `>=${version},<${upper.join('.')}`;
}

function lowestOfPython(range: string): string | undefined {
  const conditions = pythonRange(range)?.split(',') ?? [];
  const lower = conditions
    .map((condition) => /^(?:>=|>|===?|~=)\s*(\S+?)(?:\.\*)?$/.exec(condition.trim())?.[1])
    .filter((version) => version !== undefined)
    .filter((version) => isPythonVersion(version));
  return lower.toSorted((a, b) => pep440.compare(b, a))[0];
}

// How far what is installed is behind the releases that are known. Versions are compared by `stack/versions.ts` alone.

import type { Ecosystem } from '../stack/stackModel.js';
import { compareVersions } from '../stack/versions.js';
import { isPrereleaseVersion } from './prerelease.js';
import type { Release } from './release.js';

export interface Behind {
  /** How many releases are above the installed one. */
  readonly releases: number;
  /** How many of them break something: they say so, or are the first of a new major version. */
  readonly breaking: number;
  readonly newest: Release;
  /** All of them, the newest version first; `isBreaking` is as counted. */
  readonly of: readonly Release[];
}

/** Tags of these are moved: `v4` is whatever is the newest of 4. */
const floating: ReadonlySet<Ecosystem> = new Set<Ecosystem>(['docker', 'action']);

/** What is above `installed` of a package's `releases`; undefined when nothing is, or when it is no version that can be compared. */
export function behind(installed: string, releases: readonly Release[], ecosystem: Ecosystem): Behind | undefined {
  const base = floating.has(ecosystem) ? taggedVersion(installed) : installed.trim();
  if (base === undefined) return undefined;
  const takesPrereleases = isPrereleaseVersion(base, ecosystem);
  const above = releases.filter((release) => {
    const isTaken = takesPrereleases || !(release.isPrerelease || isPrereleaseVersion(release.version, ecosystem));
    return isTaken && !isMovedTo(base, release.version, ecosystem) && isAbove(release.version, base, ecosystem);
  });
  const of = withMajorSteps(base, eachOnce(above, ecosystem), ecosystem).toReversed();
  const [newest] = of;
  return newest && { releases: of.length, breaking: of.filter(({ isBreaking }) => isBreaking).length, newest, of };
}

function isAbove(version: string, base: string, ecosystem: Ecosystem): boolean {
  return (compareVersions(ecosystem, publicVersion(version), publicVersion(base)) ?? 0) > 0;
}

/** Ascending by version; of two that tell of one version, the one that says that it breaks something, else the first. */
function eachOnce(releases: readonly Release[], ecosystem: Ecosystem): readonly Release[] {
  const compare = (a: Release, b: Release): number => compareVersions(ecosystem, publicVersion(a.version), publicVersion(b.version)) ?? 0;
  const sorted = [...releases].sort(compare);
  const kept: Release[] = [];
  for (const release of sorted) {
    const last = kept.at(-1);
    if (last === undefined || compare(last, release) !== 0) kept.push(release);
    else if (release.isBreaking && !last.isBreaking) kept[kept.length - 1] = release;
  }
  return kept;
}

/** A release whose major version is above that of the one before it breaks something, whether or not it says so. */
function withMajorSteps(base: string, ascending: readonly Release[], ecosystem: Ecosystem): readonly Release[] {
  let before = base;
  return ascending.map((release) => {
    const isStep = isMajorStep(before, release.version, ecosystem);
    before = release.version;
    return isStep && !release.isBreaking ? { ...release, isBreaking: true } : release;
  });
}

function isMajorStep(from: string, to: string, ecosystem: Ecosystem): boolean {
  const [before, after] = [majorOf(from), majorOf(to)];
  return after > before && !isYear(after, ecosystem);
}

function majorOf(version: string): number {
  return Number(/^v?(?:\d{1,4}!)?(\d{1,9})/i.exec(version)?.[1] ?? 0);
}

/** A version that begins with its year says nothing of what it breaks. Python's packages write the year in two digits, too. */
function isYear(major: number, ecosystem: Ecosystem): boolean {
  return major >= 1990 || (ecosystem === 'pypi' && major >= 16 && major <= 99);
}

/** Without what tells builds of one version apart, and without the zero of a month (`2026.05`), which semver does not know. */
function publicVersion(version: string): string {
  const plus = version.indexOf('+');
  return (plus === -1 ? version : version.slice(0, plus)).replace(/(?<=^v?|\.)0+(?=\d)/gi, '');
}

/** The version that a tag begins with (`3.13-slim`, `v4.1.0`), undefined for one like `latest` or a commit. */
function taggedVersion(tag: string): string | undefined {
  return /^v?(\d{1,9}(?:\.\d{1,9}){0,3})(?=$|[-_+])/i.exec(tag.trim())?.[1];
}

/** Whether a shortened tag already stands for that release. */
function isMovedTo(base: string, version: string, ecosystem: Ecosystem): boolean {
  return floating.has(ecosystem) && base.split('.').length < 3 && `${version}.`.startsWith(`${base}.`);
}

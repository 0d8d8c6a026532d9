// An issue of a source of releases → the releases that it is about: one, or one for each version that heads a section. What a
// release is compared with is not known here (`behind.ts`), nor which package is asked about (`packageReleases.ts`).

import { findDate } from '../../digest/dates.js';
import type { Body, Issue, Section } from '../../digest/model.js';
import type { Ecosystem } from '../stack/stackModel.js';
import { saysBreaking } from './breaking.js';
import { noteLines, type NoteLine } from './noteLines.js';
import { isPrereleaseVersion } from './prerelease.js';
import { tagOfPage } from './releasePage.js';
import type { ReleaseSource } from './releaseSource.js';
import { type NamedVersion, readTag, readTitle } from './versionText.js';

export interface Release {
  /** As it is written, without a leading `v`. */
  readonly version: string;
  readonly isPrerelease: boolean;
  /** In the forms of the model. */
  readonly published?: string;
  /** Its notes say that something breaks. */
  readonly isBreaking: boolean;
  /** The issue that tells of it. */
  readonly key: string;
  /** The section of the issue, where it tells of several. */
  readonly anchor?: string;
  readonly title: string;
  readonly url?: string;
  /** The package or product that its tag or title names, as written; absent when that names none. */
  readonly name?: string;
  /** The name is a package's: a tag or a registry says it. */
  readonly isPackage?: true;
  /** The registry that it is for, where its tag or its source says so. */
  readonly ecosystem?: Ecosystem;
}

/** What is read of an issue; `key` as the library knows it. */
export type ReleaseIssue = Pick<Issue, 'title' | 'url' | 'published' | 'tldr' | 'intro' | 'sections' | 'takeaways'> & {
  readonly key: string;
};

/** A changelog of more versions goes back further than anybody is behind. */
const mostReleases = 500;

/** The releases that an issue of `source` tells of, in the order of the text; none when it names no version. */
export function releasesOf(issue: ReleaseIssue, source: ReleaseSource): readonly Release[] {
  const named = versionOf(issue);
  if (named === undefined) return sectionReleases(issue, source);
  return isWithdrawn(issue.title) ? [] : [toRelease(issue, named, source, linesOf(issue))];
}

/** The tag says it for certain; a title that is no more than a version takes from it the mark of a language. */
function versionOf({ title, url }: ReleaseIssue): NamedVersion | undefined {
  const tag = url === undefined ? undefined : tagOfPage(url);
  const byTag = tag === undefined ? undefined : readTag(tag);
  const byTitle = readTitle(title);
  if (byTag === undefined) return byTitle;
  // A program whose tags say what it is written in: its releases are for everybody.
  const isForAll =
    byTag.ecosystem !== undefined && byTitle?.version === byTag.version && byTitle.name === undefined && byTitle.ecosystem === undefined;
  return isForAll ? byTitle : byTag;
}

/** A page with a heading for each version: what follows until the next one belongs to it. */
function sectionReleases(issue: ReleaseIssue, source: ReleaseSource): readonly Release[] {
  const releases: Release[] = [];
  let begun: { readonly section: Section; readonly named: NamedVersion; readonly lines: NoteLine[] } | undefined;
  const end = (): void => {
    if (begun === undefined || isWithdrawn(begun.section.title)) return;
    const { section, named, lines } = begun;
    const published = findDate(section.title);
    const { published: _published, ...part } = issue;
    const whole = { ...part, title: section.title, ...(published === undefined ? {} : { published }) };
    releases.push({ ...toRelease(whole, named, source, lines), anchor: section.id });
  };
  for (const section of issue.sections) {
    const named = readTitle(section.title);
    if (named !== undefined) {
      end();
      if (releases.length >= mostReleases) return releases;
      begun = { section, named, lines: linesOfSection(section).slice(1) };
    } else begun?.lines.push(...linesOfSection(section));
  }
  end();
  return releases;
}

function toRelease(issue: ReleaseIssue, named: NamedVersion, source: ReleaseSource, lines: readonly NoteLine[]): Release {
  const { key, title, url, published } = issue;
  const ecosystem = source.package?.ecosystem ?? named.ecosystem;
  // A registry's feed is about its package, whatever its titles are like.
  const name = source.package?.name ?? named.name;
  return {
    version: named.version,
    isPrerelease: isPrereleaseVersion(named.version, ecosystem) || isCalledPrerelease(title),
    ...(published === undefined ? {} : { published }),
    isBreaking: saysBreaking(lines),
    key,
    title,
    ...(url === undefined ? {} : { url }),
    ...(name === undefined ? {} : { name }),
    ...((source.package ?? named.isPackage) ? { isPackage: true } : {}),
    ...(ecosystem === undefined ? {} : { ecosystem }),
  };
}

/** `4.0 Beta 2`, `v2.0.0 (pre-release)`: the version does not say it. */
function isCalledPrerelease(title: string): boolean {
  return /\d[\])}]?[ ,:–—-]+[([]?(?:alpha|beta|rc|preview|pre-?release|release candidate|canary|nightly)\b/i.test(title.slice(0, 300));
}

/** Named, but not to be had: not yet, or no more. */
function isWithdrawn(title: string): boolean {
  return /\b(?:yanked|unreleased|withdrawn)\b/i.test(title.slice(0, 300));
}

function linesOf({ tldr, intro, sections, takeaways }: ReleaseIssue): readonly NoteLine[] {
  return [
    ...(tldr === undefined ? [] : noteLines(markdown(tldr))),
    ...(intro === undefined ? [] : noteLines(intro)),
    ...sections.flatMap(linesOfSection),
    ...takeaways.flatMap(itemLines),
  ];
}

/** The heading, then what stands under it. */
function linesOfSection({ title, tldr, body, takeaways }: Section): readonly NoteLine[] {
  return [
    { kind: 'heading', text: title },
    ...(tldr === undefined ? [] : noteLines(markdown(tldr))),
    ...noteLines(body),
    ...takeaways.flatMap(itemLines),
  ];
}

function itemLines(takeaway: string): readonly NoteLine[] {
  return noteLines(markdown(takeaway)).map(({ text }) => ({ kind: 'item', text }));
}

function markdown(text: string): Body {
  return { format: 'markdown', text };
}

// How far what the workspace has installed is behind the releases that its sources tell of.

import { readIssue } from '../../library/content.js';
import type { LibraryDatabase } from '../../library/database.js';
import { newestOfSource } from '../../library/topics/topicLists.js';
import type { Behind } from '../../protocol/topics.js';
import { behind } from '../../relevance/releases/behind.js';
import { packageReleases } from '../../relevance/releases/packageReleases.js';
import { type Release, releasesOf } from '../../relevance/releases/release.js';
import { type ReleaseSource, releaseSource } from '../../relevance/releases/releaseSource.js';
import type { StackEntry } from '../../relevance/stack/stackModel.js';
import type { Topic } from '../../relevance/topics/topic.js';
import type { SourceAddress } from '../live/sourceSet.js';

/** Issues of a source that are read for releases: a feed has some tens, and nobody counts further. */
const mostIssues = 200;

interface RadarSource {
  readonly id: string;
  readonly tells: ReleaseSource;
}

interface KnownReleases {
  /** Another one when the source's issues have become others. */
  readonly stamp: string;
  readonly releases: readonly Release[];
}

export class ReleaseRadar {
  readonly #addresses: () => readonly SourceAddress[];
  /** By id of source: their texts are read once. */
  readonly #known = new Map<string, KnownReleases>();

  constructor(addresses: () => readonly SourceAddress[]) {
    this.#addresses = addresses;
  }

  /** Undefined where no source tells of the package's releases, where its installed version is not known, and when it is the newest. */
  behind(database: LibraryDatabase, topic: Topic, { ecosystem, name, installed }: StackEntry): Behind | undefined {
    if (installed === undefined || ecosystem === 'model') return undefined;
    const repository = repositoryOf(topic, ecosystem, name);
    const otherNames = [
      topic.name,
      ...(topic.aliases ?? []),
      ...(repository === undefined ? [] : [repository.slice(repository.lastIndexOf('/') + 1)]),
    ];
    const releases = this.#sources()
      .filter(({ tells }) => concerns(tells, repository, ecosystem, name))
      .flatMap(({ id, tells }) => packageReleases(this.#releasesOf(database, id, tells), { ecosystem, name, otherNames }));
    const found = behind(installed, releases, ecosystem);
    if (!found) return undefined;
    const { newest } = found;
    return {
      releases: found.releases,
      breaking: found.breaking,
      newest: newest.version,
      key: newest.key,
      ...(newest.anchor === undefined ? {} : { anchor: newest.anchor }),
    };
  }

  #sources(): readonly RadarSource[] {
    return this.#addresses().flatMap(({ id, address }) => {
      const tells = releaseSource(address);
      return tells ? [{ id, tells }] : [];
    });
  }

  #releasesOf(database: LibraryDatabase, source: string, tells: ReleaseSource): readonly Release[] {
    const { keys, stamp } = newestOfSource(database, source, mostIssues);
    const known = this.#known.get(source);
    if (known?.stamp === stamp) return known.releases;
    const releases = keys.flatMap((key) => {
      const issue = readIssue(database, key);
      return issue ? releasesOf({ ...issue, key }, tells) : [];
    });
    this.#known.set(source, { stamp, releases });
    return releases;
  }
}

/** `owner/name` on GitHub, in lower case; a Go module and an action say it by their names. */
function repositoryOf({ repository }: Topic, ecosystem: StackEntry['ecosystem'], name: string): string | undefined {
  if (repository !== undefined) return repository.toLowerCase();
  const path =
    ecosystem === 'go' && name.startsWith('github.com/') ? name.slice('github.com/'.length) : ecosystem === 'action' ? name : undefined;
  return path?.split('/').slice(0, 2).join('/').toLowerCase();
}

function concerns(tells: ReleaseSource, repository: string | undefined, ecosystem: StackEntry['ecosystem'], name: string): boolean {
  if (tells.package) return tells.package.ecosystem === ecosystem && tells.package.name.toLowerCase() === name.toLowerCase();
  const isGitHub = tells.host === 'github.com' || tells.host === 'raw.githubusercontent.com';
  return isGitHub && tells.repository !== undefined && tells.repository.toLowerCase() === repository;
}

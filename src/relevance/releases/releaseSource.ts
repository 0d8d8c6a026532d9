// Whether a source's entries are releases, as far as its address tells, and of what. Nothing is requested, and the address of
// a page that is about one release is none of a source.

import type { Ecosystem } from '../stack/stackModel.js';
import { addressParts } from './addressParts.js';

/** What a source of releases tells by its address. */
export interface ReleaseSource {
  /** Lower case, without `www.`: a changelog that names nothing else is known by it. */
  readonly host: string;
  /** `owner/name` at that host, with all the groups of GitLab. */
  readonly repository?: string;
  /** A registry's feed is about one package. */
  readonly package?: { readonly ecosystem: Ecosystem; readonly name: string };
}

type Names = Omit<ReleaseSource, 'host'>;

/** Where `owner/name/releases` without an ending is a page of releases; elsewhere it may be anything. */
const forges: ReadonlySet<string> = new Set(['github.com', 'codeberg.org', 'gitea.com', 'bitbucket.org']);
const forgeFeeds: ReadonlySet<string> = new Set(['releases.atom', 'releases.rss', 'tags.atom', 'tags.rss']);
const forgePages: ReadonlySet<string> = new Set(['releases', 'tags']);

/** Names of pages that have a heading or an entry for each version. */
const changelogNames: ReadonlySet<string> = new Set(
  'changelog changelogs change-log change_log release-notes release_notes releasenotes releases whats-new whatsnew version-history'.split(
    ' ',
  ),
);
/** Names that mean it of a document only: a folder that is called so may be anything. */
const documentNames: ReadonlySet<string> = new Set(['changes', 'history']);
const documentEndings: ReadonlySet<string> = new Set(['md', 'markdown', 'rst', 'txt', 'html']);
const endings: ReadonlySet<string> = new Set([...documentEndings, 'htm', 'mdx', 'xml', 'rss', 'atom', 'json']);

/** Platforms of libraries.io, which has a feed of versions for each package. */
const platforms: ReadonlyMap<string, Ecosystem> = new Map([
  ['npm', 'npm'],
  ['pypi', 'pypi'],
  ['cargo', 'cargo'],
  ['go', 'go'],
]);

/** What the address tells of a source whose entries are releases; undefined when they are none by their address. */
export function releaseSource(address: string): ReleaseSource | undefined {
  const parts = addressParts(address);
  if (parts === undefined) return undefined;
  const { host, path } = parts;
  const names = inRegistry(host, path) ?? inForge(host, path) ?? inGitLab(path) ?? inChangelog(host, path);
  return names && { host, ...names };
}

function inRegistry(host: string, path: readonly string[]): Names | undefined {
  const [first, second, third, fourth] = path;
  if (host === 'pypi.org') {
    if (first === 'rss' && second === 'project' && fourth === 'releases.xml') return ofPackage('pypi', third);
    return first === 'project' && path.length === 2 ? ofPackage('pypi', second) : undefined;
  }
  if (host === 'static.crates.io') {
    const isCrate = first === 'rss' && second === 'crates' && path.length === 3 && third?.endsWith('.xml') === true;
    return isCrate ? ofPackage('cargo', third.slice(0, -'.xml'.length)) : undefined;
  }
  if (host === 'crates.io') {
    const isList = first === 'crates' && (path.length === 2 || (path.length === 3 && third === 'versions'));
    return isList ? ofPackage('cargo', second) : undefined;
  }
  if (host === 'npmjs.com') {
    const isScoped = second?.startsWith('@') === true;
    const isPage = first === 'package' && path.length === (isScoped ? 3 : 2);
    return isPage ? ofPackage('npm', isScoped ? `${second}/${third}` : second) : undefined;
  }
  if (host !== 'libraries.io' || path.at(-1) !== 'versions.atom' || first === undefined) return undefined;
  return ofPackage(platforms.get(first.toLowerCase()), path.slice(1, -1).join('/'));
}

/** PyPI's names in PEP 503's form, as a stack has them. */
function ofPackage(ecosystem: Ecosystem | undefined, name: string | undefined): Names | undefined {
  if (ecosystem === undefined || name === undefined || name === '') return undefined;
  return { package: { ecosystem, name: ecosystem === 'pypi' ? name.toLowerCase().replace(/[-_.]+/g, '-') : name } };
}

/** GitHub, and every Forgejo and Gitea: their feeds are called alike wherever they stand. */
function inForge(host: string, path: readonly string[]): Names | undefined {
  const [owner, name, page] = path;
  if (owner === undefined || name === undefined || page === undefined) return undefined;
  const repository = `${owner}/${name}`;
  if (host === 'raw.githubusercontent.com') return isChangelog(path.at(-1)) ? { repository } : undefined;
  if (path.length === 3 && (forgeFeeds.has(page) || (forges.has(host) && forgePages.has(page)))) return { repository };
  const isFile = page === 'blob' || page === 'raw' || page === 'src';
  return forges.has(host) && isFile && isChangelog(path.at(-1)) ? { repository } : undefined;
}

/** GitLab parts a project, which may stand in groups of groups, from its pages by a dash. */
function inGitLab(path: readonly string[]): Names | undefined {
  const dash = path.indexOf('-');
  if (dash < 2) return undefined;
  const repository = path.slice(0, dash).join('/');
  const [page = '', ...rest] = path.slice(dash + 1);
  if (rest.length === 0) return forgePages.has(page) || forgeFeeds.has(page) ? { repository } : undefined;
  return (page === 'blob' || page === 'raw') && isChangelog(rest.at(-1)) ? { repository } : undefined;
}

/** A page or feed of changes anywhere else. In a forge the words name repositories and owners. */
function inChangelog(host: string, path: readonly string[]): Names | undefined {
  if (forges.has(host) || host === 'raw.githubusercontent.com' || path.includes('-')) return undefined;
  const labels = host.split('.');
  const isOfHost = labels.length > 2 && changelogNames.has(labels[0] ?? '');
  return isOfHost || path.some((part, index) => isChangelog(part, index === path.length - 1)) ? {} : undefined;
}

function isChangelog(part: string | undefined, isDocument = true): boolean {
  if (part === undefined) return false;
  const name = part.toLowerCase();
  const dot = name.lastIndexOf('.');
  const ending = name.slice(dot + 1);
  const hasEnding = isDocument && dot > 0 && endings.has(ending);
  const bare = hasEnding ? name.slice(0, dot) : name;
  return changelogNames.has(bare) || (hasEnding && documentEndings.has(ending) && documentNames.has(bare));
}

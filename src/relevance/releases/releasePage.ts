// The page of one release: the tag or version that its address names.

import { addressParts } from './addressParts.js';

/** The tag; of a registry's page the version. Undefined when the address is no release's page. */
export function tagOfPage(address: string): string | undefined {
  const parts = addressParts(address);
  return parts && (tagInForge(parts.path) ?? versionInRegistry(parts.host, parts.path));
}

/** `/owner/name/releases/tag/v1`, `/owner/name/src/tag/v1`, `/group/name/-/releases/v1`, `/group/name/-/tags/v1`. A tag may hold slashes. */
function tagInForge(path: readonly string[]): string | undefined {
  const dash = path.indexOf('-');
  const page = dash < 2 ? path.slice(2) : path.slice(dash + 1);
  const [first, second] = page;
  const isTag = dash < 2 && second === 'tag' && (first === 'releases' || first === 'src');
  const isGitLab = dash >= 2 && (first === 'releases' || first === 'tags');
  return isTag ? joined(page.slice(2)) : isGitLab ? joined(page.slice(1)) : undefined;
}

function versionInRegistry(host: string, path: readonly string[]): string | undefined {
  const [first, ...rest] = path;
  const version = path.at(-1);
  if (host === 'pypi.org') return first === 'project' && rest.length === 2 ? version : undefined;
  if (host === 'crates.io') return first === 'crates' && rest.length === 2 ? version : undefined;
  if (host === 'npmjs.com') return first === 'package' && rest.length > 2 && path.at(-2) === 'v' ? version : undefined;
  return host === 'libraries.io' && rest.length >= 2 ? version : undefined;
}

function joined(path: readonly string[]): string | undefined {
  return path.length === 0 ? undefined : path.join('/');
}

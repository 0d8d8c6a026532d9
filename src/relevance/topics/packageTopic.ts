// Topics of what the catalogue does not have: packages of the workspace, tags of issues, and the person's own.

import { fold } from '../../query/fold.js';
import { ecosystems, type Ecosystem } from '../stack/stackModel.js';
import type { Topic } from './topic.js';

/** How a text says that it speaks of a package, where its name alone could be any word. */
const speaksOfPackages: Readonly<Record<Ecosystem, readonly string[]>> = {
  npm: ['npm install', 'npm package', 'npm i', 'pnpm add', 'yarn add', 'on npm', 'npmjs'],
  pypi: ['pip install', 'uv add', 'poetry add', 'PyPI', 'Python package', 'Python library'],
  cargo: ['cargo add', 'crate', 'crates.io', 'Rust library'],
  go: ['go get', 'Go module', 'Go package', 'Go library'],
  docker: ['docker pull', 'Docker image', 'container image', 'Docker Hub'],
  action: ['GitHub Action', 'GitHub Actions', 'workflow'],
  mcp: ['MCP server', 'MCP'],
  model: ['model'],
};

/** A package that is known by its name only. A name that could be a word counts where the text speaks of packages. */
export function toPackageTopic(ecosystem: Ecosystem, name: string): Topic {
  const spelling = ecosystem === 'go' ? goName(name) : name;
  const isDistinct = /[a-z\d][-_/.@][a-z\d]/i.test(spelling);
  return {
    id: packageId(ecosystem, name),
    name: spelling,
    kind: 'package',
    versions: true,
    packages: { [ecosystem]: [name] },
    ...(isDistinct ? {} : { ambiguous: [{ text: spelling, case: true, near: speaksOfPackages[ecosystem] }] }),
  };
}

export function packageId(ecosystem: Ecosystem, name: string): string {
  return `${ecosystem}:${name}`;
}

/** What a package id names; undefined for ids of other topics. */
export function packageOf(id: string): { readonly ecosystem: Ecosystem; readonly name: string } | undefined {
  const colon = id.indexOf(':');
  const ecosystem = ecosystems.find((each) => each === id.slice(0, colon));
  return ecosystem && { ecosystem, name: id.slice(colon + 1) };
}

/** `github.com/owner/name/v2` → `owner/name`: texts speak of repositories without their host. */
function goName(path: string): string {
  const [host = '', ...rest] = path.replace(/\/v\d+$/, '').split('/');
  return /^(?:github|gitlab|codeberg|bitbucket)\./.test(host) && rest.length >= 2 ? rest.slice(0, 2).join('/') : path;
}

/** A topic that the person has named. */
export function toOwnTopic(name: string, aliases: readonly string[]): Topic {
  return { id: `own:${slug(name)}`, name, kind: 'own', versions: true, ...(aliases.length === 0 ? {} : { aliases }) };
}

/** A tag of an issue. Only the tag itself names it: words of a text that read alike do not. */
export function toTagTopic(tag: string): Topic {
  return { id: `tag:${slug(tag)}`, name: tag, kind: 'tag' };
}

function slug(name: string): string {
  return fold(name)
    .replace(/[^\p{L}\p{N}+#]+/gu, '-')
    .replace(/^-|-$/g, '');
}

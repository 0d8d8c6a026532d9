// Which of a source's releases are a package's: a repository may hold many packages, and a changelog may speak of others' versions.

import type { Ecosystem } from '../stack/stackModel.js';
import type { Release } from './release.js';

/** The package that is asked about. */
export interface WantedPackage {
  readonly ecosystem: Ecosystem;
  /** As its ecosystem names it. */
  readonly name: string;
  /** What else its releases may be called: names of its topic and of its repository (`vLLM`, `langchain`). */
  readonly otherNames: readonly string[];
}

/**
 * Of the releases of one source those that are the package's: the ones that name it, where any does; else the ones that name
 * nothing, and, unless names tell packages of one repository apart, the ones that go by another name of it.
 */
export function packageReleases(releases: readonly Release[], wanted: WantedPackage): readonly Release[] {
  // A server of MCP is named without its registry.
  const ofRegistry = releases.filter(
    ({ ecosystem }) => ecosystem === undefined || ecosystem === wanted.ecosystem || wanted.ecosystem === 'mcp',
  );
  const named = ofRegistry.filter(({ name }) => isNamedAs(name, wanted));
  if (named.length > 0) return named;
  if (isBelowRoot(wanted)) return [];
  const others = new Set(wanted.otherNames.map(toComparable));
  const isOther = ({ name }: Release): boolean => name !== undefined && others.has(toComparable(name));
  const isShared = releases.some((release) => release.isPackage === true && !isOther(release));
  return ofRegistry.filter((release) => release.name === undefined || (!isShared && isOther(release)));
}

/** `sdk-v0.65.0` is `@anthropic-ai/sdk`; a name with a scope is meant with it. */
function isNamedAs(given: string | undefined, { ecosystem, name }: WantedPackage): boolean {
  if (given === undefined) return false;
  const plain = plainName(ecosystem, given);
  const wanted = plainName(ecosystem, name);
  if (plain === wanted) return true;
  // The tag of a Go module is its folder in the repository.
  if (ecosystem === 'go') return wanted.replace(/\/v\d+$/, '').endsWith(`/${plain}`);
  return !plain.includes('/') && wanted.includes('/') && wanted.endsWith(`/${plain}`);
}

function plainName(ecosystem: Ecosystem, name: string): string {
  const lower = name.toLowerCase();
  return ecosystem === 'pypi' || ecosystem === 'cargo' ? lower.replace(/[-_.]+/g, '-') : lower;
}

/** A Go module below its repository's root: its releases always name its folder. */
function isBelowRoot({ ecosystem, name }: WantedPackage): boolean {
  return ecosystem === 'go' && /^github\.com\/[^/]+\/[^/]+\/(?!v\d+$)/.test(name);
}

/** Names by their letters and digits: `Llama.cpp`, `llama-cpp`. */
function toComparable(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}+#]+/gu, '');
}

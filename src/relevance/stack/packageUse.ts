// How uses are written down: each name in the form in which its ecosystem compares names.

import type { Ecosystem, FileContents, LockedPackage, PackageUse, Span, Use } from './stackModel.js';

/** Names that are equal in this form name the same thing in their ecosystem. */
export function comparedName(ecosystem: Ecosystem, name: string): string {
  switch (ecosystem) {
    case 'pypi':
      return name.toLowerCase().replace(/[-_.]+/g, '-');
    case 'cargo':
      // crates.io takes no two crates that differ in these only; code always writes the underscore.
      return name.toLowerCase().replaceAll('_', '-');
    case 'docker':
    case 'action':
    case 'mcp':
    case 'model':
      return name.toLowerCase();
    case 'npm':
    case 'go':
      return name;
  }
}

export interface NamedPackage {
  readonly ecosystem: Ecosystem;
  readonly name: string;
  readonly use: Use;
  readonly range?: string | undefined;
  readonly span: Span;
}

/** Nobody reads a longer one, and to understand it may take long. */
const longestRange = 200;

export function packageUse({ ecosystem, name, use, range, span }: NamedPackage): PackageUse {
  const asked = range === undefined || range.length > longestRange ? {} : { range };
  return { ecosystem, name: comparedName(ecosystem, name), use, ...asked, span };
}

export function locked(ecosystem: Ecosystem, name: string, version: string): LockedPackage {
  return { ecosystem, name: comparedName(ecosystem, name), version };
}

/** What a manifest says of the package that it describes, for its contents. */
export function describing(ecosystem: Ecosystem, name: string | undefined): Pick<Extract<FileContents, { ok: true }>, 'own'> {
  return name === undefined || name === '' ? {} : { own: { ecosystem, name: comparedName(ecosystem, name) } };
}

/** What a manifest says that locks nothing. */
export function onlyUses(uses: readonly PackageUse[]): FileContents {
  return { ok: true, uses, locked: [] };
}

/** What a lock file says. */
export function onlyLocked(packages: readonly LockedPackage[]): FileContents {
  return { ok: true, uses: [], locked: packages };
}

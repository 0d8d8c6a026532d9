// What may stand behind a package's name where npm and its kin write a dependency.

export interface NpmSpec {
  /** Of the package that is meant, where it is installed under another name. */
  readonly name?: string;
  /** Absent for any version, and for what comes from somewhere else than the registry. */
  readonly range?: string;
}

const ownPlaces = ['workspace:', 'file:', 'link:', 'portal:'];

/** Reads `^18.2.0`, `npm:react@^18`, `github:owner/name`, …; undefined for a package that lies in the workspace. */
export function readNpmSpec(spec: string): NpmSpec | undefined {
  const written = spec.trim();
  if (ownPlaces.some((place) => written.startsWith(place))) return undefined;
  if (written.startsWith('npm:')) return readAlias(written.slice('npm:'.length));
  return rangeOf(written);
}

/** `react@^18.2.0`, `@scope/name`: the name and, behind the second `@`, the range. */
export function splitDescriptor(descriptor: string): { readonly name: string; readonly spec: string | undefined } {
  const mark = descriptor.indexOf('@', 1);
  if (mark < 0) return { name: descriptor, spec: undefined };
  return { name: descriptor.slice(0, mark), spec: descriptor.slice(mark + 1) };
}

/** Whether a registry would take it. */
export function isNpmName(name: string): boolean {
  return name.length <= 214 && /^(?:@[\w.~-]+\/)?[\w.~-]+$/.test(name) && !/^[._]/.test(name);
}

/** `npm:` is followed by a name and a range, or (in Yarn) by a range or a tag alone. */
function readAlias(written: string): NpmSpec {
  const { name, spec } = splitDescriptor(written);
  if (spec === undefined && !name.startsWith('@')) return rangeOf(written);
  return isNpmName(name) ? { name, ...rangeOf(spec ?? '') } : {};
}

function rangeOf(written: string): NpmSpec {
  const isAny = written === '' || written === '*' || written.toLowerCase() === 'x';
  // A colon or a slash: an address, a repository, a catalogue of pnpm.
  return isAny || /[:/]/.test(written) ? {} : { range: written };
}

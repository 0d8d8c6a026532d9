// Glob patterns as VS Code's search takes them.

/** The same patterns without braces inside braces, which not every search engine under VS Code understands. */
export function flatGlobs(globs: readonly string[]): readonly string[] {
  return globs.flatMap((glob) => {
    const [, before = '', choices, after = ''] = /^([^{]*)\{([^{}]*)\}(.*)$/.exec(glob) ?? [];
    return choices === undefined ? [glob] : flatGlobs(choices.split(',').map((choice) => before + choice + after));
  });
}

/** One pattern for any of them; undefined for none. */
export function anyOf(globs: readonly string[]): string | undefined {
  const flat = flatGlobs(globs);
  return flat.length > 1 ? `{${flat.join(',')}}` : flat[0];
}

/** What is not searched: folders of what others wrote, and what the person has excluded (`search.exclude`: pattern → whether). */
export function excludedGlobs(foreignFolders: readonly string[], excludes: unknown): readonly string[] {
  const own = typeof excludes === 'object' && excludes !== null ? Object.entries(excludes) : [];
  // A pattern with a condition (`when`) is about single files beside others; it is left alone.
  return [...foreignFolders.map((name) => `**/${name}/**`), ...own.flatMap(([glob, isOn]) => (isOn === true ? insideOf(glob) : []))];
}

/** `out` excludes a folder with all that is in it. */
function insideOf(glob: string): readonly string[] {
  return glob.endsWith('/**') ? [glob] : [glob, `${glob}/**`];
}

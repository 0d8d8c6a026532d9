// The languages of code blocks by the names that fences give them, with what a reader is told. Data only.

/** What is shown, then the names that mean it. */
const languages: readonly (readonly [shown: string, ...names: string[]])[] = [
  ['Bash', 'bash'],
  ['C', 'c', 'h'],
  ['C#', 'csharp', 'cs', 'c#'],
  ['C++', 'cpp', 'c++', 'cc', 'hpp', 'cxx'],
  ['CSS', 'css'],
  ['Diff', 'diff', 'patch'],
  ['Dockerfile', 'dockerfile', 'docker'],
  ['Go', 'go', 'golang'],
  ['GraphQL', 'graphql', 'gql'],
  ['HTML', 'html', 'xhtml'],
  ['INI', 'ini', 'properties', 'cfg'],
  ['Java', 'java'],
  ['JavaScript', 'javascript', 'js', 'mjs', 'cjs'],
  ['JSON', 'json', 'jsonc', 'json5', 'jsonl'],
  ['JSX', 'jsx'],
  ['Kotlin', 'kotlin', 'kt', 'kts'],
  ['Lua', 'lua'],
  ['Makefile', 'makefile', 'make', 'mk'],
  ['Markdown', 'markdown', 'md', 'mdx'],
  ['Objective-C', 'objectivec', 'objc', 'objective-c'],
  ['Perl', 'perl', 'pl'],
  ['PHP', 'php'],
  ['PowerShell', 'powershell', 'ps1', 'pwsh'],
  ['Python', 'python', 'py', 'python3'],
  ['R', 'r'],
  ['Ruby', 'ruby', 'rb'],
  ['Rust', 'rust', 'rs'],
  ['SCSS', 'scss'],
  ['Shell', 'sh', 'shell', 'zsh'],
  ['SQL', 'sql', 'sqlite', 'postgresql'],
  ['Swift', 'swift'],
  ['Terminal', 'console', 'terminal', 'shell-session', 'shellsession'],
  ['TOML', 'toml'],
  ['TSX', 'tsx'],
  ['TypeScript', 'typescript', 'ts', 'mts', 'cts'],
  ['XML', 'xml', 'svg', 'rss', 'atom', 'plist'],
  ['YAML', 'yaml', 'yml'],
];

const shownNames = new Map(languages.flatMap(([shown, ...names]) => names.map((name) => [name, shown] as const)));

/** Names by which an author says that a block is in no language. */
const none: ReadonlySet<string> = new Set(['text', 'txt', 'plain', 'plaintext', 'plain-text', 'none', 'nohighlight', 'output']);

/** The language of a block by the classes of its markup, in lower case; undefined when none is named. */
export function languageOf(markup: string): string | undefined {
  const name = /(?:^|[ "])language-([\w+#.-]{1,40})/.exec(markup)?.[1]?.toLowerCase();
  return name === undefined || none.has(name) ? undefined : name;
}

/** What a language is called where people read it. */
export function shownLanguage(name: string): string {
  return shownNames.get(name) ?? name;
}

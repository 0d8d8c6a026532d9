// As much of `vscode` as the reading of a workspace needs: folders with files in memory, a search, watchers. A file system may be
// one without a search, as some virtual ones are.
// Use: vi.mock('vscode', () => import('./fakeWorkspace.js'));

import { EventEmitter } from '../fakeVscode.js';

export { EventEmitter };

export class Uri {
  readonly scheme: string;
  readonly authority = '';
  readonly path: string;
  constructor(scheme: string, path: string) {
    this.scheme = scheme;
    this.path = path;
  }
  static joinPath(base: Uri, name: string): Uri {
    return new Uri(base.scheme, `${base.path.replace(/\/$/, '')}/${name}`);
  }
}

export const FileType = { File: 1, Directory: 2 };

export class CancellationTokenSource {
  readonly token = { isCancellationRequested: false };
  cancel(): void {
    this.token.isCancellationRequested = true;
  }
  dispose(): void {
    // Nothing is held.
  }
}

/** What is in the workspace, and what has been done with it. */
export const world = {
  /** `scheme:/path` → text. */
  files: new Map<string, string>(),
  folders: [] as { readonly uri: Uri; readonly name: string; readonly index: number }[],
  settings: new Map<string, unknown>(),
  /** Paths in the order in which they were read. */
  read: [] as string[],
  searches: [] as { readonly include: string; readonly exclude: string }[],
};

const onFolders = new EventEmitter<void>();
const onSettings = new EventEmitter<{ affectsConfiguration(name: string): boolean }>();
const watchers = new Set<{
  created: EventEmitter<Uri>;
  changed: EventEmitter<Uri>;
  deleted: EventEmitter<Uri>;
  isOf(path: string): boolean;
}>();

export function openFolders(...folders: readonly string[]): void {
  world.folders = folders.map((folder, index) => {
    const [scheme = '', path = ''] = folder.split(/:(.*)/s);
    return { uri: new Uri(scheme, path), name: path.slice(path.lastIndexOf('/') + 1), index };
  });
  onFolders.fire();
}

export function set(name: string, value: unknown): void {
  world.settings.set(name, value);
  onSettings.fire({ affectsConfiguration: (asked) => asked.endsWith(name) });
}

export function write(path: string, text: string): void {
  const isNew = !world.files.has(path);
  world.files.set(path, text);
  tell(path, isNew ? 'created' : 'changed');
}

/** Makes a folder with a file in it; watchers hear of the folder alone. */
export function writeFolder(folder: string, name: string, text: string): void {
  world.files.set(`${folder}/${name}`, text);
  tell(folder, 'created');
}

/** Removes a file, or a folder with all that is in it; watchers hear of the folder alone. */
export function remove(path: string): void {
  for (const file of world.files.keys()) if (file === path || file.startsWith(`${path}/`)) world.files.delete(file);
  tell(path, 'deleted');
}

function tell(path: string, what: 'created' | 'changed' | 'deleted'): void {
  const uri = toUri(path);
  for (const watcher of watchers) if (watcher.isOf(uri.path)) watcher[what].fire(uri);
}

function toUri(path: string): Uri {
  const [scheme = '', rest = ''] = path.split(/:(.*)/s);
  return new Uri(scheme, rest);
}

function toText({ scheme, path }: Uri): string {
  return `${scheme}:${path}`;
}

/** Whether a path matches `{a,b}` of simple patterns. */
function matches(path: string, pattern: string): boolean {
  if (pattern === '**') return true;
  const globs = /^\{(.*)\}$/.exec(pattern)?.[1]?.split(',') ?? [pattern];
  return globs.some((glob) => {
    const source = glob
      .replaceAll(/[.+^$()|\\]/g, String.raw`\$&`)
      .replaceAll(/\*\*\/|\*\*|\*/g, (star) => (star === '*' ? '[^/]*' : star === '**' ? '.*' : '(?:.*/)?'));
    return new RegExp(`^/?${source}$`).test(path);
  });
}

export const workspace = {
  get workspaceFolders() {
    return world.folders;
  },
  getConfiguration: () => ({ get: (name: string): unknown => world.settings.get(name) }),
  onDidChangeWorkspaceFolders: onFolders.event,
  onDidChangeConfiguration: onSettings.event,
  findFiles: async (include: string, exclude = ''): Promise<readonly Uri[]> => {
    world.searches.push({ include, exclude });
    const searched = new Set(world.folders.filter(({ uri }) => uri.scheme === 'file').map(({ uri }) => uri.path));
    return [...world.files.keys()].map(toUri).filter(({ scheme, path }) => {
      const root = [...searched].find((folder) => path.startsWith(`${folder}/`));
      return (
        scheme === 'file' && root !== undefined && matches(path.slice(root.length), include) && !matches(path.slice(root.length), exclude)
      );
    });
  },
  createFileSystemWatcher: (pattern: string, noCreate?: boolean, noChange?: boolean, noDelete?: boolean) => {
    const [created, changed, deleted] = [new EventEmitter<Uri>(), new EventEmitter<Uri>(), new EventEmitter<Uri>()];
    const silent = new EventEmitter<Uri>();
    const watcher = { created, changed, deleted, isOf: (path: string) => matches(path, pattern) };
    watchers.add(watcher);
    return {
      onDidCreate: (noCreate ? silent : created).event,
      onDidChange: (noChange ? silent : changed).event,
      onDidDelete: (noDelete ? silent : deleted).event,
      dispose: () => watchers.delete(watcher),
    };
  },
  fs: {
    stat: async (uri: Uri) => ({ size: textAt(uri).length }),
    readFile: async (uri: Uri) => {
      const text = textAt(uri);
      world.read.push(uri.path);
      return new TextEncoder().encode(text);
    },
    readDirectory: async (folder: Uri) => {
      const below = [...world.files.keys()].filter((file) => file.startsWith(`${toText(folder)}/`));
      const names = new Map(below.map((file) => [file.slice(toText(folder).length + 1).split('/')[0] ?? '', file]));
      return [...names].map(([name, file]) => [name, file === `${toText(folder)}/${name}` ? FileType.File : FileType.Directory] as const);
    },
  },
};

function textAt(uri: Uri): string {
  const text = world.files.get(toText(uri));
  if (text === undefined) throw new Error('There is no such file.');
  return text;
}

export const l10n = { t: (text: string): string => text };

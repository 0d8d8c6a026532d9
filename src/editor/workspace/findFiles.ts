// Finds the files of the workspace that are worth reading: by VS Code's search, and where there is none (some virtual file
// systems), by walking through the folders.

import * as vscode from 'vscode';
import type { FileKind, StackPatterns } from '../../protocol/stack.js';
import { readSearchExcludes } from '../settings/settings.js';
import { anyOf, excludedGlobs } from './globs.js';

/** The manifests of a very large repository. Beyond, a search takes long and the sum says little about what is worked on. */
const mostManifests = 3_000;

/** Imports of so many sources say what there is to say: what is used is nearly always in a manifest too. */
const mostSources = 4_000;

/** Where there is no search each folder is one request to what may be a server far away. */
const mostFolders = 500;
const deepest = 6;

/** Files that were found: the path by which they are known (`WorkspaceFile.path`) → where they are. */
export type FoundFiles = ReadonlyMap<string, vscode.Uri>;

export interface Found {
  readonly manifests: FoundFiles;
  readonly sources: FoundFiles;
}

/** Tells manifests from sources, and both from anything else: `StackCalls.kindsOf`. */
export type KindsOf = (paths: readonly string[]) => Promise<readonly (FileKind | undefined)[]>;

/** Both kinds of files in all folders of the workspace, as far as there are not too many. */
export async function findFiles(patterns: StackPatterns, kindsOf: KindsOf, token: vscode.CancellationToken): Promise<Found> {
  const [manifests, sources] = await Promise.all([
    search(patterns.manifests, mostManifests, patterns.foreignFolders, token),
    search(patterns.sources, mostSources, patterns.foreignFolders, token),
  ]);
  const found = { manifests: byPath(manifests), sources: byPath(sources) };
  const silent = foldersWithoutSearch([...manifests, ...sources]);
  if (silent.length === 0) return found;
  const walked = [...byPath(await walk(silent, new Set(patterns.foreignFolders), token))];
  const kinds = await kindsOf(walked.map(([path]) => path));
  const ofKind = (kind: FileKind): FoundFiles => new Map([...found[`${kind}s`], ...walked.filter((_, index) => kinds[index] === kind)]);
  return { manifests: ofKind('manifest'), sources: ofKind('source') };
}

/**
 * The path by which a file is known; undefined outside of the workspace. Of two folders with one name the later one is told
 * apart by its number.
 */
export function pathOf(uri: vscode.Uri): string | undefined {
  const folder = folderOf(uri);
  if (!folder) return undefined;
  const folders = vscode.workspace.workspaceFolders ?? [];
  const path = uri.path.slice(withSlash(folder.uri.path).length);
  if (folders.length <= 1) return path;
  const isNamesake = folders.some(({ name, index }) => name === folder.name && index < folder.index);
  return `${folder.name}${isNamesake ? ` (${folder.index + 1})` : ''}/${path}`;
}

/** VS Code's own answer takes a hundred times as long, and thousands of files are asked about at once. */
function folderOf(uri: vscode.Uri): vscode.WorkspaceFolder | undefined {
  const folders = vscode.workspace.workspaceFolders?.filter((one) => isIn(uri, one.uri)) ?? [];
  return folders.sort((a, b) => b.uri.path.length - a.uri.path.length)[0];
}

function isIn({ scheme, authority, path }: vscode.Uri, folder: vscode.Uri): boolean {
  return scheme === folder.scheme && authority === folder.authority && path.startsWith(withSlash(folder.path));
}

function withSlash(path: string): string {
  return path.endsWith('/') ? path : `${path}/`;
}

async function search(
  globs: readonly string[],
  most: number,
  foreignFolders: readonly string[],
  token: vscode.CancellationToken,
): Promise<readonly vscode.Uri[]> {
  const include = anyOf(globs);
  if (include === undefined) return [];
  const exclude = anyOf(excludedGlobs(foreignFolders, readSearchExcludes()));
  // `files.exclude` is heeded beside what is given here.
  return vscode.workspace.findFiles(include, exclude, most, token);
}

function byPath(uris: readonly vscode.Uri[]): FoundFiles {
  return new Map(
    uris.flatMap((uri) => {
      const path = pathOf(uri);
      return path === undefined ? [] : [[path, uri] as const];
    }),
  );
}

/** Folders of file systems for which VS Code may have no search, in which nothing was found. */
function foldersWithoutSearch(found: readonly vscode.Uri[]): readonly vscode.WorkspaceFolder[] {
  const searched = new Set(found.map((uri) => folderOf(uri)?.index));
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.filter(({ uri, index }) => uri.scheme !== 'file' && uri.scheme !== 'vscode-remote' && !searched.has(index));
}

/** All files, the outermost first. */
async function walk(
  roots: readonly vscode.WorkspaceFolder[],
  foreign: ReadonlySet<string>,
  token: vscode.CancellationToken,
): Promise<readonly vscode.Uri[]> {
  const files: vscode.Uri[] = [];
  const folders = roots.map(({ uri }) => ({ uri, depth: 0 }));
  for (let index = 0; index < Math.min(folders.length, mostFolders) && !token.isCancellationRequested; index += 1) {
    const folder = folders[index];
    if (!folder) break;
    for (const [name, type] of await entriesOf(folder.uri)) {
      const uri = vscode.Uri.joinPath(folder.uri, name);
      // Links to folders are not followed: they may lead in circles.
      if (type === vscode.FileType.File) files.push(uri);
      else if (type === vscode.FileType.Directory && folder.depth < deepest && !foreign.has(name)) {
        folders.push({ uri, depth: folder.depth + 1 });
      }
    }
  }
  return files;
}

async function entriesOf(folder: vscode.Uri): Promise<readonly [string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(folder);
  } catch {
    // It has gone meanwhile, or may not be read: there is nothing to be found in it.
    return [];
  }
}

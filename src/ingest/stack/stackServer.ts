// Answers what the host asks about the workspace's files. What a file says is the business of `relevance/stack/`; here it is kept.

import { deserialize, serialize } from 'node:v8';
import type { CallHandlers } from '../../protocol/channel.js';
import type { FileKind, OpenText, StackCalls, StackTrouble, StackWorkerData, WorkspaceFile } from '../../protocol/stack.js';
import { importsIn, languageAt, sourceGlobs } from '../../relevance/stack/imports.js';
import { InstalledVersions } from '../../relevance/stack/installedVersions.js';
import { foreignFolders, manifestAt, manifestKinds } from '../../relevance/stack/manifests.js';
import { ModelIds } from '../../relevance/stack/modelIds.js';
import { folderOf } from '../../relevance/stack/paths.js';
import type { FileContents } from '../../relevance/stack/stackModel.js';
import { workspaceStack, type StackFile } from '../../relevance/stack/workspaceStack.js';

/**
 * Endings of files that may say which model a program asks, with the language in which they do, as VS Code names it. `.env` is
 * left alone: it is there for secrets.
 */
const configurations: ReadonlyMap<string, string> = new Map([
  ['json', 'json'],
  ['jsonc', 'jsonc'],
  ['toml', 'toml'],
  ['yaml', 'yaml'],
  ['yml', 'yaml'],
]);
const configurationGlob = `**/*.{${[...configurations.keys()].join(',')}}`;

export function createStackServer({ modelPrefixes, memory }: StackWorkerData): CallHandlers<StackCalls> {
  const files = new Map<string, StackFile>(memory ? filesOf(memory) : []);
  const models = new ModelIds(modelPrefixes);
  const decoder = new TextDecoder();

  const read = ({ path, languageId, text }: OpenText): FileContents => {
    const manifest = manifestAt(path)?.read(text, path) ?? { ok: true, uses: importsIn(text, languageId), locked: [] };
    // A lock file is about packages alone, and long.
    if (!manifest.ok || manifest.locked.length > 0) return manifest;
    return { ...manifest, uses: [...manifest.uses, ...models.in(text, languageId)] };
  };
  /** Of all files; undefined when they have changed since. */
  let installed: InstalledVersions | undefined;
  const put = ({ path, bytes }: WorkspaceFile): readonly StackTrouble[] => {
    const contents = read({ path, languageId: languageOf(path), text: decoder.decode(bytes) });
    // What was known under the path stays: more likely than not somebody is writing the file just now.
    if (!contents.ok) return [{ path, reason: contents.reason }];
    const { ok: _, ...says } = contents;
    if (says.uses.length + says.locked.length === 0 && says.own === undefined) files.delete(path);
    else files.set(path, { ...says, path });
    return [];
  };
  return {
    patterns: () => ({
      manifests: manifestKinds.flatMap(({ globs }) => globs),
      sources: [...sourceGlobs, configurationGlob],
      foreignFolders,
    }),
    kindsOf: ({ paths }) => paths.map(kindOf),
    put: ({ files: given }) => {
      installed = undefined;
      return given.flatMap(put);
    },
    remove: ({ paths }) => {
      installed = undefined;
      for (const path of paths) files.delete(path);
    },
    stack: () => workspaceStack([...files.values()]),
    usesIn: (text) => {
      const contents = read(text);
      if (!contents.ok) return [];
      installed ??= new InstalledVersions([...files.values()]);
      const versions = installed;
      return contents.uses.map((use) => {
        const version = versions.lowestOf([{ use, folder: folderOf(text.path) }]);
        return version === undefined ? use : { ...use, installed: version };
      });
    },
    memory: () => serialize([...files]),
  };
}

function kindOf(path: string): FileKind | undefined {
  if (manifestAt(path)) return 'manifest';
  return languageOf(path) === '' ? undefined : 'source';
}

function languageOf(path: string): string {
  return languageAt(path) ?? configurations.get(path.slice(path.lastIndexOf('.') + 1)) ?? '';
}

function filesOf(memory: Uint8Array): readonly (readonly [string, StackFile])[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what a worker of this build wrote, a minute or an hour ago
  return deserialize(memory) as readonly (readonly [string, StackFile])[];
}

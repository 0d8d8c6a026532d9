// Workspaces of our own writing in four ecosystems, and how what was read of them is said in a line.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { importsIn, languageAt } from '../../../../src/relevance/stack/imports.js';
import { manifestAt } from '../../../../src/relevance/stack/manifests.js';
import type { FileContents, LockedPackage, PackageUse } from '../../../../src/relevance/stack/stackModel.js';
import type { StackFile } from '../../../../src/relevance/stack/workspaceStack.js';

const workspaces = path.join(import.meta.dirname, '../../../fixtures/workspaces');

/** The text of a file of the fixtures: `python/pyproject.toml`. */
export function fixture(file: string): string {
  return readFileSync(path.join(workspaces, file), 'utf8');
}

/** All files of one workspace, in no order that anything may count on. */
export function filesOf(workspace: string): readonly string[] {
  return readdirSync(path.join(workspaces, workspace), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(workspaces, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

/** What a file of the fixtures says, whatever it is. */
export function stackFile(file: string): readonly StackFile[] {
  const text = fixture(file);
  const contents = manifestAt(file)?.read(text, file);
  if (contents) return contents.ok ? [{ ...contents, path: file }] : [];
  const language = languageAt(file);
  return language === undefined ? [] : [{ path: file, uses: importsIn(text, language), locked: [] }];
}

/** `vllm dependency >=0.9 [vllm]`: the last is what stands in the text at the place that was given. */
export function said(text: string, { ecosystem, name, use, range, span }: PackageUse, short?: PackageUse['ecosystem']): string {
  const line = text.split(/\r\n|\n|\r/)[span.line] ?? '';
  const shownName = ecosystem === short ? name : `${ecosystem}:${name}`;
  return [shownName, use, ...(range === undefined ? [] : [range]), `[${line.slice(span.start, span.end)}]`].join(' ');
}

function saidLocked({ name, version, range, of }: LockedPackage): string {
  return `${name} ${version}${range === undefined ? '' : ` for ${range}`}${of === undefined ? '' : ` in ${of}`}`;
}

/** What a manifest's contents are, in lines; the reason for what cannot be read. */
export function read(text: string, file: string): { readonly uses: readonly string[]; readonly locked: readonly string[] } {
  const contents = contentsOf(text, file);
  const ecosystem = manifestAt(file)?.ecosystem;
  return { uses: contents.uses.map((use) => said(text, use, ecosystem)), locked: contents.locked.map((found) => saidLocked(found)) };
}

export function contentsOf(text: string, file: string): Extract<FileContents, { ok: true }> {
  const contents = manifestAt(file)?.read(text, file);
  if (!contents?.ok) throw new Error(contents?.reason ?? `nobody reads ${file}`);
  return contents;
}

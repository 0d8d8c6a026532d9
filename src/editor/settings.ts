// The person's settings, read fresh each time and checked: a setting that is not what the manifest says counts as its default.

import * as vscode from 'vscode';
import type { FolderSource } from '../protocol/backend.js';

export type CopyFormat = 'markdown' | 'plainText';

export interface Settings {
  readonly sources: readonly FolderSource[];
  /** Entries of `digest.sources` that are not a source, as written. */
  readonly badSources: readonly string[];
  readonly copyFormat: CopyFormat;
  readonly followsReader: boolean;
}

export function readSettings(): Settings {
  const settings = vscode.workspace.getConfiguration('digest');
  const entries = writtenSources();
  const sources = entries.map(toFolderSource);
  return {
    sources: sources.filter((source) => source !== undefined),
    badSources: entries.filter((_, index) => sources[index] === undefined).map((entry) => JSON.stringify(entry) ?? ''),
    copyFormat: settings.get<unknown>('copyFormat') === 'plainText' ? 'plainText' : 'markdown',
    followsReader: settings.get<unknown>('followReader') !== false,
  };
}

/** The entries of `digest.sources` as they stand in the settings, whatever they are. */
export function writtenSources(): readonly unknown[] {
  const written = vscode.workspace.getConfiguration('digest').get<unknown>('sources');
  return Array.isArray(written) ? written : [];
}

/** The entries of `digest.sources` that are folders, each as written and as understood. */
export function readFolders(): readonly { readonly entry: unknown; readonly source: FolderSource }[] {
  return writtenSources().flatMap((entry) => {
    const source = toFolderSource(entry);
    return source ? [{ entry, source }] : [];
  });
}

export async function writeSources(entries: readonly unknown[]): Promise<void> {
  await vscode.workspace.getConfiguration('digest').update('sources', entries, vscode.ConfigurationTarget.Global);
}

/** Calls `listener` when the set of sources changed. */
export function onSourcesChanged(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration('digest.sources')) {
      listener();
    }
  });
}

function toFolderSource(entry: unknown): FolderSource | undefined {
  if (typeof entry !== 'object' || entry === null || !('folder' in entry) || typeof entry.folder !== 'string' || !entry.folder.trim()) {
    return undefined;
  }
  const name = 'name' in entry && typeof entry.name === 'string' && entry.name.trim() ? entry.name.trim() : undefined;
  return { folder: entry.folder.trim(), ...(name ? { name } : {}) };
}

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
  const written = settings.get<unknown>('sources');
  const entries: readonly unknown[] = Array.isArray(written) ? written : [];
  const sources = entries.map(toFolderSource);
  return {
    sources: sources.filter((source) => source !== undefined),
    badSources: entries.filter((_, index) => sources[index] === undefined).map((entry) => JSON.stringify(entry) ?? ''),
    copyFormat: settings.get<unknown>('copyFormat') === 'plainText' ? 'plainText' : 'markdown',
    followsReader: settings.get<unknown>('followReader') !== false,
  };
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

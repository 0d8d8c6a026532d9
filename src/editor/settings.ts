// The person's settings, read fresh each time and checked: a setting that is not what the manifest says counts as its default.

import * as vscode from 'vscode';
import type { PollingSettings } from '../protocol/backend.js';
import type { FolderSource, SourceDefinition } from '../protocol/sources.js';
import { withoutSecrets } from '../protocol/sourceAddress.js';
import { type LibraryRules, toMuteRules, toRetention } from '../query/libraryRules.js';
import { readEntry } from './live/sourceEntries.js';
import { readSearches, type SavedSearch } from './savedSearch.js';

export type CopyFormat = 'markdown' | 'plainText';

export interface Settings {
  /** Without user and password, whatever was written. */
  readonly sources: readonly SourceDefinition[];
  /** Entries of `digest.sources` that are not a source, as written. */
  readonly badSources: readonly string[];
  readonly searches: readonly SavedSearch[];
  /** Entries of `digest.searches` that are no search, as written. */
  readonly badSearches: readonly string[];
  readonly copyFormat: CopyFormat;
  readonly followsReader: boolean;
  readonly syncsState: boolean;
  readonly polling: PollingSettings;
  /** What `digest.mute`, `digest.retention` and the saved searches say. */
  readonly rules: LibraryRules;
}

export function readSettings(): Settings {
  const settings = vscode.workspace.getConfiguration('digest');
  const entries = writtenSources();
  const sources = entries.map(readEntry);
  const { searches, bad: badSearches } = readSearches(writtenSearches());
  return {
    sources: sources.filter((source) => source !== undefined),
    badSources: entries.filter((_, index) => sources[index] === undefined).map((entry) => JSON.stringify(entry) ?? ''),
    searches,
    badSearches,
    copyFormat: settings.get<unknown>('copyFormat') === 'plainText' ? 'plainText' : 'markdown',
    followsReader: settings.get<unknown>('followReader') !== false,
    syncsState: settings.get<unknown>('syncState') !== false,
    polling: {
      inBackground: settings.get<unknown>('refreshInBackground') !== false,
      largestDownload: toMegabytes(settings.get<unknown>('largestDownload')) * 1024 * 1024,
    },
    rules: {
      mutes: toMuteRules(writtenMutes()),
      retention: toRetention(settings.get<unknown>('retention')),
      searches: searches.map(({ query }) => query),
    },
  };
}

/** What one document may have, by default and at most. */
const usualDownload = 20;
const mostDownload = 200;

function toMegabytes(value: unknown): number {
  return typeof value === 'number' && value >= 1 && value <= mostDownload ? value : usualDownload;
}

/** The entries of `digest.sources` as they stand in the settings, whatever they are. */
export function writtenSources(): readonly unknown[] {
  const written = vscode.workspace.getConfiguration('digest').get<unknown>('sources');
  return Array.isArray(written) ? written : [];
}

/** The entries of `digest.sources` that are folders, each as written and as understood. */
export function readFolders(): readonly { readonly entry: unknown; readonly source: FolderSource }[] {
  return writtenSources().flatMap((entry) => {
    const source = readEntry(entry);
    return source && 'folder' in source ? [{ entry, source }] : [];
  });
}

/** VS Code writes no setting while the person's settings.json is broken or unsaved. */
class SettingsNotWritten extends Error {
  override readonly name = 'SettingsNotWritten';
}

/**
 * Writes the whole list, for the person's action only. A user and password that an entry still names is left out.
 * @throws SettingsNotWritten when VS Code refuses; nothing has changed then.
 */
export async function writeSources(entries: readonly unknown[]): Promise<void> {
  const written = entries.map((entry) => {
    const source = readEntry(entry);
    return source === undefined ? entry : { ...(typeof entry === 'object' ? entry : {}), ...withoutSecrets(source) };
  });
  await writeSetting('sources', written);
}

/** The entries of `digest.searches` as they stand in the settings, whatever they are. */
export function writtenSearches(): readonly unknown[] {
  const written = vscode.workspace.getConfiguration('digest').get<unknown>('searches');
  return Array.isArray(written) ? written : [];
}

/**
 * Writes the whole list, for the person's action only.
 * @throws SettingsNotWritten when VS Code refuses; nothing has changed then.
 */
export async function writeSearches(entries: readonly unknown[]): Promise<void> {
  await writeSetting('searches', entries);
}

/** The entries of `digest.mute` as they stand in the settings, whatever they are. */
export function writtenMutes(): readonly unknown[] {
  const written = vscode.workspace.getConfiguration('digest').get<unknown>('mute');
  return Array.isArray(written) ? written : [];
}

/**
 * Writes the whole list, for the person's action only.
 * @throws SettingsNotWritten when VS Code refuses; nothing has changed then.
 */
export async function writeMutes(entries: readonly unknown[]): Promise<void> {
  await writeSetting('mute', entries);
}

/** Opens a setting of the library where it can be edited by hand. */
export async function editLibrarySetting(name: 'mute' | 'retention'): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettingsJson', { revealSetting: { key: `digest.${name}` } });
}

/** Calls `listener` when one of the settings changed that the library obeys. */
export function onLibraryRulesChanged(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (['digest.mute', 'digest.retention', 'digest.searches'].some((setting) => change.affectsConfiguration(setting))) {
      listener();
    }
  });
}

async function writeSetting(name: string, value: unknown): Promise<void> {
  try {
    await vscode.workspace.getConfiguration('digest').update(name, value, vscode.ConfigurationTarget.Global);
  } catch (cause) {
    throw new SettingsNotWritten(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** Opens `digest.sources` where it can be edited by hand. */
export async function editSources(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettingsJson', { revealSetting: { key: 'digest.sources' } });
}

/** Opens `digest.searches` where it can be edited by hand. */
export async function editSearches(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettingsJson', { revealSetting: { key: 'digest.searches' } });
}

/** Calls `listener` when the saved searches changed. */
export function onSearchesChanged(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration('digest.searches')) {
      listener();
    }
  });
}

/** Calls `listener` when the person has decided whether marks travel. */
export function onStateSyncChanged(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration('digest.syncState')) {
      listener();
    }
  });
}

const sourceSettings = ['digest.sources', 'digest.refreshInBackground', 'digest.largestDownload'];

/** Calls `listener` when the set of sources changed, or how they are read. */
export function onSourcesChanged(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (sourceSettings.some((setting) => change.affectsConfiguration(setting))) {
      listener();
    }
  });
}

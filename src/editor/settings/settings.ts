// The person's settings, read fresh each time and checked: a setting that is not what the manifest says counts as its default.

import * as vscode from 'vscode';
import type { PollingSettings } from '../../protocol/backend.js';
import type { ImagesWanted } from '../../protocol/images.js';
import { lookBounds, messageLimits, type Look } from '../../protocol/reader.js';
import type { FolderSource, SourceDefinition } from '../../protocol/sources.js';
import type { OwnTopic, TopicId } from '../../protocol/topics.js';
import { withoutSecrets } from '../../protocol/sourceAddress.js';
import { type LibraryRules, toMuteRules, toRetention } from '../../query/libraryRules.js';
import { readEntry } from './sourceEntries.js';
import { readSearches, type SavedSearch } from './savedSearch.js';
import { readFollowed, readOwnTopics } from './topicEntries.js';

export type CopyFormat = 'markdown' | 'plainText';

/** What the number on the view's icon counts. */
export type Badge = 'unread' | 'followed' | 'none';

export interface Settings {
  /** Without user and password, whatever was written. */
  readonly sources: readonly SourceDefinition[];
  /** Entries of `digest.sources` that are not a source, as written. */
  readonly badSources: readonly string[];
  readonly searches: readonly SavedSearch[];
  /** Entries of `digest.searches` that are no search, as written. */
  readonly badSearches: readonly string[];
  readonly followedTopics: readonly TopicId[];
  readonly ownTopics: readonly OwnTopic[];
  readonly badge: Badge;
  /** Whether the status bar says how much news there is about followed topics. */
  readonly showsFollowed: boolean;
  readonly copyFormat: CopyFormat;
  readonly followsReader: boolean;
  readonly look: Omit<Look, 'isEssential'>;
  readonly syncsState: boolean;
  /** Whether the workspace's files are read for what they use. */
  readonly readsWorkspace: boolean;
  /** When the images of an issue are loaded. */
  readonly images: ImagesWanted;
  readonly polling: PollingSettings;
  /** What `digest.mute`, `digest.retention` and the saved searches say. */
  readonly rules: LibraryRules;
}

/** Each setting is read when it is asked for: who wants to know one of them, at each turn of a wheel, reads no list of sources. */
export function readSettings(): Settings {
  const settings = vscode.workspace.getConfiguration('digest');
  return {
    get sources() {
      return writtenEntries('sources').flatMap((entry) => readEntry(entry) ?? []);
    },
    get badSources() {
      return writtenEntries('sources').flatMap((entry) => (readEntry(entry) ? [] : (JSON.stringify(entry) ?? '')));
    },
    get searches() {
      return readSearches(writtenEntries('searches')).searches;
    },
    get badSearches() {
      return readSearches(writtenEntries('searches')).bad;
    },
    get followedTopics() {
      return readFollowed(writtenEntries('followedTopics'));
    },
    get ownTopics() {
      return readOwnTopics(writtenEntries('topics'));
    },
    get badge() {
      const badge = settings.get<unknown>('badge');
      return badge === 'followed' || badge === 'none' ? badge : 'unread';
    },
    get showsFollowed() {
      return settings.get<unknown>('statusBar.followed') === true;
    },
    get copyFormat() {
      return settings.get<unknown>('copyFormat') === 'plainText' ? 'plainText' : 'markdown';
    },
    get followsReader() {
      return settings.get<unknown>('followReader') !== false;
    },
    get look() {
      const size = settings.get<unknown>('reader.fontSize');
      return {
        fontFamily: toFontFamily(settings.get<unknown>('reader.fontFamily')),
        ...(isWithin(size, lookBounds.fontSize) ? { fontSize: size } : {}),
        lineWidth: toLineWidth(settings.get<unknown>('reader.lineWidth')),
      };
    },
    get syncsState() {
      return settings.get<unknown>('syncState') !== false;
    },
    get readsWorkspace() {
      return settings.get<unknown>('workspace.enabled') !== false;
    },
    get images() {
      const wanted = settings.get<unknown>('images');
      return wanted === 'never' || wanted === 'always' ? wanted : 'onClick';
    },
    get polling() {
      const megabytes = toMegabytes(settings.get<unknown>('largestDownload'));
      return { inBackground: settings.get<unknown>('refreshInBackground') !== false, largestDownload: megabytes * 1024 * 1024 };
    },
    get rules() {
      return {
        mutes: toMuteRules(writtenEntries('mute')),
        retention: toRetention(settings.get<unknown>('retention')),
        searches: this.searches.map(({ query }) => query),
      };
    },
  };
}

/** What one document may have, by default and at most. */
const usualDownload = 20;
const mostDownload = 200;

function toMegabytes(value: unknown): number {
  return typeof value === 'number' && value >= 1 && value <= mostDownload ? value : usualDownload;
}

/** Characters of a line where the person has set nothing. */
const usualLine = 68;

function toLineWidth(value: unknown): number {
  return isWithin(value, lookBounds.lineWidth) ? value : usualLine;
}

function toFontFamily(value: unknown): string {
  return typeof value === 'string' && value.length <= messageLimits.fontFamily ? value.trim() : '';
}

function isWithin(value: unknown, [least, most]: readonly [number, number]): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}

/** Settings that are lists, each with commands that write it. */
type ListSetting = 'sources' | 'searches' | 'mute' | 'followedTopics' | 'topics';

/** The entries of a list as they stand in the settings, whatever they are. */
export function writtenEntries(name: ListSetting): readonly unknown[] {
  const written = vscode.workspace.getConfiguration('digest').get<unknown>(name);
  return Array.isArray(written) ? written : [];
}

/** The entries of `digest.sources` that are folders, each as written and as understood. */
export function readFolders(): readonly { readonly entry: unknown; readonly source: FolderSource }[] {
  return writtenEntries('sources').flatMap((entry) => {
    const source = readEntry(entry);
    return source && 'folder' in source ? [{ entry, source }] : [];
  });
}

/** VS Code writes no setting while the person's settings.json is broken or unsaved. */
class SettingsNotWritten extends Error {
  override readonly name = 'SettingsNotWritten';
}

/**
 * Writes the whole list, for the person's action only. A user and password that a source still names is left out.
 * @throws SettingsNotWritten when VS Code refuses; nothing has changed then.
 */
export async function writeEntries(name: ListSetting, entries: readonly unknown[]): Promise<void> {
  const written = name === 'sources' ? entries.map(withoutWrittenSecrets) : entries;
  try {
    await vscode.workspace.getConfiguration('digest').update(name, written, vscode.ConfigurationTarget.Global);
  } catch (cause) {
    throw new SettingsNotWritten(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function withoutWrittenSecrets(entry: unknown): unknown {
  const source = readEntry(entry);
  return source === undefined ? entry : { ...(typeof entry === 'object' ? entry : {}), ...withoutSecrets(source) };
}

/** Opens a setting where it can be edited by hand. */
export async function editSetting(name: ListSetting | 'retention'): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettingsJson', { revealSetting: { key: `digest.${name}` } });
}

/** A setting of the editor: what searches leave out, pattern → whether. */
const searchExclude = 'search.exclude';

export function readSearchExcludes(): unknown {
  return vscode.workspace.getConfiguration().get<unknown>(searchExclude);
}

/** Settings that say which sources there are and how they are read. */
const sourceSettings = ['sources', 'refreshInBackground', 'largestDownload'];

/** Settings that the library obeys: `LibraryRules`. */
const ruleSettings = ['mute', 'retention', 'searches'];

export function onSourcesChanged(listener: () => void): vscode.Disposable {
  return onChanged(sourceSettings, listener);
}

export function onRulesChanged(listener: () => void): vscode.Disposable {
  return onChanged(ruleSettings, listener);
}

export function onSearchesChanged(listener: () => void): vscode.Disposable {
  return onChanged(['searches'], listener);
}

/** Calls `listener` when the person follows other topics, or wants to hear of them elsewhere. */
export function onFollowedChanged(listener: () => void): vscode.Disposable {
  return onChanged(['followedTopics', 'badge', 'statusBar'], listener);
}

export function onOwnTopicsChanged(listener: () => void): vscode.Disposable {
  return onChanged(['topics'], listener);
}

export function onLookChanged(listener: () => void): vscode.Disposable {
  return onChanged(['reader'], listener);
}

/** Calls `listener` when the person has decided whether marks travel. */
export function onStateSyncChanged(listener: () => void): vscode.Disposable {
  return onChanged(['syncState'], listener);
}

/** Calls `listener` when what is read of the workspace may have become another. */
export function onWorkspaceWantedChanged(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    const names = ['digest.workspace.enabled', searchExclude, 'files.exclude'];
    if (names.some((name) => change.affectsConfiguration(name))) listener();
  });
}

/** Whether a document has hovers: that may be set for each language. */
export function showsHovers(document: Pick<vscode.TextDocument, 'uri' | 'languageId'>): boolean {
  return vscode.workspace.getConfiguration('digest', document).get<unknown>('hovers.enabled') !== false;
}

/** Calls `listener` when the person has decided where hovers are. */
export function onHoversWantedChanged(listener: () => void): vscode.Disposable {
  return onChanged(['hovers'], listener);
}

/** Calls `listener` when the person has decided when images are loaded. */
export function onImagesChanged(listener: () => void): vscode.Disposable {
  return onChanged(['images'], listener);
}

function onChanged(names: readonly string[], listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (names.some((name) => change.affectsConfiguration(`digest.${name}`))) listener();
  });
}

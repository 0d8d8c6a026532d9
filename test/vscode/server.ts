// Starts and ends one served VS Code with fresh folders. Opens no window: see window.ts.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readLocation } from './location.js';
import { readJson } from './readJson.js';

/** How long anything that a machine under load does may take, in milliseconds. */
export const patience = 90_000;

export type Settings = Readonly<Record<string, unknown>>;

export interface ServerOptions {
  /** Packaged extensions (`.vsix` files, installed) and extensions under development (folders, linked). */
  readonly extensions: readonly string[];
  /** User settings on top of the quiet ones of the harness. */
  readonly settings?: Settings;
  /** What windows open: a folder, or the files of a temporary one (path in the folder → content). */
  readonly workspace?: string | Readonly<Record<string, string>>;
  /** Environment of the server and so of the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** Further arguments of the server. */
  readonly args?: readonly string[];
  /** Keeps the profile in this folder instead of a temporary one; the settings that stand there are left alone. */
  readonly profile?: string;
}

export interface Server {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  readonly port: number;
  /** The folder that windows open. */
  readonly workspace: string;
  /** The person's settings.json. */
  readonly settingsFile: string;
  /** `globalStorageUri` of the extension `id` (`publisher.name`). */
  storageOf(id: string): string;
  /** Address of a window on the workspace; `query` is added to it. */
  windowUrl(query?: Readonly<Record<string, string>>): string;
  /** Replaces the user settings (the harness's own stay below them); windows read them when they load. */
  writeSettings(settings: Settings): void;
  /** All the server has printed, and what extensions wrote into their output channels. */
  log(): string;
  /** Ends the server and removes the temporary folders. Safe to call twice. */
  close(): Promise<void>;
}

/** Nothing that asks, fetches, animates or covers what a test looks at. */
export const quietSettings: Settings = {
  'chat.disableAIFeatures': true,
  'editor.hover.delay': 200,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'github.gitAuthentication': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'window.commandCenter': false,
  'workbench.editor.useModal': 'off',
  'workbench.enableExperiments': false,
  'workbench.hover.delay': 300,
  'workbench.layoutControl.enabled': false,
  'workbench.list.smoothScrolling': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/** Starts a served VS Code on a free port of 127.0.0.1. Throws with the server's output when it does not come up. */
export async function launchServer(options: ServerOptions): Promise<Server> {
  const { server: entry } = readLocation();
  const temporary = mkdtempSync(path.join(tmpdir(), 'digest-vscode-'));
  const profile = options.profile ?? path.join(temporary, 'profile');
  const data = path.join(profile, 'data');
  const extensionsFolder = path.join(profile, 'extensions');
  const workspace = typeof options.workspace === 'string' ? options.workspace : path.join(temporary, 'workspace');
  for (const folder of [path.join(data, 'User'), extensionsFolder, workspace]) mkdirSync(folder, { recursive: true });
  if (typeof options.workspace === 'object') writeFiles(workspace, options.workspace);
  const settingsFile = path.join(data, 'User', 'settings.json');
  const writeSettings = (settings: Settings): void => {
    writeFileSync(settingsFile, JSON.stringify({ ...quietSettings, ...settings }, undefined, 2));
  };
  if (!existsSync(settingsFile)) writeSettings(options.settings ?? {});

  const folders = ['--server-data-dir', profile, '--user-data-dir', data, '--extensions-dir', extensionsFolder];
  const env = serverEnvironment(options.env);
  for (const extension of options.extensions) {
    if (extension.endsWith('.vsix')) await install(entry, extension, folders, env);
    else link(extension, extensionsFolder);
  }
  const running = await listen(entry, [...folders, ...(options.args ?? [])], env);
  const origin = `http://127.0.0.1:${running.port}`;
  return {
    origin,
    port: running.port,
    workspace,
    settingsFile,
    storageOf: (id) => path.join(data, 'User', 'globalStorage', id),
    windowUrl: (query = {}) => `${origin}/?${new URLSearchParams({ folder: workspace, ...query }).toString()}`,
    writeSettings,
    log: () => [running.log(), ...readLogs(path.join(data, 'logs'))].join('\n'),
    close: async () => {
      await running.end();
      rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The log files of extension hosts and output channels, each under its name. */
function readLogs(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /exthost.*\.log$/.test(name));
  return names.map((name) => `--- ${name}\n${readFileSync(path.join(folder, name), 'utf8')}`);
}

function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/** Tells the server of no other VS Code or npm that we may run under, and of no marketplace. */
function serverEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const foreign = /^(?:VSCODE_|ELECTRON_|npm_|NODE_OPTIONS$|VITEST)/;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
  return { ...env, EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: '', itemUrl: '', resourceUrlTemplate: '' }), ...extra };
}

function link(folder: string, extensionsFolder: string): void {
  const manifest = readJson<Record<'publisher' | 'name' | 'version', string>>(path.join(folder, 'package.json'));
  const place = path.join(extensionsFolder, `${manifest.publisher}.${manifest.name}-${manifest.version}`);
  rmSync(place, { recursive: true, force: true });
  symlinkSync(folder, place, 'junction');
}

async function install(entry: string, vsix: string, folders: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, [entry, ...folders, '--accept-server-license-terms', '--install-extension', vsix, '--force'], {
    env,
  });
  const output = collect(child);
  const code = await new Promise<number | null>((resolve) => {
    child.on('exit', resolve);
  });
  if (code !== 0 || !output().includes('successfully installed')) throw new Error(`${vsix} could not be installed:\n${output()}`);
}

function collect(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return () => text;
}

interface Listening {
  readonly port: number;
  log(): string;
  end(): Promise<void>;
}

/** Runs the server until it says on which port it listens. It leads its own process group, so that its hosts end with it. */
async function listen(entry: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Listening> {
  const fixed = [
    '--host',
    '127.0.0.1',
    '--port',
    '0',
    '--without-connection-token',
    '--accept-server-license-terms',
    '--telemetry-level',
    'off',
  ];
  const child = spawn(process.execPath, [entry, ...fixed, '--disable-workspace-trust', ...args], { env, detached: true });
  const log = collect(child);
  const killGroup = (signal: NodeJS.Signals): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
    } catch (error) {
      // Gone already.
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  };
  const killAtExit = (): void => killGroup('SIGKILL');
  process.once('exit', killAtExit);
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  const port = await new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`VS Code did not start in ${patience / 1000} s:\n${log()}`)), patience);
    child.stdout.on('data', () => {
      const found = /Extension host agent listening on (\d+)/.exec(log());
      if (!found) return;
      clearTimeout(timer);
      resolve(Number(found[1]));
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`VS Code ended with code ${code} while starting:\n${log()}`));
    });
  });
  return {
    port,
    log,
    end: async () => {
      killGroup('SIGTERM');
      const timer = setTimeout(() => killGroup('SIGKILL'), 5_000);
      await exited;
      clearTimeout(timer);
      // Hosts that outlived the server would keep the temporary folders busy.
      killGroup('SIGKILL');
      process.off('exit', killAtExit);
    },
  };
}

// What git runs with: the person's way to the network, and nothing else of their configuration. Starts nothing but the
// reading of that configuration.

import { join } from 'node:path';
import type { Credentials } from '../../protocol/sources.js';
import { runProcess } from './runProcess.js';

/** A setting of git: name and value. */
export type GitSetting = readonly [name: string, value: string];

/** Variables of git that belong to the machine's network or to where its git was installed. */
const keptVariables = new Set(['GIT_SSL_CAINFO', 'GIT_SSL_CAPATH', 'GIT_PROXY_SSL_CAINFO', 'GIT_EXEC_PATH']);

/** Settings of the person without which their network is not reached. Among them is none that turns a check off. */
const networkSettings = new Set([
  'http.proxy',
  'http.proxyauthmethod',
  'http.proxysslcainfo',
  'http.sslcainfo',
  'http.sslcapath',
  'http.sslbackend',
  'http.sslcert',
  'http.sslkey',
  'http.schannelcheckrevoke',
  'http.schannelusesslcainfo',
]);

/** The environment without what would lead git elsewhere: another repository, other settings, prompts, traces. */
export function toPlainEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => {
    const upper = name.toUpperCase();
    return keptVariables.has(upper) || !(upper.startsWith('GIT_') || upper === 'SSH_ASKPASS');
  });
  // Messages are read by us: in English.
  return { ...Object.fromEntries(kept), LC_ALL: 'C', LANGUAGE: '' };
}

/** What the person's own configuration says about the network on the way to `address`. */
export async function readNetworkSettings(
  git: string,
  address: string,
  options: { readonly env: NodeJS.ProcessEnv; readonly folder: string; readonly signal: AbortSignal },
): Promise<readonly GitSetting[]> {
  const { folder, signal } = options;
  // The folder may lie in a repository of somebody: its settings are not the person's.
  const env = { ...options.env, GIT_DIR: join(folder, 'no-repository') };
  const result = await runProcess(git, ['config', '-z', '--get-urlmatch', 'http', address], { env, cwd: folder, signal });
  if (result.outcome !== 'done') return []; // There is none.
  const lines = result.stdout.toString('utf8').split('\0');
  return lines.flatMap((line): readonly GitSetting[] => {
    const [name = '', ...value] = line.split('\n');
    return networkSettings.has(name.toLowerCase()) ? [[name, value.join('\n')]] : [];
  });
}

export interface GitSurroundings {
  /** `toPlainEnvironment` of the process's own. */
  readonly env: NodeJS.ProcessEnv;
  /** The bare repository that git works in. */
  readonly store: string;
  readonly settings: readonly GitSetting[];
}

/** For what git does on this machine alone: no protocol is allowed, so that nothing is fetched behind our back. */
export function toLocalEnvironment({ env, store, settings }: GitSurroundings): NodeJS.ProcessEnv {
  const nowhere = join(store, 'nowhere');
  return {
    ...env,
    ...carried([...ownSettings(nowhere), ...settings]),
    GIT_DIR: store,
    // Another home: no .gitconfig, and no .netrc that would sign in by itself. The file in it does not exist either.
    HOME: nowhere,
    XDG_CONFIG_HOME: nowhere,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: nowhere,
    GIT_ATTR_NOSYSTEM: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    GCM_INTERACTIVE: 'never',
  };
}

/** For a fetch from `address`: https only. Address and secret stand in the environment, where no other program sees them. */
export function toFetchEnvironment(
  surroundings: GitSurroundings,
  address: string,
  credentials: Credentials | undefined,
): NodeJS.ProcessEnv {
  const secret = credentials && Buffer.from(`${credentials.user}:${credentials.password}`, 'utf8').toString('base64');
  const settings: readonly GitSetting[] = [
    ...surroundings.settings,
    ['remote.origin.url', address],
    // git would send the header to wherever it is redirected.
    ['http.followRedirects', secret === undefined ? 'initial' : 'false'],
    ...(secret === undefined ? [] : [['http.extraHeader', `Authorization: Basic ${secret}`] as const]),
  ];
  return { ...toLocalEnvironment({ ...surroundings, settings }), GIT_ALLOW_PROTOCOL: 'https' };
}

function ownSettings(nowhere: string): readonly GitSetting[] {
  return [
    ['core.hooksPath', nowhere],
    ['core.fsmonitor', 'false'],
    ['core.symlinks', 'false'],
    ['core.protectNTFS', 'true'],
    ['core.protectHFS', 'true'],
    ['core.attributesFile', nowhere],
    // Larger ones are streamed to disk, not unpacked in memory.
    ['core.bigFileThreshold', '16m'],
    ['credential.helper', ''],
    ['protocol.allow', 'never'],
    ['protocol.https.allow', 'always'],
    ['http.sslVerify', 'true'],
    ['http.lowSpeedLimit', '1000'],
    ['http.lowSpeedTime', '30'],
    ['submodule.recurse', 'false'],
    ['fetch.recurseSubmodules', 'false'],
    ['fetch.writeCommitGraph', 'false'],
    // Everything arrives as a pack, whose size is watched.
    ['fetch.unpackLimit', '1'],
    ['gc.auto', '0'],
    ['maintenance.auto', 'false'],
    ['advice.detachedHead', 'false'],
  ];
}

function carried(settings: readonly GitSetting[]): NodeJS.ProcessEnv {
  const variables = settings.flatMap(([name, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, name] as const,
    [`GIT_CONFIG_VALUE_${index}`, value] as const,
  ]);
  return { ...Object.fromEntries(variables), GIT_CONFIG_COUNT: String(settings.length) };
}

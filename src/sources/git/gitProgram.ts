// Finds the machine's git and asks for its version. Starts nothing else; what git is told to do is `gitStore.ts`'s part.

import { access, constants } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import type { SourceProblem } from '../../protocol/sources.js';
import { runProcess } from './runProcess.js';

export type GitProgram = { readonly ok: true; readonly path: string } | { readonly ok: false; readonly problem: SourceProblem };

/** Settings carried by the environment (`GIT_CONFIG_COUNT`) came with 2.31, in March 2021. */
const oldestVersion = [2, 31] as const;

/** Where Apple keeps a stand-in that opens a window when the developer tools are not installed. */
const appleStandIn = '/usr/bin/git';

/** The git to use: `named` (a path, or a name on the search path), if it is there and new enough. Rejects when stopped. */
export async function findGit(named: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<GitProgram> {
  const missing: GitProgram = { ok: false, problem: { reason: 'gitNotInstalled' } };
  const path = isAbsolute(named) ? named : await search(named, env);
  if (path === undefined || (await isUnusableStandIn(path, env, signal))) return missing;
  const result = await runProcess(path, ['version'], { env, signal });
  if (result.outcome !== 'done') return missing;
  const text = result.stdout.toString('utf8');
  const version = /^git version (\d{1,4})\.(\d{1,4})/.exec(text);
  if (!version) return missing;
  const [major, minor] = [Number(version[1]), Number(version[2])];
  const isOld = major < oldestVersion[0] || (major === oldestVersion[0] && minor < oldestVersion[1]);
  if (isOld) return { ok: false, problem: { reason: 'gitTooOld', detail: `${major}.${minor}` } };
  return { ok: true, path };
}

/** The first of that name on the search path. Searched here because Windows would look into the current folder first. */
async function search(name: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const isWindows = process.platform === 'win32';
  const file = isWindows && !/\.exe$/i.test(name) ? `${name}.exe` : name;
  const folders = Object.entries(env).find(([key]) => (isWindows ? key.toUpperCase() : key) === 'PATH')?.[1] ?? '';
  for (const folder of folders.split(delimiter)) {
    const path = join(folder, file);
    if (isAbsolute(folder) && (await isExecutable(path))) return path;
  }
  return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function isUnusableStandIn(path: string, env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<boolean> {
  if (process.platform !== 'darwin' || path !== appleStandIn) return false;
  return (await runProcess('/usr/bin/xcode-select', ['-p'], { env, signal })).outcome !== 'done';
}

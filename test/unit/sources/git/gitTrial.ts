// What the tests of git sources share: a folder for everything, servers that end with their test, and shorthands.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import type { GitSource } from '../../../../src/protocol/sources.js';
import { updateRepository, type UpdateOptions, type UpdateOutcome } from '../../../../src/sources/git/gitRepository.js';
import { authorityFile } from '../../../servers/certificates.js';
import { type GitServer, type GitServerOptions, makeRepository, serveGit } from '../../../servers/gitServer.js';

export interface GitTrial {
  /** Where everything of the tests of one file is. */
  readonly base: string;
  serve(options?: GitServerOptions): Promise<GitServer>;
  /** A path that nothing is at yet. */
  freshFolder(): string;
  freshRepository(options?: { readonly filter?: boolean }): { readonly name: string; readonly repository: string };
}

/** Sets up and clears away around the tests of a file. */
export function setUpGit(): GitTrial {
  const base = mkdtempSync(join(tmpdir(), 'digest-git-'));
  const served = join(base, 'served');
  const servers: GitServer[] = [];
  let count = 0;
  // Each step is a run of git or several, and a loaded machine takes its time for them.
  vi.setConfig({ testTimeout: 60_000 });
  beforeAll(() => mkdirSync(served));
  afterEach(async () => {
    vi.unstubAllEnvs();
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });
  afterAll(() => rmSync(base, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }));
  return {
    base,
    serve: async (options) => {
      const server = await serveGit(served, options);
      servers.push(server);
      return server;
    },
    freshFolder: () => join(base, `folder${++count}`),
    freshRepository: (options) => {
      const name = `repository${++count}.git`;
      return { name, repository: makeRepository(served, name, options) };
    },
  };
}

/**
 * Updates with the tests' authority trusted, and with nothing of this machine's proxies and settings. `env` adds to the
 * environment for the rest of the test.
 */
export async function update(
  source: GitSource,
  folder: string,
  { env = {}, ...options }: Partial<UpdateOptions> & { readonly env?: Readonly<Record<string, string>> } = {},
): Promise<UpdateOutcome> {
  const proxies = Object.keys(process.env).filter((name) => /^(?:https?|all)_proxy$/i.test(name));
  for (const name of proxies) vi.stubEnv(name, undefined);
  const plain = { GIT_SSL_CAINFO: authorityFile, HOME: folder, XDG_CONFIG_HOME: folder };
  for (const [name, value] of Object.entries({ ...plain, ...env })) vi.stubEnv(name, value);
  return updateRepository(source, folder, { signal: new AbortController().signal, ...options });
}

/** The folder of the issues; throws with the problem when there is none. */
export function rootOf(outcome: UpdateOutcome): string {
  if (!outcome.ok) throw new Error(`not updated: ${JSON.stringify(outcome.problem)}`);
  return outcome.root;
}

/** The files in a folder that are not hidden, by path, with their texts. */
export function filesIn(root: string): Readonly<Record<string, string>> {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => !name.startsWith('.'));
  const files = names.filter((name) => statSync(join(root, name)).isFile()).sort();
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(root, name), 'utf8')]));
}

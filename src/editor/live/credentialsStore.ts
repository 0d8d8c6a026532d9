// Users and passwords of sources that ask to sign in, in VS Code's SecretStorage: on this machine only, never in settings,
// library or log. Each is kept for one exact address, so that it is never sent to another.

import type * as vscode from 'vscode';
import type { Credentials, SourceDefinition, SourceStatus } from '../../protocol/sources.js';
import { addressOf, splitSecrets } from './sourceAddress.js';

const prefix = 'source:';

export class CredentialsStore {
  readonly #secrets: vscode.SecretStorage;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
  }

  /** What is kept for these sources, by source id: as `Backend.setCredentials` takes it. */
  async readAll(statuses: readonly Pick<SourceStatus, 'sourceId' | 'definition'>[]): Promise<Readonly<Record<string, Credentials>>> {
    const found = await Promise.all(
      statuses
        .filter(({ definition }) => !('folder' in definition))
        .map(async ({ sourceId, definition }) => [sourceId, await this.get(definition)] as const),
    );
    return Object.fromEntries(found.flatMap(([id, credentials]) => (credentials ? [[id, credentials]] : [])));
  }

  async get(source: SourceDefinition): Promise<Credentials | undefined> {
    return parseCredentials(await this.#secrets.get(keyOf(source)));
  }

  async set(source: SourceDefinition, credentials: Credentials): Promise<void> {
    await this.#secrets.store(keyOf(source), JSON.stringify(credentials));
  }

  async delete(source: SourceDefinition): Promise<void> {
    await this.#secrets.delete(keyOf(source));
  }

  /** Calls `listener` when something of it changed, here or in another window. */
  onDidChange(listener: () => void): vscode.Disposable {
    return this.#secrets.onDidChange(({ key }) => {
      if (key.startsWith(prefix)) listener();
    });
  }
}

function keyOf(source: SourceDefinition): string {
  const { address } = splitSecrets(addressOf(source));
  return prefix + (URL.canParse(address) ? new URL(address).href : address);
}

/** Another version of Digest may have written it. */
function parseCredentials(kept: string | undefined): Credentials | undefined {
  if (kept === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(kept);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (typeof value !== 'object' || value === null || !('user' in value) || !('password' in value)) return undefined;
  const { user, password } = value;
  return typeof user === 'string' && typeof password === 'string' ? { user, password } : undefined;
}

// Users and passwords of sources that ask to sign in, in VS Code's SecretStorage: on this machine only, never in settings,
// library or log. Each is kept for one exact address, so that it is never sent to another.

import type * as vscode from 'vscode';
import type { Credentials, SourceDefinition } from '../../protocol/sources.js';
import { credentialsKey } from '../../protocol/sourceAddress.js';

const prefix = 'source:';

export class CredentialsStore {
  readonly #secrets: vscode.SecretStorage;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
  }

  /** What is kept for these sources, as `Backend.setSources` takes it. */
  async readAll(sources: readonly SourceDefinition[]): Promise<ReadonlyMap<string, Credentials>> {
    const found = await Promise.all(sources.map(async (source) => [credentialsKey(source), await this.get(source)] as const));
    return new Map(found.flatMap(([key, credentials]) => (credentials ? [[key, credentials] as const] : [])));
  }

  async get(source: SourceDefinition): Promise<Credentials | undefined> {
    return parseCredentials(await this.#secrets.get(prefix + credentialsKey(source)));
  }

  async set(source: SourceDefinition, credentials: Credentials): Promise<void> {
    await this.#secrets.store(prefix + credentialsKey(source), JSON.stringify(credentials));
  }

  async delete(source: SourceDefinition): Promise<void> {
    await this.#secrets.delete(prefix + credentialsKey(source));
  }

  /** Calls `listener` when something of it changed, here or in another window. */
  onDidChange(listener: () => void): vscode.Disposable {
    return this.#secrets.onDidChange(({ key }) => {
      if (key.startsWith(prefix)) listener();
    });
  }
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

// Users and passwords of sources that ask to sign in, in VS Code's SecretStorage: on this machine only, never in settings,
// library or log. Each is kept for one exact address, so that it is never sent to another.

import type * as vscode from 'vscode';
import type { Credentials, SourceDefinition } from '../../protocol/sources.js';
import { credentialsKey } from '../../protocol/sourceAddress.js';

const prefix = 'source:';

export class CredentialsStore implements vscode.Disposable {
  readonly #secrets: vscode.SecretStorage;
  /** What was read, by name, until it changes: a view of hundreds of sources asks for all of them with every change. */
  readonly #read = new Map<string, Promise<Credentials | undefined>>();
  readonly #watching: vscode.Disposable;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
    this.#watching = secrets.onDidChange(({ key }) => this.#read.delete(key));
  }

  dispose(): void {
    this.#watching.dispose();
  }

  /** What is kept for these sources, as `Backend.setSources` takes it. */
  async readAll(sources: readonly SourceDefinition[]): Promise<ReadonlyMap<string, Credentials>> {
    const found = await Promise.all(sources.map(async (source) => [credentialsKey(source), await this.get(source)] as const));
    return new Map(found.flatMap(([key, credentials]) => (credentials ? [[key, credentials] as const] : [])));
  }

  async get(source: SourceDefinition): Promise<Credentials | undefined> {
    const key = prefix + credentialsKey(source);
    const read = this.#read.get(key) ?? this.#readOnce(key);
    this.#read.set(key, read);
    return read;
  }

  async set(source: SourceDefinition, credentials: Credentials): Promise<void> {
    const key = prefix + credentialsKey(source);
    await this.#secrets.store(key, JSON.stringify(credentials));
    // VS Code tells of it a moment later.
    this.#read.delete(key);
  }

  async delete(source: SourceDefinition): Promise<void> {
    const key = prefix + credentialsKey(source);
    await this.#secrets.delete(key);
    this.#read.delete(key);
  }

  /** Calls `listener` when something of it changed, here or in another window. */
  onDidChange(listener: () => void): vscode.Disposable {
    return this.#secrets.onDidChange(({ key }) => {
      if (key.startsWith(prefix)) listener();
    });
  }

  async #readOnce(key: string): Promise<Credentials | undefined> {
    try {
      return parseCredentials(await this.#secrets.get(key));
    } catch (error) {
      this.#read.delete(key);
      throw error;
    }
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

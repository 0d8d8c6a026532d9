// A backend without its worker, for tests: the handlers called directly, with the events they emitted.

import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import type { IdleTimes } from '../../../src/ingest/idle/idleLibrary.js';
import { createBackendServer } from '../../../src/ingest/backendServer.js';
import type { BackendEvent, WorkerCalls } from '../../../src/protocol/backend.js';
import type { CallHandlers } from '../../../src/protocol/channel.js';
import type { Credentials, SourceDefinition } from '../../../src/protocol/sources.js';
import { type FeedServer, type ServedDocument, startFeedServer } from '../../servers/feedServer.js';
import { fetchTransport } from '../../../src/sources/http/fetchTransport.js';

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'digest-ingest-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function write(root: string, path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

export interface TestServer {
  readonly calls: CallHandlers<WorkerCalls>;
  readonly events: BackendEvent[];
  /** Titles of all issues in order, `!` before those whose file is gone. */
  titles(): Promise<readonly string[]>;
}

/** Starts a backend on `storageFolder`; it is closed after the test. */
export function startServer(storageFolder: string = temporaryFolder(), build = 'build', idleTimes: IdleTimes = {}): TestServer {
  const events: BackendEvent[] = [];
  const data = { storageFolder, build, windowId: randomUUID(), sourceNames: { bundled: 'Digest', imported: 'Imported' } };
  const calls = createBackendServer(data, (event) => events.push(event), fetchTransport, idleTimes);
  onTestFinished(async () => {
    await calls.close();
  });
  const titles = async (): Promise<readonly string[]> => {
    const places = (await calls.find({ query: '', limit: 10_000 })).filter((place) => !place.section);
    const titles: string[] = [];
    for (const { key, issueTitle } of places) {
      const found = await calls.issue({ key, today: '2026-05-03' });
      titles.push(`${found?.row.isMissing ? '!' : ''}${issueTitle}`);
    }
    return titles;
  };
  return { calls, events, titles };
}

/** Sets the sources of a server as the settings would. */
export async function setSources(
  { calls }: Pick<TestServer, 'calls'>,
  sources: readonly SourceDefinition[],
  inBackground = true,
  credentials: ReadonlyMap<string, Credentials> = new Map(),
): Promise<void> {
  await calls.setSources({ sources, polling: { inBackground, largestDownload: 20 * 1024 * 1024 }, credentials });
}

/** Waits until `check` passes; folders and other windows are noticed after a moment. */
export async function soon(check: () => Promise<void> | void): Promise<void> {
  await vi.waitFor(check, { timeout: 10_000, interval: 20 });
}

/** A small issue in Markdown. */
export function issueText(title: string, published = '2026-04-30', body = 'Threads cross.'): string {
  return `---\ntitle: "${title}"\npublishedAt: "${published}"\n---\n\n## Warp\n\n${body}\n\n## Key Takeaways\n\n- Keep it **even**.\n`;
}

/** Names of the events of one kind, without the log. */
export function eventsOf(server: TestServer, kind: BackendEvent['event']): readonly BackendEvent[] {
  return server.events.filter((event) => event.event === kind);
}

export function expectNoErrors(server: TestServer): void {
  expect(server.events.filter((event) => event.event === 'log' && event.level === 'error')).toEqual([]);
}

/** A server that ends with the test. */
export async function serveFeeds(documents: Readonly<Record<string, ServedDocument | string>>): Promise<FeedServer> {
  const server = await startFeedServer(documents);
  onTestFinished(() => server.close());
  return server;
}

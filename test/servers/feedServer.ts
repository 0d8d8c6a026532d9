// A well-behaved server of documents for tests: validators, 304, and documents that can be changed while it runs.

import { createHash } from 'node:crypto';
import { startWebServer, type WebServer, type WebServerOptions } from './webServer.js';

export interface ServedDocument {
  readonly body: string | Uint8Array;
  /** By default XML. */
  readonly type?: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Asks for this user and password by Basic authentication. */
  readonly credentials?: { readonly user: string; readonly password: string };
}

export interface FeedServer extends WebServer {
  url(path: string): string;
  /** Puts a document there or replaces it. */
  put(path: string, document: ServedDocument | string): void;
  remove(path: string): void;
}

/** Serves `documents` by path (`/feed.xml`); everything else is 404. A text is a document of XML. */
export async function startFeedServer(
  documents: Readonly<Record<string, ServedDocument | string>>,
  options?: WebServerOptions,
): Promise<FeedServer> {
  const served = new Map<string, ServedDocument>();
  const put = (path: string, document: ServedDocument | string): void =>
    void served.set(path, typeof document === 'string' ? { body: document } : document);
  for (const [path, document] of Object.entries(documents)) put(path, document);
  const server = await startWebServer((request, response) => {
    const document = served.get(request.url ?? '');
    if (!document) return void response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>No such page</h1>');
    const { body, type = 'application/xml; charset=utf-8', status = 200, headers = {}, credentials } = document;
    const wanted = credentials && `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64')}`;
    if (wanted !== undefined && request.headers.authorization !== wanted) {
      return void response.writeHead(401, { 'www-authenticate': 'Basic realm="test"' }).end();
    }
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`;
    if (status === 200 && request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end();
    return void response.writeHead(status, { 'content-type': type, etag, ...headers }).end(body);
  }, options);
  return { ...server, url: (path) => `${server.origin}${path}`, put, remove: (path) => void served.delete(path) };
}

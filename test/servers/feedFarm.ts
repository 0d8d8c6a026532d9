// Many feeds on many hosts of 127.0.0.1 (a host is a name with a port), answered after a moment as the web does; counts how many
// requests are under way at once. Behaves well: for the other kind see `misbehaving.ts`.

import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { startWebServer, type WebServer } from './webServer.js';

export interface FarmFeed {
  /** File name, and so the path. */
  readonly name: string;
  readonly xml: string;
}

export interface FarmOptions {
  /** Each host has as many feeds as the others, those that are neighbours in the order of the feeds. */
  readonly hosts: number;
  /** Milliseconds before an answer begins. */
  readonly pause?: number;
}

export interface FeedFarm {
  /** In the order of the feeds. */
  readonly addresses: readonly string[];
  /** The most requests that were under way at one moment: in all, and to one host. */
  readonly most: { readonly total: number; readonly perHost: number };
  /** Requests so far. */
  readonly requests: number;
  /** Connections that are open now, host by host. */
  connections(): readonly number[];
  /** Whoever asks for these addresses from now on waits, until they are let go. */
  holdBack(addresses: readonly string[]): { letGo(): void };
  close(): Promise<void>;
}

export async function startFeedFarm(feeds: Iterable<FarmFeed>, { hosts, pause = 0 }: FarmOptions): Promise<FeedFarm> {
  const documents = new Map<string, Buffer>();
  const names: string[] = [];
  for (const { name, xml } of feeds) {
    names.push(name);
    documents.set(`/${name}`, Buffer.from(xml));
  }
  const counter = createCounter();
  const held = createGate();
  const servers: WebServer[] = [];
  for (let host = 0; host < hosts; host++) {
    const server: WebServer = await startWebServer((request, response) => {
      counter.count(host, response);
      const path = request.url ?? '';
      const send = (): void => answer(documents.get(path), request.headers['if-none-match'], response);
      setTimeout(() => held.pass(`${server.origin}${path}`, send), pause);
    });
    servers.push(server);
  }
  return {
    addresses: names.map((name, index) => `${servers[Math.floor((index * hosts) / names.length)]?.origin}/${name}`),
    get most() {
      return counter.most();
    },
    get requests() {
      return servers.reduce((sum, { requests }) => sum + requests.length, 0);
    },
    connections: () => servers.map((server) => server.connections()),
    holdBack: (addresses) => held.holdBack(addresses),
    close: async () => {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}

function answer(document: Buffer | undefined, known: string | undefined, response: ServerResponse): void {
  if (!document) return void response.writeHead(404).end();
  const etag = `"${createHash('sha256').update(document).digest('base64url').slice(0, 16)}"`;
  if (known === etag) return void response.writeHead(304, { etag }).end();
  return void response.writeHead(200, { 'content-type': 'application/xml; charset=utf-8', etag }).end(document);
}

interface Counter {
  count(host: number, response: ServerResponse): void;
  most(): FeedFarm['most'];
}

function createCounter(): Counter {
  const open = new Map<number, number>();
  let [total, mostTotal, mostPerHost] = [0, 0, 0];
  return {
    count: (host, response) => {
      const perHost = (open.get(host) ?? 0) + 1;
      open.set(host, perHost);
      total += 1;
      mostTotal = Math.max(mostTotal, total);
      mostPerHost = Math.max(mostPerHost, perHost);
      let isOver = false;
      const end = (): void => {
        if (isOver) return;
        isOver = true;
        total -= 1;
        open.set(host, (open.get(host) ?? 1) - 1);
      };
      response.on('finish', end);
      response.on('close', end);
    },
    most: () => ({ total: mostTotal, perHost: mostPerHost }),
  };
}

interface Gate {
  /** Runs `send` now, or when the address is let go. */
  pass(address: string, send: () => void): void;
  holdBack(addresses: readonly string[]): { letGo(): void };
}

function createGate(): Gate {
  const held = new Map<string, (() => void)[]>();
  return {
    pass: (address, send) => {
      const waiting = held.get(address);
      if (waiting) waiting.push(send);
      else send();
    },
    holdBack: (addresses) => {
      for (const address of addresses) held.set(address, []);
      return {
        letGo: () => {
          for (const address of addresses) {
            const waiting = held.get(address) ?? [];
            held.delete(address);
            for (const send of waiting) send();
          }
        },
      };
    },
  };
}

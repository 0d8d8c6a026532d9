// A bare web server on 127.0.0.1 for tests: listens, keeps what it was asked for, and ends with all its connections.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { type CertificateName, readCertificate } from './certificates.js';

interface SeenRequest {
  readonly path: string;
  /** As they came: name, value, name, value. */
  readonly headers: IncomingMessage['headers'];
}

export interface WebServer {
  /** Without a slash at its end. */
  readonly origin: string;
  readonly requests: SeenRequest[];
  /** Connections that are open now. */
  connections(): number;
  /** Requests of this path that are neither answered nor given up. */
  open(path: string): number;
  close(): Promise<void>;
}

export interface WebServerOptions {
  /** Answers by https with this certificate. */
  readonly certificate?: CertificateName;
}

export async function startWebServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  { certificate }: WebServerOptions = {},
): Promise<WebServer> {
  const requests: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  const open = new Set<{ readonly path: string }>();
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    requests.push({ path: request.url ?? '', headers: request.headers });
    // Whoever asked may go at any moment.
    response.on('error', () => response.destroy());
    const answered = { path: request.url ?? '' };
    open.add(answered);
    response.on('close', () => open.delete(answered));
    answer(request, response);
  };
  const server = certificate ? createSecureServer(readCertificate(certificate), listener) : createServer(listener);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has such an address
  const { port } = server.address() as AddressInfo;
  return {
    origin: `${certificate ? 'https' : 'http'}://127.0.0.1:${port}`,
    requests,
    connections: () => sockets.size,
    open: (path) => [...open].filter((request) => request.path === path).length,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

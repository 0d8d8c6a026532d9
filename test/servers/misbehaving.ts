// A server on 127.0.0.1 that fails in every way that servers do: slowly, endlessly, halfway, compressed without end, in
// circles. Each way is a path; what a good reader makes of it is said by the tests.

import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable, type Transform } from 'node:stream';
import { brotliCompressSync, createBrotliCompress, createDeflate, createGzip, gzipSync } from 'node:zlib';
import { startWebServer, type WebServer } from './webServer.js';

/** The document that is there where anything comes to a good end: RSS with two articles. */
export const goodFeed = `<?xml version="1.0"?>
<rss version="2.0"><channel><title>Loom Notes</title><link>https://loom.example/</link>
<item><title>Warp threads</title><link>https://loom.example/warp</link><guid>warp</guid></item>
<item><title>Weft threads</title><link>https://loom.example/weft</link><guid>weft</guid></item>
</channel></rss>
`;

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const xml = { 'content-type': 'application/xml' };
const megabyte = 1024 * 1024;

/** Writes `text()` every `pause` milliseconds for as long as somebody listens. */
function drip(response: ServerResponse, pause: number, text: () => string): void {
  const timer = setInterval(() => response.socket?.write(text()), pause);
  response.on('close', () => clearInterval(timer));
}

/** Writes as fast as it is read, for ever. */
function* endless(chunk: Buffer, count = Number.POSITIVE_INFINITY): Generator<Buffer> {
  for (let written = 0; written < count; written++) yield chunk;
}

function pour(response: ServerResponse, source: Iterable<Buffer>, through?: Transform): void {
  const stream = Readable.from(source);
  const end = through ? stream.pipe(through) : stream;
  end.pipe(response);
  response.on('close', () => {
    stream.destroy();
    through?.destroy();
  });
}

/** Says `200` by hand, so that what follows need not be HTTP. */
function startRaw(response: ServerResponse, headers: string): NonNullable<ServerResponse['socket']> {
  const { socket } = response;
  if (!socket) throw new Error('The connection is gone.');
  socket.write(`HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\n${headers}\r\n`);
  return socket;
}

const zeros = Buffer.alloc(megabyte);
const half = goodFeed.slice(0, goodFeed.indexOf('<item><title>Weft') + 20);

const ways = {
  good: (response) => response.writeHead(200, xml).end(goodFeed),
  // Slow and endless.
  noAnswer: () => undefined,
  slowHeaders: (response) => {
    response.socket?.write('HTTP/1.1 200 OK\r\nX-Slow: ');
    drip(response, 20, () => 'a');
  },
  endlessHeader: (response) => {
    response.socket?.write('HTTP/1.1 200 OK\r\nX-Long: ');
    drip(response, 1, () => 'a'.repeat(16 * 1024));
  },
  slowBody: (response) => {
    startRaw(response, 'Transfer-Encoding: chunked\r\n');
    drip(response, 20, () => '1\r\n \r\n');
  },
  bodyWithoutEnd: (response) => startRaw(response, 'Transfer-Encoding: chunked\r\n').write(`${half.length.toString(16)}\r\n${half}\r\n`),
  endlessBody: (response) => pour(response.writeHead(200, xml), endless(Buffer.from('<item/>'.repeat(10_000)))),
  // Large.
  hugeBody: (response) => pour(response.writeHead(200, xml), endless(zeros, 100)),
  saysHuge: (response) => pour(response.writeHead(200, { ...xml, 'content-length': String(100 * megabyte) }), endless(zeros, 100)),
  tinyChunks: (response) =>
    startRaw(response, 'Transfer-Encoding: chunked\r\nConnection: close\r\n').end('1\r\na\r\n'.repeat(100_000) + '0\r\n\r\n'),
  // Compressed.
  gzip: (response) => response.writeHead(200, { ...xml, 'content-encoding': 'gzip' }).end(gzipSync(goodFeed)),
  brotli: (response) => response.writeHead(200, { ...xml, 'content-encoding': 'br' }).end(brotliCompressSync(goodFeed)),
  gzipBomb: (response) => pour(response.writeHead(200, { ...xml, 'content-encoding': 'gzip' }), endless(zeros, 10_000), createGzip()),
  deflateBomb: (response) =>
    pour(response.writeHead(200, { ...xml, 'content-encoding': 'deflate' }), endless(zeros, 10_000), createDeflate()),
  brotliBomb: (response) =>
    pour(response.writeHead(200, { ...xml, 'content-encoding': 'br' }), endless(zeros, 10_000), createBrotliCompress()),
  gzipTwice: (response) => response.writeHead(200, { ...xml, 'content-encoding': 'gzip, gzip' }).end(gzipSync(gzipSync(goodFeed))),
  gzipFile: (response) => response.writeHead(200, { 'content-type': 'application/gzip' }).end(gzipSync(goodFeed)),
  gzipFileInGzip: (response) => response.writeHead(200, { ...xml, 'content-encoding': 'gzip' }).end(gzipSync(gzipSync(goodFeed))),
  gzipFileCut: (response) => response.writeHead(200, xml).end(gzipSync(goodFeed, { level: 0 }).subarray(0, half.length)),
  gzipFileBomb: (response) => response.writeHead(200, xml).end(gzipSync(Buffer.alloc(50 * megabyte))),
  gzipFileDeep: (response) => response.writeHead(200, xml).end(gzipSync(gzipSync(gzipSync(goodFeed)))),
  gzipFileBroken: (response) => response.writeHead(200, xml).end(Buffer.concat([gzipSync('').subarray(0, 10), Buffer.from(goodFeed)])),
  notGzip: (response) => response.writeHead(200, { ...xml, 'content-encoding': 'gzip' }).end(goodFeed),
  notBrotli: (response) => response.writeHead(200, { ...xml, 'content-encoding': 'br' }).end(goodFeed),
  notDeflate: (response) => response.writeHead(200, { ...xml, 'content-encoding': 'deflate' }).end(goodFeed),
  oddEncoding: (response) => response.writeHead(200, { ...xml, 'content-encoding': 'utf-8' }).end(goodFeed),
  // Cut short.
  longContentLength: (response) => startRaw(response, `Content-Length: ${goodFeed.length * 2}\r\n`).end(half),
  unfinishedChunks: (response) =>
    startRaw(response, 'ETag: "half"\r\nTransfer-Encoding: chunked\r\n').end(`${half.length.toString(16)}\r\n${half}\r\n`),
  cutChunk: (response) => startRaw(response, 'Transfer-Encoding: chunked\r\n').end(`${(half.length * 2).toString(16)}\r\n${half}`),
  resetInBody: (response) => {
    const socket = startRaw(response, 'Content-Length: 5000\r\n');
    // Only when the bytes are on their way, or the reset would overtake them.
    socket.write(half, () => setTimeout(() => socket.resetAndDestroy(), 100));
  },
  resetAtOnce: (response) => response.socket?.resetAndDestroy(),
  closedAtOnce: (response) => response.socket?.end(),
  closedAfterHead: (response) => startRaw(response, 'Content-Length: 5000\r\n').end(),
  notHttp: (response) => response.socket?.end('SSH-2.0-OpenSSH_9.6\r\n'),
  // Redirects.
  loop: (response) => response.writeHead(302, { location: '/loopBack' }).end(),
  loopBack: (response) => response.writeHead(302, { location: '/loop' }).end(),
  selfWithCookie: (response, request) =>
    request.headers.cookie === undefined
      ? response.writeHead(302, { location: '/selfWithCookie', 'set-cookie': 'seen=1' }).end()
      : response.writeHead(200, xml).end(goodFeed),
  moved: (response) => response.writeHead(301, { location: '/good' }).end(),
  movedTwice: (response) => response.writeHead(308, { location: '/moved' }).end(),
  movedThenFound: (response) => response.writeHead(301, { location: '/found' }).end(),
  found: (response) => response.writeHead(302, { location: '/good' }).end(),
  foundThenMoved: (response) => response.writeHead(307, { location: '/moved' }).end(),
  seeOther: (response) => response.writeHead(303, { location: 'good#part' }).end(),
  toUnicode: (response) => response.socket?.end('HTTP/1.1 302 Found\r\nLocation: /größe\r\nContent-Length: 0\r\n\r\n'),
  'gr%C3%B6%C3%9Fe': (response) => response.writeHead(200, xml).end(goodFeed),
  toFile: (response) => response.writeHead(302, { location: 'file:///etc/hosts' }).end(),
  toData: (response) => response.writeHead(302, { location: 'data:application/xml,%3Crss%3E' }).end(),
  toOther: (response) => response.writeHead(302, { location: 'ftp://loom.example/feed' }).end(),
  toNowhere: (response) => response.writeHead(302).end(),
  toNonsense: (response) => response.writeHead(302, { location: 'http://[' }).end(),
  toUser: (response) => response.writeHead(301, { location: `http://eve:secret@${hostOf(response)}/good` }).end(),
  // Validators and statuses.
  alwaysNotModified: (response) => response.writeHead(304).end(),
  sameEtag: (response) =>
    response.writeHead(200, { ...xml, etag: '"same"', 'last-modified': 'Mon, 04 May 2026 08:00:00 GMT' }).end(goodFeed),
  oddEtag: (response) => response.socket?.end(`HTTP/1.1 200 OK\r\nETag: ${'x'.repeat(5000)}\r\nContent-Length: 0\r\n\r\n`),
  partial: (response) => response.writeHead(206, { ...xml, 'content-range': 'bytes 0-9/100' }).end(goodFeed.slice(0, 10)),
  noContent: (response) => response.writeHead(204).end(),
  empty: (response) => response.writeHead(200, xml).end(),
  elsewhere: (response) => response.writeHead(203, { ...xml, 'content-location': '/news/index.xml' }).end(goodFeed),
  signIn: (response, request) =>
    request.headers.authorization === `Basic ${Buffer.from('weaver:se:crét').toString('base64')}`
      ? response.writeHead(200, xml).end(goodFeed)
      : response.writeHead(401, { 'www-authenticate': 'Basic realm="loom"' }).end(),
  toSignIn: (response) => response.writeHead(302, { location: '/signIn' }).end(),
  // Pages in place of feeds.
  logInPage: (response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Log in</title><form></form>'),
} satisfies Record<string, Answer>;

export type Misbehaviour = keyof typeof ways;

export interface MisbehavingServer extends WebServer {
  url(way: Misbehaviour): string;
  /** A bare status; `retryAfter` is sent as it is. */
  status(status: number, retryAfter?: string): string;
  /** So many redirects, then the good feed. */
  chain(length: number): string;
}

function hostOf({ req }: ServerResponse): string {
  return req.headers.host ?? '';
}

export async function startMisbehavingServer(): Promise<MisbehavingServer> {
  const known: ReadonlyMap<string, Answer> = new Map<string, Answer>(Object.entries(ways));
  const server = await startWebServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://127.0.0.1');
    const [, way = '', number = ''] = pathname.split('/');
    const count = Number(number);
    if (way === 'chain') return void response.writeHead(302, { location: count > 1 ? `/chain/${count - 1}` : '/good' }).end();
    if (way === 'status') {
      const retryAfter = searchParams.get('retry');
      return void response.writeHead(count, retryAfter === null ? {} : { 'retry-after': retryAfter }).end('Something to read.');
    }
    const answer = known.get(way);
    if (answer) return answer(response, request);
    return void response.writeHead(404).end();
  });
  const { origin } = server;
  return {
    ...server,
    url: (way) => `${origin}/${way}`,
    status: (status, retryAfter) =>
      `${origin}/status/${status}${retryAfter === undefined ? '' : `?retry=${encodeURIComponent(retryAfter)}`}`,
    chain: (length) => `${origin}/chain/${length}`,
  };
}

// Fetching from a server that misbehaves, by the plain transport and through the relay of the extension host.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FetchOptions, fetchDocument, type FetchOutcome, userAgent } from '../../../../src/sources/http/fetchDocument.js';
import { createRequestQueue } from '../../../../src/sources/http/requestQueue.js';
import type { Transport, TransportRequest } from '../../../../src/sources/http/transport.js';
import { goodFeed, type MisbehavingServer, type Misbehaviour, startMisbehavingServer } from '../../../servers/misbehaving.js';
import { fetchTransport } from '../../../../src/sources/http/fetchTransport.js';
import { transports } from './transports.js';

let server: MisbehavingServer;
beforeAll(async () => {
  server = await startMisbehavingServer();
});
afterAll(() => server.close());

const host = (): string => new URL(server.origin).host;
const never = new AbortController().signal;
const now = Date.UTC(2026, 4, 4, 8);
const megabyte = 1024 * 1024;

function textOf(outcome: FetchOutcome): string {
  return outcome.outcome === 'document' ? Buffer.from(outcome.bytes).toString() : JSON.stringify(outcome);
}

describe.each(transports)('through %s', (_name, createTransport) => {
  const fetchFrom = (address: string, options: Partial<FetchOptions> = {}): Promise<FetchOutcome> =>
    fetchDocument(address, { transport: createTransport(), signal: never, now: () => now, ...options });
  const fetchWay = (way: Misbehaviour, options?: Partial<FetchOptions>): Promise<FetchOutcome> => fetchFrom(server.url(way), options);

  describe('a document', () => {
    it('comes with its type, address and validators', async () => {
      expect(await fetchWay('sameEtag')).toEqual({
        outcome: 'document',
        bytes: new Uint8Array(Buffer.from(goodFeed)),
        contentType: 'application/xml',
        address: server.url('sameEtag'),
        validators: { etag: '"same"', lastModified: 'Mon, 04 May 2026 08:00:00 GMT' },
        isCutShort: false,
      });
    });

    it('says where its content belongs', async () => {
      expect(await fetchWay('elsewhere')).toMatchObject({ outcome: 'document', contentLocation: `${server.origin}/news/index.xml` });
    });

    it.each(['gzip', 'brotli', 'gzipTwice', 'gzipFile', 'gzipFileInGzip', 'oddEncoding'] as const)('is read whole: %s', async (way) => {
      const outcome = await fetchWay(way);
      expect(textOf(outcome)).toBe(goodFeed);
      expect(outcome).toMatchObject({ isCutShort: false });
    });

    it('may be empty', async () => {
      expect(await fetchWay('empty')).toMatchObject({ outcome: 'document', bytes: new Uint8Array(), isCutShort: false });
    });

    it('arrives byte by byte', async () => {
      expect(textOf(await fetchWay('tinyChunks'))).toBe('a'.repeat(100_000));
    });

    it('loses validators that could not be sent back', async () => {
      expect(await fetchWay('oddEtag')).toMatchObject({ outcome: 'document', validators: {} });
    });
  });

  describe('the request', () => {
    it('names Digest and nothing of the person', async () => {
      await fetchWay('good');
      const { headers } = server.requests.at(-1) ?? {};
      expect(headers?.['user-agent']).toBe(userAgent);
      expect(headers?.accept).toContain('application/atom+xml');
      expect(headers).not.toHaveProperty('cookie');
      expect(headers).not.toHaveProperty('authorization');
      expect(headers).not.toHaveProperty('referer');
      expect(headers?.['accept-language'] ?? '*').toBe('*');
    });

    it('carries the validators of the document that is kept', async () => {
      const validators = { etag: '"kept"', lastModified: 'Mon, 04 May 2026 08:00:00 GMT' };
      expect(await fetchWay('alwaysNotModified', { validators })).toEqual({ outcome: 'notModified' });
      expect(server.requests.at(-1)?.headers).toMatchObject({
        'if-none-match': validators.etag,
        'if-modified-since': validators.lastModified,
      });
    });

    it('leaves out validators that are no header', async () => {
      const validators = { etag: 'a\r\nX-Evil: 1', lastModified: '昨日' };
      expect(await fetchWay('alwaysNotModified', { validators })).toMatchObject({ problem: { reason: 'unexpectedStatus', status: 304 } });
      expect(server.requests.at(-1)?.headers).not.toHaveProperty('x-evil');
    });
  });

  describe('a document that is cut short', () => {
    it.each(['longContentLength', 'unfinishedChunks', 'cutChunk', 'resetInBody', 'gzipFileCut'] as const)(
      'gives what came and no validators: %s',
      async (way) => {
        const outcome = await fetchWay(way);
        expect(outcome).toMatchObject({ outcome: 'document', isCutShort: true, validators: {} });
        expect(textOf(outcome)).toContain('<title>Warp threads</title>');
        expect(textOf(outcome)).not.toContain('</channel>');
      },
    );

    it.each(['resetAtOnce', 'closedAtOnce', 'closedAfterHead', 'notHttp'] as const)(
      'is a lost connection when nothing came: %s',
      async (way) => {
        expect(await fetchWay(way)).toMatchObject({ outcome: 'failed', problem: { reason: 'connectionLost', host: host() } });
      },
    );
  });

  describe('a limit', () => {
    it.each(['noAnswer', 'slowHeaders', 'slowBody', 'bodyWithoutEnd'] as const)('of time ends %s', async (way) => {
      const outcome = await fetchWay(way, { limits: { time: 1000 } });
      expect(outcome).toEqual({ outcome: 'failed', problem: { reason: 'timeout', host: host(), amount: 1 } });
    });

    it('of size ends a header', async () => {
      expect(await fetchWay('endlessHeader', { limits: { time: 20_000 } })).toMatchObject({ problem: { reason: 'connectionLost' } });
    });

    it.each(['hugeBody', 'saysHuge', 'endlessBody', 'gzipBomb', 'deflateBomb', 'brotliBomb', 'gzipFileBomb'] as const)(
      'of size ends %s',
      async (way) => {
        const outcome = await fetchWay(way, { limits: { bytes: 5 * megabyte } });
        expect(outcome).toEqual({ outcome: 'failed', problem: { reason: 'tooLarge', host: host(), amount: 5 * megabyte } });
      },
    );

    it('of size lets through what is just as large', async () => {
      expect(await fetchWay('good', { limits: { bytes: goodFeed.length } })).toMatchObject({ outcome: 'document' });
      expect(await fetchWay('good', { limits: { bytes: goodFeed.length - 1 } })).toMatchObject({ problem: { reason: 'tooLarge' } });
    });

    it.each(['noAnswer', 'slowHeaders', 'slowBody', 'endlessBody'] as const)('closes the connection that it ends: %s', async (way) => {
      await fetchWay(way, { limits: { time: 300, bytes: megabyte } });
      await expect.poll(() => openRequests(way), { timeout: 10_000 }).toBe(0);
    });
  });

  describe('wrong compression', () => {
    it.each(['notGzip', 'notBrotli', 'notDeflate', 'gzipFileDeep', 'gzipFileBroken'] as const)('is called that: %s', async (way) => {
      const outcome = await fetchWay(way);
      expect(outcome).toMatchObject({ outcome: 'failed', problem: { reason: 'badCompression', host: host() } });
    });
  });

  describe('a redirect', () => {
    it.each([
      ['moved', 'good'],
      ['movedTwice', 'good'],
      ['movedThenFound', 'found'],
      ['found', undefined],
      ['foundThenMoved', undefined],
      ['seeOther', undefined],
    ] as const)('of %s is permanent to %s', async (way, permanent) => {
      const outcome = await fetchWay(way);
      expect(outcome).toMatchObject({ outcome: 'document', address: server.url('good') });
      expect(outcome.outcome === 'document' && outcome.permanentAddress).toBe(permanent && server.url(permanent));
    });

    it('leads to a path beyond ASCII', async () => {
      expect(textOf(await fetchWay('toUnicode'))).toBe(goodFeed);
    });

    it.each(['loop', 'selfWithCookie'] as const)('that comes back is a loop: %s', async (way) => {
      expect(await fetchWay(way)).toMatchObject({ problem: { reason: 'redirectLoop', host: host() } });
    });

    it('may follow ten others, not eleven', async () => {
      expect(textOf(await fetchFrom(server.chain(10)))).toBe(goodFeed);
      expect(await fetchFrom(server.chain(11))).toEqual({
        outcome: 'failed',
        problem: { reason: 'tooManyRedirects', host: host(), amount: 10 },
      });
    });

    it.each(['toFile', 'toData', 'toOther'] as const)('to another scheme is refused: %s', async (way) => {
      expect(await fetchWay(way)).toMatchObject({ problem: { reason: 'unsafeRedirect', host: host() } });
    });

    it.each(['toNowhere', 'toNonsense'] as const)('without a target is an odd answer: %s', async (way) => {
      expect(await fetchWay(way)).toMatchObject({ problem: { reason: 'unexpectedStatus', status: 302 } });
    });

    it('brings no user and password along', async () => {
      const outcome = await fetchWay('toUser');
      expect(outcome).toMatchObject({ outcome: 'document', address: server.url('good'), permanentAddress: server.url('good') });
      expect(server.requests.at(-1)?.headers).not.toHaveProperty('authorization');
    });
  });

  describe('a status', () => {
    it.each([
      [401, 'signIn'],
      [402, 'forbidden'],
      [403, 'forbidden'],
      [404, 'notFound'],
      [410, 'gone'],
      [429, 'tooManyRequests'],
      [500, 'serverError'],
      [503, 'serverError'],
      [599, 'serverError'],
      [204, 'empty'],
      [205, 'empty'],
      [206, 'unexpectedStatus'],
      [202, 'unexpectedStatus'],
      [300, 'unexpectedStatus'],
      [304, 'unexpectedStatus'],
      [418, 'unexpectedStatus'],
    ])('%d means %s', async (status, reason) => {
      expect(await fetchFrom(server.status(status))).toEqual({ outcome: 'failed', problem: { reason, host: host(), status } });
    });

    it.each([
      ['120', now + 120_000],
      ['Mon, 04 May 2026 08:05:00 GMT', now + 300_000],
      ['999999999999', now + 86_400_000],
      ['Mon, 04 May 2099 08:05:00 GMT', now + 86_400_000],
      ['Mon, 04 May 2020 08:05:00 GMT', undefined],
      ['-5', undefined],
      ['soon', undefined],
    ])('with Retry-After %j is tried again at %s', async (retryAfter, moment) => {
      for (const status of [429, 503, 403]) {
        const outcome = await fetchFrom(server.status(status, retryAfter));
        expect(outcome.outcome === 'failed' && outcome.retryAt).toBe(moment);
      }
    });
  });

  describe('credentials', () => {
    const credentials = { user: 'weaver', password: 'se:crét' };

    it('are sent to whom they belong', async () => {
      expect(textOf(await fetchWay('signIn', { credentials }))).toBe(goodFeed);
      expect(textOf(await fetchWay('toSignIn', { credentials }))).toBe(goodFeed);
      expect(await fetchWay('signIn')).toMatchObject({ problem: { reason: 'signIn' } });
    });

    it('are taken out of the address', async () => {
      const address = server.url('signIn').replace('//', '//weaver:se%3Acr%C3%A9t@');
      const outcome = await fetchFrom(address);
      expect(outcome).toMatchObject({ outcome: 'document', address: server.url('signIn') });
    });

    it('that belong to another origin are not sent', async () => {
      expect(await fetchWay('signIn', { credentials, credentialsFor: 'https://loom.example/' })).toMatchObject({
        problem: { reason: 'signIn' },
      });
    });
  });

  it('rejects at once when it is aborted', async () => {
    for (const way of ['noAnswer', 'slowHeaders', 'slowBody', 'bodyWithoutEnd'] as const) {
      const controller = new AbortController();
      const fetching = fetchWay(way, { signal: controller.signal });
      await expect.poll(() => openRequests(way), { timeout: 10_000 }).toBeGreaterThan(0);
      controller.abort(new Error('Stopped.'));
      await expect(fetching).rejects.toThrow('Stopped.');
      await expect.poll(() => openRequests(way), { timeout: 10_000 }).toBe(0);
    }
  });

  it('rejects without a request when it was aborted before', async () => {
    const before = server.requests.length;
    await expect(fetchWay('good', { signal: AbortSignal.abort(new Error('Stopped.')) })).rejects.toThrow('Stopped.');
    expect(server.requests.length).toBe(before);
  });

  it('is told of a server that is not there', async () => {
    const closed = await startMisbehavingServer();
    await closed.close();
    expect(await fetchFrom(closed.url('good'))).toEqual({
      outcome: 'failed',
      problem: { reason: 'refused', host: new URL(closed.origin).host },
    });
  });

  it.each([
    ['http://nowhere.invalid/feed', 'hostNotFound'],
    ['ftp://loom.example/feed', 'badAddress'],
    ['not an address', 'badAddress'],
    ['http://127.0.0.1:6000/feed', 'badAddress'],
  ])('%s is %s', async (address, reason) => {
    const outcome = await fetchFrom(address);
    const told = outcome.outcome === 'failed' ? outcome.problem.reason : undefined;
    // A machine without any network says so.
    expect(told === 'offline' ? 'hostNotFound' : told).toBe(reason);
  });
});

/** Requests of this way that the server still has a connection for. */
function openRequests(way: Misbehaviour): number {
  return server.open(`/${way}`);
}

/** Answers with a redirect for each address that is a key, else with a document. */
function fakeTransport(redirects: Readonly<Record<string, string>>, status = 301): { transport: Transport; asked: TransportRequest[] } {
  const asked: TransportRequest[] = [];
  const transport: Transport = async (request) => {
    asked.push(request);
    const location = redirects[request.url];
    const body = (async function* (): AsyncGenerator<Uint8Array> {
      if (location === undefined) yield Buffer.from(goodFeed);
    })();
    return location === undefined
      ? { status: 200, headers: new Map(), body }
      : { status, headers: new Map([['location', location]]), body };
  };
  return { transport, asked };
}

const lost: Transport = () => Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNRESET' }));

describe('redirects across the border of private networks', () => {
  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0177.1/',
    'http://0x7f000001:8080/',
    'http://localhost/',
    'http://LOCALHOST./',
    'http://printer/',
    'http://10.1.2.3/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://localhost../',
    'http://[64:ff9b:1::7f00:1]/',
    'http://[2001:0:7f00:1::]/',
    'http://[100::1]/',
    'http://metadata.google.internal/',
    'http://100.64.0.1/',
    'http://0.0.0.0/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:10.0.0.1]/',
    'http://[::ffff:a9fe:a9fe]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fd00::1]/',
    'http://[fe80::1]/',
  ])('from a public address to %s is refused', async (target) => {
    const { transport, asked } = fakeTransport({ 'https://loom.example/feed': target });
    const outcome = await fetchDocument('https://loom.example/feed', { transport, signal: never });
    expect(outcome).toMatchObject({ outcome: 'failed', problem: { reason: 'unsafeRedirect', host: 'loom.example' } });
    expect(asked).toHaveLength(1);
  });

  it('from a private address to a private one is followed, but not by way of a public one', async () => {
    const { transport } = fakeTransport({ 'http://nas/feed': 'http://192.168.1.5/feed', 'http://nas/out': 'https://loom.example/back' });
    expect(await fetchDocument('http://nas/feed', { transport, signal: never })).toMatchObject({ address: 'http://192.168.1.5/feed' });
    const back = fakeTransport({ 'http://nas/out': 'https://loom.example/back', 'https://loom.example/back': 'http://nas/admin' });
    expect(await fetchDocument('http://nas/out', { transport: back.transport, signal: never })).toMatchObject({
      problem: { reason: 'unsafeRedirect' },
    });
  });

  it.each(['https://loom.example:8443/feed', 'https://93.184.215.14/feed', 'http://[2606:2800::1]/feed', 'http://172.32.0.1/'])(
    'to the public %s is followed and kept',
    async (target) => {
      const { transport } = fakeTransport({ 'http://loom.example/': target });
      const outcome = await fetchDocument('http://loom.example/', { transport, signal: never });
      expect(outcome).toMatchObject({ outcome: 'document', address: target, permanentAddress: target });
    },
  );

  it('from https to http are followed, but never kept as permanent', async () => {
    const { transport } = fakeTransport({
      'https://loom.example/a': 'https://loom.example/b',
      'https://loom.example/b': 'http://loom.example/c',
      'http://loom.example/c': 'http://loom.example/d',
    });
    expect(await fetchDocument('https://loom.example/a', { transport, signal: never })).toMatchObject({
      address: 'http://loom.example/d',
      permanentAddress: 'https://loom.example/b',
    });
  });

  it('carry no credentials to another origin, nor to the same host by http', async () => {
    const { transport, asked } = fakeTransport({
      'https://loom.example/a': 'https://loom.example/b',
      'https://loom.example/b': 'http://loom.example/c',
      'http://loom.example/c': 'https://other.example/d',
      'https://other.example/d': 'https://loom.example/e',
    });
    const options = { transport, signal: never, credentials: { user: 'weaver', password: 'x' } };
    expect(await fetchDocument('https://loom.example/a', options)).toMatchObject({ address: 'https://loom.example/e' });
    expect(asked.map(({ url, headers }) => [url, 'authorization' in headers])).toEqual([
      ['https://loom.example/a', true],
      ['https://loom.example/b', true],
      ['http://loom.example/c', false],
      ['https://other.example/d', false],
      ['https://loom.example/e', true],
    ]);
  });
});

describe('in a queue', () => {
  it('a chain takes a turn for each request and waits outside its time', async () => {
    const queue = createRequestQueue({ total: 1 });
    const leave = await queue.enter(server.origin, never);
    const waiting = fetchDocument(server.chain(3), {
      transport: fetchTransport,
      signal: never,
      queue,
      limits: { time: 5000 },
    });
    const before = server.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(server.requests.length).toBe(before);
    leave();
    expect(textOf(await waiting)).toBe(goodFeed);
    (await queue.enter(server.origin, never))();
  });

  it('a failure ends its turn', async () => {
    const queue = createRequestQueue({ total: 1 });
    const outcome = await fetchDocument('https://loom.example/', { transport: lost, signal: never, queue });
    expect(outcome).toEqual({ outcome: 'failed', problem: { reason: 'connectionLost', host: 'loom.example', detail: 'gone' } });
    (await queue.enter('https://loom.example/', never))();
  });
});

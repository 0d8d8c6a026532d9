// The relay between worker and host itself: what crosses it, how much may be under way, and its end. What an answer means
// is tried in fetchDocument.test.ts, through the relay too.

import { once } from 'node:events';
import { MessageChannel, Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { serveFetches } from '../../../../src/editor/fetchRelay.js';
import { initialCredit, parseFetchCall, parseFetchReply, toErrorData } from '../../../../src/protocol/fetching.js';
import type { TransportResponse } from '../../../../src/sources/http/transport.js';
import { goodFeed, type MisbehavingServer, startMisbehavingServer } from '../../../servers/misbehaving.js';
import { openRelay } from './transports.js';

let server: MisbehavingServer;
beforeAll(async () => {
  server = await startMisbehavingServer();
});
afterAll(() => server.close());

const never = new AbortController().signal;

async function readAll({ body }: TransportResponse): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe('a request through the relay', () => {
  it('comes back with status, headers and body', async () => {
    const { transport } = openRelay();
    const response = await transport({ url: server.url('good'), headers: { 'x-thread': 'warp' } }, never);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/xml');
    expect(await readAll(response)).toBe(goodFeed);
    expect(server.requests.at(-1)?.headers['x-thread']).toBe('warp');
  });

  it('goes on beside others', async () => {
    const { transport } = openRelay();
    const responses = await Promise.all(
      ['good', 'gzip', 'tinyChunks'].map((way) => transport({ url: `${server.origin}/${way}`, headers: {} }, never)),
    );
    expect(await Promise.all(responses.map(readAll))).toEqual([goodFeed, goodFeed, 'a'.repeat(100_000)]);
  });

  it('reads no further than it has credit for', async () => {
    const { transport, ports } = openRelay();
    let sent = 0;
    ports.port2.on('message', (data: unknown) => {
      const reply = parseFetchReply(data);
      if (reply?.type === 'chunk') sent += reply.bytes.length;
    });
    const response = await transport({ url: server.url('hugeBody'), headers: {} }, never);
    await expect.poll(() => sent).toBeGreaterThanOrEqual(initialCredit);
    await new Promise((resolve) => setTimeout(resolve, 100));
    // The last chunk may go beyond the limit, by as much as it holds.
    expect(sent).toBeLessThan(2 * initialCredit);
    const iterator = response.body[Symbol.asyncIterator]();
    let read = 0;
    while (read < 4 * initialCredit) {
      const next: IteratorResult<Uint8Array> = await iterator.next();
      if (next.done) break;
      read += next.value.length;
    }
    await iterator.return?.();
    await expect.poll(() => server.open('/hugeBody')).toBe(0);
  });

  it('is closed by whoever does not want its body', async () => {
    const { transport } = openRelay();
    const response = await transport({ url: server.url('endlessBody'), headers: {} }, never);
    expect(server.open('/endlessBody')).toBe(1);
    await response.body[Symbol.asyncIterator]().return?.();
    await expect.poll(() => server.open('/endlessBody')).toBe(0);
  });

  it('rejects with the name and causes of the error', async () => {
    const { transport } = openRelay();
    await expect(transport({ url: server.url('notHttp'), headers: {} }, never)).rejects.toMatchObject({
      name: 'TypeError',
      message: 'fetch failed',
      cause: { name: 'HTTPParserError' },
    });
  });

  it.each(['file:///etc/hosts', 'data:text/plain,x', 'blob:nodedata:1', 'ftp://loom.example/'])('refuses %s', async (url) => {
    const { transport } = openRelay();
    await expect(transport({ url, headers: {} }, never)).rejects.toMatchObject({ code: 'ERR_DISALLOWED_URL_SCHEME' });
  });

  it('fails clearly where fetch keeps the target of a redirect to itself', async () => {
    const opaque = new Response(null);
    Object.defineProperty(opaque, 'type', { value: 'opaqueredirect' });
    vi.stubGlobal('fetch', () => Promise.resolve(opaque));
    onTestFinished(() => void vi.unstubAllGlobals());
    const { transport } = openRelay();
    await expect(transport({ url: 'https://loom.example/', headers: {} }, never)).rejects.toMatchObject({ code: 'ERR_OPAQUE_REDIRECT' });
  });

  it('does not ask when it was aborted before', async () => {
    const { transport } = openRelay();
    const before = server.requests.length;
    await expect(transport({ url: server.url('good'), headers: {} }, AbortSignal.abort(new Error('Stopped.')))).rejects.toThrow('Stopped.');
    expect(server.requests.length).toBe(before);
  });

  it('serves a real worker', async () => {
    // Speaks the messages by hand: the worker's own code is TypeScript, which a bare worker does not load.
    const script = `
      const { workerData: { port, url }, parentPort } = require('node:worker_threads');
      let text = '';
      port.on('message', (reply) => {
        if (reply.type === 'chunk') text += Buffer.from(reply.bytes).toString();
        if (reply.type === 'end' || reply.type === 'failure') parentPort.postMessage(text);
      });
      port.postMessage({ type: 'fetch', id: 1, url, headers: [] });`;
    const { port1, port2 } = new MessageChannel();
    const relay = serveFetches(port1, () => undefined);
    const worker = new Worker(script, {
      eval: true,
      workerData: { port: port2, url: server.url('gzip') },
      transferList: [port2],
    });
    onTestFinished(async () => {
      relay.dispose();
      await worker.terminate();
    });
    expect(await once(worker, 'message')).toEqual([goodFeed]);
  });
});

describe('the end of the relay', () => {
  it.each(['host', 'worker'] as const)('aborts what is under way when the %s lets go', async (end) => {
    const { transport, stopServing, ports } = openRelay();
    const waiting = expect(transport({ url: server.url('noAnswer'), headers: {} }, never)).rejects.toThrow('closed');
    const response = await transport({ url: server.url('endlessBody'), headers: {} }, never);
    expect([server.open('/noAnswer'), server.open('/endlessBody')]).toEqual([1, 1]);
    if (end === 'host') stopServing();
    else ports.port2.close();
    await waiting;
    await expect(readAll(response)).rejects.toThrow('closed');
    await expect.poll(() => server.open('/noAnswer') + server.open('/endlessBody')).toBe(0);
  });

  it('rejects what is under way, and all that is asked later, when the port closes', async () => {
    const { transport, ports } = openRelay();
    const response = await transport({ url: server.url('bodyWithoutEnd'), headers: {} }, never);
    const waiting = transport({ url: server.url('noAnswer'), headers: {} }, never);
    const ends = [waiting, readAll(response)].map((each) => expect(each).rejects.toMatchObject({ code: 'ERR_CONNECTION_CLOSED' }));
    ports.port1.close();
    await Promise.all(ends);
    await expect(transport({ url: server.url('good'), headers: {} }, never)).rejects.toMatchObject({ code: 'ERR_CONNECTION_CLOSED' });
  });
});

describe('messages that are none of ours', () => {
  const odd = [null, 7, 'fetch', {}, { type: 'fetch', id: 'x' }, { type: 'fetch', id: 1, url: 5, headers: [] }, { type: 'credit', id: 1 }];

  it('are told and not acted on', async () => {
    const { ports, warnings, transport } = openRelay();
    for (const message of odd) ports.port2.postMessage(message);
    for (const message of odd) ports.port1.postMessage(message);
    expect(await readAll(await transport({ url: server.url('good'), headers: {} }, never))).toBe(goodFeed);
    expect(warnings).toHaveLength(odd.length);
  });

  it.each([
    [{ type: 'fetch', id: 1, url: 'https://loom.example/', headers: [['accept', '*/*']] }],
    [{ type: 'credit', id: 1, bytes: 5 }],
    [{ type: 'abort', id: 1 }],
  ])('are told from %j', (call) => expect(parseFetchCall({ ...call, extra: 1 })).toEqual(call));

  it.each([
    [{ type: 'fetch', id: -1, url: '', headers: [] }],
    [{ type: 'fetch', id: 1, url: '', headers: [['a']] }],
    [{ type: 'fetch', id: 1, url: '', headers: [['a', 1]] }],
    [{ type: 'credit', id: 1, bytes: Number.NaN }],
    [{ type: 'constructor', id: 1 }],
  ])('are not taken: %j', (call) => expect(parseFetchCall(call)).toBeUndefined());

  it('are replies only when they are whole', () => {
    expect(parseFetchReply({ type: 'chunk', id: 1, bytes: [1] })).toBeUndefined();
    expect(parseFetchReply({ type: 'head', id: 1, status: '200', headers: [] })).toBeUndefined();
    expect(parseFetchReply({ type: 'failure', id: 1, error: 'text' })).toBeUndefined();
    expect(parseFetchReply({ type: 'failure', id: 1, error: { code: 5, cause: 'text' } })).toEqual({
      type: 'failure',
      id: 1,
      error: { name: 'Error', message: '', cause: { name: 'Error', message: 'text' } },
    });
  });
});

describe('an error as data', () => {
  it('keeps codes, causes and the errors that it gathers', () => {
    const gathered = new AggregateError([Object.assign(new Error('no way'), { code: 'ENETUNREACH' })], 'all failed');
    expect(toErrorData(new TypeError('fetch failed', { cause: gathered }))).toEqual({
      name: 'TypeError',
      message: 'fetch failed',
      cause: { name: 'AggregateError', message: 'all failed', errors: [{ name: 'Error', message: 'no way', code: 'ENETUNREACH' }] },
    });
  });

  it('ends where causes go in circles', () => {
    const error = new Error('round');
    error.cause = error;
    expect(JSON.stringify(toErrorData(error)).match(/round/g)).toHaveLength(9);
  });
});

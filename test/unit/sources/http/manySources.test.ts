// Five hundred documents at once, of which some fail in every way: all come to their end, each with its own reason, and no
// server sees more of us than it should.

import { expect, it, onTestFinished } from 'vitest';
import { fetchDocument, type FetchOutcome } from '../../../../src/sources/http/fetchDocument.js';
import { createRequestQueue } from '../../../../src/sources/http/requestQueue.js';
import type { Transport } from '../../../../src/sources/http/transport.js';
import { type Misbehaviour, startMisbehavingServer } from '../../../servers/misbehaving.js';
import { openRelay } from './transports.js';

const failing: readonly (readonly [Misbehaviour, string])[] = [
  ['noAnswer', 'timeout'],
  ['slowHeaders', 'timeout'],
  ['slowBody', 'timeout'],
  ['gzipBomb', 'tooLarge'],
  ['hugeBody', 'tooLarge'],
  ['notGzip', 'badCompression'],
  ['loop', 'redirectLoop'],
  ['toFile', 'unsafeRedirect'],
  ['resetAtOnce', 'connectionLost'],
  ['signIn', 'signIn'],
];

function inShort(outcome: FetchOutcome): string {
  return outcome.outcome === 'failed' ? outcome.problem.reason : outcome.outcome;
}

/** The transport with a count of its requests, each from its beginning to the end of its body. */
function createCountingTransport(transport: Transport): {
  readonly transport: Transport;
  readonly most: { inAll: number; perHost: number };
} {
  const running: string[] = [];
  const most = { inAll: 0, perHost: 0 };
  const counting: Transport = async (request, signal) => {
    const { host } = new URL(request.url);
    running.push(host);
    most.inAll = Math.max(most.inAll, running.length);
    most.perHost = Math.max(most.perHost, running.filter((each) => each === host).length);
    let isOver = false;
    const end = (): void => {
      if (!isOver) running.splice(running.indexOf(host), 1);
      isOver = true;
    };
    const response = await transport(request, signal).catch((error: unknown) => {
      end();
      throw error;
    });
    const chunks = response.body[Symbol.asyncIterator]();
    const next = async (): Promise<IteratorResult<Uint8Array>> => {
      const result: IteratorResult<Uint8Array> = await chunks.next();
      if (result.done) end();
      return result;
    };
    const body = {
      [Symbol.asyncIterator]: () => ({
        next: () =>
          next().catch((error: unknown) => {
            end();
            throw error;
          }),
        return: async (): Promise<IteratorResult<Uint8Array>> => {
          end();
          await chunks.return?.();
          return { done: true, value: undefined };
        },
      }),
    };
    return { ...response, body };
  };
  return { transport: counting, most };
}

it('refreshes five hundred sources of five servers, fifty of them failing', async () => {
  const servers = await Promise.all(Array.from({ length: 5 }, () => startMisbehavingServer()));
  onTestFinished(async () => {
    await Promise.all(servers.map((server) => server.close()));
  });
  const { transport, most } = createCountingTransport(openRelay().transport);
  const good: readonly [Misbehaviour, string] = ['good', 'document'];
  const wanted = Array.from({ length: 100 }, (_, index) => (index % 10 === 0 ? (failing[index / 10] ?? good) : good)).flatMap(
    ([way, expected]) => servers.map((server) => ({ address: server.url(way), expected })),
  );
  const signal = new AbortController().signal;
  const queue = createRequestQueue();
  const limits = { time: 1000, bytes: 1024 * 1024 };
  const outcomes = await Promise.all(wanted.map(({ address }) => fetchDocument(address, { transport, signal, queue, limits })));
  expect(outcomes.map(inShort)).toEqual(wanted.map(({ expected }) => expected));
  expect(most).toEqual({ inAll: 8, perHost: 2 });
  await expect.poll(() => servers.flatMap((server) => failing.map(([way]) => server.open(`/${way}`))).filter(Boolean)).toEqual([]);
});

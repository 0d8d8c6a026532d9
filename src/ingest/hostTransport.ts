// The worker's way to the network: each request is made by the extension host at the other end of a port. See
// `editor/fetchRelay.ts`; what may be requested and what an answer means is decided in `sources/http/`.

import type { MessagePort } from 'node:worker_threads';
import { type FetchCall, type FetchErrorData, type FetchReply, parseFetchReply } from '../protocol/fetching.js';
import type { Transport, TransportResponse } from '../sources/http/transport.js';

/** A request under way: what to do with what the host tells of it. */
interface Listener {
  readonly onReply: (reply: FetchReply) => void;
  readonly onLost: (error: Error) => void;
}

/** Makes a transport of a port whose other end `serveFetches` has. When the port closes, what is under way rejects. */
export function createHostTransport(port: MessagePort): Transport {
  const listeners = new Map<number, Listener>();
  let lastId = 0;
  let isClosed = false;
  const post = (call: FetchCall): void => port.postMessage(call);
  port.on('message', (data: unknown) => {
    const reply = parseFetchReply(data);
    if (reply) listeners.get(reply.id)?.onReply(reply);
  });
  port.on('close', () => {
    isClosed = true;
    for (const { onLost } of listeners.values()) onLost(closedError());
    listeners.clear();
  });
  // Waiting for requests keeps no thread alive.
  port.unref();

  return ({ url, headers }, signal) => {
    if (isClosed) return Promise.reject(closedError());
    const id = ++lastId;
    const exchange = createExchange(signal, {
      onRead: (bytes) => post({ type: 'credit', id, bytes }),
      onAbort: () => post({ type: 'abort', id }),
      onOver: () => listeners.delete(id),
    });
    listeners.set(id, exchange);
    if (!signal.aborted) post({ type: 'fetch', id, url, headers: Object.entries(headers) });
    return exchange.response;
  };
}

/** One request and its answer: replies go in, the response and its chunks come out as they are asked for. */
function createExchange(
  signal: AbortSignal,
  { onRead, onAbort, onOver }: { readonly onRead: (bytes: number) => void; readonly onAbort: () => void; readonly onOver: () => void },
): Listener & { readonly response: Promise<TransportResponse> } {
  const head = Promise.withResolvers<TransportResponse>();
  const chunks: Uint8Array[] = [];
  let failure: Error | undefined;
  let isOver = false;
  let wake: (() => void) | undefined;

  const finish = (error?: Error): void => {
    if (isOver) return;
    isOver = true;
    failure = error;
    signal.removeEventListener('abort', onSignal);
    onOver();
    if (error) head.reject(error);
    wake?.();
  };
  const stop = (error?: Error): void => {
    if (isOver) return;
    onAbort();
    chunks.length = 0;
    finish(error);
  };
  const onSignal = (): void => stop(signal.reason instanceof Error ? signal.reason : new Error(String(signal.reason)));

  // Written by hand: a generator that was never asked for anything is not told when it is ended.
  const next = async (): Promise<IteratorResult<Uint8Array, undefined>> => {
    for (;;) {
      const chunk = chunks.shift();
      if (chunk) {
        if (!isOver) onRead(chunk.length);
        return { done: false, value: chunk };
      }
      if (failure) throw failure;
      if (isOver) return { done: true, value: undefined };
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  const end = async (): Promise<IteratorResult<Uint8Array, undefined>> => {
    stop();
    return { done: true, value: undefined };
  };
  const body: AsyncIterable<Uint8Array> = { [Symbol.asyncIterator]: () => ({ next, return: end }) };

  if (signal.aborted) onSignal();
  else signal.addEventListener('abort', onSignal, { once: true });
  return {
    response: head.promise,
    onLost: finish,
    onReply: (reply) => {
      if (reply.type === 'head') head.resolve({ status: reply.status, headers: new Map(reply.headers), body });
      else if (reply.type === 'failure') finish(toError(reply.error));
      else if (reply.type === 'end') finish();
      else {
        chunks.push(reply.bytes);
        wake?.();
      }
    },
  };
}

/** An error with the properties of the host's. */
function toError({ message, cause, errors, ...rest }: FetchErrorData): Error {
  return Object.assign(
    new Error(message, cause ? { cause: toError(cause) } : undefined),
    rest,
    errors ? { errors: errors.map(toError) } : {},
  );
}

function closedError(): Error {
  return Object.assign(new Error('The way to the extension host is closed.'), { code: 'ERR_CONNECTION_CLOSED' });
}

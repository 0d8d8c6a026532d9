// Makes the worker's requests with the `fetch` of the extension host's main thread, the only one that VS Code teaches the
// person's proxy and certificates. Passes on what comes and decides nothing: limits, redirects and retries are the worker's.

import type { MessagePort } from 'node:worker_threads';
import { type FetchCall, type FetchReply, initialCredit, opaqueRedirect, parseFetchCall, toErrorData } from '../protocol/fetching.js';

type Log = (level: 'warn', message: string) => void;

interface Running {
  readonly controller: AbortController;
  /** Bytes that the worker still takes. */
  credit: number;
  /** Goes on with the body once there is credit again. */
  onCredit: (() => void) | undefined;
}

/** Small chunks that arrive together are sent together, up to about this many bytes a message. */
const wantedMessage = 64 * 1024;

/**
 * Answers the requests that come through `port`, until either end closes it; then what is under way is aborted. Only http and
 * https are requested, by GET, without cookies; redirects are reported and not followed.
 */
export function serveFetches(port: MessagePort, log: Log): { dispose(): void } {
  const running = new Map<number, Running>();
  const post = (reply: FetchReply, transfer: readonly ArrayBuffer[] = []): void => port.postMessage(reply, transfer);

  const serve = async ({ id, url, headers }: Extract<FetchCall, { readonly type: 'fetch' }>): Promise<void> => {
    const request: Running = { controller: new AbortController(), credit: initialCredit, onCredit: undefined };
    running.set(id, request);
    try {
      const response = await requestOnce(url, headers, request.controller.signal);
      if (request.controller.signal.aborted) return;
      post({ type: 'head', id, status: response.status, headers: [...response.headers] });
      if (response.body) await sendBody(response.body.getReader(), request, (bytes) => post({ type: 'chunk', id, bytes }, [bytes.buffer]));
      if (!request.controller.signal.aborted) post({ type: 'end', id });
    } catch (error) {
      // An aborted request is not waited for any more.
      if (!request.controller.signal.aborted) post({ type: 'failure', id, error: toErrorData(error) });
    } finally {
      running.delete(id);
    }
  };
  const onMessage = (data: unknown): void => {
    const call = parseFetchCall(data);
    if (!call) return log('warn', `Not a request of ours: ${typeof data}`);
    if (call.type === 'fetch') return void serve(call);
    const request = running.get(call.id);
    if (!request) return;
    if (call.type === 'abort') request.controller.abort();
    else request.credit += call.bytes;
    request.onCredit?.();
  };
  port.on('message', onMessage);
  // The worker has ended, or we have: nobody waits for these any more.
  port.on('close', () => {
    for (const { controller, onCredit } of running.values()) {
      controller.abort();
      onCredit?.();
    }
  });
  return { dispose: () => port.close() };
}

async function requestOnce(url: string, headers: readonly (readonly [string, string])[], signal: AbortSignal): Promise<Response> {
  if (!/^https?:\/\//i.test(url))
    throw Object.assign(new Error('Only http and https are requested.'), { code: 'ERR_DISALLOWED_URL_SCHEME' });
  const response = await fetch(url, { headers: Object.fromEntries(headers), signal, redirect: 'manual', credentials: 'omit' });
  if (response.type !== 'opaqueredirect') return response;
  // A fetch like the browser's does not say where a redirect leads, so it cannot be checked and is not followed.
  await response.body?.cancel();
  throw Object.assign(new Error('The editor does not tell where the server redirects to.'), { code: opaqueRedirect });
}

/** Reads the body as far as the worker has credit for, and sends what arrived in one turn of the event loop as one message. */
async function sendBody(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  request: Running,
  send: (bytes: Uint8Array<ArrayBuffer>) => void,
): Promise<void> {
  const { signal } = request.controller;
  let chunks: Uint8Array[] = [];
  let size = 0;
  let timer: ReturnType<typeof setImmediate> | undefined;
  const flush = (): void => {
    clearImmediate(timer);
    timer = undefined;
    if (size > 0 && !signal.aborted) send(join(chunks, size));
    chunks = [];
    size = 0;
  };
  try {
    for (;;) {
      while (request.credit <= 0 && !signal.aborted) {
        flush();
        await new Promise<void>((resolve) => {
          request.onCredit = resolve;
        });
      }
      if (signal.aborted) return;
      const { done, value } = await reader.read();
      if (done) break;
      request.credit -= value.length;
      chunks.push(value);
      size += value.length;
      if (size >= wantedMessage) flush();
      else timer ??= setImmediate(flush);
    }
  } finally {
    // What came before a failure is sent before it.
    flush();
  }
}

/** The chunks as one piece of memory that is theirs alone and so can be moved to the other thread. */
function join(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const [only] = chunks;
  if (only && chunks.length === 1 && only.buffer instanceof ArrayBuffer && only.byteLength === only.buffer.byteLength) {
    return new Uint8Array(only.buffer);
  }
  const joined = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}

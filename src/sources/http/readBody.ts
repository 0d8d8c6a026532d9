// The body of an answer → its bytes, held to a size that is counted after decompression. What the bytes mean is not
// looked at, except whether they are gzip that nobody declared.

import { promisify } from 'node:util';
import { constants, gunzip } from 'node:zlib';
import type { SourceProblem } from '../../protocol/sources.js';
import { fetchProblem } from './fetchProblem.js';

export type BodyOutcome =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly isCutShort: boolean }
  | { readonly ok: false; readonly problem: SourceProblem };

/** A compressed file that was compressed once more on its way is common; deeper nesting is an attack. */
const mostLayers = 2;

/**
 * Reads a body of at most `limit` bytes; reading stops, and the connection is closed, as soon as there are more. A
 * connection that is lost after the first bytes gives what came, cut short. Rejects as the body does for other failures
 * (aborted, wrong compression).
 */
export async function readBody(
  body: AsyncIterable<Uint8Array>,
  { limit, address, signal }: { readonly limit: number; readonly address: string; readonly signal: AbortSignal },
): Promise<BodyOutcome> {
  const { host } = new URL(address);
  const collected = createCollector(limit);
  let isCutShort = false;
  try {
    for await (const chunk of body) {
      if (!collected.add(chunk)) return { ok: false, problem: { reason: 'tooLarge', host, amount: limit } };
    }
  } catch (error) {
    if (signal.aborted || collected.length === 0 || fetchProblem(error, address).reason !== 'connectionLost') throw error;
    isCutShort = true;
  }
  return decompress(collected.bytes(), isCutShort, limit, host);
}

/** Gathers chunks in one growing piece of memory: a million chunks of a byte weigh no more than one of a megabyte. */
function createCollector(limit: number): { readonly length: number; add(chunk: Uint8Array): boolean; bytes(): Uint8Array } {
  let memory = new Uint8Array(64 * 1024);
  let length = 0;
  return {
    get length(): number {
      return length;
    },
    add: (chunk) => {
      if (length + chunk.length > limit) return false;
      if (length + chunk.length > memory.length) {
        const larger = new Uint8Array(Math.max(length + chunk.length, Math.min(limit, memory.length * 2)));
        larger.set(memory.subarray(0, length));
        memory = larger;
      }
      memory.set(chunk, length);
      length += chunk.length;
      return true;
    },
    bytes: () => memory.slice(0, length),
  };
}

async function decompress(received: Uint8Array, wasCutShort: boolean, limit: number, host: string): Promise<BodyOutcome> {
  let bytes = received;
  let isCutShort = wasCutShort;
  for (let layer = 0; isGzip(bytes); layer++) {
    if (layer === mostLayers) return badCompression(host, 'gzip in gzip in gzip');
    const whole = await tryGunzip(bytes, limit, constants.Z_FINISH);
    // A stream without its end gives nothing by the strict way, and all that came by the other.
    const result = whole.code === 'Z_BUF_ERROR' ? await tryGunzip(bytes, limit, constants.Z_SYNC_FLUSH) : whole;
    if (result.code === 'ERR_BUFFER_TOO_LARGE') return { ok: false, problem: { reason: 'tooLarge', host, amount: limit } };
    if (!result.bytes) return badCompression(host, result.message);
    isCutShort ||= whole !== result;
    bytes = result.bytes;
  }
  return { ok: true, bytes, isCutShort };
}

const gunzipBytes = promisify(gunzip);

interface Gunzipped {
  readonly bytes?: Uint8Array;
  readonly code?: string;
  readonly message: string;
}

async function tryGunzip(bytes: Uint8Array, maxOutputLength: number, finishFlush: number): Promise<Gunzipped> {
  try {
    return { bytes: await gunzipBytes(bytes, { maxOutputLength, finishFlush }), message: '' };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const code: unknown = Reflect.get(error, 'code');
    return { code: typeof code === 'string' ? code : '', message: error.message };
  }
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;
}

function badCompression(host: string, detail: string): BodyOutcome {
  return { ok: false, problem: { reason: 'badCompression', host, detail: detail.slice(0, 300) } };
}

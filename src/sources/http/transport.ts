// One request over the network, as the rest of the room sees it. In the extension the request is made by the extension
// host, whose `fetch` knows the person's proxy and certificates; in tests by the global `fetch`.

export interface TransportRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface TransportResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /** The body as it comes, content encodings already taken away. Ending it early (`return`) closes the connection. */
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Makes one GET request and follows no redirect. Rejects with the error of `fetch` (its causes are read by
 * `fetchProblem.ts`), or when `signal` is aborted, at once.
 */
export type Transport = (request: TransportRequest, signal: AbortSignal) => Promise<TransportResponse>;

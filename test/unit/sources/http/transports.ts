// The ways to the network that the tests of this folder go: the plain one, and the one through both ends of the relay.

import { MessageChannel } from 'node:worker_threads';
import { onTestFinished } from 'vitest';
import { serveFetches } from '../../../../src/editor/fetchRelay.js';
import { createHostTransport } from '../../../../src/ingest/hostTransport.js';
import { fetchTransport } from '../../../../src/sources/http/fetchTransport.js';
import type { Transport } from '../../../../src/sources/http/transport.js';

export interface Relay {
  readonly transport: Transport;
  readonly ports: MessageChannel;
  readonly warnings: string[];
  readonly stopServing: () => void;
}

export function openRelay(): Relay {
  const ports = new MessageChannel();
  const warnings: string[] = [];
  const server = serveFetches(ports.port1, (_level, message) => void warnings.push(message));
  onTestFinished(() => server.dispose());
  return { transport: createHostTransport(ports.port2), ports, warnings, stopServing: () => server.dispose() };
}

/** Names and makers, for `describe.each`. */
export const transports: readonly (readonly [string, () => Transport])[] = [
  ['the plain transport', () => fetchTransport],
  ['the relay', () => openRelay().transport],
];

// Asks a server for a connection, to learn why git got none: curl often says only that it failed. Nothing is sent over it.

import { readFile } from 'node:fs/promises';
import { connect } from 'node:tls';
import type { SourceProblem } from '../../protocol/sources.js';
import { fetchProblem } from '../http/fetchProblem.js';
import type { GitSetting } from './gitEnvironment.js';

/** Milliseconds that an answer is worth waiting for. */
const patience = 10_000;

const proxyVariables = ['HTTPS_PROXY', 'ALL_PROXY', 'HTTP_PROXY'];

/** Why no trusted connection can be made; undefined when one can, when a proxy stands between, or when nothing is learnt. */
export async function probeConnection(
  address: string,
  surroundings: { readonly env: NodeJS.ProcessEnv; readonly settings: readonly GitSetting[]; readonly signal: AbortSignal },
): Promise<SourceProblem | undefined> {
  const { env, settings, signal } = surroundings;
  const setting = (name: string): string | undefined => settings.findLast(([key]) => key.toLowerCase() === name)?.[1];
  const hasProxy = Object.keys(env).some((name) => proxyVariables.includes(name.toUpperCase()) && env[name] !== '');
  if (hasProxy || setting('http.proxy') !== undefined) return undefined;
  const authorities = env['GIT_SSL_CAINFO'] ?? setting('http.sslcainfo');
  // A file that cannot be read is what git fails at then; the probe would only guess.
  const ca = authorities === undefined ? undefined : await readFile(authorities, 'utf8').catch(() => null);
  if (ca === null) return undefined;
  const { hostname, port } = new URL(address);
  const error = await errorOf(hostname.replace(/^\[|\]$/g, ''), Number(port || 443), ca, signal);
  return error === undefined ? undefined : fetchProblem(error, address);
}

async function errorOf(host: string, port: number, ca: string | undefined, signal: AbortSignal): Promise<Error | undefined> {
  return new Promise((resolve) => {
    const isName = !/^[\d.]+$|:/.test(host);
    const socket = connect({ host, port, ...(isName ? { servername: host } : {}), ...(ca === undefined ? {} : { ca }) });
    const end = (error?: Error): void => {
      signal.removeEventListener('abort', stop);
      socket.destroy();
      resolve(error);
    };
    const stop = (): void => end();
    signal.addEventListener('abort', stop, { once: true });
    socket.setTimeout(patience, stop);
    socket.once('secureConnect', stop);
    // Once for the reason; whatever a socket complains of after that is of no interest.
    socket.on('error', end);
  });
}

// How the worker's parts write to the extension's log: by events, since the worker has no log of its own.

import type { BackendEvent } from '../protocol/backend.js';

type LogLevel = Extract<BackendEvent, { readonly event: 'log' }>['level'];

export type WorkerLog = (level: LogLevel, message: string) => void;

/** A log whose lines carry the name of a part. */
export function createWorkerLog(component: string, emit: (event: BackendEvent) => void): WorkerLog {
  return (level, message) => emit({ event: 'log', level, component, message });
}

/** What to log of an error that nobody expected. */
export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error);
}

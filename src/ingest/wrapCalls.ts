// Puts something around calls of the worker, whatever their parameters are.

import type { WorkerCalls } from '../protocol/backend.js';
import type { CallHandlers } from '../protocol/channel.js';

/** The handlers, of which those meant are called through `around`: it decides when `call` is made, and may make it again. */
export function wrapCalls(
  handlers: CallHandlers<WorkerCalls>,
  around: (call: () => unknown) => unknown,
  isMeant: (name: string) => boolean = () => true,
): CallHandlers<WorkerCalls> {
  const wrapped = Object.entries(handlers).flatMap(([name, given]) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- entries lose which parameters belong to which handler
    const handler = given as (...params: readonly unknown[]) => unknown;
    return isMeant(name) ? [[name, (...params: readonly unknown[]): unknown => around(() => handler(...params))] as const] : [];
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- and which names they have
  return { ...handlers, ...(Object.fromEntries(wrapped) as Partial<CallHandlers<WorkerCalls>>) };
}

// Requests, replies and events over anything that posts and receives messages: the host on one end, the worker on the
// other. Knows nothing of what is called; every request is answered, with an error if need be.

/** One end of a line of messages: a worker, a worker's parent port, a message port. */
export interface ChannelPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  off(event: 'message', listener: (message: unknown) => void): unknown;
}

/** What can be called: an interface of methods with at most one parameter. */
export type Calls<C> = { readonly [Method in keyof C]: (...params: never[]) => unknown };

/** The same methods as whoever answers writes them: at once or later. */
export type CallHandlers<C extends Calls<C>> = {
  readonly [Method in keyof C]: (...params: Parameters<C[Method]>) => ReturnType<C[Method]> | Promise<ReturnType<C[Method]>>;
};

type ChannelMessage =
  | { readonly type: 'call'; readonly id: number; readonly method: string; readonly params: readonly unknown[] }
  | { readonly type: 'reply'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failure'; readonly id: number; readonly error: { readonly name: string; readonly message: string } }
  | { readonly type: 'event'; readonly event: unknown };

export interface Caller<C extends Calls<C>> {
  /** Asks the other end. Rejects with the name and message of what the other end threw, or when the channel is disposed. */
  call<Method extends keyof C & string>(method: Method, ...params: Parameters<C[Method]>): Promise<ReturnType<C[Method]>>;
  /** Stops listening; what is pending rejects with `reason`. */
  dispose(reason?: Error): void;
}

/** The calling end. `onMalformed` hears of messages that are none of ours; they are not acted on. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- names the event's type, as Server does on the other end
export function createCaller<C extends Calls<C>, Event>(
  port: ChannelPort,
  { onEvent, onMalformed }: { readonly onEvent: (event: Event) => void; readonly onMalformed: (message: unknown) => void },
): Caller<C> {
  const pending = new Map<number, { readonly resolve: (value: never) => void; readonly reject: (error: Error) => void }>();
  let lastId = 0;
  let whyDisposed: Error | undefined;

  const settle = (id: number): ReturnType<typeof pending.get> => {
    const waiting = pending.get(id);
    pending.delete(id);
    return waiting;
  };
  const listener = (data: unknown): void => {
    const message = parseMessage(data);
    switch (message?.type) {
      case 'reply':
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- both ends are built together from one interface
        return settle(message.id)?.resolve(message.value as never);
      case 'failure':
        return settle(message.id)?.reject(toError(message.error));
      case 'event':
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- both ends are built together from one interface
        return onEvent(message.event as Event);
      case 'call':
      case undefined:
        return onMalformed(data);
    }
  };
  port.on('message', listener);

  return {
    call: (method, ...params) =>
      new Promise((resolve, reject) => {
        if (whyDisposed) return reject(whyDisposed);
        const id = ++lastId;
        pending.set(id, { resolve, reject });
        try {
          port.postMessage({ type: 'call', id, method, params } satisfies ChannelMessage);
        } catch (error) {
          pending.delete(id);
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      }),
    dispose: (reason = new Error('The channel is closed.')) => {
      if (whyDisposed) return;
      whyDisposed = reason;
      port.off('message', listener);
      for (const waiting of pending.values()) waiting.reject(reason);
      pending.clear();
    },
  };
}

export interface Server<Event> {
  /** Tells the other end something that it did not ask for. */
  emit(event: Event): void;
  /** Stops answering. */
  dispose(): void;
}

/** The answering end. A method that `handlers` does not have itself is refused. */
export function serveCalls<C extends Calls<C>, Event>(
  port: ChannelPort,
  handlers: CallHandlers<C>,
  onMalformed: (message: unknown) => void,
): Server<Event> {
  let isDisposed = false;
  const post = (message: ChannelMessage): void => {
    if (!isDisposed) port.postMessage(message);
  };
  const answer = async (id: number, method: string, params: readonly unknown[]): Promise<void> => {
    try {
      const value = await handlerFor(handlers, method)(...params);
      post({ type: 'reply', id, value });
    } catch (error) {
      post({ type: 'failure', id, error: toFailure(error) });
    }
  };
  const listener = (data: unknown): void => {
    const message = parseMessage(data);
    if (message?.type === 'call') void answer(message.id, message.method, message.params);
    else onMalformed(data);
  };
  port.on('message', listener);
  return {
    emit: (event) => post({ type: 'event', event }),
    dispose: () => {
      isDisposed = true;
      port.off('message', listener);
    },
  };
}

function handlerFor(handlers: object, method: string): (...params: readonly unknown[]) => unknown {
  const handler: unknown = Object.hasOwn(handlers, method) ? Reflect.get(handlers, method) : undefined;
  if (typeof handler !== 'function') throw new Error(`There is no method ${method}.`);
  return (...params): unknown => Reflect.apply(handler, handlers, params);
}

function toFailure(error: unknown): { readonly name: string; readonly message: string } {
  return error instanceof Error ? { name: error.name, message: error.message } : { name: 'Error', message: String(error) };
}

function toError({ name, message }: { readonly name: string; readonly message: string }): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

/** A message of ours, or undefined. Checks the envelope; what it carries is typed by the shared interface. */
function parseMessage(data: unknown): ChannelMessage | undefined {
  if (!isRecord(data)) return undefined;
  const { type, id, method, params, error } = data;
  if (type === 'event') return { type, event: data['event'] };
  if (typeof id !== 'number') return undefined;
  if (type === 'reply') return { type, id, value: data['value'] };
  if (type === 'call' && typeof method === 'string' && Array.isArray(params)) return { type, id, method, params };
  if (type === 'failure' && isRecord(error) && typeof error['name'] === 'string' && typeof error['message'] === 'string') {
    return { type, id, error: { name: error['name'], message: error['message'] } };
  }
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

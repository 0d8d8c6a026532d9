// The channel over a real message channel: replies, errors, unknown methods, foreign messages, and its end.

import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type CallHandlers, type Caller, createCaller, serveCalls, type Server } from '../../../src/protocol/channel.js';

interface TestCalls {
  double(params: { readonly number: number }): number;
  later(params: { readonly number: number }): number;
  fail(): void;
  hang(): void;
  odd(): unknown;
}

class OutOfThread extends Error {
  override readonly name = 'OutOfThread';
}

const handlers: CallHandlers<TestCalls> = {
  double: ({ number }) => number * 2,
  later: async ({ number }) => {
    await new Promise((resolve) => setImmediate(resolve));
    return number;
  },
  fail: () => {
    throw new OutOfThread('The bobbin is empty.');
  },
  hang: () => new Promise(() => {}),
  odd: () => () => 'functions cannot be posted',
};

interface Line {
  readonly caller: Caller<TestCalls>;
  readonly server: Server<string>;
  readonly ports: MessageChannel;
  readonly events: string[];
  readonly malformed: unknown[];
}

function openLine(): Line {
  const ports = new MessageChannel();
  onTestFinished(() => ports.port1.close());
  const events: string[] = [];
  const malformed: unknown[] = [];
  const onMalformed = (message: unknown): void => void malformed.push(message);
  const server = serveCalls<TestCalls, string>(ports.port2, handlers, onMalformed);
  const caller = createCaller<TestCalls, string>(ports.port1, { onEvent: (event) => events.push(event), onMalformed });
  return { caller, server, ports, events, malformed };
}

describe('a call', () => {
  it('gives each caller its own reply, whatever the order of the answers', async () => {
    const { caller } = openLine();
    const replies = [caller.call('later', { number: 1 }), caller.call('double', { number: 2 }), caller.call('later', { number: 3 })];
    expect(await Promise.all(replies)).toEqual([1, 4, 3]);
  });

  it('rejects with name and message of what the handler threw', async () => {
    const { caller } = openLine();
    await expect(caller.call('fail')).rejects.toMatchObject({ name: 'OutOfThread', message: 'The bobbin is empty.' });
  });

  it.each(['nothing', 'toString', 'constructor', '__proto__'])('rejects for %s, which is no method', async (method) => {
    const { caller } = openLine();
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a name that the types forbid is what is tried
    await expect(caller.call(method as 'fail')).rejects.toThrow(`no method ${method}`);
  });

  it('rejects when the parameters cannot be posted', async () => {
    const { caller } = openLine();
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a value that the types forbid is what is tried
    await expect(caller.call('double', { number: (() => 1) as never })).rejects.toMatchObject({ name: 'DataCloneError' });
  });

  it('rejects when the reply cannot be posted', async () => {
    const { caller } = openLine();
    await expect(caller.call('odd')).rejects.toMatchObject({ name: 'DataCloneError' });
  });
});

describe('the end of a channel', () => {
  it('rejects what is pending and what is called afterwards', async () => {
    const { caller } = openLine();
    const pending = caller.call('hang');
    caller.dispose(new Error('The worker ended.'));
    await expect(pending).rejects.toThrow('The worker ended.');
    await expect(caller.call('double', { number: 1 })).rejects.toThrow('The worker ended.');
  });

  it('is not disturbed by a reply that comes too late', async () => {
    const { caller, ports, malformed } = openLine();
    const pending = caller.call('later', { number: 1 });
    caller.dispose();
    await expect(pending).rejects.toThrow('closed');
    ports.port2.postMessage({ type: 'reply', id: 1, value: 1 });
    expect(malformed).toEqual([]);
  });

  it('ends the answers of the other end', async () => {
    const { caller, server, ports } = openLine();
    server.dispose();
    server.emit('unheard');
    const asked = caller.call('double', { number: 1 });
    ports.port2.postMessage({ type: 'reply', id: 1, value: 'from elsewhere' });
    expect(await asked).toBe('from elsewhere');
  });
});

describe('events', () => {
  it('arrive in order and unasked', async () => {
    const { caller, server, events } = openLine();
    server.emit('one');
    server.emit('two');
    await caller.call('double', { number: 1 });
    expect(events).toEqual(['one', 'two']);
  });
});

describe('messages that are none of ours', () => {
  it.each([
    [null],
    ['call'],
    [{ type: 'reply' }],
    [{ type: 'call', id: 1, method: 'double' }],
    [{ type: 'failure', id: 1, error: 'text' }],
    [{ type: 'other', id: 1 }],
  ])('are reported by both ends and not acted on: %j', async (message) => {
    const { caller, ports, malformed } = openLine();
    ports.port1.postMessage(message);
    ports.port2.postMessage(message);
    expect(await caller.call('double', { number: 21 })).toBe(42);
    expect(malformed).toEqual([message, message]);
  });

  it('a reply to no call is passed over', async () => {
    const { caller, ports } = openLine();
    ports.port2.postMessage({ type: 'reply', id: 99, value: 1 });
    await once(ports.port1, 'message');
    expect(await caller.call('double', { number: 1 })).toBe(2);
  });
});

// When marks are read from and written to what travels, and that the person's wish counts.

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { slotNames, StateSync } from '../../../src/editor/stateSync.js';
import type { Backend } from '../../../src/protocol/backend.js';

type Exchanged = Parameters<Backend['exchangeState']>[0];

class Trial {
  readonly kept = new Map<string, unknown>();
  readonly exchanged: Exchanged[] = [];
  readonly declared: (readonly string[])[] = [];
  isWanted = true;
  failure: Error | undefined;
  readonly warnings: string[] = [];
  answer: Awaited<ReturnType<Backend['exchangeState']>>;
  readonly sync = new StateSync({
    backend: {
      exchangeState: async (params) => {
        this.exchanged.push(params);
        if (this.failure) throw this.failure;
        return this.answer;
      },
    },
    state: {
      get: (name: string) => this.kept.get(name),
      update: async (name: string, value: unknown) => void this.kept.set(name, value),
      setKeysForSync: (names: readonly string[]) => void this.declared.push(names),
    },
    isWanted: () => this.isWanted,
    log: { error: () => {}, warn: (_, message) => void this.warnings.push(message), info: () => {}, debug: () => {} },
  });

  change(): void {
    this.sync.onBackendEvent({ event: 'changed', scope: 'state', keys: ['feed/a'] });
  }
}

let trial: Trial;

beforeEach(() => {
  trial = new Trial();
});

describe('what travels', () => {
  it('is declared, and no more once the person does not want it', async () => {
    expect(trial.declared).toEqual([slotNames]);
    trial.isWanted = false;
    trial.sync.declare();
    trial.kept.set('digest.state.1', 'x');
    await trial.sync.read();
    await trial.sync.write();
    expect([trial.declared.at(-1), trial.exchanged]).toEqual([[], []]);
  });

  it('is read again when reading it failed', async () => {
    trial.kept.set('digest.state.3', 'x');
    trial.failure = new Error('the worker ended');
    await trial.sync.read();
    trial.failure = undefined;
    await trial.sync.read();
    await trial.sync.read();
    expect(trial.exchanged).toHaveLength(2);
  });

  it('is read when it is new, and only then', async () => {
    await trial.sync.read();
    expect(trial.exchanged).toEqual([]);
    trial.kept.set('digest.state.3', 'x');
    await trial.sync.read();
    await trial.sync.read();
    expect(trial.exchanged).toEqual([
      { slots: [undefined, undefined, undefined, 'x', undefined, undefined, undefined, undefined], mayWrite: false },
    ]);
    trial.kept.set('digest.state.3', 'y');
    await trial.sync.read();
    expect(trial.exchanged).toHaveLength(2);
  });

  it('is written where the worker says, when something has changed', async () => {
    trial.answer = { slot: 2, text: 'mine' };
    await trial.sync.write();
    expect([trial.kept, trial.exchanged.length]).toEqual([new Map([['digest.state.2', 'mine']]), 1]);
    await trial.sync.write();
    expect(trial.exchanged).toHaveLength(1);
    trial.change();
    await trial.sync.write();
    expect(trial.exchanged.map(({ mayWrite }) => mayWrite)).toEqual([true, true]);
  });

  it('is written by itself when nothing has changed for minutes', async () => {
    vi.useFakeTimers();
    await trial.sync.write();
    for (let time = 0; time < 5; time++) {
      trial.change();
      await vi.advanceTimersByTimeAsync(100_000);
    }
    expect(trial.exchanged).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(100_000);
    expect(trial.exchanged).toHaveLength(2);
    vi.useRealTimers();
  });

  it('waits for the next time where it fails, and goes with everything else that is deleted', async () => {
    trial.failure = new Error('no');
    await trial.sync.write();
    trial.failure = undefined;
    expect(trial.warnings).toEqual(['Marks were not exchanged: Error: no']);
    trial.answer = { slot: 0, text: 'mine' };
    await trial.sync.write();
    expect(trial.kept.get('digest.state.0')).toBe('mine');
    await trial.sync.forget();
    expect([...trial.kept.values()].every((value) => value === undefined)).toBe(true);
  });

  it('waits for the next window, without a warning, where this one closes', async () => {
    trial.failure = Object.assign(new Error('Canceled'), { name: 'Canceled' });
    await trial.sync.write();
    expect(trial.warnings).toEqual([]);
    trial.failure = undefined;
    await trial.sync.write();
    expect(trial.exchanged).toHaveLength(2);
  });
});

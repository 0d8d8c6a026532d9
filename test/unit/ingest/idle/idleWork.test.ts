// Work that waits: done only in quiet, step by step, in one window, and never again and again when it fails.

import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { IdleWork, type IdleTask } from '../../../../src/ingest/idle/idleWork.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Bench {
  readonly idle: IdleWork;
  readonly steps: string[];
  readonly warnings: string[];
  readonly task: (name: string, count: number, every?: number) => IdleTask;
}

function bench(mayWork: () => boolean = () => true): Bench {
  const steps: string[] = [];
  const warnings: string[] = [];
  const idle = new IdleWork({ mayWork, log: (_level, message) => warnings.push(message), quiet: 100, settleTime: 1_000 });
  onTestFinished(() => idle.close());
  const task = (name: string, count: number, every?: number): IdleTask => {
    let done = 0;
    return {
      name,
      ...(every === undefined ? {} : { every }),
      step: () => {
        steps.push(name);
        done += 1;
        return done % count === 0 ? 'done' : 'more';
      },
    };
  };
  return { idle, steps, warnings, task };
}

describe('idle work', () => {
  it('does nothing at the start, then one task after the other', async () => {
    const { idle, steps, task } = bench();
    idle.add(task('a', 2));
    idle.add(task('b', 1));
    await vi.advanceTimersByTimeAsync(990);
    expect(steps).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(steps).toEqual(['a', 'a', 'b']);
  });

  it('stops when something is asked for, and goes on when it is quiet again', async () => {
    const { idle, steps, task } = bench();
    idle.add(task('a', 1_000));
    await vi.advanceTimersByTimeAsync(1_050);
    const before = steps.length;
    expect(before).toBeGreaterThan(1);
    idle.noteCall();
    await vi.advanceTimersByTimeAsync(60);
    idle.noteCall();
    await vi.advanceTimersByTimeAsync(90);
    expect(steps).toHaveLength(before);
    await vi.advanceTimersByTimeAsync(100);
    expect(steps.length).toBeGreaterThan(before);
  });

  it('does again what comes back, and what is added again; the rest is over', async () => {
    const { idle, steps, task } = bench();
    idle.add(task('daily', 1, 86_400_000));
    idle.add(task('once', 1));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(steps).toEqual(['daily', 'once']);
    await vi.advanceTimersByTimeAsync(86_400_000);
    expect(steps).toEqual(['daily', 'once', 'daily']);
    idle.add(task('once', 1));
    await vi.advanceTimersByTimeAsync(100);
    expect(steps).toEqual(['daily', 'once', 'daily', 'once']);
  });

  it('begins anew a task that was added again during its own last step', async () => {
    const { idle, steps } = bench();
    const task: IdleTask = {
      name: 'a',
      step: () => {
        steps.push('a');
        if (steps.length === 1) idle.add(task);
        return 'done';
      },
    };
    idle.add(task);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(steps).toEqual(['a', 'a']);
  });

  it('leaves a task that fails until it comes back, says so, and does the others', async () => {
    const { idle, steps, warnings, task } = bench();
    idle.add({ name: 'bad', every: 10_000, step: () => Promise.reject(new Error('torn')) });
    idle.add(task('good', 1));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(steps).toEqual(['good']);
    expect(warnings).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(warnings).toHaveLength(2);
  });

  it('waits where another window works, and does nothing once it is closed', async () => {
    let isOurs = false;
    const { idle, steps, task } = bench(() => isOurs);
    idle.add(task('a', 3));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(steps).toEqual([]);
    isOurs = true;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(steps).toEqual(['a', 'a', 'a']);
    idle.add(task('b', 1));
    idle.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(steps).toEqual(['a', 'a', 'a']);
  });
});

// What is typed into notes: when it is written, in which order, and what happens when it cannot be.

import { describe, expect, it, vi } from 'vitest';
import { Notes } from '../../../../src/editor/reader/notes.js';

const silent = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };

describe('typed notes', () => {
  it('are written when the person pauses, each as it is then', async () => {
    vi.useFakeTimers();
    const written: unknown[] = [];
    const notes = new Notes({ setNote: async (note) => void written.push(note) }, silent);
    for (const text of ['a', 'ab', 'abc']) {
      notes.typed('x/1', text);
      await vi.advanceTimersByTimeAsync(500);
    }
    expect([written, notes.current('x/1', 'stored'), notes.current('x/2', 'stored')]).toEqual([[], 'abc', 'stored']);
    await vi.advanceTimersByTimeAsync(500);
    expect([written, notes.current('x/1', 'stored')]).toEqual([[{ key: 'x/1', text: 'abc' }], 'stored']);
    vi.useRealTimers();
  });

  it('are written at once when asked, and what is typed meanwhile is not forgotten', async () => {
    const written: string[] = [];
    const notes: Notes = new Notes(
      {
        setNote: async ({ text }) => {
          if (written.length === 0) notes.typed('x/1', 'second');
          written.push(text);
          await Promise.resolve();
        },
      },
      silent,
    );
    notes.typed('x/1', 'first');
    await notes.flush();
    expect([written, notes.current('x/1', undefined)]).toEqual([['first'], 'second']);
    await notes.flush();
    expect([written, notes.current('x/1', undefined)]).toEqual([['first', 'second'], undefined]);
  });

  it('stay until they are written, also where the library refuses them', async () => {
    let isRefusing = true;
    const written: string[] = [];
    const setNote = async ({ text }: { readonly text: string }) => {
      if (isRefusing) throw new Error('no');
      written.push(text);
    };
    const notes = new Notes({ setNote }, silent);
    notes.typed('x/1', 'kept');
    await notes.flush();
    expect(notes.current('x/1', 'old')).toBe('kept');
    notes.typed('x/1', ' ');
    expect(notes.current('x/1', 'old')).toBeUndefined();
    isRefusing = false;
    await notes.flush();
    expect(written).toEqual([' ']);
  });
});

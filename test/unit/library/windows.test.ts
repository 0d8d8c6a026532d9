// Windows and the lease: who is there, what they want, who reads for all, and what happens to the word of the dead.

import { describe, expect, it } from 'vitest';
import type { LibraryDatabase } from '../../../src/library/database.js';
import { announceWindow, isAnyWindowFocused, releaseLease, retractWindow, takeLease, wantedSources } from '../../../src/library/windows.js';
import { newLibrary, openReady, temporaryFolder } from './builders.js';

const now = Date.UTC(2026, 4, 3);
const lifetime = 60_000;

function wanted(...ids: readonly string[]) {
  return ids.map((id) => ({ id, definition: { feed: `https://example.com/${id}` } }));
}

function announce(library: LibraryDatabase, windowId: string, ids: readonly string[], at = now, isFocused = false): void {
  announceWindow(library, windowId, { sources: wanted(...ids), isFocused }, at, lifetime);
}

function idsAt(library: LibraryDatabase, at: number): readonly string[] {
  return wantedSources(library, at).map(({ id }) => id);
}

describe('the sources that are wanted', () => {
  it('are those of all windows, each once, as they were declared', () => {
    const library = newLibrary();
    announce(library, 'one', ['a', 'b']);
    announce(library, 'two', ['b', 'c']);
    expect(wantedSources(library, now)).toEqual(wanted('a', 'b', 'c'));
  });

  it('are declared as the window says that changed them last, not the one that spoke last', () => {
    const library = newLibrary();
    announce(library, 'one', ['a']);
    const renamed = [{ id: 'a', definition: { feed: 'https://example.com/a', name: 'Renamed' } }];
    announceWindow(library, 'two', { sources: renamed, isFocused: false }, now + 1, lifetime);
    announce(library, 'one', ['a'], now + 2);
    expect(wantedSources(library, now + 2)).toEqual(renamed);
  });

  it('are no longer those of a window that is gone, or that has been silent for its lifetime', () => {
    const library = newLibrary();
    announce(library, 'one', ['a']);
    announce(library, 'two', ['b'], now + 10);
    expect(idsAt(library, now + lifetime)).toEqual(['b']);
    announce(library, 'one', ['c'], now + lifetime);
    expect(idsAt(library, now + lifetime)).toEqual(['b', 'c']);
    retractWindow(library, 'two');
    expect(idsAt(library, now + lifetime)).toEqual(['c']);
    announce(library, 'three', [], now + 3 * lifetime);
    for (const table of ['windows', 'window_sources']) expect(library.all(`SELECT 1 FROM ${table}`)).toHaveLength(1);
  });

  it('are not those of a window that speaks from the future: the clock was set back', () => {
    const library = newLibrary();
    announce(library, 'one', ['a'], now + 365 * 86_400_000);
    expect(idsAt(library, now)).toEqual([]);
    announce(library, 'one', ['a'], now);
    expect(idsAt(library, now)).toEqual(['a']);
  });

  it('are not written again with every sign of life', () => {
    const library = newLibrary();
    const changed = () => library.get('SELECT changed FROM window_sources')?.['changed'];
    announce(library, 'one', ['a']);
    announce(library, 'one', ['a'], now + 5);
    expect(changed()).toBe(now);
    announce(library, 'one', ['a', 'b'], now + 6);
    expect(changed()).toBe(now + 6);
  });
});

describe('focus', () => {
  it('is that of a window that is there', () => {
    const library = newLibrary();
    announce(library, 'one', [], now, true);
    announce(library, 'two', []);
    expect([isAnyWindowFocused(library, now), isAnyWindowFocused(library, now + lifetime)]).toEqual([true, false]);
    announce(library, 'one', [], now, false);
    expect(isAnyWindowFocused(library, now)).toBe(false);
  });
});

describe('the lease', () => {
  it('is one window’s until it gives it up or lets it end', () => {
    const folder = temporaryFolder();
    const [library, other] = [newLibrary(folder), openReady(folder)];
    expect([takeLease(library, 'one', now, lifetime), takeLease(other, 'two', now, lifetime)]).toEqual([true, false]);
    releaseLease(other, 'two');
    expect(takeLease(other, 'two', now + 1, lifetime)).toBe(false);
    releaseLease(library, 'one');
    expect([takeLease(other, 'two', now + 1, lifetime), takeLease(library, 'one', now + 1, lifetime)]).toEqual([true, false]);
    expect(takeLease(library, 'one', now + 1 + lifetime, lifetime)).toBe(true);
  });

  it('lasts longer when it is taken again', () => {
    const library = newLibrary();
    expect([0, 40_000, 80_000].map((at) => takeLease(library, 'one', now + at, lifetime))).toEqual([true, true, true]);
    expect(takeLease(library, 'two', now + 100_000, lifetime)).toBe(false);
  });

  it('is void when it ends farther away than its lifetime: the clock was set back', () => {
    const library = newLibrary();
    expect(takeLease(library, 'one', now, lifetime)).toBe(true);
    expect(takeLease(library, 'two', now - 3_600_000, lifetime)).toBe(true);
    expect(takeLease(library, 'one', now - 3_600_000, lifetime)).toBe(false);
  });
});

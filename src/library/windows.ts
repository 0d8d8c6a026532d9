// The windows that are open on this library, the sources they want, and the lease by which one of them reads the sources for
// all. A window that dies says nothing: what it said ends by itself. Every moment is the caller's, in milliseconds since 1970.

import type { SourceDefinition } from '../protocol/sources.js';
import { type LibraryDatabase, textOf } from './database.js';

/** A source that a window wants read. */
export interface WantedSource {
  readonly id: string;
  readonly definition: SourceDefinition;
}

export interface WindowState {
  readonly sources: readonly WantedSource[];
  readonly isFocused: boolean;
}

/** What one window does for all: read the sources, and the work that waits until nobody asks for anything. */
export type LeaseName = 'polling' | 'idle';

// A moment farther away than the lifetime was written before the clock was set back: it must not hold for that long.
const isLive = 'until - ? BETWEEN 1 AND lifetime';

/** Says that a window is there for `lifetime` milliseconds more, and what it wants. To be said again well before they end. */
export function announceWindow(database: LibraryDatabase, windowId: string, state: WindowState, now: number, lifetime: number): void {
  database.transaction(() => {
    database.run(`DELETE FROM windows WHERE id <> ? AND NOT (${isLive})`, windowId, now);
    database.run(
      `INSERT INTO windows (id, until, lifetime, is_focused) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET until = excluded.until, lifetime = excluded.lifetime, is_focused = excluded.is_focused`,
      windowId,
      now + lifetime,
      lifetime,
      Number(state.isFocused),
    );
    // Hundreds of sources are a long text: it is written when it is another, not with every sign of life.
    database.run(
      `INSERT INTO window_sources (window, changed, sources) VALUES (?, ?, ?)
       ON CONFLICT (window) DO UPDATE SET changed = excluded.changed, sources = excluded.sources WHERE sources <> excluded.sources`,
      windowId,
      now,
      JSON.stringify(state.sources.map(({ id, definition }) => ({ id, definition }))),
    );
  });
}

/** Says that a window is gone. */
export function retractWindow(database: LibraryDatabase, windowId: string): void {
  database.run('DELETE FROM windows WHERE id = ?', windowId);
}

/** What the windows that are there want, each source once. Of two windows' definitions the one that was changed last counts. */
export function wantedSources(database: LibraryDatabase, now: number): readonly WantedSource[] {
  const rows = database.all(
    `SELECT sources FROM window_sources JOIN windows ON windows.id = window WHERE ${isLive} ORDER BY changed, window`,
    now,
  );
  const wanted = rows.flatMap((row) => toWanted(textOf(row, 'sources')));
  return [...new Map(wanted.map((source) => [source.id, source])).values()];
}

/** Whether one of the windows that are there has the focus. */
export function isAnyWindowFocused(database: LibraryDatabase, now: number): boolean {
  return database.get(`SELECT 1 FROM windows WHERE is_focused = 1 AND ${isLive}`, now) !== undefined;
}

/**
 * Takes the lease for `lifetime` milliseconds, or takes it for longer when it is the holder's already. One that has ended is
 * taken over.
 * @returns whether the holder has it now.
 */
export function takeLease(database: LibraryDatabase, holder: string, now: number, lifetime: number, name: LeaseName = 'polling'): boolean {
  const { changes } = database.run(
    `INSERT INTO leases (name, holder, until, lifetime) VALUES (?, ?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until, lifetime = excluded.lifetime
     WHERE leases.holder = excluded.holder OR NOT (leases.until - ? BETWEEN 1 AND leases.lifetime)`,
    name,
    holder,
    now + lifetime,
    lifetime,
    now,
  );
  return changes > 0;
}

/** Gives the lease up; nothing happens when another has it. */
export function releaseLease(database: LibraryDatabase, holder: string, name: LeaseName = 'polling'): void {
  database.run('DELETE FROM leases WHERE name = ? AND holder = ?', name, holder);
}

function toWanted(json: string): readonly WantedSource[] {
  const sources: unknown = JSON.parse(json);
  return Array.isArray(sources) ? sources.filter(isWanted) : [];
}

/** Another window may be of another build; what it wants is at least named. */
function isWanted(source: unknown): source is WantedSource {
  return (
    typeof source === 'object' &&
    source !== null &&
    'id' in source &&
    typeof source.id === 'string' &&
    'definition' in source &&
    typeof source.definition === 'object' &&
    source.definition !== null
  );
}

// The sources that issues came from, and the files each of them gave when it was last read. Reading them is `sources/`' work.

import type { ImportProblem, SourceKindName } from '../protocol/sources.js';
import { type LibraryDatabase, numberOf, optionalText, textOf } from './database.js';

export interface StoredSource {
  readonly id: string;
  readonly kind: SourceKindName | 'bundled' | 'imported';
  readonly name: string;
}

/** A file as it was when it was read. */
export interface StoredFile {
  /** Relative to its source, `/` between folders. */
  readonly path: string;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** The build that read it. */
  readonly reader: string;
  /** Why it did not become an issue. */
  readonly problem?: ImportProblem;
}

/** Adds a source or gives it its new name. Gives whether anything changed. */
export function putSource(database: LibraryDatabase, source: StoredSource): boolean {
  const { changes } = database.run(
    `INSERT INTO sources (id, kind, name) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name WHERE name <> excluded.name`,
    source.id,
    source.kind,
    source.name,
  );
  return changes > 0;
}

/** Gives a source that has been read its new name. Gives whether anything changed. */
export function renameSource(database: LibraryDatabase, sourceId: string, name: string): boolean {
  return database.run('UPDATE sources SET name = ? WHERE id = ? AND name <> ?', name, sourceId, name).changes > 0;
}

/** The files of a source as they were last read. */
export function filesOf(database: LibraryDatabase, sourceId: string): readonly StoredFile[] {
  return database.all('SELECT path, size, modified, reader, problem FROM files WHERE source = ? ORDER BY path', sourceId).map((row) => {
    const problem = optionalText(row, 'problem');
    return {
      path: textOf(row, 'path'),
      size: numberOf(row, 'size'),
      modified: numberOf(row, 'modified'),
      reader: textOf(row, 'reader'),
      ...(problem === undefined ? {} : { problem: toProblem(problem) }),
    };
  });
}

export function putFile(database: LibraryDatabase, sourceId: string, file: StoredFile): void {
  database.run(
    'INSERT OR REPLACE INTO files (source, path, size, modified, reader, problem) VALUES (?, ?, ?, ?, ?, ?)',
    sourceId,
    file.path,
    file.size,
    file.modified,
    file.reader,
    file.problem ?? null,
  );
}

export function removeFiles(database: LibraryDatabase, sourceId: string, paths: readonly string[]): void {
  for (const path of paths) database.run('DELETE FROM files WHERE source = ? AND path = ?', sourceId, path);
}

/** Forgets every source, its files and what is remembered of it. Only for a library without issues. */
export function clearSources(database: LibraryDatabase): void {
  database.transaction(() => {
    database.run('DELETE FROM files');
    // With validators kept, the servers would say that nothing is new.
    database.run('DELETE FROM source_memory');
    database.run('DELETE FROM sources WHERE id NOT IN (SELECT source FROM issues)');
  });
}

function toProblem(problem: string): ImportProblem {
  return problem === 'empty' || problem === 'binary' || problem === 'tooLarge' ? problem : 'unreadable';
}

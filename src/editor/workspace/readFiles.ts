// Reads files of the workspace and has the worker take them on: a few at a time, nothing that is too large.

import * as vscode from 'vscode';
import type { FileKind, WorkspaceFile } from '../../protocol/stack.js';
import type { Log } from '../log.js';
import type { FoundFiles } from './findFiles.js';
import type { StackThread } from './stackThread.js';

/** Lock files of large repositories have some ten megabytes; a source or a configuration of that size was written by no person. */
const largest: Readonly<Record<FileKind, number>> = { manifest: 20_000_000, source: 300_000 };

/** Files that are asked for at once, and that go to the worker as one message unless they are larger than this together. */
const batchFiles = 24;
const batchBytes = 2_000_000;

interface Read {
  readonly path: string;
  readonly bytes: Uint8Array | undefined;
}

/**
 * Reads files, and forgets those that have gone. One that cannot be read is a line in the log.
 * @throws when the worker failed; the files that it failed over are given to `onSuspects` first.
 */
export async function readFiles(files: FoundFiles, kind: FileKind, { thread, log, token, onSuspects }: ReadingParts): Promise<void> {
  const left = [...files];
  while (left.length > 0 && !token.isCancellationRequested) {
    const read = await Promise.all(left.splice(0, batchFiles).map(([path, uri]) => readOne(path, uri, largest[kind], log)));
    const gone = read.flatMap(({ path, bytes }) => (bytes ? [] : [path]));
    if (gone.length > 0) await thread.ask('remove', { paths: gone });
    for (const batch of batchesOf(read.flatMap(({ path, bytes }) => (bytes ? [{ path, bytes }] : [])))) {
      try {
        const troubles = await thread.ask('put', { files: batch });
        for (const { path, reason } of troubles) log.info('workspace', `${path} could not be read: ${reason}`);
      } catch (error) {
        onSuspects(batch.map(({ path }) => path));
        throw error;
      }
    }
  }
}

export interface ReadingParts {
  readonly thread: Pick<StackThread, 'ask'>;
  readonly log: Log;
  readonly token: vscode.CancellationToken;
  readonly onSuspects: (paths: readonly string[]) => void;
}

async function readOne(path: string, uri: vscode.Uri, most: number, log: Log): Promise<Read> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > most) {
      log.info('workspace', `${path} is not read: it has ${size} bytes.`);
      return { path, bytes: undefined };
    }
    const bytes = await vscode.workspace.fs.readFile(uri);
    // Who sends a piece of some memory to a worker sends all of that memory.
    return { path, bytes: bytes.length === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes) };
  } catch (error) {
    log.info('workspace', `${path} could not be read: ${error instanceof Error ? error.message : String(error)}`);
    return { path, bytes: undefined };
  }
}

/** Files of some megabytes together, a larger one by itself. */
function batchesOf(files: readonly WorkspaceFile[]): readonly (readonly WorkspaceFile[])[] {
  const batches: WorkspaceFile[][] = [];
  let size = batchBytes;
  for (const file of files) {
    if (size + file.bytes.length > batchBytes) {
      batches.push([]);
      size = 0;
    }
    batches.at(-1)?.push(file);
    size += file.bytes.length;
  }
  return batches;
}

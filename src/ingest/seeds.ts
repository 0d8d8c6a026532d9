// Installs the issues that ship with the extension. They are read like any folder, but not watched: they change with an
// update of the extension only.

import { listFolder } from '../sources/folder/folderListing.js';
import { planReading } from '../sources/folder/folder.js';
import { filesOf } from '../library/sources.js';
import type { IssueKey } from '../protocol/backend.js';
import { readFiles } from './files.js';
import type { LibraryAccess } from './libraryAccess.js';
import type { WorkerLog } from './workerLog.js';

export const bundledSourceId = 'bundled';

/** Adds what is new and updates what changed. An issue that a later version no longer ships is kept and not marked. */
export async function installSeeds(
  library: LibraryAccess,
  folder: string,
  reading: { readonly reader: string; readonly signal: AbortSignal; readonly onChanged: (keys: readonly IssueKey[]) => void },
  log: WorkerLog,
): Promise<void> {
  const listed = await listFolder(folder, undefined, reading.signal);
  if (!listed.ok) {
    log('error', `The bundled issues could not be read: ${listed.problem}.`);
    return;
  }
  const known = library.write((database) => filesOf(database, bundledSourceId));
  const { toRead } = planReading(listed.listing, known, reading.reader);
  await readFiles(library, { ...reading, sourceId: bundledSourceId, root: folder, files: toRead, known }, log);
}

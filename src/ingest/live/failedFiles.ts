// The files of a folder or repository that could not be read as an issue, as its status names them.

import { filesOf } from '../../library/sources.js';
import type { SourceStatus } from '../../protocol/sources.js';
import type { LibraryAccess } from '../libraryAccess.js';

export function failedFiles(library: LibraryAccess, sourceId: string): SourceStatus['failed'] {
  const files = library.read((database) => filesOf(database, sourceId), []);
  return files.flatMap(({ path, problem }) => (problem === undefined ? [] : [{ name: path, problem }]));
}

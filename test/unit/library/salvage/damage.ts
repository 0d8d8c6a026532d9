// Libraries that are large enough to be damaged in parts, ways to damage them, and the whole of a salvage.

import { closeSync, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { putIssue } from '../../../../src/library/issues/issues.js';
import { libraryFile, openLibrary } from '../../../../src/library/open.js';
import { salvageLibrary } from '../../../../src/library/salvage/salvage.js';
import { identityOf } from '../../../../src/library/salvageFiles.js';
import { putSource } from '../../../../src/library/sources.js';
import { setNote, setPlace, setRead, setStarred } from '../../../../src/library/state/state.js';
import type { SalvageReport } from '../../../../src/protocol/libraryStatus.js';
import { buildIssue } from '../buildIssue.js';

export const pageSize = 8192;

/** What stands in the texts of issue `index`, and nowhere else. */
export function markOf(index: number): string {
  return `thread-${index}-of-the-warp`;
}

/** Every third issue is unread, every twentieth starred and noted. */
export function fillLibrary(folder: string, count: number): void {
  const opened = openLibrary(folder);
  if (opened.state !== 'ready') throw new Error(opened.detail);
  const library = opened.database;
  putSource(library, { id: 'notes', kind: 'folder', name: 'Notes' });
  library.transaction(() => {
    for (let index = 0; index < count; index++) {
      const issue = buildIssue({
        id: `issue-${index}`,
        title: `Issue ${index}`,
        sections: [
          { id: 'warp', title: 'Warp', body: { format: 'markdown', text: `${markOf(index)} `.repeat(20) }, takeaways: [], links: [] },
        ],
      });
      const { key } = putIssue(library, issue, { sourceId: 'notes', path: `${index}.md` });
      if (index % 3 > 0) setRead(library, [key], true);
      if (index % 20 > 0) continue;
      setStarred(library, [key], true);
      setNote(library, key, `Note ${index}`);
      setPlace(library, key, { anchor: 'warp', offset: index });
    }
  });
  library.close();
}

/** Writes over a part of a file. */
export function overwrite(file: string, position: number, bytes: Buffer): void {
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, bytes, 0, bytes.length, position);
  closeSync(descriptor);
}

/** What a page of a database begins with, by what it is. */
const pageTypes = { 'inner page of a table': 5, 'page of an index': 10, 'page of a table': 13 } as const;

/** The numbers, from 0 and without the first, of the pages of a kind; with a text, of those in which it stands. */
export function pagesOf(file: string, kind: keyof typeof pageTypes, text = ''): readonly number[] {
  const bytes = readFileSync(file);
  return Array.from({ length: statSync(file).size / pageSize - 1 }, (_, index) => index + 1).filter(
    (page) => bytes[page * pageSize] === pageTypes[kind] && bytes.subarray(page * pageSize, (page + 1) * pageSize).includes(text),
  );
}

/** Salvages the library in a folder, from the first step to the last; undefined when there was nothing to do. */
export function salvageWhole(folder: string): SalvageReport | undefined {
  const steps = salvageLibrary(folder, identityOf(libraryFile(folder)));
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value.outcome === 'salvaged' ? step.value.report : undefined;
  }
}

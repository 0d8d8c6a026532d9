// A process that reads a growing feed into a library, as each window does, and prints each issue that it added. Bundled and
// started by `processes.ts`; no test stands here.

import { openLibrary } from '../../../../src/library/open.js';
import { putSource } from '../../../../src/library/sources.js';
import { readMemory, writeMemory } from '../../../../src/library/sourceMemory.js';
import { releaseLease, takeLease } from '../../../../src/library/windows.js';
import { batchOfRound, growingFeed, readFeed } from './feedDocuments.js';

const [folder = '', name = '', count = '0'] = process.argv.slice(2);
const opened = openLibrary(folder);
if (opened.state !== 'ready') throw new Error(opened.detail);
const { database } = opened;
putSource(database, { id: 'feed', kind: 'feed', name: 'Feed' });
database.exec('CREATE TABLE IF NOT EXISTS held (who TEXT, what TEXT)');

const lifetime = 60_000;

/** Notes in one transaction that the lease was taken or given, so that the notes stand in the order of the leases. */
function hold(what: 'takes' | 'gives'): boolean {
  return database.transaction(() => {
    const isDone = what === 'takes' ? takeLease(database, name, Date.now(), lifetime) : true;
    if (what === 'gives') releaseLease(database, name);
    if (isDone) database.run('INSERT INTO held VALUES (?, ?)', name, what);
    return isDone;
  });
}

// Where the library stands is taken from there: a killed process is followed by one that goes on.
for (let round = (readMemory(database, 'feed')?.failures ?? 0) + 1; round <= Number(count); round++) {
  const hasLease = hold('takes');
  // Without the lease too, as when the person asks for a refresh.
  for (const { outcome, key } of readFeed(database, growingFeed(round), { batch: batchOfRound, reader: 'build' })) {
    if (outcome === 'added') process.stdout.write(`${key}\n`);
  }
  writeMemory(database, 'feed', { failures: round });
  if (hasLease) hold('gives');
}
database.close();

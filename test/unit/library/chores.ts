// A process that does one long piece of work on a library, for tests that kill it in the middle: `migrate`, `salvage`, `index`
// or `vacuum`. Prints `begin`, and `end` when it is done; a salvage may be
// told to stop after a number of steps. Bundled and started by `processes.ts`; no test stands here.

import { libraryFile, openLibrary } from '../../../src/library/open.js';
import { salvageLibrary } from '../../../src/library/salvage/salvage.js';
import { identityOf } from '../../../src/library/salvageFiles.js';
import { indexSome } from '../../../src/library/search/searchIndex.js';

const [folder = '', chore = '', stop = '0'] = process.argv.slice(2);

function opened() {
  const library = openLibrary(folder);
  if (library.state !== 'ready') throw new Error(`${library.state}: ${library.detail}`);
  return library.database;
}

const chores = new Map<string, () => void>([
  ['migrate', () => opened().close()],
  [
    'salvage',
    () => {
      const steps = salvageLibrary(folder, identityOf(libraryFile(folder)));
      for (let step = 1; !steps.next().done; step++) {
        if (step !== Number(stop)) continue;
        process.stdout.write('stopped\n');
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      }
    },
  ],
  [
    'index',
    () => {
      const database = opened();
      while (indexSome(database, 10));
      database.close();
    },
  ],
  [
    'vacuum',
    () => {
      const database = opened();
      for (let time = 0; time < 100; time++) database.exec('VACUUM');
      database.close();
    },
  ],
]);

process.stdout.write('begin\n');
chores.get(chore)?.();
process.stdout.write('end\n');

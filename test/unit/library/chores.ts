// A process that does one long piece of work on a library, for tests that kill it in the middle: `migrate`, `salvage`, `index`
// (the whole library anew) or `tidy` (retention and compaction, with a stricter rule each time). Prints `begin` when the work
// begins, and `end` when it is done; a salvage may be told to stop after a number of steps. Bundled and started by
// `processes.ts`; no test stands here.

import { libraryFile, openLibrary } from '../../../src/library/open.js';
import { salvageLibrary } from '../../../src/library/salvage/salvage.js';
import { identityOf } from '../../../src/library/salvageFiles.js';
import { clearIndex, indexSome } from '../../../src/library/search/searchIndex.js';
import { markOf } from './salvage/damage.js';
import { tidyWhole } from './upkeep/tidying.js';

const [folder = '', chore = '', stop = '0'] = process.argv.slice(2);

function opened() {
  const library = openLibrary(folder);
  if (library.state !== 'ready') throw new Error(`${library.state}: ${library.detail}`);
  return library.database;
}

const begin = (): void => void process.stdout.write('begin\n');

const chores = new Map<string, () => void>([
  [
    'migrate',
    () => {
      begin();
      opened().close();
    },
  ],
  [
    'salvage',
    () => {
      begin();
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
      clearIndex(database);
      begin();
      while (indexSome(database, 10));
      database.close();
    },
  ],
  [
    'tidy',
    () => {
      const database = opened();
      begin();
      for (let perSource = 1400; perSource >= 500; perSource -= 100) tidyWhole(database, perSource, markOf(33));
      database.close();
    },
  ],
]);

const work = chores.get(chore);
if (!work) throw new Error(`There is no chore “${chore}”.`);
work();
process.stdout.write('end\n');

// A process that writes to a library until it is done or killed, and prints each change once it is acknowledged. Bundled and
// started by `processes.ts`; no test stands here.

import { openLibrary } from '../../../src/library/open.js';
import { putIssue } from '../../../src/library/issues/issues.js';
import { putSource } from '../../../src/library/sources.js';
import { setPlace, setRead, setStarred } from '../../../src/library/state/state.js';
import { versionOf } from '../../../src/library/schema.js';
import { buildIssue } from './buildIssue.js';

const [folder = '', name = '', count = '0'] = process.argv.slice(2);
const opened = openLibrary(folder);
if (opened.state !== 'ready') throw new Error(opened.detail);
const { database } = opened;
process.stdout.write(`open ${versionOf(database)}\n`);
putSource(database, { id: 'notes', kind: 'folder', name: 'Notes' });
for (let index = 0; index < Number(count); index++) {
  const id = `${name}-${index}`;
  const { key } = putIssue(database, buildIssue({ id, title: `Issue ${id}` }), { sourceId: 'notes', path: `${id}.md` });
  setRead(database, [key], true);
  setStarred(database, [key], true);
  setPlace(database, key, { anchor: 'warp', offset: index });
  process.stdout.write(`${key}\n`);
}
database.close();

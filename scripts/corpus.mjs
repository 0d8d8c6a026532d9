// Parses every issue of a folder of real issues and checks that each comes through whole: no word and no link lost, none
// out of its section. Usage: npm run corpus [folder]; without one, ../shared/corpus beside the checkout.
// The check counts words and addresses in the source by itself; it shares no code with the parser.

import { build } from 'esbuild';
import { createRequire } from 'node:module';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const folder = path.resolve(process.argv[2] ?? path.join(root, '../shared/corpus'));

/** The parser and the check that the tests use too, bundled for this run. */
async function loadModules() {
  const out = await mkdtemp(path.join(tmpdir(), 'digest-corpus-'));
  const outfile = path.join(out, 'corpus.cjs');
  const contents = `export { parseIssue } from './src/digest/parseIssue.ts'; export { findLosses } from './test/unit/digest/wholeness.ts';`;
  const stdin = { contents, resolveDir: root, loader: /** @type {const} */ ('ts') };
  await build({ stdin, bundle: true, platform: 'node', format: 'cjs', outfile, logLevel: 'error' });
  const loaded = createRequire(import.meta.url)(outfile);
  rmSync(out, { recursive: true });
  return loaded;
}

const { parseIssue, findLosses } = await loadModules();
const names = readdirSync(folder).filter((name) => /\.(?:md|txt)$/i.test(name) && !/^(?:readme|license)/i.test(name));
const totals = { issues: 0, sections: 0, takeaways: 0, links: 0, whole: 0 };
const rows = [];
for (const name of names) {
  const text = readFileSync(path.join(folder, name), 'utf8');
  const outcome = parseIssue(text, { fileName: name });
  totals.issues++;
  if (!outcome.ok) {
    rows.push({ file: name, loss: `not read: ${outcome.reason}` });
    continue;
  }
  const { issue } = outcome;
  totals.sections += issue.sections.length;
  totals.takeaways += issue.takeaways.length + issue.sections.reduce((sum, section) => sum + section.takeaways.length, 0);
  totals.links += issue.links.length + issue.sections.reduce((sum, section) => sum + section.links.length, 0);
  const losses = findLosses(text, issue);
  if (losses.length === 0) totals.whole++;
  for (const loss of losses) rows.push({ file: name, loss });
}
if (rows.length > 0) console.table(rows);
console.table([totals]);
if (rows.length > 0 || names.length === 0) {
  console.error(
    names.length === 0 ? `No issues in ${folder}` : `${totals.issues - totals.whole} of ${totals.issues} issues lost something`,
  );
  process.exitCode = 1;
}

// `npm test [-- <suite>…]`: installs what is missing, builds, runs the suites and says what passed. Only what ran can pass.
import { bootstrap, fail } from './bootstrap.mjs';

await bootstrap();
const { runNode } = await import('./runTool.mjs');
const { suites } = await import('./suites.mjs');
const { ensureVsCode } = await import('./vscode.mjs');

/** How often a suite is started again of which not one test ran. */
const retries = 2;

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !suites.some((suite) => suite.name === name));
if (unknown.length > 0) fail(`No such suite: ${unknown.join(', ')}. There are: ${suites.map(({ name }) => name).join(', ')}.`);

ensureVsCode();
if ((await runNode(['esbuild.mjs'])) !== 0) fail('The build failed: see above.');

const rows = [];
for (const suite of suites) {
  if (wanted.length > 0 && !wanted.includes(suite.name)) continue;
  console.log(`\n=== ${suite.what}`);
  rows.push(await runSuite(suite));
}
printTable(rows);

/** Runs one suite, again where nothing of it ran; a suite without tests, with skipped ones or with a problem has failed. */
async function runSuite(suite) {
  const started = performance.now();
  let attempts = 1;
  let counts = await suite.run();
  while (suite.mayRetry && counts.passed + counts.failed === 0 && attempts <= retries) {
    console.error(`Not one test ran (${counts.problem ?? 'no reason given'}): attempt ${attempts + 1} of ${retries + 1}`);
    attempts += 1;
    counts = await suite.run();
  }
  const { passed, failed, skipped } = counts;
  const problem = counts.problem ?? (passed + failed + skipped === 0 ? 'no tests' : undefined);
  return { suite: suite.what, passed, failed, skipped, problem, retried: attempts - 1, seconds: (performance.now() - started) / 1000 };
}

function printTable(results) {
  const columns = ['suite', 'passed', 'failed', 'skipped', 'seconds', 'retried', ''];
  const lines = results.map((row) => [
    row.suite,
    row.passed,
    row.failed,
    row.skipped,
    row.seconds.toFixed(1),
    row.retried,
    row.problem ? `could not run: ${row.problem}` : '',
  ]);
  const widths = columns.map((title, i) => Math.max(title.length, ...lines.map((line) => String(line[i]).length)));
  const last = columns.length - 1;
  console.log('');
  for (const line of [columns, ...lines]) {
    const cells = line.map((cell, i) =>
      i === 0 || i === last ? String(cell).padEnd(widths[i] ?? 0) : String(cell).padStart(widths[i] ?? 0),
    );
    console.log(cells.join('  ').trimEnd());
  }
  const passed = results.reduce((sum, row) => sum + row.passed, 0);
  // A skipped test and a suite that could not run are failures like any other.
  const failed = results.reduce((sum, row) => sum + row.failed + row.skipped + (row.problem ? 1 : 0), 0);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}

// The suites of `npm test`: how each is run and how its own counts are read. What a suite did not report, it did not run.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './bootstrap.mjs';
import { buildHostTests } from './buildHostTests.mjs';
import { loadTypeScript } from './loadTypeScript.mjs';
import { packageExtension } from './packageExtension.mjs';
import { runTool } from './runTool.mjs';

/**
 * What a suite counted; `problem` says why it could not be run, or what beside its tests went wrong.
 * @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: number, readonly problem?: string }} Counts
 */

/** @param {string} problem @returns {Counts} */
function notRun(problem) {
  return { passed: 0, failed: 0, skipped: 0, problem };
}

/**
 * Runs a project of vitest.config.ts and reads the counts that vitest wrote down.
 * @param {string} project
 * @param {{ node?: string, name?: string, stopAtFirst?: boolean }} [options]
 * @returns {Promise<Counts>}
 */
async function runVitest(project, { node = process.execPath, name = project, stopAtFirst = false } = {}) {
  const report = path.join(projectRoot, 'out', 'reports', `${name}.json`);
  mkdirSync(path.dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile=${report}`];
  if (stopAtFirst) args.push('--bail=1');
  const code = await runTool('vitest', args, { node, minutes: 15 });
  if (!existsSync(report)) return notRun('vitest ended without a report');
  const { testResults, numPassedTests: passed, numFailedTests: failed, numTotalTests: total } = JSON.parse(readFileSync(report, 'utf8'));
  const broken = testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'));
  const counts = { passed, failed, skipped: total - passed - failed };
  if (broken.length > 0) return { ...counts, problem: broken.map((file) => path.relative(projectRoot, file.name)).join(', ') };
  if (code !== 0 && failed === 0) return { ...counts, problem: `vitest ended with code ${code}` };
  return counts;
}

/** @returns {Promise<Counts>} */
async function runUnitOnNode22() {
  const node = process.env['DIGEST_NODE22'] ?? path.join(projectRoot, 'node_modules', 'node22-linux-x64', 'bin', 'node');
  if (!existsSync(node)) return notRun('no Node 22: set DIGEST_NODE22 to the path of one');
  return runVitest('unit', { node, name: 'unit22' });
}

/** @returns {Promise<Counts>} */
async function runHost() {
  await buildHostTests();
  const { runHostTests } = await loadTypeScript('test/vscode/hostTests.ts');
  const { results, output } = await runHostTests();
  if (!results) {
    console.error(output);
    return notRun('the extension host ended without running the tests');
  }
  for (const { test, detail } of results.failures) console.error(`\nFAILED ${test}\n${detail}`);
  return { passed: results.passed, failed: results.failed, skipped: results.skipped };
}

let isPackaged = false;

async function packageOnce() {
  if (!isPackaged) await packageExtension();
  isPackaged = true;
}

/**
 * In the order in which they run. Suites in a real VS Code may be run again when the host died before its first test.
 * @type {readonly { readonly name: string, readonly what: string, readonly mayRetry: boolean, readonly run: () => Promise<Counts> }[]}
 */
export const suites = [
  { name: 'unit', what: 'unit, Node 24', mayRetry: false, run: () => runVitest('unit') },
  { name: 'unit22', what: 'unit, Node 22', mayRetry: false, run: runUnitOnNode22 },
  { name: 'browser', what: 'page in Chromium', mayRetry: false, run: () => runVitest('browser') },
  {
    name: 'package',
    what: 'package and budgets',
    mayRetry: false,
    run: async () => {
      await packageOnce();
      return runVitest('package');
    },
  },
  { name: 'host', what: 'extension host', mayRetry: true, run: runHost },
  {
    name: 'e2e',
    what: 'end to end',
    mayRetry: true,
    run: async () => {
      await packageOnce();
      // The tests of a file are steps of one story: after one that failed, the next would only wait in vain.
      return runVitest('e2e', { stopAtFirst: true });
    },
  },
];

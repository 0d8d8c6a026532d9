// Entry of the tests that run inside a real extension host: finds the suites beside its bundle and runs them with mocha.
// Served and desktop VS Code both call `run`; neither is started here (test/vscode/hostTests.ts, scripts/testDesktop.mjs).
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

/** What a run leaves behind in the file that `DIGEST_HOST_RESULTS` names. Without that file no test has run. */
export interface HostResults {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Name and stack of each test that failed. */
  readonly failures: readonly { readonly test: string; readonly detail: string }[];
}

/** Runs every suite; rejects when one test failed, which VS Code turns into its exit code. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000, color: false, forbidOnly: true });
  for (const name of readdirSync(__dirname).sort()) {
    if (name.endsWith('.test.cjs')) mocha.addFile(path.join(__dirname, name));
  }
  await mocha.loadFilesAsync();
  const results = await new Promise<HostResults>((resolve) => {
    const failures: { test: string; detail: string }[] = [];
    const runner = mocha.run(() => {
      const stats = runner.stats ?? { passes: 0, failures: 0, pending: 0 };
      resolve({ passed: stats.passes, failed: stats.failures, skipped: stats.pending, failures });
    });
    runner.on('fail', (test, error: Error) => failures.push({ test: test.fullTitle(), detail: error.stack ?? error.message }));
  });
  const file = process.env['DIGEST_HOST_RESULTS'];
  if (file !== undefined) writeFileSync(file, JSON.stringify(results));
  if (results.failed > 0) throw new Error(`${results.failed} host tests failed`);
}

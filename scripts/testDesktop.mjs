// `npm run test:desktop`: the host tests in the oldest supported desktop VS Code, which @vscode/test-electron downloads.
// Needs a screen (on Linux: xvfb-run) and the download; `npm test` runs the same suites in the served VS Code without either.
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { bootstrap, projectRoot } from './bootstrap.mjs';

await bootstrap();
const { runTests } = await import('@vscode/test-electron');
const { buildHostTests } = await import('./buildHostTests.mjs');
const { runNode } = await import('./runTool.mjs');

const version = process.argv[2] ?? oldestVersion();
const resultFile = path.join(projectRoot, 'out', 'desktop-results.json');
rmSync(resultFile, { force: true });
if ((await runNode(['esbuild.mjs'])) !== 0) process.exit(1);
await runTests({
  version,
  extensionDevelopmentPath: projectRoot,
  extensionTestsPath: await buildHostTests(),
  extensionTestsEnv: { DIGEST_HOST_RESULTS: resultFile },
  launchArgs: ['--disable-extensions', '--disable-workspace-trust'],
});
const { passed, failed, skipped } = JSON.parse(readFileSync(resultFile, 'utf8'));
console.log(`VS Code ${version}: ${passed} passed, ${failed + skipped} failed`);
process.exitCode = passed > 0 && failed + skipped === 0 ? 0 : 1;

/** The version that `engines.vscode` promises to work with. */
function oldestVersion() {
  const { engines } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));
  return engines.vscode.replace('^', '');
}

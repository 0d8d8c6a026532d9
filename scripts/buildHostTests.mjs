// Bundles the host tests to `out/host/`: the entry and one file per suite. Runs nothing.
import { build } from 'esbuild';
import { globSync, rmSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './bootstrap.mjs';

/** Gives the path of the module that VS Code runs as `extensionTestsPath`. */
export async function buildHostTests() {
  const outdir = path.join(projectRoot, 'out', 'host');
  rmSync(outdir, { recursive: true, force: true });
  await build({
    absWorkingDir: projectRoot,
    entryPoints: ['test/host/index.ts', ...globSync('test/host/*.test.ts', { cwd: projectRoot })],
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    external: ['vscode', 'mocha'],
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return path.join(outdir, 'index.cjs');
}

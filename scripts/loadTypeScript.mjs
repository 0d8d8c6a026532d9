// Lets the scripts use the harness, which is TypeScript: bundles one module to `out/harness/` and imports it.
import { build } from 'esbuild';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from './bootstrap.mjs';

/** The module at `file` (relative to the project), with packages left to Node. */
export async function loadTypeScript(file) {
  const outfile = path.join(projectRoot, 'out', 'harness', `${path.basename(file, '.ts')}.mjs`);
  await build({
    absWorkingDir: projectRoot,
    entryPoints: [file],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node22',
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return import(pathToFileURL(outfile).href);
}

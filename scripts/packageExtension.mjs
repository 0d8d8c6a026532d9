// Builds for production and packs the extension into `out/digest-<version>.vsix`. Publishes nothing.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fail, projectRoot } from './bootstrap.mjs';
import { writeNotices } from './notices.mjs';
import { runNode, runTool } from './runTool.mjs';

/** Gives the path of the package. Ends the process when it cannot be made. */
export async function packageExtension() {
  const { version } = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8'));
  const file = path.join(projectRoot, 'out', `digest-${version}.vsix`);
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  if ((await runNode(['esbuild.mjs', '--production'])) !== 0) fail('The production build failed: see above.');
  writeNotices();
  // The bundles hold all they need. Links and pictures of the README lead nowhere inside the package; they stay as written.
  const args = ['package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', file];
  if ((await runTool('@vscode/vsce', args)) !== 0) fail('vsce could not make the package: see above.');
  return file;
}

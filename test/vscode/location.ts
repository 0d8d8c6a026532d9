// Where the real VS Code, the browser and the build's results stand. Installs nothing: scripts/vscode.mjs does.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readJson } from './readJson.js';

interface Location {
  /** Entry file of the served VS Code. */
  readonly server: string;
  readonly browser?: string;
}

/** The checkout. Every command of the project runs with it as its working directory. */
export const projectRoot: string = process.cwd();

/** Screenshots of the runs: `out/screenshots/<name>.png`. */
export const screenshotFolder: string = path.join(projectRoot, 'out', 'screenshots');

/** What scripts/vscode.mjs has installed. Throws with the remedy when nothing is. */
export function readLocation(): Location {
  const file = path.join(projectRoot, '.vscode-real', 'location.json');
  if (!existsSync(file)) throw new Error('No VS Code is installed for the tests: run "npm test" or "npm start" once.');
  return readJson<Location>(file);
}

/** The packaged extension that `npm run package` wrote for this version. Throws with the remedy when there is none. */
export function packagedExtension(): string {
  const manifest = readJson<{ readonly version: string }>(path.join(projectRoot, 'package.json'));
  const file = path.join(projectRoot, 'out', `digest-${manifest.version}.vsix`);
  if (!existsSync(file)) throw new Error('The extension is not packaged: run "npm run package" first.');
  return file;
}

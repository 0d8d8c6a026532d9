// Brings a real VS Code for tests and `npm start`: the served one of code-server, and a Chromium to drive it with.
// Installs under `.vscode-real/` once and reuses it; starts nothing (see test/vscode/server.ts).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fail, projectRoot, runNpm } from './bootstrap.mjs';

const home = path.join(projectRoot, '.vscode-real');
const manifestFolder = path.join(projectRoot, 'test', 'vscode');

/** Native modules of VS Code that cannot be built without a compiler, and would fill every log with their absence. */
const standIns = ['spdlog', 'native-watchdog'];

/** Names under which a browser that Playwright can drive stands on the PATH. */
const browserNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge', 'msedge'];
const browserFiles = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
  String.raw`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`,
];

/** Installs what is missing and writes down where it stands, for the harness: `.vscode-real/location.json`. */
export function ensureVsCode({ browser = true } = {}) {
  const server = ensureServer();
  const location = { server, browser: browser ? ensureBrowser() : findBrowser() };
  writeFileSync(path.join(home, 'location.json'), `${JSON.stringify(location, undefined, 2)}\n`);
  return location;
}

/** The server's entry file. The name of its folder tells what was installed, so another pin installs anew. */
function ensureServer() {
  const hash = createHash('sha256');
  const standInFiles = standIns.map((name) => `../../scripts/standIns/${name}.cjs`);
  for (const file of ['package.json', 'package-lock.json', ...standInFiles]) hash.update(readFileSync(path.join(manifestFolder, file)));
  const folder = path.join(home, `server-${hash.digest('hex').slice(0, 12)}`);
  const entry = path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode', 'out', 'server-main.js');
  if (existsSync(entry)) return entry;

  console.log('Installing VS Code (code-server, about 0.6 GB, once)…');
  mkdirSync(home, { recursive: true });
  removeStaleInstalls();
  const unfinished = path.join(home, `installing-${process.pid}`);
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished);
  for (const file of ['package.json', 'package-lock.json']) cpSync(path.join(manifestFolder, file), path.join(unfinished, file));
  cpSync(path.join(projectRoot, '.npmrc'), path.join(unfinished, '.npmrc'));
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const code = path.join(unfinished, 'node_modules', 'code-server', 'lib', 'vscode');
  // code-server carries its own lock files for VS Code and its extensions; its install script, which would use them, wants a compiler.
  const steps = [
    [['ci', ...quiet], unfinished],
    [['install', '--omit=dev', ...quiet], code],
    [['install', '--omit=dev', ...quiet], path.join(code, 'extensions')],
  ];
  for (const [args, cwd] of steps) {
    if (runNpm(args, cwd).status !== 0) fail('VS Code (code-server) could not be installed: see the message of npm above.');
  }
  for (const name of standIns)
    cpSync(path.join(projectRoot, 'scripts', 'standIns', `${name}.cjs`), path.join(code, 'node_modules', '@vscode', name, 'index.js'));
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Another run was faster: its install is as good as ours.
    if (!existsSync(entry)) throw error;
    rmSync(unfinished, { recursive: true, force: true });
  }
  return entry;
}

/** An interrupted install leaves its folder behind; one that is an hour old belongs to nobody. */
function removeStaleInstalls() {
  for (const name of readdirSync(home)) {
    const folder = path.join(home, name);
    const isOld = Date.now() - statSync(folder).mtimeMs > 3_600_000;
    if (name.startsWith('installing-') && isOld) rmSync(folder, { recursive: true, force: true });
  }
}

function ensureBrowser() {
  const found = findBrowser();
  if (found) return found;
  const isRoot = process.getuid?.() === 0;
  const canInstall = process.platform === 'linux' && findOnPath('apt-get') && (isRoot || runs('sudo', ['-n', 'true']));
  if (canInstall) {
    console.log('Installing Chromium (apt-get)…');
    const [command, ...prefix] = isRoot ? ['apt-get'] : ['sudo', '-n', 'apt-get'];
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    /** @type {import('node:child_process').SpawnSyncOptions} */
    const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env };
    spawnSync(command, [...prefix, '-qq', 'update'], quiet);
    spawnSync(command, [...prefix, '-qq', 'install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], quiet);
    const installed = findBrowser();
    if (installed) return installed;
  }
  return fail(
    'No browser to drive VS Code with. Install one (Debian: "sudo apt-get install -y chromium") or set CHROME_PATH to a Chrome, Chromium or Edge.',
  );
}

function findBrowser() {
  const given = process.env['CHROME_PATH'];
  if (given) return existsSync(given) ? given : fail(`CHROME_PATH names ${given}, which does not exist.`);
  for (const name of browserNames) {
    const file = findOnPath(name);
    if (file) return file;
  }
  return browserFiles.find((file) => existsSync(file));
}

/** The file of a command on the PATH, or undefined. */
export function findOnPath(command) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
    for (const ending of endings) {
      const file = path.join(folder, command + ending);
      if (folder !== '' && existsSync(file)) return file;
    }
  }
  return undefined;
}

function runs(command, args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

// `npm start`: installs what is missing, builds, and opens a real VS Code with the extension; stays until Ctrl+C.
// `-- --served` leaves a desktop VS Code aside; `-- --library 20000` as well, and opens on a generated library of that many issues;
// `-- --check` opens no window but proves that one would show the issue.
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { bootstrap, fail, projectRoot } from './bootstrap.mjs';
import { ensureVsCode, findOnPath } from './vscode.mjs';

await bootstrap();
const { runNode } = await import('./runTool.mjs');
const { loadTypeScript } = await import('./loadTypeScript.mjs');

const isCheck = process.argv.includes('--check');
const librarySize = readLibrarySize();
if ((await runNode(['esbuild.mjs'])) !== 0) fail('The build failed: see above.');

const desktop = isCheck || librarySize !== undefined || process.argv.includes('--served') ? undefined : findDesktop();
if (desktop) openDesktop(desktop);
else if (isCheck) await check();
else await serve();

/** How many issues the library to try out shall have; undefined when none was asked for. */
function readLibrarySize() {
  const at = process.argv.indexOf('--library');
  if (at === -1) return undefined;
  const size = Number(process.argv[at + 1]);
  if (!Number.isInteger(size) || size < 1 || size > 1_000_000) fail('--library wants a number of issues: npm start -- --library 20000');
  return size;
}

/** A desktop VS Code that can open a window here: not without a screen, and not as root, which it refuses. */
function findDesktop() {
  if (!hasScreen() || process.getuid?.() === 0) return undefined;
  // The `code` inside VS Code's own remote terminal only talks to the window that owns it.
  if (process.env['VSCODE_IPC_HOOK_CLI']) return undefined;
  return ['code', 'codium', 'code-insiders'].map((name) => findOnPath(name)).find((file) => file !== undefined);
}

function hasScreen() {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

function openDesktop(file) {
  console.log(`Opening ${path.basename(file)} with the extension…`);
  const args = ['--new-window', `--extensionDevelopmentPath=${projectRoot}`];
  const child = spawn(file, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}

async function check() {
  ensureVsCode();
  const { checkStart } = await loadTypeScript('test/vscode/startUp.ts');
  console.log(await checkStart(seedTitle()));
}

/** The title of the first bundled issue, as its front matter quotes it. */
function seedTitle() {
  const folder = path.join(projectRoot, 'seeds');
  const name = readdirSync(folder).sort()[0] ?? fail('The folder seeds/ is empty.');
  const line = readFileSync(path.join(folder, name), 'utf8')
    .split('\n')
    .find((text) => text.startsWith('title: '));
  return (line ?? fail(`${name} has no title.`)).slice('title: '.length).replaceAll('"', '').trim();
}

async function serve() {
  ensureVsCode({ browser: false });
  const { startForPerson } = await loadTypeScript('test/vscode/startUp.ts');
  if (librarySize !== undefined) console.log('Making the library, unless it is there; a hundred thousand issues take minutes…');
  const server = await startForPerson(librarySize);
  const address = server.windowUrl();
  console.log(`\nVS Code with Digest: ${address}\nOpen it in a browser on this machine. Ctrl+C ends it.`);
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  if (hasScreen() && findOnPath(opener)) spawn(opener, [address], { stdio: 'ignore', detached: true }).unref();
  await new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, resolve);
  });
  await server.close();
}

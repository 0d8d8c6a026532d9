// Runs the tools of node_modules on the project's Node. Knows nothing of what they are for.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { environmentFor, projectRoot } from './bootstrap.mjs';

/**
 * Runs `tool`, a command that the package `name` brings, and gives its exit code; its output is the person's to see.
 * @param {string} name
 * @param {readonly string[]} args
 * @param {{ tool?: string, node?: string, minutes?: number }} [options] `node`: another Node; `minutes`: ended after them
 */
export async function runTool(name, args, { tool = path.basename(name), node = process.execPath, minutes = 10 } = {}) {
  const folder = path.join(projectRoot, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = path.join(folder, typeof bin === 'string' ? bin : bin[tool]);
  return runNode([file, ...args], { node, minutes });
}

/** Runs a script on `node` and gives its exit code, 1 when it did not end in time. */
export async function runNode(args, { node = process.execPath, minutes = 10 } = {}) {
  const child = spawn(node, args, { cwd: projectRoot, stdio: ['ignore', 'inherit', 'inherit'], env: environmentFor(node) });
  const timer = setTimeout(() => {
    console.error(`${path.basename(args[0])} did not end within ${minutes} minutes.`);
    child.kill('SIGKILL');
  }, minutes * 60_000);
  const endWithUs = () => child.kill('SIGTERM');
  process.once('exit', endWithUs);
  try {
    return await new Promise((resolve) => {
      child.on('exit', (code) => resolve(code ?? 1));
    });
  } finally {
    clearTimeout(timer);
    process.off('exit', endWithUs);
  }
}

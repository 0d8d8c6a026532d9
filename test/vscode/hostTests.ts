// Runs the bundled host tests (test/host) in the extension host of a served VS Code and reports what they counted.
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { format } from 'node:util';
import type { HostResults } from '../host/index.js';
import { projectRoot } from './location.js';
import { readJson } from './readJson.js';
import { launchServer, patience } from './server.js';
import { launchBrowser } from './window.js';

export interface HostRun {
  /** Absent when the host ended without running the tests. */
  readonly results?: HostResults;
  /** What tests and host have printed. */
  readonly output: string;
}

/** One run of all suites. The whole run may take as long as four steps of a loaded machine. */
export async function runHostTests(): Promise<HostRun> {
  const resultFile = path.join(projectRoot, 'out', 'host', 'results.json');
  rmSync(resultFile, { force: true });
  const server = await launchServer({
    extensions: [],
    args: ['--enable-smoke-test-driver'],
    env: { DIGEST_HOST_RESULTS: resultFile },
    workspace: { 'notes.md': '# Notes\n' },
  });
  const browser = await launchBrowser();
  const lines: string[] = [];
  try {
    const page = await browser.newPage();
    await page.exposeFunction('codeAutomationLog', (_type: string, args: readonly unknown[]) => lines.push(format(...args)));
    const ended = new Promise<void>((resolve, reject) => {
      setTimeout(() => reject(new Error('The host tests did not end in time.')), 4 * patience).unref();
      void page.exposeFunction('codeAutomationExit', () => resolve());
    });
    const address = (folder: string): string => `vscode-remote://127.0.0.1:${server.port}${folder}`;
    const payload = [
      ['extensionDevelopmentPath', address(projectRoot)],
      ['extensionTestsPath', address(path.join(projectRoot, 'out', 'host', 'index.cjs'))],
    ];
    await page.goto(server.windowUrl({ payload: JSON.stringify(payload) }), { timeout: patience });
    await ended;
  } catch (error) {
    lines.push(String(error), server.log());
  } finally {
    await browser.close();
    await server.close();
  }
  const output = lines.join('\n');
  return existsSync(resultFile) ? { results: readJson<HostResults>(resultFile), output } : { output };
}

// Starts a headless Chromium for unit tests of the page. Installs none: a test that needs it fails with the remedy where there is none.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';

/** As root, without a screen, and without traffic: it reaches 127.0.0.1 and nothing else. */
const browserArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

/** Names it has on the PATH. */
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

/** The caller closes it. Throws when no browser is found. */
export function launchChromium(): Promise<Browser> {
  const executablePath = process.env['CHROME_PATH'] ?? installedBrowser() ?? browserOnPath();
  if (executablePath === undefined) {
    throw new Error('No Chromium for the tests: run "npm test" once, or set CHROME_PATH to a Chrome, Chromium or Edge.');
  }
  return chromium.launch({ executablePath, args: browserArguments });
}

/** What `npm test` found or installed (scripts/vscode.mjs). */
function installedBrowser(): string | undefined {
  const file = path.join(process.cwd(), '.vscode-real', 'location.json');
  const location: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  return isRecord(location) && typeof location['browser'] === 'string' ? location['browser'] : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function browserOnPath(): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => names.map((name) => path.join(folder, name)))
    .find((file) => existsSync(file));
}

// The frame of an end-to-end test file: one VS Code with the packaged extension, one browser and a first window for all its tests.
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { packagedExtension } from '../vscode/location.js';
import { type Server, type ServerOptions, launchServer } from '../vscode/server.js';
import { type Window, type WindowOptions, launchBrowser, openWindow } from '../vscode/window.js';

export interface Session {
  readonly server: Server;
  readonly window: Window;
  /** Another window on the same server; `beside` shares the browser's storage with a window, else it is another browser. */
  openWindow(options?: WindowOptions): Promise<Window>;
}

/**
 * Call once at the top of a file. The members can be read from the first hook or test on. A test that fails leaves a
 * picture and the logs of every window in `out/screenshots/failed-<test>-<n>.*`.
 */
export function startSession(options: Partial<ServerOptions> = {}): Session {
  let server: Server | undefined;
  let browser: Browser | undefined;
  const windows: Window[] = [];

  const open = async (windowOptions: WindowOptions = {}): Promise<Window> => {
    const window = await openWindow(started(browser), started(server), windowOptions);
    windows.push(window);
    return window;
  };

  beforeAll(async () => {
    server = await launchServer({ extensions: [packagedExtension()], ...options });
    browser = await launchBrowser();
    await open();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    const left = windows.filter(({ page }) => !page.isClosed());
    for (const [index, window] of left.entries()) await window.report(`${task.name}-${index + 1}`);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  return {
    get server() {
      return started(server);
    },
    get window() {
      return started(windows[0]);
    },
    openWindow: open,
  };
}

function started<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The session has not started: use it in hooks and tests only.');
  return value;
}

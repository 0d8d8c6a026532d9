// The reader page in a bare Chromium: the real document, policy, script and style, with a stand-in for the editor's side of it.
// Nothing here says what is right; the tests do.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { FirstShow } from '../../../src/editor/reader/readerDocument.js';
import { renderDocument } from '../../../src/editor/reader/readerDocument.js';
import type { FromReader, Look, ToReader } from '../../../src/protocol/reader.js';
import { launchBrowser } from '../../vscode/window.js';

const types: Readonly<Record<string, string>> = { '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml' };

/** How pages look where nothing is set. */
const usualLook: Look = { fontFamily: '', lineWidth: 68, isEssential: false };

/** What the stand-in keeps in the page. The state outlives a reload, as VS Code's does. */
interface StandIn extends Window {
  posted: FromReader[];
  /** Clicks that came as far as VS Code's own listener would see them. */
  leaked: number;
}

/** Runs in the page before its script. */
function standIn(): void {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the stand-in adds these fields right here
  const page = window as unknown as StandIn;
  page.posted = [];
  page.leaked = 0;
  const api = {
    postMessage: (message: FromReader) => void page.posted.push(message),
    setState: (state: unknown) => sessionStorage.setItem('state', JSON.stringify(state)),
    getState: (): unknown => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
  };
  Object.assign(window, { acquireVsCodeApi: () => api });
  document.addEventListener('DOMContentLoaded', () => {
    document.body.className = 'vscode-dark';
    for (const type of ['click', 'auxclick']) {
      document.addEventListener(type, (event) => {
        const isRight = event instanceof MouseEvent && event.button === 2;
        if (!isRight && event.target instanceof Element && event.target.closest('a')) page.leaked += 1;
      });
    }
  });
}

class ReaderHarness {
  readonly #browser: Browser;
  readonly #server: Server;
  readonly #script: string;
  #first: FirstShow | undefined;
  #look = usualLook;

  private constructor(browser: Browser, script: string) {
    this.#browser = browser;
    this.#script = script;
    this.#server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
      const body = this.#file(pathname);
      response.writeHead(body === undefined ? 404 : 200, { 'content-type': types[path.extname(pathname)] ?? 'text/html; charset=utf-8' });
      response.end(body);
    });
  }

  static async start(): Promise<ReaderHarness> {
    const bundle = await build({
      entryPoints: ['src/webview/reader.ts'],
      bundle: true,
      write: false,
      platform: 'browser',
      format: 'iife',
      target: 'chrome128',
    });
    const harness = new ReaderHarness(await launchBrowser(), bundle.outputFiles[0]?.text ?? '');
    await new Promise<void>((resolve) => {
      harness.#server.listen(0, '127.0.0.1', resolve);
    });
    return harness;
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await new Promise((resolve) => {
      this.#server.close(resolve);
      this.#server.closeAllConnections();
    });
  }

  /** Opens the page with an issue in its document, or empty. */
  async open(first?: FirstShow, viewport = { width: 1100, height: 700 }, look: Look = usualLook): Promise<ReaderWindow> {
    this.#first = first;
    this.#look = look;
    const context = await this.#browser.newContext({ viewport });
    const page = await context.newPage();
    await page.addInitScript(standIn);
    const reader = new ReaderWindow(context, page);
    await page.goto(`${this.#origin}/`);
    return reader;
  }

  get #origin(): string {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has an AddressInfo
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  #file(pathname: string): string | undefined {
    if (pathname === '/reader.js') return this.#script;
    if (/^\/media\/[\w-]+\.(?:css|svg)$/.test(pathname)) return readFileSync(path.join('media', pathname.slice('/media/'.length)), 'utf8');
    return pathname === '/' ? this.#document() : undefined;
  }

  #document(): string {
    return renderDocument({
      nonce: 'a-nonce-for-the-tests',
      cspSource: this.#origin,
      scriptUri: `${this.#origin}/reader.js`,
      styleUri: `${this.#origin}/media/reader.css`,
      look: this.#look,
      language: 'en',
      ...(this.#first ? { first: this.#first } : {}),
    });
  }
}

/**
 * The harness of a test file: call it once at its top. Each test opens one window, which must have had nothing to complain of in
 * the end.
 */
export function startHarness(): Pick<ReaderHarness, 'open'> {
  let harness: ReaderHarness | undefined;
  let reader: ReaderWindow | undefined;
  beforeAll(async () => {
    harness = await ReaderHarness.start();
  });
  afterAll(() => harness?.stop());
  afterEach(async () => {
    expect(reader?.complaints).toEqual([]);
    await reader?.close();
  });
  return {
    open: async (...how) => {
      if (!harness) throw new Error('The harness has not started: open windows in tests only.');
      reader = await harness.open(...how);
      return reader;
    },
  };
}

/** One window with the page, as a person and as the host have it. */
export class ReaderWindow {
  readonly page: Page;
  /** What went wrong in the page: errors nobody caught, and what its policy refused. */
  readonly complaints: string[] = [];
  readonly #context: BrowserContext;

  constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico')) this.complaints.push(message.text());
    });
  }

  async close(): Promise<void> {
    await this.#context.close();
  }

  /** How many pages there are: more than one means that a link has opened something. */
  get pages(): number {
    return this.#context.pages().length;
  }

  async post(message: ToReader): Promise<void> {
    await this.postAnything(message);
  }

  /** Posts what the page has to defend itself against. Comes back when the page has had the message. */
  async postAnything(message: unknown): Promise<void> {
    await this.page.evaluate(
      (data) =>
        new Promise<void>((resolve) => {
          window.addEventListener('message', () => resolve(), { once: true });
          window.postMessage(data, '*');
        }),
      message,
    );
  }

  posted(): Promise<FromReader[]> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- set by the stand-in
    return this.page.evaluate(() => (window as unknown as StandIn).posted);
  }

  async postedOf<T extends FromReader['type']>(type: T): Promise<Extract<FromReader, { type: T }>[]> {
    return (await this.posted()).filter((message): message is Extract<FromReader, { type: T }> => message.type === type);
  }

  leaked(): Promise<number> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- set by the stand-in
    return this.page.evaluate(() => (window as unknown as StandIn).leaked);
  }

  scrollY(): Promise<number> {
    return this.page.evaluate(() => Math.round(window.scrollY));
  }

  /** Scrolls as a person does: with a wheel. */
  async wheel(pixels: number): Promise<void> {
    await this.page.mouse.move(300, 300);
    await this.page.mouse.wheel(0, pixels);
  }

  /** The anchors that the contents mark. */
  marked(): Promise<(string | undefined)[]> {
    return this.page.$$eval('nav.contents [aria-current]', (links) =>
      links.map((link) => (link instanceof HTMLElement ? link.dataset['anchor'] : undefined)),
    );
  }

  /** Distance of an element from the top of the view. */
  top(anchor: string): Promise<number> {
    return this.page.$eval(`[id="at-${anchor}"]`, (element) => Math.round(element.getBoundingClientRect().top));
  }

  /** What has the focus, in a word. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement)) return '';
      const { action, anchor } = element.dataset;
      return [action ?? element.getAttribute('href') ?? element.id, action === undefined ? undefined : anchor].filter(Boolean).join(' ');
    });
  }
}

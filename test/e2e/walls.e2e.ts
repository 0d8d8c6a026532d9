// The two walls around the page of the packaged extension, as VS Code serves it: its policy lets nothing run or load that is not
// ours, and what a hostile page says reaches no further than a click of a person does.
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Window } from '../vscode/window.js';
import { startSession } from './session.js';

const issue = /^The Inference Inflection: CPU Demand/;

let window: Window;
let server: HttpServer;
let home: string;
const hits: string[] = [];

const session = startSession();

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url !== '/' && request.url !== '/favicon.ico') hits.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' });
    response.end('<!doctype html><link rel="icon" href="data:,"><body>');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has an AddressInfo
  home = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  window = await session.openWindow({ prepare: async (context) => void (await context.addInitScript(keepApi)) });
  await window.openView('Digest');
  await window.expandRow(issue);
  await window.treeRow(/^TLDR/).click();
  await window.webview().getByRole('heading', { level: 1 }).waitFor();
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** What the page's script was given by VS Code, kept by us: it can be had once only. */
interface Kept {
  hostile?: { postMessage(message: unknown): void };
}

/** Runs in every frame before anything else. */
function keepApi(): void {
  let acquire: (() => Kept['hostile']) | undefined;
  Object.defineProperty(globalThis, 'acquireVsCodeApi', {
    configurable: true,
    set: (given: () => Kept['hostile']) => {
      acquire = given;
    },
    get: () => () => {
      const api = acquire?.();
      Object.assign(globalThis, { hostile: api });
      return api;
    },
  });
}

/** The frame of the page itself. */
async function frameOf(): Promise<Frame> {
  const element = await window.webview().locator('body').elementHandle();
  const frame = await element?.ownerFrame();
  if (!frame) throw new Error('The page has no frame.');
  return frame;
}

/** The nonce of the page's script. */
async function nonceOf(): Promise<string | undefined> {
  return (await frameOf()).evaluate(() => document.querySelector<HTMLScriptElement>('body > script')?.nonce);
}

/** How often the server and the logs of the extension have said something. */
function linesWith(text: string): number {
  return session.server.log().split(text).length - 1;
}

/* oxlint-disable unicorn/consistent-function-scoping -- what runs in the page has to travel there as one function */
/** Runs in a page: tries everything that could run or load there. Gives what ran, and what a policy complained of. */
async function tryEverything(from: string): Promise<{ readonly ran: readonly string[]; readonly refused: readonly string[] }> {
  const ran: string[] = [];
  const refused = new Set<string>();
  Object.assign(globalThis, { ranHere: (what: string) => ran.push(what) });
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => refused.add(effectiveDirective));
  const add = (name: string, attributes: Readonly<Record<string, string>>, text = ''): HTMLElement => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.textContent = text;
    document.body.append(element);
    return element;
  };
  add('script', {}, 'ranHere("inline script")');
  add('script', { src: `${from}script` });
  add('script', { type: 'module', src: `${from}module` });
  add('img', { src: `${from}image`, onerror: 'ranHere("event handler")' });
  add('img', { srcset: `${from}srcset 1x` });
  add('link', { rel: 'stylesheet', href: `${from}stylesheet` });
  add('style', {}, `@import url(${from}import); body { --tried: 1; background-image: url(${from}background) }`);
  add('p', { style: `--styled: 1; background-image: url(${from}attribute)` }, 'x').className = 'tried';
  add('iframe', { src: `${from}frame` });
  add('object', { data: `${from}object` });
  add('embed', { src: `${from}embed` });
  add('video', { src: `${from}video`, poster: `${from}poster`, preload: 'auto' });
  add('audio', { src: `${from}audio`, preload: 'auto' });
  add('a', { href: 'javascript:ranHere("script address")' }, 'x').click();
  add('button', { onclick: 'ranHere("click handler")' }, 'x').click();
  await Promise.allSettled([
    fetch(`${from}fetch`),
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open('GET', `${from}request`);
      request.addEventListener('loadend', resolve);
      request.addEventListener('error', reject);
      request.send();
    }),
  ]);
  navigator.sendBeacon(`${from}beacon`);
  const events = new EventSource(`${from}events`);
  await new Promise((resolve) => {
    setTimeout(resolve, 3_000);
  });
  events.close();
  const tried = getComputedStyle(document.body).getPropertyValue('--tried');
  const [styled] = document.getElementsByClassName('tried');
  if (tried !== '') ran.push('style sheet');
  if (styled && getComputedStyle(styled).getPropertyValue('--styled') !== '') ran.push('style attribute');
  return { ran: ran.toSorted(), refused: [...refused].toSorted() };
}
/* oxlint-enable unicorn/consistent-function-scoping */

describe('the policy of the page', () => {
  it('is to the letter what it has to be', async () => {
    const frame = await frameOf();
    const found = await frame.evaluate(() => ({
      policies: Array.from(document.querySelectorAll<HTMLMetaElement>('meta[http-equiv]'), ({ httpEquiv, content }) => [
        httpEquiv,
        content,
      ]),
      nonce: document.querySelector<HTMLScriptElement>('body > script')?.nonce ?? '',
    }));
    expect(found.nonce).toMatch(/^[\w-]{32}$/);
    // What is served from stands where VS Code runs in a browser; on the desktop it is the same.
    const served = "'self' https://*.vscode-cdn.net";
    expect(found.policies).toEqual([
      [
        'Content-Security-Policy',
        `default-src 'none'; script-src 'nonce-${found.nonce}'; style-src ${served}; font-src ${served}; img-src ${served} data: blob:`,
      ],
    ]);
  });

  it('gives each document another nonce', async () => {
    const first = await nonceOf();
    await window.runCommand('View: Close All Editors');
    await window.treeRow(/^TLDR/).click();
    await window.webview().getByRole('heading', { level: 1 }).waitFor();
    expect(await nonceOf()).not.toBe(first);
  });

  it('lets nothing run and nothing load', async () => {
    // A page without a policy, so that what is tried is known to work.
    const open = await window.context.newPage();
    await open.goto(home);
    const outside = await open.evaluate(tryEverything, home);
    await open.close();
    expect(outside.ran).toEqual(['click handler', 'event handler', 'inline script', 'script address', 'style attribute', 'style sheet']);
    expect(new Set(hits)).toEqual(
      new Set(
        'script module image srcset stylesheet background import attribute frame object embed video poster audio fetch request beacon events'
          .split(' ')
          .map((name) => `/${name}`),
      ),
    );
    hits.length = 0;
    const inside = await (await frameOf()).evaluate(tryEverything, home);
    expect(inside.ran).toEqual([]);
    expect(hits).toEqual([]);
    expect(inside.refused).toEqual(
      expect.arrayContaining([
        'connect-src',
        'frame-src',
        'img-src',
        'media-src',
        'object-src',
        'script-src-attr',
        'script-src-elem',
        'style-src-attr',
        'style-src-elem',
      ]),
    );
  });
});

describe('a page that posts in a loop', () => {
  it('is heard a little, logged in a line for each kind, and slows nothing down', async () => {
    const frame = await frameOf();
    const said = await frame.evaluate(() => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- kept by the script above
      const { hostile } = globalThis as unknown as { hostile?: { postMessage(message: unknown): void; getState(): { key: string } } };
      const key = hostile?.getState().key;
      for (let at = 0; at < 20_000; at += 1) {
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- the editor's own function
        const post = (message: unknown): void => hostile?.postMessage(message);
        post({ type: 'toggleStar', key });
        post({ type: 'failed', message: `hostile ${at}` });
        post({ type: 'openLink', key, url: `javascript:alert(${at})` });
        post({ type: 'wasRead', key: `${key}-other` });
        post({ nothing: 'of ours' });
      }
      return key;
    });
    expect(said).toMatch(/./);
    // The next click is answered: the host has not drowned.
    await window.treeRow(/^Section: Harness Engineering/).click();
    await expect.poll(() => linesWith('The page says too much'), { timeout: 60_000 }).toBeGreaterThan(0);
    await expect
      .poll(() => frame.evaluate(() => document.querySelector('[id^="at-harness"]')?.getBoundingClientRect().top ?? 9_999), {
        timeout: 60_000,
      })
      .toBeLessThan(200);
    expect(linesWith('The page failed: hostile')).toBeGreaterThan(0);
    expect(linesWith('The page failed: hostile')).toBeLessThan(40);
    expect(linesWith('none of ours')).toBeLessThan(40);
    expect(linesWith('The page says too much')).toBeLessThan(10);
  });
});

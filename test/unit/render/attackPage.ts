// A bare Chromium page without any policy that loads markup, does to it what a reader could do, and reports what came of it.
// It knows nothing of Digest: the same page shows that raw attacks work and that sanitised ones do not.
import { createServer, type Server } from 'node:http';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from '../../vscode/window.js';

/** Markup to load. Several pieces may bear the same number. */
export interface Piece {
  readonly number: number;
  readonly html: string;
}

/** How markup gets into the document: by the HTML parser, as a page that is loaded, or by `innerHTML`, as the reader does it. */
export type Way = 'parser' | 'innerHTML';

/** Whether each piece has a document of its own, which raw attacks need and which is slow, or all of a batch share one. */
export type Setting = 'apart' | 'together';

/** What a batch of pieces did. */
export interface Effects {
  /** Numbers of the attacks whose script ran. */
  readonly ran: ReadonlySet<number>;
  /** Numbers of the attacks that asked the server for something. */
  readonly asked: ReadonlySet<number>;
  /** Every request there was, the page's own left out. */
  readonly requests: readonly string[];
  /** Documents that went to another address. */
  readonly left: number;
  /** Numbers of the first piece of a document that did not end where it should: it swallowed what follows, or closed what is around it. */
  readonly spilled: readonly number[];
  /** Windows that were opened. */
  readonly windows: number;
}

/** How many pieces are loaded at once: few enough that Chromium stays quick, enough that waiting is rare. */
const batchSizes: Readonly<Record<Setting, number>> = { apart: 150, together: 600 };

export class AttackPage {
  readonly #server: Server;
  readonly #browser: Browser;
  readonly #asked = new Set<number>();

  private constructor(server: Server, browser: Browser) {
    this.#server = server;
    this.#browser = browser;
    server.on('request', (request, response) => {
      const number = /^\/hit[?/](?:n=)?(\d+)/.exec(request.url ?? '')?.[1];
      if (number !== undefined) this.#asked.add(Number(number));
      response.writeHead(request.url === '/' || number !== undefined ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' });
      response.end('<!doctype html><meta charset=utf-8><link rel=icon href=data:,><body>');
    });
  }

  static async start(): Promise<AttackPage> {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return new AttackPage(server, await launchBrowser());
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The server does not listen on a port.');
    return address.port;
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }

  /** Loads the pieces, batch by batch, and then points at, focuses and clicks what is in them. */
  async load(pieces: readonly Piece[], way: Way, setting: Setting): Promise<Effects> {
    const home = `http://127.0.0.1:${this.port}/`;
    this.#asked.clear();
    const ran = new Set<number>();
    const requests: string[] = [];
    const spilled: number[] = [];
    let left = 0;
    let windows = 0;
    let page: Page | undefined;
    const context = await this.#newContext();
    context.on('console', (message) => {
      const number = /^ran (\d+)$/.exec(message.text())?.[1];
      if (number !== undefined) ran.add(Number(number));
    });
    context.on('request', (request) => {
      if (request.url() !== home && request.url() !== 'data:,') requests.push(request.url());
    });
    context.on('page', (opened) => {
      if (page === undefined) return;
      windows += 1;
      void opened.close();
    });
    try {
      for (let start = 0; start < pieces.length; start += batchSizes[setting]) {
        page = undefined;
        page = await context.newPage();
        await page.goto(home);
        const batch = pieces.slice(start, start + batchSizes[setting]);
        if (way === 'parser' && setting === 'together') await page.setContent(`<!doctype html><body>${batch.map(wrap).join('')}`);
        const numbers = batch.map(({ number }) => number);
        const outcome = await page.evaluate(loadAndUse, { numbers, fragments: batch.map(wrap), way, setting });
        left += outcome.left;
        spilled.push(...outcome.spilled);
        await page.close();
      }
    } finally {
      await context.close();
    }
    return { ran, asked: new Set(this.#asked), requests, left, spilled, windows };
  }

  async #newContext(): Promise<BrowserContext> {
    const context = await this.#browser.newContext();
    await context.addInitScript(() => {
      const told = new Set<string>();
      Object.assign(window, {
        pwned: (number: unknown) => {
          const line = `ran ${String(number)}`;
          // oxlint-disable-next-line no-console -- the one channel out of every frame, whatever its origin
          if (!told.has(line)) console.log(line);
          told.add(line);
        },
      });
    });
    return context;
  }
}

function wrap({ html }: Piece): string {
  return `<main>${html}</main><hr data-end>`;
}

interface Batch {
  readonly numbers: readonly number[];
  readonly fragments: readonly string[];
  readonly way: Way;
  readonly setting: Setting;
}

/* oxlint-disable unicorn/consistent-function-scoping -- the function runs in the page, and only what is in it gets there */
/** Runs in the page. */
async function loadAndUse({ numbers, fragments, way, setting }: Batch): Promise<{ left: number; spilled: number[] }> {
  const home = setting === 'together' ? document.URL : way === 'parser' ? 'about:srcdoc' : 'about:blank';
  const hosts = setting === 'apart' ? await Promise.all(fragments.map(frameOf)) : [here()];
  await pause(200);
  const spilled = hosts.flatMap((host, index) => firstSpill(host(), setting === 'apart' ? numbers.slice(index, index + 1) : numbers));
  for (const host of hosts) {
    const page = host();
    if (page) use(page);
  }
  await pause(300);
  return { left: hosts.filter((host) => host()?.URL !== home).length, spilled };

  function here(): () => Document {
    if (way === 'innerHTML') document.body.innerHTML = fragments.join('');
    return () => document;
  }

  /** Puts markup into a frame; gives its document while it is still ours. A frame that left for another origin shows none. */
  async function frameOf(html: string): Promise<() => Document | undefined> {
    const frame = document.createElement('iframe');
    if (way === 'parser') frame.srcdoc = `<!doctype html><body>${html}`;
    const loaded = new Promise((resolve) => {
      frame.addEventListener('load', resolve, { once: true });
    });
    document.body.append(frame);
    await Promise.race([loaded, pause(5000)]);
    if (way === 'innerHTML' && frame.contentDocument) frame.contentDocument.body.innerHTML = html;
    return () => frame.contentDocument ?? undefined;
  }

  function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      setTimeout(resolve, milliseconds);
    });
  }

  /** Each piece is one element and one mark after it: the first number where that is not so. */
  function firstSpill(page: Document | undefined, expected: readonly number[]): number[] {
    const children = [...(page?.body?.children ?? [])];
    const index = expected.findIndex(
      (_, at) => children[at * 2]?.localName !== 'main' || children[at * 2 + 1]?.hasAttribute('data-end') !== true,
    );
    const first = index >= 0 || children.length === expected.length * 2 ? expected[index] : expected.at(-1);
    return first === undefined ? [] : [first];
  }

  /** What a reader can do: point at it, focus it, click it, open it. */
  function use(page: Document): void {
    page.addEventListener('click', (event) => {
      const link = (event.composedPath() as Partial<HTMLAnchorElement>[]).find(({ localName }) => localName === 'a');
      const address = typeof link?.href === 'string' ? link.href : '';
      // Web links open outside and anchors scroll: both as in the reader, where neither leads anywhere.
      if (/^(?:https?|mailto):/.test(address) || address.startsWith(`${home}#`)) event.preventDefault();
    });
    for (const element of everyElement(page)) {
      // An attack may have put an element of its own in the place of a property, so properties are read from the prototypes.
      const handlers = Element.prototype.getAttributeNames.call(element).filter((name) => name.startsWith('on'));
      for (const name of handlers) element.dispatchEvent(new Event(name.slice(2), { cancelable: true }));
      // Focus shows nothing without a handler, and costs a layout.
      if (handlers.length > 0 && hasFocus(element)) element.focus({ preventScroll: true });
      if (element.matches('a, area, button, input, select, textarea, summary, label, object, [tabindex], [href], [*|href], [onclick]')) {
        element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
        element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true }));
      }
    }
  }

  /** An element without `focus`, or with an input of that name, has none to call. */
  function hasFocus(element: Element): element is HTMLElement {
    return 'focus' in element && typeof element.focus === 'function';
  }

  function everyElement(root: Document | ShadowRoot): Element[] {
    return [...root.querySelectorAll('*')].flatMap((element) => [element, ...(element.shadowRoot ? everyElement(element.shadowRoot) : [])]);
  }
}

// One window of VS Code, driven as a person would: keys, clicks, what is seen. Knows VS Code's own surfaces and nothing of Digest.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, type BrowserContext, type FrameLocator, type Locator, type Page, chromium, errors } from 'playwright-core';
import { readLocation, screenshotFolder } from './location.js';
import { type Server, type Settings, patience, quietSettings } from './server.js';

/** Chromium as root, without a screen, and without traffic: it reaches 127.0.0.1 and nothing else. */
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

/** Colour themes: their label in the picker, and the mark that the workbench wears with one of their kind. */
const themes = {
  light: { label: 'Light Modern', mark: '.vs' },
  dark: { label: 'Dark Modern', mark: '.vs-dark' },
  highContrast: { label: 'Dark High Contrast', mark: '.hc-black' },
  highContrastLight: { label: 'Light High Contrast', mark: '.hc-light' },
} as const;

export type Theme = keyof typeof themes;

/** Starts a headless browser. One serves many windows. */
export async function launchBrowser(): Promise<Browser> {
  const { browser } = readLocation();
  if (browser === undefined) throw new Error('No browser is installed for the tests: run "npm test" once.');
  return chromium.launch({ executablePath: browser, args: browserArguments, timeout: patience });
}

export interface WindowOptions {
  /** Size in CSS pixels. */
  readonly width?: number;
  readonly height?: number;
  /** Pixels of a picture for each CSS pixel. */
  readonly scale?: number;
  /** Opens the window in the browser context of this one, so that they share what the browser keeps. */
  readonly beside?: Window;
  /** Called with a new browser context before its first page opens. */
  readonly prepare?: (context: BrowserContext) => Promise<void>;
  /** Added to the window's address. */
  readonly query?: Readonly<Record<string, string>>;
}

/** Opens a window on the server's workspace and waits until the workbench can be used. */
export async function openWindow(browser: Browser, server: Server, options: WindowOptions = {}): Promise<Window> {
  const context = options.beside?.context ?? (await newContext(browser, server, options));
  const window = new Window(await context.newPage(), context, server);
  await window.page.goto(server.windowUrl(options.query));
  await window.waitUntilReady();
  return window;
}

async function newContext(
  browser: Browser,
  server: Server,
  { width = 1280, height = 800, scale = 1, prepare }: WindowOptions,
): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale, locale: 'en-GB' });
  context.setDefaultTimeout(patience);
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.origin });
  await prepare?.(context);
  return context;
}

function ignoreTimeout(error: unknown): void {
  if (!(error instanceof errors.TimeoutError)) throw error;
}

/** How long a key may take to show something before it is pressed again, in milliseconds. */
const keyPatience = 10_000;

export class Window {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly #server: Server;
  readonly #console: string[] = [];

  constructor(page: Page, context: BrowserContext, server: Server) {
    this.page = page;
    this.context = context;
    this.#server = server;
    page.on('console', (message) => this.#console.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => this.#console.push(`pageerror: ${error.message}`));
  }

  /** Waits until the workbench has drawn itself and the extension host has answered. */
  async waitUntilReady(): Promise<void> {
    await this.page.locator('.monaco-workbench .activitybar').waitFor();
    await this.page.locator('.statusbar .remote-kind:visible, .statusbar #status\\.host:visible').first().waitFor();
  }

  /** Reloads the window, as *Developer: Reload Window* does. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.waitUntilReady();
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  /** Brings the view container `name` of the activity bar to the front. */
  async openView(name: string): Promise<void> {
    const tab = this.page.locator('.activitybar').getByRole('tab', { name });
    const title = this.page.locator('.sidebar .composite.title', { hasText: new RegExp(name, 'i') });
    const end = Date.now() + patience;
    // A click on a tab that VS Code has just restored by itself closes the side bar: then the next one opens it again.
    do {
      if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
      await title.waitFor({ timeout: keyPatience }).catch(ignoreTimeout);
    } while (!(await title.isVisible()) && Date.now() < end);
    await title.waitFor();
  }

  /** Opens the section `name` of the view container that is in front. */
  async openSection(name: string): Promise<void> {
    const header = this.page.locator('.sidebar').getByRole('button', { name: `${name} Section` });
    if ((await header.getAttribute('aria-expanded')) !== 'true') await header.click();
    await this.page.locator('.sidebar .pane-header.expanded', { hasText: name }).waitFor();
  }

  /** Drags the border of the side bar until it is `width` pixels from the left edge, as rows deserve. */
  async widenSideBar(width: number): Promise<void> {
    const edge = await this.page.locator('.part.sidebar').boundingBox();
    if (!edge) throw new Error('There is no side bar.');
    await this.page.mouse.move(edge.x + edge.width, 500);
    await this.page.mouse.down();
    await this.page.mouse.move(width, 500, { steps: 5 });
    await this.page.mouse.up();
  }

  /** Draws the upper border of the last section of the side bar up by `pixels`. */
  async enlargeLastSection(pixels: number): Promise<void> {
    const border = this.page.locator('.sidebar .monaco-pane-view .monaco-sash.horizontal:not(.disabled)').last();
    const box = await border.boundingBox();
    if (!box) throw new Error('The side bar has no border between two sections.');
    await this.page.mouse.move(box.x + 40, box.y + box.height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + 40, box.y + box.height / 2 - pixels, { steps: 5 });
    await this.page.mouse.up();
  }

  /** A row of any visible tree whose accessible name matches. */
  treeRow(name: string | RegExp): Locator {
    return this.page.getByRole('treeitem', { name });
  }

  /** Opens a closed row of a tree; leaves an open one as it is. */
  async expandRow(name: string | RegExp): Promise<void> {
    const row = this.treeRow(name).first();
    await row.waitFor();
    if ((await row.getAttribute('aria-expanded')) === 'false') await row.locator('.monaco-tl-twistie').click();
  }

  /** Opens the context menu of `target` and chooses the entry `name`. */
  async chooseFromContextMenu(target: Locator, name: string): Promise<void> {
    const entry = this.page.getByRole('menuitem', { name });
    const end = Date.now() + patience;
    do {
      await this.page.keyboard.press('Escape');
      await target.click({ button: 'right' });
      // A menu that opens before an extension is known does not hold its entries; the next one will.
      await entry.waitFor({ timeout: 3_000 }).catch(ignoreTimeout);
    } while (!(await entry.isVisible()) && Date.now() < end);
    // A menu takes no click in the first tenth of a second of its life.
    await this.page.waitForTimeout(300);
    await entry.click();
    await entry.waitFor({ state: 'hidden' });
  }

  /** Rests the pointer on `target` until a hover that matches `text` is there; gives the hover. */
  async hover(target: Locator, text: string | RegExp): Promise<Locator> {
    await target.hover();
    const hover = this.page.locator('.monaco-hover:visible').filter({ hasText: text }).first();
    await hover.waitFor();
    return hover;
  }

  /** Takes the pointer off everything, so that no hover covers what is clicked next. */
  async movePointerAway(): Promise<void> {
    await this.page.mouse.move(640, 2);
    await this.page.locator('.monaco-hover:visible').first().waitFor({ state: 'hidden' });
  }

  /** Runs a command from the palette by its full title (`Digest: Show Takeaways`). */
  async runCommand(title: string): Promise<void> {
    const input = this.quickInput();
    // A workbench that is still busy with its start may swallow the key.
    for (let asked = 0; asked * keyPatience < patience && !(await input.isVisible()); asked += 1) {
      await this.page.keyboard.press('F1');
      await input.waitFor({ timeout: keyPatience }).catch((error: Error) => this.#console.push(`F1: ${error.message}`));
    }
    await input.fill(`>${title}`);
    await this.quickPickRow(title).click();
  }

  /** The text field of the quick pick, the palette or an input box. */
  quickInput(): Locator {
    return this.page.locator('.quick-input-widget input.input');
  }

  /** The first row of the open quick pick that begins with `label`. */
  quickPickRow(label: string): Locator {
    return this.page.locator(`.quick-input-list .monaco-list-row[aria-label^=${JSON.stringify(label)}]`).first();
  }

  /** Labels of the quick pick's visible rows, in order. */
  async quickPickLabels(): Promise<readonly string[]> {
    await this.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    return this.page.locator('.quick-input-list .monaco-list-row .quick-input-list-row:first-child .label-name').allTextContents();
  }

  /** Types into the open quick pick or input box and presses Enter. */
  async answer(text: string): Promise<void> {
    await this.quickInput().fill(text);
    await this.page.keyboard.press('Enter');
  }

  /** Names a file in VS Code's own dialog, which completes what is written in it as long as it reads the folder. */
  async answerFileDialog(chosen: string, agree: string): Promise<void> {
    const dialog = this.page.locator('.quick-input-widget');
    await dialog.locator('.monaco-list-row').first().waitFor();
    const end = Date.now() + patience;
    do {
      await this.quickInput().fill(chosen);
      await this.page.waitForTimeout(500);
    } while ((await this.quickInput().inputValue()) !== chosen && Date.now() < end);
    await dialog.getByRole('button', { name: agree, exact: true }).click();
  }

  /** The toast whose message matches; its buttons are `toast.getByRole('button', { name })`. */
  notification(text: string | RegExp): Locator {
    return this.page.locator('.notification-toast').filter({ hasText: text }).first();
  }

  /** The entry of the status bar that says `text`. */
  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item', { hasText: text }).first();
  }

  /** The modal dialog; its buttons are `dialog.getByRole('button', { name })`. */
  dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  /** The content of the visible webview in the editor area. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready:visible').frameLocator('iframe#active-frame');
  }

  /** The tab of an open editor. */
  editorTab(name: string | RegExp): Locator {
    return this.page.locator('.tabs-container .tab', { hasText: name });
  }

  async clipboard(): Promise<string> {
    await this.page.bringToFront();
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  async writeClipboard(text: string): Promise<void> {
    await this.page.bringToFront();
    await this.page.evaluate((written) => navigator.clipboard.writeText(written), text);
  }

  /** Runs `action`, agrees when VS Code asks whether to open a website, and gives the address that would have been opened. */
  async addressOpenedBy(action: () => Promise<void>): Promise<string> {
    const asked = new Promise<string>((resolve) => {
      void this.context.route(
        (url) => url.origin !== this.#server.origin,
        async (route) => {
          resolve(route.request().url());
          await route.fulfill({ body: '' });
        },
      );
    });
    const popup = this.context.waitForEvent('page', { timeout: patience });
    await action();
    const agree = this.dialog().getByRole('button', { name: 'Open', exact: true });
    const first = await Promise.race([popup.then(() => 'opened'), agree.waitFor().then(() => 'asks')]);
    if (first === 'asks') await agree.click();
    const url = await asked;
    await (await popup).close();
    return url;
  }

  /** Picks the colour theme and waits until the workbench wears it. */
  async useTheme(theme: Theme): Promise<void> {
    const { label, mark } = themes[theme];
    await this.runCommand('Preferences: Color Theme');
    await this.quickInput().fill(label);
    await this.quickPickRow(label).click();
    await this.page.locator(`.monaco-workbench${mark}`).waitFor();
  }

  /**
   * Replaces the user settings in the open window, by the settings editor: a file written from outside is only read
   * at the next reload. The harness's own settings stay below them; the clipboard holds something else
   * afterwards.
   */
  async applySettings(settings: Settings): Promise<void> {
    await this.runCommand('Preferences: Open User Settings (JSON)');
    const tab = this.editorTab(/settings\.json/);
    await tab.waitFor();
    // What is on screen of an empty file invites to choose a language on a click.
    await this.page.locator('.editor-instance .monaco-editor').locator('.native-edit-context, textarea.inputarea').first().focus();
    const text = JSON.stringify({ ...quietSettings, ...settings });
    await this.writeClipboard(text);
    const end = Date.now() + patience;
    do {
      await this.page.keyboard.press('ControlOrMeta+a');
      // Pasted: the editor closes the brackets of what it takes for typed.
      await this.page.keyboard.press('ControlOrMeta+v');
      await this.page.keyboard.press('ControlOrMeta+s');
      await this.page.waitForTimeout(300);
    } while (readFileSync(this.#server.settingsFile, 'utf8') !== text && Date.now() < end);
    await this.runCommand('View: Close Editor');
    await tab.waitFor({ state: 'hidden' });
  }

  /** Writes `out/screenshots/<name>.png` and gives its path. */
  async screenshot(name: string): Promise<string> {
    mkdirSync(screenshotFolder, { recursive: true });
    const file = path.join(screenshotFolder, `${name}.png`);
    await this.page.screenshot({ path: file });
    return file;
  }

  /** For a failed test: a picture and everything that page and server have said. Gives the picture's path. */
  async report(name: string): Promise<string> {
    const file = await this.screenshot(`failed-${name.replaceAll(/[^\w-]+/g, '-')}`);
    writeFileSync(file.replace(/png$/, 'log'), [...this.#console, '', '--- server', this.#server.log()].join('\n'));
    return file;
  }
}

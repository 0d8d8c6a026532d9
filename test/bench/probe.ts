// Measures in the page itself, frame by frame: when something was clicked, and when what is on the screen last changed.
// Chromium paints 60 frames a second, so every figure is exact to about 17 ms.
/* oxlint-disable unicorn/consistent-function-scoping -- what runs in the page has to travel there as one function */
import type { BrowserContext, Page } from 'playwright-core';
import { patience } from '../vscode/server.js';

/** The first row of the side bar, all its rows, or the page. */
export type Screen = 'rows' | 'list' | 'page';

/** What the page has seen; times in milliseconds of the page's clock. */
interface Seen {
  /** When the pointer was last pressed. */
  pressed: number;
  /** What stood there from when on: each time after the frame had been painted. */
  changes: { readonly at: number; readonly screen: Screen; readonly what: string }[];
}

declare global {
  interface Window {
    digestBench?: Seen;
  }
}

/** Installs the probe in every workbench that the context opens. The webviews of the served VS Code are of its own origin. */
export async function installProbe(context: BrowserContext): Promise<void> {
  await context.addInitScript(watchScreen);
}

function watchScreen(): void {
  if (window.top !== window) return;
  const seen: Seen = { pressed: 0, changes: [] };
  window.digestBench = seen;
  const press = (event: Event): void => {
    seen.pressed = event.timeStamp;
  };
  window.addEventListener('pointerdown', press, true);

  const firstRow = (): string => document.querySelector('.sidebar .pane-body .monaco-list-row .label-name')?.textContent ?? '';

  const allRows = (): string =>
    Array.from(document.querySelectorAll('.sidebar .pane-body .monaco-list-row .label-name'), (row) => row.textContent).join('\n');

  /** The content of the webview that can be seen. */
  const shownPage = (): Document | undefined => {
    for (const outer of document.querySelectorAll<HTMLIFrameElement>('iframe.webview')) {
      const inner = outer.contentDocument?.querySelector<HTMLIFrameElement>('#active-frame');
      if (inner?.contentDocument && outer.clientHeight > 0 && getComputedStyle(outer).visibility === 'visible')
        return inner.contentDocument;
    }
    return undefined;
  };

  /** The last line of text above the lower edge of the page, and where it stands. */
  const lastLine = (): string => {
    const page = shownPage();
    if (!page?.defaultView) return '';
    const { innerWidth, innerHeight } = page.defaultView;
    for (let y = innerHeight - 8; y > 0; y -= 12) {
      const caret = page.caretPositionFromPoint(innerWidth / 3, y);
      const text = caret?.offsetNode.nodeType === Node.TEXT_NODE ? caret.offsetNode.textContent?.trim() : undefined;
      if (text) return `${Math.round(caret?.getClientRect()?.top ?? 0)} ${text.slice(0, 60)}`;
    }
    return '';
  };

  const looks: readonly { readonly screen: Screen; readonly read: () => string }[] = [
    { screen: 'rows', read: firstRow },
    { screen: 'list', read: allRows },
    { screen: 'page', read: lastLine },
  ];
  const latest = new Map<Screen, string>();
  // A message that is posted in a frame is handled after that frame has been painted.
  const afterPaint = new MessageChannel();
  afterPaint.port1.addEventListener('message', (event: MessageEvent<{ screen: Screen; what: string }>) => {
    seen.changes.push({ at: performance.now(), ...event.data });
  });
  afterPaint.port1.start();
  const look = (): void => {
    for (const { screen, read } of looks) {
      const what = read();
      if (what !== (latest.get(screen) ?? '')) afterPaint.port2.postMessage({ screen, what });
      latest.set(screen, what);
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/**
 * Clicks by `click` and gives the milliseconds from the press of the pointer until each of the screens had its last change: the
 * rows of the side bar, or the last line of the first screen of the page; waits until a second brought no other.
 */
export async function measure<What extends Screen>(
  page: Page,
  screens: readonly What[],
  click: () => Promise<void>,
): Promise<Readonly<Record<What, number>>> {
  await page.waitForTimeout(500);
  await click();
  const end = Date.now() + patience;
  while (Date.now() < end) {
    await page.waitForTimeout(100);
    const seen = await page.evaluate(() => ({ now: performance.now(), ...window.digestBench }));
    const { now, pressed = 0, changes = [] } = seen;
    const latest = screens.map((screen) =>
      changes.findLast((change) => change.screen === screen && change.at > pressed && change.what !== ''),
    );
    if (latest.every((change) => change && now - change.at > 1_000)) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- entries lose which names they have
      return Object.fromEntries(latest.flatMap((change) => (change ? [[change.screen, change.at - pressed]] : []))) as Record<What, number>;
    }
  }
  throw new Error('Nothing new came to the screen after the click.');
}

// The exported file in a bare Chromium, opened from the disk as a person would: it asks for nothing, in both colours and on paper.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Issue } from '../../../src/digest/model.js';
import { parseIssue } from '../../../src/digest/parseIssue.js';
import { colourCode } from '../../../src/render/codeColours.js';
import { renderExport } from '../../../src/render/exportPage.js';
import { screenshotFolder } from '../../vscode/location.js';
import { launchBrowser } from '../../vscode/window.js';
import { pageWords } from '../words.js';

const patience = 120_000;
const folder = mkdtempSync(path.join(tmpdir(), 'digest-export-'));
const facts = { sourceName: 'Digest', day: '2026-04-30', isStarred: false, isMissing: false, minutes: 6 };

let browser: Browser;
let sheet: string;

beforeAll(async () => {
  browser = await launchBrowser();
  const { outputFiles } = await build({
    entryPoints: ['media/export.css'],
    bundle: true,
    write: false,
    loader: { '.svg': 'dataurl' },
    logLevel: 'error',
  });
  sheet = outputFiles[0]?.text ?? '';
}, patience);

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

function bundled(): Issue {
  const file = 'seeds/2026-04-30-the-inference-inflection.md';
  const outcome = parseIssue(readFileSync(file, 'utf8'), { fileName: file });
  if (!outcome.ok) throw new Error('The bundled issue cannot be read.');
  return outcome.issue;
}

/** An issue that would like to load, run and hide things. */
const eager: Issue = {
  id: 'eager',
  kind: 'article',
  title: 'Eager </title><script>document.title = "ran"</script>',
  tags: [],
  authors: ['"><img src=https://img.example.org/author.png>'],
  url: 'https://example.org/eager',
  sections: [
    {
      id: 'one',
      title: 'One',
      body: {
        format: 'html',
        text:
          '<p>Words <img src="https://img.example.org/a.png" alt="A chart"></p><video src="https://img.example.org/film.mp4"></video>' +
          '<link rel=stylesheet href="https://img.example.org/a.css"><style>@import "https://img.example.org/b.css";</style>' +
          '<p style="background: url(https://img.example.org/c.png)">Styled</p><details><summary>More</summary><p>Folded</p></details>' +
          `<pre><code class="language-js">const a = "${'word '.repeat(400)}";</code></pre><table><tr><td>${'cell'.repeat(200)}</td></tr></table>`,
      },
      takeaways: [],
      links: [],
    },
  ],
  takeaways: [],
  links: [],
};

interface Opened {
  readonly page: Page;
  /** Every request but the file's own. */
  readonly requests: readonly string[];
  /** What the console said, of what a policy blocked too. */
  readonly said: readonly string[];
}

async function open(issue: Issue, colorScheme: 'light' | 'dark' = 'light', width = 1000): Promise<Opened> {
  const file = path.join(folder, `${issue.id}.html`);
  writeFileSync(file, renderExport(issue, facts, pageWords, { sheet, colour: colourCode }));
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 800 } });
  const requests: string[] = [];
  const said: string[] = [];
  page.on('request', (request) => {
    if (request.url() !== pathToFileURL(file).href && !request.url().startsWith('data:')) requests.push(request.url());
  });
  page.on('console', (message) => said.push(message.text()));
  await page.goto(pathToFileURL(file).href, { waitUntil: 'networkidle' });
  return { page, requests, said };
}

describe('an exported file', () => {
  it.each(['light', 'dark'] as const)(
    'makes no request, is blocked in nothing and has colours of its own, %s',
    { timeout: patience },
    async (scheme) => {
      const { page, requests, said } = await open(bundled(), scheme);
      const looks = await page.evaluate(() => {
        const { color, backgroundColor } = getComputedStyle(document.body);
        return { color, backgroundColor, hangsOut: document.documentElement.scrollWidth > document.documentElement.clientWidth };
      });
      mkdirSync(screenshotFolder, { recursive: true });
      await page.screenshot({ path: path.join(screenshotFolder, `export-${scheme}.png`) });
      expect({ requests, said, looks }).toEqual({
        requests: [],
        said: [],
        looks: {
          color: scheme === 'light' ? 'rgb(36, 41, 47)' : 'rgb(220, 222, 226)',
          backgroundColor: scheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(28, 30, 34)',
          hangsOut: false,
        },
      });
      await page.close();
    },
  );

  it('of an issue that wants more loads and runs nothing either, and shows what was folded', { timeout: patience }, async () => {
    const { page, requests, said } = await open(eager, 'light', 400);
    expect({ requests, said, title: await page.title() }).toEqual({ requests: [], said: [], title: eager.title });
    expect(await page.getByText('Folded').isVisible()).toBe(true);
    expect(await page.getByRole('link', { name: 'A chart' }).getAttribute('href')).toBe('https://img.example.org/a.png');
    await page.close();
  });

  it('leads from its contents to its parts', { timeout: patience }, async () => {
    const { page } = await open(bundled());
    await page.getByRole('navigation').getByRole('link').last().click();
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
    await page.close();
  });

  it.each([bundled(), eager])('on paper has its addresses, and nothing that hangs out: $id', { timeout: patience }, async (issue) => {
    const { page } = await open(issue, 'dark');
    for (const format of ['A4', 'Letter']) {
      writeFileSync(path.join(screenshotFolder, `export-${issue.id}-${format}.pdf`), await page.pdf({ format, preferCSSPageSize: false }));
    }
    await page.emulateMedia({ media: 'print' });
    // The width of A4 between its margins.
    await page.setViewportSize({ width: 660, height: 900 });
    const looks = await page.evaluate(() => {
      const contents = document.querySelector('.contents');
      const links = [...document.querySelectorAll('.body a[href^="http"]:not(.bare)')];
      return {
        color: getComputedStyle(document.body).color,
        contents: contents === null ? 'none' : getComputedStyle(contents).display,
        unsaid: links.filter((link) => getComputedStyle(link, '::after').content === 'none').length,
        hangsOut: [...document.querySelectorAll('main *')]
          .filter(
            (element) =>
              element.getBoundingClientRect().right > 661 ||
              (getComputedStyle(element).overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1),
          )
          .map((element) => element.outerHTML.slice(0, 80)),
      };
    });
    expect(looks).toEqual({ color: 'rgb(36, 41, 47)', contents: 'none', unsaid: 0, hangsOut: [] });
    await page.close();
  });
});

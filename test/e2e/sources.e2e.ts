// A person adds live sources: a feed, a site, a list of feeds, a git repository; refreshes them, reads a full article, reloads.
// What goes wrong with sources has a file of its own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorityFile } from '../servers/certificates.js';
import { startFeedServer } from '../servers/feedServer.js';
import { startGate } from '../servers/gate.js';
import { commitFiles, makeRepository, serveGit } from '../servers/gitServer.js';
import { rss } from '../servers/rss.js';
import { readJson } from '../vscode/readJson.js';
import type { Window } from '../vscode/window.js';
import { startSession } from './session.js';

const sentence = 'The loom keeps its warp even while the shuttle carries the weft from one side to the other. ';
const tension =
  '<p>What a <em>warp</em> is for.</p><h2>Before the First Shot</h2><p>Wind it on evenly.</p>' +
  '<h2>Key takeaways</h2><ul><li>Even tension beats high tension.</li><li>Measure at both edges.</li></ul>';
const wholePage =
  `<!doctype html><html><head><title>Why Selvedges Curl</title></head><body><nav><a href="/">Home</a></nav><article>` +
  `<h1>Why Selvedges Curl</h1><p>${sentence.repeat(8)}</p><h2>The Quiet Edge</h2><p>${sentence.repeat(6)}</p>` +
  `<h2>What Helps</h2><p>${sentence.repeat(6)}</p></article></body></html>`;
const sitePage =
  '<!doctype html><html><head><title>The Dye House</title>' +
  '<link rel="alternate" type="application/rss+xml" title="Colours" href="/colours.xml">' +
  '<link rel="alternate" type="application/rss+xml" title="Workshops" href="/workshops.xml"></head><body>Dyes.</body></html>';
const issue = (title: string, day: number) =>
  `---\ntitle: "${title}"\npublishedAt: "2026-04-${day}"\n---\n\n## Warp\n\nThreads of ${title} cross.\n`;
const loom = [
  { title: 'Tension Is a Budget', guid: 'loom-1', day: 1, html: tension },
  { title: 'A Shuttle for Two', guid: 'loom-2', day: 2 },
];

const web = await startFeedServer({
  '/loom.xml': rss('Loom Weekly', loom),
  '/site': { body: sitePage, type: 'text/html' },
  '/colours.xml': rss('Colours of the Dye House', [{ title: 'Madder Before Noon', guid: 'dye-1', day: 3 }]),
  '/workshops.xml': rss('Workshops of the Dye House', [{ title: 'Indigo for Beginners', guid: 'dye-2', day: 4 }]),
  '/felt.xml': rss('Felt Notes', [{ title: 'Wool Has a Memory', guid: 'felt-1', day: 5 }]),
  '/knots.xml': rss('Knot Letters', [{ title: 'A Bend That Holds', guid: 'knot-1', day: 6 }]),
  '/curl': { body: wholePage, type: 'text/html' },
});

const outline = (name: string, file: string) => `<outline type="rss" text="${name}" xmlUrl="${web.url(file)}"/>`;
const listOfFeeds =
  `<opml version="2.0"><head><title>Craft</title></head><body>${outline('Loom', '/loom.xml')}` +
  `<outline text="By Hand">${outline('Felt', '/felt.xml')}${outline('Knots', '/knots.xml')}</outline>` +
  `<outline type="rss" text="A feed without an address"/></body></opml>`;

const gate = await startGate();

const repositories = mkdtempSync(path.join(tmpdir(), 'digest-git-'));
const repository = makeRepository(repositories, 'guild-news.git');
commitFiles(repository, { '2026-04-07.md': issue('Minutes of the Weavers', 17) });
const git = await serveGit(repositories);

let window: Window;

const session = startSession({
  settings: gate.settings,
  env: { GIT_SSL_CAINFO: authorityFile },
});

beforeAll(async () => {
  ({ window } = session);
  // All rows of both trees at once: a row that is scrolled away is not there.
  await window.page.setViewportSize({ width: 1280, height: 1400 });
});

afterAll(async () => {
  await web.close();
  await git.close();
  gate.close();
  rmSync(repositories, { recursive: true, force: true });
});

/** Types an address into *Add Source…* and has it looked at. */
async function lookAt(address: string): Promise<void> {
  await window.runCommand('Digest: Add Source…');
  await window.quickInput().fill(address);
  await window.quickPickRow(`Look at ${address}`).click();
}

const paths = () => web.requests.map((request) => request.path);
const row = (title: string | RegExp) => window.treeRow(title).first();
/** What the rows of months and sources say, without how much of it is unread: that changes while one reads. */
const counts = async () => {
  const said = await window
    .treeRow(/^April 2026|, (?:Feed|Git repository), /)
    .evaluateAll((rows) => rows.map((each) => each.getAttribute('aria-label') ?? ''));
  return said.map((label) => label.replace(/, \d+ unread/, ''));
};
const settings = () => readJson<{ readonly 'digest.sources'?: readonly unknown[] }>(session.server.settingsFile);

describe('live sources', () => {
  it('are not requested before the person looks at one', async () => {
    await window.openView('Digest');
    await row(/^The Inference Inflection/).waitFor();
    await window.openSection('Sources');
    await window.page.getByText('Nothing is requested before you add one').waitFor();
    await window.page.getByRole('button', { name: 'Add Suggested Sources' }).waitFor();
    await window.enlargeLastSection(500);
    await window.screenshot('sources-empty');
    await window.runCommand('Digest: Add Source…');
    await window.quickInput().fill('http://feeds.example/news.xml');
    const look = window.quickPickRow('Look at http://feeds.example/news.xml');
    await look.waitFor();
    expect([gate.strangers, paths()]).toEqual([0, []]);
    await look.click();
    await window.quickPickRow('Try Again').waitFor();
    expect(gate.strangers).toBeGreaterThan(0);
    await window.page.keyboard.press('Escape');
    expect(settings()['digest.sources']).toBeUndefined();
  });

  it('show what they hold before they are added', async () => {
    await lookAt(web.url('/loom.xml'));
    const found = window.quickPickRow('Add “Loom Weekly”');
    const said = await found.getAttribute('aria-label');
    for (const fact of ['RSS 2.0', '2 issues', 'Apr 2, 2026', 'Tension Is a Budget', 'A Shuttle for Two']) expect(said).toContain(fact);
    await window.screenshot('sources-preview');
    expect(settings()['digest.sources']).toBeUndefined();
    await found.click();
    await row(/^A Shuttle for Two, read/).waitFor();
    await row(/^Loom Weekly, Feed, 2 issues(?!, \d+ unread)/).waitFor();
    expect(settings()['digest.sources']).toEqual([{ feed: web.url('/loom.xml') }]);
  });

  it('open as articles cut at their headings', async () => {
    await row(/^Tension Is a Budget/).click();
    await window.webview().getByRole('heading', { name: 'Tension Is a Budget', level: 1 }).waitFor();
    await window.expandRow(/^Tension Is a Budget/);
    await row(/^Section: Before the First Shot/).waitFor();
    await window.expandRow('Key Takeaways (2)');
    await row('Measure at both edges.').waitFor();
    await window.screenshot('sources-article');
    await row(/^Tension Is a Budget/)
      .locator('.monaco-tl-twistie')
      .click();
  });

  it('of a site with two feeds are asked for', async () => {
    await lookAt(web.url('/site'));
    await window.quickPickRow('Add “Workshops of the Dye House”').waitFor();
    expect(await window.quickPickLabels()).toEqual(['Add “Colours of the Dye House”', 'Add “Workshops of the Dye House”']);
    await window.quickPickRow('Add “Workshops of the Dye House”').click();
    await row(/^Indigo for Beginners/).waitFor();
    await row(/^Workshops of the Dye House, Feed, 1 issue/).waitFor();
    expect(await window.treeRow(/Madder Before Noon|Colours of/).count()).toBe(0);
  });

  it('come from a list of feeds, with its folders', async () => {
    await window.writeClipboard(listOfFeeds);
    await window.runCommand('Digest: Import OPML…');
    await window.quickPickRow('Clipboard').click();
    await window.quickPickRow('A feed without an address').waitFor();
    expect(await window.quickInput().getAttribute('placeholder')).toBe('2 added · 1 already there · 1 not understood');
    await window.screenshot('sources-import');
    await window.page.keyboard.press('Escape');
    await row('Category: By Hand').waitFor();
    for (const title of [/^Felt, Feed, 1 issue/, /^Knots, Feed, 1 issue/, /^Wool Has a Memory/, /^A Bend That Holds/])
      await row(title).waitFor();
    expect(settings()['digest.sources']).toHaveLength(4);
  });

  it('are git repositories of Markdown, too', async () => {
    await lookAt(`${git.address}/guild-news.git`);
    await window.quickPickRow('Add “guild-news”').click();
    await row(/^Minutes of the Weavers/).waitFor();
    await row(/^guild-news, Git repository, 1 issue/).waitFor();
    await row(/^Minutes of the Weavers/).click();
    await window.webview().getByRole('heading', { name: 'Minutes of the Weavers', level: 1 }).waitFor();
  });

  it('bring nothing twice at a second refresh', async () => {
    const before = await counts();
    expect(before).toEqual(expect.arrayContaining(['April 2026: 7 issues', 'Loom Weekly, Feed, 2 issues']));
    const asked = paths().length;
    await window.runCommand('Digest: Refresh');
    await window.statusBarItem('No new issues').waitFor();
    expect(paths().slice(asked).sort()).toEqual(['/felt.xml', '/knots.xml', '/loom.xml', '/workshops.xml']);
    expect(await counts()).toEqual(before);
  });

  it('bring what is new at the next', async () => {
    const link = web.url('/curl');
    web.put(
      '/loom.xml',
      rss('Loom Weekly', [
        { title: 'Why Selvedges Curl', guid: 'loom-3', day: 8, link, html: '<p>The loom keeps its warp […]</p>' },
        ...loom,
      ]),
    );
    commitFiles(repository, { '2026-04-19.md': issue('Minutes of the Spinners', 19) });
    await window.runCommand('Digest: Refresh');
    await window.statusBarItem('2 new issues').waitFor();
    await row(/^Why Selvedges Curl, unread/).waitFor();
    await row(/^Minutes of the Spinners, unread/).waitFor();
    await row(/^Loom Weekly, Feed, 3 issues/).waitFor();
    await row('April 2026: 9 issues').waitFor();
    expect(paths()).not.toContain('/curl');
  });

  it('give the full article of an excerpt when the person asks for it', async () => {
    await row(/^Why Selvedges Curl/).click();
    const page = window.webview();
    await page.getByRole('heading', { name: 'Why Selvedges Curl', level: 1 }).waitFor();
    await page.getByText('The feed gives only the beginning.').waitFor();
    await page.getByRole('button', { name: 'Read Full Article' }).click();
    await page.getByRole('heading', { name: 'The Quiet Edge' }).waitFor();
    await page.getByText('Taken from the page of the article.').waitFor();
    await window.screenshot('sources-full-article');
  });

  it('are there after a reload, and only what was never read is requested', async () => {
    // Written by hand into settings.json. Its arrival shows that the window has looked for what is due.
    const { 'digest.sources': sources = [], ...others } = settings();
    web.put('/lace.xml', rss('Lace', [{ title: 'Forty Bobbins', guid: 'lace-1', day: 9 }]));
    session.server.writeSettings({ ...others, 'digest.sources': [...sources, { feed: web.url('/lace.xml') }] });
    const asked = [paths().length, git.requests.length];
    await window.reload();
    await row(/^Forty Bobbins/).waitFor();
    for (const title of [/^Why Selvedges Curl/, /^Indigo for Beginners/, /^Minutes of the Weavers/]) await row(title).waitFor();
    for (const title of [/^Loom Weekly, Feed, 3 issues/, /^Felt, Feed, 1 issue/, /^guild-news, Git repository, 2 issues/])
      await row(title).waitFor();
    expect([paths().slice(asked[0]), git.requests.slice(asked[1])]).toEqual([['/lace.xml'], []]);
  });
});

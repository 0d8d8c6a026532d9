// What a person meets when sources are in trouble or private: words at their rows, remedies, passwords that stay where they
// belong; and how sources are renamed, paused, removed. How they are added otherwise has a file of its own.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedDocument, startFeedServer } from '../servers/feedServer.js';
import { rss } from '../servers/rss.js';
import { readJson } from '../vscode/readJson.js';
import type { Window } from '../vscode/window.js';
import { startSession } from './session.js';

const page =
  '<!doctype html><html><head><title>Lime House</title><link rel="alternate" type="application/rss+xml" href="/lime.xml"></head><body>Lime.</body></html>';
const closed = (title: string, article: string, password: string): ServedDocument => ({
  body: rss(title, [{ title: article, guid: article, day: 4 }]),
  credentials: { user: 'ada', password },
});
const clay = [
  { title: 'The Kiln Can Wait', guid: 'clay-1', day: 1 },
  { title: 'A Glaze of Ash', guid: 'clay-2', day: 6 },
  { title: 'Cracks Have Causes', guid: 'clay-3', day: 7 },
];
/** Passwords that must be found nowhere. */
const [typed, pasted] = ['quite-secret-warp', 'quite-secret-weft'];

const web = await startFeedServer({
  '/clay.xml': rss('Clay Letters', clay.slice(0, 1)),
  '/glass.xml': rss('Glass Notes', [{ title: 'Annealing Is Patience', guid: 'glass-1', day: 2 }]),
  '/lime': { body: page, type: 'text/html' },
  '/lime.xml': rss('Lime and Lath', [{ title: 'Hot Lime, Slow Wall', guid: 'lime-1', day: 3 }]),
  '/busy.xml': { body: '', status: 503 },
  '/guild.xml': closed('Guild Papers', 'Who May Vote', typed),
  '/vault.xml': closed('Vault Papers', 'Where the Patterns Lie', pasted),
});

const feeds = ['/clay.xml', '/missing.xml', '/busy.xml', '/lime', '/guild.xml', '/glass.xml'];

let window: Window;

const session = startSession({ settings: { 'digest.sources': feeds.map((file) => ({ feed: web.url(file), name: file.slice(1) })) } });

beforeAll(async () => {
  ({ window } = session);
  // All rows of both trees at once: a row that is scrolled away is not there.
  await window.page.setViewportSize({ width: 1280, height: 1400 });
  await window.openView('Digest');
  await window.openSection('Sources');
  await window.enlargeLastSection(500);
});

afterAll(async () => {
  await web.close();
});

const row = (title: string | RegExp) => window.treeRow(title).first();
const asked = (file: string) => web.requests.filter((request) => request.path === file).length;
const sources = () =>
  readJson<{ readonly 'digest.sources': readonly Readonly<Record<string, unknown>>[] }>(session.server.settingsFile)['digest.sources'];
const toasts = () => window.page.locator('.notification-toast').count();

describe('sources in trouble', () => {
  it('say what is wrong at their rows, and delay no other', async () => {
    for (const said of [
      /^missing\.xml, Feed, nothing at this address \(404\), 127\.0\.0\.1:\d+ has nothing at this address/,
      /^busy\.xml, Feed, server failure \(503\), 127\.0\.0\.1:\d+ has a failure of its own/,
      /^lime, Feed, a web page, not a feed, lime is a web page, not a feed\./,
      /^guild\.xml, Feed, asks to sign in \(401\), 127\.0\.0\.1:\d+ asks you to sign in\./,
      /^clay\.xml, Feed, 1 issue/,
      /^glass\.xml, Feed, 1 issue/,
    ]) {
      await row(said).waitFor();
    }
    await row(/^4 sources could not be refreshed/).waitFor();
    await row(/^The Kiln Can Wait/).waitFor();
    await row(/^Annealing Is Patience/).waitFor();
    await window.screenshot('sources-trouble');
    expect(await toasts()).toBe(0);
  });

  it('stand first in Source Health, each with what helps', async () => {
    await window.runCommand('Digest: Source Health');
    const labels = await window.quickPickLabels();
    expect(labels.slice(0, 4).toSorted()).toEqual(['busy.xml', 'guild.xml', 'lime', 'missing.xml']);
    expect(labels.slice(4, 6).toSorted()).toEqual(['clay.xml', 'glass.xml']);
    expect(labels[6]).toMatch(/MB, \d+ issues$/);
    expect(labels[7]).toBe('Retention');
    const said = await window.quickPickRow('missing.xml').getAttribute('aria-label');
    for (const fact of ['nothing at this address (404)', 'Last success: never', 'Next try: ', 'It may have moved'])
      expect(said).toContain(fact);
    await window.screenshot('sources-health');
    await window.quickPickRow('guild.xml').click();
    await window.quickPickRow('Sign In…').waitFor();
    expect((await window.quickPickLabels())[0]).toBe('Sign In…');
    await window.page.keyboard.press('Escape');
  });

  it('are asked again by Refresh, without a toast', async () => {
    const before = [asked('/missing.xml'), asked('/busy.xml'), asked('/clay.xml')];
    await window.runCommand('Digest: Refresh');
    await window.statusBarItem('No new issues · 4 sources failed').waitFor();
    expect([asked('/missing.xml'), asked('/busy.xml'), asked('/clay.xml')]).toEqual(before.map((count) => count + 1));
    expect(await toasts()).toBe(0);
  });

  it('that are a web page give place to the feed of that page', async () => {
    await row(/^lime, Feed/).click();
    await window.quickPickRow('Add “Lime and Lath”').click();
    await expect.poll(() => sources()[3]).toMatchObject({ feed: web.url('/lime.xml'), name: 'lime' });
    await row(/^Hot Lime, Slow Wall/).waitFor();
    await row(/^lime, Feed, 1 issue/).waitFor();
    expect(sources()).toHaveLength(feeds.length);
  });

  it('recover by themselves when they are read again', async () => {
    web.put('/busy.xml', rss('Busy Hands', [{ title: 'Back at the Bench', guid: 'busy-1', day: 5 }]));
    await window.chooseFromContextMenu(row(/^busy\.xml, Feed/), 'Refresh Source');
    await row(/^Back at the Bench/).waitFor();
    await row(/^busy\.xml, Feed, 1 issue/).waitFor();
    await row(/^2 sources could not be refreshed/).waitFor();
  });
});

describe('a source', () => {
  it('is renamed', async () => {
    await window.chooseFromContextMenu(row(/^clay\.xml, Feed/), 'Rename Source…');
    await window.answer('Kiln News');
    await row(/^Kiln News, Feed, 1 issue/).waitFor();
    await row(/^The Kiln Can Wait, .*Kiln News$/).waitFor();
    expect(sources()[0]).toEqual({ feed: web.url('/clay.xml'), name: 'Kiln News' });
  });

  it('is not asked while it is paused', async () => {
    await window.chooseFromContextMenu(row(/^glass\.xml, Feed/), 'Pause Source');
    await row(/^glass\.xml, Feed, paused/).waitFor();
    const before = asked('/glass.xml');
    web.put('/clay.xml', rss('Clay Letters', clay));
    await window.runCommand('Digest: Refresh');
    await window.statusBarItem('2 new issues').waitFor();
    expect(asked('/glass.xml')).toBe(before);
    await window.chooseFromContextMenu(row(/^glass\.xml, Feed/), 'Resume Source');
    await row(/^glass\.xml, Feed, 1 issue/).waitFor();
  });

  it('that is removed leaves its issues, and comes back by Undo', async () => {
    const before = sources();
    await window.chooseFromContextMenu(row(/^Kiln News, Feed/), 'Remove Source…');
    await row(/^Kiln News, Feed/).waitFor({ state: 'hidden' });
    expect(sources()).toEqual(before.slice(1));
    await row(/^The Kiln Can Wait/).waitFor();
    const offer = window.statusBarItem('Removed “Kiln News” · Undo');
    await offer.waitFor();
    await window.runCommand('Digest: Undo Remove Source');
    await offer.waitFor({ state: 'hidden' });
    await row(/^Kiln News, Feed, 3 issues/).waitFor();
    expect(sources()).toEqual(before);
    expect(await window.treeRow(/^The Kiln Can Wait/).count()).toBe(1);
  });
});

describe('a private source', () => {
  it('is read once the person signs in', async () => {
    await row(/^guild\.xml, Feed, asks to sign in/).click();
    await window.page.getByText('User name. Leave it empty').waitFor();
    await window.answer('ada');
    await window.page.locator('.quick-input-widget input[type=password]').waitFor();
    await window.answer(typed);
    await row(/^Who May Vote/).waitFor();
    await row(/^guild\.xml, Feed, 1 issue/).waitFor();
  });

  it('is read with the user and password of a pasted address, which are kept apart', async () => {
    await window.runCommand('Digest: Add Source…');
    await window.quickInput().fill(web.url('/vault.xml').replace('//', `//ada:${pasted}@`));
    await window.quickPickRow(`Look at ${web.url('/vault.xml')}`).click();
    await window.quickPickRow('Add “Vault Papers”').click();
    await row(/^Where the Patterns Lie/).waitFor();
    await row(/^Vault Papers, Feed, 1 issue/).waitFor();
    expect(sources().at(-1)).toEqual({ feed: web.url('/vault.xml') });
  });

  it('is read again without a question, until the person signs out', async () => {
    web.put('/guild.xml', closed('Guild Papers', 'The Vote Is In', typed));
    web.put('/vault.xml', closed('Vault Papers', 'The Key Has Turned', pasted));
    await window.runCommand('Digest: Refresh');
    await row(/^The Vote Is In/).waitFor();
    await row(/^The Key Has Turned/).waitFor();
    await window.chooseFromContextMenu(row(/^guild\.xml, Feed/), 'Sign Out of Source');
    await window.statusBarItem('Signed out of “guild.xml”').waitFor();
    await window.runCommand('Digest: Refresh');
    await row(/^guild\.xml, Feed, asks to sign in/).waitFor();
    await row(/^Vault Papers, Feed, 2 issues/).waitFor();
  });

  it('leaves its password in no setting, log or library', async () => {
    const folder = session.server.storageOf('');
    const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const kept = names.map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'));
    expect(kept.some((text) => text.includes('The Key Has Turned'))).toBe(true);
    const everything = [...kept, readFileSync(session.server.settingsFile, 'utf8'), session.server.log()].join('\n');
    for (const secret of [typed, pasted, ...[typed, pasted].map((password) => Buffer.from(`ada:${password}`).toString('base64'))]) {
      expect(everything.includes(secret)).toBe(false);
    }
  });
});

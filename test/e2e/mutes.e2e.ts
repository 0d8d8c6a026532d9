// What a person does not want to see: a rule that shows what it hides before it does, the list of rules, and the way back; and how
// large the library is.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readJson } from '../vscode/readJson.js';
import type { Settings } from '../vscode/server.js';
import type { Window } from '../vscode/window.js';
import { startSession } from './session.js';

const home = mkdtempSync(path.join(tmpdir(), 'digest-mutes-'));
const folder = path.join(home, 'Guild Notes');
mkdirSync(folder);
for (const [title, text, tag] of [
  ['Sponsored: A Faster Shuttle', 'Words from our sponsor.', 'advertising'],
  ['Sponsored: Yarn by the Mile', 'Words from our sponsor.', 'advertising'],
  ['Why Selvedges Curl', 'The edge knows.', 'weaving'],
  ['A Bend That Holds', 'Our sponsor is thanked. Knots for the patient.', 'knots'],
]) {
  const head = `---\ntitle: "${title}"\npublishedAt: "2026-04-20"\ntags: ["${tag}"]\n---\n`;
  writeFileSync(path.join(folder, `${title?.replaceAll(/\W+/g, '-')}.md`), `${head}\n## Warp\n\n${text}\n`);
}

let window: Window;

const session = startSession({ settings: { 'digest.sources': [{ folder }] } });

beforeAll(async () => {
  ({ window } = session);
  await window.page.setViewportSize({ width: 1280, height: 900 });
  await window.openView('Digest');
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

const row = (title: string | RegExp) => window.treeRow(title).first();
const settings = () => readJson<Settings & { readonly 'digest.mute'?: readonly unknown[] }>(session.server.settingsFile);
const rules = () => settings()['digest.mute'];

describe('a mute rule', () => {
  it('shows what it would hide while it is typed, and hides it', async () => {
    await row(/^Sponsored: Yarn/).waitFor();
    await window.runCommand('Digest: Mute…');
    await window.quickPickRow('Type what you do not want to see').waitFor();
    await window.quickInput().fill('is:muted');
    await window.quickPickRow('This cannot be muted').waitFor();
    await window.quickInput().fill('sponsor');
    await window.quickPickRow('Mute: hides 3 issues, 3 unread').waitFor();
    await window.quickPickRow('A Bend That Holds').waitFor();
    expect((await window.quickPickLabels())[0]).toContain('Mute: hides 3 issues');
    await window.screenshot('mute-dry-run');
    await window.quickInput().fill('sponsor -knots');
    await window.quickPickRow('Mute: hides 2 issues, 2 unread').waitFor();
    expect(await row(/^Sponsored: Yarn/).count()).toBe(1);
    await window.page.keyboard.press('Enter');
    await window.quickPickRow('For a month').waitFor();
    await window.screenshot('mute-end');
    await window.quickPickRow('For good').click();
    await window.statusBarItem('Muted 2 issues · Undo').waitFor();
    await row(/^Sponsored: Yarn/).waitFor({ state: 'detached' });
    await row(/^Why Selvedges Curl/).waitFor();
    expect(rules()).toEqual([{ query: 'sponsor -knots' }]);
  });

  it('lists what it hides, and a star brings an issue back', async () => {
    await window.runCommand('Digest: Muted Issues…');
    const rule = window.quickPickRow('sponsor -knots');
    expect(await rule.getAttribute('aria-label')).toContain('hides 2 issues · for good');
    await window.screenshot('muted-issues');
    await rule.click();
    await window.quickPickRow('Sponsored: A Faster Shuttle').click();
    await window.webview().getByRole('heading', { name: 'Sponsored: A Faster Shuttle', level: 1 }).waitFor();
    await window.runCommand('Digest: Star');
    await row(/^Sponsored: A Faster Shuttle/).waitFor();
    expect(await row(/^Sponsored: Yarn/).count()).toBe(0);
  });

  it('is taken away by its button, and undone', async () => {
    await window.runCommand('Digest: Muted Issues…');
    const rule = window.quickPickRow('sponsor -knots');
    await rule.hover();
    await rule.getByRole('button', { name: 'Remove this rule' }).click();
    await row(/^Sponsored: Yarn/).waitFor();
    await expect.poll(rules).toEqual([]);
    await window.page.keyboard.press('Escape');
    // One offer at a time: this one stands where that of the mute was.
    const offer = window.statusBarItem(/· Undo$/);
    expect(await offer.textContent()).toContain('No longer muted: “sponsor -knots” · Undo');
    await window.screenshot('unmute-undo');
    await offer.click();
    await row(/^Sponsored: Yarn/).waitFor({ state: 'detached' });
    await offer.waitFor({ state: 'hidden' });
    expect(rules()).toEqual([{ query: 'sponsor -knots' }]);
  });

  it('is suggested by an issue', async () => {
    await window.chooseFromContextMenu(row(/^Why Selvedges Curl/), 'Mute Like This…');
    await window.quickPickRow('Everything from Guild Notes').waitFor();
    expect(await window.quickPickLabels()).toEqual([
      'Everything from Guild Notes',
      'Tag weaving',
      'Category General',
      'Words of its title',
    ]);
    await window.screenshot('mute-like');
    await window.quickPickRow('Tag weaving').click();
    await window.quickPickRow('Mute: hides 1 issue, 1 unread').waitFor();
    expect(await window.quickInput().inputValue()).toBe('tag:"weaving"');
    await window.page.keyboard.press('Escape');
    await row(/^Why Selvedges Curl/).waitFor();
  });

  it('is over after a month when it is for a month', async () => {
    const before = rules();
    await window.runCommand('Digest: Mute…');
    await window.quickInput().fill('tag:knots');
    await window.quickPickRow('Mute: hides 1 issue, 1 unread').waitFor();
    await window.page.keyboard.press('Enter');
    const last = new Date();
    last.setDate(last.getDate() + 30);
    const spoken = new Intl.DateTimeFormat('en', { dateStyle: 'medium' }).format(last);
    const choice = window.quickPickRow('For a month');
    expect(await choice.getAttribute('aria-label')).toContain(`until ${spoken}`);
    await choice.click();
    const offer = window.statusBarItem('Muted 1 issue · Undo');
    await offer.waitFor();
    await row(/^A Bend That Holds/).waitFor({ state: 'detached' });
    const until = [last.getFullYear(), last.getMonth() + 1, last.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
    expect(rules()).toEqual([...(before ?? []), { query: 'tag:knots', until }]);
    await window.runCommand('Digest: Muted Issues…');
    expect(await window.quickPickRow('tag:knots').getAttribute('aria-label')).toContain(`hides 1 issue · until ${spoken}`);
    await window.page.keyboard.press('Escape');
    await offer.click();
    await row(/^A Bend That Holds/).waitFor();
    expect(rules()).toEqual(before);
  });
});

describe('the library', () => {
  it('says in Source Health how large it is and what it keeps', async () => {
    await window.runCommand('Digest: Source Health');
    const labels = await window.quickPickLabels();
    const size = labels.find((label) => /MB, \d+ issues$/.test(label)) ?? '';
    const said = await window.quickPickRow(size).getAttribute('aria-label');
    expect(said).toContain('1 muted');
    const retention = await window.quickPickRow('Retention').getAttribute('aria-label');
    expect(retention).toContain('The newest 5,000 issues of each source keep their text.');
    await window.screenshot('health-library');
    await window.page.keyboard.press('Escape');
  });

  it('lets go of what a changed setting no longer keeps, and says so in Source Health', async () => {
    // Files that are still in their folder keep their text.
    rmSync(path.join(folder, 'A-Bend-That-Holds.md'));
    await row(/^A Bend That Holds, .*file gone/).waitFor();
    await window.applySettings({ ...settings(), 'digest.retention': { days: 7, perSource: 100 } });
    await row(/^A Bend That Holds/).waitFor({ state: 'detached' });
    await row(/^Why Selvedges Curl/).waitFor();
    await window.runCommand('Digest: Source Health');
    const retention = await window.quickPickRow('Retention').getAttribute('aria-label');
    expect(retention).toContain('1 issue lost its text');
    expect(retention).toContain('Issues keep their text for 7 days, the newest 100 of each source.');
    await window.screenshot('health-retention');
    await window.page.keyboard.press('Escape');
  });
});

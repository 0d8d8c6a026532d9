// The commands as another extension or a keybinding runs them: with nothing selected, with a file, twice in a row.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { parseDeepLink, toDeepLink } from '../../src/editor/deepLinks.js';

const text = `---
title: "Host Test: Two Sections"
publishedAt: "2026-03-04"
---

## First of Two

Some words.

**Link:** [There](https://example.org/there)

## Second of Two

Other words.

## Key Takeaways

- Alpha wins
- Beta loses
`;

function readerTabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter((tab) => tab.input instanceof vscode.TabInputWebview && tab.input.viewType.endsWith('digest.reader'));
}

function shownLabels(): readonly string[] {
  return readerTabs()
    .map(({ label }) => label)
    .sort();
}

/** VS Code tells the extension host of its tabs a moment after they changed. */
async function expectReaders(...labels: readonly string[]): Promise<void> {
  for (let tries = 0; tries < 100 && shownLabels().join() !== labels.join(); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.deepEqual(shownLabels(), labels);
}

async function fileWith(name: string, content: string): Promise<vscode.Uri> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'the window has no folder');
  const uri = vscode.Uri.joinPath(folder.uri, name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  return uri;
}

describe('commands', () => {
  it('open a file as an issue, again in the same panel', async () => {
    await vscode.commands.executeCommand('digest.openAsDigest', await fileWith('two.md', text));
    await expectReaders('Host Test: Two Sections');
    const other = text.replaceAll('Two', 'Three');
    await vscode.commands.executeCommand('digest.openAsDigest', await fileWith('three.md', other));
    await expectReaders('Host Test: Three Sections');
  });

  it('open beside a pinned reader', async () => {
    await vscode.commands.executeCommand('digest.pinReader');
    await vscode.commands.executeCommand('digest.openAsDigest', await fileWith('two.md', text));
    await expectReaders('Host Test: Three Sections', 'Host Test: Two Sections');
  });

  it('copy the issue at hand as Markdown that holds all of it', async () => {
    await vscode.commands.executeCommand('digest.copyIssueAsMarkdown');
    const copied = await vscode.env.clipboard.readText();
    for (const part of ['Host Test: Two Sections', '## First of Two', 'Some words.', 'https://example.org/there', '- Beta loses']) {
      assert.ok(copied.includes(part), `“${part}” is missing in:\n${copied}`);
    }
  });

  it('copy the takeaways of the issue at hand', async () => {
    await vscode.commands.executeCommand('digest.copyTakeaways');
    assert.equal(await vscode.env.clipboard.readText(), '**Host Test: Two Sections**\n\n- Alpha wins\n- Beta loses');
  });

  it('copy a link that leads back to the issue', async () => {
    await vscode.commands.executeCommand('digest.copyLink');
    const place = parseDeepLink(vscode.Uri.parse(await vscode.env.clipboard.readText(), true));
    assert.ok(place?.key.startsWith('imported/'), JSON.stringify(place));
  });
});

describe('deep links', () => {
  it('keep keys and anchors with any character', () => {
    for (const [key, anchor] of [
      ['imported/2026-05-07-quiet', 'the-experiment'],
      ['folder-1a2b/z ü/100%#?&=', '日本語'],
      ['bundled/a', undefined],
    ] as const) {
      const link = toDeepLink('digest-reader.digest', key, anchor);
      assert.deepEqual(parseDeepLink(vscode.Uri.parse(link, true)), anchor === undefined ? { key } : { key, anchor });
    }
  });

  it('are nothing else', () => {
    for (const link of ['vscode://digest-reader.digest/', 'vscode://digest-reader.digest/issue/', 'vscode://digest-reader.digest/else/a']) {
      assert.equal(parseDeepLink(vscode.Uri.parse(link, true)), undefined);
    }
  });
});

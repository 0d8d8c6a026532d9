// Hovers in editors as VS Code asks for them: over what is used, where a language has them turned off, and where nothing is known.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { stackWeek } from '../fixtures/stackWeek.js';

async function write(name: string, content: string): Promise<vscode.Uri> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'the window has no folder');
  const uri = vscode.Uri.joinPath(folder.uri, 'hovers', name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  return uri;
}

/** What hovers of ours say at the first place of `word`, and what they trust. */
async function hoverAt(document: vscode.TextDocument, word: string): Promise<readonly vscode.MarkdownString[]> {
  const at = document.positionAt(document.getText().indexOf(word) + 1);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, at);
  const texts = hovers.flatMap(({ contents }) => contents.filter((one) => one instanceof vscode.MarkdownString));
  return texts.some(({ value }) => value.includes('digest.followTopic')) ? texts : [];
}

async function show(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
}

async function soon(is: () => Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await is()) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  assert.fail(`Not so in time: ${what}`);
}

const python = 'import vllm\nimport left_pad\n\nask("gpt-4o-mini")\n';

describe('hovers', () => {
  let source: vscode.TextDocument;

  before(async () => {
    await vscode.commands.executeCommand('digest.openAsDigest', await write('week.md', stackWeek('2026-05-06')));
    await write('requirements.txt', 'vllm==0.9.1\n');
    source = await show(await write('run.py', python));
    await soon(async () => (await hoverAt(source, 'vllm')).length > 0, 'a hover over an import');
  });

  it('say the sentence with its figures and what is installed, without trusting a word of it', async () => {
    const [text, links] = await hoverAt(source, 'vllm');
    const shown = text?.value.replaceAll(/\\(.)/g, '$1') ?? '';
    assert.match(shown, /vLLM 0\.10 answers 2\.1 times as many requests/);
    await soon(async () => /installed 0\.9\.1/.test((await hoverAt(source, 'vllm'))[0]?.value.replaceAll('\\', '') ?? ''), 'the version');
    assert.ok(!text?.isTrusted);
    assert.ok(typeof links?.isTrusted === 'object' && links.isTrusted.enabledCommands.every((id) => /^_?digest\./.test(id)));
  });

  it('know models, and what a document says that is not saved', async () => {
    await soon(async () => (await hoverAt(source, 'gpt-4o-mini')).length > 0, 'a hover over a model');
    const dirty = await vscode.workspace.openTextDocument({ language: 'python', content: 'import langchain\n' });
    await vscode.window.showTextDocument(dirty);
    await soon(async () => (await hoverAt(dirty, 'langchain')).length > 0, 'a hover in an unsaved document');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(dirty.uri, new vscode.Position(0, 0), '# Moved.\nimport ollama\n');
    await vscode.workspace.applyEdit(edit);
    await soon(async () => (await hoverAt(dirty, 'ollama')).length > 0, 'a hover over what was typed');
    assert.ok((await hoverAt(dirty, 'langchain')).length > 0);
  });

  it('are silent over what nobody names', async () => {
    await show(source.uri);
    assert.deepEqual(await hoverAt(source, 'left_pad'), []);
    assert.deepEqual(await hoverAt(source, 'ask('), []);
  });

  it('can be turned off for one language', async () => {
    const settings = vscode.workspace.getConfiguration('digest', { languageId: 'python' });
    await settings.update('hovers.enabled', false, vscode.ConfigurationTarget.Global, true);
    try {
      await soon(async () => (await hoverAt(source, 'vllm')).length === 0, 'silence');
      const manifest = await show(await write('requirements.txt', 'vllm==0.9.1\n'));
      await soon(async () => (await hoverAt(manifest, 'vllm')).length > 0, 'a hover in another language');
    } finally {
      await settings.update('hovers.enabled', undefined, vscode.ConfigurationTarget.Global, true);
    }
  });
});

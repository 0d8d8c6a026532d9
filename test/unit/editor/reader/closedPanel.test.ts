// A panel that was closed while something for it was under way: VS Code throws at whoever asks it anything then.
import { expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import { ReaderPanel } from '../../../../src/editor/reader/readerPanel.js';

vi.mock('vscode', async () => ({
  ...(await import('../fakeVscode.js')),
  Uri: { joinPath: (...path: string[]) => path.join('/') },
  Disposable: { from: (...all: { dispose(): void }[]) => ({ dispose: () => all.forEach((each) => each.dispose()) }) },
  env: { language: 'en' },
}));

it('takes what still comes for it, and does nothing about it', () => {
  let isClosed = false;
  const onClosed: (() => void)[] = [];
  const onSaid: ((message: unknown) => void)[] = [];
  const none = { dispose: () => {} };
  const posted: unknown[] = [];
  const webview = {
    cspSource: 'https://files.example',
    asWebviewUri: (uri: string) => uri,
    postMessage: async (message: unknown) => void posted.push(message),
    onDidReceiveMessage: (listener: (message: unknown) => void) => {
      onSaid.push(listener);
      return none;
    },
  };
  const given = new Proxy<Record<string, unknown>>(
    {
      webview,
      visible: true,
      active: true,
      onDidChangeViewState: () => none,
      onDidDispose: (listener: () => void) => {
        onClosed.push(listener);
        return none;
      },
    },
    {
      get: (target, name) => {
        if (isClosed) throw new Error('Webview is disposed');
        return target[String(name)];
      },
      set: (target, name, value) => {
        if (isClosed) throw new Error('Webview is disposed');
        return Reflect.set(target, name, value);
      },
    },
  );
  const log = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };
  // oxlint-disable typescript/no-unsafe-type-assertion -- as much of VS Code as a panel asks
  const panel = new ReaderPanel(given as unknown as vscode.WebviewPanel, 'extension' as unknown as vscode.Uri, {} as never, log);
  const rendered = { issue: { key: 'a/1', title: 'One', isStarred: false, isRead: false }, html: '<article></article>' } as never;
  // oxlint-enable typescript/no-unsafe-type-assertion
  panel.show(rendered);
  onSaid.forEach((listener) => listener({ type: 'ready' }));
  expect([panel.key, panel.isActive]).toEqual(['a/1', true]);
  const before = posted.length;

  isClosed = true;
  onClosed.forEach((listener) => listener());
  panel.showImage('image:1', { says: 'No image.' });
  panel.showMentions([]);
  panel.show(rendered);
  panel.fail('Digest', 'It is gone.');
  expect([panel.key, panel.isActive, panel.isVisible, posted.length]).toEqual([undefined, false, false, before]);
});

// A release of something that the workspace uses: how far behind it is, in the group and over the dependency. The feed is at GitHub's
// address; a proxy on this machine answers for it.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Window } from '../vscode/window.js';
import { startSession } from './session.js';

const releases = 'http://github.com/vllm-project/vllm/releases.atom';

function entry(version: string, hour: number, notes: string): string {
  const page = `http://github.com/vllm-project/vllm/releases/tag/v${version}`;
  const updated = new Date(Date.now() - hour * 3_600_000).toISOString();
  return `<entry><id>${page}</id><title>v${version}</title><link href="${page}"/><updated>${updated}</updated><content type="html">${notes}</content></entry>`;
}

const feed = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><id>vllm</id><title>Releases of vLLM</title>
<updated>${new Date().toISOString()}</updated>${[
  entry(
    '0.10.0',
    1,
    '&lt;p&gt;vLLM 0.10 schedules 38 % more requests.&lt;/p&gt;&lt;h2&gt;Breaking changes&lt;/h2&gt;&lt;p&gt;The old flag is gone.&lt;/p&gt;',
  ),
  entry('0.9.2', 30, '&lt;p&gt;Mends of vLLM.&lt;/p&gt;'),
  entry('0.9.1', 60, '&lt;p&gt;Earlier mends of vLLM.&lt;/p&gt;'),
].join('')}</feed>`;

const asked: string[] = [];
const proxy = createServer((request, response) => {
  const address = new URL(request.url ?? '', `http://${request.headers.host ?? ''}`).href;
  asked.push(address);
  if (address === releases) response.writeHead(200, { 'content-type': 'application/atom+xml' }).end(feed);
  else response.writeHead(404).end();
});
// The way to another machine is asked for first; what comes on it is answered as if it were that machine.
proxy.on('connect', (_request, socket) => {
  socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
  proxy.emit('connection', socket);
});
await new Promise<void>((resolve) => {
  proxy.listen(0, '127.0.0.1', resolve);
});
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has such an address
const { port } = proxy.address() as AddressInfo;

const session = startSession({
  settings: {
    'digest.sources': [{ feed: releases, name: 'vLLM Releases' }],
    'http.proxy': `http://127.0.0.1:${port}`,
    'http.noProxy': ['127.0.0.1'],
  },
  workspace: { 'requirements.txt': 'vllm==0.9.1\n' },
});

let window: Window;

beforeAll(async () => {
  ({ window } = session);
  await window.page.setViewportSize({ width: 1280, height: 900 });
  await window.openView('Digest');
  await window.widenSideBar(560);
  await window.runCommand('Digest: Refresh');
});

afterAll(() => void proxy.close());

describe('a release of what the workspace uses', () => {
  it('says in the group how far behind it is', async () => {
    const group = window.treeRow(/^For This Workspace/).first();
    await group.waitFor();
    await group.click();
    await window
      .treeRow(/vllm 0\.9\.1 in requirements\.txt.*behind by 2 releases, 1 says “breaking”/)
      .first()
      .waitFor();
    await window.screenshot('radar-group');
    expect(asked).toContain(releases);
  });

  it('says so over the dependency', async () => {
    await window.page.keyboard.press('ControlOrMeta+p');
    await window.quickInput().fill('requirements.txt');
    await window.quickPickRow('requirements.txt').click();
    await window.editorTab('requirements.txt').waitFor();
    await window.page.keyboard.press('ControlOrMeta+Home');
    const hover = window.page.locator('.monaco-hover:visible').filter({ hasText: 'behind by 2 releases, 1 says “breaking”' });
    const isSeen = async (): Promise<boolean> => {
      await window.page.keyboard.press('Escape');
      await window.page.keyboard.press('ControlOrMeta+k');
      await window.page.keyboard.press('ControlOrMeta+i');
      return hover
        .first()
        .waitFor({ timeout: 2_000 })
        .then(
          () => true,
          () => false,
        );
    };
    await expect.poll(isSeen, { timeout: 60_000, interval: 500 }).toBe(true);
    await window.screenshot('radar-hover');
  });
});

// What a page is offered, and that it can show nothing else.
import { beforeEach, expect, it, vi } from 'vitest';
import { Mentions } from '../../../../src/editor/reader/mentions.js';
import type { ReaderPanel } from '../../../../src/editor/reader/readerPanel.js';
import type { MentionedPage } from '../../../../src/protocol/backend.js';
import type { ShownPage } from '../../../../src/protocol/commonPages.js';

const run = vi.hoisted((): unknown[][] => []);

vi.mock('vscode', async () => ({
  ...(await import('../fakeVscode.js')),
  commands: { executeCommand: async (...parameters: unknown[]) => void run.push(parameters) },
}));

const pages: readonly MentionedPage[] = [
  { url: 'https://www.example.org/asked', mentions: [{ key: 'notes/reply', title: 'A reply', sourceName: 'Notes' }], more: 2 },
  {
    anchor: 'link-2',
    label: 'l'.repeat(400),
    url: 'https://example.com/loom',
    mentions: [{ key: 'notes/reply', title: 'A reply', sourceName: 'Notes', day: '2026-05-01', anchor: 'weft' }],
    more: 0,
  },
];

/** A panel that shows the issue `key`, and what it was given. */
function panelOf(key: string) {
  const given: (readonly ShownPage[])[] = [];
  const state = { key, given, showMentions: (shown: readonly ShownPage[]) => void given.push(shown) };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as much of a panel as is asked for
  return { state, panel: state as unknown as ReaderPanel };
}

let asked: string[];
let mentions: Mentions;

beforeEach(() => {
  run.length = 0;
  asked = [];
  mentions = new Mentions({
    mentions: async ({ key }) => {
      asked.push(key);
      return key === 'a' ? pages : [];
    },
  });
});

it('gives a page what there is, in lines, and asks the library once for each issue', async () => {
  const { panel, state } = panelOf('a');
  await mentions.offer(panel, 'a');
  await mentions.offer(panel, 'a');
  const shown: readonly ShownPage[] = [
    { host: 'example.org', issues: [{ key: 'notes/reply', title: 'A reply', detail: 'Notes' }], more: 2 },
    {
      label: `${'l'.repeat(300)}…`,
      host: 'example.com',
      issues: [{ key: 'notes/reply', title: 'A reply', detail: 'Notes · May 1, 2026' }],
      more: 0,
    },
  ];
  expect([state.given, asked]).toEqual([[shown, shown], ['a']]);
});

it('gives nothing where there is nothing, and nothing to a page that shows another issue by now', async () => {
  const { panel, state } = panelOf('b');
  await mentions.offer(panel, 'b');
  const offer = mentions.offer(panel, 'a');
  await offer;
  expect([state.given, asked]).toEqual([[], ['b', 'a']]);
});

it('shows an offered issue at the section that has the link', async () => {
  const { panel } = panelOf('a');
  await mentions.offer(panel, 'a');
  await mentions.show(panel, 'a', 1, 'notes/reply');
  await mentions.show(panel, 'a', 0, 'notes/reply');
  expect(run).toEqual([
    ['_digest.showPlace', 'notes/reply', 'weft'],
    ['_digest.showPlace', 'notes/reply', undefined],
  ]);
});

it('shows nothing that was not offered to this very page', async () => {
  const [{ panel }, { panel: other }, { panel: gone, state }] = [panelOf('a'), panelOf('a'), panelOf('a')];
  await mentions.offer(panel, 'a');
  await mentions.offer(gone, 'a');
  state.key = 'b';
  await mentions.show(panel, 'a', 0, 'notes/secret');
  await mentions.show(panel, 'a', 7, 'notes/reply');
  await mentions.show(panel, 'b', 0, 'notes/reply');
  await mentions.show(other, 'a', 0, 'notes/reply');
  await mentions.show(gone, 'a', 0, 'notes/reply');
  expect(run).toEqual([]);
});

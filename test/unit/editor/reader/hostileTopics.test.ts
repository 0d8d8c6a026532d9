// The page of a topic can do nothing but lead to what it was offered, and it names that by numbers. It stars, notes, reads, copies and
// loads nothing, whatever it says; and the page of an issue can say nothing that belongs to a topic.
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import type { Backend } from '../../../../src/protocol/backend.js';
import type { FromReader } from '../../../../src/protocol/reader.js';
import { registerReaderActions } from '../../../../src/editor/registerReaderActions.js';
import { Notes } from '../../../../src/editor/reader/notes.js';
import { ReaderPanel } from '../../../../src/editor/reader/readerPanel.js';
import type { Readers } from '../../../../src/editor/reader/readers.js';
import type { IssuesView } from '../../../../src/editor/tree/issuesView.js';
import { createRandom } from '../../../bench/random.js';
import { anyJson, spoilt } from './hostilePage.js';
import { reached } from './reach.js';

vi.mock('vscode', async () => (await import('./reach.js')).reachableVscode());

const key = 'topic:vllm';
const topic = {
  id: 'vllm',
  page: {
    topic: { id: 'vllm', name: 'vLLM', kind: 'library' },
    html: '<article data-round="7"></article>',
    places: [{ key: 'bundled/one', anchor: 'weeds' }, { key: 'bundled/two' }],
    topics: ['deepseek', 'gpt@5.5'],
  },
  mentions: 50,
  figures: 12,
  round: 7,
} as const;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every call of the worker is noted, whatever its name
const backend = new Proxy({}, { get: (_, name: string) => async () => void reached.push([name, '']) }) as Backend;

/** What each message of the page of a topic reaches, with what it is given. */
const most: Partial<Record<FromReader['type'], { readonly reaches: readonly string[]; readonly example: FromReader }>> = {
  ready: { reaches: [], example: { type: 'ready' } },
  shown: { reaches: [], example: { type: 'shown', key } },
  focus: { reaches: [], example: { type: 'focus', where: 'page' } },
  atEnd: { reaches: [], example: { type: 'atEnd', key, isAtEnd: true } },
  scrolled: { reaches: [], example: { type: 'scrolled', key, place: { anchor: 'figures', offset: 4 }, byHost: false } },
  nowhere: { reaches: [], example: { type: 'nowhere', key, to: 'next' } },
  go: { reaches: ['command digest.goBack'], example: { type: 'go', key, to: 'back' } },
  openLink: { reaches: ['outside https://example.org/'], example: { type: 'openLink', key, url: 'https://example.org/' } },
  openMention: { reaches: ['command _digest.showPlace bundled/one weeds'], example: { type: 'openMention', key, round: 7, mention: 0 } },
  openTopic: { reaches: ['command digest.showTopic gpt@5.5'], example: { type: 'openTopic', key, round: 7, topic: 1 } },
  toggleFollow: { reaches: ['command digest.followTopic vllm'], example: { type: 'toggleFollow', key } },
  showMore: { reaches: ['more 100 12'], example: { type: 'showMore', key, list: 'mentions' } },
};

/** What belongs to issues. */
const foreign: readonly FromReader[] = [
  { type: 'wasRead', key },
  { type: 'toggleStar', key },
  { type: 'noteTyped', key, text: 'Mine' },
  { type: 'noteLeft', key },
  { type: 'copyTakeaways', key, anchor: 'takeaway-1' },
  { type: 'copyCode', key, anchor: 'code:1' },
  { type: 'copyLabel', key, anchor: 'link-1' },
  { type: 'loadImage', key, anchor: 'image:1' },
  { type: 'showMention', key, page: 0, issue: 'bundled/one' },
  { type: 'readFullArticle', key },
];

let say: (message: unknown) => void;
let panel: ReaderPanel;
let close: () => void;

// Loaded on demand, which fake timers do not wait for.
beforeAll(() => import('../../../../src/editor/readerActions.js'));
beforeAll(() => import('../../../../src/editor/reader/topicPages.js'));

beforeEach(() => {
  vi.useFakeTimers();
  const log = {
    error: (_: string, line: string) => void reached.push(['log', line]),
    warn: (_: string, line: string) => void reached.push(['log', line]),
    info: () => {},
    debug: () => {},
  };
  const none = { dispose: () => {} };
  const webview = {
    html: '',
    options: {},
    cspSource: 'https://files.example',
    asWebviewUri: (uri: string) => uri,
    postMessage: async () => undefined,
    onDidReceiveMessage: (listener: (message: unknown) => void) => {
      say = listener;
      return none;
    },
  };
  const given = { webview, visible: true, active: true, onDidDispose: () => none, onDidChangeViewState: () => none, reveal: () => {} };
  // oxlint-disable typescript/no-unsafe-type-assertion -- as much of VS Code and of the view as a page reaches
  panel = new ReaderPanel(given as unknown as vscode.WebviewPanel, 'extension' as unknown as vscode.Uri, {} as never, log);
  const readers = {
    onMessage: (listener: (received: unknown) => void) => panel.onMessage((message) => listener({ panel, message })),
    showTopicAnew: async (_: unknown, wanted: { mentions: number; figures: number }) =>
      void reached.push(['more', `${wanted.mentions} ${wanted.figures}`]),
  };
  const view = { onDidShow: () => none, follow: async () => void reached.push(['follow', '']) };
  const notes = new Notes(backend, log);
  const actions = registerReaderActions(backend, readers as unknown as Readers, notes, view as unknown as IssuesView, log);
  panel.onDidReturn((about) => reached.push(['returned', about]));
  // oxlint-enable typescript/no-unsafe-type-assertion
  panel.showTopic(topic, undefined);
  close = () => void actions.dispose();
});

afterEach(() => {
  close();
  vi.useRealTimers();
});

/** What messages reach, when all that follows from them is done; setting context keys is nothing. */
async function reachedBy(...messages: readonly unknown[]): Promise<readonly string[]> {
  reached.length = 0;
  messages.forEach((message) => say(message));
  await vi.advanceTimersByTimeAsync(5_000);
  return [...new Set(reached.map((each) => each.join(' ').trim()))];
}

describe('the page of a topic', () => {
  it.each(Object.values(most).map(({ example, reaches }) => [example.type, example, reaches] as const))(
    'may say "%s"',
    async (_, example, reaches) => {
      expect(await reachedBy(example)).toEqual(reaches);
    },
  );

  it.each(foreign.map((message) => [message.type, message] as const))('may not say "%s"', async (_, message) => {
    expect(await reachedBy(message)).toEqual([]);
    expect([panel.key, panel.note]).toEqual([undefined, undefined]);
  });

  it('leads nowhere by a number that it was not offered, or that was offered by an earlier making', async () => {
    const numbers = [2, 99, 99_999, 100_000, -1, 0.5, Number.NaN, Number.MAX_SAFE_INTEGER, '0', null, '__proto__', 'length', {}];
    for (const number of numbers) {
      const found = await reachedBy(
        { type: 'openMention', key, round: 7, mention: number },
        { type: 'openTopic', key, round: 7, topic: number },
      );
      expect(
        found.filter((what) => !what.startsWith('log')),
        JSON.stringify(number),
      ).toEqual([]);
    }
    for (const round of [6, 8, 0, undefined]) {
      const found = await reachedBy({ type: 'openMention', key, round, mention: 0 }, { type: 'openTopic', key, round, topic: 0 });
      expect(found.filter((what) => !what.startsWith('log'))).toEqual([]);
    }
  });

  it('reaches nothing more, whatever its fields are', async () => {
    const random = createRandom(3);
    const allowed = [
      ...Object.values(most).flatMap(({ reaches }) => reaches),
      'command digest.goForward',
      'command _digest.showPlace bundled/two',
      'command digest.showTopic deepseek',
      'more 50 24',
    ];
    for (const { example } of Object.values(most)) {
      const messages = Array.from({ length: 200 }, () => spoilt(example, random));
      const found = await reachedBy(...messages, anyJson(random));
      expect(
        found.filter((what) => !what.startsWith('log') && !what.startsWith('outside http') && !allowed.includes(what)),
        example.type,
      ).toEqual([]);
    }
  });

  it('is not heard about an issue', async () => {
    for (const about of ['bundled/one', 'topic:', 'topic:vllm2', 'vllm', 'TOPIC:vllm']) {
      expect(await reachedBy({ type: 'openMention', key: about, round: 7, mention: 0 }, { type: 'wasRead', key: about })).toEqual([]);
    }
  });

  it('in a loop reaches little', async () => {
    for (const { example } of Object.values(most)) {
      reached.length = 0;
      for (let at = 0; at < 10_000; at += 1) say(example);
      await vi.advanceTimersByTimeAsync(5_000);
      expect(reached.length, example.type).toBeLessThan(70);
    }
  });

  it('keeps its place for the panel only', async () => {
    expect(await reachedBy(most.scrolled?.example)).toEqual([]);
    expect(panel.place).toEqual({ anchor: 'figures', offset: 4 });
  });
});

describe('the page of an issue', () => {
  it('may not say what belongs to a topic', async () => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the panel reads of an issue
    panel.show({ issue: { key: 'bundled/one', title: 'One', isStarred: false, isRead: false }, html: '' } as never);
    const said = ['openMention', 'openTopic', 'toggleFollow', 'showMore'].map((type) => ({
      type,
      key: 'bundled/one',
      round: 7,
      mention: 0,
      topic: 0,
      list: 'mentions',
    }));
    expect(await reachedBy(...said)).toEqual([]);
    // Nor can what was typed before be about the topic that was here.
    expect(await reachedBy({ type: 'noteTyped', key, text: 'Mine' })).toEqual([]);
  });
});

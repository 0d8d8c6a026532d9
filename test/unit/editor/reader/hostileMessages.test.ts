// A hostile page can do nothing but what a person could click. The table below says what each message can reach at most; the real
// panel and the real actions are given everything else that a page could say. What the page of a topic may do is in
// `hostileTopics.test.ts`.
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as vscode from 'vscode';
import type { Backend } from '../../../../src/protocol/backend.js';
import { messageLimits, parseFromReader, parseToReader, type FromReader } from '../../../../src/protocol/reader.js';
import type { FromTopicPage } from '../../../../src/protocol/topicMessages.js';
import { registerReaderActions } from '../../../../src/editor/registerReaderActions.js';
import { Notes } from '../../../../src/editor/reader/notes.js';
import { ReaderPanel } from '../../../../src/editor/reader/readerPanel.js';
import type { Readers } from '../../../../src/editor/reader/readers.js';
import type { IssuesView } from '../../../../src/editor/tree/issuesView.js';
import { createRandom, pick } from '../../../bench/random.js';
import { addresses, anyJson, spoilt } from './hostilePage.js';
import { reached } from './reach.js';

vi.mock('vscode', async () => (await import('./reach.js')).reachableVscode());

const key = 'bundled/on-show';

const outline = {
  issue: { key, title: 'On show' },
  hasIntro: false,
  sections: [{ anchor: 'one', title: 'One', minutes: 1 }],
  takeaways: [{ markdown: 'A *takeaway*', text: 'A takeaway' }],
  links: [{ label: 'The label' }],
};

const mention = {
  url: 'https://example.org/',
  mentions: [{ key: 'bundled/mentioned', title: 'Mentioned', sourceName: 'Source' }],
  more: 0,
};

/** What the worker answers; each question is noted with the issue it is about. */
const answers: Readonly<Record<string, unknown>> = {
  outline,
  mentions: [mention],
  code: 'let code;',
  image: { outcome: 'refused', reason: 'notAnImage' },
};
const asked = (what: string, { key: about, keys }: { key?: string; keys?: readonly string[] }): void =>
  void reached.push([what, about ?? String(keys)]);
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every call of the worker is noted, whatever its name
const backend = new Proxy(
  {},
  {
    get: (_, name: string) => async (params: object) => {
      asked(name, params);
      return answers[name];
    },
  },
) as Backend;

/**
 * What each message of the page reaches at most, in the words of `reached`, and one that does reach it. All of it is what a person
 * does on the page by hand: with its buttons, its links and fields, by scrolling and by waiting.
 */
const most: Readonly<
  Record<Exclude<FromReader['type'], FromTopicPage['type']>, { readonly reaches: readonly string[]; readonly example: FromReader }>
> = {
  ready: { reaches: ['returned'], example: { type: 'ready' } },
  focus: { reaches: [], example: { type: 'focus', where: 'page' } },
  shown: { reaches: ['mentions'], example: { type: 'shown', key } },
  atEnd: { reaches: [], example: { type: 'atEnd', key, isAtEnd: true } },
  // Only by VS Code, which asks the person; http, https and mailto only.
  openLink: { reaches: ['outside'], example: { type: 'openLink', key, url: 'https://example.org/' } },
  // Text of the issue that the library has; never text that the page says.
  copyTakeaways: { reaches: ['outline', 'clipboard'], example: { type: 'copyTakeaways', key, anchor: 'takeaway-1' } },
  copyCode: { reaches: ['code', 'clipboard'], example: { type: 'copyCode', key, anchor: 'code:1' } },
  copyLabel: { reaches: ['outline', 'clipboard'], example: { type: 'copyLabel', key, anchor: 'link-1' } },
  // An image that the issue's text has, where the setting allows any; see `imageFor`.
  loadImage: { reaches: ['image', 'render'], example: { type: 'loadImage', key, anchor: 'image:1' } },
  scrolled: { reaches: ['setPlace', 'follow'], example: { type: 'scrolled', key, place: { anchor: 'one', offset: 4 }, byHost: false } },
  wasRead: { reaches: ['setRead'], example: { type: 'wasRead', key } },
  toggleStar: { reaches: ['setStarred'], example: { type: 'toggleStar', key } },
  noteTyped: { reaches: ['setNote'], example: { type: 'noteTyped', key, text: 'Mine' } },
  noteLeft: { reaches: ['setNote'], example: { type: 'noteLeft', key } },
  nowhere: { reaches: [], example: { type: 'nowhere', key, to: 'next' } },
  go: { reaches: ['command'], example: { type: 'go', key, to: 'back' } },
  // Another issue, if it was offered to this page.
  showMention: { reaches: ['mentions', 'command'], example: { type: 'showMention', key, page: 0, issue: 'bundled/mentioned' } },
  unmarked: { reaches: [], example: { type: 'unmarked', key } },
  readFullArticle: { reaches: ['command'], example: { type: 'readFullArticle', key } },
  failed: { reaches: ['log'], example: { type: 'failed', message: 'out of ink' } },
};

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a record are its keys
const types = Object.keys(most) as readonly (keyof typeof most)[];

/** Commands that messages run, with what is handed to them. */
const commands = ['digest.goBack', 'digest.goForward', 'digest.readFullArticle', '_digest.showPlace bundled/mentioned'];

let say: (message: unknown) => void;
let panel: ReaderPanel;
let posted: unknown[];
let close: () => void;

// Loaded on demand, which fake timers do not wait for.
beforeAll(() => import('../../../../src/editor/readerActions.js'));
beforeAll(() => import('../../../../src/editor/reader/imageAnswers.js'));

beforeEach(() => {
  vi.useFakeTimers();
  const log = {
    error: (_: string, line: string) => void reached.push(['log', line]),
    warn: (_: string, line: string) => void reached.push(['log', line]),
    info: () => {},
    debug: () => {},
  };
  posted = [];
  const none = { dispose: () => {} };
  const webview = {
    html: '',
    options: {},
    cspSource: 'https://files.example',
    asWebviewUri: (uri: string) => uri,
    postMessage: async (message: unknown) => void posted.push(message),
    onDidReceiveMessage: (listener: (message: unknown) => void) => {
      say = listener;
      return none;
    },
  };
  const given = {
    webview,
    visible: true,
    active: true,
    title: '',
    onDidDispose: () => none,
    onDidChangeViewState: () => none,
    reveal: () => {},
    dispose: () => {},
  };
  // oxlint-disable typescript/no-unsafe-type-assertion -- as much of VS Code and of the view as a page reaches
  panel = new ReaderPanel(given as unknown as vscode.WebviewPanel, 'extension' as unknown as vscode.Uri, {} as never, log);
  const readers = {
    onMessage: (listener: (received: unknown) => void) => panel.onMessage((message) => listener({ panel, message })),
    renderAnew: () => {},
  };
  const view = { onDidShow: () => none, follow: async (about: string) => void reached.push(['follow', about]) };
  const notes = new Notes(backend, log);
  const actions = registerReaderActions(backend, readers as unknown as Readers, notes, view as unknown as IssuesView, log);
  panel.onDidReturn((about) => reached.push(['returned', about]));
  panel.show({ issue: { key, title: 'On show', isStarred: false, isRead: false }, html: '<article></article>' } as never);
  // oxlint-enable typescript/no-unsafe-type-assertion
  close = () => void actions.dispose();
  reached.length = 0;
});

afterEach(() => {
  close();
  vi.useRealTimers();
});

/** What messages reach, when all that follows from them is done. */
async function reachedBy(...messages: readonly unknown[]): Promise<readonly string[]> {
  reached.length = 0;
  messages.forEach((message) => say(message));
  await vi.advanceTimersByTimeAsync(5_000);
  return [...new Set(reached.map(([what]) => what))].sort();
}

describe.each(types)('"%s"', (type) => {
  const { reaches, example } = most[type];

  it('does what a person does', async () => {
    // Who leaves the note has typed one; what is mentioned elsewhere is offered to a page that is shown.
    const before = type === 'noteLeft' ? [most.noteTyped.example] : type === 'showMention' ? [most.shown.example] : [];
    const found = await reachedBy(...before, example);
    expect(reaches).toEqual(expect.arrayContaining([...found]));
    expect(found.length > 0).toBe(reaches.length > 0);
  });

  it('reaches nothing more, and no other issue, whatever its fields are', async () => {
    const random = createRandom(types.indexOf(type) + 1);
    const messages = Array.from({ length: 400 }, () => spoilt(example, random));
    const found = await reachedBy(...(type === 'showMention' ? [most.shown.example] : []), ...messages);
    expect([...reaches, 'log']).toEqual(expect.arrayContaining([...found]));
    expect(reached.filter(([what, given]) => !['log', 'outside', 'clipboard', 'command'].includes(what) && given !== key)).toEqual([]);
    expect(reached.filter(([what, given]) => what === 'command' && !commands.includes(given))).toEqual([]);
    expect(reached.filter(([what, given]) => what === 'outside' && !/^(?:https?:\/\/|mailto:)/i.test(given))).toEqual([]);
    const copied = ['let code;', 'The label', 'A takeaway', '- A *takeaway*\n', '- A *takeaway*', 'A *takeaway*'];
    expect(reached.filter(([what, given]) => what === 'clipboard' && !copied.some((text) => given.includes(text)))).toEqual([]);
  });

  it('does nothing about an issue that is not on show', async () => {
    if (!('key' in example)) return;
    for (const other of ['bundled/other', `${key} `, key.toUpperCase(), '__proto__', `${key}\u0000`, '']) {
      expect(await reachedBy({ ...example, key: other }), other).toEqual(other === '' ? ['log'] : []);
    }
  });

  it('in a loop reaches little, and is logged in one line', async () => {
    reached.length = 0;
    for (let at = 0; at < 100_000; at += 1) say(example);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(reached.length).toBeLessThan(1_300);
    expect(reached.filter(([, given]) => given.includes('says too much'))).toHaveLength(1);
    expect(reached.filter(([what]) => what === 'setNote').length).toBeLessThanOrEqual(8);
  });
});

describe('a page in a loop', () => {
  it('of what is no message is logged a few times only', async () => {
    reached.length = 0;
    for (let at = 0; at < 100_000; at += 1) say({ type: 'show', key, at });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(reached.length).toBeLessThanOrEqual(11);
  });

  it('does not lose the last of what was typed and where the page stands', async () => {
    for (let at = 0; at < 10_000; at += 1) {
      say({ type: 'noteTyped', key, text: `note ${at}` });
      say({ type: 'scrolled', key, place: { anchor: 'one', offset: at }, byHost: false });
    }
    await vi.advanceTimersByTimeAsync(5_000);
    expect(panel.note).toBe('note 9999');
    expect(panel.place).toEqual({ anchor: 'one', offset: 9_999 });
  });

  it('passes on what it typed before another issue takes its place', async () => {
    for (let at = 0; at < 1_000; at += 1) say({ type: 'noteTyped', key, text: `note ${at}` });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the panel reads of an issue
    panel.show({ issue: { key: 'bundled/next', title: 'Next', isStarred: false, isRead: false }, html: '' } as never);
    const found: string[] = [];
    reached.length = 0;
    await vi.advanceTimersByTimeAsync(5_000);
    found.push(...reached.map((each) => each.join(' ')));
    expect(found).toEqual([`setNote ${key}`]);
    expect(panel.note).toBeUndefined();
  });
});

describe('addresses', () => {
  it.each(addresses)('%j opens nothing', async (url) => {
    const found = await reachedBy({ type: 'openLink', key, url });
    expect(found.filter((what) => what !== 'log')).toEqual([]);
  });

  it.each([
    'https://example.org/\u202egnp.exe',
    'https://example.org/a\nb',
    'HTTPS://EXAMPLE.ORG',
    'https://user:word@example.org/',
    'https://例え.jp/',
    'mailto:a@example.org?body=x',
  ])('%j opens as what it is', async (url) => {
    expect(await reachedBy({ type: 'openLink', key, url })).toEqual(['outside']);
  });
});

describe('anything at all', () => {
  it('neither throws nor becomes a message that it is not', () => {
    const random = createRandom(77);
    for (let round = 0; round < 30_000; round += 1) {
      const value = anyJson(random);
      const named = typeof value === 'object' && value !== null && random() < 0.7 ? { ...value, type: pick(random, types), key } : value;
      for (const parsed of [parseFromReader(named), parseToReader(named)]) {
        if (!parsed) continue;
        expect(named).toMatchObject({ type: parsed.type });
        // What comes out is made of fields that went in, and of no others.
        for (const [name, field] of Object.entries(parsed)) {
          if (typeof field === 'string' || typeof field === 'boolean') expect(named).toHaveProperty(name, field);
        }
        expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
      }
    }
    expect('polluted' in {}).toBe(false);
  });

  it('may be deep or huge', { timeout: 60_000 }, () => {
    let deep: unknown = { type: 'openLink', key };
    for (let level = 0; level < 100_000; level += 1) deep = { type: 'openLink', key, url: deep, place: deep };
    expect(parseFromReader(deep)).toBeUndefined();
    expect(parseToReader(deep)).toBeUndefined();
    expect(parseFromReader({ type: 'noteTyped', key, text: 'x'.repeat(50_000_000) })).toBeUndefined();
    expect(
      parseToReader({
        type: 'mark',
        key,
        sought: Array.from({ length: messageLimits.sought + 1 }, () => ({ words: ['a'], prefix: 'none' })),
      }),
    ).toBeUndefined();
    const wide = Object.fromEntries(Array.from({ length: 200_000 }, (_, at) => [`field${at}`, at]));
    expect(parseFromReader({ ...wide, type: 'wasRead', key })).toEqual({ type: 'wasRead', key });
  });
});

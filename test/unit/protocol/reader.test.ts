// What the run-time checks of the page's messages let through, and what they refuse.
import { describe, expect, it } from 'vitest';
import { commonLimits, type ShownPage } from '../../../src/protocol/commonPages.js';
import { type ImageContent, imageLimits } from '../../../src/protocol/images.js';
import type { FromReader, ToReader } from '../../../src/protocol/reader.js';
import { messageLimits, parseFromReader, parsePlace, parseToReader } from '../../../src/protocol/reader.js';

const key = 'bundled/a-calm-week';
const place = { anchor: 'caches', offset: 12 };

const common: ShownPage = { host: 'example.org', issues: [{ key: 'notes/reply', title: '', detail: 'Notes' }], more: 0 };

const picture: ImageContent = { type: 'image/webp', bytes: new Uint8Array(12), width: 40, height: 30 };

const toReader: readonly ToReader[] = [
  { type: 'show', key, title: 'A calm week', html: '<p>Text</p>', isStarred: false },
  { type: 'show', key, title: '', html: '', place, isStarred: true },
  { type: 'show', key, title: '', html: '', isStarred: true, note: 'Mine\n<b>' },
  { type: 'state', key, isStarred: false, note: 'Mine' },
  { type: 'editNote', key },
  { type: 'show', key, title: '', html: '', isStarred: true, sought: [{ words: ['glm', '5'], prefix: 'none', joined: 'glm-5' }] },
  { type: 'mark', key, sought: [] },
  { type: 'mark', key, sought: [{ words: ['loom'], prefix: 'typing' }] },
  { type: 'scrollTo', key, anchor: 'caches' },
  { type: 'scrollTo', key, anchor: '' },
  { type: 'state', key, isStarred: true },
  { type: 'mentions', key, pages: [] },
  { type: 'mentions', key, pages: [common, { ...common, label: 'The <b>loom</b>', issues: [], more: 3 }] },
  { type: 'attend', key },
  { type: 'copied', key, anchor: 'takeaway-1' },
  { type: 'show', key, title: '', html: '', place, isAsked: true, isStarred: true },
  { type: 'look', look: { fontFamily: '', lineWidth: 68, isEssential: false } },
  { type: 'look', look: { fontFamily: 'Georgia, serif', fontSize: 8, lineWidth: 100, isEssential: true } },
  { type: 'step', key, to: 'next' },
  { type: 'step', key, to: 'previous' },
  { type: 'enterContents', key },
  { type: 'announce', key, text: 'Starred' },
  { type: 'image', key, anchor: 'image:2', image: picture, broken: 'It is damaged.' },
  { type: 'noImage', key, anchor: 'image:2', says: 'You are offline.', again: 'Try Again' },
];

const fromReader: readonly FromReader[] = [
  { type: 'ready' },
  { type: 'focus', where: 'page' },
  { type: 'focus', where: 'control' },
  { type: 'focus', where: 'field' },
  { type: 'focus', where: 'none' },
  { type: 'atEnd', key, isAtEnd: true },
  { type: 'nowhere', key, to: 'next' },
  { type: 'nowhere', key, to: 'contents' },
  { type: 'go', key, to: 'back' },
  { type: 'go', key, to: 'forward' },
  { type: 'shown', key },
  { type: 'openLink', key, url: 'https://example.org/a?b=c#d' },
  { type: 'openLink', key, url: 'mailto:desk@example.org' },
  { type: 'copyTakeaways', key, anchor: 'key-takeaways' },
  { type: 'copyLabel', key, anchor: 'link-2' },
  { type: 'copyCode', key, anchor: 'code:2' },
  { type: 'loadImage', key, anchor: 'image:2' },
  { type: 'scrolled', key, place: { anchor: '', offset: -40 }, byHost: false },
  { type: 'wasRead', key },
  { type: 'toggleStar', key },
  { type: 'noteTyped', key, text: '' },
  { type: 'noteTyped', key, text: 'Mine' },
  { type: 'noteLeft', key },
  { type: 'unmarked', key },
  { type: 'readFullArticle', key },
  { type: 'showMention', key, page: 0, issue: 'notes/reply' },
  { type: 'failed', message: 'out of ink' },
];

const notMessages: readonly unknown[] = [
  undefined,
  null,
  0,
  'ready',
  true,
  [],
  [{ type: 'ready' }],
  {},
  { type: 7 },
  { type: 'unheardOf', key },
];

describe('parseToReader', () => {
  it.each(toReader)('lets $type through as it is', (message) => {
    expect(parseToReader(structuredClone(message))).toEqual(message);
  });

  it.each(notMessages)('refuses %j', (value) => {
    expect(parseToReader(value)).toBeUndefined();
  });

  it.each(toReader)('refuses $type with a field that is wrong or missing', (message) => {
    for (const field of Object.keys(message)) {
      expect(parseToReader({ ...message, [field]: Symbol('wrong') }), field).toBeUndefined();
      if (['place', 'note', 'isAsked', 'again'].includes(field) || (field === 'sought' && message.type === 'show')) continue;
      const rest: Record<string, unknown> = { ...message };
      delete rest[field];
      expect(parseToReader(rest), field).toBeUndefined();
    }
  });

  it('leaves out what no message has', () => {
    expect(parseToReader({ type: 'state', key, isStarred: true, also: 'this' })).toEqual({ type: 'state', key, isStarred: true });
  });

  it('refuses what is too long', () => {
    expect(parseToReader({ type: 'scrollTo', key, anchor: 'a'.repeat(messageLimits.anchor + 1) })).toBeUndefined();
    expect(parseToReader({ type: 'state', key: 'k'.repeat(messageLimits.key + 1), isStarred: true })).toBeUndefined();
    expect(parseToReader({ type: 'show', key, title: 't'.repeat(messageLimits.title + 1), html: '', isStarred: true })).toBeUndefined();
  });
});

describe('an image', () => {
  it.each<[string, unknown]>([
    ['no image', 'image/png'],
    ['another type', { ...picture, type: 'text/html' }],
    ['a name in place of bytes', { ...picture, bytes: 'https://example.org/a.png' }],
    ['no bytes', { ...picture, bytes: new Uint8Array() }],
    ['too many bytes', { ...picture, bytes: new Uint8Array(imageLimits.bytes + 1) }],
    ['no width', { ...picture, width: 0 }],
    ['half a pixel', { ...picture, height: 1.5 }],
    ['a side that is too long', { ...picture, width: imageLimits.side + 1 }],
  ])('is refused as %s', (_, image) => {
    expect(parseToReader({ type: 'image', key, anchor: 'image:1', image, broken: 'x' })).toBeUndefined();
  });
});

describe('what was sought', () => {
  it('may be as long as a query', () => {
    const sought = [{ words: Array.from({ length: 999 }, () => '機械'), prefix: 'none' }];
    expect(parseToReader({ type: 'mark', key, sought })).toEqual({ type: 'mark', key, sought });
  });

  it.each<[string, unknown]>([
    ['no list', { words: ['a'], prefix: 'none' }],
    ['no text', ['a']],
    ['no words', [{ words: [], prefix: 'none' }]],
    ['words that are none', [{ words: [7], prefix: 'none' }]],
    ['an empty word', [{ words: [''], prefix: 'none' }]],
    ['a word that is too long', [{ words: ['a'.repeat(messageLimits.word + 1)], prefix: 'none' }]],
    ['too many words', [{ words: Array.from({ length: messageLimits.soughtWords + 1 }, () => 'a'), prefix: 'none' }]],
    ['another prefix', [{ words: ['a'], prefix: 'all' }]],
    ['a name that is none', [{ words: ['a'], prefix: 'none', joined: 7 }]],
    ['too many', Array.from({ length: messageLimits.sought + 1 }, () => ({ words: ['a'], prefix: 'none' }))],
  ])('is refused as %s', (_, sought) => {
    expect(parseToReader({ type: 'mark', key, sought })).toBeUndefined();
    expect(parseToReader({ type: 'show', key, title: '', html: '', isStarred: true, sought })).toBeUndefined();
  });
});

describe('what others have in common with an issue', () => {
  const [issue] = common.issues;

  it.each<[string, unknown]>([
    ['no list', common],
    ['no page', [null]],
    ['a page without a host', [{ ...common, host: '' }]],
    ['a label that is none', [{ ...common, label: 7 }]],
    ['a label that is too long', [{ ...common, label: 'l'.repeat(commonLimits.text + 1) }]],
    ['no issues', [{ ...common, issues: undefined }]],
    ['an issue without a key', [{ ...common, issues: [{ ...issue, key: undefined }] }]],
    ['a title that is none', [{ ...common, issues: [{ ...issue, title: ['a'] }] }]],
    ['half an issue more', [{ ...common, more: 0.5 }]],
    ['fewer than none more', [{ ...common, more: -1 }]],
    ['too many issues', [{ ...common, issues: Array.from({ length: commonLimits.issues + 1 }, () => issue) }]],
    ['too many pages', Array.from({ length: commonLimits.pages + 1 }, () => common)],
  ])('is refused as %s', (_, pages) => {
    expect(parseToReader({ type: 'mentions', key, pages })).toBeUndefined();
  });

  it('keeps nothing that no page has', () => {
    const pages = [{ ...common, html: '<b>', issues: [{ ...issue, url: 'https://example.org' }] }];
    expect(parseToReader({ type: 'mentions', key, pages })).toEqual({ type: 'mentions', key, pages: [common] });
  });

  it.each([-1, 0.5, NaN, Infinity, '0', commonLimits.pages])('has no page %s', (page) => {
    expect(parseFromReader({ type: 'showMention', key, page, issue: 'notes/reply' })).toBeUndefined();
  });
});

describe('parseFromReader', () => {
  it.each(fromReader)('lets $type through as it is', (message) => {
    expect(parseFromReader(structuredClone(message))).toEqual(message);
  });

  it.each(notMessages)('refuses %j', (value) => {
    expect(parseFromReader(value)).toBeUndefined();
  });

  it.each(fromReader)('refuses $type with a field that is wrong or missing', (message) => {
    for (const field of Object.keys(message)) {
      expect(parseFromReader({ ...message, [field]: Symbol('wrong') }), field).toBeUndefined();
      const rest: Record<string, unknown> = { ...message };
      delete rest[field];
      expect(parseFromReader(rest), field).toBeUndefined();
    }
  });

  it.each([
    'javascript:alert(1)',
    ' https://example.org',
    'JAVASCRIPT:alert(1)',
    'command:workbench.action.quit',
    'vscode://file/etc',
    'file:///etc/hosts',
    'data:text/html,x',
    '//example.org',
    '/relative',
    'https://',
    'http:example.org',
    '',
    `https://example.org/${'a'.repeat(messageLimits.url)}`,
  ])('refuses to open %.60s', (url) => {
    expect(parseFromReader({ type: 'openLink', key, url })).toBeUndefined();
  });

  it('refuses what is too long', () => {
    expect(parseFromReader({ type: 'failed', message: 'm'.repeat(messageLimits.failure + 1) })).toBeUndefined();
    expect(parseFromReader({ type: 'noteTyped', key, text: 'n'.repeat(messageLimits.note + 1) })).toBeUndefined();
    expect(parseFromReader({ type: 'wasRead', key: 'k'.repeat(messageLimits.key + 1) })).toBeUndefined();
    expect(parseFromReader({ type: 'copyLabel', key, anchor: 'a'.repeat(messageLimits.anchor + 1) })).toBeUndefined();
  });
});

describe('parsePlace', () => {
  it('rounds pixels and refuses numbers that are no pixels', () => {
    expect(parsePlace({ anchor: 'a', offset: 10.6 })).toEqual({ anchor: 'a', offset: 11 });
    for (const offset of [Number.NaN, Infinity, -Infinity, 1e12, '10', null]) expect(parsePlace({ anchor: 'a', offset })).toBeUndefined();
  });
});

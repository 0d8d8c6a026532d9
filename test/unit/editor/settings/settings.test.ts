// The settings as the extension reads them: what is written counts, what is not as the manifest says counts as its default.

import { beforeEach, describe, expect, it, vi } from 'vitest';
import { readSettings } from '../../../../src/editor/settings/settings.js';
import { settings } from '../fakeVscode.js';

vi.mock('vscode', () => import('../fakeVscode.js'));

beforeEach(() => settings.clear());

function write(written: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(written)) settings.set(name, value);
}

const usual = {
  sources: [],
  badSources: [],
  searches: [],
  badSearches: [],
  followedTopics: [],
  ownTopics: [],
  badge: 'unread',
  showsFollowed: false,
  readsWorkspace: true,
  copyFormat: 'markdown',
  followsReader: true,
  look: { fontFamily: '', lineWidth: 68 },
  syncsState: true,
  images: 'onClick',
  polling: { inBackground: true, largestDownload: 20 * 1024 * 1024 },
  rules: { mutes: [], retention: { days: null, perSource: 5000 }, searches: [] },
};

describe('settings', () => {
  it('have their defaults when nothing is written', () => {
    expect(readSettings()).toEqual(usual);
  });

  it('say what the person has written', () => {
    write({
      sources: [{ folder: '/notes', name: 'Notes' }],
      searches: [{ name: 'Serving', query: ' vllm OR sglang is:unread ' }],
      mute: [{ query: 'sponsor', until: '2026-06-30', name: 'Sponsors' }, { query: 'tag:hiring' }],
      retention: { days: 90, perSource: 500 },
      followedTopics: ['vllm', 'gpt@5.5'],
      topics: ['Halyard'],
      badge: 'followed',
      'statusBar.followed': true,
      'workspace.enabled': false,
      copyFormat: 'plainText',
      followReader: false,
      'reader.fontFamily': ' Georgia, serif ',
      'reader.fontSize': 17.5,
      'reader.lineWidth': 80,
      syncState: false,
      images: 'always',
      refreshInBackground: false,
      largestDownload: 50,
    });
    expect(readSettings()).toEqual({
      sources: [{ folder: '/notes', name: 'Notes' }],
      badSources: [],
      searches: [{ name: 'Serving', query: 'vllm OR sglang is:unread' }],
      badSearches: [],
      followedTopics: ['vllm', 'gpt@5.5'],
      ownTopics: [{ name: 'Halyard', aliases: [] }],
      badge: 'followed',
      showsFollowed: true,
      readsWorkspace: false,
      copyFormat: 'plainText',
      followsReader: false,
      look: { fontFamily: 'Georgia, serif', fontSize: 17.5, lineWidth: 80 },
      syncsState: false,
      images: 'always',
      polling: { inBackground: false, largestDownload: 50 * 1024 * 1024 },
      rules: {
        mutes: [{ query: 'sponsor', until: '2026-06-30', name: 'Sponsors' }, { query: 'tag:hiring' }],
        retention: { days: 90, perSource: 500 },
        searches: ['vllm OR sglang is:unread'],
      },
    });
  });

  it('leave out the entries that are none, and keep the others', () => {
    write({
      sources: [{ folder: '/notes' }, { colour: 'blue' }, 7],
      searches: [{ name: 'Serving', query: 'vllm' }, { name: 'Serving', query: 'again' }, { query: 'nameless' }],
      mute: [{ query: 'sponsor' }, { query: '' }, { query: 'hiring', until: 'soon' }, 'hiring', null],
    });
    const { sources, badSources, searches, badSearches, rules } = readSettings();
    expect({ sources, badSources }).toEqual({ sources: [{ folder: '/notes' }], badSources: ['{"colour":"blue"}', '7'] });
    expect({ searches, badSearches }).toEqual({
      searches: [{ name: 'Serving', query: 'vllm' }],
      badSearches: ['{"name":"Serving","query":"again"}', '{"query":"nameless"}'],
    });
    expect(rules).toEqual({ ...usual.rules, mutes: [{ query: 'sponsor' }], searches: ['vllm'] });
  });

  it.each([
    ['texts', 'all'],
    ['numbers', 7],
    ['nothing', null],
    ['lists of lists', [['vllm']]],
    ['objects', { query: 'vllm' }],
  ])('that are %s where they should be something else count as their defaults', (_name, value) => {
    for (const name of [
      'mute',
      'retention',
      'copyFormat',
      'followReader',
      'syncState',
      'images',
      'refreshInBackground',
      'badge',
      'statusBar.followed',
      'workspace.enabled',
    ])
      settings.set(name, value);
    settings.set('largestDownload', '50');
    for (const name of ['reader.fontFamily', 'reader.fontSize', 'reader.lineWidth'])
      settings.set(name, name.endsWith('y') ? [value] : value);
    expect(readSettings()).toEqual(usual);
  });

  it('of the look that are out of their bounds count as their defaults', () => {
    write({ 'reader.fontFamily': 'a'.repeat(501), 'reader.fontSize': 41, 'reader.lineWidth': 44 });
    expect(readSettings().look).toEqual(usual.look);
  });

  it.each([
    [
      { days: 1, perSource: 1 },
      { days: 7, perSource: 50 },
    ],
    [
      { days: 30, perSource: null },
      { days: 30, perSource: null },
    ],
    [
      { days: -5, perSource: '50' },
      { days: null, perSource: 5000 },
    ],
    [{ days: 90.7 }, { days: 90, perSource: 5000 }],
  ])('with a retention of %j keep %j', (retention, kept) => {
    settings.set('retention', retention);
    expect(readSettings().rules.retention).toEqual(kept);
  });
});

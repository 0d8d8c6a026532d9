// How a source looks and sounds: its words, its menu, its hover, and that nothing of a server becomes markup.
import { describe, expect, it, vi } from 'vitest';
import { sourceHover, toSourcesItem } from '../../../../src/editor/live/sourceItem.js';
import type { SourceNode } from '../../../../src/editor/live/sourceNodes.js';
import { sourcesNotice } from '../../../../src/editor/tree/notices.js';
import type { SourceStatus } from '../../../../src/protocol/sources.js';
import { buildStatus } from './buildStatus.js';

vi.mock('vscode', () => import('../fakeVscode.js'));

const feed = 'https://quiet.example/feed.xml';
const now = Date.UTC(2026, 4, 7);
const hour = 3_600_000;
const node = (status: SourceStatus, isSignedIn = false): SourceNode => ({ kind: 'source', status, isSignedIn });

function bad(name: string, reason: 'missing' | 'offline' | 'timeout') {
  return buildStatus({ feed }, { name, problem: { reason } });
}

function hoverOf(status: SourceStatus): string {
  return sourceHover(node(status), now).value;
}

describe('the row of a source', () => {
  it('counts what it gave', () => {
    const item = toSourcesItem(node(buildStatus({ feed }, { issues: 12, unread: 3, homePage: 'https://quiet.example/' })));
    expect(item).toMatchObject({
      description: '12 issues, 3 unread',
      contextValue: 'source active signedOut web',
      iconPath: { id: 'rss' },
    });
    expect(item.command).toBeUndefined();
  });

  it('says what is wrong, with a warning and a click that helps', () => {
    const problem = { reason: 'notFound', host: 'quiet.example', status: 404 } as const;
    const item = toSourcesItem(node(buildStatus({ feed }, { problem })));
    expect(item).toMatchObject({
      description: 'nothing at this address (404)',
      iconPath: { id: 'warning', color: { id: 'list.warningForeground' } },
      command: { command: '_digest.helpSource' },
    });
    expect(item.accessibilityInformation?.label).toContain('quiet.example has nothing at this address');
  });

  it('is calm about a paused source, and shows one at work', () => {
    const paused = toSourcesItem(node(buildStatus({ feed, paused: true }, { problem: { reason: 'timeout' } })));
    expect(paused).toMatchObject({
      description: 'paused',
      contextValue: 'source paused signedOut',
      iconPath: { color: { id: 'disabledForeground' } },
    });
    expect(paused.command).toBeUndefined();
    expect(toSourcesItem(node(buildStatus({ feed }, { activity: 'refreshing' })))).toMatchObject({ iconPath: { id: 'sync~spin' } });
  });

  it('offers what fits it', () => {
    const moved = buildStatus({ feed }, { movedTo: 'https://new.example/feed' });
    expect(toSourcesItem(node(moved, true)).contextValue).toBe('source active signedIn moved');
    expect(toSourcesItem(node(buildStatus({ folder: '~/a' }))).contextValue).toBe('source active');
  });
});

describe('the hover of a source', () => {
  const status = buildStatus(
    { feed },
    {
      name: 'Quiet *Weekly*\n[x](command:y)',
      address: feed,
      issues: 1,
      lastTry: now - hour,
      lastSuccess: now - 48 * hour,
      nextTry: now + 2 * hour,
      interval: 7 * 24 * hour,
      problem: { reason: 'errorMessage', host: 'quiet.example', detail: '<img src=x> ![](https://t.example/p.gif)' },
      movedTo: 'https://new.example/feed',
    },
  );
  const value = hoverOf(status);
  const shown = value.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1');

  it('tells address, success, failure, next try, interval and where it moved', () => {
    for (const part of [
      feed,
      'sent an error message',
      '1 issue',
      'Last success: 2 days ago',
      'Last try: 1 hour ago',
      'Next try: in 2 hours',
      'Usual interval: 1 week',
      'https://new.example/feed',
    ]) {
      expect(shown).toContain(part);
    }
  });

  it('has no mark of Markdown or HTML that came from outside', () => {
    const bare = value.replaceAll(/\\[!-/:-@[-`{-~]/g, '');
    expect(bare).not.toMatch(/[<>[\]!()]/);
    expect(bare.replaceAll(/^\*\*|\*\*$/gm, '')).not.toContain('*');
  });

  it('says how a source is read that has not been yet, that is paused, that is watched', () => {
    expect(hoverOf(buildStatus({ feed }))).toContain('Not read yet');
    expect(hoverOf(buildStatus({ feed, paused: true }, { nextTry: now }))).toContain('none while it is paused');
    expect(hoverOf(buildStatus({ folder: '~/a' }))).toContain('Watched');
    // A clock that was set back must not say that the last success is to come.
    expect(hoverOf(buildStatus({ feed }, { lastSuccess: now + 9 * hour }))).toContain('Last success\\: now');
  });
});

describe('the row of the issues view about sources', () => {
  it('is not there while all is well, and for a source that is paused', () => {
    expect(sourcesNotice([buildStatus({ feed }), buildStatus({ feed, paused: true }, { problem: { reason: 'timeout' } })], [])).toEqual([]);
  });

  it('is one row, whatever fails', () => {
    expect(sourcesNotice([bad('Notes', 'missing')], [])).toMatchObject([{ text: 'Notes: folder not found', action: 'showSources' }]);
    expect(sourcesNotice([bad('A', 'timeout'), bad('B', 'missing')], ['{}'])).toMatchObject([{ text: '3 sources could not be refreshed' }]);
    expect(sourcesNotice([], ['{"feed":7}'])).toMatchObject([{ text: 'A source in the settings is not understood' }]);
    const files = buildStatus({ folder: '~/a' }, { name: 'Notes', failed: [{ name: 'a.md', problem: 'binary' }] });
    expect(sourcesNotice([files], [])).toMatchObject([{ text: 'Notes: 1 file could not be read' }]);
  });

  it('says offline where nothing else is wrong', () => {
    expect(sourcesNotice([bad('A', 'offline'), bad('B', 'offline')], [])).toMatchObject([
      { text: 'Offline: 2 sources wait for a connection' },
    ]);
  });
});

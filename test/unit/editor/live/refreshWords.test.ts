// The sentence after a refresh, the report after an import, and the rows of what was found at an address.
import { describe, expect, it, vi } from 'vitest';
import { foundRows, typedRows } from '../../../../src/editor/live/commands/addSourceRows.js';
import { importWords } from '../../../../src/editor/live/commands/importReport.js';
import { readTypedSource } from '../../../../src/editor/live/addressInput.js';
import { summaryWords } from '../../../../src/editor/live/refreshing.js';
import { remedyFor } from '../../../../src/editor/live/sourceActions.js';
import type { Inspection, SourceCandidate } from '../../../../src/protocol/sources.js';

vi.mock('vscode', () => import('../fakeVscode.js'));

describe('summaryWords', () => {
  const calm = { sources: 5, failed: 0, added: 0, updated: 0, isStopped: false };

  it('counts what is new and what failed', () => {
    expect(summaryWords({ ...calm, added: 5, failed: 2 })).toBe('$(warning) 5 new issues · 2 sources failed');
    expect(summaryWords({ ...calm, added: 1, updated: 3 })).toBe('$(check) 1 new issue · 3 updated');
    expect(summaryWords(calm)).toBe('$(check) No new issues');
  });

  it('says when there was nothing to do, or when it was stopped', () => {
    expect(summaryWords({ ...calm, sources: 0 })).toBe('$(check) No source to refresh');
    expect(summaryWords({ ...calm, added: 2, isStopped: true })).toBe('$(check) Refresh stopped · 2 new issues');
  });
});

describe('importWords', () => {
  it('counts added, known, repeated and bad lines', () => {
    const sources = [{ feed: 'https://a.example/' }, { feed: 'https://b.example/' }];
    const list = { sources, repeated: 4, bad: [{ text: 'x', reason: 'noAddress' as const }], isCutShort: true };
    expect(importWords({ list, added: sources.slice(0, 1), known: sources.slice(1) })).toBe(
      '1 added · 1 already there · 4 twice in the list · 1 not understood · the list was cut short',
    );
  });
});

describe('the rows of Add Source', () => {
  const typed = readTypedSource('https://github.com/quiet/news') ?? expect.unreachable();
  const candidate: SourceCandidate = {
    definition: { feed: 'https://quiet.example/feed.xml' },
    kind: 'feed',
    title: 'Quiet $(trash) Weekly',
    format: 'RSS',
    issues: 20,
    newest: '2026-05-07',
    titles: ['First', 'Second', 'Third', 'Fourth'],
  };
  const found: Inspection = { outcome: 'found', candidates: [candidate] };

  function failed(reason: 'timeout' | 'signIn') {
    return foundRows({ outcome: 'failed', problem: { reason, host: 'quiet.example' } }, typed, [], undefined);
  }

  it('look before anything is added, as a repository too where that may be one', () => {
    expect(typedRows(typed).map(({ step }) => step)).toMatchObject([
      { action: 'look', typed: { address: 'https://github.com/quiet/news' } },
      { action: 'look', typed: { address: 'https://github.com/quiet/news.git', guess: { git: 'https://github.com/quiet/news.git' } } },
    ]);
    expect(typedRows(undefined).flatMap(({ step }) => step ?? [])).toEqual([]);
  });

  it('show title, format, count, newest and first titles', () => {
    const [row] = foundRows(found, typed, [], undefined);
    expect(row).toMatchObject({
      label: String.raw`Add “Quiet \$(trash) Weekly”`,
      description: 'RSS · 20 issues · newest May 7, 2026',
      detail: 'First · Second · Third',
      alwaysShow: true,
      step: { action: 'add', source: candidate.definition, isEdited: false },
      edit: { action: 'add', isEdited: true },
    });
  });

  it('say that a source is there already, and show it', () => {
    const [row] = foundRows(found, typed, [{ feed: 'http://quiet.example/feed.xml/' }], undefined);
    expect(row).toMatchObject({ step: { action: 'show' } });
    expect(row?.description).toContain('already among your sources');
  });

  it('offer the import of a list', () => {
    const list = { title: 'Mine', sources: [candidate.definition], repeated: 0, bad: [], isCutShort: false };
    expect(foundRows({ outcome: 'opml', list }, typed, [], undefined)).toMatchObject([{ step: { action: 'import', list } }]);
  });

  it('say why nothing was found, and leave a way on', () => {
    expect(failed('timeout').map(({ step }) => step?.action)).toEqual(['look', 'add']);
    expect(failed('timeout')[0]?.detail).toContain('quiet.example took too long to answer');
    expect(failed('signIn')[0]).toMatchObject({ step: { action: 'signIn', address: 'https://github.com/quiet/news' } });
  });

  it('carry user and password to what is added, never in its address', () => {
    const secret = readTypedSource('https://ann:hidden@quiet.example/feed') ?? expect.unreachable();
    const rows = foundRows({ outcome: 'failed', problem: { reason: 'timeout' } }, secret, [], secret.credentials);
    expect(rows.at(-1)?.step).toMatchObject({
      credentials: { user: 'ann', password: 'hidden' },
      source: { feed: 'https://quiet.example/feed' },
    });
    expect(JSON.stringify(rows.map(({ label, detail, description }) => [label, detail, description]))).not.toContain('hidden');
  });
});

describe('remedyFor', () => {
  it('does what the sentence speaks of', () => {
    expect(
      (['signIn', 'webPage', 'severalFeeds', 'opmlList', 'gone', 'missing', 'gitNotInstalled', 'timeout'] as const).map((reason) =>
        remedyFor({ reason }),
      ),
    ).toEqual(['signIn', 'findFeed', 'findFeed', 'importList', 'remove', 'editSetting', 'getGit', 'refresh']);
  });
});

// What a hover in an editor says, and what hostile words in it cannot do.
import { describe, expect, it, vi } from 'vitest';
import { topicHover } from '../../../../src/editor/hovers/topicHover.js';
import type { KnownTopic } from '../../../../src/editor/hovers/topicMemory.js';

vi.mock('vscode', () => import('../fakeVscode.js'));

const span = { line: 0, start: 0, end: 4 };

const known: KnownTopic = {
  topic: { id: 'vllm', name: 'vLLM', kind: 'library', what: 'An engine that serves models.' },
  entry: {
    ecosystem: 'pypi',
    name: 'vllm',
    use: 'dependency',
    range: '>=0.9',
    installed: '0.9.1',
    path: 'requirements.txt',
    span,
    files: 1,
  },
  behind: { releases: 2, breaking: 1, newest: '0.10.1', key: 'vllm/r', anchor: 'top' },
  mentions: [
    {
      key: 'guild/week',
      issueTitle: 'The Week',
      sectionTitle: 'Serving',
      anchor: 'serving',
      sourceName: 'Guild Notes',
      day: '2026-05-06',
      isRead: false,
      sentence: 'vLLM 0.10 answers 2.1 times as many requests.',
    },
    { key: 'guild/old', issueTitle: 'Before', sourceName: 'Guild Notes', day: '2026-04-30', isRead: true, sentence: 'vLLM it is.' },
  ],
  total: 5,
};

/** Markdown as a person reads it. */
function shown(markdown: string | undefined): string {
  return (markdown ?? '').replaceAll(/\\(.)/g, '$1');
}

function linksOf(markdown: string | undefined): readonly (readonly [string, string, unknown])[] {
  return [...(markdown ?? '').matchAll(/\[([^\]]*)\]\(command:([\w.]+)\?([^)]*)\)/g)].map(([, label = '', command = '', query = '']) => [
    label,
    command,
    JSON.parse(decodeURIComponent(query)),
  ]);
}

describe('a hover', () => {
  it('says what a thing is, how far behind it is, and the sentences with where they stand', () => {
    const [text] = topicHover(known, { isFollowed: false });
    expect(shown(text?.value)).toBe(
      [
        '**vLLM** – An engine that serves models.',
        'installed 0.9.1 · behind by 2 releases, 1 says “breaking” · named in 5 sections',
        '1. May 6, 2026 · Guild Notes · Serving  \n   vLLM 0.10 answers 2.1 times as many requests.\n2. Apr 30, 2026 · Guild Notes · Before  \n   vLLM it is.',
      ].join('\n\n'),
    );
    expect(text?.isTrusted).toBeUndefined();
  });

  it('says the version that is installed where it is, and of another one not how far it is behind', () => {
    const [text] = topicHover(known, { isFollowed: false, installed: '0.10.0' });
    expect(shown(text?.value)).toContain('\n\ninstalled 0.10.0 · named in 5 sections\n\n');
  });

  it('leads to the sections, the release, the search and the topic', () => {
    const [, links] = topicHover(known, { isFollowed: false });
    expect(linksOf(links?.value)).toEqual([
      ['Open 1', '_digest.showPlace', ['guild/week', 'serving']],
      ['Open 2', '_digest.showPlace', ['guild/old']],
      [String.raw`Open Release 0\.10\.1`, '_digest.showPlace', ['vllm/r', 'top']],
      ['Search', 'digest.search', ['vLLM']],
      ['Follow Topic', 'digest.followTopic', ['vllm']],
      ['Show Topic', 'digest.showTopic', ['vllm']],
    ]);
    const [, followed] = topicHover(known, { isFollowed: true });
    expect(linksOf(followed?.value).at(-2)).toEqual(['Unfollow Topic', 'digest.unfollowTopic', ['vllm']]);
  });

  it('trusts our own links alone, and only with commands of ours', () => {
    const hostile = '[x](command:workbench.action.terminal.new) $(zap) <b>b</b>\n\n# h ![i](http://a.example/i.png) www.a.example';
    const mention = { key: `a/${hostile}`, issueTitle: hostile, sourceName: hostile, day: '2026-05-06', isRead: false, sentence: hostile };
    const [text, links] = topicHover(
      { topic: { id: hostile, name: hostile, kind: 'own', what: hostile }, mentions: [mention], total: 1 },
      { isFollowed: false },
    );
    expect(text?.isTrusted).toBeUndefined();
    // Every sign of Markdown is escaped.
    expect(text?.value.replaceAll(/\\./g, '').replace(/^\*\*|\*\* –/gm, '')).not.toMatch(/[[\]()<>!#$*_`]/);
    expect(text?.value).not.toMatch(/^\\#/m);
    const trusted = links?.isTrusted;
    expect(typeof trusted === 'object' && trusted.enabledCommands.every((id) => /^_?digest\./.test(id))).toBe(true);
    expect(linksOf(links?.value).map(([, command]) => command)).toEqual([
      '_digest.showPlace',
      'digest.search',
      'digest.followTopic',
      'digest.showTopic',
    ]);
    expect(links?.value.replaceAll(/\[[^\]]*\]\(command:_?digest\.\w+\?[\w%.~-]*\)/g, '').replaceAll(' · ', '')).toBe('');
  });
});

// The rows of the view of sources: their order, their nesting, and which of them need a look.
import { describe, expect, it } from 'vitest';
import {
  byHealth,
  isFailing,
  newAddressOf,
  sourcesNodeId,
  toSourceRows,
  type SourcesNode,
} from '../../../../src/editor/live/sourceNodes.js';
import { buildStatus } from './buildStatus.js';

const named = (name: string, category?: string) =>
  buildStatus({ feed: `https://${name}.example/`, ...(category === undefined ? {} : { category }) }, { name, sourceId: name });

function ids(nodes: readonly SourcesNode[] | undefined) {
  return nodes?.map(sourcesNodeId);
}

describe('toSourceRows', () => {
  const rows = toSourceRows(
    [named('zeta'), named('b10', 'AI/Agents'), named('b9', 'AI/Agents'), named('alpha', 'AI'), named('a')],
    new Set(['a']),
    'en',
  );
  it('puts categories before sources, each by name with numbers as numbers', () => {
    expect(ids(rows.roots)).toEqual(['category:AI', 'source:a', 'source:zeta']);
    expect(ids(rows.children.get('AI'))).toEqual(['category:AI/Agents', 'source:alpha']);
    expect(ids(rows.children.get('AI/Agents'))).toEqual(['source:b9', 'source:b10']);
  });

  it('lets each row know its parent and whether the person is signed in', () => {
    const [inner] = rows.children.get('AI/Agents') ?? [];
    expect(inner).toMatchObject({ parent: { path: 'AI/Agents', parent: { path: 'AI' } }, isSignedIn: false });
    expect(rows.roots[1]).toMatchObject({ isSignedIn: true });
  });

  it('takes names of foreign making for what they are', () => {
    const strange = toSourceRows([named('x', '__proto__/constructor')], new Set(), 'en');
    expect(ids(strange.roots)).toEqual(['category:__proto__']);
    expect(ids(strange.children.get('__proto__/constructor'))).toEqual(['source:x']);
    expect(toSourceRows([], new Set(), 'en').roots).toEqual([]);
  });
});

describe('health', () => {
  const feed = 'https://a.example/';
  const failing = buildStatus({ feed }, { name: 'failing', problem: { reason: 'timeout' }, lastSuccess: 5 });
  const never = buildStatus({ feed }, { name: 'never', problem: { reason: 'timeout' } });
  const paused = buildStatus({ feed, paused: true }, { name: 'paused', problem: { reason: 'timeout' } });
  const files = buildStatus({ folder: '~/a' }, { name: 'files', failed: [{ name: 'a.md', problem: 'binary' }] });
  const moved = buildStatus({ feed }, { name: 'moved', movedTo: 'https://b.example/' });
  const fine = buildStatus({ feed }, { name: 'fine' });

  it('counts no paused source as failing', () => {
    expect([failing, paused, fine].map(isFailing)).toEqual([true, false, false]);
  });

  it('says nothing of a move that the setting knows of', () => {
    expect(newAddressOf(moved)).toBe('https://b.example/');
    expect(newAddressOf({ ...moved, definition: { feed: 'https://b.example/', was: feed } })).toBeUndefined();
  });

  it('takes the move of a site’s feed for none of the site', () => {
    expect(newAddressOf(buildStatus({ site: 'https://a.example/' }, { name: 'site', movedTo: 'https://b.example/feed' }))).toBeUndefined();
  });

  it('lists the worst first', () => {
    expect(byHealth([fine, moved, files, paused, failing, never], 'en').map(({ name }) => name)).toEqual([
      'never',
      'failing',
      'files',
      'moved',
      'fine',
      'paused',
    ]);
  });
});

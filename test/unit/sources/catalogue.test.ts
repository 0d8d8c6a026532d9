// The catalogue as a table: nothing in it twice, nothing empty, and the view's sentence names the hosts that it leads to.

import { describe, expect, it } from 'vitest';
import { toSourceDefinition } from '../../../src/protocol/sources.js';
import { catalogue, suggestedHosts } from '../../../src/sources/catalogue.js';
import { identify } from '../../../src/sources/identify.js';
import { readJson } from '../../vscode/readJson.js';

describe('catalogue', () => {
  it('has https feeds that the setting takes as they are', () => {
    for (const { feed, title, category, note } of catalogue) {
      expect(new URL(feed)).toMatchObject({ protocol: 'https:', href: feed, username: '', hash: '' });
      expect(toSourceDefinition({ feed, name: title, category })).toEqual({ feed, name: title, category });
      expect(note).not.toBe('');
    }
  });

  it('has no feed and no title twice', () => {
    expect(new Set(catalogue.map(({ feed }) => identify({ feed }).id)).size).toBe(catalogue.length);
    expect(new Set(catalogue.map(({ title }) => title.toLowerCase())).size).toBe(catalogue.length);
  });

  it('keeps the entries of a category together, by title', () => {
    const order = catalogue.map(({ category }) => category);
    expect(order.filter((category, index) => category !== order[index - 1])).toEqual([...new Set(order)]);
    for (const category of new Set(order)) {
      const titles = catalogue.filter((entry) => entry.category === category).map(({ title }) => title);
      expect(titles).toEqual([...titles].sort((a, b) => a.localeCompare(b, 'en')));
    }
  });

  it('suggests a few, each of which somebody has fetched, and names their hosts once', () => {
    const suggested = catalogue.filter(({ isSuggested }) => isSuggested);
    expect(suggested.length).toBeLessThanOrEqual(15);
    expect(suggested.some(({ feed }) => feed.includes('/releases.atom') || feed.includes('raw.githubusercontent.com'))).toBe(false);
    expect([...suggestedHosts()].sort()).toEqual([...new Set(suggested.map(({ feed }) => new URL(feed).hostname))].sort());
  });

  it('is announced: the empty view names exactly the hosts that are asked', () => {
    const sentence = readJson<Readonly<Record<string, string>>>('package.nls.json')['welcome.sources'] ?? '';
    const named = sentence.replace(/\([^)]*\)/g, '').match(/\b[a-z0-9-]+(?:\.[a-z0-9-]+)+\b/g) ?? [];
    expect([...named].sort()).toEqual([...suggestedHosts()].sort());
  });
});

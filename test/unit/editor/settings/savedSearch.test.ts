// Entries of the setting `digest.searches`: what is one, what is said to be none, and the list after a change.

import { describe, expect, it } from 'vitest';
import { changeSearch, indexOf, isTooLong, nameProblem, readSearch, readSearches } from '../../../../src/editor/settings/savedSearch.js';

const serving = { name: 'Serving', query: 'vllm OR sglang is:unread' };

describe('an entry', () => {
  it('is a name and a query, without the space around them', () => {
    expect(readSearch({ name: ' Serving ', query: ' vllm ', colour: 'blue' })).toEqual({ name: 'Serving', query: 'vllm' });
  });

  it.each([
    ['nothing', null],
    ['a text', 'vllm'],
    ['a list', ['Serving', 'vllm']],
    ['without a query', { name: 'Serving' }],
    ['with an empty name', { name: ' ', query: 'vllm' }],
    ['with an empty query', { name: 'Serving', query: '' }],
    ['with a number', { name: 1, query: 'vllm' }],
    ['with a name that is too long', { name: 'n'.repeat(101), query: 'vllm' }],
    ['with a query that is too long', { name: 'Serving', query: 'q'.repeat(1001) }],
  ])('is none: %s', (_name, entry) => {
    expect(readSearch(entry)).toBeUndefined();
  });
});

describe('the setting', () => {
  it('gives each name once, in its order, and the rest as it was written', () => {
    const entries = [serving, { name: 'Serving', query: 'again' }, 7, { name: '__proto__', query: 'vllm' }, undefined];
    expect(readSearches(entries)).toEqual({
      searches: [serving, { name: '__proto__', query: 'vllm' }],
      bad: ['{"name":"Serving","query":"again"}', '7', ''],
    });
  });

  it('has room for fifty', () => {
    const entries = Array.from({ length: 53 }, (_, index) => ({ name: `n${index}`, query: 'q' }));
    const { searches, bad } = readSearches(entries);
    expect([searches.length, bad.length]).toEqual([50, 3]);
    expect([nameProblem(entries.slice(0, 49), 'new'), nameProblem(entries, 'new')]).toEqual([undefined, 'many']);
    expect(['n1', 'new', 'n2'].map((name) => nameProblem(entries, name, 'n1'))).toEqual([undefined, undefined, 'taken']);
  });
});

describe('a change', () => {
  it('keeps what else stands in the entry, and the others as they are', () => {
    const entries = [7, { ...serving, colour: 'blue' }];
    expect(changeSearch(entries, 'Serving', { query: 'sglang' })).toEqual([7, { name: 'Serving', query: 'sglang', colour: 'blue' }]);
    expect(changeSearch(entries, 'Another', { query: 'sglang' })).toEqual(entries);
    expect([indexOf(entries, 'Serving'), indexOf(entries, 'Another')]).toEqual([1, -1]);
  });

  it('to another name is possible where it is free and a name', () => {
    expect(['Serving', ' Serving ', '', 'n'.repeat(101), 'Other'].map((name) => nameProblem([serving], name))).toEqual([
      'taken',
      'taken',
      'empty',
      'long',
      undefined,
    ]);
    expect([isTooLong('q'.repeat(1000)), isTooLong('q'.repeat(1001))]).toEqual([false, true]);
  });
});

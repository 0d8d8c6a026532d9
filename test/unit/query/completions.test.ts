// What a query may go on with.

import { describe, expect, it } from 'vitest';
import { completionsOf, openPieceOf } from '../../../src/query/completions.js';

const names = ['AI & Agents', 'Agents', 'Developer Tools', 'Żółw'];

function complete(query: string): readonly string[] {
  return completionsOf(query, names, 10).map((completion) => completion.query);
}

describe('completions', () => {
  it.each([
    ['', ['is:unread ', 'is:starred ', 'has:takeaways ', 'after:7d ', 'source:', 'tag:', 'category:']],
    ['s', ['source:']],
    ['loom ha', ['loom has:']],
    ['loom -is', ['loom -is:']],
    ['is:', ['is:unread ', 'is:read ', 'is:starred ', 'is:updated ', 'is:muted ']],
    ['is:un', ['is:unread ']],
    ['-IS:st', ['-is:starred ']],
    ['after:', ['after:today ', 'after:7d ', 'after:30d ', 'after:1y ']],
    ['x category:a', ['x category:"AI & Agents" ', 'x category:Agents ']],
    ['category:"ai & a', ['category:"AI & Agents" ']],
    ['category:too', ['category:"Developer Tools" ']],
    ['category:zo', ['category:Żółw ']],
    ['is:unread', []],
    ['is:unread ', []],
    ['loom ', []],
    ['loom', []],
    ['"loom s', []],
    ['kind:article', []],
    ['other:a', []],
  ])('of %j', (query, expected) => {
    expect(complete(query)).toEqual(expected);
  });

  it('are as many as asked for', () => {
    expect(completionsOf('', [], 2)).toHaveLength(2);
  });
});

describe('the open piece', () => {
  it.each([
    ['loom', { before: '', typed: 'loom' }],
    ['a -b', { before: 'a -', typed: 'b' }],
    ['a source:op', { before: 'a ', key: 'source', typed: 'op' }],
    ['a source:"open a', { before: 'a ', key: 'source', typed: 'open a' }],
    ['source:"open" ', { before: 'source:"open" ', typed: '' }],
    ['"open a', undefined],
  ])('of %j', (query, expected) => {
    expect(openPieceOf(query)).toEqual(expected);
  });
});

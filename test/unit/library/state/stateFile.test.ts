// Reading state as a file: what is written can be read, and what others write is checked field by field.

import { describe, expect, it } from 'vitest';
import { longestNote } from '../../../../src/digest/longestNote.js';
import { parseStateFile, stateFile, stateLines } from '../../../../src/library/state/stateFile.js';
import type { StoredMarks } from '../../../../src/library/state/stateRecord.js';
import { createDice } from '../../../bench/random.js';
import { randomState } from './randomState.js';

const now = new Date('2026-11-22T10:00:00Z');

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function parse(issues: unknown, more: object = {}): ReturnType<typeof parseStateFile> {
  return parseStateFile(bytes(JSON.stringify({ format: 'digest-reading-state', version: 1, issues, ...more })), now.getTime());
}

/** A mark of the issue that the tests speak of. */
const mark = (read: boolean, readAt: string): object => ({ key: 'feed/a', read, readAt });

/** The marks of the only issue that was understood. */
function parseOne(issue: object): unknown {
  const reading = parse([{ key: 'feed/a', ...issue }]);
  return reading.ok ? reading.state.get('feed/a') : reading.problem;
}

describe('the file', () => {
  it.each(Array.from({ length: 40 }, (_, seed) => seed))('that was written is read again: seed %i', (seed) => {
    const given = [...randomState(createDice(seed))];
    const text = stateFile(stateLines(given.map(([key, marks]) => ({ key, marks }))), now);
    const state = new Map(given.filter(([, marks]) => Object.keys(marks).length > 0));
    expect(parseStateFile(bytes(text), now.getTime())).toEqual({ ok: true, state, leftOut: 0 });
  });

  it.each([-8.7e15, -1, 8.7e15, Number.MAX_SAFE_INTEGER])('can be written and read whatever moment a damaged library gives: %i', (at) => {
    const lines = stateLines([{ key: 'feed/a', marks: { read: { value: true, at } } }]);
    const reading = parseStateFile(new TextEncoder().encode(stateFile(lines, new Date(0))), Date.now());
    expect(reading).toMatchObject({ ok: true, leftOut: 0, state: new Map([['feed/a', { read: { value: true, at: at < 0 ? 0 : 1 } }]]) });
  });

  it('names what was starred or noted, for other tools', () => {
    const named = { title: 'A "title"', url: 'https://example.org/' };
    const line = (marks: StoredMarks['marks']): unknown => JSON.parse(stateLines([{ key: 'feed/a', marks, ...named }]).join());
    const at = Date.UTC(2026, 3, 30);
    expect(line({ star: { value: true, at } })).toEqual({
      key: 'feed/a',
      ...named,
      starred: true,
      starredAt: '2026-04-30T00:00:00.000Z',
    });
    expect(line({ note: { value: 'Mine', at } })).toMatchObject(named);
    expect(line({ read: { value: true, at }, star: { value: false, at }, note: { value: '', at } })).not.toHaveProperty('title');
  });
});

describe('a foreign file', () => {
  it.each([
    ['nothing', '', 'notOurs'],
    ['no JSON', '<opml/>', 'notOurs'],
    ['no object', '[]', 'notOurs'],
    ['null', 'null', 'notOurs'],
    ['another format', '{"format":"x","version":1,"issues":[]}', 'notOurs'],
    ['no issues', '{"format":"digest-reading-state","version":1}', 'notOurs'],
    ['no version', '{"format":"digest-reading-state","issues":[]}', 'notOurs'],
    ['a later version', '{"format":"digest-reading-state","version":2,"issues":{}}', 'newer'],
    ['nesting without end', '['.repeat(100_000), 'notOurs'],
  ])('that is %s is refused', (_, text, problem) => {
    expect(parseStateFile(bytes(text), 0)).toEqual({ ok: false, problem });
  });

  it('that is no UTF-8 or too large is refused', () => {
    expect(parseStateFile(new Uint8Array([0xff, 0xfe, 0x00]), 0)).toEqual({ ok: false, problem: 'notOurs' });
    expect(parseStateFile(new Uint8Array(64 * 1024 * 1024 + 1), 0)).toEqual({ ok: false, problem: 'tooLarge' });
  });

  it('gives what can be understood and counts the rest', () => {
    const good = { key: 'feed/a', read: true, readAt: '2026-01-01T00:00:00Z' };
    const bad = [
      null,
      7,
      [],
      {},
      { ...good, key: 'nowhere' },
      { ...good, key: 5 },
      { ...good, key: `x/${'y'.repeat(3_000)}` },
      { key: 'feed/b' },
    ];
    const reading = parse([good, ...bad, { ...good, key: '__proto__/constructor' }]);
    expect(reading.ok && [[...reading.state.keys()], reading.leftOut]).toEqual([['feed/a', '__proto__/constructor'], bad.length]);
  });

  it.each<[string, object]>([
    ['without its moment', { read: true }],
    ['with a moment that is none', { read: true, readAt: 'yesterday' }],
    ['with a day that is none', { read: true, readAt: '2026-13-45T00:00:00Z' }],
    ['before 1970', { read: true, readAt: '1812-01-01T00:00:00Z' }],
    ['with a number for a moment', { read: true, readAt: 5 }],
    ['of another type', { read: 'yes', readAt: '2026-01-01T00:00:00Z', note: 5, noteAt: '2026-01-01T00:00:00Z' }],
    ['of a place that is none', { place: { anchor: 'x', offset: '5' }, placeAt: '2026-01-01T00:00:00Z' }],
    ['of a place beyond everything', { place: { anchor: 'x', offset: 1e300 }, placeAt: '2026-01-01T00:00:00Z' }],
  ])('has no say by a decision %s', (_, issue) => {
    expect(parseOne(issue)).toBeUndefined();
  });

  it('counts decisions of the far future as the first of all, and cuts what is too long', () => {
    expect(parseOne({ starred: true, starredAt: '2026-11-25T00:00:00Z' })).toEqual({ star: { value: true, at: 1 } });
    expect(parseOne({ note: 'x'.repeat(longestNote + 5), noteAt: '2026-01-01T00:00:00Z' })).toEqual({
      note: { value: 'x'.repeat(longestNote), at: Date.UTC(2026, 0) },
    });
    expect(parseOne({ note: ' \n', noteAt: '2026-01-01T00:00:00Z' })).toEqual({ note: { value: '', at: Date.UTC(2026, 0) } });
  });

  it('that names an issue twice has the later decisions count', () => {
    const reading = parse([mark(false, '2026-02-01T00:00:00Z'), mark(true, '2026-01-01T00:00:00Z')]);
    expect(reading.ok && reading.state.get('feed/a')?.read?.value).toBe(false);
  });
});

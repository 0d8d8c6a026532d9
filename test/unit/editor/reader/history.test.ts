// The way through what was read: where back and forward lead.
import { describe, expect, it } from 'vitest';
import { type Direction, History } from '../../../../src/editor/reader/history.js';

function walked(keys: string): History {
  const history = new History();
  for (const key of keys) history.visit(key);
  return history;
}

/** What lies on a side, from near to far. */
function ahead(history: History, direction: Direction): string {
  let keys = '';
  for (let visit = history.beside(direction); visit; visit = history.beside(direction)) {
    keys += visit.key;
    history.go(direction);
  }
  return keys;
}

describe('the way through what was read', () => {
  it('leads nowhere at first', () => {
    const history = walked('');
    history.go('back');
    history.keepPlace('a', { anchor: '', offset: 1 });
    history.forget('a');
    expect([history.beside('back'), history.beside('forward')]).toEqual([undefined, undefined]);
  });

  it('goes back and forward again, without doubles in a row', () => {
    const history = walked('aabccb');
    expect(ahead(history, 'back')).toBe('cba');
    expect(ahead(history, 'forward')).toBe('bcb');
  });

  it('forgets what lay ahead when another issue is opened, and nothing when the one at hand is', () => {
    const history = walked('abc');
    history.go('back');
    history.visit('b');
    expect(history.beside('forward')).toEqual({ key: 'c' });
    history.visit('d');
    expect([history.beside('forward'), ahead(history, 'back')]).toEqual([undefined, 'ba']);
  });

  it('keeps the place of each visit, also of two visits of one issue', () => {
    const history = walked('a');
    history.keepPlace('a', { anchor: 'tldr', offset: 3 });
    history.visit('b');
    history.keepPlace('a', { anchor: 'late', offset: 0 });
    history.visit('a');
    history.keepPlace('a', { anchor: 'end', offset: 9 });
    history.go('back');
    expect(history.beside('back')).toEqual({ key: 'a', place: { anchor: 'tldr', offset: 3 } });
    expect(history.beside('forward')).toEqual({ key: 'a', place: { anchor: 'end', offset: 9 } });
  });

  it('leaves out an issue that is gone, and stays where it is', () => {
    const history = walked('xabaycy');
    history.go('back');
    history.forget('y');
    expect([history.beside('back')?.key, history.beside('forward')]).toEqual(['a', undefined]);
    history.go('back');
    history.forget('b');
    expect([history.beside('back')?.key, history.beside('forward')?.key]).toEqual(['x', 'c']);
    history.forget('a');
    expect(ahead(history, 'back')).toBe('x');
  });

  it('is as long as somebody may want to go back', () => {
    const history = new History();
    for (let index = 0; index < 250; index += 1) history.visit(`issue-${index}`);
    let steps = 0;
    for (; history.beside('back'); steps += 1) history.go('back');
    expect(steps).toBe(99);
  });
});

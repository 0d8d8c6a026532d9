// People in one line, with their addresses in any of the forms that feeds use.
import { describe, expect, it } from 'vitest';
import { peopleOf, personOf } from '../../../../src/sources/feeds/people.js';

describe('personOf', () => {
  it.each([
    ['Ann Pear', { name: 'Ann Pear' }],
    ['ann@orchard.example', { email: 'ann@orchard.example' }],
    ['ann@localhost', { email: 'ann@localhost' }],
    ['mailto:ann@orchard.example', { email: 'ann@orchard.example' }],
    ['Ann Pear ann@orchard.example', { name: 'Ann Pear', email: 'ann@orchard.example' }],
    ['Ann Pear (ann@orchard.example)', { name: 'Ann Pear', email: 'ann@orchard.example' }],
    ['Ann Pear [mailto:ann@orchard.example]', { name: 'Ann Pear', email: 'ann@orchard.example' }],
    ['Ann Pear <ann@orchard.example>', { name: 'Ann Pear', email: 'ann@orchard.example' }],
    ['ann@orchard.example (Ann Pear)', { name: 'Ann Pear', email: 'ann@orchard.example' }],
    ['ann@orchard.example [Ann Pear]', { name: 'Ann Pear', email: 'ann@orchard.example' }],
    ['ann@orchard.example <Ann Pear>', { name: 'Ann Pear', email: 'ann@orchard.example' }],
    ['ann@orchard.example, Ann Pear', { name: 'Ann Pear', email: 'ann@orchard.example' }],
    ['Ann (ann@orchard.example) Pear', { name: 'Ann Pear', email: 'ann@orchard.example' }],
    ['Ann Pear (Editor) <ann@orchard.example>', { name: 'Ann Pear (Editor)', email: 'ann@orchard.example' }],
    ['Ann Pear (Editor)', { name: 'Ann Pear (Editor)' }],
    ['Ann Pear (a@orchard.example) (b@orchard.example)', { name: 'Ann Pear', email: 'a@orchard.example' }],
    ['Ann Pear https://orchard.example/ann', { name: 'Ann Pear', url: 'https://orchard.example/ann' }],
    ['Ann Pear [https://orchard.example/ann]', { name: 'Ann Pear', url: 'https://orchard.example/ann' }],
    ['ann@orchard.example (https://orchard.example/@ann)', { email: 'ann@orchard.example', url: 'https://orchard.example/@ann' }],
    ['R@ndom Writer', { name: 'R@ndom Writer' }],
    ['Ann @ Orchard', { name: 'Ann @ Orchard' }],
  ])('%s', (line, person) => {
    expect(peopleOf([personOf(line)])).toEqual([person]);
  });

  it('is quick about a line of nothing but signs', () => {
    for (const sign of ['@', 'a@', '(', '<', '[', 'http://', 'mailto:', 'a.']) {
      expect(() => personOf(sign.repeat(100_000))).not.toThrow();
      expect(() => personOf(sign.repeat(300 / sign.length))).not.toThrow();
    }
  });
});

// Which addresses mean the same page, and which must not.

import { describe, expect, it } from 'vitest';
import { canonicalLink } from '../../../src/digest/canonicalLink.js';

describe('a page', () => {
  it.each([
    'http://example.com/a/b',
    'https://www.example.com/a/b/',
    'HTTPS://EXAMPLE.com:443/a/b?utm_source=feed&utm_campaign=x#part',
    'https://user:secret@example.com/a/b?fbclid=1&source=rss----12',
  ])('is the same however it is written: %s', (address) => {
    expect(canonicalLink(address)?.page).toBe('example.com/a/b');
  });

  it.each<[string, string]>([
    ['https://example.com/a', 'https://example.com/A'],
    ['https://example.com/a?id=1', 'https://example.com/a?id=2'],
    ['https://example.com/a?source=print', 'https://example.com/a'],
    ['https://example.com/#/posts/1', 'https://example.com/#/posts/2'],
    ['https://a.example.com/', 'https://b.example.com/'],
  ])('is another one: %s and %s', (one, other) => {
    expect(canonicalLink(one)?.page).not.toBe(canonicalLink(other)?.page);
  });

  it('does not depend on the order of its parameters or the case of escapes', () => {
    expect(canonicalLink('https://example.com/%c3%a9?b=2&a=1')).toEqual(canonicalLink('https://example.com/%C3%A9?a=1&b=2'));
  });

  it('is none for other schemes and for what is no address', () => {
    expect(['javascript:alert(1)', 'mailto:a@example.com', '/relative', ''].map(canonicalLink)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

// Which parameters of an address are taken off, and which addresses stay as they are.
import { describe, expect, test } from 'vitest';
import { stripTrackers } from '../../../src/digest/trackers.js';

describe('tracking parameters', () => {
  test.each([
    ['https://example.org/a?utm_source=x&utm_medium=y', 'https://example.org/a'],
    ['https://example.org/a?id=7&utm_campaign=z#part', 'https://example.org/a?id=7#part'],
    ['https://example.org/a?UTM_Source=x&page=2&fbclid=1', 'https://example.org/a?page=2'],
    ['https://example.org/a?mc_cid=1&mc_eid=2#utm', 'https://example.org/a#utm'],
    ['https://example.org/?q=a%20b&gclid=9&r=%C3%A9', 'https://example.org/?q=a%20b&r=%C3%A9'],
    ['https://example.org/a?srsltid=7', 'https://example.org/a'],
  ])('%s becomes %s', (given, expected) => {
    expect(stripTrackers(given)).toBe(expected);
    expect(stripTrackers(expected)).toBe(expected);
  });

  test.each([
    'https://example.org/a?ref=main&source=feed&id=3',
    'https://example.org/utm_source=x',
    'https://example.org/a#?utm_source=x',
    'https://example.org/file?utm_source=x&X-Amz-Signature=abc',
    'https://example.org/?',
    'mailto:a@example.org?subject=utm_source=x&utm_source=y',
  ])('%s stays', (address) => {
    expect(stripTrackers(address)).toBe(address);
  });
});

import { describe, expect, it } from 'vitest';
import { hasWords, toLabelAndDetail, withoutIcons } from '../../../src/editor/quickPickText.js';

describe('quick pick text', () => {
  it('keeps what looks like an icon as text', () => {
    expect(withoutIcons('costs $(trash) and $5')).toBe(String.raw`costs \$(trash) and $5`);
  });

  it('leaves a short text whole, on one line', () => {
    expect(toLabelAndDetail('two\n words')).toEqual({ label: 'two words' });
  });

  it('parts a long text between words and loses none', () => {
    const text = Array.from({ length: 40 }, (_, index) => `word${index}`).join(' ');
    const { label, detail } = toLabelAndDetail(text);
    expect(label.length).toBeLessThanOrEqual(60);
    expect(`${label} ${detail}`).toBe(text);
  });

  it('finds words in any order, on both sides of the cut', () => {
    expect(hasWords('Agents need a Harness', 'harness agents ')).toBe(true);
    expect(hasWords('Agents need a Harness', 'harness model')).toBe(false);
    expect(hasWords('Anything', '')).toBe(true);
  });

  it('cuts a text without spaces', () => {
    const { label, detail } = toLabelAndDetail('語'.repeat(200));
    expect(label + detail).toBe('語'.repeat(200));
  });
});

// Words that no line may break: options and those with a part of one letter, and nothing else.
import { expect, describe, it } from 'vitest';
import { keepWhole } from '../../../src/render/wholeWords.js';

const whole = (word: string) => `<span class="whole">${word}</span>`;

describe('words with hyphens', () => {
  it.each(['--checkers', '-b', '--no-warp', 'z-index', 'inset-e', 'e-mail'])('keeps %s together', (word) => {
    expect(keepWhole(`<p>With ${word} set.</p>`)).toBe(`<p>With ${whole(word)} set.</p>`);
  });

  it.each(['well-known', 'state-of-the-art', '10-20', '-', '--', 'a - b', `x-${'y'.repeat(40)}`, 'x-y-z-long'])(
    'leaves %s as it is',
    (word) => {
      expect(keepWhole(`<p>With ${word} set.</p>`)).toBe(`<p>With ${word} set.</p>`);
    },
  );

  it('leaves code and addresses as they are', () => {
    const markup = '<p><a href="https://example.org/ --x" title="a z-index">Go</a> <code>run --x</code></p><pre><code>run -y</code></pre>';
    expect(keepWhole(markup)).toBe(markup);
  });
});

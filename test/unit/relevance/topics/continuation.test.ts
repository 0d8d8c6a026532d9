// The figures of a name in the sentence behind the one that names it: of the same paragraph, about the same thing.
import { describe, expect, it } from 'vitest';
import { continuedRange } from '../../../../src/relevance/topics/continuation.js';
import { sentencesOf } from '../../../../src/relevance/topics/sentences.js';

/** What the first sentence of a text is continued to. Names are written in capitals. */
function continued(text: string): string | undefined {
  const names = Array.from(text.matchAll(/[A-Z]{3,}(?: \d)?/g), ({ 0: name, index }) => ({ start: index, end: index + name.length }));
  const range = continuedRange(text, sentencesOf(text), 0, names);
  return range && text.slice(range.start, range.end);
}

describe('a sentence without figures', () => {
  it.each([
    'LOOM divided people. It has 128B parameters.',
    'LOOM is out. Its price, says WEFT, is $3.',
    'LOOM divided people. The model is dense and takes 64 GB.',
    'LOOM mends itself. Its agents read traces. The score claimed for REED rises from 73.7 to 89.5.',
    'LOOM comes from the mill. They sell 12 of them.',
    'LOOM is out.\nIt weaves 3 metres.',
  ])('goes on: %j', (text) => {
    expect(continued(text)).toBe(text);
  });

  it('ends with the sentence that gives the figures', () => {
    expect(continued('LOOM is out. It has 7B parameters. It is dear.')).toBe('LOOM is out. It has 7B parameters.');
  });

  it.each([
    'LOOM is out. WEFT has 128B parameters.',
    'LOOM is out. The new WEFT has 128B parameters.',
    'LOOM is out. Prices fell by 3 %.',
    'LOOM is out. It is dear.',
    'LOOM is out. It follows LOOM 2.',
    'LOOM is out.\n\nIt has 128B parameters.',
    'LOOM is out.\n- It has 128B parameters.',
    'LOOM is out. It is dear. It is slow. It has 7B parameters.',
    `LOOM is out. It ${'really '.repeat(60)}has 7B parameters.`,
    'LOOM is out.',
    '',
  ])('does not go on: %j', (text) => {
    expect(continued(text)).toBeUndefined();
  });
});

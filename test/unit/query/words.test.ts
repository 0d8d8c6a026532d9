// Cutting texts into words, folding, and the names that words are when signs join them.

import { describe, expect, it } from 'vitest';
import { fold } from '../../../src/query/fold.js';
import { joinedWhole } from '../../../src/query/joinedWords.js';
import { askedWords, wordsOf } from '../../../src/query/words.js';

function words(text: string) {
  return wordsOf(text).map((word) => word.text);
}

describe('words', () => {
  it.each([
    ['Looms, bobbins & thread', ['looms', 'bobbins', 'thread']],
    ['torch.linalg.solve_ex', ['torch', 'linalg', 'solve', 'ex']],
    ['GLM-5.1', ['glm', '5', '1']],
    ['@scope/pkg', ['scope', 'pkg']],
    ['C++ and C#, not C', ['c++', 'and', 'c#', 'not', 'c']],
    ['in C++.', ['in', 'c++']],
    ['a++b', ['a', 'b']],
    ['issue #12', ['issue', '12']],
    ['item#12', ['item', '12']],
    ['F#', ['f#']],
    ["don't, isn’t, 'quoted'", ['dont', 'isnt', 'quoted']],
    ['Łódź, Zażółć, Straße, Ærø', ['lodz', 'zazolc', 'strasse', 'aero']],
    ['Ελλάδα', ['ελλαδα']],
    ['ﬁne ２０', ['fine', '20']],
    ['機械学習', ['機械', '械学', '学習', '習']],
    ['モデル', ['モデ', 'デル', 'ル']],
    ['GPT-5は速い', ['gpt', '5', 'は速', '速い', 'い']],
    ['한국어', ['한국', '국어', '어']],
    ['e\u0301te\u0301', ['ete']],
    ['', []],
    ['—…!?', []],
    ['a😀b', ['a', 'b']],
  ])('of %j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it('say where they stand', () => {
    const text = 'Zażółć (C++) 機械学';
    expect(wordsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual(['Zażółć', 'C++', '機械', '械学', '学']);
  });

  it('are bounded', () => {
    expect(words('x'.repeat(100_000))).toEqual(['x'.repeat(64)]);
  });

  it.each([
    ['機', ['機'], true],
    ['機械', ['機械'], false],
    ['機械学', ['機械', '械学'], false],
    ['GPT機', ['gpt', '機'], true],
    ['loom', ['loom'], false],
  ])('that are asked for by %j find texts that go on', (text, expected, isBeginning) => {
    expect(askedWords(text)).toEqual({ words: expected, isBeginning });
  });
});

describe('names', () => {
  it.each([
    ['torch.linalg.solve_ex', 'torch.linalg.solve_ex'],
    ['(GLM-5)', 'glm-5'],
    ['@scope/pkg', 'scope/pkg'],
    ['std::vector', 'std::vector'],
    ['69.7%', '69.7'],
    ['loom', undefined],
    ['two words', undefined],
    ['one-two three', undefined],
    ['a.b.c.d.e.f.g', undefined],
  ])('%j is %j', (text, expected) => {
    expect(joinedWhole(text)).toBe(expected);
  });
});

describe('folding', () => {
  it('keeps marks that make another letter', () => {
    expect([fold('ガ') === fold('カ'), fold('か\u3099') === fold('が')]).toEqual([false, true]);
  });
});

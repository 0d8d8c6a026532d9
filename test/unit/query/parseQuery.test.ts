// Reading what somebody typed.

import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../src/query/parseQuery.js';
import type { Condition, Query } from '../../../src/query/query.js';
import { createRandom } from '../../bench/random.js';

const today = '2026-05-10';

function short(condition: Condition): string {
  if (condition.type === 'text') return `${condition.words.join('+')}${{ none: '', asked: '*', typing: '…' }[condition.prefix]}`;
  const { type, ...rest } = condition;
  return `${type}:${Object.values(rest).join()}`;
}

function read(text: string, isTyping = false): string {
  const query: Query = parseQuery(text, { today, isTyping });
  return query.map((clause) => clause.map((term) => (term.isNegated ? '-' : '') + short(term.condition)).join('|')).join(' ');
}

describe('a query', () => {
  it.each([
    ['', ''],
    ['   ', ''],
    ['looms thread', 'looms thread'],
    ['"exact phrase" more', 'exact+phrase more'],
    ['„exact phrase“', 'exact+phrase'],
    ['“never closed', 'never+closed'],
    ['-word -"two words"', '-word -two+words'],
    ['a OR b c', 'a|b c'],
    ['a OR OR b', 'a|b'],
    ['OR a OR', 'a'],
    ['a or b', 'a or b'],
    ['vllm OR sglang is:unread', 'vllm|sglang is:unread'],
    ['infer*', 'infer*'],
    ['is:unread is:starred is:READ -is:muted', 'is:unread is:starred is:read -is:muted'],
    ['has:takeaways kind:digest', 'has:takeaways kind:digest'],
    ['source:openai tag:agents category:"AI & Agents"', 'source:openai tag:agents category:AI & Agents'],
    ['after:2026-04-01 before:2026-05', 'after:2026-04-01 before:2026-05-01'],
    ['after:7d before:today after:yesterday', 'after:2026-05-03 before:2026-05-10 after:2026-05-09'],
    ['torch.linalg.solve_ex', 'torch+linalg+solve+ex'],
    ['c++ c# c', 'c++ c# c'],
    ['機械', '機械'],
    ['機', '機*'],
    ['loom is: unread -has: note', 'loom is:unread -has:note'],
    ['source: mill', 'source:mill'],
    ['a note: this', 'a note this'],
  ])('%j is %j', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['is:nonsense', 'is+nonsense'],
    ['after:soon', 'after+soon'],
    ['after:2026-02-31', 'after+2026+02+31'],
    ['nokey:value', 'nokey+value'],
    ['https://example.org/a', 'https+example+org+a'],
    ['source:', 'source'],
    ['--flag', 'flag'],
    ['"', ''],
    ['- -', ''],
    ["a'b OR 1=1; DROP TABLE", 'ab|1+1 drop table'],
    ['NEAR(a b) AND NOT {x}: ^y', 'near+a b and not x y'],
  ])('that is no condition of the language, such as %j, is words', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it('knows the word that is being typed, which is the last one until a space', () => {
    expect([read('looms thr', true), read('looms thr ', true), read('"looms thr', true), read('looms -thr', true)]).toEqual([
      'looms thr…',
      'looms thr',
      'looms+thr',
      'looms -thr',
    ]);
  });

  it('does not look for a condition that is on its way', () => {
    expect(['loom is', 'loom is:', 'loom is:unr', 'loom after:2026-0', 'loom source:'].map((text) => read(text, true))).toEqual([
      'loom is…',
      'loom',
      'loom',
      'loom',
      'loom',
    ]);
  });

  it('takes what can become no condition any more for words', () => {
    expect(['is:foo', 'is:unraed', 'after:soon', 'kind:x', 'is:foo '].map((text) => read(text, true))).toEqual([
      'is+foo…',
      'is+unraed…',
      'after+soon…',
      'kind+x…',
      'is+foo',
    ]);
  });

  it('of any signs is read, and never larger than its bounds', () => {
    const next = createRandom(7);
    const signs = ['"', '-', ':', '*', 'OR', ' ', 'is:', 'a', '機', '+', '(', ')', '\\', '\u0000', '😀', 'after:', "'", '.', '\ud800'];
    for (let round = 0; round < 2_000; round++) {
      const text = Array.from({ length: 1 + Math.floor(next() * 40) }, () => signs[Math.floor(next() * signs.length)]).join('');
      const query = parseQuery(text, { today, isTyping: round % 2 === 0 });
      for (const clause of query) expect(clause.length).toBeGreaterThan(0);
    }
    expect(parseQuery('a b '.repeat(100_000), { today }).length).toBeLessThanOrEqual(24);
  });
});

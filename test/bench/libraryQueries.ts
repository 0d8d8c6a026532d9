// What the benchmark of the library asks for, by kind, and the bare question to the index that is the floor beside each. The
// words are those of `generated/`, so that queries find what a person's would.

import { parseQuery } from '../../src/query/parseQuery.js';
import type { Term } from '../../src/query/query.js';

/** The day on which everything is asked; the newest generated issue is of this day. */
export const benchDay = '2026-10-31';

/** Each beginning of what is typed, from two characters on: a search begins at each key. */
function keyByKey(queries: readonly string[]): readonly string[] {
  return queries.flatMap((query) =>
    Array.from({ length: query.length - 1 }, (_, index) => query.slice(0, index + 2)).filter((typed) => !typed.endsWith(' ')),
  );
}

const typed = [
  'inference cost',
  'deepseek v3.1 benchmarks',
  'openai responses',
  'agents memory',
  'kernel fusion vllm',
  'the price of tokens',
  'langchain profiles',
  'john karmack',
  'speculative decoding eagle',
  'terminal bench',
];

const pairs =
  'th in co ag mo op an de vl gp ca se qu cl cu st re to so wh pr ch tr be sc la mi ne da li ba ev br fl gr sh sp un ve wo'.split(' ');

/** Kind of question → queries, in the order of the report. */
export const benchQueries: ReadonlyMap<string, readonly string[]> = new Map([
  ['typed, at each key', keyByKey(typed)],
  ['two letters', pairs],
  [
    'words of every document',
    ['the', 'of', 'to', 'and', 'a', 'in', 'the of', 'and to in', 'is that for', 'the model', 'a the to of and', 'th of'],
  ],
  [
    'phrases',
    ['"of the"', '"in a"', '"the agent"', '"terminal bench"', '"deepseek v3.1"', '"the price of"', '"open weights"', '"and the"'],
  ],
  [
    'filters',
    [
      'is:unread agents',
      'is:starred the',
      'is:starred kernel',
      'source:weekly model',
      'source:notes the',
      'after:2026-09-01 inference',
      'before:2018-01-01 the',
      'after:2020-01-01 before:2020-02-01 model',
      'tag:agents cost',
      'category:"AI & Agents" benchmark',
      'has:takeaways tokens',
      'kind:digest the',
      'kind:article is:unread after:2026-10-01 price',
      'is:unread',
      'is:starred',
      'has:takeaways',
    ],
  ],
  [
    'exclusion and choice',
    ['vllm OR sglang is:unread', 'the -of', 'agents -openai', 'model -the', 'torch OR numpy OR jax linalg', 'nvidia -"of the"'],
  ],
  [
    'near misses',
    [
      'termnal',
      'infernce',
      'kernle',
      'anthopic',
      'benchmrk',
      'langchian',
      'speculatve decoding',
      'quantizaton',
      'deepsek',
      'rekonstrution',
    ],
  ],
  ['nothing to find', ['zzqx', 'the zzqxw', 'qzj xkv', '"the of the of the"']],
  ['code', ['torch.linalg.solve', 'numpy.triton', '@loom/agents', 'c++', 'c#', '.net', 'num_tokens', '--prefill', 'v3.1', 'glm-5.1']],
  ['Chinese, Polish, German', ['模型', '的一', '我们', 'źródła', 'zrodla', 'koszt pamięci', 'größer', 'grosser', 'strasse', 'évaluation']],
]);

/** What bare FTS5 is asked: the words alone, the last of them as a beginning; undefined when there are none. */
export function bareMatch(query: string): string | undefined {
  const clauses = parseQuery(query, { today: benchDay, isTyping: true })
    .map((clause) => clause.flatMap(bareTerm))
    .filter((terms) => terms.length > 0)
    .map((terms) => `(${terms.join(' OR ')})`);
  return clauses.length === 0 ? undefined : clauses.join(' AND ');
}

function bareTerm({ condition, isNegated }: Term): readonly string[] {
  if (condition.type !== 'text' || isNegated) return [];
  return [`"${condition.words.join(' ')}"${condition.prefix === 'none' ? '' : '*'}`];
}

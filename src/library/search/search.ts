// The answer to a search: ranked issues, the places in them, and what may have been meant when nothing was found.

import type { SearchAnswer, SearchResult } from '../../protocol/backend.js';
import { correctConditions } from '../../query/correctConditions.js';
import { parseQuery } from '../../query/parseQuery.js';
import { textsOf } from '../../query/query.js';
import { wordsOf } from '../../query/words.js';
import { readIssue } from '../content.js';
import { type LibraryDatabase, numberOf, textOf } from '../database.js';
import { compileQuery } from './compileQuery.js';
import { toFoundIssue } from './foundIssue.js';
import { foundParts } from './foundParts.js';
import { rankedIssues } from './rankedIssues.js';
import { countUnindexed } from './searchIndex.js';
import { suggestionsFor } from './suggestions.js';
import { hasWord, nearestWord } from './vocabulary.js';

export interface SearchRequest {
  /** What somebody typed, in the language of `parseQuery.ts`; any text is a query. */
  readonly query: string;
  /** Results that are wanted at most. */
  readonly limit: number;
  /** The person's local day, `YYYY-MM-DD`. */
  readonly today: string;
  /** The last word may go on. */
  readonly isTyping?: boolean;
}

/** Places of one issue that are given at most: the next issue is worth more than its fourth section. */
const placesOfIssue = 3;

/** Finds places by words and conditions, the best first. An empty query finds the newest issues. */
export function search(database: LibraryDatabase, request: SearchRequest): SearchAnswer {
  const beside = {
    completions: request.isTyping === true ? suggestionsFor(database, request.query) : [],
    unindexed: countUnindexed(database),
  };
  const found = find(database, request);
  if (found.results.length > 0) return { ...found, ...beside };
  for (const corrected of [correctConditions(request.query), correctWords(database, request)]) {
    if (corrected === undefined) continue;
    // A word that was corrected is whole.
    const nearby = find(database, { ...request, query: corrected, isTyping: false });
    if (nearby.results.length > 0) return { ...nearby, corrected, ...beside };
  }
  return { ...found, ...beside };
}

/** What is found, and what it was found by. */
type Found = Pick<SearchAnswer, 'results' | 'sought'>;

function find(database: LibraryDatabase, { query: text, limit, today, isTyping = false }: SearchRequest): Found {
  const query = parseQuery(text, { today, isTyping });
  const sought = textsOf(query);
  const issues = rankedIssues(database, compileQuery(database, query), limit);
  const results: SearchResult[] = [];
  for (const row of issues) {
    if (results.length >= limit) break;
    const issue = readIssue(database, textOf(row, 'key'));
    const own = { ...toFoundIssue(row), isStarred: numberOf(row, 'is_starred') === 1 };
    if (issue) results.push(...foundParts(issue, sought, placesOfIssue).map((part) => ({ ...own, ...part })));
  }
  return { results: results.slice(0, limit), sought };
}

/** The query with the nearest word of the library for each word that the library does not have; undefined when there is none. */
function correctWords(database: LibraryDatabase, { query, today, isTyping = false }: SearchRequest): string | undefined {
  const replacements = new Map<string, string>();
  for (const { words, prefix } of textsOf(parseQuery(query, { today, isTyping }))) {
    for (const [index, word] of words.entries()) {
      const isBeginning = prefix !== 'none' && index === words.length - 1;
      if (hasWord(database, word, isBeginning)) continue;
      const near = parted(database, word) ?? nearestWord(database, word);
      if (near === undefined) return undefined;
      replacements.set(word, near);
    }
  }
  if (replacements.size === 0) return undefined;
  let corrected = '';
  let from = 0;
  for (const { text, start, end } of wordsOf(query)) {
    const replacement = replacements.get(text);
    if (replacement === undefined) continue;
    corrected += query.slice(from, start) + replacement;
    from = end;
  }
  return corrected + query.slice(from);
}

/** `glm5` as `glm-5`, where a text has these two side by side. */
function parted(database: LibraryDatabase, word: string): string | undefined {
  const [, name, number] = /^(\p{L}+)(\d+)$/u.exec(word) ?? [];
  if (name === undefined || number === undefined) return undefined;
  return database.get('SELECT 1 FROM search WHERE search MATCH ? LIMIT 1', `"${name} ${number}"`) && `${name}-${number}`;
}

// Every word of the library, and which of them somebody may have meant who typed one that is none.

import { slips } from '../../query/slips.js';
import { type LibraryDatabase, numberOf, textOf } from '../database.js';

/** Shorter words have too many neighbours, longer ones nobody types. */
const shortest = 4;
const longest = 30;

/** Words of the same nearness of which the most frequent is chosen, and how far they are counted. */
const mostCandidates = 20;
const mostCounted = 500;

/** Notes the words of an issue. Call it in a transaction. */
export function addWords(database: LibraryDatabase, words: ReadonlySet<string>): void {
  const added = Array.from(words).filter((word) => word.length >= shortest && word.length <= longest && isPlain.test(word));
  // One statement for all of them: most are there, and to ask for each takes longer.
  database.run('INSERT OR IGNORE INTO words (length, word) SELECT length(value), value FROM json_each(?)', JSON.stringify(added));
}

/** Letters, then letters and digits: numbers and names of languages are not mistyped but others. */
const isPlain = /^\p{L}[\p{L}\p{N}]*$/u;

/** Whether a word stands in any issue; `isBeginning`: a word that begins so. */
export function hasWord(database: LibraryDatabase, word: string, isBeginning: boolean): boolean {
  // Some word begins with any letter, and to look for one takes longer than anything else here.
  if (isBeginning && word.length === 1) return true;
  return database.get('SELECT 1 FROM search WHERE search MATCH ? LIMIT 1', `"${word}"${isBeginning ? '*' : ''}`) !== undefined;
}

/**
 * The word of the library that differs from `word` by a slip or two of the keyboard: a letter too many, too few, wrong, or two in
 * the wrong order. The nearest, and of those the most frequent; undefined when there is none, and for short words.
 */
export function nearestWord(database: LibraryDatabase, word: string): string | undefined {
  const near = nearWords(database, word);
  const nearest = near.filter(({ distance }) => distance === near[0]?.distance).slice(0, mostCandidates);
  const counted = nearest.map((each) => ({ word: each.word, count: countUpTo(database, each.word, mostCounted) }));
  return counted.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count)[0]?.word;
}

function countUpTo(database: LibraryDatabase, word: string, limit: number): number {
  const row = database.get('SELECT count(*) AS count FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)', `"${word}"`, limit);
  return row ? numberOf(row, 'count') : 0;
}

interface NearWord {
  readonly word: string;
  /** In slips. */
  readonly distance: number;
}

/** The nearest first. */
function nearWords(database: LibraryDatabase, word: string): readonly NearWord[] {
  if (word.length < shortest || word.length > longest) return [];
  const most = word.length < 8 ? 1 : 2;
  const found: NearWord[] = [];
  // The first letter is seldom wrong; when it is, it was left out or changed places with the second, or comes second.
  const firsts = new Set(Array.from(word).slice(0, 2));
  for (const first of firsts) {
    for (let length = word.length - most; length <= word.length + most; length++) {
      const rows = database.all('SELECT word FROM words WHERE length = ? AND word >= ? AND word < ?', length, first, after(first));
      for (const row of rows) {
        const candidate = textOf(row, 'word');
        const distance = slips(word, candidate, most);
        if (distance !== undefined && distance > 0) found.push({ word: candidate, distance });
      }
    }
  }
  return found.sort((a, b) => a.distance - b.distance || (a.word < b.word ? -1 : 1));
}

/** The first text that does not begin with `character`. */
function after(character: string): string {
  return String.fromCodePoint((character.codePointAt(0) ?? 0) + 1);
}

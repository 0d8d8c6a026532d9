// What the word that is being typed into a search may become: a condition of the language, or a value of one. Pure; the values
// that a library has are handed in.

import { fold } from './fold.js';
import { keys, kinds, possessions, states } from './query.js';

/** What stands where the person is typing. */
export interface OpenPiece {
  /** The query in front of it, its minus included. */
  readonly before: string;
  /** The condition that it belongs to; absent for a bare word. */
  readonly key?: string;
  /** What has been typed of the word or the value, without an opening quotation mark. */
  readonly typed: string;
}

export interface Completion {
  /** The condition as it is written in a query: `is:unread`, or `source:` when a value has to follow. */
  readonly condition: string;
  /** The whole query with it. */
  readonly query: string;
}

/** Conditions that are offered before anything is typed. */
const first = ['is:unread', 'is:starred', 'has:takeaways', 'after:7d', 'source:', 'tag:', 'category:'];

const days = ['today', '7d', '30d', '1y'];

/** The end of a query, where the person is typing; undefined where a quotation mark is open that belongs to no key. */
export function openPieceOf(query: string): OpenPiece | undefined {
  const match = /(?:^|\s)(-?)(?:([a-z]+):)?("?)([^\s"]*|(?<=:")[^"]*)$/i.exec(query);
  if (!match) return undefined;
  const [whole, minus = '', key, quote = '', typed = ''] = match;
  const isInQuotes = query.slice(0, match.index).split('"').length % 2 === 0;
  if (isInQuotes || (key === undefined && quote !== '')) return undefined;
  const before = query.slice(0, match.index) + (/^\s/.exec(whole)?.[0] ?? '') + minus;
  return key === undefined ? { before, typed } : { before, key: key.toLowerCase(), typed };
}

/** Conditions that the query may go on with, at most `limit`; `names` are the library's own for the key of the open piece. */
export function completionsOf(query: string, names: readonly string[], limit: number): readonly Completion[] {
  const piece = openPieceOf(query);
  if (!piece) return [];
  const conditions =
    piece.key === undefined ? keysFor(piece, query) : valuesFor(piece.key, names).map((value) => toCondition(piece.key ?? '', value));
  const typed = fold(piece.key === undefined ? piece.typed : `${piece.key}:${piece.typed}`);
  return conditions
    .filter((condition) => matches(fold(condition), typed, piece.key !== undefined))
    .slice(0, limit)
    .map((condition) => ({ condition, query: piece.before + condition + (condition.endsWith(':') ? '' : ' ') }));
}

function keysFor({ typed }: OpenPiece, query: string): readonly string[] {
  if (query.trim() === '') return first;
  return typed === '' ? [] : [...keys].map((key) => `${key}:`);
}

function valuesFor(key: string, names: readonly string[]): readonly string[] {
  switch (key) {
    case 'is':
      return states;
    case 'has':
      return possessions;
    case 'kind':
      return kinds;
    case 'after':
    case 'before':
      return days;
    case 'source':
    case 'tag':
    case 'category':
      return names;
    default:
      return [];
  }
}

/** Values may be found by any of their words, keys by their beginning. What is complete needs no completion. */
function matches(condition: string, typed: string, isValue: boolean): boolean {
  if (condition === typed) return false;
  if (!isValue) return condition.startsWith(typed);
  const value = typed.slice(typed.indexOf(':') + 1);
  const whole = condition.slice(condition.indexOf(':') + 1).replaceAll('"', '');
  return whole !== value && (whole.startsWith(value) || whole.includes(` ${value}`));
}

function toCondition(key: string, value: string): string {
  return /[\s"“”„«»]/.test(value) ? `${key}:"${value.replaceAll(/["“”„«»]/g, ' ').trim()}"` : `${key}:${value}`;
}

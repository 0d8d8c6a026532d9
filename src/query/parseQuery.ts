// Reads what somebody typed into the search. There is no wrong query: what is no condition of the language is read as words.
//
//   vllm sglang            both words              -word            not this word
//   "exact phrase"         words side by side      infer*           words that begin so
//   a OR b                 one of the two (binds more closely than the space)
//   is:  has:  kind:  source:  tag:  category:  after:  before:     see `query.ts`; each may be negated with `-`

import { fold } from './fold.js';
import {
  type Clause,
  type Condition,
  keys,
  kinds,
  type Kind,
  possessions,
  type Possession,
  type Query,
  states,
  type State,
  type Term,
} from './query.js';
import { joinedWhole } from './joinedWords.js';
import { dayOf } from './queryDay.js';
import { askedWords, wordsOf } from './words.js';

/** More than this narrows nothing down any more. */
const mostTerms = 24;
const longestQuery = 1000;

export interface ParseOptions {
  /** The person's local day, `YYYY-MM-DD`, which `today`, `yesterday` and `7d` are counted from. */
  readonly today: string;
  /** The last word may go on: somebody is typing it. */
  readonly isTyping?: boolean;
}

/** The query that `text` says. Never throws. */
export function parseQuery(text: string, { today, isTyping = false }: ParseOptions): Query {
  const pieces = piecesOf(withoutGaps(text.slice(0, longestQuery))).slice(0, mostTerms);
  const clauses: Term[][] = [];
  let joins = false;
  for (const [index, piece] of pieces.entries()) {
    if (piece.written === 'OR') {
      // At an end of the query, or twice, it joins nothing.
      joins = clauses.length > 0;
      continue;
    }
    const isOpen = isTyping && index === pieces.length - 1 && !piece.isClosed;
    const terms = termsOf(piece, { today, isOpen });
    const last = clauses.at(-1);
    const [first, ...others] = terms;
    if (!first) continue;
    if (joins && last) last.push(first);
    else clauses.push([first]);
    for (const other of others) clauses.push([other]);
    joins = false;
  }
  return clauses satisfies readonly Clause[];
}

/** `is: unread` says what `is:unread` does. */
function withoutGaps(text: string): string {
  return text.replace(keyAndGap, (whole, before: string, key: string) => (keys.has(key.toLowerCase()) ? `${before}${key}:` : whole));
}

const keyAndGap = /((?:^|\s)-?)([a-z]+):\s+(?=[^\s:])/gi;

/** A part of the query between spaces; what stands in quotation marks belongs together. */
interface Piece {
  readonly written: string;
  readonly isNegated: boolean;
  /** In front of a colon, lower case; undefined where there is none. */
  readonly key: string | undefined;
  /** Without key and quotation marks. */
  readonly value: string;
  readonly isQuoted: boolean;
  /** Nothing more can be typed to it: it is followed by a space, or its quotation mark is closed. */
  readonly isClosed: boolean;
}

/** `-`, a key, then a quoted or a bare value. A quotation mark that is never closed reaches to the end. */
const piecePattern = /(-?)(?:([a-z]+):)?(?:["“”„«]([^"“”»]*)(["“”»]|$)|([^\s"“”„«»]+))(\s|$)?/giu;

function piecesOf(text: string): readonly Piece[] {
  return [...text.matchAll(piecePattern)].map(([written, minus = '', key, quoted, close, bare = '', space]) => ({
    written: written.trim(),
    // Two of them are no minus but an option of some program.
    isNegated: minus !== '' && !bare.startsWith('-'),
    key: key?.toLowerCase(),
    value: quoted ?? bare,
    isQuoted: quoted !== undefined,
    isClosed: quoted === undefined ? space !== undefined && space !== '' : close !== '',
  }));
}

function termsOf(piece: Piece, { today, isOpen }: { readonly today: string; readonly isOpen: boolean }): readonly Term[] {
  const { isNegated, key, value } = piece;
  const condition = key === undefined ? undefined : conditionOf(key, value.trim(), today);
  if (condition) return [{ condition, isNegated }];
  // `is:` and `after:2026-0` are on their way to a condition, and no words that somebody looks for.
  if (isOpen && (key === undefined ? keys.has(keyAlone(value)) : mayBecomeCondition(key, fold(value.trim())))) return [];
  const written = key === undefined ? value : `${key}:${value}`;
  const { words, isBeginning } = askedWords(written);
  if (words.length === 0) return [];
  const isAsked = isBeginning || (!piece.isQuoted && value.endsWith('*'));
  const prefix = isAsked ? 'asked' : isOpen && !piece.isQuoted && !isNegated ? 'typing' : 'none';
  const joined = joinedWhole(written);
  return [{ condition: { type: 'text', text: written, words, ...(joined === undefined ? {} : { joined }), prefix }, isNegated }];
}

/** The key in `is:`, behind which nothing has been typed yet. */
function keyAlone(value: string): string {
  return value.endsWith(':') ? value.slice(0, -1).toLowerCase() : '';
}

function conditionOf(key: string, value: string, today: string): Condition | undefined {
  const folded = fold(value);
  switch (key) {
    case 'is':
      return isOneOf<State>(states, folded) ? { type: 'is', state: folded } : undefined;
    case 'has':
      return isOneOf<Possession>(possessions, folded) ? { type: 'has', what: folded } : undefined;
    case 'kind':
      return isOneOf<Kind>(kinds, folded) ? { type: 'kind', kind: folded } : undefined;
    case 'source':
    case 'tag':
    case 'category':
      return wordsOf(value).length > 0 ? { type: key, text: value } : undefined;
    case 'after':
    case 'before': {
      const day = dayOf(folded, today);
      return day === undefined ? undefined : { type: key, day };
    }
    default:
      return undefined;
  }
}

/** Whether a value is the beginning of one that the key has. */
function mayBecomeCondition(key: string, value: string): boolean {
  const isBeginning = (known: string): boolean => known.startsWith(value);
  switch (key) {
    case 'is':
      return states.some(isBeginning);
    case 'has':
      return possessions.some(isBeginning);
    case 'kind':
      return kinds.some(isBeginning);
    case 'after':
    case 'before':
      return /^\d{0,4}(?:-\d{0,2}){0,2}$/.test(value) || ['today', 'yesterday'].some(isBeginning);
    default:
      return keys.has(key);
  }
}

function isOneOf<T extends string>(values: readonly T[], value: string): value is T {
  return values.some((known) => known === value);
}

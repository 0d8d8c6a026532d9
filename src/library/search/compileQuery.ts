// A query as questions to the search index, and as conditions on issues of what the index does not know. What somebody typed
// reaches SQL as words between quotation marks and as parameters only.

import { fold } from '../../query/fold.js';
import { type Clause, type Condition, type DayCondition, type Query, type Term, type TextCondition, textsOf } from '../../query/query.js';
import { wordsOf } from '../../query/words.js';
import { type LibraryDatabase, textOf } from '../database.js';
import { factToken, type Field, fields, joinedToken } from './indexText.js';
import { type Days, inIndex, type IssueCondition, oneOf, stateCondition } from './issueCondition.js';

/** How closely a text has to be what was asked for. */
export interface Closeness {
  /** Where the words stand: each of them in any of these. */
  readonly fields: readonly Field[];
  /** All words of the query side by side. */
  readonly isPhrase?: boolean;
  /** Names joined by signs, as they were typed. */
  readonly isJoined?: boolean;
  /** The word that is being typed counts as whole. */
  readonly isWhole?: boolean;
}

export interface CompileOptions {
  /** The conditions will be held against few issues, that something else has named. */
  readonly isOfFew?: boolean;
}

export interface CompiledQuery {
  /** The question to the index; undefined when the index has nothing to say. */
  readonly match: (closeness: Closeness) => string | undefined;
  /** What the index does not know, to be fulfilled beside it. */
  readonly conditions: readonly IssueCondition[];
  /** Days that the issues must be of, beside the conditions. */
  readonly days: Days;
  /** Whether there are words that the index can rank by. */
  readonly hasText: boolean;
  /** Whether there are several words that may stand side by side. */
  readonly isRow: boolean;
  readonly hasJoined: boolean;
  /** Whether the last word may go on. */
  readonly isTyping: boolean;
  /** Which issues may be shown, as a condition: muted ones only when they are asked for. */
  readonly visible: string;
}

/** Compiles a query; its sources are looked up in the library of today. */
export function compileQuery(database: LibraryDatabase, query: Query, { isOfFew = false }: CompileOptions = {}): CompiledQuery {
  const compiler = new Compiler(database, isOfFew);
  const indexed = query.filter((clause) => clause.every(({ condition }) => isIndexed(condition)));
  const texts = textsOf(indexed);
  const row = rowOf(indexed);
  return {
    match: (closeness) => compiler.match(closeness.isPhrase === true && row ? row : indexed, closeness),
    conditions: query.filter((clause) => !indexed.includes(clause) && !dayOf(clause)).map((clause) => compiler.condition(clause)),
    days: daysOf(query),
    hasText: texts.length > 0,
    isRow: row !== undefined,
    hasJoined: texts.some(({ joined }) => joined !== undefined),
    isTyping: texts.some(({ prefix }) => prefix === 'typing'),
    visible: asksForMuted(query) ? 'issues.hidden <> 2' : 'issues.hidden = 0',
  };
}

function daysOf(query: Query): Days {
  const days = query.flatMap((clause) => dayOf(clause) ?? []);
  const from = days.flatMap(({ type, day }) => (type === 'after' ? [day] : [])).sort();
  const to = days.flatMap(({ type, day }) => (type === 'before' ? [day] : [])).sort();
  return { ...(from.length > 0 ? { from: from.at(-1) ?? '' } : {}), ...(to.length > 0 ? { to: to[0] ?? '' } : {}) };
}

/** The bound that a clause sets to all of the query. */
function dayOf([term, ...others]: Clause): DayCondition | undefined {
  if (!term || others.length > 0 || term.isNegated) return undefined;
  const { condition } = term;
  return condition.type === 'after' || condition.type === 'before' ? condition : undefined;
}

function asksForMuted(query: Query): boolean {
  return query.some((clause) => clause.some(({ condition }) => condition.type === 'is' && condition.state === 'muted'));
}

/** Whether the index can tell. What a person changes with a click is not in it, nor are days. */
function isIndexed(condition: Condition): boolean {
  switch (condition.type) {
    case 'text':
    case 'kind':
    case 'source':
    case 'tag':
    case 'category':
      return true;
    case 'has':
      return condition.what !== 'note';
    case 'is':
    case 'after':
    case 'before':
      return false;
  }
}

/** The clauses with all plain words one behind the other in one of them; undefined when there is one word or none. */
function rowOf(indexed: readonly Clause[]): readonly Clause[] | undefined {
  const texts: TextCondition[] = [];
  const others: Clause[] = [];
  for (const clause of indexed) {
    const [term] = clause;
    if (clause.length === 1 && term?.condition.type === 'text' && !term.isNegated) texts.push(term.condition);
    else others.push(clause);
  }
  const last = texts.at(-1);
  if (!last || texts.length < 2) return undefined;
  const whole: TextCondition = { type: 'text', text: '', words: texts.flatMap(({ words }) => words), prefix: last.prefix };
  return [[{ condition: whole, isNegated: false }], ...others];
}

/** What every document has. */
const anything = `("${factToken('kind', 'digest')}" OR "${factToken('kind', 'article')}")`;
/** What no document has: a fact without a value. */
const nothing = `"${factToken('kind', 'none')}"`;

class Compiler {
  readonly #database: LibraryDatabase;
  readonly #isOfFew: boolean;
  readonly #sources = new Map<string, readonly string[]>();

  constructor(database: LibraryDatabase, isOfFew: boolean) {
    this.#database = database;
    this.#isOfFew = isOfFew;
  }

  match(clauses: readonly Clause[], closeness: Closeness): string | undefined {
    if (clauses.length === 0) return undefined;
    const wanted: string[] = [];
    const unwanted: string[] = [];
    for (const clause of clauses) {
      const [only] = clause;
      if (clause.length === 1 && only?.isNegated) unwanted.push(this.#expression(only.condition, asWritten));
      else wanted.push(any(clause.map((term) => this.#either(term, closeness))));
    }
    const all = wanted.length > 0 ? wanted.join(' AND ') : anything;
    return unwanted.length > 0 ? `(${all}) NOT ${any(unwanted)}` : all;
  }

  #either({ condition, isNegated }: Term, closeness: Closeness): string {
    return isNegated ? `(${anything} NOT ${this.#expression(condition, asWritten)})` : this.#expression(condition, closeness);
  }

  /** A clause of which the index knows a part at most, as a condition on issues. */
  condition(clause: Clause): IssueCondition {
    const terms = clause.map(({ condition, isNegated }): IssueCondition => {
      const inWords = isIndexed(condition) ? this.#expression(condition, anywhere) : undefined;
      const { where, values } = inWords === undefined ? stateCondition(condition) : inIndex(inWords, this.#isOfFew);
      return { where: isNegated ? `NOT (${where})` : where, values };
    });
    return oneOf(terms);
  }

  #expression(condition: Condition, closeness: Closeness): string {
    switch (condition.type) {
      case 'text':
        return textExpression(condition, closeness);
      case 'kind':
        return `"${factToken('kind', condition.kind)}"`;
      case 'tag':
        return `"${factToken('tag', condition.text)}"`;
      case 'category':
        return `"${factToken('category', condition.text)}"`;
      case 'has':
        return `"${factToken('has', condition.what)}"`;
      case 'source':
        return any(this.#sourcesNamed(condition.text).map((id) => `"${factToken('source', id)}"`));
      case 'is':
      case 'after':
      case 'before':
        throw new Error(`The index does not know ${condition.type}.`);
    }
  }

  /** Ids of the sources whose name has every word of `text`, as a part of a word too. */
  #sourcesNamed(text: string): readonly string[] {
    const known = this.#sources.get(text);
    if (known) return known;
    const words = wordsOf(text).map((word) => word.text);
    const ids = this.#database
      .all('SELECT id, name FROM sources')
      .filter((row) => {
        const name = fold(textOf(row, 'name'));
        return words.every((word) => name.includes(word));
      })
      .map((row) => textOf(row, 'id'));
    this.#sources.set(text, ids);
    return ids;
  }
}

function any(expressions: readonly string[]): string {
  const [first = nothing, ...others] = expressions;
  return others.length === 0 ? first : `(${expressions.join(' OR ')})`;
}

/** Words anywhere. */
const anywhere: Closeness = { fields: ['text'] };
/** The one that is being typed as whole. */
const asWritten: Closeness = { ...anywhere, isWhole: true };

function textExpression(condition: TextCondition, { fields: places, isJoined = false, isWhole = false }: Closeness): string {
  const { words, prefix, joined } = condition;
  const goesOn = prefix === 'typing' && isWhole ? 'none' : prefix;
  const phrases = any(places.map((place) => phraseIn(place, words, goesOn)));
  return isJoined && joined !== undefined ? `(${phrases} AND "${joinedToken(joined)}")` : phrases;
}

/**
 * Words side by side in a field. While somebody types, the beginning of a word is looked for from two letters on: a single letter
 * begins too many, but for those in titles, and for scripts in which a character is a word.
 */
function phraseIn(place: Field, words: readonly string[], prefix: TextCondition['prefix']): string {
  const isLongEnough = place === 'title' || place === 'heading' || !/^[a-z\d]$/.test(words.at(-1) ?? '');
  const phrase = `"${words.map((word) => fields[place] + word).join(' ')}"`;
  return prefix === 'asked' || (prefix === 'typing' && isLongEnough) ? `${phrase}*` : phrase;
}

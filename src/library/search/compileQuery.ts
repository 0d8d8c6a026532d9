// A query as questions to the search index and to the table of issues. What somebody typed reaches SQL as words between
// quotation marks and as parameters only.

import { fold } from '../../query/fold.js';
import type { Clause, Condition, Query, TextCondition } from '../../query/query.js';
import { wordsOf } from '../../query/words.js';
import { type LibraryDatabase, textOf } from '../database.js';
import { factToken, type Field, fields } from './indexText.js';

/** A condition on the table `issues`, with the values of its parameters. */
export interface IssueCondition {
  readonly where: string;
  readonly values: readonly (string | number)[];
}

export interface CompiledQuery {
  /**
   * The question to the index, where words may stand in one of `places`; undefined when the index has nothing to say.
   * `isExact`: the word that is being typed counts as whole.
   */
  match(places: readonly Field[], isExact: boolean): string | undefined;
  /** The question for all words of the query side by side; undefined when they are no such row. */
  readonly phrase: string | undefined;
  /** What the index does not know, to be fulfilled beside it. */
  readonly conditions: readonly IssueCondition[];
  readonly hasText: boolean;
  /** Whether the last word may go on. */
  readonly isTyping: boolean;
}

/** Compiles a query; its words and sources are looked up in the library of today. */
export function compileQuery(database: LibraryDatabase, query: Query): CompiledQuery {
  const shown: Query = asksForMuted(query) ? query : [...query, [{ condition: { type: 'is', state: 'muted' }, isNegated: true }]];
  const compiler = new Compiler(database);
  const indexed = shown.filter((clause) => clause.every(({ condition }) => isIndexed(condition)));
  const conditions = shown.filter((clause) => !indexed.includes(clause)).map((clause) => compiler.condition(clause));
  const texts = query.flatMap((clause) => clause).filter(({ condition, isNegated }) => condition.type === 'text' && !isNegated);
  return {
    match: (places, isExact) => compiler.match(indexed, places, isExact),
    phrase: phraseOf(indexed, compiler),
    conditions,
    hasText: texts.length > 0,
    isTyping: texts.some(({ condition }) => condition.type === 'text' && condition.prefix === 'typing'),
  };
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

/** All words of a query one behind the other, when it is several plain words. */
function phraseOf(indexed: readonly Clause[], compiler: Compiler): string | undefined {
  const texts: TextCondition[] = [];
  const others: Clause[] = [];
  for (const clause of indexed) {
    const [term] = clause;
    if (clause.length === 1 && term?.condition.type === 'text' && !term.isNegated) texts.push(term.condition);
    else others.push(clause);
  }
  if (texts.length < 2) return undefined;
  const whole: TextCondition = { type: 'text', text: '', words: texts.flatMap(({ words }) => words), prefix: 'none' };
  return compiler.match([[{ condition: whole, isNegated: false }], ...others], ['text'], true);
}

/** What every document has. */
const anything = `("${factToken('kind', 'digest')}" OR "${factToken('kind', 'article')}")`;
/** What no document has: a fact without a value. */
const nothing = `"${factToken('kind', 'none')}"`;

class Compiler {
  readonly #database: LibraryDatabase;
  readonly #sources = new Map<string, readonly string[]>();

  constructor(database: LibraryDatabase) {
    this.#database = database;
  }

  match(clauses: readonly Clause[], places: readonly Field[], isExact: boolean): string | undefined {
    if (clauses.length === 0) return undefined;
    const wanted: string[] = [];
    const unwanted: string[] = [];
    for (const clause of clauses) {
      const [only] = clause;
      if (clause.length === 1 && only?.isNegated) unwanted.push(this.#expression(only.condition, ['text'], true));
      else wanted.push(any(clause.map(({ condition, isNegated }) => this.#either(condition, isNegated, places, isExact))));
    }
    const all = wanted.length > 0 ? wanted.join(' AND ') : anything;
    return unwanted.length > 0 ? `(${all}) NOT ${any(unwanted)}` : all;
  }

  #either(condition: Condition, isNegated: boolean, places: readonly Field[], isExact: boolean): string {
    return isNegated ? `(${anything} NOT ${this.#expression(condition, ['text'], true)})` : this.#expression(condition, places, isExact);
  }

  /** A clause of which the index knows a part at most, as a condition on issues. */
  condition(clause: Clause): IssueCondition {
    const terms = clause.map(({ condition, isNegated }): IssueCondition => {
      const { where, values } = isIndexed(condition) ? this.#inIndex(condition) : stateCondition(condition);
      return { where: isNegated ? `NOT (${where})` : where, values };
    });
    return {
      where: `(${terms.map(({ where }) => where).join(' OR ')})`,
      values: terms.flatMap(({ values }) => values),
    };
  }

  #inIndex(condition: Condition): IssueCondition {
    return inIndex(this.#expression(condition, ['text'], false));
  }

  #expression(condition: Condition, places: readonly Field[], isExact: boolean): string {
    switch (condition.type) {
      case 'text':
        return any(places.map((place) => textExpression(condition, place, isExact)));
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

/** The condition that an issue's document answers a question to the index. */
export function inIndex(match: string): IssueCondition {
  return { where: 'issues.search_id IN (SELECT rowid FROM search WHERE search MATCH ?)', values: [match] };
}

function any(expressions: readonly string[]): string {
  const [first = nothing, ...others] = expressions;
  return others.length === 0 ? first : `(${expressions.join(' OR ')})`;
}

/**
 * Words side by side in a field. The beginning of a word is looked for from two letters on: a single letter begins too many,
 * but for titles, and for scripts in which a character is a word.
 */
function textExpression({ words, prefix }: TextCondition, place: Field, isExact: boolean): string {
  const last = words.at(-1) ?? '';
  const isLongEnough = last.length > 1 || place === 'title' || !/^[a-z\d]$/.test(last);
  const phrase = `"${words.map((word) => fields[place] + word).join(' ')}"`;
  return (prefix === 'asked' || (prefix === 'typing' && !isExact)) && isLongEnough ? `${phrase}*` : phrase;
}

function stateCondition(condition: Condition): IssueCondition {
  switch (condition.type) {
    case 'is':
      return { where: isInState[condition.state], values: [] };
    case 'after':
      return { where: 'issues.sort_day >= ?', values: [condition.day] };
    case 'before':
      return { where: 'issues.sort_day < ?', values: [condition.day] };
    case 'has':
      return { where: hasNote, values: [] };
    case 'text':
    case 'kind':
    case 'source':
    case 'tag':
    case 'category':
      throw new Error(`Only the index knows ${condition.type}.`);
  }
}

const hasNote = "EXISTS (SELECT 1 FROM state WHERE state.key = issues.key AND state.note <> '')";

const isInState = {
  unread: 'issues.is_read = 0',
  read: 'issues.is_read = 1',
  starred: 'issues.is_starred = 1',
  updated: 'issues.is_updated = 1',
  muted: 'issues.hidden = 1',
} as const;

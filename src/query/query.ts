// What somebody looks for, as data. `parseQuery.ts` makes it of what was typed; the library makes a question to its index of it.

/** What may stand in front of a colon. */
export const keys: ReadonlySet<string> = new Set(['is', 'has', 'kind', 'source', 'tag', 'category', 'after', 'before']);

/** What can be asked of an issue's state with `is:`. */
export const states = ['unread', 'read', 'starred', 'updated', 'muted'] as const;
/** What can be asked for with `has:`. */
export const possessions = ['takeaways', 'links', 'tldr', 'note'] as const;
/** What can be asked for with `kind:`. */
export const kinds = ['digest', 'article'] as const;

export type State = (typeof states)[number];
export type Possession = (typeof possessions)[number];
export type Kind = (typeof kinds)[number];

/** One thing that an issue has to fulfil. */
export type Condition =
  | TextCondition
  | { readonly type: 'is'; readonly state: State }
  | { readonly type: 'has'; readonly what: Possession }
  | { readonly type: 'kind'; readonly kind: Kind }
  /** Every word of `text` is a part of the source's name. */
  | { readonly type: 'source'; readonly text: string }
  | { readonly type: 'tag'; readonly text: string }
  | { readonly type: 'category'; readonly text: string }
  | DayCondition;

/** On that day (`YYYY-MM-DD`) or later; before that day. */
export interface DayCondition {
  readonly type: 'after' | 'before';
  readonly day: string;
}

/** Words that stand side by side somewhere in the issue. */
export interface TextCondition {
  readonly type: 'text';
  /** As it was typed. */
  readonly text: string;
  /** `text` cut into words (`words.ts`); never empty. */
  readonly words: readonly string[];
  /** The name that the words are when signs join them (`joinedWords.ts`). */
  readonly joined?: string;
  /** Whether the last word may be the beginning of a longer one: never, because `*` asks for it, or because it is being typed. */
  readonly prefix: 'none' | 'asked' | 'typing';
}

/** A condition that has to hold, or must not. */
export interface Term {
  readonly condition: Condition;
  readonly isNegated: boolean;
}

/** Terms of which one at least has to be fulfilled. Never empty. */
export type Clause = readonly Term[];

/** Every clause has to be fulfilled; a query without any finds everything. */
export type Query = readonly Clause[];

/** The words that an issue is looked for by, not those it must not have. */
export function textsOf(query: Query): readonly TextCondition[] {
  return query.flatMap((clause) =>
    clause.flatMap(({ condition, isNegated }) => (condition.type === 'text' && !isNegated ? [condition] : [])),
  );
}

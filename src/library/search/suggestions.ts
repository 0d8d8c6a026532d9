// What a search may go on with, as far as the library knows: names of its sources, tags and categories.

import { type Completion, completionsOf, openPieceOf } from '../../query/completions.js';
import { fold } from '../../query/fold.js';
import { type LibraryDatabase, textOf } from '../database.js';
import { factPrefix } from './indexText.js';

/** Suggestions that fit on the screen with results below. */
const mostSuggestions = 7;

/** Names that are looked through; a person has a few dozen sources. */
const mostNames = 2_000;

/** Shorter beginnings are part of too many names. */
const shortestName = 3;
const mostSources = 2;

/** Conditions that the query may go on with, and sources that are named so. */
export function suggestionsFor(database: LibraryDatabase, query: string): readonly Completion[] {
  const piece = openPieceOf(query);
  if (piece?.key !== undefined) return completionsOf(query, namesOf(database, piece.key, piece.typed), mostSuggestions);
  return [...completionsOf(query, [], mostSuggestions), ...sourcesCalled(database, query.trim())];
}

/** Who types the name of a source means what it wrote as often as what is written about it. */
function sourcesCalled(database: LibraryDatabase, name: string): readonly Completion[] {
  if (name.length < shortestName || /[":]/.test(name)) return [];
  return completionsOf(`source:"${name}`, namesOf(database, 'source', name), mostSources);
}

function namesOf(database: LibraryDatabase, key: string, typed: string): readonly string[] {
  switch (key) {
    case 'source':
      return database
        .all('SELECT DISTINCT name FROM sources ORDER BY name COLLATE NOCASE LIMIT ?', mostNames)
        .map((row) => textOf(row, 'name'));
    case 'category':
      return categories(database);
    case 'tag':
      return tags(database, typed);
    default:
      return [];
  }
}

/** Each category once: the index is asked for the next greater one, not walked through. */
function categories(database: LibraryDatabase): readonly string[] {
  const rows = database.all(
    `WITH RECURSIVE known (category) AS (
       SELECT min(category) FROM issues WHERE hidden = 0
       UNION ALL
       SELECT (SELECT min(category) FROM issues WHERE hidden = 0 AND category > known.category) FROM known WHERE known.category IS NOT NULL
     )
     SELECT category FROM known WHERE category IS NOT NULL LIMIT ?`,
    mostNames,
  );
  return rows.map((row) => textOf(row, 'category'));
}

/** Tags that begin with what was typed, as the index has them: folded, with `_` for what is no letter or digit. The most used first. */
function tags(database: LibraryDatabase, typed: string): readonly string[] {
  const prefix = factPrefix('tag');
  const from = prefix + fold(typed).replaceAll(/[^\p{L}\p{N}]+/gu, '_');
  const rows = database.all(
    'SELECT term FROM search_terms WHERE term >= ? AND term < ? ORDER BY doc DESC LIMIT ?',
    from,
    `${from}\u{10ffff}`,
    mostSuggestions,
  );
  return rows.map((row) => textOf(row, 'term').slice(prefix.length));
}

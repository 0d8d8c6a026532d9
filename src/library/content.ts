// Writes an issue's content into its tables and puts it together again, deep-equal to what came in. Knows nothing of keys,
// sources or state.

import type { Body, Issue, Link, Section } from '../digest/model.js';
import type { IssueKey } from '../protocol/backend.js';
import { addressNumber } from './addresses.js';
import { type LibraryDatabase, numberOf, optionalText, type SqlRow, textOf } from './database.js';
import { publishedDay } from './day.js';

/** Columns of an issue's own row that hold content; `headValues` gives their values. */
export const headColumns = [
  'published',
  'updated',
  'day',
  'category',
  'url',
  'tags',
  'tldr',
  'excerpt',
  'intro_format',
  'intro',
  'authors',
  'extent',
  'address',
] as const;

/** Replaces the content of the issue at `row`. Call it in a transaction. */
export function writeContent(database: LibraryDatabase, row: number, issue: Issue): void {
  for (const table of ['takeaways', 'links', 'sections']) database.run(`DELETE FROM ${table} WHERE issue = ?`, row);
  database.run(`UPDATE issues SET ${headColumns.map((column) => `${column} = ?`).join(', ')} WHERE row = ?`, ...headValues(issue), row);
  writeParts(database, row, issue);
}

/** What stands in the issue's own row, in the order of `headColumns`. */
export function headValues(issue: Issue): readonly (string | number | null)[] {
  // Every field is named, so that a field which the model gains cannot be forgotten here.
  const {
    id: _id,
    kind: _kind,
    title: _title,
    published,
    updated,
    category,
    tags,
    tldr,
    excerpt,
    intro,
    sections: _sections,
    takeaways: _takeaways,
    links: _links,
    url,
    authors,
    extent,
    ...rest
  } = issue;
  rest satisfies Record<string, never>;
  return [
    published ?? null,
    updated ?? null,
    publishedDay(published) ?? null,
    category ?? null,
    url ?? null,
    JSON.stringify(tags),
    tldr ?? null,
    excerpt ?? null,
    intro?.format ?? null,
    intro?.text ?? null,
    authors === undefined ? null : JSON.stringify(authors),
    extent ?? null,
    addressNumber(url),
  ];
}

/** Writes the sections, takeaways and links of the issue at `row`, which has none. Call it in a transaction. */
export function writeParts(database: LibraryDatabase, row: number, { sections, takeaways, links }: Issue): void {
  for (const [position, section] of sections.entries()) writeSection(database, row, position, section);
  writeTakeaways(database, row, null, takeaways);
  writeLinks(database, row, null, links);
}

function writeSection(database: LibraryDatabase, issue: number, position: number, section: Section): void {
  const { id, title, tldr, body, takeaways, links, ...rest } = section;
  rest satisfies Record<string, never>;
  const { lastRow } = database.run(
    `INSERT INTO sections (issue, position, anchor, title, folded, tldr) VALUES (?, ?, ?, ?, '', ?)`,
    issue,
    position,
    id,
    title,
    tldr ?? null,
  );
  database.run('INSERT INTO bodies (section, format, text) VALUES (?, ?, ?)', lastRow, body.format, body.text);
  writeTakeaways(database, issue, lastRow, takeaways);
  writeLinks(database, issue, lastRow, links);
}

function writeTakeaways(database: LibraryDatabase, issue: number, section: number | null, takeaways: readonly string[]): void {
  for (const [position, text] of takeaways.entries()) {
    database.run('INSERT INTO takeaways (issue, section, position, text) VALUES (?, ?, ?, ?)', issue, section, position, text);
  }
}

function writeLinks(database: LibraryDatabase, issue: number, section: number | null, links: readonly Link[]): void {
  for (const [position, link] of links.entries()) {
    const { label, url, original, ...rest } = link;
    rest satisfies Record<string, never>;
    database.run(
      'INSERT INTO links (issue, section, position, label, url, original, address) VALUES (?, ?, ?, ?, ?, ?, ?)',
      issue,
      section,
      position,
      label,
      url ?? null,
      original ?? null,
      addressNumber(url),
    );
  }
}

/** The whole issue as it was put; undefined when the library has none with this key, or has it without its text. */
export function readIssue(database: LibraryDatabase, key: IssueKey): Issue | undefined {
  const row = database.get('SELECT * FROM issues WHERE key = ? AND hidden <> 2', key);
  if (!row) return undefined;
  const issue = numberOf(row, 'row');
  const takeaways = bySection(
    database.all('SELECT section, text FROM takeaways WHERE issue = ? ORDER BY section, position', issue),
    (each) => textOf(each, 'text'),
  );
  const links = bySection(
    database.all('SELECT section, label, url, original FROM links WHERE issue = ? ORDER BY section, position', issue),
    toLink,
  );
  const sections = database
    .all(
      `SELECT sections.row, anchor, title, tldr, format, text FROM sections JOIN bodies ON bodies.section = sections.row
       WHERE issue = ? ORDER BY position`,
      issue,
    )
    .map((section): Section => {
      const number = numberOf(section, 'row');
      return {
        id: textOf(section, 'anchor'),
        title: textOf(section, 'title'),
        ...optional('tldr', optionalText(section, 'tldr')),
        body: { format: toFormat(textOf(section, 'format')), text: textOf(section, 'text') },
        takeaways: takeaways.get(number) ?? [],
        links: links.get(number) ?? [],
      };
    });
  return { ...toHead(row), sections, takeaways: takeaways.get(null) ?? [], links: links.get(null) ?? [] };
}

/** Everything of an issue that stands in its own row. */
function toHead(row: SqlRow): Omit<Issue, 'sections' | 'takeaways' | 'links'> {
  const introFormat = optionalText(row, 'intro_format');
  const intro: Body | undefined = introFormat === undefined ? undefined : { format: toFormat(introFormat), text: textOf(row, 'intro') };
  const authors = optionalText(row, 'authors');
  return {
    id: textOf(row, 'own_id'),
    kind: textOf(row, 'kind') === 'article' ? 'article' : 'digest',
    title: textOf(row, 'title'),
    ...optional('published', optionalText(row, 'published')),
    ...optional('updated', optionalText(row, 'updated')),
    ...optional('category', optionalText(row, 'category')),
    tags: toTexts(textOf(row, 'tags')),
    ...optional('tldr', optionalText(row, 'tldr')),
    ...optional('excerpt', optionalText(row, 'excerpt')),
    ...optional('intro', intro),
    ...optional('url', optionalText(row, 'url')),
    ...optional('authors', authors === undefined ? undefined : toTexts(authors)),
    ...optional('extent', toExtent(optionalText(row, 'extent'))),
  };
}

/** A field that is there only when it has a value: the model has no undefined ones. */
function optional<Name extends string, Value>(name: Name, value: Value | undefined): { readonly [key in Name]?: Value } {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- TypeScript widens a computed key to any string
  return value === undefined ? {} : ({ [name]: value } as { readonly [key in Name]?: Value });
}

function bySection<T>(rows: readonly SqlRow[], convert: (row: SqlRow) => T): ReadonlyMap<number | null, readonly T[]> {
  const result = new Map<number | null, T[]>();
  for (const row of rows) {
    const section = row['section'] === null ? null : numberOf(row, 'section');
    const list = result.get(section);
    if (list) list.push(convert(row));
    else result.set(section, [convert(row)]);
  }
  return result;
}

function toLink(row: SqlRow): Link {
  return {
    label: textOf(row, 'label'),
    ...optional('url', optionalText(row, 'url')),
    ...optional('original', optionalText(row, 'original')),
  };
}

function toFormat(format: string): Body['format'] {
  return format === 'html' ? 'html' : 'markdown';
}

/** How much of its page an issue is; undefined when it is whole. */
export function toExtent(extent: string | undefined): Issue['extent'] {
  return extent === 'excerpt' || extent === 'extracted' ? extent : undefined;
}

function toTexts(json: string): readonly string[] {
  const texts: unknown = JSON.parse(json);
  return Array.isArray(texts) ? texts.filter((text) => typeof text === 'string') : [];
}

// Which other issues link to the pages that an issue links to, or are the article there, and which link to the issue's own page.
// What is shown of them, and how, is decided elsewhere.

import { linkKey } from '../../digest/links.js';
import { linkAnchor } from '../../digest/model.js';
import type { IssueKey, Mention, MentionedPage } from '../../protocol/backend.js';
import { numberOfPage, pageOf } from '../addresses.js';
import { type LibraryDatabase, numberOf, optionalText, type SqlRow, textOf } from '../database.js';
import { compareSpots, spotColumns, toSpot } from '../order.js';
import { countOfSource } from './rows.js';

/** Pages of one issue that are looked up: those of its first links. */
const mostPages = 300;

/** A page that more issues link to than this says nothing about any of them. */
const mostIssues = 50;

/** What a source links to in more than this many of its issues, and in more than this share of them, is its furniture. */
const fewIssues = 3;
const furnitureShare = 0.25;

/** Issues that are named for each page. */
const mostNamed = 5;

/** The pages that others have in common with an issue: its own first, then those of its links in their order. */
export function mentionsOf(database: LibraryDatabase, key: IssueKey): readonly MentionedPage[] {
  const issue = database.get('SELECT row, url FROM issues WHERE key = ? AND hidden <> 2', key);
  if (!issue) return [];
  const row = numberOf(issue, 'row');
  const totals = new Map<string, number>();
  return pagesOf(database, row, optionalText(issue, 'url')).flatMap(({ page, url, link }) => {
    const others = withoutFurniture(database, othersAt(database, page, row), totals);
    if (others.length === 0) return [];
    const mentions = others
      .sort((a, b) => compareSpots(toSpot(a), toSpot(b)))
      .slice(0, mostNamed)
      .map(toMention);
    return [{ ...(link ? { anchor: link.anchor, label: link.label } : {}), url, mentions, more: others.length - mentions.length }];
  });
}

interface LinkedPage {
  readonly page: string;
  readonly url: string;
  /** Absent for the issue's own page. */
  readonly link?: { readonly anchor: string; readonly label: string };
}

/** Each page once, its links with the anchors that they have in the list of all (`allLinks`). */
function pagesOf(database: LibraryDatabase, issue: number, own: string | undefined): readonly LinkedPage[] {
  const pages = new Map<string, LinkedPage>();
  const ownPage = pageOf(own);
  if (own !== undefined && ownPage !== undefined) pages.set(ownPage, { page: ownPage, url: own });
  const links = database.all(
    `SELECT links.label, links.url FROM links LEFT JOIN sections ON sections.row = links.section
     WHERE links.issue = ? ORDER BY links.section IS NULL, sections.position, links.position`,
    issue,
  );
  const seen = new Set<string>();
  for (const row of links) {
    const url = optionalText(row, 'url');
    const label = textOf(row, 'label');
    const name = linkKey(url === undefined ? { label } : { label, url });
    if (seen.has(name)) continue;
    const link = { anchor: linkAnchor(seen.size), label };
    seen.add(name);
    const page = pageOf(url);
    if (url !== undefined && page !== undefined && !pages.has(page)) pages.set(page, { page, url, link });
    if (pages.size >= mostPages) break;
  }
  return [...pages.values()];
}

/** The other issues at a page that are shown in lists; none when there are too many to mean anything. */
function othersAt(database: LibraryDatabase, page: string, issue: number): readonly SqlRow[] {
  const number = numberOfPage(page);
  const found = database.get(
    `SELECT (SELECT count(*) FROM (SELECT DISTINCT issue FROM links WHERE address = ?1 AND issue <> ?2 LIMIT ?3)) AS linking,
       (SELECT count(*) FROM (SELECT row FROM issues WHERE address = ?1 AND row <> ?2 LIMIT ?3)) AS there`,
    number,
    issue,
    mostIssues + 1,
  );
  if (!found) return [];
  const [linking, there] = [numberOf(found, 'linking'), numberOf(found, 'there')];
  if (linking + there === 0 || linking + there > mostIssues) return [];
  const articles = database.all(
    `SELECT ${issueColumns}, issues.url FROM issues JOIN sources ON sources.id = issues.source
     WHERE issues.address = ? AND issues.row <> ? AND issues.hidden = 0`,
    number,
    issue,
  );
  const links = database.all(
    `SELECT ${issueColumns}, links.url, sections.anchor
     FROM links JOIN issues ON issues.row = links.issue JOIN sources ON sources.id = issues.source
       LEFT JOIN sections ON sections.row = links.section
     WHERE links.address = ? AND links.issue <> ? AND issues.hidden = 0 ORDER BY links.section IS NULL, sections.position`,
    number,
    issue,
  );
  return firstOfEach([...articles, ...links], page);
}

const issueColumns = `issues.key, issues.title, issues.source, issues.day, ${spotColumns}, sources.name AS source_name`;

/** The first row of each issue whose address does mean the page. */
function firstOfEach(rows: readonly SqlRow[], page: string): readonly SqlRow[] {
  // Most of them have it to the letter.
  const pages = new Map<string | undefined, string | undefined>();
  const firsts = new Map<number, SqlRow>();
  for (const row of rows) {
    const url = optionalText(row, 'url');
    if (!pages.has(url)) pages.set(url, pageOf(url));
    const issue = numberOf(row, 'row');
    if (pages.get(url) === page && !firsts.has(issue)) firsts.set(issue, row);
  }
  return [...firsts.values()];
}

/** Without the issues of a source that links there from a good part of all its issues, as to its own archive or profile. */
function withoutFurniture(database: LibraryDatabase, others: readonly SqlRow[], totals: Map<string, number>): SqlRow[] {
  const bySource = Map.groupBy(others, (row) => textOf(row, 'source'));
  return [...bySource].flatMap(([source, rows]) => {
    if (rows.length <= fewIssues) return rows;
    const total = totals.get(source) ?? countOfSource(database, source);
    totals.set(source, total);
    return rows.length > total * furnitureShare ? [] : rows;
  });
}

function toMention(row: SqlRow): Mention {
  const day = optionalText(row, 'day');
  const anchor = typeof row['anchor'] === 'string' ? row['anchor'] : undefined;
  return {
    key: textOf(row, 'key'),
    title: textOf(row, 'title'),
    sourceName: textOf(row, 'source_name'),
    ...(day === undefined ? {} : { day }),
    ...(anchor === undefined ? {} : { anchor }),
  };
}

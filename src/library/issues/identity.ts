// Decides which issue of the library a newly read one is the same as, and under which key a new one is kept. No writing.

import { createHash } from 'node:crypto';
import type { Issue } from '../../digest/model.js';
import type { IssueKey } from '../../protocol/backend.js';
import { type LibraryDatabase, numberOf, optionalText, type SqlRow, textOf } from '../database.js';
import { readIssue } from '../content.js';

/** Where an issue comes from. */
export interface Origin {
  readonly sourceId: string;
  /** Where in the source, `/` between folders; absent for what has no lasting place (the clipboard). */
  readonly path?: string;
  /** The source says what it said before and only another build reads it: what it finds now is no news to the reader. */
  readonly isReread?: boolean;
  /** Issues that are sorted before this day arrive as read: at the first reading of a source it is not news. */
  readonly readBefore?: string;
}

/** An issue of the library that the new one is the same as. */
export interface Match {
  readonly row: number;
  readonly key: IssueKey;
  readonly ownId: string;
  readonly path: string | undefined;
  readonly isMissing: boolean;
}

const columns = 'row, key, own_id, path, is_missing';

/**
 * The issue that `issue` is a newer reading of:
 * - from a path: what came from that path before (its title or slug may have changed), else one with its id whose file is
 *   gone (it was moved). Another file that is there and gives the same id is another issue.
 * - without a path: one with its id that shares some of its text. Two different texts under one title are two issues.
 */
export function matchIssue(database: LibraryDatabase, issue: Issue, origin: Origin): Match | undefined {
  if (origin.path !== undefined) {
    const atPath = database.get(`SELECT ${columns} FROM issues WHERE source = ? AND path = ?`, origin.sourceId, origin.path);
    if (atPath) return toMatch(atPath);
    const moved = database.get(
      `SELECT ${columns} FROM issues WHERE source = ? AND own_id = ? AND is_missing = 1 ORDER BY row LIMIT 1`,
      origin.sourceId,
      issue.id,
    );
    return moved && toMatch(moved);
  }
  const candidates = database
    .all(`SELECT ${columns} FROM issues WHERE source = ? AND own_id = ? ORDER BY row LIMIT 50`, origin.sourceId, issue.id)
    .map(toMatch);
  return candidates.find((candidate) => {
    const known = readIssue(database, candidate.key);
    return known !== undefined && sharesText(known, issue);
  });
}

/** The key for an issue that is kept at `row` (or at none yet): its own id, with a short hash where that is taken. */
export function freeKey(database: LibraryDatabase, issue: Issue, origin: Origin, row = -1): IssueKey {
  const plain = `${origin.sourceId}/${issue.id}`;
  const isFree = (key: IssueKey): boolean => !database.get('SELECT 1 FROM issues WHERE key = ? AND row <> ?', key, row);
  if (isFree(plain)) return plain;
  const distinct = origin.path ?? JSON.stringify(issue);
  for (let attempt = 0; ; attempt++) {
    const key = `${plain}-${shortHash(attempt === 0 ? distinct : `${distinct}\n${attempt}`)}`;
    if (isFree(key)) return key;
  }
}

/** Eight characters that stand for a longer text; safe in keys and addresses. */
function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/** Whether two issues have a line in common beside their titles. An issue without any text is the same as any of its name. */
function sharesText(known: Issue, issue: Issue): boolean {
  const before = new Set(linesOf(known));
  const after = linesOf(issue);
  return before.size === 0 || after.length === 0 || after.some((line) => before.has(line));
}

function linesOf(issue: Issue): readonly string[] {
  const texts = [
    issue.tldr,
    issue.excerpt,
    issue.intro?.text,
    ...issue.takeaways,
    ...issue.links.map((link) => link.label),
    ...issue.sections.flatMap((section) => [
      section.title === issue.title ? undefined : section.title,
      section.tldr,
      section.body.text,
      ...section.takeaways,
    ]),
  ];
  return texts
    .flatMap((text) => text?.split('\n') ?? [])
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function toMatch(row: SqlRow): Match {
  return {
    row: numberOf(row, 'row'),
    key: textOf(row, 'key'),
    ownId: textOf(row, 'own_id'),
    path: optionalText(row, 'path'),
    isMissing: numberOf(row, 'is_missing') === 1,
  };
}

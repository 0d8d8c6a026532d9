// *Read Full Article*: fetches the page of an issue that is an excerpt and puts the article in its place. What finds the
// article in the page is loaded only then.

import type { Issue } from '../digest/model.js';
import { readIssue } from '../library/content.js';
import { replaceContent } from '../library/issues/issues.js';
import type { FullArticleOutcome, IssueKey } from '../protocol/backend.js';
import { decodePage } from '../sources/text/decodeXml.js';
import type { FetchDocument } from '../sources/http/fetchDocument.js';
import { mayLeadTo } from '../sources/http/privateAddress.js';
import { toExtractedIssue } from './articleIssue.js';
import type { LibraryAccess } from './libraryAccess.js';

/** Stands for a source that is not on the web or not in the settings any more. */
export const somewherePublic = 'https://example.org/';

/** `from`: the address of its source, when it has one: a public feed must not have this machine ask a private server. */
export async function readFullArticle(
  key: IssueKey,
  from: string | undefined,
  library: LibraryAccess,
  fetch: FetchDocument,
  signal: AbortSignal,
): Promise<FullArticleOutcome> {
  const issue = library.read((database) => readIssue(database, key), undefined);
  if (issue?.url === undefined) return { outcome: 'nothingFound' };
  if (!mayLeadTo(from ?? somewherePublic, issue.url)) {
    return { outcome: 'failed', problem: { reason: 'unsafeRedirect', host: new URL(issue.url).host } };
  }
  const fetched = await fetch(issue.url, { signal, isUrgent: true, accept: 'text/html, application/xhtml+xml;q=0.9, */*;q=0.1' });
  if (fetched.outcome === 'failed') return fetched;
  if (fetched.outcome === 'notModified') return { outcome: 'nothingFound' };
  const html = decodePage(fetched.bytes, fetched.contentType);
  const extracted = await extract(html, fetched.address, issue);
  if (!extracted) return { outcome: 'nothingFound' };
  library.write((database) => replaceContent(database, key, extracted));
  return { outcome: 'extracted' };
}

async function extract(html: string, address: string, issue: Issue): Promise<Issue | undefined> {
  const { extractArticle } = await import('./extractArticle.js');
  const article = extractArticle(html, address);
  return article.ok ? toExtractedIssue(issue, article) : undefined;
}

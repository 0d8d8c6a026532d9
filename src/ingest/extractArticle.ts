// A web page → the article in it. A bundle of its own (`fullArticle.cjs`), loaded when somebody asks for a full article: only by
// `import()`. What it gives is not safe markup yet; `toExtractedIssue` makes it so.

import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { toAddress } from '../digest/links.js';
import { tamePage } from './tamePage.js';

/** Characters of text: less is a notice or a teaser. */
const shortestArticle = 140;

/** What was found in a page. */
export interface ExtractedArticle {
  /** Markup as the page has it. */
  readonly html: string;
  /** Absolute address that relative ones in it are seen from. */
  readonly base: string;
  readonly title?: string;
  readonly byline?: string;
}

export type ExtractOutcome = ({ readonly ok: true } & ExtractedArticle) | { readonly ok: false };

/**
 * The article of the page at `address`. Not ok for a page without one, too large or of too many parts (`tamePage.ts`),
 * and where the extractor gives up. Runs no script and requests nothing.
 */
export function extractArticle(html: string, address: string): ExtractOutcome {
  const page = tamePage(html);
  const found = page && read(page.html);
  if (!found?.content || (found.textContent ?? '').trim().length < shortestArticle) return { ok: false };
  const title = found.title?.trim() ?? '';
  const byline = found.byline?.replace(/\s+/g, ' ').trim() ?? '';
  return {
    ok: true,
    html: found.content,
    base: (page?.base === undefined ? undefined : toAddress(page.base, address)) ?? address,
    ...(title === '' ? {} : { title }),
    ...(byline === '' ? {} : { byline }),
  };
}

/** Pages come in every shape: one that the library stumbles over has no article that could be found. */
function read(html: string): ReturnType<Readability['parse']> | undefined {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- both speak of a browser's types, which this room has not
    const { document } = parseHTML(html) as unknown as { readonly document: never };
    return new Readability(document).parse();
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

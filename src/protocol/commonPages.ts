// The pages on the web that an issue has in common with others, as the reader page is told of them, and the check of it.

import type { IssueKey } from './backend.js';
import { asText, isCount, isFields } from './checks.js';

/** A page on the web that the issue links to, and other issues that it is in. */
export interface ShownPage {
  /** Of the link; absent for the issue's own page. */
  readonly label?: string;
  readonly host: string;
  readonly issues: readonly { readonly key: IssueKey; readonly title: string; readonly detail: string }[];
  /** How many more issues there are. */
  readonly more: number;
}

/** Bounds of what a message may carry, as those of `reader.ts`: pages, issues of one page, and units of what is said of them. */
export const commonLimits = { pages: 300, issues: 20, text: 2_000, key: 2_000 } as const;

/** What other issues have in common with this one; undefined when anything about it is off. */
export function parsePages(value: unknown): readonly ShownPage[] | undefined {
  if (!Array.isArray(value) || value.length > commonLimits.pages) return undefined;
  const pages = value.map(parsePage);
  return pages.every((page) => page !== undefined) ? pages : undefined;
}

function parsePage(value: unknown): ShownPage | undefined {
  if (!isFields(value) || !Array.isArray(value['issues']) || value['issues'].length > commonLimits.issues) return undefined;
  const host = asText(value['host'], commonLimits.text);
  const issues = value['issues'].map(parseMention);
  const { more } = value;
  if (host === undefined || !issues.every((issue) => issue !== undefined) || !isCount(more)) return undefined;
  if (value['label'] === undefined) return { host, issues, more };
  const label = asText(value['label'], commonLimits.text);
  return label === undefined ? undefined : { label, host, issues, more };
}

function parseMention(value: unknown): ShownPage['issues'][number] | undefined {
  if (!isFields(value)) return undefined;
  const key = asText(value['key'], commonLimits.key);
  const title = asText(value['title'], commonLimits.text, 0);
  const detail = asText(value['detail'], commonLimits.text, 0);
  return key === undefined || title === undefined || detail === undefined ? undefined : { key, title, detail };
}

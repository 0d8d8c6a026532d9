// An issue as one HTML file that stands alone: the reader page's article without what needs the extension, its style sheet in
// it, no script, and a policy under which nothing is requested.

import type { Issue } from '../digest/model.js';
import type { PageWords } from '../protocol/words.js';
import { hostOf, linkAddress } from './address.js';
import { escapeHtml } from './escapeHtml.js';
import { renderPage } from './page.js';
import type { ColourCode } from './pageCode.js';
import type { PageFacts } from './pageHeader.js';
import { withoutControls } from './withoutControls.js';

/** Nothing is loaded or run: only the style that stands in the file counts, and the icons that stand in it. */
const policy = [`default-src 'none'`, `style-src 'unsafe-inline'`, 'img-src data:', `base-uri 'none'`, `form-action 'none'`].join('; ');

/** How the file looks. */
export interface ExportLooks {
  /** The packaged style sheet, which asks for nothing. */
  readonly sheet: string;
  /** Paints the code. */
  readonly colour?: ColourCode | undefined;
}

/**
 * The file.
 * @throws RangeError when the sheet would end its element early: that would be a bug of ours.
 */
export function renderExport(issue: Issue, facts: PageFacts, words: PageWords, { sheet, colour }: ExportLooks): string {
  if (/<\/style/i.test(sheet)) throw new RangeError('a style sheet in a file cannot name the end of its element');
  const address = issue.url === undefined ? undefined : linkAddress(issue.url);
  // A star is the person's own, the file of the issue is not this one, images are named with their addresses whatever the person
  // wants to see of them, and a link is called by where it leads.
  const shown: PageFacts = { ...facts, isStarred: false, isMissing: false, images: 'always' };
  const said = address === undefined ? words : { ...words, source: hostOf(address) ?? address };
  const { authors = [] } = issue;
  return `<!DOCTYPE html>
<html lang="${escapeHtml(words.locale)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
${authors.map((author) => `<meta name="author" content="${escapeHtml(author)}">\n`).join('')}<title>${escapeHtml(issue.title)}</title>
<link rel="icon" href="data:,">
${address === undefined ? '' : `<link rel="canonical" href="${escapeHtml(address)}">\n`}<style>
${sheet.trim()}
</style>
</head>
<body>
<main>${withoutControls(renderPage(issue, shown, said, colour))}</main>
</body>
</html>
`;
}

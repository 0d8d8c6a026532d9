// An issue of the library → what the tree, the hovers, the page and the clipboard show of it. Joins the domain and the
// renderer with the issue's row; decides nothing about wording or markup itself.

import { allLinks, allTakeaways, type Issue } from '../digest/model.js';
import { plainText } from '../digest/plainText.js';
import { readingMinutes, sectionMinutes } from '../digest/readingMinutes.js';
import { sectionToMarkdown, toMarkdown } from '../digest/toMarkdown.js';
import type { IssueRow, Outline, Place, RenderedIssue } from '../protocol/backend.js';
import type { ImagesWanted } from '../protocol/images.js';
import type { PageWords, PreviewWords } from '../protocol/words.js';
import { hostOf } from '../render/address.js';
import { type ExportLooks, renderExport } from '../render/exportPage.js';
import { renderPage } from '../render/page.js';
import { codeAt, type ColourCode } from '../render/pageCode.js';
import { type PreviewFacts, previewMarkdown } from '../render/preview.js';

/** Rows of one kind below an issue: more would only weigh on the thread that shows them. The page has all. */
const mostRows = 5_000;

/** The children of an issue in the tree. */
export function toOutline(issue: Issue, row: IssueRow): Outline {
  return {
    issue: row,
    ...(issue.tldr === undefined ? {} : { tldr: issue.tldr }),
    hasIntro: issue.intro !== undefined,
    sections: issue.sections
      .slice(0, mostRows)
      .map((section) => ({ anchor: section.id, title: section.title, minutes: sectionMinutes(section) })),
    takeaways: allTakeaways(issue)
      .slice(0, mostRows)
      .map(({ text, section }) => ({
        markdown: text,
        text: plainText(text),
        ...(section ? { section: { anchor: section.id, title: section.title } } : {}),
      })),
    links: allLinks(issue)
      .slice(0, mostRows)
      .map(({ label, url, section }) => {
        const host = url === undefined ? undefined : hostOf(url);
        return {
          label,
          ...(url === undefined ? {} : { url }),
          ...(host === undefined ? {} : { host }),
          ...(section ? { sectionTitle: section.title } : {}),
        };
      }),
  };
}

/** Hover text for the issue or one of its anchors. */
export function toPreview(issue: Issue, row: PreviewFacts, anchor: string | undefined, words: PreviewWords): string | undefined {
  return previewMarkdown(issue, anchor, row, words);
}

/** The page of the issue, at the place where the person stopped, with what they noted. */
export function toRenderedIssue(
  issue: Issue,
  row: IssueRow,
  { place, note }: { readonly place?: Place | undefined; readonly note?: string | undefined },
  words: PageWords,
  { colour, images }: { readonly colour?: ColourCode | undefined; readonly images?: ImagesWanted | undefined } = {},
): RenderedIssue {
  const html = renderPage(issue, { ...row, minutes: readingMinutes(issue), ...(images ? { images } : {}) }, words, colour);
  return { issue: row, html, ...(place ? { place } : {}), ...(note === undefined ? {} : { note }) };
}

/** The text of a block of code on the issue's page. */
export function toCode(issue: Issue, row: IssueRow, anchor: string, words: PageWords): string | undefined {
  return codeAt(renderPage(issue, { ...row, minutes: 0 }, words), anchor);
}

/** The issue as an HTML file that stands alone. */
export function toHtmlFile(issue: Issue, row: IssueRow, words: PageWords, looks: ExportLooks): string {
  return renderExport(issue, { ...row, minutes: readingMinutes(issue) }, words, looks);
}

/** The issue, or its section at `anchor`, as a Markdown document; undefined when there is no such section. */
export function toMarkdownDocument(issue: Issue, row: IssueRow, anchor: string | undefined, words: PageWords): string | undefined {
  if (anchor === undefined) return toMarkdown(issue, words, row.sourceName);
  const section = issue.sections.find((each) => each.id === anchor);
  return section && sectionToMarkdown(section, words);
}

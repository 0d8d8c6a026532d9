// What a row's hover says: the beginning of what the row stands for, with the facts about it, as VS Code's Markdown.
// Everything that an article says goes through the sanitiser or is escaped; the layout is ours.

import { allLinks, allTakeaways, anchors, type Body, type Issue, type Link, type PlacedTakeaway, type Section } from '../digest/model.js';
import { readingMinutes, sectionMinutes } from '../digest/readingMinutes.js';
import type { IssueRow } from '../protocol/backend.js';
import type { PreviewWords } from '../protocol/words.js';
import { hostOf, linkAddress } from './address.js';
import { renderBody } from './body.js';
import { escapeMarkdown, markdownLink } from './hoverText.js';
import { toHoverMarkdown } from './hoverWriter.js';
import { formatDay } from './pageDates.js';
import { fill } from './pagePart.js';

/** What the library knows of an issue beyond its text. An `IssueRow` will do. */
export type PreviewFacts = Pick<IssueRow, 'sourceName'> & Partial<Pick<IssueRow, 'day' | 'category'>> & { readonly note?: string };

/** Characters of text: the beginning of something, something whole, and a list. */
const firstLines = 600;
const wholeText = 3_000;
const oneOfMany = 400;
const manyTakeaways = 20;
const manyLinks = 30;
const fewLinks = 6;

/** A body beyond this is cut before it is rendered: its beginning is all that is shown. */
const enoughSource = 64_000;

/**
 * Markdown for the hover of the issue, or of the row at `anchor`; undefined when the issue has nothing there. For
 * `vscode.MarkdownString` without trust, HTML or icons; its links are http, https or mailto.
 */
export function previewMarkdown(issue: Issue, anchor: string | undefined, facts: PreviewFacts, words: PreviewWords): string | undefined {
  return previewAt(issue, anchor, facts, words) || undefined;
}

function previewAt(issue: Issue, anchor: string | undefined, facts: PreviewFacts, words: PreviewWords): string | undefined {
  switch (anchor) {
    case undefined:
      return previewIssue(issue, facts, words);
    case anchors.tldr:
      return issue.tldr === undefined ? undefined : beginning(markdown(issue.tldr), wholeText);
    case anchors.intro:
      return issue.intro === undefined ? undefined : beginning(issue.intro, firstLines);
    case anchors.takeaways:
      return previewTakeaways(allTakeaways(issue));
    case anchors.links:
      return linkRows(allLinks(issue), manyLinks, words);
    default:
      return previewPlace(issue, anchor, words);
  }
}

function previewIssue(issue: Issue, facts: PreviewFacts, words: PreviewWords): string {
  const [section] = issue.sections;
  const opening = issue.tldr ?? issue.intro ?? section?.tldr ?? section?.body;
  const day = facts.day ?? issue.published?.slice(0, 10);
  const category = facts.category ?? issue.category;
  return paragraphs([
    title(issue.title, words),
    opening === undefined ? undefined : beginning(typeof opening === 'string' ? markdown(opening) : opening, firstLines),
    line([
      day === undefined ? undefined : formatDay(day, words.locale),
      category,
      facts.sourceName,
      count(words.minutes, readingMinutes(issue)),
    ]),
    line([
      count(words.sections, issue.sections.length),
      count(words.takeaways, allTakeaways(issue).length),
      count(words.links, allLinks(issue).length),
    ]),
    facts.note === undefined ? undefined : fill(escapeMarkdown(words.note), escapeMarkdown(shortened(facts.note))),
  ]);
}

function previewSection(section: Section, words: PreviewWords): string {
  const opening = section.tldr === undefined ? section.body : markdown(section.tldr);
  return paragraphs([
    title(section.title, words),
    beginning(opening, firstLines),
    line([fill(words.minutes, sectionMinutes(section)), count(words.takeaways, section.takeaways.length)]),
    linkRows(section.links, fewLinks, words),
  ]);
}

/** A section, `takeaway-N` or `link-N`. */
function previewPlace(issue: Issue, anchor: string, words: PreviewWords): string | undefined {
  const section = issue.sections.find((one) => one.id === anchor);
  if (section !== undefined) {
    return previewSection(section, words);
  }
  const [, kind, number] = /^(takeaway|link)-(\d{1,9})$/.exec(anchor) ?? [];
  const index = Number(number) - 1;
  const takeaway = kind === 'takeaway' ? allTakeaways(issue)[index] : undefined;
  const link = kind === 'link' ? allLinks(issue)[index] : undefined;
  if (takeaway !== undefined) {
    return paragraphs([beginning(markdown(takeaway.text), wholeText), place(takeaway.section, words)]);
  }
  return link === undefined ? undefined : paragraphs([title(link.label, words), address(link, words), place(link.section, words)]);
}

function previewTakeaways(takeaways: readonly PlacedTakeaway[]): string | undefined {
  const rows = takeaways.slice(0, manyTakeaways).map(({ text }) => `- ${beginning(markdown(text), oneOfMany).replaceAll('\n', '\n  ')}`);
  return rows.length === 0 ? undefined : withRest(rows, takeaways.length);
}

function linkRows(links: readonly Link[], most: number, words: PreviewWords): string | undefined {
  const rows = links.slice(0, most).map((link) => {
    const url = link.url === undefined ? undefined : linkAddress(link.url);
    const label = shortened(link.label) || words.untitled;
    if (url === undefined) {
      return `- ${escapeMarkdown(label)}`;
    }
    const host = hostOf(url) ?? '';
    return `- ${markdownLink(label, url)}${host === '' || label.includes(host) ? '' : ` \u00b7 ${escapeMarkdown(shortened(host))}`}`;
  });
  return rows.length === 0 ? undefined : withRest(rows, links.length);
}

function address(link: Link, words: PreviewWords): string {
  const url = link.url === undefined ? undefined : linkAddress(link.url);
  return url === undefined ? escapeMarkdown(words.noAddress) : markdownLink(url, url);
}

function withRest(rows: readonly string[], total: number): string {
  return [...rows, ...(total > rows.length ? ['- \u2026'] : [])].join('\n');
}

function place(section: Section | undefined, words: PreviewWords): string | undefined {
  return section === undefined ? undefined : fill(escapeMarkdown(words.inSection), escapeMarkdown(shortened(section.title)));
}

/** The beginning of a body, rendered and cut. */
function beginning(body: Body, max: number): string {
  const end = body.text.length > enoughSource ? body.text.lastIndexOf('\n\n', enoughSource) : -1;
  const text = body.text.length > enoughSource ? body.text.slice(0, end > 0 ? end : enoughSource) : body.text;
  return toHoverMarkdown(renderBody({ ...body, text }), max);
}

function markdown(text: string): Body {
  return { format: 'markdown', text };
}

function title(text: string, words: PreviewWords): string {
  return `**${escapeMarkdown(shortened(text)) || escapeMarkdown(words.untitled)}**`;
}

function count(word: string, number: number): string | undefined {
  return number === 0 ? undefined : fill(word, number);
}

function line(parts: readonly (string | undefined)[]): string | undefined {
  const known = parts.filter((part) => part !== undefined && part.trim() !== '').map((part) => escapeMarkdown(part ?? ''));
  return known.length === 0 ? undefined : known.join(' \u00b7 ');
}

function paragraphs(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

function shortened(text: string): string {
  return text.length > oneOfMany ? `${text.slice(0, oneOfMany).replace(/[\ud800-\udbff]$/, '')}\u2026` : text;
}

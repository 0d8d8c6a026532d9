// Issue → Markdown document that parses back to the same issue, for the clipboard.

import { toArticleMarkdown } from './article/articleMarkdown.js';
import { parseMarkup } from './article/parseMarkup.js';
import { escapeMarkdown } from './escapeMarkdown.js';
import { findLinks } from './inlineLinks.js';
import { toLabelKind } from './labels.js';
import { linkKey, toLink } from './links.js';
import { toBlocks } from './markdown/markdownBlocks.js';
import type { Body, Issue, Link, Section } from './model.js';

/** Labels of the document, in the person's language. With words that the parser does not know it reads well but parses worse. */
export interface DocumentWords {
  readonly tldr: string;
  readonly takeaways: string;
  readonly links: string;
}

const english: DocumentWords = { tldr: 'TLDR', takeaways: 'Key Takeaways', links: 'External Links' };

/** A body in Markdown, whatever it was written in. */
function inMarkdown<B extends Body | undefined>(body: B): B | Body {
  return body?.format === 'html' ? { format: 'markdown', text: toArticleMarkdown(parseMarkup(body.text)) } : body;
}

/** A heading or label in one line. A title that is nothing but a label of the parser's is kept from being read as one. */
function toHeading(title: string): string {
  const text = escapeMarkdown(title.replace(/\s+/g, ' ')).replace(/#+$/, (hashes) => hashes.replaceAll('#', '\\#'));
  return toLabelKind(text) ? `&#${text.charCodeAt(0)};${text.slice(1)}` : text;
}

function toItem(markdown: string): string {
  return `- ${markdown.replaceAll('\n', '\n  ').replace(/^ +$/gm, '')}`;
}

function toList(takeaways: readonly string[]): string {
  return takeaways.map(toItem).join(takeaways.some((takeaway) => takeaway.includes('\n\n')) ? '\n\n' : '\n');
}

function toLinkText(link: Link): string {
  const href = link.original ?? link.url;
  if (href === undefined) return escapeMarkdown(link.label);
  return `[${escapeMarkdown(link.label).replace(/(https?:)/gi, (scheme) => scheme.replace(':', '&#58;'))}](${/[\s()<>]/.test(href) ? `<${href}>` : href})`;
}

/** Links that stand in no text of the part, or there with another label. */
function extraLinks(links: readonly Link[], texts: readonly string[]): readonly Link[] {
  const inText = new Map<string, string>();
  for (const { label, href } of texts.flatMap((text) => findLinks(text))) {
    const link = toLink(label, href);
    if (!inText.has(linkKey(link))) inText.set(linkKey(link), link.label);
  }
  return links.filter((link) => inText.get(linkKey(link)) !== link.label);
}

function toLinkLines(links: readonly Link[]): readonly string[] {
  return links.map((link) => `**Link:** ${toLinkText(link)}`);
}

function toSectionAt(depth: number, section: Section, words: DocumentWords): string {
  const { title, tldr, body, takeaways, links } = section;
  const text = body.text.trim() === '' ? [] : [body.text];
  const extra = extraLinks(links, [tldr ?? '', body.text, ...takeaways]);
  // Links are listed in the order they stand in: link lines that came before links in the text do so here.
  const firstInText = links.findIndex((link) => !extra.includes(link));
  const leading = extra.filter((link) => links.indexOf(link) < firstInText);
  const parts = [
    `${'#'.repeat(depth)} ${toHeading(title)}`,
    ...toLinkLines(leading),
    ...(tldr === undefined ? text : [`**${words.tldr}:**`, tldr, '**Summary:**', ...text]),
    ...(takeaways.length === 0 ? [] : [`**${words.takeaways}:**\n\n${toList(takeaways)}`]),
    ...toLinkLines(extra.filter((link) => !leading.includes(link))),
  ];
  return parts.join('\n\n');
}

/** A section as Markdown: heading, TLDR, text, takeaways, link lines. */
export function sectionToMarkdown(section: Section, words: DocumentWords = english): string {
  return `${toSectionAt(2, { ...section, body: inMarkdown(section.body) }, words)}\n`;
}

function frontMatterOf(issue: Issue, source: string | undefined): string {
  const entries: readonly (readonly [string, string | readonly string[] | undefined])[] = [
    ['title', issue.title],
    ['excerpt', issue.excerpt],
    ['publishedAt', issue.published],
    ['updatedAt', issue.updated],
    ['slug', issue.id],
    ['category', issue.category],
    ['hashtags', issue.tags.length > 0 ? issue.tags : undefined],
    ['authors', issue.authors],
    ['source', source],
    ['url', issue.url],
  ];
  // A JSON string is a YAML string, and a JSON list a YAML list.
  const lines = entries.flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${JSON.stringify(value)}`]));
  return `---\n${lines.join('\n')}\n---`;
}

/** Depth of the headings of sections: above every heading in their text. */
function sectionDepth(issue: Issue): number {
  const isDeep = issue.sections.every(
    ({ body }) => !/^ {0,3}#{1,2}\s|^ {0,3}[=-]+\s*$/m.test(body.text) || headingsOf(body.text).every((depth) => depth > 2),
  );
  return isDeep ? 2 : 1;
}

function headingsOf(markdown: string): readonly number[] {
  return toBlocks(markdown).flatMap((block) => (block.kind === 'heading' ? [block.depth] : []));
}

/** The whole issue as a Markdown document with front matter, which names its `source`. */
export function toMarkdown(given: Issue, words: DocumentWords = english, source?: string): string {
  const sectionsInMarkdown = given.sections.map((section) => ({ ...section, body: inMarkdown(section.body) }));
  const issue: Issue = { ...given, ...(given.intro ? { intro: inMarkdown(given.intro) } : {}), sections: sectionsInMarkdown };
  const { intro, tldr, sections, takeaways, links } = issue;
  const extra = extraLinks(links, [intro?.text ?? '', tldr ?? '', ...takeaways]);
  const depth = sectionDepth(issue);
  const mark = '#'.repeat(depth);
  const parts = [
    frontMatterOf(issue, source),
    ...(intro ? [intro.text] : []),
    ...(tldr === undefined ? [] : [`${mark} ${words.tldr}\n\n${tldr}`]),
    ...sections.map((section) => toSectionAt(depth, section, words)),
    ...(takeaways.length === 0 ? [] : [`${mark} ${words.takeaways}\n\n${toList(takeaways)}`]),
    ...(extra.length === 0 ? [] : [`${mark} ${words.links}\n\n${extra.map((link) => `- ${toLinkText(link)}`).join('\n')}`]),
  ];
  return `${parts.join('\n\n')}\n`;
}

// Text → issue. Finds out the form, lets it read the text, and completes what every form has: title, date, category, ids.
// It never throws for anything a text can hold.

import type { Links } from './markdownTokens.js';
import { categoryFromTags, toCategory } from './category.js';
import { cleanText, type TextProblem } from './cleanText.js';
import { detectForm, type Form } from './detectForm.js';
import { escapeMarkdown } from './escapeMarkdown.js';
import { splitFrontMatter, uniqueTags, type FrontMatter } from './frontMatter.js';
import type { IssueDraft } from './issueDraft.js';
import { toIssueId } from './issueId.js';
import { linkKey } from './links.js';
import { readMarkdown } from './markdown/markdownForm.js';
import type { Issue, Link, Section } from './model.js';
import type { PartDraft } from './partDraft.js';
import { firstWords, plainInline } from './plainText.js';
import { withDefinitions, withoutReferences, type Definition } from './references.js';
import { SectionIds } from './slug.js';
import { readText } from './copied/textForm.js';

export interface ParseHints {
  /** Used for the title when the text has no words for one, and to tell Markdown from plain text. */
  readonly fileName?: string;
  /** The form when the caller knows it. */
  readonly form?: Form;
  /** Address of the page the text comes from: relative links are seen from it. */
  readonly url?: string;
}

export type ParseOutcome = { readonly ok: true; readonly issue: Issue } | { readonly ok: false; readonly reason: TextProblem };

const longestTitle = 80;

/** What the parts of a document share. */
interface Shared {
  readonly links: Links;
  readonly definitions: ReadonlyMap<string, Definition>;
}

function toSection(part: PartDraft, ids: SectionIds, shared: Shared): Section {
  return {
    id: ids.next(part.title),
    title: part.title,
    ...(part.tldr === undefined ? {} : { tldr: withoutReferences(part.tldr, shared.links) }),
    body: { format: 'markdown', text: withDefinitions(part.body(), shared.definitions) },
    takeaways: part.takeaways.map((takeaway) => withoutReferences(takeaway, shared.links)),
    links: part.links,
  };
}

function uniqueLinks(links: readonly Link[]): readonly Link[] {
  return [...new Map(links.map((link) => [linkKey(link), link] as const).reverse()).values()].reverse();
}

/** The title: the author's, the text's, its first words, the file's name. */
function toTitle(given: string | undefined, draft: IssueDraft, fileName: string | undefined): string {
  const [first] = draft.sections;
  const name = (fileName ?? '').replace(/^.*[\\/]/, '').replace(/\.[a-z0-9]{1,8}$/i, '');
  const texts = [draft.front.body(), draft.front.tldr, first?.title, first?.body(), draft.front.takeaways[0]];
  const page = /<title[^<>]{0,200}>([^<]{1,300})<\/title/i.exec(draft.front.body().slice(0, 5000))?.[1];
  const candidates = [
    given,
    draft.title,
    page && plainInline(page),
    ...texts.map((text) => text && firstWords(text, longestTitle)),
    name,
    draft.front.links[0]?.label,
  ];
  return candidates.map((text) => text?.replace(/\s+/g, ' ').trim()).find((text) => text) ?? 'Untitled';
}

function toIssue(draft: IssueDraft, frontMatter: FrontMatter | undefined, text: string, hints: ParseHints): Issue {
  const shared = { links: draft.references?.links ?? {}, definitions: draft.references?.definitions ?? new Map<string, Definition>() };
  const { front } = draft;
  const ids = new SectionIds();
  const title = toTitle(frontMatter?.title, draft, hints.fileName);
  const sections = draft.sections.map((part) => toSection(part, ids, shared));
  const isOneSection = sections.length === 0 && !front.isEmpty;
  const whole: Section = {
    id: ids.next(title),
    title,
    body: { format: 'markdown', text: withDefinitions(front.body(), shared.definitions) },
    takeaways: [],
    links: front.links,
  };
  const unusable = escapeMarkdown((frontMatter?.unusable ?? []).join('\n'));
  const intro = [unusable, isOneSection ? '' : whole.body.text].filter((part) => part !== '').join('\n\n');
  const published = frontMatter?.published ?? draft.published;
  const tags = uniqueTags([...(frontMatter?.tags ?? []), ...(draft.tags ?? [])]);
  const category = frontMatter?.category === undefined ? (draft.category ?? categoryFromTags(tags)) : toCategory(frontMatter.category);
  const tldr = front.tldr === undefined ? frontMatter?.excerpt : withoutReferences(front.tldr, shared.links);
  const url = frontMatter?.url ?? hints.url;
  return {
    id: toIssueId({ slug: frontMatter?.slug, published, title, text }),
    kind: 'digest',
    title,
    ...(published === undefined ? {} : { published }),
    ...(frontMatter?.updated === undefined ? {} : { updated: frontMatter.updated }),
    ...(category === undefined ? {} : { category }),
    tags,
    ...(tldr === undefined ? {} : { tldr }),
    ...(front.tldr !== undefined && frontMatter?.excerpt !== undefined ? { excerpt: frontMatter.excerpt } : {}),
    ...(intro === '' ? {} : { intro: { format: 'markdown', text: intro } }),
    sections: isOneSection ? [whole] : sections,
    takeaways: front.takeaways.map((takeaway) => withoutReferences(takeaway, shared.links)),
    links: uniqueLinks([...(isOneSection ? [] : front.links), ...draft.closing.links]),
    ...(url === undefined ? {} : { url }),
  };
}

/**
 * Reads a text as a digest issue: Markdown with or without front matter, or text copied from a page. No word and no link is
 * lost: what is not understood stays in the body of the section where it stands. Fails only for a text that is empty, binary
 * or too large.
 */
export function parseIssue(text: string, hints: ParseHints = {}): ParseOutcome {
  const clean = cleanText(text);
  if (!clean.ok) return clean;
  const { frontMatter, rest } = splitFrontMatter(clean.text);
  const form = hints.form ?? (frontMatter ? 'markdown' : detectForm(rest, hints.fileName));
  const base = frontMatter?.url ?? hints.url;
  const title = frontMatter?.title === undefined ? undefined : plainInline(frontMatter.title);
  const draft = form === 'markdown' ? readMarkdown(rest, title, base) : readText(rest, base);
  return { ok: true, issue: toIssue(draft, frontMatter, clean.text, hints) };
}

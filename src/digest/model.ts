// The domain model: what a digest issue is. Readonly data only; nothing here parses, stores or shows.

/** An issue that was made as a digest, or a single article (a feed entry) shown in the same shape. */
type IssueKind = 'digest' | 'article';

/** Text with its notation. Markdown is kept as it came and sanitised after rendering; HTML is sanitised before it is stored. */
export interface Body {
  readonly format: 'markdown' | 'html';
  readonly text: string;
}

/** A link out of an issue. */
export interface Link {
  /** What the reader sees; plain text without Markdown marks. Never empty: a bare address is its own label. */
  readonly label: string;
  /** The absolute address, out of its tracking redirect and without tracking parameters. Absent when the text gave none: never invented. */
  readonly url?: string;
  /** The address as the text gave it, when tracking was taken off it. */
  readonly original?: string;
}

/** A headed part of an issue. Each word of the input stands in exactly one of its fields. */
export interface Section {
  /** Anchor of the section: a slug, unique in its issue, and none of the reserved anchors. */
  readonly id: string;
  /** Heading as plain text, Markdown marks and entities resolved. */
  readonly title: string;
  /** Short summary, Markdown. */
  readonly tldr?: string;
  /** Everything that is neither TLDR nor takeaway nor a line that only holds a link. */
  readonly body: Body;
  /** Markdown, one entry a takeaway, without its bullet. */
  readonly takeaways: readonly string[];
  /** Links of the section in order: link lines and links in its text, each address once. */
  readonly links: readonly Link[];
}

/** One issue, whole. Takeaways and links that belong to a section stand in that section only. */
export interface Issue {
  /** Stable name of the issue within its source; URL-safe. See `issueId.ts` for the rule. */
  readonly id: string;
  readonly kind: IssueKind;
  readonly title: string;
  /** `YYYY-MM-DD`, or an RFC 3339 date-time with its zone when the source gave a time. Absent when unknown or ambiguous. */
  readonly published?: string;
  /** Same forms as `published`. */
  readonly updated?: string;
  readonly category?: string;
  /** Without `#`, case as first written, no repeats (compared without case). */
  readonly tags: readonly string[];
  /** Markdown; from the TLDR block of the issue, else from the front matter's excerpt. */
  readonly tldr?: string;
  /** The front matter's excerpt when the text has a TLDR of its own; plain text. Else the excerpt is the TLDR. */
  readonly excerpt?: string;
  /** What stands before the first heading. Without any heading the text is one section, named as the issue. */
  readonly intro?: Body;
  readonly sections: readonly Section[];
  /** Takeaways of the issue as a whole. */
  readonly takeaways: readonly string[];
  /** Links that stand in no section. */
  readonly links: readonly Link[];
  /** The issue's own address on the web. */
  readonly url?: string;
  /** Names of those who wrote it, as given; absent when nobody is named. */
  readonly authors?: readonly string[];
  /** Absent when the text is whole as far as we know. `excerpt`: its page has more. `extracted`: taken from its page. */
  readonly extent?: 'excerpt' | 'extracted';
}

/** Anchors that every issue may have beside its sections. A section never takes one of them as its id. */
export const anchors = {
  tldr: 'tldr',
  intro: 'intro',
  takeaways: 'key-takeaways',
  links: 'external-links',
} as const;

/** Anchor of the takeaway at `index` (from 0) in `allTakeaways(issue)`. */
export function takeawayAnchor(index: number): string {
  return `takeaway-${index + 1}`;
}

/** Anchor of the link at `index` (from 0) in `allLinks(issue)`. */
export function linkAnchor(index: number): string {
  return `link-${index + 1}`;
}

/** A takeaway with the section it stands in; no section when it belongs to the issue as a whole. */
export interface PlacedTakeaway {
  readonly text: string;
  readonly section?: Section;
}

/** A link with the section it stands in; no section when it belongs to the issue as a whole. */
export interface PlacedLink extends Link {
  readonly section?: Section;
}

/** Every takeaway of the issue in reading order: the sections' own, then those of the issue as a whole. */
export function allTakeaways(issue: Issue): readonly PlacedTakeaway[] {
  return [
    ...issue.sections.flatMap((section) => section.takeaways.map((text) => ({ text, section }))),
    ...issue.takeaways.map((text) => ({ text })),
  ];
}

/**
 * Every link of the issue in reading order, each address once (the first place wins). Links without an address are told
 * apart by their labels.
 */
export function allLinks(issue: Issue): readonly PlacedLink[] {
  const placed: PlacedLink[] = [
    ...issue.sections.flatMap((section) => section.links.map((link) => ({ ...link, section }))),
    ...issue.links,
  ];
  const seen = new Set<string>();
  return placed.filter((link) => {
    const key = link.url ?? `label:${link.label}`;
    return !seen.has(key) && Boolean(seen.add(key));
  });
}

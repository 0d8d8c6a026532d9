// Takeaways as text for the clipboard: the issue's title and link, then the takeaways, each section's under its title.
// No VS Code in here.

import type { Outline } from '../../protocol/backend.js';
import type { CopyFormat } from '../settings/settings.js';

/** The takeaways at `indexes` (all of them by default) under the title and address of their issue. */
export function takeawaysText({ issue, takeaways }: Outline, format: CopyFormat, indexes?: readonly number[]): string {
  const chosen = indexes ? takeaways.filter((_, index) => indexes.includes(index)) : takeaways;
  const isPlain = format === 'plainText';
  const lists = bySection(chosen).map(({ section, members }) => {
    const bullets = members.map(({ markdown, text }) => (isPlain ? bullet('•', text) : bullet('-', markdown)));
    const list = bullets.join('\n');
    if (!section) return list;
    return isPlain ? `${section.title}\n${list}` : `**${section.title}**\n\n${list}`;
  });
  return [isPlain ? plainHead(issue) : markdownHead(issue), ...lists].join('\n\n');
}

type Takeaway = Outline['takeaways'][number];

/** Takeaways that follow one another in the same section, or in none, stand together. */
export function bySection<T extends { readonly section?: Takeaway['section'] | undefined }>(
  takeaways: readonly T[],
): readonly { readonly section: Takeaway['section']; readonly members: readonly T[] }[] {
  const groups: { section: Takeaway['section']; members: T[] }[] = [];
  for (const takeaway of takeaways) {
    const last = groups.at(-1);
    if (last && last.section?.anchor === takeaway.section?.anchor) {
      last.members.push(takeaway);
    } else {
      groups.push({ section: takeaway.section, members: [takeaway] });
    }
  }
  return groups;
}

function plainHead({ title, url }: Outline['issue']): string {
  return url ? `${title}\n${url}` : title;
}

function markdownHead({ title, url }: Outline['issue']): string {
  return url ? `**[${escapeLabel(title)}](<${url}>)**` : `**${title}**`;
}

/** A list item; its further lines are indented so that they stay in it. */
export function bullet(mark: string, text: string): string {
  return `${mark} ${text.replaceAll('\n', '\n  ')}`;
}

function escapeLabel(label: string): string {
  return label.replaceAll(/[\\[\]]/g, (character) => `\\${character}`);
}

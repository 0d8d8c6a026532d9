// Takeaways as text for the clipboard: the issue's title and link, then the takeaways. No VS Code in here.

import type { Outline } from '../../protocol/backend.js';
import type { CopyFormat } from '../settings.js';

/** The takeaways at `indexes` (all of them by default) under the title and address of their issue. */
export function takeawaysText({ issue, takeaways }: Outline, format: CopyFormat, indexes?: readonly number[]): string {
  const chosen = indexes ? takeaways.filter((_, index) => indexes.includes(index)) : takeaways;
  if (format === 'plainText') {
    const head = issue.url ? [issue.title, issue.url] : [issue.title];
    return [...head, '', ...chosen.map(({ text }) => bullet('•', text))].join('\n');
  }
  const title = issue.url ? `[${escapeLabel(issue.title)}](<${issue.url}>)` : issue.title;
  return [`**${title}**`, '', ...chosen.map(({ markdown }) => bullet('-', markdown))].join('\n');
}

/** A list item; its further lines are indented so that they stay in it. */
function bullet(mark: string, text: string): string {
  return `${mark} ${text.replaceAll('\n', '\n  ')}`;
}

function escapeLabel(label: string): string {
  return label.replaceAll(/[\\[\]]/g, (character) => `\\${character}`);
}

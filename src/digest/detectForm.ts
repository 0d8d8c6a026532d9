// Tells Markdown from text copied out of a page or a mail, by what a person would look at: marks against page furniture.

import { matchBoldLabel, toLabelKind } from './labels.js';
import { matchPublished } from './published.js';

export type Form = 'markdown' | 'text';

/** Enough of a long text to tell. */
const sample = 200_000;

interface Score {
  markdown: number;
  text: number;
}

function addLine(score: Score, line: string, above: string): void {
  // "# of people" in the middle of a note is no heading.
  if (/^ {0,3}#{1,6} +\S/.test(line)) score.markdown += above.trim() === '' || line.startsWith('##') ? 2 : 0.5;
  else if (/^ {0,3}(?:```|~~~)/.test(line)) score.markdown += 1;
  else if (/^(?:={3,}|-{4,})[ \t]*$/.test(line) && above.trim() !== '') score.markdown += 1;
  else if (/^\s*[•◦▪‣]/.test(line)) score.text += 0.5;
  if (/\]\((?:https?:|mailto:|\/|\.|#|<)/.test(line)) score.markdown += 2;
  if (/\*\*\S.{0,200}?\*\*/.test(line.slice(0, 1000))) score.markdown += matchBoldLabel(line) ? 2 : 0.5;
  if (/^ {0,3}\[[^\]]{1,100}\]: +\S/.test(line)) score.markdown += 1;
  if (/^\|.*\|\s*$/.test(line.slice(0, 1000))) score.markdown += 0.5;
  if (line.length > 90) return;
  if (matchPublished(line)) score.text += 3;
  const label = toLabelKind(line.trim());
  if (label === 'externalLinks') score.text += 3;
  else if (label && label !== 'aside' && !/[*_]/.test(line)) score.text += 1;
}

/** The form of a text without front matter. `fileName` tips the scale where the text says little. */
export function detectForm(text: string, fileName?: string): Form {
  const score: Score = { markdown: /\.(?:md|markdown|mdx|mdown)$/i.test(fileName ?? '') ? 1.5 : 0, text: 0 };
  if (/^\s*<(?:!doctype html|html)\b/i.test(text)) return 'markdown';
  const lines = text.slice(0, sample).split('\n', 4000);
  lines.forEach((line, index) => addLine(score, line, lines[index - 1] ?? ''));
  return score.markdown >= 1.5 && score.markdown >= score.text ? 'markdown' : 'text';
}

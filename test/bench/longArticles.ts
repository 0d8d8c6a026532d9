// Articles of the sizes that nobody writes and somebody generates: for the figures of long pages and for the tests of their pieces.
// Their words are of our own making and the same on every machine.
import { createRandom, pickByRank, type Random } from './random.js';

/** A text of many megabytes or many elements, in a form that a person can open. */
export interface LongArticle {
  readonly name: LongArticleName;
  readonly extension: 'md' | 'html';
  /** Without a heading that repeats the name. */
  readonly text: string;
}

export type LongArticleName = 'sections' | 'one section' | 'images' | 'rows' | 'list' | 'pre' | 'headings';

const words = 'a the of model token cache agent harness window prompt trace review branch index kernel library schedule replay'.split(' ');

/** The last words of each article: whoever finds them has come to its end. */
export const lastWords = 'here the quiet zebra rests';

function sentence(random: Random): string {
  const count = 6 + Math.floor(random() * 14);
  const line = Array.from({ length: count }, () => pickByRank(random, words)).join(' ');
  return `${line.charAt(0).toUpperCase()}${line.slice(1)}.`;
}

function paragraph(random: Random): string {
  return Array.from({ length: 5 }, () => sentence(random)).join(' ');
}

/** Paragraphs of `length` characters together, at least. */
function paragraphs(random: Random, length: number): string[] {
  const made: string[] = [];
  for (let total = 0; total < length; total += made.at(-1)?.length ?? 0) made.push(paragraph(random));
  return made;
}

/** `share` makes each of them smaller: 1 is as large as the name promises. */
export function longArticle(name: LongArticleName, share = 1): LongArticle {
  const random = createRandom(5);
  const size = (whole: number): number => Math.ceil(whole * share);
  const html = (text: string): LongArticle => ({ name, extension: 'html', text: `${text}<p>${lastWords}</p>` });
  switch (name) {
    case 'sections': {
      const sections = Array.from({ length: size(250) }, (_, at) => `## Section ${at + 1}\n\n${paragraphs(random, 20_000).join('\n\n')}`);
      return { name, extension: 'md', text: `${sections.join('\n\n')}\n\n${lastWords}\n` };
    }
    case 'headings': {
      const sections = Array.from({ length: size(20_000) }, (_, at) => `## Heading ${at + 1}\n\n${sentence(random)}`);
      return { name, extension: 'md', text: `${sections.join('\n\n')}\n\n${lastWords}\n` };
    }
    case 'one section':
      return html(
        paragraphs(random, size(5_000_000))
          .map((text) => `<p>${text}</p>`)
          .join(''),
      );
    case 'images':
      return html(
        Array.from(
          { length: size(20_000) },
          (_, at) => `<p>${sentence(random)}</p><p><img src="https://pictures.example/${at}.png" alt="Picture ${at}"></p>`,
        ).join(''),
      );
    case 'rows': {
      const rows = Array.from({ length: size(20_000) }, (_, at) => `<tr><td>${at}</td><td>${sentence(random)}</td><td>${at * 7}</td></tr>`);
      return html(`<table><thead><tr><th>No.</th><th>What</th><th>Sum</th></tr></thead><tbody>${rows.join('')}</tbody></table>`);
    }
    case 'list':
      return html(`<ol>${Array.from({ length: size(50_000) }, () => `<li>${sentence(random)}</li>`).join('')}</ol>`);
    case 'pre': {
      const lines = Array.from({ length: size(40_000) }, (_, at) => `${at}: ${sentence(random)}`);
      return html(`<pre><code>${lines.join('\n')}</code></pre>`);
    }
  }
}

/** All of them. */
export const longArticleNames: readonly LongArticleName[] = ['sections', 'one section', 'images', 'rows', 'list', 'pre', 'headings'];

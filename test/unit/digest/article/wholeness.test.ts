// Random articles: every word and every link of one stands in exactly one field of its issue, and no body is left open.
import { describe, expect, test } from 'vitest';
import { toArticleOutline, type ArticleOutline } from '../../../../src/digest/article/articleOutline.js';
import { textOfMarkup } from '../../../../src/digest/article/parseMarkup.js';
import type { Body } from '../../../../src/digest/model.js';
import { plainText } from '../../../../src/digest/plainText.js';
import { reshape, reshapeToPieces } from '../../../../src/render/reshape.js';
import { createDice } from '../../../bench/random.js';
import { bodyGrammar, faultsOf } from '../../render/safeMarkup.js';

const labels = ['Key takeaways', 'TLDR', 'Summary', 'Highlights', 'Links', 'External Links', 'Why it matters', 'Unknown'];
/** Words of labels may become structure. */
const labelWords = new Set(labels.flatMap((label) => label.toLowerCase().split(' ')));

/** An article made of `count` random blocks, each with words and addresses that stand nowhere else. */
function randomArticle(seed: number, count: number): string {
  const random = createDice(seed);
  const pick = <T>(choices: readonly T[]): T => {
    const choice = choices[random(choices.length)];
    if (choice === undefined) throw new RangeError('nothing to pick from');
    return choice;
  };
  let next = 0;
  const word = (): string => `w${seed}x${next++}`;
  const text = (): string =>
    pick([
      () => `${word()} ${word()}.`,
      () => `${word()} <b>${word()}</b> ${word()} <i> ${word()}</i>`,
      () => `<a href="https://example.org/${word()}">${word()} ${word()}</a>`,
      () => `${word()} <code>${word()}</code> &amp; ${word()}`,
      () => `${word()}<br>${word()}<br><br>• ${word()}`,
    ])();
  const list = (): string => `<ul>${`<li>${text()}</li>`.repeat(1)}<li><p>${text()}</p><ol><li>${text()}</li></ol></li></ul>`;
  const heading = (content: string): string => {
    const name = pick(['h1', 'h2', 'h2', 'h3', 'h4']);
    return `<${name}>${content}</${name}>`;
  };
  const block = (depth: number): string =>
    pick([
      () => `<p>${text()}</p>`,
      () => `<p>${text()}</p>`,
      () => heading(text()),
      () => heading(pick(labels)),
      () => `<p><strong>${pick(labels)}${pick([':', ''])}</strong> ${pick(['', text()])}</p>`,
      () => `<p>${pick(labels)}: ${text()}<br><b>${pick(labels)}:</b> ${text()}</p>`,
      list,
      list,
      () => text(),
      () => '<hr>',
      () => `<blockquote>${depth > 2 ? text() : block(depth + 1)}</blockquote>`,
      () => `<table><tr><td>${text()}</td><th>${depth > 2 ? text() : block(depth + 1)}</th></tr></table>`,
      () => `<table><tr><td>${depth > 2 ? text() : block(depth + 1)}</td><td><p>${text()}</p></td></tr></table>`,
      () => `<div${pick(['', ' dir="rtl"'])}>${depth > 2 ? text() : `${block(depth + 1)} ${block(depth + 1)}`}</div>`,
      () => `<span>${depth > 2 ? text() : block(depth + 1)}</span>`,
    ])();
  return Array.from({ length: count }, () => block(0)).join('\n');
}

function wordsOf(text: string): readonly string[] {
  return (text.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => word.toLowerCase()).filter((word) => !labelWords.has(word));
}

function textOf(body: Body | undefined): string {
  return body === undefined ? '' : textOfMarkup(body.text);
}

/** The words of every field. A link's label stands in the text, too, unless the link has been taken out of it. */
function wordsIn({ tldr = '', intro, sections, takeaways, links }: ArticleOutline): readonly string[] {
  const parts = [
    plainText(tldr),
    textOf(intro),
    ...takeaways.map(plainText),
    ...sections.flatMap((section) => [
      section.title,
      plainText(section.tldr ?? ''),
      textOf(section.body),
      ...section.takeaways.map(plainText),
    ]),
  ].flatMap(wordsOf);
  const known = new Set(parts);
  const alone = [...links, ...sections.flatMap((section) => section.links)].filter(
    ({ label }) => !wordsOf(label).every((word) => known.has(word)),
  );
  return [...parts, ...alone.flatMap(({ label }) => wordsOf(label))];
}

describe('random articles', () => {
  test.each([1, 2, 3, 4, 5, 6])('from seed %i lose no word and no link, and say none twice', (start) => {
    for (let seed = start * 1_000; seed < start * 1_000 + 120; seed++) {
      const html = randomArticle(seed, 3 + (seed % 23));
      const outline = toArticleOutline(reshapeToPieces(html), 'The title of none');
      const title =
        outline.sections.length === 1 && outline.sections[0]?.title === 'The title of none' ? ['the', 'title', 'of', 'none'] : [];
      const expected = [...wordsOf(textOfMarkup(reshape(html))), ...title];
      expect([...wordsIn(outline)].sort(), html).toEqual([...expected].sort());
      const links = new Set([...outline.links, ...outline.sections.flatMap((section) => section.links)].map(({ url = '' }) => url));
      expect([...links].sort(), html).toEqual([...html.matchAll(/href="([^"]*)"/g)].map(([, url = '']) => url).sort());
      const bodies = [outline.intro, ...outline.sections.map(({ body }) => body)].map((body) => body?.text ?? '');
      expect(
        bodies.flatMap((body) => faultsOf(body, bodyGrammar)),
        html,
      ).toEqual([]);
    }
  });
});

describe('the order of reading', () => {
  test('of bodies is that of the article', () => {
    for (let seed = 0; seed < 100; seed++) {
      const html = randomArticle(seed, 12);
      const { intro, sections } = toArticleOutline(reshapeToPieces(html), 'The title of none');
      const numbers = [textOf(intro), ...sections.flatMap((section) => [section.title, textOf(section.body)])]
        .flatMap(wordsOf)
        .flatMap((word) => (/^w\d+x(\d+)$/.exec(word)?.[1] === undefined ? [] : [Number(/^w\d+x(\d+)$/.exec(word)?.[1])]));
      expect(numbers, html).toEqual([...numbers].sort((a, b) => a - b));
    }
  });
});

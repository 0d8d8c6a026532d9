// Footnotes of a page: marks and notes lead to one another, within their text and, for notes at the end, across texts.
import { describe, expect, it } from 'vitest';
import type { Issue } from '../../../src/digest/model.js';
import { renderPage } from '../../../src/render/page.js';
import { pageWords } from '../words.js';

function render(...texts: readonly string[]): string {
  const sections = texts.map((text, index) => ({
    id: `s-${index}`,
    title: `S ${index}`,
    body: { format: 'markdown' as const, text },
    takeaways: [],
    links: [],
  }));
  const issue: Issue = { id: 'n', kind: 'digest', title: 'N', tags: [], sections, takeaways: [], links: [] };
  return renderPage(issue, { sourceName: 'Notes', isStarred: false, isMissing: false, minutes: 1 }, pageWords);
}

const mark = (number: number, name: string, id = ` id="at-mark:${number}"`) =>
  `<sup class="footnote-mark"><a${id} href="#at-note:${number}" data-anchor="note:${number}" role="doc-noteref">${name}</a></sup>`;
const note = (number: number, name: string) =>
  `<p class="footnote" id="at-note:${number}"><sup><a href="#at-mark:${number}" data-anchor="mark:${number}" role="doc-backlink">${name}</a></sup>`;

describe('a footnote', () => {
  it('is led to by its mark, and leads back to the first of its marks', () => {
    const html = render('One[^1] and again[^1].\n\n[^1]: It is so.');
    expect(html).toContain(`One${mark(1, '1')} and again${mark(1, '1', '')}.`);
    expect(html).toContain(`${note(1, '1')} It is so.`);
  });

  it('of the same name in another text is another one', () => {
    const html = render('One[^1].\n\n[^1]: First.', 'Two[^1].\n\n[^1]: Second.');
    expect(html).toContain(`One${mark(1, '1')}`);
    expect(html).toContain(`Two${mark(2, '1')}`);
    expect(html).toContain(`${note(2, '1')} Second.`);
  });

  it('under the last section is meant by a mark in an earlier one, where no other has its name', () => {
    const html = render('One[^1], two[^b].', 'Three.\n\n[^1]: Here it is.\n\n[^b]: Ibid.');
    expect(html).toContain(`One${mark(1, '1')}, two${mark(2, 'b')}.`);
    expect(html).toContain(`${note(2, 'b')} Ibid.`);
    const unclear = render('One[^1].', 'Two.\n\n[^1]: This.', 'Three.\n\n[^1]: Or that.');
    expect(unclear).toContain('One<sup class="footnote-mark">1</sup>.');
  });

  it('without a mark, and a mark without one, stay as they are', () => {
    const html = render('One[^x].\n\n[^y]: Nobody asks.');
    expect(html).toContain('One<sup class="footnote-mark">x</sup>.');
    expect(html).toContain('<p class="footnote"><sup>y</sup> Nobody asks.</p>');
  });

  it('in a link does not break it, and a name of an author gets no further than its text', () => {
    expect(render('[label[^1]](https://example.org/)\n\n[^1]: Here it is.')).not.toContain('id="at-mark:1"');
    expect(render('A[^"><b>].\n\n[^"><b>]: Here it is.')).toContain(mark(1, '"&gt;&lt;b&gt;'));
  });
});

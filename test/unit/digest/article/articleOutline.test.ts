// How an article's markup is cut into sections, and what becomes of labels, lists and links.
import { describe, expect, test } from 'vitest';
import { toArticleOutline } from '../../../../src/digest/article/articleOutline.js';
import { reshapeToPieces } from '../../../../src/render/reshape.js';

const page = 'https://news.example.org/issues/7';

function outlineOf(html: string, title = 'A quiet week') {
  return toArticleOutline(reshapeToPieces(html, { base: page }), title, page);
}

/** Title and body of each section. */
function bodies(html: string, title?: string): readonly (readonly string[])[] {
  return outlineOf(html, title).sections.map((section) => [section.title, section.body.text]);
}

/** An article of a newsletter, each part a paragraph. */
function articleOf(name: string): string {
  return (
    `<h2>${name}</h2><p><strong>TLDR:</strong> ${name} in short.</p><p><strong>Summary:</strong></p><p>${name} at length.</p>` +
    `<p><strong>Key takeaways:</strong></p><ul><li>${name} p</li><li>${name} q</li></ul><p><strong>Link:</strong> <a href="https://example.org/${name}">${name} page</a></p>`
  );
}

/** The same with breaks between its lines. */
function linesOf(name: string): string {
  return (
    `<h2>${name}</h2><p><strong>TLDR:</strong> ${name} in short.<br><br><strong>Summary:</strong> ${name} at length.<br>` +
    `<strong>Key takeaways:</strong><br>• ${name} p<br>• ${name} q<br><strong>Link:</strong> <a href="https://example.org/${name}">${name} page</a></p>`
  );
}

/** A part of a newsletter that is laid out as mails are. */
function cellOf(name: string): string {
  return `<table><tr><td><h2>${name}</h2><p>a</p></td></tr><tr><td>b <b>c</b></td></tr></table>`;
}

describe('sections', () => {
  test('are cut at the highest headings; lower ones stay in the text', () => {
    expect(bodies('<p>Before.</p><h2>One</h2><p>a</p><h3>Inside</h3><p>b</p><h2>Two</h2><p>c</p>')).toEqual([
      ['One', '<p>a</p>\n<h4>Inside</h4>\n<p>b</p>'],
      ['Two', '<p>c</p>'],
    ]);
  });

  test('leave what stands before the first heading as the introduction', () => {
    expect(outlineOf('<p>Before.</p><h2>One</h2><p>a</p>').intro).toEqual({ format: 'html', text: '<p>Before.</p>' });
  });

  test('without headings are one, named as the issue', () => {
    const outline = outlineOf('<p>Only this.</p><p>And that.</p>');
    expect([outline.intro, bodies('<p>Only this.</p><p>And that.</p>')]).toEqual([
      undefined,
      [['A quiet week', '<p>Only this.</p>\n<p>And that.</p>']],
    ]);
  });

  test('are none without text', () => {
    expect(outlineOf(' <div><br> </div>&nbsp;').sections).toEqual([]);
  });

  test('do not begin at the heading that repeats the title', () => {
    expect(bodies('<h1>A quiet week!</h1><p>a</p>')).toEqual([['A quiet week', '<p>a</p>']]);
    expect(bodies('<h2>A Quiet Week</h2><h2>One</h2><p>a</p><h2>Two</h2><p>b</p>').map(([title]) => title)).toEqual(['One', 'Two']);
  });

  test('begin at the level that has several headings when the highest stands alone', () => {
    expect(bodies('<h1>In short</h1><h2>One</h2><p>a</p><h2>Two</h2><p>b</p>').map(([title]) => title)).toEqual(['In short', 'One', 'Two']);
  });

  test('do not begin in quotes, tables and lists', () => {
    const quoted = '<blockquote><h2>Q</h2></blockquote><table><tr><td><h2>T</h2></td></tr></table><ul><li><h2>L</h2></li></ul>';
    expect(bodies(`${quoted}<h2>One</h2>${quoted}`).map(([title]) => title)).toEqual(['One']);
  });

  test('keep equal headings apart and no empty one away', () => {
    const sections = outlineOf('<h2>News</h2><h2>News</h2><p>a</p><h2> </h2><p>b</p>').sections;
    expect(sections.map(({ id, title, body }) => [id, title, body.text])).toEqual([
      ['news', 'News', ''],
      ['news-2', 'News', '<p>a</p>\n<p>b</p>'],
    ]);
  });

  test('close and open again the boxes that go over their borders', () => {
    const html = '<div lang="en">x<div><h2>One</h2><p>a</p><div dir="rtl">b<h2>Two</h2>c</div></div></div><p>d</p>';
    expect(outlineOf(html).intro?.text).toBe('<div lang="en">x</div>');
    expect(bodies(html)).toEqual([
      ['One', '<div lang="en"><p>a</p>\n<div dir="rtl">b</div></div>'],
      ['Two', '<div lang="en"><div dir="rtl">c</div></div>\n<p>d</p>'],
    ]);
  });

  test('are found in the tables that lay a newsletter out', () => {
    const html = `<table width="600"><tbody><tr><td>${cellOf('One')}</td></tr><tr><td>${cellOf('Two')}</td></tr></tbody></table>`;
    expect(bodies(html)).toEqual([
      ['One', '<p>a</p>\n<div>b <b>c</b></div>'],
      ['Two', '<p>a</p>\n<div>b <b>c</b></div>'],
    ]);
  });

  test('do not begin in a table that names its columns', () => {
    const html = '<table><tr><th>Name</th><th>Text</th></tr><tr><td>x</td><td><h2>One</h2><p>a</p></td></tr></table>';
    expect(bodies(html).map(([title, body]) => [title, body?.includes('<th>Name</th>')])).toEqual([['A quiet week', true]]);
  });

  test('are found in an element of a line that somebody put around the article', () => {
    expect(bodies('<span><h2>One</h2><p>a</p><h2>Two</h2><p>b</p></span>').map(([title]) => title)).toEqual(['One', 'Two']);
  });
});

describe('takeaways and TLDR', () => {
  test.each([
    'Key takeaways',
    'Highlights',
    'Key Takeaways:',
    '🔑 Key takeaways',
    'Wichtigste Erkenntnisse',
    'Points clés',
    'Puntos clave',
    'Kluczowe wnioski',
    'Principais conclusões',
    'Punti chiave',
    'Belangrijkste punten',
    '要点',
    'まとめポイント',
    '核心要点',
    '핵심 요약',
  ])('a list under the heading %s', (heading) => {
    const outline = outlineOf(
      `<p>Words.</p><h2>${heading}</h2><ul><li>First <b>point</b></li><li><p>Second</p></li></ul><h2>More</h2><p>a</p>`,
    );
    expect(outline.takeaways).toEqual(['First **point**', 'Second']);
    expect(outline.sections.map(({ title }) => title)).toEqual(['More']);
  });

  test('a list under a bold label in a section belongs to the section', () => {
    const outline = outlineOf(
      '<h2>One</h2><p>a</p><p><strong>Key takeaways:</strong></p><ul><li>p</li><li>q</li></ul><p>b</p><h2>Two</h2><p>c</p>',
    );
    expect(outline.takeaways).toEqual([]);
    expect(outline.sections.map(({ takeaways, body }) => [takeaways, body.text])).toEqual([
      [['p', 'q'], '<p>a</p>\n<p>b</p>'],
      [[], '<p>c</p>'],
    ]);
  });

  test('a list under a lower heading in a section belongs to the section', () => {
    const outline = outlineOf('<h2>One</h2><p>a</p><h3>Takeaways</h3><ul><li>p</li></ul><h2>Two</h2><p>c</p>');
    expect(outline.sections[0]?.takeaways).toEqual(['p']);
  });

  test.each([
    ['<h2>TL;DR</h2><p>Short.</p>', 'Short.'],
    ['<p><b>TLDR:</b> Short <i>words</i>.</p>', 'Short *words*.'],
    ['<p>TL;DR: Short &amp; plain.</p>', 'Short & plain.'],
    ['<h2>Zusammenfassung</h2><ul><li>a</li><li>b</li></ul>', '- a\n- b'],
    ['<p><strong>En bref</strong></p><p>Court.</p>', 'Court.'],
    ['<h3>요약</h3><p>짧은 글.</p>', '짧은 글.'],
  ])('%s is the TLDR', (html, expected) => {
    const outline = outlineOf(`${html}<h2>One</h2><p>a</p><h2>Two</h2><p>b</p>`);
    expect([outline.tldr, outline.intro, outline.sections.map(({ title }) => title)]).toEqual([expected, undefined, ['One', 'Two']]);
  });

  test.each([
    ['a sentence that begins with the words', '<p>Highlights of the year were few.</p>'],
    ['a label of highlights without a list', '<p><b>Highlights:</b> none</p>'],
    ['a list of contents', '<p><b>In this issue:</b></p><ul><li>a</li></ul>'],
    ['an unknown label', '<p><b>Why it matters:</b> it does</p>'],
  ])('%s stays text', (_what, html) => {
    expect(outlineOf(html)).toMatchObject({ takeaways: [], sections: [{ takeaways: [] }] });
    expect(outlineOf(html).tldr).toBeUndefined();
  });

  test('text below the takeaways of the whole is a section of its own at the end, and text at the beginning', () => {
    const end = outlineOf('<h2>One</h2><p>a</p><h2>Two</h2><p>b</p><h2>Key takeaways</h2><ul><li>p</li></ul><p>Bye.</p>');
    expect(end.sections.at(-1)).toMatchObject({ title: 'Key takeaways', body: { text: '<p>Bye.</p>' } });
    const start = outlineOf('<h2>Key takeaways</h2><ul><li>p</li></ul><p>Hello.</p><h2>One</h2><p>a</p><h2>Two</h2>');
    expect(start.intro?.text).toBe('<p>Hello.</p>');
  });
});

describe('a newsletter that is a digest', () => {
  const expected = ['Alpha', 'Beta'].map((name) => ({
    title: name,
    tldr: `${name} in short.`,
    body: { format: 'html', text: `<p>${name} at length.</p>` },
    takeaways: [`${name} p`, `${name} q`],
    links: [{ label: `${name} page`, url: `https://example.org/${name}` }],
  }));

  test('has the parts of an issue', () => {
    expect(outlineOf(articleOf('Alpha') + articleOf('Beta')).sections).toMatchObject(expected);
  });

  test('has them with breaks between its lines, too', () => {
    const { sections } = outlineOf(linesOf('Alpha') + linesOf('Beta'));
    expect(sections.map(({ tldr, takeaways, links }) => ({ tldr, takeaways, links }))).toEqual(
      expected.map(({ tldr, takeaways, links }) => ({ tldr, takeaways, links })),
    );
    expect(sections[0]?.body.text.replace(/<[^>]*>/g, '').trim()).toBe('Alpha at length.');
  });

  test('has them with nothing but line ends between its lines, too', () => {
    const [section] = outlineOf(
      '<h2>One</h2><p><strong>TLDR:</strong> Short.\n<strong>Summary:</strong> Words\nof <b>two</b> lines.</p><h2>Two</h2>',
    ).sections;
    expect([section?.tldr, section?.body.text]).toEqual(['Short.', '<p> Words\nof <b>two</b> lines.</p>']);
  });

  test('keeps the article that it is called after', () => {
    expect(outlineOf(articleOf('Alpha'), 'Alpha').sections).toMatchObject(expected.slice(0, 1));
    expect(outlineOf(articleOf('Alpha') + articleOf('Beta'), 'Alpha').sections).toMatchObject(expected);
  });

  test('has its list of links at the end', () => {
    const outline = outlineOf(`${articleOf('Alpha')}${articleOf('Beta')}<h2>External Links</h2><ul><li><a href="/x">X</a></li></ul>`);
    expect(outline.links).toEqual([{ label: 'X', url: 'https://news.example.org/x' }]);
    expect(outline.sections).toHaveLength(2);
  });
});

describe('links', () => {
  test('stand once, in order, with their words, without trackers', () => {
    const html =
      '<p><a href="/a?utm_source=feed">A <b>one</b></a> <a href="/a">again</a> <a href="https://www.google.com/url?q=https://example.org/b">B</a></p>';
    expect(outlineOf(html).sections[0]?.links).toEqual([
      { label: 'A one', url: 'https://news.example.org/a', original: 'https://news.example.org/a?utm_source=feed' },
      { label: 'B', url: 'https://example.org/b', original: 'https://www.google.com/url?q=https://example.org/b' },
    ]);
  });

  test('are no places in the page, no images, no dangerous addresses', () => {
    const html =
      '<p><a href="#fn1">1</a> <a href="/issues/7#x">x</a> <img src="/i.png" alt="i"> <a href="javascript:x">j</a> <a name="q">q</a></p>';
    expect(outlineOf(html).sections[0]?.links).toEqual([]);
  });

  test('around a picture have its words, else the host', () => {
    const html =
      '<a href="https://www.example.org/a"><img src="/p/i.png" alt="A chart"></a> <a href="https://www.example.org/b"><img src="/p/i.png"></a>';
    expect(outlineOf(html).sections[0]?.links.map(({ label }) => label)).toEqual(['A chart', 'example.org']);
  });
});

describe('an article of nothing but takeaways', () => {
  const most = 2_000;

  test.each([
    ['in their own lines', (n: number) => `<p><strong>Key takeaways:</strong> t${n}</p>`],
    ['below headings', (n: number) => `<h2>Key takeaways</h2><p>t${n}</p>`],
    ['in lists', (n: number) => `<p><strong>Key takeaways:</strong></p><ul><li>t${n}</li></ul>`],
  ])('%s: beyond some number they stay text', (_, one) => {
    const outline = outlineOf(Array.from({ length: most + 5 }, (_each, n) => one(n)).join(''));
    const takeaways = [outline, ...outline.sections].flatMap((part) => part.takeaways);
    const bodiesOf = [outline.intro, ...outline.sections.map((section) => section.body)].map((body) => body?.text).join('');
    expect(takeaways.length).toBe(most);
    expect(bodiesOf).toContain(`t${most + 4}`);
  });
});

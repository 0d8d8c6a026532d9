// Rules of the parser one by one, and what it does with bad input.
import { describe, expect, it } from 'vitest';
import { allTakeaways, type Issue, type Section } from '../../../src/digest/model.js';
import { parseIssue, type ParseHints } from '../../../src/digest/parseIssue.js';

function parse(text: string, hints?: ParseHints): Issue {
  const outcome = parseIssue(text, hints);
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.issue;
}

function only(text: string): Section {
  const { sections } = parse(text);
  const [section] = sections;
  if (sections.length !== 1 || !section) throw new Error(`${sections.length} sections`);
  return section;
}

function titles(text: string, hints?: ParseHints): readonly string[] {
  return parse(text, hints).sections.map((section) => section.title);
}

describe('the title', () => {
  it.each([
    ['---\ntitle: From front matter\n---\n\n# Another\n\ntext\n\n## A\n\ntext', 'From front matter'],
    ['# A *lone* `heading`\n\ntext\n\n## A\n\ntext', 'A lone heading'],
    ['Some words **before** any heading.\n\n## A\n\ntext', 'Some words before any heading.'],
    ['## A\n\ntext\n\n## B\n\ntext', 'A'],
    ['# A\n\ntext\n\n# B\n\ntext', 'A'],
    ['**TLDR:** Only this.', 'Only this.'],
    [`${'word '.repeat(40)}\n\n**Link:** [x](https://x.example.org)`, 'word '.repeat(16).trim()],
    ['![](https://x.example.org/p.png)', 'shot'],
  ])('of %j is %j', (text, title) => {
    expect(parse(text, { fileName: '/some/where/shot.md' }).title).toBe(title);
  });

  it('made from the first words takes none of them away', () => {
    expect(parse('Some words before any heading.\n\n## A\n\ntext').intro?.text).toBe('Some words before any heading.');
  });
});

describe('the excerpt', () => {
  it('is the TLDR when the text has none', () => {
    expect(parse('---\ntitle: T\nexcerpt: Short.\n---\n\n## A\n\n**TLDR:** Mine.')).toMatchObject({ tldr: 'Short.' });
  });

  it('stays beside the TLDR of the text', () => {
    expect(parse('---\ntitle: T\nexcerpt: Short.\n---\n\n## TLDR\n\nLonger.')).toMatchObject({ tldr: 'Longer.', excerpt: 'Short.' });
  });
});

describe('sections', () => {
  it.each([
    ['## Why Agents Fail\n\na\n\n## Why Do I Care\n\nb', ['Why Agents Fail', 'Why Do I Care']],
    ['## Link Between X and Y\n\na\n\n## TLDR for Everyone\n\nb', ['Link Between X and Y', 'TLDR for Everyone']],
    ['# T\n\n### A\n\na\n\n### B\n\nb', ['A', 'B']],
    ['## A\n\na\n\n# B\n\nb', ['A', 'B']],
    ['# Part\n\n## A\n\n**TLDR:** a\n\n## B\n\n**TLDR:** b\n\n# Part two\n\n## C\n\n**TLDR:** c', ['Part', 'A', 'B', 'Part two', 'C']],
    ['## A &amp; B <a name="x"></a>\n\na\n\n## [C](https://c.example.org)\n\nc', ['A & B', 'C']],
    ['## A\n\n```\n## not\n```\n\n~~~\n## nor\n~~~\n\n    ## code', ['A']],
    ['Setext\n======\n\ntext\n\nSub One\n-------\n\nx\n\nSub Two\n-------\n\ny', ['Sub One', 'Sub Two']],
    ['##\n\nx\n\n## ![](y.png)\n\nz\n\n## A\n\na', ['A']],
    ['## A ##\n\na', ['A']],
  ])('of %j', (text, expected) => {
    expect(titles(text)).toEqual(expected);
  });

  it('give duplicate headings different ids', () => {
    expect(parse('## A\n\nx\n\n## A\n\ny\n\n## TLDR!\n\nz').sections.map(({ id }) => id)).toEqual(['a', 'a-2', 'section-tldr']);
  });

  it('are one, named as the issue, when there is no heading', () => {
    expect(parse('---\ntitle: T\n---\n\nJust text.').sections).toMatchObject([{ id: 't', title: 'T', body: { text: 'Just text.' } }]);
  });

  it('lose the rules at their edges and keep those inside', () => {
    expect(
      parse('Intro\n\n---\n\n## A\n\n---\n\none\n\n***\n\n* * *\n\ntwo\n\n**Link:** x\n\n---\n\n## B\n\nb').sections[0]?.body.text,
    ).toBe('one\n\n***\n\ntwo');
  });

  it('do not begin at a sentence above a rule', () => {
    const text = '## A\n\nA sentence ends here.\n---\n\n**Link:** [x](https://x.example.org)\n---\n## B\n\nAnd\nmore\n---\nlast';
    expect(parse(text).sections).toMatchObject([
      { title: 'A', body: { text: 'A sentence ends here.' }, links: [{ label: 'x' }] },
      { title: 'B', body: { text: 'And\nmore\n\n---\nlast' } },
    ]);
  });
});

describe('labels', () => {
  it.each([
    '**TLDR:** x',
    '**TLDR**: x',
    '**TLDR:**\nx',
    '**TLDR:**\n\nx',
    '__TL;DR:__ x',
    '**tl;dr** : x',
    '  **TLDR:** x',
    '**W skrócie:** x',
    '### TLDR\n\nx',
    '### TL;DR:\n\nx',
    '#### **TLDR**\n\nx',
  ])('%j is a TLDR', (label) => {
    expect(only(`## A\n\n${label}\n\n**Summary:** y`)).toMatchObject({ tldr: 'x', body: { text: 'y' } });
  });

  it.each([
    '**TLDR for you:** x',
    '**Link to the past:** x',
    '**Why:** x',
    'The **TLDR:** x',
    '**Summary of it all** x',
    '> **TLDR:** x',
    '1. **TLDR:** x',
  ])('%j is text', (line) => {
    expect(only(`## A\n\n${line}`)).toMatchObject({ body: { text: line }, links: [] });
  });

  it('end what stands above them without a blank line', () => {
    expect(
      only(
        '## A\n**TLDR:** a\n**Summary:** b\n**Pricing:** c\n**Key takeaways:**\n- d\n- e\n**Link:** [f](https://f.example.org)\n**Why do I care:** g',
      ),
    ).toEqual({
      id: 'a',
      title: 'A',
      tldr: 'a',
      body: { format: 'markdown', text: 'b\n\n**Pricing:** c\n\n**Why do I care:** g' },
      takeaways: ['d', 'e'],
      links: [{ label: 'f', url: 'https://f.example.org' }],
    });
  });

  it('a second time stay as they came', () => {
    expect(only('## A\n\n**TLDR:** a\n\n**TLDR:** b').body.text).toBe('**TLDR:** b');
  });

  it('take all up to the summary into the TLDR, else one block', () => {
    expect(only('## A\n\n**TLDR:** a\n\nb\n\n**Summary:** c')).toMatchObject({ tldr: 'a\n\nb', body: { text: 'c' } });
    expect(only('## A\n\n**TLDR:** a\n\nb\n\nc')).toMatchObject({ tldr: 'a', body: { text: 'b\n\nc' } });
    expect(only('## A\n\n**TLDR:**\n- a\n- b\n\nc')).toMatchObject({ tldr: '- a\n- b', body: { text: 'c' } });
  });
});

describe('takeaways', () => {
  it.each([
    ['- a\n- b', ['a', 'b']],
    ['\n* a\n\n* b', ['a', 'b']],
    ['1. a\n2. b', ['a', 'b']],
    ['1) a\n\n2) b', ['a', 'b']],
    ['- a\n  - n\n  - m\n- b', ['a\n- n\n- m', 'b']],
    ['• a\n• b', ['a', 'b']],
    ['\na.\n\nb.', ['a.', 'b.']],
    [' a.', ['a.']],
    ['- [ ] a\n- [x] b', ['[ ] a', '[x] b']],
    ['1. a\n\nmore of a\n\n2. b', ['a\n\nmore of a', 'b']],
  ])('are read from %j', (list, takeaways) => {
    expect(only(`## A\n\n**Key takeaways:**${list.startsWith(' ') || list.startsWith('\n') ? '' : '\n'}${list}`).takeaways).toEqual(
      takeaways,
    );
  });

  it('leave a sentence before the bullets and text after them in the body', () => {
    expect(only('## A\n\n**Key takeaways:** What to keep:\n- a\n\nAfter.')).toMatchObject({
      takeaways: ['a'],
      body: { text: 'What to keep:\n\nAfter.' },
    });
  });

  it('of a heading at the level of sections are those of the issue', () => {
    const issue = parse('## A\n\na\n\n### Key takeaways:\n\n- of A\n\n## Najważniejsze wnioski\n\n- of all');
    expect(allTakeaways(issue).map(({ text, section }) => [text, section?.title])).toEqual([
      ['of A', 'A'],
      ['of all', undefined],
    ]);
  });

  it('of the issue do not swallow what follows them', () => {
    expect(
      parse('## A\n\na\n\n## Key Takeaways\n\n- one\n\n**Link:** [x](https://x.example.org)\n\n---\n\nA closing remark.'),
    ).toMatchObject({
      takeaways: ['one'],
      links: [{ label: 'x', url: 'https://x.example.org' }],
      sections: [{ title: 'A' }, { title: 'Key Takeaways', body: { text: 'A closing remark.' } }],
    });
  });
});

describe('links', () => {
  it('of TLDR, takeaways and intro of the issue are its own; those of a section stand there', () => {
    const text =
      '[i](https://i.example.org)\n\n## TLDR\n\n[t](https://t.example.org)\n\n## A\n\n**TLDR:** [s](https://s.example.org)\n\n- <a href="https://h.example.org?a=1&amp;b=2">h</a>\n\n## Key Takeaways\n\n- [k](https://k.example.org)';
    const issue = parse(text);
    expect(issue.links.map(({ label }) => label)).toEqual(['i', 't', 'k']);
    expect(issue.sections[0]?.links).toEqual([
      { label: 's', url: 'https://s.example.org' },
      { label: 'h', url: 'https://h.example.org?a=1&b=2' },
    ]);
  });

  it('listed twice with another label keep both labels', () => {
    const section = only(
      '## A\n\n**Link:** [one](https://x.example.org)\n\n**Link:** [two](https://x.example.org)\n\n**Link:** [one](https://x.example.org)',
    );
    expect(section).toMatchObject({ links: [{ label: 'one' }], body: { text: '[two](https://x.example.org)' } });
  });

  it('with a scheme that is not taken have no address, and their text stays', () => {
    const section = only('## A\n\n[a](javascript:alert(1)) [b](COMMAND:x) [c](vscode://y) <data:text/html,x>');
    expect(section.links.map(({ label, url }) => [label, url])).toEqual([
      ['a', undefined],
      ['b', undefined],
      ['c', undefined],
      ['data:text/html,x', undefined],
    ]);
    expect(section.body.text).toContain('[a](javascript:alert(1))');
  });

  it('by reference work in every part that uses them', () => {
    const issue = parse(
      '## A\n\nSee [one][x].\n\n**Key takeaways:**\n- [two][X]\n\n## B\n\n[three][x]\n\n[x]: https://x.example.org/(1)\n',
    );
    expect(issue.sections).toMatchObject([
      {
        body: { text: 'See [one][x].\n\n[x]: https://x.example.org/(1)' },
        takeaways: ['[two](<https://x.example.org/(1)>)'],
        links: [{ url: 'https://x.example.org/(1)' }],
      },
      { body: { text: '[three][x]\n\n[x]: https://x.example.org/(1)' }, links: [{ label: 'three' }] },
    ]);
  });

  it('are seen from the page the text comes from', () => {
    expect(parse('## A\n\n[r](/p/1) [f](#top)', { url: 'https://site.example.org/news/' }).sections[0]?.links).toEqual([
      { label: 'r', url: 'https://site.example.org/p/1' },
    ]);
  });

  it('stand in code as text only', () => {
    expect(only('## A\n\n`https://no.example.org`\n\n```\n[x](https://no.example.org)\n```').links).toEqual([]);
  });
});

describe('the category', () => {
  it.each([
    ['---\ntitle: T\ncategory: ai & agents\nhashtags: "#css"\n---\n\nx', 'AI & Agents'],
    ['---\ntitle: T\ncategory: Gardening\n---\n\nx', 'Gardening'],
    ['---\ntitle: T\nhashtags: "#css #react #ai"\n---\n\nx', 'Frontend'],
    ['---\ntitle: T\n---\n\nx', undefined],
    ['T\n\nPublished on 01.02.2026\n\nSECURITY\n\nTLDR\n\nx', 'SECURITY'],
    ['T\n\nPublished on 01.02.2026\n\nFrontend\n\nTLDR\n\nx', 'Frontend'],
  ])('of %j is %j', (text, category) => {
    expect(parse(text).category).toBe(category);
  });
});

describe('copied text', () => {
  const page =
    'A Title\n\nPublished on 01.02.2026\n\nTOOLS\n\nTLDR\n\nShort and clear.\n\nFirst Heading\n\nText of the first one.\n\nSite - Article\n\nSecond Heading\n\nText of the second one.\n\nKey Takeaways\n\n• One.\n• Two.\n';

  it.each([
    ['External Links (1)', []],
    ['External Links (1)\nSite - Article', []],
    ['External Links (1)\n\nSite - Article\n\nhttps://site.example.org/a', [], 'https://site.example.org/a'],
    ['External Links (2)\nSite - Article\nAnother (https://other.example.org)', [{ label: 'Another', url: 'https://other.example.org' }]],
    ['', []],
  ])('ends with %j', (end, links, url?: string) => {
    const issue = parse(page + end);
    expect(issue).toMatchObject({
      title: 'A Title',
      published: '2026-02-01',
      category: 'Tools',
      tldr: 'Short and clear.',
      takeaways: ['One.', 'Two.'],
      links,
    });
    expect(issue.sections).toMatchObject([
      {
        title: 'First Heading',
        links: [{ label: 'Site - Article', ...(url === undefined ? {} : { url }) }],
        body: { text: 'Text of the first one.' },
      },
      { title: 'Second Heading', links: [], body: { text: 'Text of the second one.' } },
    ]);
  });

  it('needs no blank lines', () => {
    const { id: _id, ...whole } = parse(page);
    expect(parse(page.replace(/\n+/g, '\n'))).toMatchObject(whole);
  });

  it('takes no more lines for links than the page has', () => {
    expect(titles(`${page}External Links (0)`)).toEqual(['First Heading', 'Site - Article', 'Second Heading']);
  });

  it('keeps an impossible date as text', () => {
    const issue = parse(page.replace('01.02.2026', '31.02.2026'));
    expect([issue.published, JSON.stringify(issue).includes('31.02.2026')]).toEqual([undefined, true]);
  });

  it('shows marks as they were written', () => {
    expect(only('Some *notes*\n\nA_b <i>x</i> 2*3*4 # [x](y)').body.text).toBe('A\\_b \\<i\\>x\\</i\\> 2\\*3\\*4 # \\[x\\](y)');
  });

  it('of a mail keeps its header and uses subject and date', () => {
    expect(parse('From: A <a@example.com>\nSubject: The subject\nDate: Thu, 30 Apr 2026 10:00:00 +0200\n\nHello.')).toMatchObject({
      title: 'The subject',
      published: '2026-04-30T10:00:00+02:00',
    });
  });

  it('that is no digest has headings only where they are plain to see', () => {
    const chat = 'ana: hi\nbo: hello there\n\nana: lunch?\n\nok\n\nbo: yes, at one.';
    expect(parse(chat).sections).toHaveLength(1);
  });

  it('reads bullets that wrap, nest or stand apart', () => {
    const list =
      'Key Takeaways\n\n  • The first bullet goes on over the end of the line because it was\n    wrapped there\n\n  • The second\n      ◦ nested\n  - The third\n';
    expect(
      parse(`T\n\nTLDR\n\nx.\n\nHead\n\ntext is wrapped at some width here, so that two lines of it are one\nparagraph of text.\n\n${list}`)
        .takeaways,
    ).toEqual(['The first bullet goes on over the end of the line because it was\nwrapped there', 'The second\n- nested', 'The third']);
  });
});

describe('bad input', () => {
  it.each([
    ['', 'empty'],
    [' \n\t\u200b\ufeff', 'empty'],
    [`ab${'\0'.repeat(20)}`, 'binary'],
    ['\ufffdPNG\r\n\u001a\n\u0000\u0000\u0001', 'binary'],
    ['%PDF-1.7\n%\u0001\u0002 stream', 'binary'],
    ['\ufffd'.repeat(100), 'binary'],
    ['x'.repeat(20 * 1024 * 1024 + 1), 'tooLarge'],
  ] as const)('is refused with a reason (%#)', (text, reason) => {
    expect(parseIssue(text)).toEqual({ ok: false, reason });
  });

  it('drops stray control characters and odd line ends', () => {
    expect(parse('\ufeff\ufeff## A\r\r\nOne\u0007 two\u2028three\u0085four\ud800').sections).toMatchObject([
      { title: 'A', body: { text: 'One two\nthree\nfour\ufffd' } },
    ]);
  });

  it('reads a mail in quoted-printable, and only such a mail', () => {
    expect(
      parse(
        'Caf=C3=A9 au lait is a drink that needs a long line to be broken in tw=\no and =3D is a sign that is escaped, as are all the others in this te=\nxt.',
      ).sections[0]?.body.text,
    ).toContain('Café au lait');
    expect(only('## A\n\nhttps://x.example.org/?id=64&post=19&more=20').links[0]?.url).toBe('https://x.example.org/?id=64&post=19&more=20');
  });

  it('goes on after a fence, a comment or an element that is never closed', () => {
    for (const open of ['```\ncode', '~~~js\ncode', '<!-- code', '<pre>code']) {
      expect(parse(`## A\n\n${open}\n\n## B\n\n**TLDR:** b\n\nText.`).sections).toMatchObject([
        { title: 'A' },
        { title: 'B', tldr: 'b', body: { text: 'Text.' } },
      ]);
    }
  });

  it('shows a footnote or a name in brackets that would be taken for a definition', () => {
    expect(only('## A\n\n[^1]: Ibid.\n\n[Bob]: hello').body.text).toBe('\\[^1]: Ibid.\n\n\\[Bob]: hello');
  });

  const wild: readonly (readonly [string, string])[] = [
    ['a line of 5 MB', 'word '.repeat(1_000_000)],
    ['a word of 5 MB', 'w'.repeat(5_000_000)],
    ['200,000 lines', 'some words here\n'.repeat(200_000)],
    ['a line of 9 MB', 'some words here '.repeat(600_000)],
    ['a paragraph of 9 MB', `## Head\n\n${'some words here\n'.repeat(600_000)}`],
    ['200,000 headings', '## Head\nword\n'.repeat(100_000)],
    ['200,000 bullets', '- word\n'.repeat(200_000)],
    ['1 MB of <', `${'<'.repeat(1_000_000)} word`],
    ['1 MB of [', `${'['.repeat(1_000_000)} word`],
    ['1 MB of ](', `${'](x'.repeat(300_000)} word`],
    ['1 MB of stars', `${'*a **b '.repeat(150_000)} word`],
    ['1 MB of backticks', `${'`a ``'.repeat(200_000)} word`],
    ['an address of 1 MB', `https://x.example.org/${')'.repeat(1_000_000)} word`],
    ['addresses without end', `${'https://'.repeat(100_000)} word`],
    ['tags without end', `<div>\n${'<a href=x '.repeat(100_000)} word`],
    ['comments without end', `${'<!-- '.repeat(200_000)} word`],
    ['lists nested 400 deep', Array.from({ length: 400 }, (_, level) => `${'  '.repeat(level)}- word${level}`).join('\n')],
    ['quotes nested 5,000 deep', `${'>'.repeat(5000)} word`],
    ['lists nested on one line', `${'- '.repeat(5000)}word`],
    ['emphasis nested 10,000 deep', `${'*a **b '.repeat(5000)}word${' c** d*'.repeat(5000)}`],
    ['5,000,000 blank lines', `word${'\n'.repeat(5_000_000)}word`],
    ['blank lines with spaces', `word${' \n'.repeat(1_000_000)}word`],
    ['50,000 definitions', `${Array.from({ length: 50_000 }, (_, n) => `[d${n}]: https://x.example.org/${n}`).join('\n')}\n\nword [d7]`],
    ['50,000 labels', '**TLDR:** word\n'.repeat(50_000)],
    ['50,000 lazy labels', '- word\n**Link:** word\n'.repeat(50_000)],
    ['50,000 copies of the last line', 'External Links (3)\nword\n'.repeat(50_000)],
    ['1,000,000 cells', `|a|\n|-|\n${'|word'.repeat(1_000_000)}`],
    ['front matter without end', `---\n${'a: b\n'.repeat(100_000)}word`],
  ];

  it.each(wild)('keeps the words of %s in both forms', { timeout: 60_000 }, (_name, text) => {
    for (const form of ['markdown', 'text'] as const) {
      const all = JSON.stringify(parse(text, { form }));
      expect(all.includes('word') || all.includes('www')).toBe(true);
    }
  });
});

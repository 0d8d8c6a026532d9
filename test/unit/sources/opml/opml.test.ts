// Lists of subscriptions: as other programs write them, as nobody should, and our own there and back.

import { describe, expect, it } from 'vitest';
import { largestText } from '../../../../src/digest/largestText.js';
import type { OpmlReading, SourceDefinition } from '../../../../src/protocol/sources.js';
import { readOpml } from '../../../../src/sources/opml/readOpml.js';
import { writeOpml } from '../../../../src/sources/opml/writeOpml.js';
import { createDice } from '../../../bench/random.js';

function read(content: string | Uint8Array): OpmlReading {
  const outcome = readOpml(content);
  if (outcome.outcome === 'failed') throw new Error(`not read: ${outcome.problem.reason}`);
  return outcome.list;
}

function reasonOf(content: string | Uint8Array): string {
  const outcome = readOpml(content);
  return outcome.outcome === 'failed' ? outcome.problem.reason : 'read';
}

/** A list around outlines. */
function list(body: string): string {
  return `<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>${body}</body></opml>`;
}

describe('readOpml', () => {
  it('reads names, addresses and nested categories', () => {
    const text = list(`
      <outline text="Loose" title="Other" type="rss" xmlUrl="https://loose.example/feed" htmlUrl="https://loose.example/"/>
      <outline text="Tools">
        <outline title="Only a title" xmlUrl="https://one.example/feed.xml" />
        <outline text="Editors"><outline text="Two" type="rss" xmlUrl="http://two.example/rss"></outline></outline>
      </outline>`);
    expect(readOpml(text)).toEqual({
      outcome: 'read',
      list: {
        title: 'Mine',
        sources: [
          { feed: 'https://loose.example/feed', name: 'Loose' },
          { feed: 'https://one.example/feed.xml', name: 'Only a title', category: 'Tools' },
          { feed: 'http://two.example/rss', name: 'Two', category: 'Tools/Editors' },
        ],
        repeated: 0,
        bad: [],
        isCutShort: false,
      },
    });
  });

  it.each([
    [
      'another spelling of the attribute',
      '<outline text="A" xmlurl="https://a.example/f"/><OUTLINE TEXT="B" XMLURL="https://b.example/f"/>',
    ],
    ['no type, single quotes', "<outline text='A' xmlUrl='https://a.example/f'/><outline text='B' xmlUrl='https://b.example/f'/>"],
    [
      'url in place of xmlUrl',
      '<outline type="rss" text="A" url="https://a.example/f"/><outline type="atom" text="B" url="https://b.example/f"/>',
    ],
    [
      'the old scheme of feeds',
      '<outline text="A" xmlUrl="feed:https://a.example/f"/><outline text="B" xmlUrl="feed:https://b.example/f"/>',
    ],
    [
      'comments and sections',
      '<!-- <outline xmlUrl="https://no.example/"/> --><outline text="A" xmlUrl="https://a.example/f"/><![CDATA[<]]><outline text="B" xmlUrl="https://b.example/f"/>',
    ],
  ])('understands %s', (_name, body) => {
    expect(read(list(body)).sources).toEqual([
      { feed: 'https://a.example/f', name: 'A' },
      { feed: 'https://b.example/f', name: 'B' },
    ]);
  });

  it('keeps bare and escaped signs in addresses and names', () => {
    const { sources } = read(list('<outline text="R&D &amp; caf&eacute; &copy" xmlUrl="https://a.example/?a=1&b=2&amp;copy=3"/>'));
    expect(sources).toEqual([{ feed: 'https://a.example/?a=1&b=2&copy=3', name: 'R&D & café &copy' }]);
  });

  it('reads outlines without a body, a head or a root', () => {
    const outline = '<outline text="A" xmlUrl="https://a.example/f"/>';
    const sources = [{ feed: 'https://a.example/f', name: 'A' }];
    expect(read(`<opml version="1.1">${outline}</opml>`)).toEqual({ sources, repeated: 0, bad: [], isCutShort: false });
    expect(read(outline)).toEqual({ sources, repeated: 0, bad: [], isCutShort: false });
    expect(read(`Warning: something\n<br />\n${list(outline)}`).sources).toEqual(sources);
  });

  it('takes an outline with an address and outlines in it for both a source and a category', () => {
    const { sources, bad } = read(
      list('<outline text="Folder" xmlUrl="https://a.example/f"><outline text="In" xmlUrl="https://b.example/f"/></outline>'),
    );
    expect(sources).toEqual([
      { feed: 'https://a.example/f', name: 'Folder' },
      { feed: 'https://b.example/f', name: 'In', category: 'Folder' },
    ]);
    expect(bad).toEqual([]);
  });

  it('takes the category of an attribute where nothing is nested', () => {
    const { sources } = read(
      list(`<outline text="A" category="/News/AI,other" xmlUrl="https://a.example/f"/>
        <outline text="Nest"><outline text="B" category="/News" xmlUrl="https://b.example/f"/></outline>`),
    );
    expect(sources.map(({ category }) => category)).toEqual(['News/AI', 'Nest']);
  });

  it('names each source once, however its address is written', () => {
    const { sources, repeated } = read(
      list(
        [
          'https://a.example/feed',
          'http://a.example/feed/',
          'https://A.EXAMPLE/feed?utm_source=x',
          'https://me:secret@a.example/feed',
          'feed://a.example/feed',
        ]
          .map((address, index) => `<outline text="A${index}" xmlUrl="${address}"/>`)
          .join(''),
      ),
    );
    expect(sources).toEqual([{ feed: 'https://a.example/feed', name: 'A0' }]);
    expect(repeated).toBe(4);
  });

  it('takes user and password out of addresses, those of bad lines too', () => {
    const { sources, bad } = read(list('<outline xmlUrl="https://me:secret@a.example/f"/><outline xmlUrl="ftp://me:secret@b.example/f"/>'));
    expect(sources).toEqual([{ feed: 'https://a.example/f' }]);
    expect(bad).toEqual([{ text: 'ftp://b.example/f', reason: 'badAddress' }]);
  });

  it('says which outlines are no sources', () => {
    const { sources, bad } = read(
      list(`<outline text="No address" type="rss"/><outline text="A page" type="link" url="https://a.example/"/>
        <outline text="Script" xmlUrl="javascript:alert(1)"/><outline text="File" xmlUrl="file:///etc/passwd"/><outline text="Odd" xmlUrl="http://"/>
        <outline/><outline text="Blank" xmlUrl=" "/>`),
    );
    expect(sources).toEqual([]);
    expect(bad).toEqual([
      { text: 'No address', reason: 'noAddress' },
      { text: 'A page', reason: 'noAddress' },
      { text: 'Script', reason: 'badAddress' },
      { text: 'File', reason: 'badAddress' },
      { text: 'Odd', reason: 'badAddress' },
      { text: 'Blank', reason: 'noAddress' },
    ]);
  });

  it('keeps every whole outline of a list that was cut, at each of its bytes', () => {
    const outlines = ['a', 'b', 'c'].map((name) => `<outline text="${name}" xmlUrl="https://${name}.example/feed"/>`);
    const text = list(`<outline text="In">${outlines.join('')}</outline>`);
    const start = text.indexOf('<opml');
    for (let length = start + 5; length < text.length - 6; length++) {
      const cut = text.slice(0, length);
      const outcome = readOpml(Buffer.from(cut));
      const whole = outlines.filter((outline) => cut.includes(outline)).length;
      const found = outcome.outcome === 'read' ? outcome.list.sources.length : 0;
      expect({ length, found, isCutShort: outcome.outcome === 'failed' || outcome.list.isCutShort }).toEqual({
        length,
        found: whole,
        isCutShort: true,
      });
      if (outcome.outcome === 'read') expect(outcome.list.bad).toEqual([]);
    }
  });

  it('reads UTF-16, a mark, and the encoding that the list declares', () => {
    const text = list('<outline text="Żółw" xmlUrl="https://a.example/f"/>');
    const sources = [{ feed: 'https://a.example/f', name: 'Żółw' }];
    expect(read(Buffer.from(`\uFEFF${text}`, 'utf16le')).sources).toEqual(sources);
    expect(read(Buffer.from(text, 'utf16le').swap16()).sources).toEqual(sources);
    expect(read(Buffer.from(`\uFEFF${text}`)).sources).toEqual(sources);
    const western = list('<outline text="caf\xe9" xmlUrl="https://a.example/f"/>').replace('?>', ' encoding="iso-8859-1"?>');
    expect(read(Buffer.from(western, 'latin1')).sources).toEqual([{ feed: 'https://a.example/f', name: 'café' }]);
  });

  it.each([
    ['nothing', '', 'empty'],
    ['blanks', ' \n\t', 'empty'],
    ['a web page', '<!DOCTYPE html><html><body><outline xmlUrl="https://a.example/f"/></body></html>', 'webPage'],
    ['a web page without a doctype', '<HTML><head><title>x</title></head></HTML>', 'webPage'],
    ['a feed', '<rss version="2.0"><channel><title>x</title></channel></rss>', 'malformed'],
    ['JSON', '{"outline": []}', 'malformed'],
    ['a file that is no text', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), 'malformed'],
    ['too much', 'x'.repeat(largestText + 1), 'tooLarge'],
  ])('does not take %s for a list', (_name, content, reason) => {
    expect(reasonOf(content)).toBe(reason);
  });

  it('expands no bomb and reads nothing from outside', () => {
    const entities = Array.from({ length: 10 }, (_, index) => `<!ENTITY e${index + 1} "${`&e${index};`.repeat(10)}">`).join('');
    const bomb = `<!DOCTYPE opml [<!ENTITY e0 "bomb">${entities}<!ENTITY file SYSTEM "file:///etc/passwd">]>`;
    const { sources } = read(
      bomb + list('<outline text="&e10;" xmlUrl="https://a.example/f"/><outline text="&file;" xmlUrl="https://b.example/f"/>'),
    );
    expect(sources).toHaveLength(2);
    expect(JSON.stringify(sources).length).toBeLessThan(2000);
    expect(sources[1]).toEqual({ feed: 'https://b.example/f', name: '&file;' });
  });

  it('is not led astray by names of objects', () => {
    const names = ['__proto__', 'constructor', 'toString'];
    const { sources } = read(
      list(
        names
          .map(
            (name, index) => `<outline text="${name}" ${name}="x"><outline text="${name}" xmlUrl="https://${index}.example/f"/></outline>`,
          )
          .join(''),
      ),
    );
    expect(sources).toEqual(names.map((name, index) => ({ feed: `https://${index}.example/f`, name, category: name })));
  });

  it.each([
    ['openers of comments', '<!--'.repeat(200_000)],
    ['openers of sections', '<![CDATA['.repeat(200_000)],
    ['document types', '<!DOCTYPE opml ['.repeat(100_000)],
    ['signs', '<'.repeat(1_000_000)],
    ['outlines in outlines', '<outline text="x/y">'.repeat(200_000)],
    ['ends', '</outline>'.repeat(200_000)],
    ['quotes that never end', '<outline text="'.repeat(100_000)],
    ['attributes', `<outline ${'a="b" '.repeat(200_000)}/>`],
  ])('comes to an end with very many %s', { timeout: 20_000 }, (_name, middle) => {
    const outcome = readOpml(`<opml><outline text="First" xmlUrl="https://a.example/f"/>${middle}`);
    expect(outcome).toMatchObject({ outcome: 'read', list: { sources: [{ feed: 'https://a.example/f' }], isCutShort: true } });
  });
});

describe('a list that was damaged', () => {
  it('never fails, and keeps what stands before the damage', () => {
    const outlines = Array.from({ length: 8 }, (_unused, index) => `<outline text="F${index}" xmlUrl="https://h${index}.example/f"/>`);
    const text = list(`<outline text="A">${outlines.slice(0, 4).join('')}</outline>${outlines.slice(4).join('\n')}`);
    const below = createDice(7);
    const pieces = [
      '<',
      '>',
      '"',
      '&',
      '<!--',
      ']]>',
      '<![CDATA[',
      '</outline>',
      '<outline ',
      '\0',
      '\ud800',
      '<?',
      'xmlUrl=',
      '&#x0;',
      '<!DOCTYPE [',
    ];
    for (let round = 0; round < 3000; round++) {
      const at = text.indexOf('<outline') + below(text.length - text.indexOf('<outline'));
      const damaged = text.slice(0, at) + (pieces[below(pieces.length)] ?? '') + text.slice(at + below(12));
      const { sources } = read(damaged);
      const before = outlines.filter((outline) => text.slice(0, at).includes(outline)).length;
      expect({ round, kept: sources.slice(0, before).map((source) => source.name) }).toEqual({
        round,
        kept: Array.from({ length: before }, (_unused, index) => `F${index}`),
      });
    }
  });
});

/** Definitions of every kind, with what names and categories may hold. */
function anySources(seed: number): readonly SourceDefinition[] {
  const below = createDice(seed);
  const pick = (values: readonly string[]): string => values[below(values.length)] ?? '';
  const words = ['News', 'R&D', '"quoted"', "it's", '<b>', ']]>', 'Żółw', '織機', '🧵', '&amp;', 'a  b', '__proto__', '100 %', 'x=y'];
  const phrase = (): string => Array.from({ length: 1 + below(3) }, () => pick(words)).join(pick([' ', '-']));
  const category = (): string => Array.from({ length: 1 + below(3) }, phrase).join(pick(['/', '/', ' / ', '//']));
  return Array.from({ length: 1 + below(12) }, (_, index): SourceDefinition => {
    const options = {
      ...(below(3) > 0 ? { name: phrase() } : {}),
      ...(below(3) > 0 ? { category: category() } : {}),
      ...(below(4) === 0 ? { paused: true as const } : {}),
    };
    const address = `https://h${index}.example/${pick(['', 'feed?a=1&b=2', 'a%20b', "o'ne", 'Ünï'])}`;
    const kind = below(3);
    const was = below(3) === 0 ? { was: `https://h${index}.example/first` } : {};
    if (kind === 0) return { feed: address.replace('https', pick(['http', 'https'])), ...was, ...options };
    if (kind === 1) return { site: address, ...was, ...options };
    return { git: address, ...(below(2) === 0 ? { path: phrase() } : {}), ...(below(2) === 0 ? { branch: 'main' } : {}), ...options };
  });
}

/** The same for the same sources, in whatever order they and their fields stand. */
function inOrder(sources: readonly SourceDefinition[]): readonly string[] {
  const fields = ['feed', 'site', 'git', 'was', 'path', 'branch', 'name', 'category', 'paused'];
  return sources.map((source) => JSON.stringify(source, fields)).sort();
}

it('counts the addresses whose user and password it leaves out', () => {
  const list = read('<opml><body><outline xmlUrl="https://eve:shuttle@a.example/f"/><outline xmlUrl="https://b.example/f"/></body></opml>');
  expect(list).toMatchObject({ sources: [{ feed: 'https://a.example/f' }, { feed: 'https://b.example/f' }], signInsLeftOut: 1 });
  expect(JSON.stringify(list)).not.toContain('shuttle');
});

describe('writeOpml', () => {
  it('names a source as it calls itself, which is not a name that was given to it', () => {
    const sources = [{ feed: 'https://a.example/f' }, { feed: 'https://b.example/f', name: 'Mine' }];
    const text = writeOpml(sources, 'List', ({ name }) => (name === undefined ? 'Looms & Co' : undefined));
    expect(text).toContain('text="Looms &#38; Co"');
    expect(read(text).sources).toEqual(sources);
  });

  it('writes what other readers import: nested outlines with rss addresses', () => {
    const text = writeOpml(
      [
        { feed: 'https://a.example/f?a=1&b=2', name: 'A', category: 'Tools/Editors' },
        { feed: 'https://b.example/f', category: 'Tools' },
        { folder: '~/notes' },
      ],
      'My "list"',
    );
    expect(text).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0" xmlns:digest="urn:digest-reader:opml">
  <head>
    <title>My &#34;list&#34;</title>
  </head>
  <body>
    <outline text="Tools" title="Tools">
      <outline type="rss" text="https://b.example/f" title="https://b.example/f" xmlUrl="https://b.example/f"/>
      <outline text="Editors" title="Editors">
        <outline type="rss" text="A" title="A" xmlUrl="https://a.example/f?a=1&#38;b=2"/>
      </outline>
    </outline>
  </body>
</opml>
`);
  });

  it('never writes a secret', () => {
    const text = writeOpml(
      [{ feed: 'https://me:secret@a.example/f' }, { git: 'https://token@b.example/r' }, { site: 'https://u:secret@c.example/' }],
      'x',
    );
    expect(text).not.toMatch(/secret|token|me:/);
    expect(read(text).sources).toEqual([{ feed: 'https://a.example/f' }, { git: 'https://b.example/r' }, { site: 'https://c.example/' }]);
  });

  it('gives every source back as it was, whatever is in its name and category', () => {
    for (let seed = 1; seed <= 500; seed++) {
      const sources = anySources(seed);
      const back = read(writeOpml(sources, 'x'));
      expect({ seed, sources: inOrder(back.sources) }).toEqual({ seed, sources: inOrder(sources) });
      expect(back).toMatchObject({ repeated: 0, bad: [], isCutShort: false });
      expect(writeOpml(back.sources, 'x')).toBe(writeOpml(read(writeOpml(back.sources, 'x')).sources, 'x'));
    }
  });

  it('keeps 10,000 sources in categories 50 deep', { timeout: 20_000 }, () => {
    const sources = Array.from({ length: 10_000 }, (_, index): SourceDefinition => ({
      feed: `https://h${index}.example/feed`,
      name: `Feed ${index}`,
      category: Array.from({ length: 1 + (index % 50) }, (_unused, level) => `Level ${level}`).join('/'),
    }));
    const { sources: back, repeated } = read(writeOpml(sources, 'x'));
    expect(inOrder(back)).toEqual(inOrder(sources));
    expect(repeated).toBe(0);
  });
});

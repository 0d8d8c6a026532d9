import { describe, expect, it } from 'vitest';
import { parseFeed } from '../../../../src/sources/feeds/parseFeed.js';
import { atom, read, rss, titles } from './read.js';

const good = '<item><title>Good</title><link>https://orchard.example/good</link></item>';

/** A generous watchdog: far above what any of these takes, far below what an attack wants. */
const watchdog = 20_000;

describe('entities', () => {
  it('expands no bomb', { timeout: watchdog }, () => {
    const levels = Array.from({ length: 12 }, (_, n) => `<!ENTITY b${n + 1} "${`&b${n};`.repeat(10)}">`).join('');
    const bomb = `<!DOCTYPE rss [<!ENTITY b0 "boom">${levels}]>`;
    const feed = read(bomb + rss(`<item><title>Bomb</title><description>&b12;</description></item>${good}`));
    expect(titles(feed)).toEqual(['Bomb', 'Good']);
    expect(JSON.stringify(feed).length).toBeLessThan(500_000);
    const quadratic = `<!DOCTYPE rss [<!ENTITY a "${'x'.repeat(5_000)}">]>`;
    const wide = read(quadratic + rss(`<item><description>${'&a;'.repeat(50_000)}</description></item>${good}`));
    expect(JSON.stringify(wide).length).toBeLessThan(1_000_000);
  });

  it('reads nothing from outside', () => {
    const feed = read(
      `<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/hostname"><!ENTITY % p SYSTEM "http://127.0.0.1:9/p.dtd">%p;]>` +
        rss('<item><title>A &f; b</title><description><xi:include href="file:///etc/hostname"/>Text</description></item>'),
    );
    expect(titles(feed)).toEqual(['A &f; b']);
  });

  it('expands short texts that the document declares', () => {
    const type = `<!DOCTYPE rss [\n<!ENTITY brand "Pear &#38; Co">\n<!ENTITY twice '&brand;!'>\n]>`;
    expect(titles(read(type + rss('<item><title>&brand; and &twice; &amp; &unknown;</title></item>')))).toEqual([
      'Pear & Co and Pear & Co! & &unknown;',
    ]);
  });

  it('takes names of HTML without a declaration, and keeps bare ampersands', () => {
    const feed = read(
      rss('<item><title>Caf&eacute;&nbsp;&mdash; R&D &copy; 5</title><link>https://orchard.example/?a=1&b=2&copy=3</link></item>'),
    );
    expect(feed.entries[0]).toMatchObject({ title: 'Café — R&D © 5', url: 'https://orchard.example/?a=1&b=2&copy=3' });
  });
});

describe('junk', () => {
  it.each([
    ['blank lines', '\n\n  '],
    ['a warning of PHP', '<br />\n<b>Warning</b>:  Undefined variable $x in <b>/srv/feed.php</b> on line <b>3</b><br />\n'],
    ['a warning with an unclosed tag', '<br>Notice: a < b\n'],
    ['a comment', '<!-- served by <b>cache</b> -->'],
    ['plain words', 'Deprecated: something & nothing\n'],
  ])('before the root: %s', (_name, junk) => {
    expect(titles(read(junk + rss(good)))).toEqual(['Good']);
  });

  it.each([
    '<script>if (a < b) track("</x>")</script>',
    '<!-- 0.2 s -->',
    '<html><body><p>Bye</body></html>',
    '\0\0',
    '</channel>',
    '<rss>',
  ])('after the root: %s', (junk) => {
    expect(read(rss(good) + junk)).toMatchObject({ isCutShort: false, entries: [{ title: 'Good' }] });
  });
});

describe('broken markup', () => {
  it.each([
    ['raw HTML in a description', '<description><p>One<br>two <img src="a.png"> <b>bold</p></description>'],
    ['an unclosed description', '<description>One <b>two'],
    ['an unclosed title', '<title>Broken<link>https://orchard.example/x</link>'],
    ['a wrong end tag', '<title>Broken</titel><description>Text</descr>'],
    ['upper case', '<TITLE>Broken</Title><Description>Text</DESCRIPTION>'],
    ['an undeclared prefix', '<foo:bar><foo:baz>x</foo:bar>'],
    [
      'attributes without quotes, twice and without a value',
      '<enclosure url=https://orchard.example/a.mp3 url="b" length=3 checked type=audio/mpeg>',
    ],
    ['an unclosed attribute', '<enclosure url="https://orchard.example/a.mp3><b>'],
    ['names of every object', '<__proto__>x</__proto__><constructor>y</constructor><toString/><hasOwnProperty>z</hasOwnProperty>'],
    ['an unclosed CDATA section', '<description><![CDATA[<p>Text</description>'],
    ['an unclosed comment', '<description><!-- Text</description>'],
    ['an unclosed instruction', '<description><?php Text</description>'],
    ['ends of CDATA in the text', '<description>a ]]> b</description>'],
    ['a section in a section', '<description><![CDATA[a <![CDATA[b]]> c]]></description>'],
  ])('%s spoils one item at most', (_name, inside) => {
    const feed = read(rss(`<item><guid>first</guid></item><item><guid>broken</guid>${inside}</item>${good}`));
    expect(feed.entries.map(({ guid, title }) => guid ?? title)).toEqual(['first', 'broken', 'Good']);
    expect(feed.isCutShort).toBe(false);
    expect(Object.prototype).not.toHaveProperty('x');
  });

  it('keeps the fields around a broken one', () => {
    const feed = read(
      rss(`<item><title>One</titel><link>https://orchard.example/1</link><pubDate>Tue, 10 Nov 2026 08:30:00 GMT</item>
        <item><title>Two<item><TITLE>Three</TITLE><enclosure url=https://orchard.example/a.mp3 length=3 type=audio/mpeg></enclosure></item>`),
    );
    expect(feed.entries).toMatchObject([
      { url: 'https://orchard.example/1', published: '2026-11-10T08:30:00Z' },
      { title: 'Two' },
      { title: 'Three', enclosures: [{ url: 'https://orchard.example/a.mp3', length: 3, type: 'audio/mpeg' }] },
    ]);
  });

  it('knows namespaces by their address', () => {
    const feed = read(`<a:feed xmlns:a="https://www.w3.org/2005/Atom/" xmlns:m="http://search.yahoo.com/mrss"><a:title>Orchard</a:title>
      <a:entry><a:title>One</a:title><a:link href="https://orchard.example/1"/><m:content url="https://orchard.example/a.jpg" type="image/jpeg"/></a:entry></a:feed>`);
    expect(feed).toMatchObject({
      title: 'Orchard',
      version: '1.0',
      entries: [{ title: 'One', url: 'https://orchard.example/1', enclosures: [{ url: 'https://orchard.example/a.jpg' }] }],
    });
    const other = read(
      '<rss version="2.0" xmlns:z="http://purl.org/dc/elements/1.1/" xmlns:atom="urn:not-atom"><channel><item><z:creator>Ann</z:creator></item></channel></rss>',
    );
    expect(other.entries[0]?.authors).toEqual([{ name: 'Ann' }]);
  });
});

describe('addresses', () => {
  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/hostname', 'vscode://x', 'command:x', ' java\nscript:alert(1)'])(
    'drops %s wherever it stands',
    (address) => {
      const escaped = address.replace('\n', '&#10;');
      const feed = read(
        rss(
          `<item><title>x</title><link>${escaped}</link><guid>${escaped}</guid><comments>${escaped}</comments><enclosure url="${escaped}"/></item>`,
          `<title>x</title><link>${escaped}</link><image><url>${escaped}</url></image>`,
        ),
      );
      expect(feed).not.toHaveProperty('homePage');
      expect(feed).not.toHaveProperty('image');
      expect(feed.entries[0]).toMatchObject({ enclosures: [], links: [] });
      expect(feed.entries[0]).not.toHaveProperty('url');
      const json = read(
        JSON.stringify({ version: '1', items: [{ id: '1', url: address, external_url: address, attachments: [{ url: address }] }] }),
      );
      expect(json.entries[0]).toMatchObject({ enclosures: [], links: [] });
      expect(json.entries[0]).not.toHaveProperty('url');
    },
  );

  it('sees relative ones from the feed address, and in RSS rather from the site', () => {
    const item = '<item><link>/a</link><description>&lt;img src="b.png"&gt;</description><enclosure url="c.mp3"/></item>';
    const address = 'https://feeds.example/orchard/feed.xml';
    expect(read(rss(item, ''), { address }).entries[0]).toMatchObject({
      url: 'https://feeds.example/a',
      summary: { base: address },
      enclosures: [{ url: 'https://feeds.example/orchard/c.mp3' }],
    });
    expect(read(rss(item), { address }).entries[0]).toMatchObject({
      url: 'https://orchard.example/a',
      summary: { base: 'https://orchard.example/' },
    });
    expect(read(rss(item).replace('<channel>', '<channel xml:base="https://base.example/x/">'), { address }).entries[0]).toMatchObject({
      url: 'https://base.example/a',
      summary: { base: 'https://base.example/x/' },
    });
    expect(read(atom('<entry><link href="a"/></entry>'), { address }).entries[0]?.url).toBe('https://feeds.example/orchard/a');
    expect(read(rss(item, '')).entries[0]).toMatchObject({ url: '/a' });
  });

  it('tells where a feed has moved', () => {
    const feed = read(
      rss(
        good,
        '<itunes:new-feed-url>https://new.example/feed</itunes:new-feed-url><atom:link rel="self" href="https://old.example/feed"/>',
      ),
    );
    expect(feed.self).toBe('https://new.example/feed');
  });
});

describe('texts', () => {
  it.each([
    ['Tom &amp;amp; Ann', 'Tom & Ann'],
    ['<![CDATA[Tom &amp; Ann]]>', 'Tom & Ann'],
    ['<![CDATA[<b>Bold</b> &#8211; x]]>', 'Bold – x'],
    ['Use List&lt;T&gt; &lt;3', 'Use List<T> <3'],
    ['A &lt;code&gt;Map&amp;lt;K&amp;gt;&lt;/code&gt;', 'A Map<K>'],
    ['<i>Slanted</i> title', 'Slanted title'],
    ['a ]]&gt; b', 'a ]]> b'],
    ['5 &lt; 6 &amp;&amp; 7 &gt; 3', '5 < 6 && 7 > 3'],
    ['Line\n  two', 'Line two'],
  ])('reads the RSS title %s', (written, title) => {
    expect(titles(read(rss(`<item><title>${written}</title></item>`)))).toEqual([title]);
  });

  it.each([
    ['type="text"', 'a &lt;b> &amp;amp;', 'a <b> &amp;'],
    ['', 'a &lt;b> c', 'a <b> c'],
    ['type="html"', 'a &lt;b>c&lt;/b> &amp;amp; d', 'a c & d'],
    ['type="xhtml"', '<div xmlns="http://www.w3.org/1999/xhtml">a <b>c</b> &lt;d&gt;</div>', 'a c <d>'],
    ['type="text/html" mode="escaped"', '&lt;i>a&lt;/i>', 'a'],
    ['mode="xml" type="application/xhtml+xml"', '<x:div xmlns:x="http://www.w3.org/1999/xhtml">a <x:b>c</x:b></x:div>', 'a c'],
    ['mode="base64" type="text/plain"', 'UGVhcnMgPDM=', 'Pears <3'],
  ])('reads an Atom title with %s', (attributes, written, title) => {
    expect(titles(read(atom(`<entry><title ${attributes}>${written}</title></entry>`)))).toEqual([title]);
  });

  it('tells text from markup in Atom, by what is declared', () => {
    const contents = [
      '<content>a &lt;b> c</content>',
      '<content type="html">a &lt;b>c&lt;/b></content>',
      '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>a<br/>b</p></div></content>',
      '<content type="application/octet-stream">PHA+YmFzZTY0PC9wPg==</content>',
    ];
    const feed = read(atom(contents.map((content) => `<entry>${content}</entry>`).join('')));
    expect(feed.entries.map(({ content }) => content)).toEqual([
      { format: 'text', value: 'a <b> c' },
      { format: 'html', value: 'a <b>c</b>' },
      { format: 'html', value: '<p>a<br/>b</p>' },
      { format: 'html', value: '<p>base64</p>' },
    ]);
  });
});

describe('people', () => {
  it.each([
    ['ann@orchard.example (Ann Pear)', { name: 'Ann Pear', email: 'ann@orchard.example' }],
    ['Ann Pear &lt;ann@orchard.example&gt;', { name: 'Ann Pear', email: 'ann@orchard.example' }],
    ['Ann Pear (mailto:ann@orchard.example)', { name: 'Ann Pear', email: 'ann@orchard.example' }],
    ['ann@orchard.example', { email: 'ann@orchard.example' }],
    ['Ann [https://ann.example/]', { name: 'Ann', url: 'https://ann.example/' }],
    ['<b>Ann</b> Pear', { name: 'Ann Pear' }],
    ['<name>Ann</name><email>ann@orchard.example</email>', { name: 'Ann', email: 'ann@orchard.example' }],
  ])('%s', (written, person) => {
    expect(read(rss(`<item><author>${written}</author></item>`)).entries[0]?.authors).toEqual([person]);
  });
});

describe('hostile size', { timeout: watchdog }, () => {
  const many = 100_000;
  it.each([
    ['elements in elements', rss(`<item><description>${'<a>'.repeat(20_000)}</description></item>${good}`)],
    ['elements in a channel', rss('<a>'.repeat(20_000) + good)],
    ['attributes', rss(`<item ${Array.from({ length: many }, (_, n) => `a${n}="1"`).join(' ')}></item>${good}`)],
    ['openers', rss(`<item><description>${'<'.repeat(1_000_000)}</description></item>${good}`)],
    ['CDATA openers', rss(`<item><description>${'<![CDATA['.repeat(many)}</description></item>${good}`)],
    [
      'CDATA openers whose end is far away',
      rss(`<item>${'<title><![CDATA[a</title>'.repeat(many)}</item><item><![CDATA[ ]]></item>${good}`),
    ],
    ['document types without an end', '<!DOCTYPE a [>'.repeat(many) + rss(good)],
    ['comment openers', rss(`<item><description>${'<!--'.repeat(many)}</description></item>${good}`)],
    ['namespaces', rss(`<item>${Array.from({ length: 20_000 }, (_, n) => `<x${n} xmlns:p${n}="u">`).join('')}</item>${good}`)],
    ['brackets in a name', rss(`<item><author>${'a('.repeat(many)}</author></item>${good}`)],
    ['quotes', rss(`<item>${'<a b="'.repeat(many)}</item>${good}`)],
  ])('many %s cost only their own item', (_name, body) => {
    expect(titles(read(body)).at(-1)).toBe('Good');
  });
});

describe('JSON', () => {
  it('keeps what is an item among other things', () => {
    const items = [
      { id: 1, title: 5, tags: 'fruit' },
      null,
      'x',
      [],
      { title: { a: 1 }, url: 7, date_published: 1_762_763_400 },
      { __proto__: 1, title: 'P' },
    ];
    const feed = read(`\uFEFF// made by hand\n${JSON.stringify({ version: 1.1, title: 9, items })}`);
    expect(feed.entries).toMatchObject([{ guid: '1', title: '5' }, { published: '2025-11-10T08:30:00Z' }, { title: 'P' }]);
    expect(read('{"version":"1","title":"x","items":null}').entries).toEqual([]);
    expect(read('{"version":"1","title":"x","items":{"a":{"id":"1"},"b":{"id":"2"}}}').entries).toHaveLength(2);
  });

  it('lets no name reach an object', () => {
    const feed = read(
      '{"version":"1.1","title":"x","__proto__":{"y":1},"constructor":2,"items":[{"__proto__":{"y":1},"constructor":1,"title":"One"}]}',
    );
    expect(titles(feed)).toEqual(['One']);
    expect({}).not.toHaveProperty('y');
  });

  it('forgives commas, comments and line ends', () => {
    expect(titles(read('{"version":"1.1", /* x */ "items":[{"title":"One\ntwo",},\n{"title":"Three"},],}'))).toEqual(['One two', 'Three']);
  });

  it('drops control characters, however they are written', () => {
    const item = String.raw`{"id":"a\u0000b","title":"O\u0000n\u0007e\b \\u0000","tags":["fr\u0000uit"],"content_text":"x\u0000\ty"}`;
    const one = { guid: 'ab', title: 'One \\u0000', categories: [{ name: 'fruit', term: 'fruit' }], content: { value: 'x\ty' } };
    expect(read(`{"version":"1.1","items":[${item}]}`).entries).toMatchObject([one]);
    expect(read(`{"version":"1.1","items":[${item},],}`).entries).toMatchObject([one]);
  });

  it('keeps the items around a broken one', () => {
    const feed = read('{"version":"1.1","title":"Orchard","items":[{"title":"One"},{"title":"A "quoted" word"},{"title":"Three"}]}');
    expect([feed.title, ...titles(feed)]).toEqual(['Orchard', 'One', 'Three']);
  });

  it('survives a hundred thousand lists', { timeout: watchdog }, () => {
    const nested = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(read(`{"version":"1.1","items":[{"title":"One"},${nested}]}`).entries).toHaveLength(1);
    expect(read(`{"version":"1.1","items":[{"title":"One"},${'['.repeat(100_000)}`)).toMatchObject({ isCutShort: true, entries: [{}] });
    expect(parseFeed(nested)).toEqual({ ok: false, problem: { reason: 'notAFeed', detail: 'JSON' } });
  });
});

it('tells entries with the same guid apart by keeping both', () => {
  expect(read(rss('<item><guid>1</guid><title>A</title></item><item><guid>1</guid><title>B</title></item>')).entries).toHaveLength(2);
});

it('says that the body did not arrive whole when the connection says so', () => {
  expect(read(rss(good), { isCutShort: true }).isCutShort).toBe(true);
});

import { describe, expect, it } from 'vitest';
import { parseFeed } from '../../../../src/sources/feeds/parseFeed.js';
import { atom, read, rss, titles } from './read.js';

describe('parseFeed', () => {
  it('reads RSS 2.0 with the usual extensions', () => {
    const feed = read(`<?xml version="1.0" encoding="utf-8"?>
      <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
        xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/">
      <channel>
        <title>Orchard &amp; Garden</title><link>https://orchard.example/</link><description>What grows</description>
        <language>en-GB</language><ttl>90</ttl><generator>Spade 2</generator><copyright>Nobody</copyright>
        <atom:link rel="self" href="https://orchard.example/feed"/>
        <image><url>https://orchard.example/logo.png</url><title>Orchard</title></image>
        <item>
          <title>First &lt;em&gt;pears&lt;/em&gt;</title><link>https://orchard.example/pears</link>
          <guid isPermaLink="false">pear-1</guid><pubDate>Tue, 10 Nov 2026 08:30:00 GMT</pubDate>
          <author>ann@orchard.example (Ann Pear)</author><dc:creator>Ann Pear</dc:creator>
          <category domain="https://tags.example/">Fruit</category><dc:subject>Autumn</dc:subject>
          <description>Short.</description><content:encoded><![CDATA[<p>Long &amp; <a href="/a">linked</a></p>]]></content:encoded>
          <enclosure url="https://orchard.example/pear.mp3" length="12" type="audio/mpeg"/>
          <media:content url="https://orchard.example/pear.jpg" type="image/jpeg" fileSize="7"/>
          <comments>https://orchard.example/pears#comments</comments>
          <source url="https://elsewhere.example/feed">Elsewhere</source>
        </item>
      </channel></rss>`);
    expect(feed).toEqual({
      format: 'rss',
      version: '2.0',
      title: 'Orchard & Garden',
      description: { format: 'text', value: 'What grows', base: 'https://orchard.example/' },
      homePage: 'https://orchard.example/',
      self: 'https://orchard.example/feed',
      language: 'en-GB',
      authors: [],
      categories: [],
      rights: { format: 'text', value: 'Nobody', base: 'https://orchard.example/' },
      generator: 'Spade 2',
      image: 'https://orchard.example/logo.png',
      pause: 5_400_000,
      isCutShort: false,
      entries: [
        {
          guid: 'pear-1',
          title: 'First pears',
          url: 'https://orchard.example/pears',
          published: '2026-11-10T08:30:00Z',
          authors: [{ name: 'Ann Pear', email: 'ann@orchard.example' }],
          categories: [
            { name: 'Fruit', term: 'Fruit', scheme: 'https://tags.example/' },
            { name: 'Autumn', term: 'Autumn' },
          ],
          enclosures: [
            { url: 'https://orchard.example/pear.mp3', type: 'audio/mpeg', length: 12 },
            { url: 'https://orchard.example/pear.jpg', type: 'image/jpeg', length: 7 },
          ],
          content: { format: 'html', value: '<p>Long &amp; <a href="/a">linked</a></p>', base: 'https://orchard.example/' },
          summary: { format: 'text', value: 'Short.', base: 'https://orchard.example/' },
          links: [{ url: 'https://orchard.example/pears#comments', rel: 'comments' }],
          source: { title: 'Elsewhere', url: 'https://elsewhere.example/feed' },
        },
      ],
    });
  });

  it('reads Atom 1.0 with a base at every level', () => {
    const feed = read(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://orchard.example/a/" xml:lang="de">
      <id>urn:orchard</id><title type="html">Obst &amp;amp; Garten</title><updated>2026-11-10T08:30:00Z</updated>
      <link href="index.html"/><link rel="self" href="feed.xml"/><logo>logo.png</logo>
      <entry xml:base="b/"><id>urn:pear</id><title type="text">List&lt;T&gt; &amp;amp; more</title><link href="pears"/>
        <link rel="enclosure" href="pear.mp3" type="audio/mpeg" length="none"/><link rel="via" href="https://elsewhere.example/x"/>
        <author><name>Ann</name><uri>/ann</uri></author><category term="fruit" label="Fruit" scheme="urn:s"/>
        <published>2026-11-09T00:00:00Z</published><updated>2026-11-10T00:00:00+01:00</updated>
        <content type="xhtml" xml:base="c/"><div xmlns="http://www.w3.org/1999/xhtml"><p>A <b>pear</b> &lt; two</p></div></content>
        <summary>5 &lt; 6</summary></entry></feed>`);
    expect(feed).toEqual({
      format: 'atom',
      version: '1.0',
      id: 'urn:orchard',
      title: 'Obst & Garten',
      homePage: 'https://orchard.example/a/index.html',
      self: 'https://orchard.example/a/feed.xml',
      language: 'de',
      updated: '2026-11-10T08:30:00Z',
      authors: [],
      categories: [],
      image: 'https://orchard.example/a/logo.png',
      isCutShort: false,
      entries: [
        {
          guid: 'urn:pear',
          title: 'List<T> &amp; more',
          url: 'https://orchard.example/a/b/pears',
          published: '2026-11-09T00:00:00Z',
          updated: '2026-11-10T00:00:00+01:00',
          authors: [{ name: 'Ann', url: 'https://orchard.example/ann' }],
          categories: [{ name: 'Fruit', term: 'fruit', scheme: 'urn:s' }],
          enclosures: [{ url: 'https://orchard.example/a/b/pear.mp3', type: 'audio/mpeg' }],
          content: { format: 'html', value: '<p>A <b>pear</b> &lt; two</p>', base: 'https://orchard.example/a/b/c/' },
          summary: { format: 'text', value: '5 < 6', base: 'https://orchard.example/a/b/' },
          links: [{ url: 'https://elsewhere.example/x', rel: 'via' }],
        },
      ],
    });
  });

  it('reads RDF, entries outside of the table of contents too', () => {
    const feed = read(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://orchard.example/"><title>Orchard</title>
      <link>https://orchard.example/</link><items><rdf:Seq><rdf:li rdf:resource="urn:1"/></rdf:Seq></items></channel>
      <item rdf:about="urn:1"><title>One</title><link>https://orchard.example/1</link><dc:date>2026-11-10</dc:date></item>
      <item rdf:about="urn:2"><title>Two</title></item></rdf:RDF>`);
    expect(feed).toMatchObject({ format: 'rdf', version: '1.0', title: 'Orchard' });
    expect(feed.entries.map(({ guid, title, url, published }) => [guid, title, url, published])).toEqual([
      ['urn:1', 'One', 'https://orchard.example/1', '2026-11-10'],
      ['urn:2', 'Two', undefined, undefined],
    ]);
  });

  it('reads JSON Feed by any version string', () => {
    const feed = read(
      JSON.stringify({
        version: '1.1',
        title: 'Orchard',
        home_page_url: 'https://orchard.example/',
        feed_url: 'https://orchard.example/feed.json',
        items: [
          {
            id: 7,
            url: '/pears',
            title: 'Pears &amp; co',
            content_html: '<p>Long</p>',
            date_published: '2026-11-10T08:30:00Z',
            tags: ['Fruit'],
          },
          null,
          'pear',
          {
            content_text: 'Only <text>',
            author: { name: 'Ann' },
            attachments: [{ url: 'https://orchard.example/a.mp3', mime_type: 'audio/mpeg', size_in_bytes: 4 }],
          },
        ],
      }),
    );
    expect(feed).toMatchObject({
      format: 'json',
      version: '1.1',
      homePage: 'https://orchard.example/',
      self: 'https://orchard.example/feed.json',
    });
    expect(feed.entries).toMatchObject([
      {
        guid: '7',
        title: 'Pears & co',
        url: 'https://orchard.example/pears',
        published: '2026-11-10T08:30:00Z',
        content: { format: 'html' },
      },
      { content: { format: 'text', value: 'Only <text>' }, authors: [{ name: 'Ann' }], enclosures: [{ length: 4 }] },
    ]);
  });

  it.each([
    ['empty', '  \n ', { reason: 'empty' }],
    ['null', 'null', { reason: 'notAFeed', detail: 'JSON' }],
    [
      'a web page',
      '<!DOCTYPE html><html><head><title>Sign in</title></head><body><p>Hello</body></html>',
      { reason: 'webPage', detail: 'Sign in' },
    ],
    ['a list of feeds', '<opml version="2.0"><body><outline xmlUrl="https://x.example/"/></body></opml>', { reason: 'opmlList' }],
    ['a message in JSON', '{"error":{"message":"Too many calls"}}', { reason: 'errorMessage', detail: 'Too many calls' }],
    [
      'a message in XML',
      '<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>',
      { reason: 'errorMessage', detail: 'Access Denied' },
    ],
    ['a PDF', '%PDF-1.7\n1 0 obj', { reason: 'notAFeed', detail: 'PDF' }],
    ['a picture', '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>', { reason: 'notAFeed', detail: 'SVG' }],
    ['what was cut before its root', '<?xml version="1.0"?>\n<rss vers', { reason: 'malformed' }],
    ['a text', 'It works!', { reason: 'notAFeed', detail: 'text' }],
  ])('says that %s is no feed', (_name, body, problem) => {
    expect(parseFeed(Buffer.from(body))).toEqual({ ok: false, problem });
  });

  it('keeps entries with neither title, link nor guid', () => {
    expect(read(rss('<item><description>Some words</description></item><item/>')).entries).toHaveLength(2);
    expect(read(atom('<entry><content>Some words</content></entry><entry></entry>')).entries).toHaveLength(2);
  });

  it('keeps what follows an empty entry within an entry', () => {
    const feed = read(
      rss('<item><title>Pears</title><item/><link>https://orchard.example/pears</link></item><item><title>Figs</title></item>'),
    );
    expect(feed.entries).toMatchObject([{ title: 'Pears', url: 'https://orchard.example/pears' }, { title: 'Figs' }]);
  });

  it('passes over an entry quoted in an extension, with that extension in it', () => {
    const quoted = '<x:sync><x:old><item><x:sync><x:at/></x:sync><title>Plums</title></item></x:old></x:sync>';
    const feed = read(
      `<rss xmlns:x="urn:x"><channel><item>${quoted}<title>Pears</title></item><item><title>Figs</title></item></channel></rss>`,
    );
    expect(titles(feed)).toEqual(['Pears', 'Figs']);
  });

  it('takes a feed without entries for a feed', () => {
    expect(titles(read(rss('')))).toEqual([]);
    expect(titles(read(atom('')))).toEqual([]);
  });

  it("takes elements with the prefix `rss` for RSS's own, declared or not", () => {
    const items = '<rss:item><rss:title>Pears</rss:title><rss:link>https://orchard.example/pears</rss:link></rss:item>';
    const channel = `<rss:channel><rss:title>Orchard</rss:title>${items}</rss:channel>`;
    for (const document of [
      `<rss rss:version=2.0>${channel}</rss>`,
      `<rss:rss xmlns:rss="https://unknown.example/rss">${channel}</rss:rss>`,
    ]) {
      const feed = read(document);
      expect([feed.title, feed.entries[0]?.title, feed.entries[0]?.url]).toEqual(['Orchard', 'Pears', 'https://orchard.example/pears']);
    }
  });

  it("reads the language of a feed from HTML's attribute too, which `xml:lang` and RSS's element precede", () => {
    expect(read(rss('').replace('<rss ', '<rss lang="de" ')).language).toBe('de');
    expect(read(atom('', 'xmlns="http://www.w3.org/2005/Atom" lang="de"')).language).toBe('de');
    expect(read(atom('', 'xmlns="http://www.w3.org/2005/Atom" lang="de" xml:lang="fr"')).language).toBe('fr');
    expect(read(rss('', '<language>en</language>').replace('<rss ', '<rss lang="de" ')).language).toBe('en');
  });

  it('leaves relative addresses as they are written where nothing says what they are relative to', () => {
    const item =
      '<item><title>Pears</title><link>../pears?a=1#b</link><enclosure url="pear.mp3"/><description>&lt;a href="x"&gt;y&lt;/a&gt;</description></item>';
    const document = `<rss version="2.0"><channel><title>Orchard</title><link>home page</link>${item}</channel></rss>`;
    expect(read(document)).toMatchObject({
      homePage: 'home%20page',
      entries: [{ url: '../pears?a=1#b', enclosures: [{ url: 'pear.mp3' }], summary: { format: 'html', value: '<a href="x">y</a>' } }],
    });
    expect(read(document).entries[0]?.summary).not.toHaveProperty('base');
    expect(read(document, { address: 'https://orchard.example/feeds/all' }).entries[0]?.url).toBe('https://orchard.example/pears?a=1#b');
    expect(read(document.replace('../pears', 'javascript:pears')).entries[0]).not.toHaveProperty('url');
    const based = document.replace('<item>', '<item xml:base="/b/">').replace('../pears', '/pears');
    expect(read(based).entries[0]?.url).toBe('/pears?a=1#b');
    expect(read('{"version":"1","items":[{"id":"1","url":"pears","content_text":"x"}]}').entries[0]?.url).toBe('pears');
  });
});

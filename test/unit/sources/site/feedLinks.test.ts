// The feeds that a page names, and those that are known or guessed from an address.

import { describe, expect, it } from 'vitest';
import { feedLinks } from '../../../../src/sources/site/feedLinks.js';
import { knownFeeds, usualPaths } from '../../../../src/sources/site/knownSites.js';

const page = 'https://loom.example/notes/today';

function addresses(html: string, from = page): readonly string[] {
  return feedLinks(html, from).map(({ address }) => address);
}

describe('links in the head of a page', () => {
  it('are taken by their type, however it is written', () => {
    const html = `<!doctype html><html><head>
      <link rel="alternate" type="application/rss+xml" title="Loom &amp; Co" href="/feed.xml">
      <LINK REL='Alternate Home' TYPE='application/atom+xml; charset=utf-8' HREF=atom.xml>
      <link rel=alternate type=application/feed+json href="https://cdn.example/feed.json#x">
      <link rel="alternate" type="application/rdf+xml" href="feed:https://loom.example/rdf">
      </head>`;
    expect(feedLinks(html, page)).toEqual([
      { address: 'https://loom.example/feed.xml', isOfComments: false },
      { address: 'https://loom.example/notes/atom.xml', isOfComments: false },
      { address: 'https://cdn.example/feed.json', isOfComments: false },
      { address: 'https://loom.example/rdf', isOfComments: false },
    ]);
  });

  it('are seen from the base of the page', () => {
    const html = '<base href="/de/"><base href="/fr/"><link rel=alternate type=application/rss+xml href=feed>';
    expect(addresses(html)).toEqual(['https://loom.example/de/feed']);
  });

  it('are not feeds by every type', () => {
    const html = `
      <link rel="alternate" hreflang="de" href="/de/">
      <link rel="alternate" type="text/html" href="/feed">
      <link rel="stylesheet" type="application/rss+xml" href="/style">
      <link rel="alternate" type="application/json" href="/wp-json/pages/2">
      <link rel="alternate" type="application/json+oembed" href="/oembed?url=feed">
      <link rel="alternate" type="application/json" title="JSON Feed" href="/json">
      <link rel="alternate" type="text/xml" href="/rss.xml">
      <link rel="feed" href="/hub">`;
    expect(addresses(html)).toEqual(['https://loom.example/json', 'https://loom.example/rss.xml', 'https://loom.example/hub']);
  });

  it('stand once each, those of comments last', () => {
    const html = `
      <link rel=alternate type=application/rss+xml title="Loom » Comments Feed" href="/comments/feed/">
      <link rel=alternate type=application/rss+xml title="Loom" href="/feed/">
      <link rel=alternate type=application/rss+xml href="http://loom.example/feed?utm_source=page">`;
    expect(feedLinks(html, page).map(({ address, isOfComments }) => [address, isOfComments])).toEqual([
      ['https://loom.example/feed/', false],
      ['https://loom.example/comments/feed/', true],
    ]);
  });

  it('lead neither to other schemes nor from a public page to a private place', () => {
    const links = [
      'javascript:alert(1)',
      'data:text/xml,x',
      'file:///etc/feed',
      'http://[',
      'http://localhost/feed',
      'http://10.0.0.1/feed',
    ];
    const html = links.map((href) => `<link rel=alternate type=application/rss+xml href="${href}">`).join('');
    expect(addresses(html)).toEqual([]);
    expect(addresses(html, 'http://127.0.0.1:8080/')).toEqual(['http://localhost/feed', 'http://10.0.0.1/feed']);
  });

  it('bring no user and password', () => {
    expect(addresses('<link rel=alternate type=application/rss+xml href="https://eve:x@loom.example/feed">')).toEqual([
      'https://loom.example/feed',
    ]);
  });
});

describe('links in the text of a page', () => {
  it('count where the head names none', () => {
    const html = `<a href="/about">About</a> <a href="/rss.xml"><img></a> <a href="feed://loom.example/x">Subscribe</a>
      <a href="/subscribe">RSS</a> <a href="https://feeds.loom.example/notes">Notes</a> <a href="/feeding-birds">Birds</a>
      <a href="/blog/index.xml">x</a> <a href="/atom">Atoms</a> <a href="/notes/rss-in-2026">On RSS</a> <a href="mailto:rss">RSS</a>`;
    expect(addresses(html)).toEqual([
      'https://loom.example/rss.xml',
      'http://loom.example/x',
      'https://loom.example/subscribe',
      'https://feeds.loom.example/notes',
      'https://loom.example/blog/index.xml',
      'https://loom.example/atom',
    ]);
  });

  it('do not count beside links in the head', () => {
    expect(addresses('<a href="/rss.xml">RSS</a><link rel=alternate type=application/rss+xml href=/feed>')).toEqual([
      'https://loom.example/feed',
    ]);
  });
});

describe('a hostile page', () => {
  it.each([
    ['a thousand links', '<link rel=alternate type=application/rss+xml href=/N>'.repeat(1000).replaceAll('N', '1')],
    ['many different links', Array.from({ length: 5000 }, (_, n) => `<link rel=alternate type=application/rss+xml href=/${n}>`).join('')],
    ['deep nesting', `${'<div>'.repeat(100_000)}<link rel=alternate type=application/rss+xml href=/x>`],
    // Minutes for a parser that looks for the open element of each closing tag.
    ['elements that others close', '<b>'.repeat(250_000) + '</i>'.repeat(250_000)],
    ['open brackets', '<'.repeat(1_000_000)],
    ['open attributes', `<link ${'a="'.repeat(200_000)}`],
    ['one long address', `<a href="/${'feed/'.repeat(200_000)}">x</a>`],
    ['attributes named as properties', '<link __proto__=x constructor=y rel=alternate type=application/rss+xml href=/x>'],
    ['no letters', '\0'.repeat(1000)],
  ])('is read to its end: %s', (_name, html) => {
    expect(feedLinks(html, page).length).toBeLessThanOrEqual(40);
    expect(feedLinks(Buffer.from(html), page).length).toBeLessThanOrEqual(40);
  });
});

describe('known sites', () => {
  it.each([
    ['https://www.youtube.com/channel/UCloom', ['https://www.youtube.com/feeds/videos.xml?channel_id=UCloom']],
    ['https://www.youtube.com/playlist?list=PLloom&x=1', ['https://www.youtube.com/feeds/videos.xml?playlist_id=PLloom']],
    ['https://www.youtube.com/@loom', []],
    ['https://github.com/weaver/loom', ['https://github.com/weaver/loom/releases.atom', 'https://github.com/weaver/loom/commits.atom']],
    [
      'https://github.com/weaver/loom/issues/5',
      ['https://github.com/weaver/loom/releases.atom', 'https://github.com/weaver/loom/commits.atom'],
    ],
    ['https://github.com/weaver', ['https://github.com/weaver.atom']],
    ['https://github.com/features', []],
    ['https://www.reddit.com/r/looms/', ['https://www.reddit.com/r/looms/.rss']],
    ['https://mastodon.example/@weaver', ['https://mastodon.example/@weaver.rss']],
    ['https://mastodon.example/@weaver/123', []],
    ['https://loom.substack.com/p/warp', ['https://loom.substack.com/feed']],
    ['https://medium.com/@weaver', ['https://medium.com/feed/@weaver']],
    ['https://medium.com/loom-notes', ['https://medium.com/feed/loom-notes']],
    ['https://weaver.medium.com/', ['https://weaver.medium.com/feed']],
    ['https://loom.example/about', []],
  ])('%s has %j', (address, feeds) => expect(knownFeeds(address)).toEqual(feeds));
});

describe('usual paths', () => {
  it('are few, below the address first, then at the root of its host', () => {
    const paths = usualPaths('https://loom.example/blog?x=1');
    expect(paths.slice(0, 2)).toEqual(['https://loom.example/blog/feed', 'https://loom.example/blog/rss.xml']);
    expect(paths).toContain('https://loom.example/feed.json');
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths.length).toBeLessThanOrEqual(12);
  });

  it('are those of the host alone for a page deep in it', () => {
    expect(usualPaths('https://loom.example/2026/05/04/warp')).toEqual(usualPaths('https://loom.example/'));
    expect(usualPaths('https://loom.example/index.html')).toEqual(usualPaths('https://loom.example/'));
  });
});

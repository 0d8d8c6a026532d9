import { describe, expect, it } from 'vitest';
import { read, rss } from './read.js';

function entry(markup: string, namespaces: Readonly<Record<string, string>> = {}): ReturnType<typeof read>['entries'][number] {
  const declared = Object.entries(namespaces).map(([prefix, address]) => ` xmlns:${prefix}="${address}"`);
  const [first] = read(rss(`<item><title>Pears</title>${markup}</item>`).replace('<rss', `<rss${declared.join('')}`)).entries;
  if (first === undefined) throw new Error('no entry');
  return first;
}

const media = { media: 'http://search.yahoo.com/mrss/' };
const podcast = {
  itunes: 'http://www.itunes.com/dtds/podcast-1.0.dtd',
  googleplay: 'http://www.google.com/schemas/play-podcasts/1.0',
};

describe('fields of RSS and its extensions', () => {
  it('takes the torrents of Media RSS for files, each once', () => {
    const torrent = '<media:peerLink type="application/x-bittorrent" href="/pears.torrent"/>';
    expect(entry(torrent + torrent, media).enclosures).toEqual([
      { url: 'https://orchard.example/pears.torrent', type: 'application/x-bittorrent' },
    ]);
  });

  it('says what a file is where only its medium is told', () => {
    const files =
      '<media:content url="/a" medium="image"/><media:content url="/b" medium="image" type="image/png"/><media:content url="/c"/>';
    expect(entry(files, media).enclosures.map(({ type }) => type)).toEqual(['image/*', 'image/png', undefined]);
  });

  it('keeps the brackets in the name of an author', () => {
    expect(entry('<author>Ann[1].Pear(Jr.)</author>').authors).toEqual([{ name: 'Ann[1].Pear(Jr.)' }]);
    expect(entry('<author>ann@orchard.example (Ann)</author>').authors).toEqual([{ name: 'Ann', email: 'ann@orchard.example' }]);
  });

  it('takes who is credited for an article for its author only if that is the role', () => {
    expect(entry('<media:credit>A. Photographer</media:credit>', media).authors).toEqual([]);
    expect(entry('<media:credit role="author">Ann</media:credit>', media).authors).toEqual([{ name: 'Ann' }]);
  });

  it('reads what podcasts say to Google Play', () => {
    const text = '<itunes:subtitle>Short</itunes:subtitle><googleplay:description>Long</googleplay:description>';
    expect(entry(text, podcast).summary?.value).toBe('Long');
    expect(entry('<googleplay:category text="Gardens"/>', podcast).categories).toEqual([{ name: 'Gardens', term: 'Gardens' }]);
  });

  it('reads categories of podcasts at every depth', () => {
    const nested =
      '<itunes:category text="Leisure"><itunes:category text="Home"><itunes:category text="Garden"/></itunes:category></itunes:category>';
    expect(entry(nested, podcast).categories.map(({ name }) => name)).toEqual(['Leisure', 'Home', 'Garden']);
  });

  it.each(['12', 'No comments yet', ' '])('sees no address in the comments %j', (text) => {
    expect(entry(`<comments>${text}</comments>`).links).toEqual([]);
  });

  it('sees the address of comments, a relative one too', () => {
    expect(entry('<comments>pears#comments</comments>').links).toEqual([
      { url: 'https://orchard.example/pears#comments', rel: 'comments' },
    ]);
    expect(entry('<comments>https://orchard.example/a pear</comments>').links).toEqual([
      { url: 'https://orchard.example/a%20pear', rel: 'comments' },
    ]);
  });

  it('takes a relative guid for the address of the article only if it is called one', () => {
    expect(entry('<guid isPermaLink="true">pears/1</guid>')).toMatchObject({
      guid: 'pears/1',
      url: 'https://orchard.example/pears/1',
    });
    expect(entry('<guid isPermaLink="true">17</guid>').url).toBeUndefined();
    expect(entry('<guid>pears/1</guid>').url).toBeUndefined();
  });
});

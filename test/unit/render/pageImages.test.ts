// The places of images and the cards of media in a page: what stands there, what is counted, what is left out.

import { describe, expect, it } from 'vitest';
import type { Issue } from '../../../src/digest/model.js';
import type { ImagesWanted } from '../../../src/protocol/images.js';
import { isBeacon } from '../../../src/render/beacons.js';
import { mediaKind, watchAddress } from '../../../src/render/mediaHosts.js';
import { renderPage } from '../../../src/render/page.js';
import { imagesIn } from '../../../src/render/pageImages.js';
import { readAttacks } from './attackCorpus.js';
import { attackIssue } from './attackPlaces.js';
import { faultsOf, pageGrammar } from './safeMarkup.js';
import { sanitise } from '../../../src/render/sanitise.js';
import { pageWords as words } from '../words.js';

const facts = { sourceName: 'Notes', isStarred: false, isMissing: false, minutes: 1 };

function pageOf(text: string, images: ImagesWanted = 'onClick'): string {
  const section = { id: 'image-1', title: 'Image 1', body: { format: 'html' as const, text }, takeaways: [], links: [] };
  const issue: Issue = { id: 'a', kind: 'article', title: 'Looms', tags: [], sections: [section], takeaways: [], links: [] };
  return renderPage(issue, { ...facts, images }, words);
}

const img = (address: string, alt = 'A loom') => `<img src="${address}" alt="${alt}">`;
const loom = img('https://cdn.example.org/loom.png?w=1&amp;h=2');

describe('the place of an image', () => {
  it('has its words, its host and a button, and stands under a number that no section has', () => {
    const html = pageOf(`<p>${loom}</p>`);
    expect(html).toContain('<span class="image-words">A loom</span><span class="host">cdn.example.org</span>');
    expect(html).toContain(
      'data-action="showImage" data-anchor="image:1" data-loading="Loading…" aria-label="Show Image: A loom">Show Image</button></span>',
    );
    expect(imagesIn(html)).toEqual(new Map([['image:1', 'https://cdn.example.org/loom.png?w=1&h=2']]));
    expect(html.match(/ id="[^"]*"/g)).toHaveLength(new Set(html.match(/ id="[^"]*"/g)).size);
  });

  it('in a link has its button behind the link, and its words in it', () => {
    const html = pageOf(
      `<p><a href="https://example.org/hall">See ${loom} and ${img('https://example.org/b.png', 'B')}.</a> More ${loom}</p>`,
    );
    const [, inside = '', behind = ''] = /<a href="https:\/\/example\.org\/hall"[^>]*>(.*?)<\/a>(.*?) More /.exec(html) ?? [];
    expect(inside).not.toContain('<button');
    expect(inside).toContain('<span class="image-words">A loom</span>');
    expect(behind.match(/data-anchor="image:[12]"/g)).toHaveLength(2);
    expect(html).toContain(`data-anchor="image:3" data-loading="Loading…" aria-label="Show Image: A loom">Show Image</button></span></p>`);
  });

  it.each([
    [`<p>${loom}</p>`, true],
    [`<figure>${loom}<figcaption>Old</figcaption></figure>`, true],
    [`<p><a href="https://example.org/">${loom}</a></p>`, true],
    [`<p>Words.</p>${loom}<p>Words.</p>`, true],
    [`<p>Words ${loom}</p>`, false],
    [`<p>${loom} words</p>`, false],
    [`<p>${loom}${loom}</p>`, false],
  ])('is as wide as the text where it stands alone: %s', (text, isAlone) => {
    expect(pageOf(text).includes('is-place is-alone')).toBe(isAlone);
  });

  it.each([
    [1, 'onClick', false],
    [2, 'onClick', true],
    [2, 'always', false],
    [2, 'never', false],
  ] as const)('is counted in the head where there are several to ask for: %i, %s', (count, wanted, isCounted) => {
    expect(pageOf(`<p>${loom.repeat(count)}</p>`, wanted).includes(`<span>${count} images</span>`)).toBe(isCounted);
  });

  it('is only words where nobody wants images, and is filled by itself where all are wanted', () => {
    const never = pageOf(`<p>${loom}</p>`, 'never');
    expect(never).toContain('<span class="image">A loom</span>');
    expect(never).not.toMatch(/data-image|showImage|loom\.png/);
    expect(pageOf(`<p>${loom}</p>`, 'always')).toMatch(/<article[^>]* data-images/);
    expect(pageOf(`<p>${loom}</p>`, 'onClick')).not.toMatch(/<article[^>]* data-images/);
  });

  it('is none for what only counts readers, whenever it was stored', () => {
    const counters =
      '<img src="https://pixel.wp.com/b.gif?x=1"><span class="image" data-image="https://eotrx.substackcdn.com/open?t=1">open</span>';
    const html = pageOf(`<p>Words.${counters}</p>`);
    expect(html).toContain('<p>Words.</p>');
    expect(imagesIn(html).size).toBe(0);
  });

  it('is made by nothing that only looks like one', () => {
    const html = pageOf('<p>&lt;span class="image" data-image="https://example.org/a.png"&gt;a&lt;/span&gt;</p>');
    expect(imagesIn(html).size).toBe(0);
  });

  it('whose words hold a quotation mark keeps them in their value', () => {
    const html = pageOf('<p><img src="https://example.org/a.png" alt="A &quot;loom&quot; onclick=&quot;x()"></p>');
    expect(html).toContain('aria-label="Show Image: A &quot;loom&quot; onclick=&quot;x()">');
    expect(faultsOf(html, pageGrammar)).toEqual([]);
  });

  it('holds nothing unknown, whatever an attack makes of it', { timeout: 60_000 }, () => {
    for (const attack of readAttacks(9)) {
      const html = renderPage(attackIssue(attack), { ...facts, images: 'onClick' }, words);
      expect(faultsOf(html, pageGrammar), attack.text).toEqual([]);
    }
  });
});

describe('an image that a page loads late', () => {
  it.each([
    ['<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="https://example.org/a.png" alt="a">'],
    ['<img data-lazy-src="https://example.org/a.png" alt="a">'],
    ['<img srcset="https://example.org/a.png 480w, https://example.org/b.png 960w" alt="a">'],
  ])('has its own address: %s', (markup) => {
    expect(sanitise(markup)).toBe('<span class="image" data-image="https://example.org/a.png">a</span>');
  });
});

describe('a counter of readers', () => {
  it.each([
    'https://pixel.wp.com/b.gif?host=example.org',
    'http://feeds.feedburner.com/~r/Example/~4/abc',
    'https://example.us1.list-manage.com/track/open.php?u=1',
    'https://www.google-analytics.com/collect?v=1',
    'https://ad.doubleclick.net/ddm/ad/1',
    'https://u1.ct.sendgrid.net/wf/open?upn=1',
    'https://link.example.org/ss/o/abc/open.gif',
    'https://track.hubspot.com/__ptq.gif?a=1',
    'https://eotrx.substackcdn.com/open?token=1',
    'https://medium.com/_/stat?event=post.clientViewed',
    'https://stats.example.org/matomo.php?idsite=1',
  ])('is known: %s', (address) => {
    expect(isBeacon(address)).toBe(true);
  });

  it.each([
    'https://example.org/wf/opening.png',
    'https://example.org/a.png?from=https://pixel.wp.com/',
    'https://notdoubleclick.net/a.png',
    'https://substackcdn.com/image/fetch/a.png',
    'https://substack.com/img/a.png',
    'https://miro.medium.com/max/1/a.png',
    'https://s0.wp.com/latex.php?latex=x',
    'mailto:a@pixel.wp.com',
  ])('is not seen in %s', (address) => {
    expect(isBeacon(address)).toBe(false);
  });
});

describe('a card of media', () => {
  it('says what it is, its title and its host, and leads to where it is watched', () => {
    const html = pageOf('<iframe src="https://www.youtube-nocookie.com/embed/abcDEF123_-?rel=0" title="How a shuttle flies"></iframe>');
    expect(html).toContain('class="media is-video" href="https://www.youtube.com/watch?v=abcDEF123_-"');
    expect(html).toContain(
      '<span class="media-kind">Video</span><span class="media-title">How a shuttle flies</span><span class="host">youtube.com</span>',
    );
  });

  it('without a title says its host once', () => {
    const html = pageOf('<audio src="https://cdn.example.org/warp.mp3?a=1&amp;b=2"></audio>');
    expect(html).toContain('<span class="media-kind">Audio</span><span class="host">cdn.example.org</span></span></a>');
  });

  it.each([
    ['https://player.vimeo.com/video/76979871?h=1', 'video', 'https://vimeo.com/76979871'],
    ['https://www.youtube.com/embed/videoseries?list=1', 'video', 'https://www.youtube.com/embed/videoseries?list=1'],
    ['https://open.spotify.com/embed/episode/1', 'audio', 'https://open.spotify.com/embed/episode/1'],
    ['https://example.org/talk.webm', 'video', 'https://example.org/talk.webm'],
    ['https://codepen.io/a/embed/1', 'embedded', 'https://codepen.io/a/embed/1'],
  ])('knows %s', (address, kind, watched) => {
    expect([mediaKind(address), watchAddress(address)]).toEqual([kind, watched]);
  });
});

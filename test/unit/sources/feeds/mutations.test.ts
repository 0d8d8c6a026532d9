import { describe, expect, it } from 'vitest';
import { parseFeed } from '../../../../src/sources/feeds/parseFeed.js';
import { createRandom } from '../../../bench/random.js';

interface Sample {
  readonly name: string;
  readonly head: string;
  readonly entries: readonly string[];
  readonly tail: string;
}

const count = 12;
const numbers = Array.from({ length: count }, (_, index) => index);

const samples: readonly Sample[] = [
  {
    name: 'RSS',
    head: '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Orchard</title><link>https://orchard.example/</link>',
    entries: numbers.map(
      (n) =>
        `<item><title>Apple ${n}</title><link>https://orchard.example/${n}?a=1&amp;b=2</link><guid isPermaLink="false">g${n}</guid>` +
        `<dc:creator>Änn</dc:creator><category domain="x">Fruit</category><description>Short &lt;b&gt;text&lt;/b&gt; ${n}</description>` +
        `<content:encoded><![CDATA[<p>Long <a href="/x">text</a> ${n} &amp; more</p>]]></content:encoded></item>\n`,
    ),
    tail: '</channel></rss>\n',
  },
  {
    name: 'Atom',
    head: '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Orchard</title><id>urn:o</id><updated>2026-11-01T00:00:00Z</updated>',
    entries: numbers.map(
      (n) =>
        `<entry><title type="html">Apple ${n}</title><id>g${n}</id><link href="https://orchard.example/${n}"/><updated>2026-11-01T00:00:00Z</updated>` +
        `<author><name>Änn</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Long <br/> text</p></div></content></entry>\n`,
    ),
    tail: '</feed>',
  },
  {
    name: 'RDF',
    head: '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="u"><title>Orchard</title></channel>',
    entries: numbers.map((n) => `<item rdf:about="g${n}"><title>Apple ${n}</title><description>Text ${n}</description></item>\n`),
    tail: '</rdf:RDF>',
  },
  {
    name: 'JSON Feed',
    head: '{"version":"https://jsonfeed.org/version/1.1","title":"Orchard","items":[',
    entries: numbers.map(
      (n) =>
        `{"id":"g${n}","title":"Apple ${n}","content_html":"<p>Long \\"text\\" ä</p>","tags":["Fruit"]}${n === count - 1 ? '' : ','}\n`,
    ),
    tail: ']}',
  },
];

const noise: readonly string[] = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '</',
  '/>',
  '<![CDATA[',
  ']]>',
  '&amp',
  '&#0;',
  '&#xD800;',
  '&nbsp;',
  '&x;',
  '<b>',
  '</b>',
  '<br>',
  '<P>',

  '<a href="',
  "<a b='",
  '<?php',
  '<!DOCTYPE a [',
  '\0',
  '\uFFFE',
  '<__proto__>',
  '</title>',
  '<title>',
  '</p>',
  '<x:y z>',
  '{',
  '}',
  '[',
  ']',
  '\\',
  ',',
];

function titlesOf(body: Uint8Array): { readonly titles: readonly (string | undefined)[]; readonly isCutShort: boolean | undefined } {
  const outcome = parseFeed(body);
  return outcome.ok
    ? { titles: outcome.feed.entries.map(({ title }) => title), isCutShort: outcome.feed.isCutShort }
    : { titles: [], isCutShort: undefined };
}

describe.each(samples)('a mutated $name document', ({ head, entries, tail }) => {
  const whole = Buffer.from(head + entries.join('') + tail);

  it('keeps every whole entry, and nothing else, wherever it is cut', () => {
    let at = Buffer.byteLength(head);
    const ends = entries.map((entry) => {
      const end = at + Buffer.byteLength(entry.replace(/,?\n$/, ''));
      at += Buffer.byteLength(entry);
      return end;
    });
    for (let cut = Buffer.byteLength(head); cut < whole.length - Buffer.byteLength(tail); cut += 7) {
      const arrived = ends.filter((position) => position <= cut).length;
      const { titles, isCutShort } = titlesOf(whole.subarray(0, cut));
      expect([cut, titles], `cut at ${cut}`).toEqual([cut, numbers.slice(0, arrived).map((n) => `Apple ${n}`)]);
      expect(isCutShort).toBe(true);
    }
  });

  it('never throws, whatever happens to its bytes', () => {
    const random = createRandom(7);
    for (let round = 0; round < 300; round++) {
      const bytes = Buffer.from(whole);
      for (let times = Math.floor(random() * 40); times > 0; times--)
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      const from = Math.floor(random() * bytes.length);
      const swapped = round % 3 === 0 ? Buffer.concat([bytes.subarray(from), bytes.subarray(0, from)]) : bytes;
      expect(() => parseFeed(swapped)).not.toThrow();
    }
  });
});

describe.each(samples.filter(({ head }) => head.startsWith('<')))('a damaged entry of a $name document', ({ head, entries, tail }) => {
  it('costs no other entry', () => {
    const random = createRandom(5);
    for (let round = 0; round < 400; round++) {
      const hit = Math.floor(random() * count);
      let entry = entries[hit] ?? '';
      const [start, end] = [entry.indexOf('>') + 1, entry.lastIndexOf('</')];
      for (let times = 1 + Math.floor(random() * 3); times > 0; times--) {
        const at = start + Math.floor(random() * (end - start));
        const removed = Math.floor(random() * 3) * Math.floor(random() * 4);
        entry = entry.slice(0, at) + (noise[Math.floor(random() * noise.length)] ?? '') + entry.slice(Math.min(end, at + removed));
      }
      const body = head + entries.map((other, n) => (n === hit ? entry : other)).join('') + tail;
      const { titles } = titlesOf(Buffer.from(body));
      const others = numbers.filter((n) => n !== hit).map((n) => `Apple ${n}`);
      expect(
        others.filter((title) => !titles.includes(title)),
        `round ${round}: ${entry}`,
      ).toEqual([]);
    }
  });
});

it('never throws at random bytes', () => {
  const random = createRandom(99);
  for (let round = 0; round < 200; round++) {
    const bytes = Uint8Array.from({ length: Math.floor(random() * 600) }, () => Math.floor(random() * 256));
    expect(() => parseFeed(bytes)).not.toThrow();
  }
});

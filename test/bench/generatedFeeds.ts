// Feeds of any size from a seed, the same for the same seed: RSS with content:encoded and Atom with escaped HTML in turn, each
// entry an article of about 2 to 6 KB with headings, lists, links and code, some of them long. Well-formed throughout.

import { between, createRandom, pick, type Random } from './random.js';

export interface GeneratedFeed {
  /** File name and path on a server, without a slash before it. */
  readonly name: string;
  readonly xml: string;
  /** Of its entries, newest first. No two feeds of one seed share a title. */
  readonly titles: readonly string[];
}

export interface FeedsOptions {
  readonly seed: number;
  readonly feeds: number;
  readonly entriesPerFeed: number;
}

/** The feeds one after the other, so that a caller need not hold all of them. */
export function* generateFeeds({ seed, feeds, entriesPerFeed }: FeedsOptions): Generator<GeneratedFeed> {
  for (let index = 0; index < feeds; index++) yield generateFeed(seed, index, entriesPerFeed);
}

/** Two runs over one seed give the same feed. */
export function generateFeed(seed: number, index: number, entryCount: number): GeneratedFeed {
  const random = createRandom(seed * 100_003 + index);
  const host = `feed-${index}.loom.example`;
  const entries = Array.from({ length: entryCount }, (_, number): Entry => {
    const title = `${capital(phrase(random, 3, 7))} ${index}/${number}`;
    const moment = new Date(newestMoment - (number * feedPause + index * 60_000));
    const length = random() < 0.04 ? between(random, 15_000, 30_000) : between(random, 1_900, 5_800);
    return { title, url: `https://${host}/articles/${number}-${pick(random, nouns)}`, moment, html: article(random, host, length) };
  });
  const write = index % 2 === 0 ? writeRss : writeAtom;
  return { name: `feed-${index}.xml`, xml: write(host, entries, random), titles: entries.map(({ title }) => title) };
}

interface Entry {
  readonly title: string;
  readonly url: string;
  readonly moment: Date;
  readonly html: string;
}

/** The beginning of an article without its markup, as publishing systems put it beside the whole. */
function excerpt(html: string): string {
  const text = html
    .slice(0, 1_500)
    .replace(/<pre[^]*?<\/pre>|<[^>]*>?/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return `${text.slice(0, text.lastIndexOf(' ', 300))} [&#8230;]`;
}

const newestMoment = Date.parse('2026-10-30T08:00:00Z');
const feedPause = 20 * 60 * 60 * 1000;

const nouns =
  'agent adapter batch benchmark branch cache checkpoint cluster commit compiler context crawler cursor dataset decoder editor embedding endpoint evaluation gateway harness index kernel latency ledger loom memory merge model notebook parser patch pipeline planner plugin prompt proxy query queue release repository retriever review router runtime sandbox scheduler schema session shuttle snapshot socket stream suite tensor terminal thread token tool trace transcript vector weaver window worker workflow'.split(
    ' ',
  );
const verbs =
  'accepts answers batches caches checks collects compares compiles drops explains finds folds forgets gathers guards holds hides indexes invents keeps learns leaves limits loads maps measures merges mends moves names opens packs pins plans prunes reads records repeats replaces rewrites routes sends shows shrinks signs skips sorts splits stores streams tests trims waits warns weaves writes'.split(
    ' ',
  );
const qualities =
  'bare brief broad calm careful cheap clean cold cramped curious dense early faint fast flat fresh honest idle large late lean local long loose narrow noisy odd old open patient plain private quiet rare rough shared sharp short silent slow small sparse steady strict subtle tidy true uneven warm wide young'.split(
    ' ',
  );
const joiners = 'and but because while until where so although unless after before once'.split(' ');

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function phrase(random: Random, least: number, most: number): string {
  const words = Array.from({ length: between(random, least, most) }, (_, place) => pick(random, place % 2 === 0 ? qualities : nouns));
  return words.join(' ');
}

function clause(random: Random): string {
  return `the ${pick(random, qualities)} ${pick(random, nouns)} ${pick(random, verbs)} ${random() < 0.5 ? 'a' : 'every'} ${pick(random, qualities)} ${pick(random, nouns)}`;
}

/** HTML: a sentence of one to three clauses, now and then with emphasis, code or an entity in it. */
function sentence(random: Random): string {
  const clauses = Array.from({ length: between(random, 1, 3) }, () => clause(random));
  const text = capital(clauses.reduce((text, next) => `${text}, ${pick(random, joiners)} ${next}`));
  const chance = random();
  if (chance < 0.06) return `${text}: <strong>${phrase(random, 2, 4)}</strong>.`;
  if (chance < 0.12) return `${text}, as <code>${pick(random, nouns)}.${pick(random, verbs)}()</code> does.`;
  if (chance < 0.16) return `${text} &amp; ${clause(random)} &mdash; it&#8217;s <em>${pick(random, qualities)}</em>.`;
  return `${text}.`;
}

function paragraph(random: Random, host: string): string {
  const sentences = Array.from({ length: between(random, 2, 5) }, () => sentence(random));
  if (random() < 0.45) sentences.push(`See <a href="${linkTo(random, host)}">${phrase(random, 2, 4)}</a>.`);
  return `<p>${sentences.join(' ')}</p>\n`;
}

/** Absolute and relative addresses, some with the marks of trackers. */
function linkTo(random: Random, host: string): string {
  const path = `${pick(random, nouns)}/${pick(random, qualities)}-${pick(random, nouns)}`;
  const chance = random();
  if (chance < 0.2) return `/${path}`;
  if (chance < 0.4) return `https://${host}/${path}?utm_source=feed&amp;utm_medium=rss&amp;ref=${between(random, 1, 99)}`;
  return `https://${pick(random, nouns)}.example/${path}`;
}

function list(random: Random, host: string): string {
  const name = random() < 0.7 ? 'ul' : 'ol';
  const items = Array.from({ length: between(random, 3, 6) }, () =>
    random() < 0.3
      ? `<li><a href="${linkTo(random, host)}">${phrase(random, 2, 5)}</a>: ${clause(random)}</li>`
      : `<li>${sentence(random)}</li>`,
  );
  return `<${name}>\n${items.join('\n')}\n</${name}>\n`;
}

function codeBlock(random: Random): string {
  const lines = Array.from(
    { length: between(random, 3, 9) },
    () =>
      `  const ${pick(random, nouns)} = await ${pick(random, verbs)}(${pick(random, nouns)}, { ${pick(random, qualities)}: ${between(random, 1, 512)} });`,
  );
  return `<pre><code class="language-ts">async function ${pick(random, verbs)}&lt;T&gt;() {\n${lines.join('\n')}\n}</code></pre>\n`;
}

function picture(random: Random, host: string): string {
  const name = pick(random, nouns);
  return `<figure><img src="https://${host}/images/${name}.png" alt="${phrase(random, 2, 4)}" width="640" height="360" loading="lazy" /><figcaption>${clause(random)}</figcaption></figure>\n`;
}

/** HTML of about `length` letters: an opening, sections under headings, in a third of the articles takeaways at the end. */
function article(random: Random, host: string, length: number): string {
  let html = `<div class="post-body">\n${paragraph(random, host)}`;
  const ending =
    random() < 0.33 ? `<h2>Key takeaways</h2>\n<ul>\n${[1, 2, 3].map(() => `<li>${sentence(random)}</li>`).join('\n')}\n</ul>\n` : '';
  const level = random() < 0.75 ? 'h2' : 'h3';
  let untilHeading = 1;
  while (html.length + ending.length < length) {
    untilHeading--;
    if (untilHeading === 0) {
      html += `<${level} id="${pick(random, nouns)}-${html.length}">${capital(phrase(random, 2, 5))}</${level}>\n`;
      untilHeading = between(random, 3, 5);
    }
    const chance = random();
    if (chance < 0.62) html += paragraph(random, host);
    else if (chance < 0.78) html += list(random, host);
    else if (chance < 0.88) html += codeBlock(random);
    else if (chance < 0.94) html += picture(random, host);
    else html += `<blockquote><p>${sentence(random)}</p></blockquote>\n`;
  }
  return `${html}${ending}</div>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function writeRss(host: string, entries: readonly Entry[], random: Random): string {
  const items = entries.map(
    ({ title, url, moment, html }) => `<item>
<title>${escapeXml(title)}</title>
<link>${url}</link>
<guid isPermaLink="false">${url}#guid</guid>
<pubDate>${moment.toUTCString()}</pubDate>
<dc:creator>${capital(pick(random, nouns))} ${capital(pick(random, qualities))}</dc:creator>
<category>${pick(random, nouns)}</category>
<category>${pick(random, nouns)}</category>
<description>${escapeXml(`<p>${excerpt(html)}</p>`)}</description>
<content:encoded><![CDATA[${html}]]></content:encoded>
</item>
`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${capital(phrase(random, 2, 4))} (${host})</title>
<link>https://${host}/</link>
<atom:link href="https://${host}/feed.xml" rel="self" type="application/rss+xml" />
<description>${capital(clause(random))}.</description>
<language>en</language>
${items.join('')}</channel>
</rss>
`;
}

function writeAtom(host: string, entries: readonly Entry[], random: Random): string {
  const written = entries.map(
    ({ title, url, moment, html }, number) => `<entry>
<title>${escapeXml(title)}</title>
<link rel="alternate" type="text/html" href="${url}" />
<id>tag:${host},2026:${url.slice(url.lastIndexOf('/') + 1)}</id>
<published>${moment.toISOString()}</published>
<updated>${moment.toISOString()}</updated>
<author><name>${capital(pick(random, qualities))} ${capital(pick(random, nouns))}</name></author>
<category term="${pick(random, nouns)}" />
${number % 3 === 0 ? `<summary>${capital(clause(random))}.</summary>\n` : ''}<content type="html">${escapeXml(html)}</content>
</entry>
`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<title>${capital(phrase(random, 2, 4))} (${host})</title>
<id>https://${host}/</id>
<link rel="self" href="https://${host}/atom.xml" />
<link rel="alternate" href="https://${host}/" />
<updated>${new Date(newestMoment).toISOString()}</updated>
${written.join('')}</feed>
`;
}

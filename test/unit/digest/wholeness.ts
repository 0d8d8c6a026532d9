// Checks that an issue holds every word and link of its source, in the right section, in order, once. It counts words and
// addresses by itself, line by line, and shares no code with the parser.
import type { Issue, Link, Section } from '../../../src/digest/model.js';

const structural =
  /^[\s>]*(?:#{1,6}\s*)?(?:\*\*|__)?\s*(?:tl;? ?-?dr|summary|podsumowanie|streszczenie|zusammenfassung|résumé|resumen|(?:key )?takeaways?|key points|kluczowe wnioski|najważniejsze wnioski|kurzfassung|en bref|(?:die )?wichtigsten? erkenntnisse|lien|enlace|główne wnioski|wnioski|wichtigste erkenntnisse|points clés|puntos clave|links?|linki|lien|enlace|external links|linki zewnętrzne)(?:\s*\(\d+\))?\s*(?:[:：]?\s*(?:\*\*|__)\s*[:：]?|[:：]|$)/iu;
const publishedLine = /^\s*(?:published|posted|opublikowano|date|veröffentlicht am|publié le)(?: on)?:?\s+(?=.*\d)/iu;
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  mdash: '—',
  ndash: '–',
  hellip: '…',
};

function decode(text: string): string {
  return text
    .replace(/&#(\d{1,7});/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)))
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, code: string) => String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff)))
    .replace(/&([a-z]{2,8});/gi, (all, name: string) => entities[name.toLowerCase()] ?? all);
}

/** Words as a reader sees them: no addresses, no markup, no marks. */
export function wordsOf(text: string): readonly string[] {
  const plain = decode(
    text
      .replace(/^[^\S\n]*\[[^\]\n]+\]:[^\S\n]*<?(?:https?:|mailto:|[/.#]|[\w-]+[./#])\S*(?:[^\S\n]+["'(][^\n]*["')])?[^\S\n]*$/gim, ' ')
      .replace(/\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+"[^"\n]*")?\)/g, '] ')
      .replace(/\]\(<[^>\n]*>\)/g, '] ')
      .replace(/<\/?[a-z][^<>\n]*>/gi, ' ')
      .replace(/(?:https?:\/\/|www\.)[^\s<>)\]"]+/gi, ' ')
      .replace(/\\(?=[^\p{L}\p{N}\s])/gu, ''),
  );
  return plain.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}

/** Addresses in the text, without the punctuation around them. */
function addressesOf(text: string): readonly string[] {
  return (decode(text).match(/(?:https?:\/\/|mailto:)[^\s<>"\\`|]+/gi) ?? []).map((address) => {
    let own = address.replace(/[\].,;:!?'*_~…]+$/, '');
    while (own.endsWith(')') && own.split(')').length > own.split('(').length) own = own.slice(0, -1).replace(/[.,;:!?'*_~]+$/, '');
    const middle = own.indexOf('](');
    return middle === -1 ? own : own.slice(0, middle);
  });
}

interface Part {
  readonly name: string;
  text: string;
}

/** What a heading is compared by: its words, or what else it is made of. */
function keyOf(line: string): string {
  return wordsOf(line.replace(/\(\d+\)\s*$/, '')).join(' ') || line.replace(/^\s*#+/, '').trim();
}

/** The source cut at the headings that became sections; the first part is what stands before them. */
function toParts(source: string, issue: Issue): readonly Part[] {
  const parts: Part[] = [{ name: '', text: '' }];
  const titles = issue.sections.map((section) => keyOf(section.title));
  let pending = '';
  for (const line of source.split('\n')) {
    const next = titles[parts.length - 1];
    const own = keyOf(line);
    const joined = `${pending} ${own}`.trim();
    // A table of contents says the headings before they come.
    const isListed = /^\s*(?:[-*+>|]|\d+[.)])\s/.test(line);
    if (!isListed && next !== undefined && next !== '' && (own === next || joined === next)) {
      parts.push({ name: issue.sections[parts.length - 1]?.title ?? '', text: line });
      pending = '';
    } else {
      const last = parts.at(-1);
      if (last) last.text += `\n${line}`;
      pending = next?.startsWith(joined) && own !== '' ? joined : next?.startsWith(own) && own !== '' ? own : '';
    }
  }
  // Without headings the issue is one section.
  const [only] = parts;
  return parts.length === 1 && only && issue.sections.length === 1
    ? [
        { name: '', text: '' },
        { name: 'all', text: only.text },
      ]
    : parts;
}

function withoutLabels(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/^\s*\d{1,3}[.)]\s/, ''))
    .map((line) => (publishedLine.test(line) && line.length < 60 ? '' : line.replace(structural, ' ')))
    .join('\n');
}

function count(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Words that `part` has more often than `whole`. */
function missing(part: readonly string[], whole: readonly string[]): readonly string[] {
  const counts = count(whole);
  return part.filter((word) => {
    const left = counts.get(word) ?? 0;
    counts.set(word, left - 1);
    return left <= 0;
  });
}

/** First word that does not come after the ones before it. */
function outOfOrder(words: readonly string[], source: readonly string[]): string | undefined {
  let at = 0;
  for (const word of words) {
    const found = source.indexOf(word, at);
    if (found === -1) return word;
    at = found + 1;
  }
  return undefined;
}

/** Front matter: what of it is text for a reader, and what comes after. */
function splitFront(source: string): { readonly front: string; readonly rest: string } {
  const found = /^\s*---[ \t]*\n([^]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(source);
  if (!found || !/^\w[\w -]*:/m.test(found[1] ?? '')) return { front: '', rest: source };
  const values = (found[1] ?? '').split('\n').filter((line) => /^(?:title|excerpt|description|summary)\s*:/i.test(line));
  return {
    front: values.map((line) => line.replace(/^\w+\s*:/, '').replace(/\\(["\\])/g, '$1')).join('\n'),
    rest: source.slice(found[0].length),
  };
}

function textsOf(section: Section): readonly string[] {
  return [section.tldr ?? '', section.body.text, ...section.takeaways];
}

function labels(links: readonly Link[]): readonly string[] {
  return links.map((link) => link.label);
}

function knownAddresses(links: readonly Link[]): readonly string[] {
  return links.flatMap((link) => [link.url ?? '', link.original ?? '']);
}

function withoutCode(text: string): string {
  return text
    .replace(/^ {0,3}(```+|~~~+)[^]*?(?:^ {0,3}\1[`~]*[ \t]*$|(?![^]))/gm, ' ')
    .replace(/`[^`\n]*`/g, ' ')
    .replace(/!\[[^\]\n]*\]\([^)\n]*\)/g, ' ');
}

const definition = /^[^\S\n]*\[[^\]\n]+\]:.*$/gm;

/** The list at the end of a copied page says again which links there are: labels that the issue has need not stand twice. */
function withoutRepeatedLabels(text: string, known: ReadonlySet<string>): string {
  const at = text.search(/^(?:external links|linki zewnętrzne)\b.*$/im);
  if (at === -1) return text;
  const lines = text.slice(at).split('\n');
  return text.slice(0, at) + lines.filter((line) => !known.has(line.trim())).join('\n');
}

function linkLosses(parts: readonly Part[], issue: Issue): readonly string[] {
  return parts.flatMap((part, index) => {
    const section = issue.sections[index - 1];
    const isLast = index === parts.length - 1;
    const own = isLast ? issue.sections.flatMap((one) => one.links) : (section?.links ?? []);
    const known = new Set([...knownAddresses(own), ...knownAddresses(issue.links), issue.url ?? '']);
    return addressesOf(withoutCode(part.text).replace(definition, ''))
      .filter(
        (address) => !known.has(address) && ![...known].some((url) => url !== '' && (address.startsWith(url) || url.startsWith(address))),
      )
      .map((address) => `link lost in “${part.name}”: ${address}`);
  });
}

/**
 * What the issue lost, repeated or moved. Empty when it is whole. `text` is the source as the parser got it, with `\n` line
 * ends.
 */
export function findLosses(text: string, issue: Issue): readonly string[] {
  const { front, rest } = splitFront(text.replace(/^\ufeff+/, '').replace(/\r\n?|[\u2028\u2029\v\f]/g, '\n'));
  const parts = toParts(rest, issue);
  const wide = [issue.tldr ?? '', issue.excerpt ?? '', issue.intro?.text ?? '', ...issue.takeaways];
  const fields = [...wide, ...issue.sections.flatMap(textsOf)];
  const titles = [
    issue.title,
    issue.category ?? '',
    issue.category?.toUpperCase() ?? '',
    ...issue.tags,
    ...issue.sections.map((section) => section.title),
  ];
  const model = [...fields, ...titles, ...labels(issue.links), ...issue.sections.flatMap((section) => labels(section.links))];
  const title = wordsOf(issue.title).join(' ');
  // A first-level heading that only repeats the title of the front matter says nothing more.
  const body = rest.replace(/^# .*$/m, (line) => (front !== '' && wordsOf(line).join(' ') === title ? '' : line));
  const known = new Set([...issue.links, ...issue.sections.flatMap((section) => section.links)].map((link) => link.label));
  const source = wordsOf(`${front}\n${withoutLabels(withoutRepeatedLabels(body, known))}`);
  const losses = missing(source, wordsOf(model.join('\n'))).map((word) => `word lost: ${word}`);
  const all = wordsOf(text);
  const repeats = missing(wordsOf(fields.join('\n')), all).map((word) => `word repeated or invented: ${word}`);
  const moved = issue.sections.flatMap((section, index) => {
    const own = wordsOf(parts[index + 1]?.text ?? '');
    const strays = missing(wordsOf(textsOf(section).join('\n')), own).slice(0, 3);
    const wrong = outOfOrder(wordsOf(section.body.text), own);
    return [
      ...strays.map((word) => `not from its section “${section.title}”: ${word}`),
      ...(wrong === undefined ? [] : [`out of order in “${section.title}”: ${wrong}`]),
    ];
  });
  return [...losses.slice(0, 8), ...repeats.slice(0, 8), ...moved.slice(0, 8), ...linkLosses(parts, issue).slice(0, 8)];
}

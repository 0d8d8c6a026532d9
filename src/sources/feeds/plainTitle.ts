// Tells markup from text in what a feed gives without saying which, and makes one line of plain text of markup. It makes no
// HTML, and sanitises none.

import { decodeHTML } from 'entities/decode';

/** Elements that articles are written with. A name in angle brackets that is none of them is text: `List<T>`. */
const htmlNames: ReadonlySet<string> = new Set(
  (
    'a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body br button canvas ' +
    'caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption ' +
    'figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label ' +
    'legend li link main map mark marquee math menu meta meter nav nobr noframes noscript object ol optgroup option output p ' +
    'param picture pre progress q rp rt ruby s samp script section select slot small source span strike strong style sub ' +
    'summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp'
  ).split(' '),
);

const blockNames: ReadonlySet<string> = new Set(
  'address article aside blockquote br dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table td th tr ul'.split(
    ' ',
  ),
);

const tag = /<(\/?)([a-z][a-z0-9]*)(?=[\s/>])[^<>]*>/gi;
const reference = /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});/i;

/** Whether a text that was not declared as markup is markup: it has a tag of HTML, or a character reference. */
export function looksLikeHtml(text: string): boolean {
  if (reference.test(text)) return true;
  if (!text.includes('<')) return false;
  if (text.includes('<!--') && text.includes('-->')) return true;
  for (const [, , name = ''] of text.matchAll(tag)) {
    if (htmlNames.has(name.toLowerCase())) return true;
  }
  return false;
}

/** Markup → one line of text: tags away, references resolved once. What only looks like a tag stays. */
export function htmlToLine(html: string): string {
  let text = html;
  if (text.includes('<')) {
    text = withoutBetween(text, '<!--', '-->')
      .replace(/<(script|style)(?=[\s>])[^<>]*>[^<]*<\/\1\s*>/gi, ' ')
      .replace(tag, (written: string, _slash: string, name: string) => {
        const lower = name.toLowerCase();
        return htmlNames.has(lower) ? (blockNames.has(lower) ? ' ' : '') : written;
      });
  }
  return toLine(decodeHTML(text));
}

/** Text on one line; undefined-like emptiness is the caller's matter. */
export function toLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function withoutBetween(text: string, opener: string, closer: string): string {
  let plain = '';
  let from = 0;
  for (let start = text.indexOf(opener); start >= 0; start = text.indexOf(opener, from)) {
    const end = text.indexOf(closer, start + opener.length);
    if (end < 0) break;
    plain += text.slice(from, start);
    from = end + closer.length;
  }
  return plain + text.slice(from);
}

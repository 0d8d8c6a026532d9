// The content of an element as HTML: what stands between its tags in the document, without the signs that only XML has.

import type { XmlDocument, XmlElement } from './xmlTree.js';

/** Content with markup in it, as HTML. `isStrict`: characters in CDATA are letters, as XML has it, and not markup. */
export function innerMarkup(document: XmlDocument, element: XmlElement, isStrict: boolean): string {
  const raw = document.expandOwn(document.source.slice(element.innerStart, element.innerEnd));
  return withoutPrefix(withoutCdata(raw, isStrict)).trim();
}

/** The `div` that Atom's XHTML is wrapped in is not part of it (RFC 4287, 3.1.1.3). */
export function withoutDiv(markup: string): string {
  if (!/^<div(?=[\s/>])/i.test(markup)) return markup;
  const opening = /^<div(?:[^<>"']|"[^"]*"|'[^']*')*>/i.exec(markup)?.[0];
  if (opening === undefined) return markup;
  if (opening.endsWith('/>')) return opening.length === markup.length ? '' : markup;
  let depth = 0;
  for (const match of markup.matchAll(/<(\/?)div(?=[\s/>])([^<>]*)>/gi)) {
    if (match[2]?.endsWith('/') === true) continue;
    depth += match[1] === '/' ? -1 : 1;
    if (depth > 0) continue;
    return match.index + match[0].length === markup.length ? markup.slice(opening.length, match.index).trim() : markup;
  }
  return markup.slice(opening.length).trim();
}

function withoutCdata(raw: string, isStrict: boolean): string {
  if (!raw.includes('<![CDATA[')) return raw;
  const [first = '', ...rest] = raw.split('<![CDATA[');
  return rest.reduce((text, part) => {
    const end = part.indexOf(']]>');
    if (end < 0) return text + part;
    const letters = part.slice(0, end);
    return text + (isStrict ? letters.replace(/&/g, '&amp;').replace(/</g, '&lt;') : letters) + part.slice(end + 3);
  }, first);
}

/** `<x:p>` → `<p>`, where the document gave HTML, SVG or MathML a prefix. */
function withoutPrefix(markup: string): string {
  const first = /^[^<]{0,2000}<([\w.-]{1,40}):[a-z]/i.exec(markup)?.[1];
  return ['svg', 'math', 'mml', 'xhtml', ...(first === undefined ? [] : [first])].reduce(
    (text, prefix) => (text.includes(`<${prefix}:`) ? text.replaceAll(`<${prefix}:`, '<').replaceAll(`</${prefix}:`, '</') : text),
    markup,
  );
}

// A second opinion on markup that is said to be safe: reads it by the strictest grammar and by lists of its own, shared with
// nothing in src. Whatever it does not know is a fault.

/** What may stand in markup: elements with their attributes; `*` holds the attributes of every element. */
export type Grammar = Readonly<Record<string, readonly string[]>>;

const everywhere = ['class', 'dir', 'lang'];
const cell = ['align', 'colspan', 'rowspan', 'scope'];

/** Markup of an article's text. */
export const bodyGrammar: Grammar = {
  '*': everywhere,
  ...elements(
    'p div hr br wbr blockquote pre code h3 h4 h5 h6 ul dl dt dd figure figcaption summary table caption colgroup thead tbody tfoot',
  ),
  ...elements('tr b bdi bdo cite del em i ins kbd mark q rb rp rt rtc ruby s samp small strong sub sup u var'),
  a: ['href', 'title', 'rel'],
  abbr: ['title'],
  dfn: ['title'],
  col: ['align', 'colspan', 'rowspan', 'scope'],
  details: ['open'],
  li: ['value'],
  ol: ['start', 'reversed', 'type'],
  span: ['data-image', 'title'],
  td: cell,
  th: cell,
  time: ['datetime'],
};

/** Markup of a whole page: the text's and our own around it. */
export const pageGrammar: Grammar = {
  ...bodyGrammar,
  '*': [...everywhere, 'id'],
  article: ['data-long', 'data-essentials', 'data-images'],
  ...elements('header h1 h2'),
  section: ['data-part', 'hidden', 'data-heading', 'data-own', 'data-more'],
  nav: ['aria-label'],
  a: ['href', 'title', 'rel', 'data-anchor', 'role'],
  button: [
    'type',
    'title',
    'data-action',
    'data-anchor',
    'data-done',
    'data-loading',
    'aria-pressed',
    'aria-label',
    'data-note',
    'data-hint',
    'data-left',
  ],
  span: ['data-image', 'title', 'aria-hidden', 'data-lines'],
  div: ['data-lines'],
  col: [...cell, 'width'],
};

/** Classes that the page's style sheet knows, and the page's own: an article's text has the first only. */
const textClass = /^(?:as-is|footnote|footnote-mark|image|media|task|language-[\w+#.-]{1,40})$/;

/** A back slash is a slash to browsers up to the query; behind it, it is a sign like any other. */
const webAddress = /^https?:\/\/[^\s\\/?#][^\s\\?#]*(?:[?#]\S*)?$/i;

const voids = new Set(['br', 'col', 'hr', 'wbr']);
const tag = /<(\/?)([a-z][a-z0-9]*)((?: [a-z]+(?:-[a-z]+)*(?:="[^"<>]*")?)*)( \/)?>/g;
const attribute = / ([a-z]+(?:-[a-z]+)*)(?:="([^"<>]*)")?/g;

function elements(names: string): Grammar {
  return Object.fromEntries(names.split(' ').map((name) => [name, []]));
}

/** What is wrong with the markup, each fault as a short sentence; empty when nothing is. */
export function faultsOf(html: string, grammar: Grammar): readonly string[] {
  const faults: string[] = [];
  const open: string[] = [];
  for (const [, slash, name = '', attributes = '', empty] of html.matchAll(tag)) {
    if (slash === '/') {
      if (open.pop() !== name || attributes !== '') faults.push(`</${name}> closes something else`);
    } else {
      if (!voids.has(name)) open.push(name);
      if (empty !== undefined && !voids.has(name)) faults.push(`<${name} /> is not empty`);
      faults.push(...faultsOfTag(name, attributes, grammar));
    }
  }
  if (open.length > 0) faults.push(`<${open.join('> <')}> not closed`);
  const text = html.replaceAll(tag, '');
  const bracket = text.indexOf('<');
  if (bracket >= 0) faults.push(`not a tag: ${text.slice(bracket, bracket + 40)}`);
  return faults;
}

function faultsOfTag(name: string, attributes: string, grammar: Grammar): readonly string[] {
  const allowed = grammar[name];
  if (allowed === undefined) return [`<${name}> is not known`];
  return [...attributes.matchAll(attribute)].flatMap(([, key = '', value = '']) => {
    if (!allowed.includes(key) && grammar['*']?.includes(key) !== true) return [`<${name} ${key}> is not known`];
    return isGoodValue(key, value, grammar) ? [] : [`<${name} ${key}="${value}"> is not allowed`];
  });
}

function isGoodValue(key: string, value: string, grammar: Grammar): boolean {
  switch (key) {
    case 'href':
      return webAddress.test(value) || /^mailto:./i.test(value) || (grammar === pageGrammar && value.startsWith('#at-'));
    case 'data-image':
      return webAddress.test(value);
    case 'id':
      return value.startsWith('at-');
    case 'class':
      return grammar === pageGrammar || value.split(' ').every((word) => textClass.test(word));
    default:
      return true;
  }
}

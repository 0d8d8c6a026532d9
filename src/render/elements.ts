// The elements of an article: which ones stay, what the others become. Data only; reshape.ts applies it, sanitise.ts guards it.

/** Elements that stay inside a line of text. */
export const phrasing: ReadonlySet<string> = new Set(
  'a abbr b bdi bdo br cite code del dfn em i ins kbd mark q rb rp rt rtc ruby s samp small span strong sub sup time u var wbr'.split(' '),
);

/** Every element that may leave the renderer. */
export const allowed: ReadonlySet<string> = new Set([
  ...phrasing,
  ...'h3 h4 h5 h6 p div hr blockquote pre ul ol li dl dt dd figure figcaption details summary'.split(' '),
  ...'table caption colgroup col thead tbody tfoot tr th td'.split(' '),
]);

/** Elements that become another one of the same meaning. */
export const renamed: ReadonlyMap<string, string> = new Map([
  ['acronym', 'abbr'],
  ['dir', 'ul'],
  ['listing', 'pre'],
  ['menu', 'ul'],
  ['plaintext', 'pre'],
  ['strike', 's'],
  ['tt', 'code'],
  ['xmp', 'pre'],
]);

/** Elements that are dropped but stood on lines of their own: a `div` keeps their words apart from their neighbours'. */
export const blocks: ReadonlySet<string> = new Set([
  ...'address article aside body center dialog fieldset footer form frameset head header hgroup html legend'.split(' '),
  ...'main nav noscript optgroup option search section select template textarea title'.split(' '),
]);

/** Elements without content. */
export const voids: ReadonlySet<string> = new Set(['br', 'col', 'hr', 'wbr']);

/** Elements whose content is code for the browser, or not shown by any browser. */
export const silent: ReadonlySet<string> = new Set(['script', 'style', 'iframe', 'noembed', 'noframes']);

/** The elements that an element of a table may stand in; outside a table it becomes a `div`. */
export const tableParents: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['caption', new Set(['table'])],
  ['colgroup', new Set(['table'])],
  ['col', new Set(['colgroup', 'table'])],
  ['thead', new Set(['table'])],
  ['tbody', new Set(['table'])],
  ['tfoot', new Set(['table'])],
  ['tr', new Set(['table', 'thead', 'tbody', 'tfoot'])],
  ['th', new Set(['tr'])],
  ['td', new Set(['tr'])],
]);

const paragraphEnders = 'blockquote details div dl figcaption figure h3 h4 h5 h6 hr ol p pre table ul'.split(' ');

/** Opening the key closes an open one of these right above it: what HTML parsers do, so that a second parse changes nothing. */
export const closedBy: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ...paragraphEnders.map((name) => [name, new Set(['p'])] as const),
  ...['h3', 'h4', 'h5', 'h6'].map((name) => [name, new Set(['p', 'h3', 'h4', 'h5', 'h6'])] as const),
  ['li', new Set(['li'])],
  ['dt', new Set(['dt', 'dd'])],
  ['dd', new Set(['dt', 'dd'])],
  ['rt', new Set(['rt', 'rp'])],
  ['rp', new Set(['rt', 'rp'])],
]);

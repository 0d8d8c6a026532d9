// What an element of a feed is for the reader of XML: something that holds elements, or text in which nothing is looked for.
// It is what lets one bad tag spoil one text instead of the document.

/** Elements that other elements of a feed stand in. What is not listed is text as soon as it stands in a channel or feed. */
const holders: ReadonlySet<string> = new Set(
  (
    'rss rdf rdf:rdf channel feed atom:feed item entry atom:entry items image textinput author atom:author ' +
    'contributor atom:contributor managingeditor source atom:source media:group media:content itunes:owner ' +
    'itunes:category enclosure foaf:person rdf:description'
  ).split(' '),
);

/** Roots of a feed; one in a text means that a whole feed is quoted there. */
const feeds: ReadonlySet<string> = new Set(['rss', 'rdf', 'rdf:rdf', 'channel', 'feed', 'atom:feed']);
const entries: ReadonlySet<string> = new Set(['item', 'entry', 'atom:entry']);

/** Texts that may hold markup, and so also elements with the names of other fields. */
const markedUp: ReadonlySet<string> = new Set(
  (
    'description content:encoded summary atom:summary content atom:content rights atom:rights copyright subtitle ' +
    'atom:subtitle tagline atom:tagline info atom:info xhtml:body body fullitem xhtml:div itunes:summary ' +
    'media:description dc:description div'
  ).split(' '),
);

/** Fields that no markup has elements of the same name for. */
const fields: ReadonlySet<string> = new Set(
  (
    'pubdate guid enclosure lastbuilddate comments content:encoded category atom:category atom:published ' +
    'atom:updated atom:issued atom:modified dc:creator dc:date dc:subject media:group media:content media:thumbnail ' +
    'itunes:author itunes:duration itunes:image slash:comments wfw:commentrss'
  ).split(' '),
);

/** Fields that have the name of an HTML element too: they end a text that holds no markup, such as a title. */
const ambiguousFields: ReadonlySet<string> = new Set(
  'title link description author source atom:title atom:link atom:id atom:summary atom:content atom:author'.split(' '),
);

export function isHolder(name: string): boolean {
  return holders.has(name);
}

export function isFeedRoot(name: string): boolean {
  return feeds.has(name);
}

export function isEntryName(name: string): boolean {
  return entries.has(name);
}

/** Whether a tag of this name within a text means that the text's own end tag is missing. */
export function endsText(textName: string, tagName: string): boolean {
  if (textName === tagName || !isField(textName)) return false;
  return fields.has(tagName) || (!markedUp.has(textName) && ambiguousFields.has(tagName));
}

/** Whether it is a text of feeds, and no element of an extension, of which nothing is known. */
export function isField(name: string): boolean {
  return fields.has(name) || ambiguousFields.has(name) || markedUp.has(name);
}

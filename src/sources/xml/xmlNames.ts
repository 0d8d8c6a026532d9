// Names of XML elements in one spelling: lower case, with the usual prefix of the namespace whatever prefix the document
// chose. It reads no document; which names mean something is known to those who ask.

/** Namespace addresses by the prefix that feeds usually give them. Empty: a name without a prefix. */
const usualPrefixes: ReadonlyMap<string, string> = new Map(
  (
    [
      ['atom', 'http://www.w3.org/2005/atom', 'http://purl.org/atom/ns', 'http://purl.org/pie', 'http://purl.org/echo'],
      ['atom', 'uri/of/echo/namespace', 'http://example.com/necho', 'http://example.com/newformat'],
      ['', 'http://purl.org/rss/1.0', 'http://my.netscape.com/rdf/simple/0.9', 'http://channel.netscape.com/rdf/simple/0.9'],
      ['', 'http://backend.userland.com/rss', 'http://backend.userland.com/rss2', 'http://blogs.law.harvard.edu/tech/rss'],
      ['', 'http://my.netscape.com/publish/formats/rss-0.91.dtd', 'http://purl.org/rss/1.0/modules/rss091', 'http://purl.org/net/rss1.1'],
      ['rdf', 'http://www.w3.org/1999/02/22-rdf-syntax-ns'],
      ['dc', 'http://purl.org/dc/elements/1.1', 'http://purl.org/dc/elements/1.0', 'http://dublincore.org/documents/dcmi-namespace'],
      ['dcterms', 'http://purl.org/dc/terms', 'http://dublincore.org/documents/dcmi-terms'],
      ['content', 'http://purl.org/rss/1.0/modules/content'],
      ['sy', 'http://purl.org/rss/1.0/modules/syndication'],
      ['slash', 'http://purl.org/rss/1.0/modules/slash'],
      ['admin', 'http://webns.net/mvcb'],
      ['media', 'http://search.yahoo.com/mrss', 'http://video.search.yahoo.com/mrss', 'http://tools.search.yahoo.com/mrss'],
      ['media', 'http://www.rssboard.org/media-rss', 'http://search.yahoo.com/searchmonkey/media'],
      ['itunes', 'http://www.itunes.com/dtds/podcast-1.0.dtd', 'http://example.com/dtds/podcast-1.0.dtd'],
      ['googleplay', 'http://www.google.com/schemas/play-podcasts/1.0'],
      ['cc', 'http://creativecommons.org/ns', 'http://web.resource.org/cc'],
      ['creativecommons', 'http://backend.userland.com/creativecommonsrssmodule'],
      ['feedburner', 'http://rssnamespace.org/feedburner/ext/1.0'],
      ['source', 'http://source.scripting.com'],
      ['thr', 'http://purl.org/syndication/thread/1.0'],
      ['wfw', 'http://wellformedweb.org/commentapi'],
      ['prism', 'http://prismstandard.org/namespaces/1.2/basic', 'http://prismstandard.org/namespaces/basic/2.0'],
      ['foaf', 'http://xmlns.com/foaf/0.1'],
      ['xhtml', 'http://www.w3.org/1999/xhtml'],
      ['svg', 'http://www.w3.org/2000/svg'],
      ['mathml', 'http://www.w3.org/1998/math/mathml'],
      ['xml', 'http://www.w3.org/xml/1998/namespace'],
    ] as const
  ).flatMap(([prefix, ...addresses]) => addresses.map((address) => [address, prefix] as const)),
);

/** Feeds write namespaces with https, without the last sign or in other case; they mean the same. */
function usualPrefix(address: string): string | undefined {
  const plain = address
    .trim()
    .toLowerCase()
    .replace(/^https:/, 'http:')
    .replace(/[/#]$/, '');
  return usualPrefixes.get(plain);
}

/** More prefixes than any feed declares; the rest of a hostile document's are not known. */
const mostPrefixes = 100;

/** The namespaces that are declared at one place of a document. */
export class XmlScope {
  readonly #prefixes: ReadonlyMap<string, string>;
  readonly #names = new Map<string, string>();

  constructor(prefixes: ReadonlyMap<string, string> = new Map()) {
    this.#prefixes = prefixes;
  }

  /** The scope inside an element with these attributes: this one, unless some of them declare namespaces. */
  within(attributes: ReadonlyMap<string, string>): XmlScope {
    let prefixes: Map<string, string> | undefined;
    for (const [name, value] of attributes) {
      if (!name.startsWith('xmlns')) continue;
      const prefix = name === 'xmlns' ? '' : name.startsWith('xmlns:') ? name.slice(6) : undefined;
      if (prefix === undefined) continue;
      prefixes ??= new Map(this.#prefixes);
      if (prefixes.size < mostPrefixes || prefixes.has(prefix)) prefixes.set(prefix, value);
    }
    return prefixes === undefined ? this : new XmlScope(prefixes);
  }

  /** An element's name as written → in the one spelling: `Title`, `a:title` and `atom:title` of an Atom feed are `atom:title`. */
  elementName(written: string): string {
    let name = this.#names.get(written);
    if (name === undefined) {
      name = this.#resolve(written.toLowerCase());
      if (this.#names.size < 500) this.#names.set(written, name);
    }
    return name;
  }

  #resolve(lower: string): string {
    const colon = lower.indexOf(':');
    const prefix = colon < 0 ? '' : lower.slice(0, colon);
    const local = lower.slice(colon + 1);
    const address = this.#prefixes.get(prefix);
    const usual = address === undefined ? undefined : usualPrefix(address);
    // `rss:item` without a declaration, or with one that nobody knows, is RSS's own.
    if (usual === undefined) return prefix === '' || prefix === 'rss' ? local : lower;
    return usual === '' ? local : `${usual}:${local}`;
  }

  /** Attributes have no default namespace; `xml:` needs no declaration, and an undeclared prefix counts as the usual one. */
  attributeName(lower: string): string {
    const colon = lower.indexOf(':');
    return colon < 0 || lower.startsWith('xml') ? lower : this.#resolve(lower);
  }

  /** The namespace that a prefix is declared for; of elements without a prefix for ''. */
  addressOf(prefix: string): string | undefined {
    return this.#prefixes.get(prefix);
  }
}

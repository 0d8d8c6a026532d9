// What a feed says, in one shape for RSS, Atom, RDF and JSON Feed. Readonly data; nothing here reads or decides.
// Addresses are absolute, http or https. Only a document that was given without its address, and names no base, may leave
// relative ones as they are written.

/** A person or organisation as a feed names one. */
export interface FeedPerson {
  readonly name?: string;
  readonly email?: string;
  /** Absolute. */
  readonly url?: string;
}

export interface FeedCategory {
  /** What is shown: the label, else the term. */
  readonly name: string;
  readonly term?: string;
  readonly scheme?: string;
}

/** A file beside an article: sound, picture, document. */
export interface FeedEnclosure {
  /** Absolute, http or https. */
  readonly url: string;
  readonly type?: string;
  /** Bytes. */
  readonly length?: number;
  readonly title?: string;
}

/** A text whose notation the feed declared or that was found out: markup, or letters to be shown as they are. */
export interface FeedText {
  readonly format: 'html' | 'text';
  /** HTML as it came (not sanitised), relative addresses not yet resolved; or plain text with entities resolved. */
  readonly value: string;
  /** What relative addresses in it are seen from (`xml:base` and the feed's address, applied). Absolute when there is one. */
  readonly base?: string;
}

/** One entry. Everything is absent that the feed does not give: no date, no link, no author is invented. */
export interface FeedEntry {
  /** guid, atom:id, rdf:about or JSON id, as written and trimmed; an atom:id that is a relative address is made absolute. */
  readonly guid?: string;
  /** Plain text: markup taken away, entities resolved. Absent when there is none. */
  readonly title?: string;
  /** Absolute http(s) address of the article: the alternate link, a permalink guid, … */
  readonly url?: string;
  /** `YYYY-MM-DD`, or RFC 3339 with its zone; see `feedDate.ts`. */
  readonly published?: string;
  readonly updated?: string;
  readonly authors: readonly FeedPerson[];
  readonly categories: readonly FeedCategory[];
  readonly enclosures: readonly FeedEnclosure[];
  /** The article in full, where the feed has one (`content:encoded`, atom:content, content_html, …). */
  readonly content?: FeedText;
  /** Description or summary. */
  readonly summary?: FeedText;
  /** Other links of the entry (related, via, comments), absolute. */
  readonly links: readonly { readonly url: string; readonly rel: string; readonly title?: string; readonly type?: string }[];
  /** BCP 47. */
  readonly language?: string;
  readonly rights?: FeedText;
  /** The feed that an aggregator took it from. */
  readonly source?: { readonly title?: string; readonly url?: string };
}

export type FeedFormat = 'rss' | 'atom' | 'rdf' | 'json';

export interface Feed {
  readonly format: FeedFormat;
  /** As declared: `2.0`, `0.91`, `1.0`, `0.3`, `1.1`; absent when it says none. */
  readonly version?: string;
  /** atom:id. */
  readonly id?: string;
  readonly title?: string;
  readonly description?: FeedText;
  /** Absolute address of the web page that it is the feed of. */
  readonly homePage?: string;
  /** Where it says it lives (atom:link self, feed_url, itunes:new-feed-url), absolute. */
  readonly self?: string;
  readonly language?: string;
  readonly published?: string;
  readonly updated?: string;
  readonly authors: readonly FeedPerson[];
  readonly categories: readonly FeedCategory[];
  readonly rights?: FeedText;
  readonly generator?: string;
  /** Absolute. */
  readonly image?: string;
  /** The feed's own word about how often to ask (`ttl`, `sy:updatePeriod`), in milliseconds. */
  readonly pause?: number;
  readonly entries: readonly FeedEntry[];
  /** The document ended before its end: what arrived whole is here. */
  readonly isCutShort: boolean;
}

// What a list of ours says about a source that OPML has no words for: attributes of outlines, in a namespace of our own.

/** Bound to the prefix `digest` in what we write; in what we read the prefix alone counts. */
export const digestNamespace = 'urn:digest-reader:opml';

export const privateAttributes = {
  /** `site` or `git`; a feed needs no such word. */
  kind: 'digest:kind',
  /** `own`: the name is what the source calls itself, not one that was given to it. */
  name: 'digest:name',
  /** The category, where nested outlines would not give it back letter for letter. */
  category: 'digest:category',
  /** `true`, or not there. */
  paused: 'digest:paused',
  /** The first address of a source that has moved. */
  was: 'digest:was',
  path: 'digest:path',
  branch: 'digest:branch',
} as const;

/** Deeper categories are not written as nested outlines, and not read from them. */
export const deepestCategory = 100;

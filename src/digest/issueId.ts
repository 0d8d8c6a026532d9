// The stable name of an issue within its source: the slug its author gave, else its day and title.

import { toSlug } from './slug.js';

/** What the id is made of. */
export interface IssueIdParts {
  readonly slug?: string | undefined;
  readonly published?: string | undefined;
  readonly title: string;
  /** Told apart by it when the title has no letters that can stand in an id. */
  readonly text: string;
}

/** A short digest of a text: 53 bits, enough to tell the issues of one source apart. Not for security. */
function hashOf(text: string): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}

function toAscii(text: string): string {
  return text.replace(/[^A-Za-z0-9._~-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '');
}

/**
 * `slug` when there is one, else `<day or undated>-<slug of the title>`. Out: 1 to 120 characters of `A-Z a-z 0-9 . _ ~ -`.
 * Letters outside of that are folded; where that leaves too little of the title, a hash of the text is added.
 */
export function toIssueId({ slug, published, title, text }: IssueIdParts): string {
  const given = slug === undefined ? '' : toAscii(slug.normalize('NFKD').replace(/\p{M}+/gu, '')).slice(0, 120);
  if (given !== '') return given;
  const full = toSlug(title);
  const ascii = toAscii(full);
  const day = published?.slice(0, 10) ?? 'undated';
  const name = ascii.length * 2 < full.length || ascii === '' ? [ascii, hashOf(text)].filter((part) => part !== '').join('-') : ascii;
  return `${day}-${name}`;
}

/**
 * The id of an article: short, and the same as long as `identity` is (its guid, else its address), whatever its title becomes.
 */
export function toArticleId(identity: string): string {
  return `a-${hashOf(identity)}`;
}

// The names by which an entry of a feed is found again, in the form in which they are compared: guid, page, title, moment.
// Pure; which of them decides is the business of `entryMatching.ts`.

import { createHash } from 'node:crypto';
import { type CanonicalLink, canonicalLink } from '../../digest/canonicalLink.js';
import { fold } from '../../query/fold.js';

/** An entry as its feed names it. */
export interface EntryIdentity {
  /**
   * The caller's hash of the raw entry, its names included: two entries with the same one are the same entry. Not of the
   * build that read it.
   */
  readonly fingerprint: string;
  readonly guid?: string;
  /** Absolute address of its page. */
  readonly link?: string;
  /** Plain text. */
  readonly title?: string;
  /** In the forms of the model. */
  readonly published?: string;
}

/** Compared forms, null for what the entry does not have. */
export interface EntryNames {
  readonly guid: string | null;
  /** Address of the page without scheme, `www.`, trackers, closing slash and fragment. */
  readonly page: string | null;
  readonly fragment: string | null;
  readonly title: string | null;
  /** Milliseconds since 1970 as a number in digits, or a day `YYYY-MM-DD`. */
  readonly moment: string | null;
}

export function toEntryNames(entry: EntryIdentity): EntryNames {
  const link = entry.link === undefined ? undefined : canonicalLink(entry.link);
  const guid = entry.guid?.trim() ?? '';
  const title = fold(entry.title ?? '')
    .trim()
    .replace(/\s+/g, ' ');
  return {
    guid: guid === '' ? null : short(canonicalGuid(guid, guid === entry.link ? link : undefined)),
    page: link ? short(link.page) : null,
    fragment: link && link.fragment !== '' ? short(link.fragment) : null,
    title: title === '' ? null : short(title),
    moment: canonicalMoment(entry.published),
  };
}

/** Whether a page is the front page of its host: many entries may point there. */
export function isFrontPage(page: string): boolean {
  return !/[/?#]/.test(page);
}

/** A guid that is an address (`known`, when it was looked at) is compared as one, its place in the page included; any other as it is. */
function canonicalGuid(guid: string, known: CanonicalLink | undefined): string {
  if (!/^https?:/i.test(guid)) return guid;
  const link = known ?? canonicalLink(guid);
  return link ? `${link.page}#${link.fragment}` : guid;
}

function canonicalMoment(published: string | undefined): string | null {
  if (published === undefined) return null;
  if (/^\d{4}-\d{2}-\d{2}$/.test(published)) return published;
  const moment = Date.parse(published);
  return Number.isNaN(moment) ? null : String(moment);
}

/** A name of any length in a bounded one. */
function short(name: string): string {
  return name.length <= 200 ? name : createHash('sha256').update(name).digest('base64url');
}

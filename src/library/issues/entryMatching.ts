// Finds the entries of a feed's document among those that the library has of it. Pure, and the same whatever the order of the
// document: guids first for all, then pages, then titles with dates. What a doubtful match needs beside it is its caller's part.

import { type EntryNames, isFrontPage } from './entryNames.js';

export interface NamedEntry {
  readonly fingerprint: string;
  readonly names: EntryNames;
}

export interface StoredEntry extends NamedEntry {
  /** Of its issue. */
  readonly row: number;
  readonly key: string;
}

export interface EntryMatch {
  readonly stored: StoredEntry;
  /** False: the names alone do not say it; they are the same when their texts are much the same. */
  readonly isCertain: boolean;
}

/**
 * The matches by fingerprint; no stored entry stands in two of them. `document` holds each fingerprint once, in the order of
 * the document; `stored` is in the order in which a document would hold them, newest first.
 */
export function matchEntries(document: readonly NamedEntry[], stored: readonly StoredEntry[]): ReadonlyMap<string, EntryMatch> {
  const pairing = new Pairing(document, stored);
  const byFingerprint = new Map(stored.map((entry) => [entry.fingerprint, entry]));
  for (const entry of document) {
    const same = byFingerprint.get(entry.fingerprint);
    if (same) pairing.pair(entry, same, true);
  }
  pairing.alike(({ names: { guid, page, fragment, title, moment } }) =>
    guid === null && page === null && title === null ? undefined : keyOf(guid, page, fragment, title, moment),
  );
  pairing.unique(
    ({ names: { guid, page, fragment } }) => (guid === null || page === null ? undefined : keyOf(guid, page, fragment)),
    always,
  );
  pairing.unique(({ names: { guid, title } }) => (guid === null || title === null ? undefined : keyOf(guid, title)), always);
  pairing.unique(({ names: { guid } }) => guid ?? undefined, isSameGuidCertain);
  pairing.unique(({ names: { page, fragment } }) => (page === null ? undefined : keyOf(page, fragment)), isSamePageCertain);
  pairing.unique(({ names: { page } }) => page ?? undefined, isSamePageCertain);
  pairing.unique(
    ({ names: { title, moment } }) => (title === null || moment === null ? undefined : keyOf(title, moment)),
    (a, b) => !(differ(a.guid, b.guid) && differ(a.page, b.page)),
  );
  pairing.unique(
    ({ names: { page, title, moment } }) => (title === null || page !== null || moment !== null ? undefined : title),
    (a, b) => !differ(a.guid, b.guid),
  );
  return pairing.matches;
}

type Names<Entry> = (entry: Entry) => string | undefined;
/** Whether a match by one name is certain; undefined when it is none. */
type Judgement = (a: EntryNames, b: EntryNames) => boolean | undefined;

const always: Judgement = () => true;

/** The pairs found so far. An entry that has its pair takes no part any more, but still counts as one of its name. */
class Pairing {
  readonly matches = new Map<string, EntryMatch>();
  readonly #document: readonly NamedEntry[];
  readonly #stored: readonly StoredEntry[];
  readonly #taken = new Set<StoredEntry>();

  constructor(document: readonly NamedEntry[], stored: readonly StoredEntry[]) {
    this.#document = document;
    this.#stored = stored;
  }

  pair(entry: NamedEntry, stored: StoredEntry, isCertain: boolean): void {
    if (this.matches.has(entry.fingerprint) || this.#taken.has(stored)) return;
    this.matches.set(entry.fingerprint, { stored, isCertain });
    this.#taken.add(stored);
  }

  /** Pairs what alone has a name on both sides: a name that several have tells none of them apart. */
  unique(nameOf: Names<NamedEntry>, isCertain: Judgement): void {
    if (this.#isDone()) return;
    const stored = grouped(this.#stored, nameOf);
    for (const [name, entries] of grouped(this.#document, nameOf)) {
      const [[entry, another], [known, other]] = [entries, stored.get(name) ?? []];
      const certainty = entry && known && !another && !other ? isCertain(entry.names, known.names) : undefined;
      if (entry && known && certainty !== undefined) this.pair(entry, known, certainty);
    }
  }

  /** Pairs what has all its names in common; of several the oldest with the oldest, as new ones come on top. */
  alike(nameOf: Names<NamedEntry>): void {
    if (this.#isDone()) return;
    const stored = grouped(this.#stored, nameOf);
    for (const [name, entries] of grouped(this.#document, nameOf)) {
      const known = stored.get(name) ?? [];
      const isCertain = entries.length === 1 && known.length === 1;
      const left = entries.filter((entry) => !this.matches.has(entry.fingerprint)).reverse();
      const free = known.filter((entry) => !this.#taken.has(entry)).reverse();
      for (const [index, entry] of left.entries()) {
        const candidate = free[index];
        if (candidate) this.pair(entry, candidate, isCertain);
      }
    }
  }

  #isDone(): boolean {
    return this.matches.size === this.#document.length || this.#taken.size === this.#stored.length;
  }
}

function grouped<Entry>(entries: readonly Entry[], nameOf: Names<Entry>): ReadonlyMap<string, readonly Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const name = nameOf(entry);
    if (name === undefined) continue;
    const group = groups.get(name);
    if (group) group.push(entry);
    else groups.set(name, [entry]);
  }
  return groups;
}

/** A feed may give one guid to whatever it holds just now; then nothing else is the same. */
function isSameGuidCertain(a: EntryNames, b: EntryNames): boolean {
  return !differ(a.page, b.page) || !differ(a.title, b.title) || isSame(a.moment, b.moment);
}

/**
 * Two guids on one page may be one entry whose guid changes each time, or two entries that both link to a page of news; so it
 * is with the front page, and with two places in a page.
 */
function isSamePageCertain(a: EntryNames, b: EntryNames): boolean | undefined {
  const isPageOfOne = !differ(a.guid, b.guid) && !differ(a.fragment, b.fragment) && !isFrontPage(a.page ?? '');
  if (isPageOfOne) return true;
  const [hasTitle, hasMoment] = [isSame(a.title, b.title), isSame(a.moment, b.moment)];
  return hasTitle || hasMoment ? hasTitle && hasMoment : undefined;
}

function isSame(a: string | null, b: string | null): boolean {
  return a !== null && a === b;
}

/** Whether both are there and say different things. */
function differ(a: string | null, b: string | null): boolean {
  return a !== null && b !== null && a !== b;
}

function keyOf(...parts: readonly (string | null)[]): string {
  return JSON.stringify(parts);
}

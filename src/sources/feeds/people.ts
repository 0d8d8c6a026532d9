// People as feeds name them: in elements, or in one line with their address in any of several forms. Each person once.

import type { AtomFeed } from 'feedsmith';
import { firstText, present, titleOf } from './entryParts.js';
import type { FeedPerson } from './feed.js';
import { webAddress } from './feedAddress.js';
import { toLine } from './plainTitle.js';

export interface RawPerson {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly url?: string | undefined;
}

/** More than sign any article; a hostile feed names 20,000. */
const mostPeople = 500;

/** People, each once: a name or address that was already there adds what is missing to the one that had it. */
export function peopleOf(raw: readonly (RawPerson | undefined)[]): readonly FeedPerson[] {
  const people: FeedPerson[] = [];
  for (const person of raw.slice(0, mostPeople)) {
    const name = person?.name === undefined ? undefined : titleOf(person.name);
    const email = firstText(person?.email?.replace(/^mailto:/i, ''));
    const url = webAddress(person?.url);
    if (name === undefined && email === undefined && url === undefined) continue;
    const same = people.findIndex(
      (other) =>
        (name !== undefined && other.name?.toLowerCase() === name.toLowerCase()) ||
        (email !== undefined && other.email === email && (name === undefined || other.name === undefined)),
    );
    const known = people[same];
    if (known === undefined) people.push(present({ name, email, url }));
    else people[same] = present({ name: known.name ?? name, email: known.email ?? email, url: known.url ?? url });
  }
  return people;
}

export function atomPeople(people: readonly AtomFeed.Person[] = []): readonly RawPerson[] {
  return people.map(({ name, email, uri }) => ({ name, email, url: uri }));
}

/** A host without a point receives no mail from elsewhere: `R@ndom` is a name. */
const mailAddress = /(?:mailto:)?([^\s@()<>[\],;:]+@(?:[^\s@()<>[\],;:]+\.[^\s@()<>[\],;:]+|localhost(?![^\s()<>[\],;:])))/gi;
const pageAddress = /https?:\/\/[^\s()<>[\]]+/gi;

/**
 * `mail (Name)`, `Name (mail)`, `Name <mailto:mail>`, `Name [https://page]` → their parts. The first address of a kind counts,
 * and the name may stand on both sides of it.
 */
export function personOf(line: string | undefined): RawPerson | undefined {
  if (line === undefined) return undefined;
  if (line.length > 300) return { name: line };
  const url = line.match(pageAddress)?.[0];
  const withoutPages = line.replace(pageAddress, '');
  const email = [...withoutPages.matchAll(mailAddress)][0]?.[1];
  if (url === undefined && email === undefined) return { name: line };
  const rest = toLine(withoutPages.replace(mailAddress, '').replace(/\(\s*\)|<\s*>|\[\s*\]/g, ''));
  const name = /^[(<[]([^()<>[\]]*)[)>\]]$/.exec(rest)?.[1] ?? rest;
  return { name: name.replace(/^[\s,;:-]+|[\s,;:-]+$/g, ''), email, url };
}

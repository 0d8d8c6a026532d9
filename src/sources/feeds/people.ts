// People as feeds name them: in elements, or in one line with their address in any of several forms. Each person once.

import type { AtomFeed } from 'feedsmith';
import { firstText, present, titleOf } from './entryParts.js';
import type { FeedPerson } from './feed.js';
import { webAddress } from './feedAddress.js';

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

const mailAddress = /[^\s@()<>[\],;:]+@[^\s@()<>[\],;:]+\.[^\s@()<>[\],;:]+/;

/** `mail (Name)`, `Name (mail)`, `Name <mailto:mail>` → their parts. */
export function personOf(line: string | undefined): RawPerson | undefined {
  if (line === undefined) return undefined;
  const email = line.length > 300 ? undefined : mailAddress.exec(line)?.[0];
  if (email === undefined) return { name: line };
  const rest = line
    .replace(email, '')
    .replace(/mailto:/i, '')
    .replace(/\(\s*\)|<\s*>|\[\s*\]/g, '')
    .trim();
  const name = /^\((.*)\)$/.exec(rest)?.[1] ?? rest;
  return { name: name.replace(/^[\s,;:-]+|[\s,;:-]+$/g, ''), email };
}

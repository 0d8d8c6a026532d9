// Conditions that are nearly one of the language, such as `is:unraed`. Pure.

import { fold } from './fold.js';
import { kinds, possessions, states } from './query.js';
import { slips } from './slips.js';

const mostSlips = 2;

/** The query with the nearest value for each condition whose value is none; undefined when there is nothing to correct. */
export function correctConditions(query: string): string | undefined {
  const corrected = query.replace(/(?<=^|[\s-])(is|has|kind):(\p{L}+)/giu, (whole, key: string, value: string) => {
    const near = nearestOf(valuesOf(key.toLowerCase()), fold(value));
    return near === undefined ? whole : `${key}:${near}`;
  });
  return corrected === query ? undefined : corrected;
}

function valuesOf(key: string): readonly string[] {
  return key === 'is' ? states : key === 'has' ? possessions : kinds;
}

function nearestOf(values: readonly string[], value: string): string | undefined {
  if (values.includes(value)) return undefined;
  const rated = values.flatMap((each) => {
    const distance = slips(value, each, mostSlips);
    return distance === undefined ? [] : [{ each, distance }];
  });
  return rated.sort((a, b) => a.distance - b.distance)[0]?.each;
}

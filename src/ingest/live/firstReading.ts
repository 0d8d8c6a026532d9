// What counts as news at the first reading of a source: whoever adds one with years of articles has not missed them all.

import { dayAfter, localDay } from '../../library/day.js';
import type { Turn } from './liveSource.js';

/** Days. What is older when a source is first read arrives as read. */
const newsDays = 30;

/** The day before which issues arrive as read; undefined but at the first reading. */
export function readBefore({ memory }: Pick<Turn, 'memory'>, now: Date): { readonly readBefore?: string } {
  return memory.lastSuccess === undefined ? { readBefore: dayAfter(localDay(now), -newsDays) } : {};
}

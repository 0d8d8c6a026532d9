// Gives their numbers to addresses that have none: those that an older version stored, or that were carried over from a damaged
// file. What is put from now on has them at once.

import { areAddressesNumbered, numberSome } from '../../library/addresses.js';
import type { LibraryAccess } from '../libraryAccess.js';
import type { IdleTask } from './idleWork.js';

/** Issues of one step: a few milliseconds. */
const batch = 50;

const lookAgain = 300_000;

export function createNumbering(library: LibraryAccess): IdleTask {
  return {
    name: 'addresses',
    every: lookAgain,
    isDue: () => library.current !== undefined && !library.read(areAddressesNumbered, true),
    step: () => (library.write((database) => numberSome(database, batch)) === batch ? 'more' : 'done'),
  };
}

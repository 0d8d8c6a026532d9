// Numbers that look random and are the same on every machine, and what is chosen by them: for generated libraries and for tests.

/** A number from 0 up to, not including, 1. */
export type Random = () => number;

/** Weyl sequence with a mixing step: good enough to choose words. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e37_79b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0_aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a_2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}

/** Whole numbers from 0 up to, not including, the one that it is given. */
export function createDice(seed: number): (below: number) => number {
  const random = createRandom(seed);
  return (below) => Math.floor(random() * below);
}

export function pick<T>(random: Random, from: readonly T[]): T {
  const chosen = from[Math.floor(random() * from.length)];
  if (chosen === undefined) throw new RangeError('There is nothing to pick from.');
  return chosen;
}

/** One of many of which the first is chosen most: the second about half as often, the third a third, as words are in texts. */
export function pickByRank<T>(random: Random, from: readonly T[]): T {
  const rank = Math.floor(Math.exp(random() ** 1.12 * Math.log(from.length + 1)));
  const chosen = from[Math.min(rank, from.length) - 1];
  if (chosen === undefined) throw new RangeError('There is nothing to pick from.');
  return chosen;
}

/** A whole number, both ends included. */
export function between(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}

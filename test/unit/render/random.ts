// Numbers that look random and are the same in each run.

/** A generator of whole numbers from 0 up to, not including, the number it is given. */
export function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % below;
  };
}

// How near two words are to each other, for what somebody may have meant. Pure.

/**
 * How many slips lie between two words (optimal string alignment: insert, delete, replace, exchange neighbours); undefined for
 * more than `most`.
 */
export function slips(a: string, b: string, most: number): number | undefined {
  let twoAbove: readonly number[] = [];
  let above: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      const best = Math.min((above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1, (above[column - 1] ?? 0) + (same ? 0 : 1));
      const areExchanged = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      line.push(areExchanged ? Math.min(best, (twoAbove[column - 2] ?? 0) + 1) : best);
    }
    if (Math.min(...line) > most) return undefined;
    twoAbove = above;
    above = line;
  }
  const distance = above[b.length] ?? most + 1;
  return distance <= most ? distance : undefined;
}

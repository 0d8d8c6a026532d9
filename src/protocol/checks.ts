// What every check of a message from outside begins with: whether something has fields, is a text within bounds, or counts something.

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The one of `known` that a value is. */
export function oneOf<T extends string>(known: readonly T[], value: unknown): T | undefined {
  return known.find((each) => each === value);
}

/** A string of at most `limit` units, and of at least one unless `least` says 0. */
export function asText(value: unknown, limit: number, least = 1): string | undefined {
  return typeof value === 'string' && value.length >= least && value.length <= limit ? value : undefined;
}

/** A whole number from 0. */
export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

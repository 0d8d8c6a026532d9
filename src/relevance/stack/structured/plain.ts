// JSON whose places do not matter: lock files, which may be large. What is in them is looked at piece by piece.

import { parse as parseWithComments, type ParseError } from 'jsonc-parser';
import { withoutMark } from './lines.js';

export type Plain = Readonly<Record<string, unknown>>;

/** The object that a text of plain JSON is; undefined for anything else. */
export function readPlain(text: string): Plain | undefined {
  try {
    const value: unknown = JSON.parse(withoutMark(text));
    return asPlain(value);
  } catch {
    return undefined;
  }
}

/** As `readPlain`, for JSON with comments and with commas at ends. */
export function readPlainWithComments(text: string): Plain | undefined {
  try {
    const errors: ParseError[] = [];
    const value: unknown = parseWithComments(withoutMark(text), errors, { allowTrailingComma: true });
    return errors.length === 0 ? asPlain(value) : undefined;
  } catch {
    // Nested deeper than the stack is.
    return undefined;
  }
}

export function asPlain(value: unknown): Plain | undefined {
  return isPlain(value) ? value : undefined;
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The entries of an object; none of what is no object. */
export function plainEntries(value: unknown): readonly (readonly [key: string, value: unknown])[] {
  return isPlain(value) ? Object.entries(value) : [];
}

// A requirement as Python writes it (PEP 508): `vllm[audio]>=0.9,<1 ; python_version >= "3.10"`, `name @ https://…`. Markers are
// left out: what one platform uses, the workspace uses.

export interface Requirement {
  readonly name: string;
  /** Of the name in the text. */
  readonly start: number;
  readonly end: number;
  /** Absent where any version will do, and for what comes from an address. */
  readonly range?: string;
  /** Where it comes from, when not from the index. */
  readonly address?: string;
}

/** Reads one requirement; undefined for a text that is none. */
export function readRequirement(text: string): Requirement | undefined {
  const reader = new Reader(text);
  reader.skipSpaces();
  const start = reader.place;
  const name = reader.take(isNameCharacter);
  const end = reader.place;
  if (!isName(name)) return undefined;
  reader.skipSpaces();
  if (reader.next === '[' && !reader.skipPast(']')) return undefined;
  reader.skipSpaces();
  if (reader.next === '@') return { name, start, end, address: addressIn(reader.rest.slice(1)) };
  const range = rangeOf(reader.take((character) => character !== ';'));
  if (range === undefined) return undefined;
  return { name, start, end, ...(range === '' ? {} : { range }) };
}

/** A `;` may be a part of an address; behind a space it begins the marker. */
function addressIn(written: string): string {
  return written.trim().split(/\s/, 1)[0] ?? '';
}

/** The conditions on the version without parentheses around them; `''` for none, undefined where something else stands. */
function rangeOf(written: string): string | undefined {
  const trimmed = written.trim();
  const range = trimmed.startsWith('(') && trimmed.endsWith(')') ? trimmed.slice(1, -1).trim() : trimmed;
  if (range === '') return '';
  const conditions = range.split(',').map((condition) => condition.trim());
  // A comma at the end is understood by pip.
  if (conditions.at(-1) === '') conditions.pop();
  return conditions.length > 0 && conditions.every((condition) => isCondition(condition)) ? range : undefined;
}

const operators = ['===', '~=', '==', '!=', '<=', '>=', '<', '>'];

function isCondition(condition: string): boolean {
  const operator = operators.find((sign) => condition.startsWith(sign));
  if (!operator) return false;
  const version = condition.slice(operator.length).trim();
  return version !== '' && !/[\s<>=!~]/.test(version);
}

/** Letters, digits and, inside, `-`, `_` and `.`. */
function isName(name: string): boolean {
  return name !== '' && name.length <= 200 && isLetterOrDigit(name.charAt(0)) && isLetterOrDigit(name.charAt(name.length - 1));
}

function isLetterOrDigit(character: string): boolean {
  return /[a-z\d]/i.test(character);
}

function isNameCharacter(character: string): boolean {
  return isLetterOrDigit(character) || character === '-' || character === '_' || character === '.';
}

class Reader {
  readonly #text: string;
  place = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get next(): string {
    return this.#text.charAt(this.place);
  }

  get rest(): string {
    return this.#text.slice(this.place);
  }

  take(belongs: (character: string) => boolean): string {
    const start = this.place;
    while (this.place < this.#text.length && belongs(this.next)) this.place += 1;
    return this.#text.slice(start, this.place);
  }

  skipSpaces(): void {
    this.take((character) => character === ' ' || character === '\t');
  }

  /** Whether there was one. */
  skipPast(sign: string): boolean {
    const found = this.#text.indexOf(sign, this.place);
    this.place = found < 0 ? this.#text.length : found + sign.length;
    return found >= 0;
  }
}

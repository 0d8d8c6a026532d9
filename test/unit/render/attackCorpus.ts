// Reads the attack strings of test/fixtures/attacks (its README says how they are written) and knows nothing of issues.
import { readFileSync, readdirSync } from 'node:fs';

const folder = new URL('../../fixtures/attacks/', import.meta.url);

/** One hostile text. When it works it calls `pwned(number)`, or asks for `/hit?n=number` on the port it was read for. */
export interface Attack {
  readonly number: number;
  /** Class: the name of its file. */
  readonly kind: string;
  readonly name: string;
  readonly text: string;
}

/** Every attack, in a fixed order, with its requests addressed to `port` of 127.0.0.1. */
export function readAttacks(port: number): readonly Attack[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  return files
    .toSorted()
    .flatMap((file) => entriesOf(readFileSync(new URL(file, folder), 'utf8')).map((entry) => ({ kind: file.slice(0, -4), ...entry })))
    .map(({ kind, name, text }, index) => ({ number: index + 1, kind, name, text: expand(text, index + 1, port) }));
}

function entriesOf(file: string): { name: string; text: string }[] {
  return file
    .split(/^== /m)
    .slice(1)
    .map((entry) => {
      const end = entry.indexOf('\n');
      return { name: entry.slice(0, end), text: entry.slice(end + 1).replace(/\n$/, '') };
    });
}

function expand(text: string, number: number, port: number): string {
  return text
    .replaceAll('RUN', 'pwned({{n}})')
    .replaceAll('HIT', 'http://127.0.0.1:{{port}}/hit?n={{n}}')
    .replaceAll('{{n}}', String(number))
    .replaceAll('{{port}}', String(port))
    .replaceAll(/\{\{U\+([0-9A-F]{4,6})\}\}/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replaceAll(/\{\{times:(\d+):(.+?)\}\}/gs, (_, count: string, part: string) => part.repeat(Number(count)))
    .replaceAll(/\{\{(dec|dec0|hex|pct|b64):(.+?)\}\}/gs, (_, form: Encoding, part: string) => encode(part, form));
}

type Encoding = 'dec' | 'dec0' | 'hex' | 'pct' | 'b64';

function encode(part: string, form: Encoding): string {
  const codes = Array.from(part, (character) => character.codePointAt(0) ?? 0);
  switch (form) {
    case 'dec':
      return codes.map((code) => `&#${code};`).join('');
    case 'dec0':
      return codes.map((code) => `&#${String(code).padStart(7, '0')}`).join('');
    case 'hex':
      return codes.map((code) => `&#x${code.toString(16)};`).join('');
    case 'pct':
      return [...Buffer.from(part)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
    case 'b64':
      return Buffer.from(part).toString('base64');
  }
}

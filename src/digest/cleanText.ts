// Makes text from outside safe to cut into lines: one kind of line end, no control characters, nothing binary.
// It does not know what an issue is.

import { largestText } from './largestText.js';

/** Why a text is not read at all. The names are those of the import problems. */
export type TextProblem = 'empty' | 'binary' | 'tooLarge';

export type CleanOutcome = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: TextProblem };

const byteOrderMark = 0xfeff;
const replacement = 0xfffd;
const magicNumbers: readonly string[] = [
  '%PDF-',
  'PK\u0003\u0004',
  '\u0089PNG',
  '\ufffdPNG',
  'GIF8',
  '\u007fELF',
  'SQLite format 3\u0000',
  '\u001f\u008b',
  '\u001f\ufffd',
];

function isControl(code: number): boolean {
  return (code < 32 && code !== 9 && code !== 10 && code !== 11 && code !== 12 && code !== 13 && code !== 27) || code === 0x7f;
}

function looksBinary(text: string): boolean {
  let controls = 0;
  let replaced = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (isControl(code)) controls++;
    else if (code === replacement) replaced++;
  }
  if (controls * 20 > text.length || replaced * 3 > text.length) return true;
  return controls > 0 && magicNumbers.some((magic) => text.startsWith(magic));
}

/** More blank lines than anybody means: parsers have been seen to overflow on millions of them. */
const longGap = /\n{1000,}/g;

/** Drops control characters and turns every kind of line end into `\n`. Tabs and no-break spaces stay. */
function normalise(text: string): string {
  return text
    .replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/[\p{Cc}\ufffe\uffff]/gu, (char) => (char === '\n' || char === '\t' ? char : ''))
    .replace(/[\ud800-\udfff]/gu, '\ufffd')
    .replace(/^[ \t]+$/gm, '')
    .replace(longGap, '\n'.repeat(100));
}

/**
 * Undoes the quoted-printable notation of a mail that was copied from its source. Only when the whole text is in it: no line
 * is longer than the notation allows, some are broken by it, and every `=` starts a byte or such a break. An address with
 * `id=64` in it alone does not make a text a mail.
 */
function decodeQuotedPrintable(text: string): string {
  let breaks = 0;
  for (let at = text.indexOf('='); at !== -1; at = text.indexOf('=', at + 1)) {
    if (text[at + 1] === '\n') breaks++;
    else if (!/^[0-9A-F]{2}$/.test(text.slice(at + 1, at + 3))) return text;
  }
  if (breaks < 2 || !/=(?:3D|20|09|[C-F][0-9A-F]=)/.test(text) || /[^\n]{79}/.test(text)) return text;
  const joined = text.replaceAll('=\n', '');
  try {
    return joined.replace(/(?:=[0-9A-F]{2})+/g, (run) => decodeURIComponent(run.replaceAll('=', '%')));
  } catch (error) {
    // Escapes of another charset than UTF-8: which one is not known here, so the text stays as it came.
    if (error instanceof URIError) return text;
    throw error;
  }
}

/**
 * Prepares a text for the parsers. Out: lines ended by `\n`, no byte order mark, no control characters, no lone surrogates.
 * `empty` when nothing but white space is left, `binary` when it is no text, `tooLarge` above `largestText`.
 */
export function cleanText(text: string): CleanOutcome {
  if (text.length > largestText) return { ok: false, reason: 'tooLarge' };
  if (looksBinary(text)) return { ok: false, reason: 'binary' };
  let start = 0;
  while (text.charCodeAt(start) === byteOrderMark) start++;
  const clean = decodeQuotedPrintable(normalise(text.slice(start)));
  if (!/[^\s\u200b-\u200f\u2060\ufeff]/.test(clean)) return { ok: false, reason: 'empty' };
  return { ok: true, text: clean };
}

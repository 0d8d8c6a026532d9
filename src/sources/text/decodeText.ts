// Bytes of a file → its text. Decides the encoding and tells text from other files; what the text says is the parser's work.

import { TextDecoder } from 'node:util';
import { largestText } from '../../digest/largestText.js';

export type DecodeOutcome = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: 'binary' | 'tooLarge' };

/**
 * Decodes by byte order mark, else as UTF-16 where every other byte is zero, else as UTF-8 if it is that but for a few bad
 * bytes, else as windows-1252, which always gives something. A byte order mark is not part of the text.
 */
export function decodeText(bytes: Uint8Array): DecodeOutcome {
  if (bytes.length > largestText) return { ok: false, reason: 'tooLarge' };
  const wide = wideEncoding(bytes);
  if (wide) return { ok: true, text: withoutMark(new TextDecoder(wide).decode(bytes)) };
  if (looksBinary(bytes)) return { ok: false, reason: 'binary' };
  return { ok: true, text: withoutMark(decodeNarrow(bytes)) };
}

/** A text that arrives as one: made well formed, without a byte order mark, and held to the same size. */
export function acceptText(text: string): DecodeOutcome {
  if (text.length > largestText) return { ok: false, reason: 'tooLarge' };
  // Through bytes and back: half a surrogate pair becomes a replacement character, as it would in any file.
  return { ok: true, text: withoutMark(Buffer.from(text, 'utf8').toString('utf8')) };
}

function decodeNarrow(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Not all UTF-8, which is an answer and not a failure. A file that was cut or patched has a bad byte or two among many
    // good sequences, which no other encoding has by chance; else it is the encoding that old Windows programs write.
    const lenient = new TextDecoder('utf-8').decode(bytes);
    const bad = lenient.match(/\uFFFD/g)?.length ?? 0;
    const good = lenient.match(/[^\0-\x7f\uFFFD]/g)?.length ?? 0;
    return good > bad ? lenient : fromWindows1252(bytes);
  }
}

/** UTF-16 by its mark, or by zeros in one half of the bytes only, as Western text has them. */
function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const length = Math.min(bytes.length, 4096) & ~1;
  if (length < 4) return undefined;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  const pairs = length / 2;
  if (odd > pairs * 0.4 && even < pairs * 0.05) return 'utf-16le';
  if (even > pairs * 0.4 && odd < pairs * 0.05) return 'utf-16be';
  return undefined;
}

/** First bytes of formats whose beginning may pass for text. */
const signatures = ['%PDF-', '\x89PNG', 'PK\x03\x04', 'GIF8', '\xff\xd8\xff', '\x1f\x8b', '\x7fELF', 'SQLite format 3\0', 'RIFF', '{\\rtf'];

/** Whether more than one byte in a hundred is a control character that no text has (a stray one is let through). */
function looksBinary(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 16)).toString('latin1');
  if (signatures.some((signature) => start.startsWith(signature))) return true;
  let controls = 0;
  for (const byte of bytes) {
    if (byte < 32 && !(byte >= 8 && byte <= 13) && byte !== 27) controls++;
  }
  return controls > bytes.length / 100 + 2;
}

/** What windows-1252 has at 0x80 to 0x9F; its five free places are kept as control characters, as the web does. */
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Own table: the decoder of some versions of Node reads windows-1252 as Latin-1. */
export function fromWindows1252(bytes: Uint8Array): string {
  return readControls(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
}

/** C1 controls as the signs that windows-1252 has in their place: nobody means the controls. */
export function readControls(text: string): string {
  return text.replace(/[\x80-\x9f]/g, (character) => windows1252[character.charCodeAt(0) - 0x80] ?? character);
}

function withoutMark(text: string): string {
  return text.replace(/^\uFEFF+/, '');
}

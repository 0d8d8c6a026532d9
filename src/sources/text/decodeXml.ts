// Bytes of a feed → text. Byte order mark, HTTP header, XML declaration, strict UTF-8, windows-1252: the first that the bytes
// do not contradict. It does not look at what the text says beyond its declaration.

import { Buffer, isUtf8 as isUtf8Text } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { fromWindows1252, readControls } from './decodeText.js';
import { fromCodePage } from './codePages.js';

/** Encodings with one byte a character: any bytes fit them, so that they prove nothing. */
const singleByte = /^(?:iso-?8859|windows-|x-mac|mac|koi8|ibm|cp(?!9[345])|cs(?:ibm|pc)|\d{3}$|us-ascii|ascii|latin|ms-)/i;
/** Labels of windows-1252, which the web reads as that: the decoder of some versions of Node has no C1 range of it. */
const western = /^(?:(?:iso-?8859-?1|latin-?1|l1|us-ascii|ascii|(?:windows|cp|x-cp)-?1252))$/i;

/** Names that Python, Java and Macs know, by the WHATWG's name for the same. */
const otherLabels: ReadonlyMap<string, string> = new Map([
  ...['macroman', 'mac-roman', 'x-macroman', 'x-mac-roman'].map((label) => [label, 'macintosh'] as const),
  ...['maccyrillic', 'mac-cyrillic', 'x-maccyrillic'].map((label) => [label, 'x-mac-cyrillic'] as const),
  ['ms-cyrl', 'windows-1251'],
  ['ms-ansi', 'windows-1252'],
  ['ms-ee', 'windows-1250'],
  ['ms-greek', 'windows-1253'],
  ['ms-turk', 'windows-1254'],
  ['ms-hebr', 'windows-1255'],
  ['ms-arab', 'windows-1256'],
]);

// oxlint-disable-next-line no-control-regex -- these characters are what it is about
const forbidden = /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/;

/** The whole text, without byte order marks and characters that no XML has. `contentType` is the HTTP header's value. */
export function decodeXml(bytes: Uint8Array, contentType?: string): string {
  return cleanXml(decode(bytes, contentType, declaredCharset));
}

/** The text of a web page, by the same rules: there a `meta` element declares the encoding. */
export function decodePage(bytes: Uint8Array, contentType?: string): string {
  return cleanXml(decode(bytes, contentType, (body) => metaCharset(body) ?? declaredCharset(body)));
}

/**
 * Without characters that XML forbids (XML 1.0, 2.2); half of a surrogate pair becomes the replacement character, and a C1
 * control the sign that windows-1252 has there: such text was taken for Latin-1 once.
 */
export function cleanXml(text: string): string {
  const plain = readControls(text.replace(/^\uFEFF+/, ''));
  return (forbidden.test(plain) ? plain.replace(new RegExp(forbidden, 'g'), '') : plain).toWellFormed();
}

function decode(bytes: Uint8Array, contentType: string | undefined, declared: (body: Uint8Array) => string | undefined): string {
  const wide = wideEncoding(bytes);
  if (wide !== undefined) return decodeWide(bytes, wide);
  const body = withoutMark(bytes);
  const utf8 = strictUtf8(body);
  // A mark says UTF-8, and so does text of several bytes a character, which no other encoding has by chance.
  if (body.length < bytes.length) return utf8 ?? new TextDecoder('utf-8').decode(body);
  const labels = [headerCharset(contentType), declared(body)].filter((label) => label !== undefined);
  for (const label of labels) {
    if (utf8 !== undefined && (singleByte.test(label) || isUtf8(label))) return utf8;
    if (isUtf8(label)) continue;
    const text = decodeLabelled(body, label);
    if (text !== undefined) return text;
  }
  if (utf8 !== undefined) return utf8;
  return mostlyUtf8(body) ?? fromWindows1252(body);
}

/** RFC 9110, 8.3. */
function headerCharset(contentType = ''): string | undefined {
  return /charset\s*=\s*["']?([\w.:+-]{2,40})/i.exec(contentType.slice(0, 1000))?.[1];
}

/** XML 1.0, 4.3.3. Anything may stand before the declaration. */
function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 4096)).toString('latin1');
  return /<\?xml[^<>]{0,500}?encoding\s*=\s*["']?\s*([\w.:+-]{2,40})/i.exec(head)?.[1];
}

/** WHATWG HTML, 13.2.3.2. */
function metaCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 8192)).toString('latin1');
  return /<meta\s[^<>]{0,500}?charset\s*=\s*["']?\s*([\w.:+-]{2,40})/i.exec(head)?.[1];
}

function isUtf8(label: string): boolean {
  return /^(?:x-)?(?:unicode-1-1-)?utf-?8/i.test(label);
}

/** Text in a named encoding; undefined when it is not known, or the bytes are not in it. */
function decodeLabelled(bytes: Uint8Array, declared: string): string | undefined {
  const label = declared.replaceAll('_', '-');
  if (western.test(label)) return fromWindows1252(bytes);
  // Bytes of UTF-16 and UTF-32 were recognised before.
  if (/^(?:utf-?(?:16|32|7)|ucs-?[24]|iso-10646|unicode)/i.test(label)) return undefined;
  const name = otherLabels.get(label.toLowerCase()) ?? label;
  for (const known of [name, name.replace(/^x-/i, ''), name.replace(/^cp-?(?=125)/i, 'windows-')]) {
    try {
      return new TextDecoder(known, { fatal: !singleByte.test(known) }).decode(bytes);
    } catch {
      // An unknown name, or bytes that are something else: the next one is tried.
    }
  }
  return fromCodePage(bytes, label);
}

/** UTF-8 without a wrong byte; a character cut at the end is passed over. */
function strictUtf8(bytes: Uint8Array): string | undefined {
  const whole = bytes.subarray(0, bytes.length - cutCharacter(bytes));
  // Buffer makes one byte a character of plain text, where a decoder makes two: all that follows is faster by half.
  return isUtf8Text(whole) ? Buffer.from(whole.buffer, whole.byteOffset, whole.length).toString('utf8') : undefined;
}

/** How many bytes at the end begin a character of UTF-8 that did not arrive whole (RFC 3629, 3). */
function cutCharacter(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}

/** UTF-8 with a few bad bytes among many good sequences, as patched or cut texts have. */
function mostlyUtf8(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder('utf-8').decode(bytes);
  const bad = text.match(/\uFFFD/g)?.length ?? 0;
  const good = text.match(/[^\0-\x7f\uFFFD]/g)?.length ?? 0;
  return good > bad ? text : undefined;
}

/** UTF-8's mark, which some servers send twice. */
function withoutMark(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf) start += 3;
  return bytes.subarray(start);
}

type WideEncoding = 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be';

/** By its mark, or by the zeros around the first signs (XML 1.0, appendix F). */
function wideEncoding(bytes: Uint8Array): WideEncoding | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a === 0 && b === 0) return (c === 0 && d !== 0) || (c === 0xfe && d === 0xff) ? 'utf-32be' : undefined;
  if (a === 0 && b !== 0 && c === 0) return 'utf-16be';
  if (a !== 0 && b === 0) return c === 0 && d === 0 ? 'utf-32le' : d === 0 ? 'utf-16le' : undefined;
  return undefined;
}

function decodeWide(bytes: Uint8Array, encoding: WideEncoding): string {
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return new TextDecoder(encoding).decode(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length & ~3);
  const parts: string[] = [];
  let part: number[] = [];
  for (let at = 0; at < view.byteLength; at += 4) {
    const code = view.getUint32(at, encoding === 'utf-32le');
    part.push(code > 0x10ffff ? 0xfffd : code);
    if (part.length === 8192) {
      parts.push(String.fromCodePoint(...part));
      part = [];
    }
  }
  return parts.join('') + String.fromCodePoint(...part);
}

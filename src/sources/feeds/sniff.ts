// Tells from its first bytes what a body is that is no text: so that the person reads "this is a PDF" and not a parser's
// complaint. It decides nothing about feeds.

const signatures: readonly (readonly [string, string])[] = [
  ['%PDF-', 'PDF'],
  ['\x89PNG', 'image'],
  ['GIF8', 'image'],
  ['\xff\xd8\xff', 'image'],
  ['\0\0\x01\0', 'image'],
  ['RIFF', 'media file'],
  ['ID3', 'media file'],
  ['OggS', 'media file'],
  ['PK\x03\x04', 'archive'],
  ['\x1f\x8b', 'archive'],
  ['BZh', 'archive'],
  ['7z\xbc\xaf', 'archive'],
  ['\x7fELF', 'program'],
  ['SQLite format 3\0', 'database'],
];

/** What the bytes seem to be; undefined for text, in whatever encoding. */
export function sniffBinary(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1');
  const known = signatures.find(([signature]) => start.startsWith(signature))?.[1];
  if (known !== undefined) return known;
  if (start.slice(4, 8) === 'ftyp') return 'media file';
  // UTF-16 and UTF-32 have zeros, but also the signs of markup among them.
  if (start.includes('<') || start.includes('{')) return undefined;
  let controls = 0;
  for (let at = 0; at < start.length; at++) {
    const code = start.charCodeAt(at);
    if (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12 && code !== 27) controls++;
  }
  return controls > start.length / 20 + 2 ? 'binary data' : undefined;
}

// Takes what is no code out of a source, so that places stay where they are.

/**
 * The text with blanks in some places; line breaks stay. `skipTo` says for a place where what begins there ends, undefined for
 * what is code.
 */
export function blank(text: string, skipTo: (at: number) => number | undefined): string {
  const pieces: string[] = [];
  let kept = 0;
  for (let at = 0; at < text.length;) {
    const end = skipTo(at);
    if (end === undefined) {
      at += 1;
      continue;
    }
    pieces.push(text.slice(kept, at), text.slice(at, end).replace(/[^\n\r]/g, ' '));
    at = Math.max(end, at + 1);
    kept = at;
  }
  pieces.push(text.slice(kept));
  return pieces.join('');
}

// A web or mail address as it is shown to somebody who may follow it: the host stands out, and nothing passes for another one.

/** Longer addresses are cut in their middle, in characters: both ends say where one gets. */
const mostShown = 160;
const tail = 50;

const leading = new Set(['http:', 'https:', 'mailto:']);

/** An address in the three pieces that it is shown in. */
interface ShownAddress {
  readonly before: string;
  /** What decides where one gets: the host, of a mail address all of it. */
  readonly host: string;
  readonly after: string;
}

/** An address as it is shown; undefined for what does not lead out. Hosts of other scripts stand as they are asked for (`xn--…`). */
export function showAddress(address: string): ShownAddress | undefined {
  if (!URL.canParse(address)) return undefined;
  const { protocol, host, href } = new URL(address);
  if (!leading.has(protocol)) return undefined;
  if (protocol === 'mailto:') return { before: protocol, host: shorten(href.slice(protocol.length)), after: '' };
  // It ends at the first slash after the scheme's two; a name before it may look like another host.
  const start = href.indexOf('/', protocol.length + 2) - host.length;
  return { before: shorten(href.slice(0, start)), host, after: shorten(href.slice(start + host.length)) };
}

function shorten(text: string): string {
  return text.length <= mostShown ? text : `${text.slice(0, mostShown - tail)}…${text.slice(-tail)}`;
}

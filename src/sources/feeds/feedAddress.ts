// Addresses of a feed: relative ones made absolute, and those that may be opened told from others. It fetches nothing.

const absoluteAt = /^[a-z][a-z0-9+.-]*:/i;

/** Stands for the address of a document that came without one, until `asWritten.ts` takes it away again. */
export const noAddress = 'https://no-address.invalid/';

/** A longer base would be repeated in every address that is seen from it. */
const longestBase = 2_000;

/** An address as written → absolute, seen from `base` (RFC 3986, 5). Absolute ones stay as they are written. */
export function resolveAddress(written: string, base: string | undefined): string {
  const address = written.trim().replace(/[\t\n\r]/g, '');
  if (base === undefined || base.length > longestBase || address === '' || absoluteAt.test(address)) return address;
  if (base === noAddress) return address.startsWith('//') ? address : `${noAddress}${address}`;
  return URL.parse(address, base)?.href ?? address;
}

/** An id that is a relative address is made absolute, as others do it, so that it tells entries of different feeds apart. */
export function resolveId(written: string, base: string | undefined): string {
  return /^[^\s:]*\/[^\s:]*$/.test(written) ? resolveAddress(written, base) : written;
}

/** `xml:base` as written, seen from the base around it (XML Base, 4); undefined when it leads nowhere on the web. */
export function resolveBase(written: string | undefined, outer: string | undefined): string | undefined {
  if (written === undefined || written.trim() === '') return outer;
  return webAddress(outer === noAddress ? written : resolveAddress(written, outer)) ?? outer;
}

/** The address if it is one of http or https and of a form that can be opened; `//host/path` counts as https. */
export function webAddress(written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  const trimmed = written.trim().replace(/[\t\n\r]/g, '');
  const address = trimmed.startsWith('//') ? `https:${trimmed}` : trimmed;
  return /^https?:\/\//i.test(address) && URL.canParse(address) ? address.replace(/ /g, '%20') : undefined;
}

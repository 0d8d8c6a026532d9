// A web address as what its forge or registry means by it: the host and the steps of the path.

interface AddressParts {
  /** Lower case, without `www.`. */
  readonly host: string;
  /** Percent-encoding taken away: one may hold a slash. */
  readonly path: readonly string[];
}

/** Undefined for what is no http(s) address. */
export function addressParts(address: string): AddressParts | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  const path = url.pathname.split('/').filter((part) => part !== '');
  return { host: url.hostname.replace(/^www\./, '').replace(/\.$/, ''), path: path.map(decoded) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    // A lone percent sign is meant as it stands.
    if (error instanceof URIError) return part;
    throw error;
  }
}

// Finds the target of a tracking redirect that carries it. Only redirectors known by host, or by the words of their address,
// are unwrapped: an ordinary page with an address in its query (a validator, an archive) stays as it is.

/** Redirectors with the target in a query parameter; `path` narrows a host that also serves other pages. */
const queryRedirects: readonly { readonly host: RegExp; readonly path?: RegExp; readonly keys: readonly string[] }[] = [
  { host: /^(?:www\.)?google\.[a-z]{2,3}(?:\.[a-z]{2})?$/, path: /^\/url$/, keys: ['q', 'url'] },
  { host: /^lm?\.(?:facebook|instagram|messenger)\.com$/, keys: ['u'] },
  { host: /^l\.threads\.(?:net|com)$/, keys: ['u'] },
  { host: /^(?:www\.)?facebook\.com$/, path: /^\/(?:l|flx\/warn)\b/, keys: ['u'] },
  { host: /^t\.umblr\.com$/, keys: ['z'] },
  { host: /^out\.reddit\.com$/, keys: ['url'] },
  { host: /(?:^|\.)linkedin\.com$/, path: /^\/(?:safety\/go|redir\/redirect|slink)/, keys: ['url'] },
  { host: /\.safelinks\.protection\.outlook\.com$/, keys: ['url'] },
  { host: /^(?:www\.)?medium\.com$/, path: /^\/(?:r\/|m\/global-identity)/, keys: ['url', 'redirectUrl'] },
  { host: /^(?:www\.)?youtube\.com$/, path: /^\/redirect$/, keys: ['q'] },
  { host: /^steamcommunity\.com$/, path: /^\/linkfilter/, keys: ['url', 'u'] },
  { host: /^(?:www\.)?slack-redir\.net$/, keys: ['url'] },
  { host: /^duckduckgo\.com$/, path: /^\/l\/?$/, keys: ['uddg'] },
  { host: /^(?:www\.)?bing\.com$/, path: /^\/ck\/a$/, keys: ['u'] },
  { host: /^(?:away\.)?vk\.com$/, path: /^\/away(?:\.php)?$/, keys: ['to'] },
  { host: /^disq\.us$/, keys: ['url'] },
  { host: /^mandrillapp\.com$/, path: /^\/track\/click\//, keys: ['p'] },
  { host: /^(?:www\.)?substack\.com$/, path: /^\/redirect/, keys: ['url'] },
  { host: /^exit\.sc$/, keys: ['url'] },
  { host: /^go\.(?:redirectingat|skimresources)\.com$/, keys: ['url'] },
  { host: /^click\.linksynergy\.com$/, keys: ['murl'] },
  { host: /(?:^|\.)awin1\.com$/, keys: ['ued', 'p'] },
  { host: /^(?:www\.)?kickstarter\.com$/, path: /^\/redirect$/, keys: ['url'] },
];

const commonKeys = [
  'url',
  'u',
  'q',
  'target',
  'redirect',
  'redirect_url',
  'redirecturl',
  'to',
  'dest',
  'destination',
  'link',
  'href',
  'goto',
  'p',
];
const hostWords = new Set([
  'click',
  'clicks',
  'track',
  'tracking',
  'trk',
  'redirect',
  'redir',
  'link',
  'links',
  'lnk',
  'url',
  'email',
  'e',
  'r',
  't',
  'go',
  'out',
  'ct',
  'cl',
  'flight',
  'newsletter',
  'mail',
  'refer',
]);
const pathWords = new Set([
  'click',
  'clicks',
  'redirect',
  'redirects',
  'redir',
  'track',
  'tracking',
  'away',
  'outbound',
  'exit',
  'goto',
  'cl0',
  'l0',
  'ls',
  'tr',
  'linkfilter',
  'linkclick',
  'trackclick',
]);
/** One-letter paths of mail senders: they count only for a target in the path itself. */
const shortPaths = new Set(['c', 'e', 'l', 'r', 'u']);
const longest = 8192;

/** The text as an absolute web address, percent-encoded up to twice more; nothing else. */
function toWebAddress(text: string): string | undefined {
  let address = text.trim();
  for (let round = 0; round < 2 && /^https?%/i.test(address); round++) {
    try {
      address = decodeURIComponent(address);
    } catch (error) {
      if (error instanceof URIError) return undefined;
      throw error;
    }
  }
  return /^https?:\/\/[^\s/]/i.test(address) && !/[\s<>"]/.test(address) && URL.canParse(address) ? address : undefined;
}

/** First string in the JSON that is a web address. Looks two levels deep: senders nest no deeper. */
function addressInJson(text: string, depth = 0): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const entry of Object.values(value)) {
    if (typeof entry !== 'string') continue;
    const address = toWebAddress(entry) ?? (depth < 2 && entry.startsWith('{') ? addressInJson(entry, depth + 1) : undefined);
    if (address) return address;
  }
  return undefined;
}

/** A web address in base64 or base64url, bare or in JSON. */
function addressInBase64(text: string): string | undefined {
  if (text.length < 16 || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return undefined;
  const base64 = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  if (base64.length % 4 === 1) return undefined;
  const decoded = atob(base64);
  if (decoded.startsWith('{')) return addressInJson(decoded);
  return toWebAddress(decoded);
}

/** Base64 as it is, one part of a token in three parts, or with the two characters that one redirector puts in front. */
function addressInToken(token: string): string | undefined {
  for (const part of token.split('.', 4)) {
    const address = addressInBase64(part) ?? (part.startsWith('a1aHR0c') ? addressInBase64(part.slice(2)) : undefined);
    if (address) return address;
  }
  return undefined;
}

function fromQuery(page: URL, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = page.searchParams.get(key);
    const address = value && (toWebAddress(value) ?? addressInToken(value));
    if (address) return address;
  }
  return undefined;
}

function fromPath(page: URL): string | undefined {
  const segments = page.pathname.split('/', 32);
  for (const [index, segment] of segments.entries()) {
    // Base64 may hold slashes: then the token is all that follows, if that is an address to its end.
    const joined = segment.startsWith('aHR0c') ? addressInBase64(segments.slice(index).join('/')) : undefined;
    const address = (joined && /^[!-~]+$/.test(joined) ? joined : undefined) ?? toWebAddress(segment) ?? addressInToken(segment);
    if (address) return address;
  }
  return undefined;
}

/** Mail filters with a notation of their own. */
function fromMailFilter(page: URL): string | undefined {
  if (page.hostname === 'urldefense.com') {
    const found = /^\/v3\/__(https?:\/{1,2}.+?)__;/.exec(page.pathname + page.search);
    return found?.[1] && toWebAddress(found[1].replace(/^(https?):\/(?!\/)/, '$1://'));
  }
  if (page.hostname === 'urldefense.proofpoint.com') {
    const value = page.searchParams.get('u');
    return value
      ? toWebAddress(
          value
            .replaceAll('_', '/')
            .replaceAll('-', '%')
            .replace(/^(https?)%3A/i, '$1:'),
        )
      : undefined;
  }
  if (/^(?:click|track)\.pstmrk\.it$/.test(page.hostname)) {
    const segment = page.pathname.split('/')[2] ?? '';
    return /%2f/i.test(segment) ? toWebAddress(`https%3A%2F%2F${segment}`) : undefined;
  }
  return undefined;
}

/**
 * What every address that carries another one has behind its scheme: that one, as it is, percent-encoded or in base64 (bare, or as
 * JSON: behind `{` comes `"` or white space, so that it begins with `ey` or `ew`).
 */
const carrier = /http|%[46]8|%22|aHR0c|[/=.]e[wy]|pstmrk\.it/i;

function targetOf(address: string): string | undefined {
  if (address.length > longest || !carrier.test(address.slice(8)) || !URL.canParse(address)) return undefined;
  const page = new URL(address);
  if (page.protocol !== 'https:' && page.protocol !== 'http:') return undefined;
  const known = queryRedirects.find(({ host, path }) => host.test(page.hostname) && (!path || path.test(page.pathname)));
  const byName = fromMailFilter(page) ?? (known && (fromQuery(page, known.keys) ?? fromPath(page)));
  if (byName) return byName;
  const segments = page.pathname.toLowerCase().split('/', 32);
  const saysRedirect = segments.some((segment) => pathWords.has(segment.replace(/\.[a-z]{2,4}$/, '')));
  const isShort = segments.length > 2 && shortPaths.has(segments[1] ?? '');
  const isRedirectHost = hostWords.has(page.hostname.split('.')[0] ?? '') && page.hostname.split('.').length > 2;
  const target =
    (saysRedirect ? fromQuery(page, commonKeys) : undefined) ?? (saysRedirect || isRedirectHost || isShort ? fromPath(page) : undefined);
  // A site that links to itself this way is asking for a log-in or the like, not counting clicks.
  return target && new URL(target).hostname !== page.hostname ? target : undefined;
}

/**
 * The address a tracking redirect leads to, when the redirect carries it; else the address itself. Redirects inside
 * redirects are followed too. Nothing is requested.
 */
export function unwrapTracking(url: string): string {
  let address = url;
  for (let round = 0; round < 4; round++) {
    const target = targetOf(address);
    if (!target) return address;
    address = target;
  }
  return address;
}

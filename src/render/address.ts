// Which addresses may stand in markup, and how. The scheme rule of the whole renderer lives here, once.

const linkSchemes: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);
const imageSchemes: ReadonlySet<string> = new Set(['http:', 'https:']);

// oxlint-disable-next-line no-control-regex -- these are the characters that the URL standard strips
const leadingControls = /^[\u0000-\u0020]+/;
// oxlint-disable-next-line no-control-regex -- never let a control character or a blank reach an attribute
const unsafeInAttribute = /[\u0000-\u0020\u007f\\]/;

/** An absolute http, https or mailto address, tracking redirects unwrapped; undefined for anything else, relative ones too. */
export function linkAddress(raw: string): string | undefined {
  return withScheme(raw, linkSchemes);
}

/** An absolute http or https address; undefined for anything else. */
export function imageAddress(raw: string): string | undefined {
  return withScheme(raw, imageSchemes);
}

/** The host that a person would recognise: without `www.`; for mail the address itself. */
export function hostOf(address: string): string | undefined {
  if (!URL.canParse(address)) {
    return undefined;
  }
  const url = new URL(address);
  return url.protocol === 'mailto:' ? url.pathname : url.host.replace(/^www\./, '');
}

/**
 * Browsers drop tabs and line breaks anywhere in an address and control characters around it, so they are dropped here
 * before the scheme is read. An address without a written scheme is relative, whatever the URL parser could make of it.
 */
function withScheme(raw: string, schemes: ReadonlySet<string>): string | undefined {
  const address = raw
    .replace(/[\t\n\r]+/g, '')
    .replace(leadingControls, '')
    .trimEnd();
  const scheme = /^(?:https?|mailto):/i.exec(address)?.[0].toLowerCase();
  if (scheme === undefined || !schemes.has(scheme) || !URL.canParse(address)) {
    return undefined;
  }
  return unsafeInAttribute.test(address) ? new URL(address).href : address;
}

// Which addresses may stand in markup, and in what form. The schemes themselves are the domain's rule.

import { toAddress, withoutTracking } from '../digest/links.js';

/**
 * An absolute http, https or mailto address, tracking taken off; relative ones are seen from `base`. Undefined for anything
 * else, and for a place in the text itself.
 */
export function linkAddress(raw: string, base?: string): string | undefined {
  if (base !== undefined && /^\s*#/.test(raw)) {
    return undefined;
  }
  let address = toAddress(raw, base);
  // A redirect is longer than what it carries: this ends, and a second call finds nothing left to unwrap.
  for (let next = target(address); next !== undefined; next = target(next)) {
    address = next;
  }
  return address;
}

/** An absolute http or https address, seen from `base` when it is relative; undefined for anything else. */
export function imageAddress(raw: string, base?: string): string | undefined {
  const address = toAddress(raw, base);
  return address === undefined || isMail(address) ? undefined : address;
}

/** The host that a person would recognise: without `www.`; for mail the address itself. */
export function hostOf(address: string): string | undefined {
  if (!URL.canParse(address)) {
    return undefined;
  }
  const url = new URL(address);
  return isMail(address) ? url.pathname : url.host.replace(/^www\./, '');
}

function target(address: string | undefined): string | undefined {
  if (address === undefined) {
    return undefined;
  }
  const direct = withoutTracking(address);
  const next = direct === address ? undefined : toAddress(direct);
  return next !== undefined && next.length < address.length ? next : undefined;
}

function isMail(address: string): boolean {
  return /^mailto:/i.test(address);
}

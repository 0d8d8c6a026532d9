// Which addresses may stand in markup, and in what form. The schemes themselves are the domain's rule.

import { toAddress, unwrapTracking } from '../digest/links.js';

/** An absolute http, https or mailto address, tracking redirects unwrapped; undefined for anything else, relative ones too. */
export function linkAddress(raw: string): string | undefined {
  let address = toAddress(raw);
  // A redirect is longer than what it carries: this ends, and a second call finds nothing left to unwrap.
  for (let next = target(address); next !== undefined; next = target(next)) {
    address = next;
  }
  return address;
}

/** An absolute http or https address; undefined for anything else. */
export function imageAddress(raw: string): string | undefined {
  const address = toAddress(raw);
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
  const next = address === undefined ? undefined : toAddress(unwrapTracking(address));
  return next !== undefined && next.length < (address?.length ?? 0) ? next : undefined;
}

function isMail(address: string): boolean {
  return /^mailto:/i.test(address);
}

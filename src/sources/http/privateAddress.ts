// Tells addresses of this machine and of private networks from public ones by how they are written. Looks no name up: a
// public name that leads to a private place is the resolver's affair.

import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** IANA's special-purpose registries (RFC 6890 and its successors): what is not reachable from everywhere. */
const privateRanges4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;

const privateRanges6 = [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const;

/** Ranges whose addresses carry an IPv4 address, with the place of its first 16 bits among the eight groups. */
const carriers = [
  { range: ['::ffff:0:0', 96], group: 6 },
  { range: ['::ffff:0:0:0', 96], group: 6 },
  { range: ['::', 96], group: 6 },
  { range: ['64:ff9b::', 96], group: 6 },
  { range: ['2002::', 16], group: 1 },
] as const;

const ranges4 = new BlockList();
for (const [net, prefix] of privateRanges4) ranges4.addSubnet(net, prefix, 'ipv4');
const ranges6 = new BlockList();
for (const [net, prefix] of privateRanges6) ranges6.addSubnet(net, prefix, 'ipv6');
const carrierRanges = carriers.map(({ range: [net, prefix], group }) => {
  const range = new BlockList();
  range.addSubnet(net, prefix, 'ipv6');
  return { range, group };
});

/** Endings of names that never mean a public server: RFC 6761, 6762, 8375, 9476 and ICANN's `.internal`. */
const privateNames = /(?:^|\.)(?:localhost|local|internal|home\.arpa|lan|intranet|corp|home|localdomain)$/;

/**
 * Whether a host, as `URL.hostname` writes it (so decimal, octal, hexadecimal and short forms are dotted already), is this
 * machine or in a private, link-local or otherwise special network. A name without a dot is private, too.
 */
function isPrivateHost(hostname: string): boolean {
  const host = hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.{1,9}$/, '')
    .toLowerCase();
  if (isIPv4(host)) return ranges4.check(host, 'ipv4');
  if (isIPv6(host)) return isPrivate6(host);
  return !host.includes('.') || privateNames.test(host);
}

/** Whether what stands at `from` may send us to `to`: not from a public place to a private one. Both are absolute. */
export function mayLeadTo(from: string, to: string): boolean {
  return !isPrivateHost(new URL(to).hostname) || isPrivateHost(new URL(from).hostname);
}

function isPrivate6(host: string): boolean {
  if (ranges6.check(host, 'ipv6')) return true;
  const carrier = carrierRanges.find(({ range }) => range.check(host, 'ipv6'));
  if (!carrier) return false;
  const groups = expand(host);
  const [high = 0, low = 0] = groups.slice(carrier.group, carrier.group + 2);
  return ranges4.check(`${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`, 'ipv4');
}

/** The eight groups of an address without a dotted end, as `URL` writes it. */
function expand(host: string): readonly number[] {
  const [head = '', tail] = host.split('::', 2);
  const first = toGroups(head);
  const last = toGroups(tail ?? '');
  return tail === undefined ? first : [...first, ...Array.from({ length: 8 - first.length - last.length }, () => 0), ...last];
}

function toGroups(part: string): number[] {
  return part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
}

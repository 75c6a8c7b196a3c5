import { BlockList, isIPv4, isIPv6 } from 'node:net'

/** IANA special-purpose registries (RFC 6890 and later): nothing in them is a partner on the internet. */
const SPECIAL: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  // check: link-local-metadata-services
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  // Only 2000::/3 is on the internet at all (below). Within it: IETF protocols with Teredo, documentation, 6to4, each
  // of which leads nowhere or to an IPv4 address that may be of the list above.
  ['2001::', 23, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['3fff::', 20, 'ipv6'],
]

// One list for each family: in a shared one the IPv4-mapped range would match every IPv4 address.
const special = { ipv4: new BlockList(), ipv6: new BlockList() }
for (const [network, prefix, family] of SPECIAL) special[family].addSubnet(network, prefix, family)

/**
 * RFC 4291 §2.4, IANA: global unicast. Mapped, compatible and translated IPv4, NAT64 and all that is local lie outside.
 */
const globalUnicast = new BlockList()
globalUnicast.addSubnet('2000::', 3, 'ipv6')

/**
 * True for an IP address on the public internet; false for private, link-local, loopback and special ones, and for
 * text.
 */
export function isPublicAddress(address: string): boolean {
  // check: ipv4-special-addresses
  if (isIPv4(address)) return !special.ipv4.check(address, 'ipv4')
  // A zone (`fe80::1%eth0`) never belongs to a public address.
  // check: ipv6-zones
  if (!isIPv6(address) || address.includes('%')) return false
  // check: ipv6-special-addresses
  // check: ipv4-in-ipv6
  return globalUnicast.check(address, 'ipv6') && !special.ipv6.check(address, 'ipv6')
}

import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net'

/**
 * Where an address leads: to the internet, to a network of an organisation, to this machine, or nowhere that the broker
 * ever calls (`special`: link-local with the metadata services of clouds, IPv4 within IPv6, multicast, documentation …).
 */
export type NetworkClass = 'public' | 'private' | 'loopback' | 'special'

/** RFC 1918, RFC 6598 (shared, behind the NAT of a carrier), RFC 4193. */
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'] as const

// check: ipv6-loopback-is-this-machine
const LOOPBACK = ['127.0.0.0/8', '::1/128']

/** IANA special-purpose registries (RFC 6890 and later) beside these: nothing in them is anybody on the internet. */
const SPECIAL = [
  '0.0.0.0/8',
  // check: link-local-metadata-services
  '169.254.0.0/16',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
  // Only 2000::/3 is on the internet at all (below). Within it: IETF protocols with Teredo, documentation, 6to4, each
  // of which leads nowhere or to an IPv4 address that may be of the lists above.
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
]

/** Tells whether an address lies within any of the networks (`address/prefix`); a text that is none lies in none. */
export function networkList(networks: readonly string[]): (address: string) => boolean {
  // One list for each family: in a shared one the IPv4-mapped range would match every IPv4 address.
  const lists = { 4: new BlockList(), 6: new BlockList() }
  for (const network of networks) {
    const [address = '', prefix] = network.split('/')
    if (isIPv6(address)) lists[6].addSubnet(address, Number(prefix), 'ipv6')
    else lists[4].addSubnet(address, Number(prefix), 'ipv4')
  }
  return (address) => {
    // A zone (`fe80::1%eth0`) is of one link.
    // check: ipv6-zones
    if (address.includes('%')) return false
    return isIPv4(address) ? lists[4].check(address, 'ipv4') : isIPv6(address) && lists[6].check(address, 'ipv6')
  }
}

const isPrivate = networkList(PRIVATE)
const isLoopback = networkList(LOOPBACK)
const isSpecial = networkList(SPECIAL)

/**
 * RFC 4291 §2.4, IANA: global unicast. Mapped, compatible and translated IPv4 (NAT64), and all that is local, lie
 * outside.
 */
const isGlobalUnicast = networkList(['2000::/3'])

/** Where an IP address leads; `special` for text that is none. */
export function networkClassOf(address: string): NetworkClass {
  // check: ipv4-special-addresses
  if (isSpecial(address) || isIP(address) === 0) return 'special'
  // check: private-addresses-are-told-apart
  if (isPrivate(address)) return 'private'
  // check: loopback-addresses-are-told-apart
  if (isLoopback(address)) return 'loopback'
  // check: ipv4-in-ipv6
  return isIPv4(address) || isGlobalUnicast(address) ? 'public' : 'special'
}

/** True for a network (`address/prefix`) all of which is private: what an operator may let the broker call. */
export function isPrivateNetwork(network: string): boolean {
  const [address = '', prefix] = network.split('/')
  // check: what-is-allowed-is-within-a-private-network
  return PRIVATE.some((each) => Number(prefix) >= Number(each.split('/')[1]) && networkList([each])(address))
}

/** What `isPrivateNetwork` takes, in words. */
export const PRIVATE_NETWORK_EXPECTED = `a private network, within ${PRIVATE.join(', ')}`

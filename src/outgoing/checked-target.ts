import { isIP } from 'node:net'
import { isLoopbackHost } from '../domain/loopback-host.js'
import { OutgoingError } from '../domain/outgoing-error.js'
import { quoted } from '../domain/quoted.js'
import { networkClassOf, networkList, type NetworkClass } from './network-class.js'

/** Every address of a host name, as DNS answers. */
export type Resolve = (hostname: string) => Promise<readonly string[]>

/** Whom the broker may call beside the internet. */
export interface OutgoingPolicy {
  /** This machine, by http too: only while PUBLIC_URL is http. */
  readonly loopback: boolean
  /** Private networks, as `network.outgoing.allow` lists them. */
  readonly allow: readonly string[]
}

/** A URL that may be called, the addresses to connect to, and the class of network they lie in. */
export interface CheckedTarget {
  readonly url: URL
  readonly addresses: readonly string[]
  readonly network: NetworkClass
}

/**
 * Decides whether a URL may be called, and at which addresses: the connection uses these, so no second DNS answer can
 * lead elsewhere (RULES: Operators 8). https to the internet and to listed private networks; hosts of this machine
 * where the policy has them, then by http too and without DNS. Throws OutgoingError `url`, `address`, `name`.
 */
export async function checkedTarget(url: string, policy: OutgoingPolicy, resolve: Resolve): Promise<CheckedTarget> {
  const target = readUrl(url)
  const host = target.hostname
  if (isLoopbackHost(host)) {
    // check: this-machine-is-not-called
    if (!policy.loopback) refuseAddress(url, 'is on this machine, which is called only while PUBLIC_URL is http')
    return { url: target, addresses: loopbackAddressesOf(host), network: 'loopback' }
  }
  // check: calls-are-by-https
  if (target.protocol !== 'https:') refuseUrl(url, 'must be https')
  const literal = host.replace(/^\[|\]$/g, '')
  const addresses = isIP(literal) ? [literal] : await resolved(host, resolve)
  if (addresses.length === 0) refuseAddress(url, 'leads to no address')
  // check: every-address-of-a-host-may-be-called
  for (const address of addresses) refuseUnlisted(url, address, policy)
  const isPublic = addresses.every((address) => networkClassOf(address) === 'public')
  return { url: target, addresses, network: isPublic ? 'public' : 'private' }
}

/**
 * Why an address that a host leads to may not be called, in words; null: it may. A name that DNS leads to this machine
 * is refused whatever the policy says: only names that can mean nothing else reach it.
 */
export function addressFault(address: string, { allow }: Pick<OutgoingPolicy, 'allow'>): string | null {
  const network = networkClassOf(address)
  // check: private-networks-are-listed
  if (network === 'public' || (network === 'private' && networkList(allow)(address))) return null
  if (network === 'private') {
    return `leads to ${address} in a private network; list that network in network.outgoing.allow`
  }
  return `leads to ${address}, which is neither on the public internet nor in a private network`
}

function refuseUnlisted(url: string, address: string, policy: OutgoingPolicy): void {
  const fault = addressFault(address, policy)
  if (fault !== null) refuseAddress(url, fault)
}

function readUrl(text: string): URL {
  if (!URL.canParse(text)) refuseUrl(text, 'is not a URL')
  const url = new URL(text)
  // check: no-other-scheme-is-called
  if (url.protocol !== 'https:' && url.protocol !== 'http:') refuseUrl(text, 'must be https')
  // check: no-user-name-is-sent-along
  if (url.username !== '' || url.password !== '') refuseUrl(text, 'carries a user name or password')
  return url
}

const loopbackAddressesOf = (host: string): readonly string[] =>
  host === '[::1]' ? ['::1'] : isIP(host) ? [host] : ['127.0.0.1', '::1']

async function resolved(host: string, resolve: Resolve): Promise<readonly string[]> {
  try {
    return await resolve(host)
  } catch (cause) {
    throw new OutgoingError('name', `The host ${quoted(host)} is not known to DNS`, { cause })
  }
}

const refuseUrl = (url: string, why: string): never => {
  throw new OutgoingError('url', `${quoted(url)} ${why}`)
}

const refuseAddress = (url: string, why: string): never => {
  throw new OutgoingError('address', `${quoted(url)} ${why}`)
}

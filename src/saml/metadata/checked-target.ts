import { isIP } from 'node:net'
import { OperatorError } from '../../domain/operator-error.js'
import { quoted } from './finding.js'
import { isLoopbackHost } from './loopback-host.js'
import { isPublicAddress } from './public-address.js'

/** Every address of a host name, as DNS answers. */
export type Resolve = (hostname: string) => Promise<readonly string[]>

/** A URL that may be fetched, and the one address to connect to. */
export interface CheckedTarget {
  readonly url: URL
  readonly address: string
}

/**
 * Decides whether a metadata URL may be fetched, and from which address: the connection uses that address, so no second
 * DNS answer can lead elsewhere (SECURITY 13). https to public addresses; loopback hosts only where
 * `allowHttpLoopback` says so, then by http too and without DNS. Throws OperatorError('metadata-fetch-url') or
 * ('metadata-fetch-address').
 */
export async function checkedTarget(url: string, allowHttpLoopback: boolean, resolve: Resolve): Promise<CheckedTarget> {
  const target = readUrl(url)
  const host = target.hostname
  if (isLoopbackHost(host)) {
    // check: this-machine-is-not-fetched-from
    if (!allowHttpLoopback) refuseAddress(url, 'is on this machine, which is accepted only while PUBLIC_URL is http')
    return { url: target, address: loopbackAddressOf(host) }
  }
  // check: fetching-is-by-https
  if (target.protocol !== 'https:') refuseUrl(url, 'must be https')
  const literal = host.replace(/^\[|\]$/g, '')
  const addresses = isIP(literal) ? [literal] : await resolved(host, resolve)
  const [address] = addresses
  // check: every-address-of-a-host-is-public
  // check: private-addresses-are-not-fetched-from
  if (address === undefined || !addresses.every(isPublicAddress)) {
    refuseAddress(url, 'leads to an address that is not on the public internet; fetch the file and import it')
  }
  return { url: target, address: address ?? '' }
}

function readUrl(text: string): URL {
  if (!URL.canParse(text)) refuseUrl(text, 'is not a URL')
  const url = new URL(text)
  // check: no-other-scheme-is-fetched
  if (url.protocol !== 'https:' && url.protocol !== 'http:') refuseUrl(text, 'must be https')
  // check: no-user-name-is-sent-along
  if (url.username !== '' || url.password !== '') refuseUrl(text, 'carries a user name or password')
  return url
}

const loopbackAddressOf = (host: string): string => (host === '[::1]' ? '::1' : isIP(host) ? host : '127.0.0.1')

async function resolved(host: string, resolve: Resolve): Promise<readonly string[]> {
  try {
    return await resolve(host)
  } catch (cause) {
    throw new OperatorError('metadata-fetch-address', `The host ${quoted(host)} is not known to DNS`, { cause })
  }
}

const refuseUrl = (url: string, why: string): never => {
  throw new OperatorError('metadata-fetch-url', `The metadata address ${quoted(url)} ${why}`)
}

const refuseAddress = (url: string, why: string): never => {
  throw new OperatorError('metadata-fetch-address', `The metadata address ${quoted(url)} ${why}`)
}

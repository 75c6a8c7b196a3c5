import type { EndpointFaultCode } from '../../domain/read-finding.js'
import { isLoopbackHost } from '../../domain/loopback-host.js'

/**
 * Why the broker will not send citizens and their data to an address (RULES: Operators 2); null if it
 * may. Addresses are compared as strings, so each must be written exactly as it is used: an absolute https URL without
 * user, password, fragment, white space or characters outside ASCII. `allowHttpLoopback` permits http for loopback
 * hosts.
 */
export function endpointFault(location: string, allowHttpLoopback: boolean): EndpointFaultCode | null {
  // URL drops tabs and line ends and turns backslashes into slashes, so what it parses would not be what is written.
  // check: endpoints-are-printable-ascii
  if (!/^[\x21-\x7e]+$/.test(location) || location.includes('\\')) return 'characters'
  const authority = /^https?:\/\/([^/?#]+)/i.exec(location)?.[1]
  // check: endpoints-are-absolute
  if (authority === undefined || !URL.canParse(location)) return 'form'
  // check: endpoints-carry-no-user
  if (authority.includes('@')) return 'user'
  // check: endpoints-carry-no-fragment
  if (location.includes('#')) return 'fragment'
  const url = new URL(location)
  if (url.protocol === 'https:') return null
  // check: endpoints-are-https
  if (!isLoopbackHost(url.hostname)) return 'https'
  // check: loopback-by-http-only-while-the-broker-is
  return allowHttpLoopback ? null : 'loopback'
}

/** True for a link that pages may show: only https (SECURITY 11). */
export const isHttpsLink = (link: string): boolean => endpointFault(link.replace(/#.*$/, ''), false) === null

/** The same in words. */
export const ENDPOINT_FAULTS: Readonly<Record<EndpointFaultCode, string>> = {
  characters: 'has white space or characters outside ASCII',
  form: 'is not an absolute https address',
  user: 'carries a user name',
  fragment: 'carries a fragment',
  https: 'must be https',
  loopback: 'must be https; http is for loopback hosts only, while PUBLIC_URL is http',
}

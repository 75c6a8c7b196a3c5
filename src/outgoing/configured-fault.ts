import { isIP } from 'node:net'
import { isLoopbackHost } from '../domain/loopback-host.js'
import { addressFault } from './checked-target.js'

/** What decides whether an address of the configuration may be called. */
export interface OutgoingPlace {
  /** PUBLIC_URL is https. */
  readonly secure: boolean
  readonly outgoing: { readonly allow: readonly string[] }
}

/**
 * Why a URL that a key of the configuration names may not be called, as far as no DNS has to be asked: one line that
 * says which key to set, or none (RULES: Operators 8). Where a name leads is told by the first call.
 */
export function configuredFault(key: string, url: string, { secure, outgoing }: OutgoingPlace): readonly string[] {
  const { hostname } = new URL(url)
  const says = `${key} is ${JSON.stringify(url)}, which`
  if (isLoopbackHost(hostname)) {
    // check: nothing-on-this-machine-is-called-beside-https
    return secure
      ? [`${says} is on this machine; with PUBLIC_URL on https it may be in a network of network.outgoing.allow`]
      : []
  }
  const literal = hostname.replace(/^\[|\]$/g, '')
  const fault = isIP(literal) ? addressFault(literal, outgoing) : null
  return fault === null ? [] : [`${says} ${fault}`]
}

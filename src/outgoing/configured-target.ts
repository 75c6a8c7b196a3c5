import { isIP } from 'node:net'
import { isLoopbackHost } from '../domain/loopback-host.js'
import { addressFault } from './checked-target.js'

/**
 * Why the broker may not call the address that a key of the settings names, as far as no DNS has to be asked: one line
 * that says which key to set, or none (RULES: Operators 8). What names lead to is told by the first call.
 */
export function configuredTargetFaults(
  key: string,
  address: string,
  { secure, allow }: { readonly secure: boolean; readonly allow: readonly string[] },
): readonly string[] {
  const { protocol, hostname } = new URL(address)
  const says = `${key} is ${JSON.stringify(address)}, which`
  if (isLoopbackHost(hostname)) {
    // check: no-eid-server-on-this-machine-beside-https
    return secure && protocol === 'https:'
      ? [`${says} is on this machine; with PUBLIC_URL on https it may be in a network of network.outgoing.allow`]
      : []
  }
  const literal = hostname.replace(/^\[|\]$/g, '')
  // check: an-eid-server-is-where-the-broker-may-call
  const fault = isIP(literal) ? addressFault(literal, { allow }) : null
  return fault === null ? [] : [`${says} ${fault}`]
}

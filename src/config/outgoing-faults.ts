import { isIP } from 'node:net'
import { isLoopbackHost } from '../domain/loopback-host.js'
import { addressFault } from '../outgoing/checked-target.js'
import type { Config, Settings } from './config.js'

/**
 * Whom the settings name and the broker may not call, as far as no DNS has to be asked: each in one line that says
 * which key to set (RULES: Operators 8). What names lead to is told by the first call.
 */
export function outgoingFaults({ secure }: Pick<Config, 'secure'>, { methods, network }: Settings): readonly string[] {
  const { enabled, serverUrl } = methods.eid
  if (!enabled || serverUrl === null) return []
  const { protocol, hostname } = new URL(serverUrl)
  const says = `methods.eid.serverUrl is ${JSON.stringify(serverUrl)}, which`
  if (isLoopbackHost(hostname)) {
    // check: no-eid-server-on-this-machine-beside-https
    return secure && protocol === 'https:'
      ? [`${says} is on this machine; with PUBLIC_URL on https it may be in a network of network.outgoing.allow`]
      : []
  }
  const literal = hostname.replace(/^\[|\]$/g, '')
  // check: an-eid-server-is-where-the-broker-may-call
  const fault = isIP(literal) ? addressFault(literal, network.outgoing) : null
  return fault === null ? [] : [`${says} ${fault}`]
}

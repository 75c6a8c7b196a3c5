import type { Config } from '../config/config.js'
import type { CallOut } from '../domain/ports/outgoing.js'
import { createCallOut } from '../outgoing/call-out.js'

/** The port for every call that this deployment makes (RULES: Operators 8). */
export const openOutgoing = ({ secure, settings }: Config): CallOut =>
  // check: loopback-is-called-only-while-the-broker-is-on-http
  createCallOut({ loopback: !secure, allow: settings.network.outgoing.allow })

import type { DevicePorts } from '../../domain/ports/device-ports.js'
import type { PassPhone } from '../../domain/ports/pass-phone.js'

/** The pass, where the deployment offers it: what phones ask, and what citizens do with their devices. */
export interface PassFace {
  readonly phone: PassPhone
  readonly devices: DevicePorts
  /** The phone as a web app, if there is one: links that a browser opens lead to it. */
  readonly webApp: string | null
}
